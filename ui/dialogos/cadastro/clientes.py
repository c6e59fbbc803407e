"""Cadastro de clientes: a lista paginada, com incluir, alterar, excluir e a opção "Grupo de contatos"."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from modelos import ficha_do_cliente
from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from modelos.ficha_do_cliente import DependentesDoCliente
from regras.cadastro import Cliente
from regras.erros import ErroAviso
from ui import frases, tema
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.campos.campo_escolha import CampoEscolha
from ui.componentes.botao import Botao
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.moldes.lista_paginada import DialogoListaPaginada
from ui.tabelas.clientes import colunas
from ui.tabelas.quadro import QuadroPaginado

_LARGURA, _ALTURA = 1240, 620
_TODOS, _AVISAR, _NAO_AVISAR, _PROMESSA = "", "avisar", "nao_avisar", "promessa"


def abrir(contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> Dialogo:
    """A lista; com o código de um cliente, a ficha dele."""
    if isinstance(argumento, str) and argumento and clientes.obter(argumento) is not None:
        return DialogoCliente(contexto, argumento, pai)
    return DialogoClientes(contexto, pai)


class DialogoClientes(DialogoListaPaginada[Cliente]):
    """Lista de clientes."""

    ASSUNTOS = frozenset({Assunto.CLIENTES})
    ARQUIVO = "clientes.csv"

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        frase = "Quem recebe os avisos. O que a importação do ERP trouxer vale por cima do que se altera aqui."
        super().__init__(contexto, "Clientes", frase, pai, largura=_LARGURA, altura=_ALTURA)
        quadro: QuadroPaginado[Cliente] = QuadroPaginado(
            contexto,
            "Lista de clientes",
            colunas(contexto.hoje()),
            clientes.pagina,
            chave=lambda cliente: cliente.codigo,
            consulta=Consulta(ordem="nome"),
            procura="Procurar nome, código, CPF/CNPJ, e-mail ou cidade",
        )
        quadro.carregou.connect(self._ao_carregar)
        self.mostrar(quadro, self._montar_filtros())

    def editar(self, objeto: Cliente | None) -> None:
        """Abre a ficha."""
        self._abrir_ficha(objeto.codigo if objeto else "")

    def abrir_contatos(self) -> None:
        """Abre a ficha do cliente corrente na guia "Grupo de contatos"."""
        if (cliente := self.quadro.atual()) is not None:
            self._abrir_ficha(cliente.codigo, contatos=True)

    def pedir_exclusao(self, objeto: Cliente) -> None:
        """Diz o que depende do cliente; havendo débito, pedido ou aviso em aberto, não oferece excluir."""
        achados = ficha_do_cliente.contar_dependentes(objeto.codigo)
        if achados.impedem:
            self._dizer_que_nao_pode(objeto, achados)
            return
        if not DialogoConfirmacao.perguntar(
            "Excluir cliente",
            f"Excluir {objeto.nome}?",
            detalhe=f"Código {objeto.codigo}. Não há como desfazer.",
            fatos=_fatos(achados),
            perigo=True,
            pai=self,
        ):
            return
        try:
            ficha_do_cliente.excluir(objeto.codigo)
        except ErroAviso as erro:
            DialogoMensagem.mostrar_erro(self, "Não excluído", erro)
            return
        self.contexto.avisar(Assunto.CLIENTES, Assunto.CONTATOS)

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """A opção "Grupo de contatos"."""
        self.botao_contatos = Botao("Grupo de con&tatos", icone="pessoa")
        self.botao_contatos.clicked.connect(self.abrir_contatos)
        return (self.botao_contatos,)

    def _montar_filtros(self) -> QWidget:
        faixa = QWidget()
        linha = QHBoxLayout(faixa)
        linha.setContentsMargins(0, 0, 0, 0)
        linha.setSpacing(tema.medida(8))
        rotulo = Texto("&Mostrar")
        self.filtro = CampoEscolha(
            (
                (_TODOS, "Todos"),
                (_AVISAR, "Os que recebem avisos"),
                (_NAO_AVISAR, "Marcados “não avisar”"),
                (_PROMESSA, "Com promessa de pagamento"),
            ),
            largura=230,
        )
        for parte in (self.filtro, self.filtro.view()):
            parte.setAccessibleName("Mostrar")
        rotulo.setBuddy(self.filtro)
        self.filtro.mudou.connect(self._ao_filtrar)
        linha.addWidget(rotulo)
        linha.addWidget(self.filtro)
        linha.addStretch(1)
        return faixa

    def _abrir_ficha(self, codigo: str, *, contatos: bool = False) -> None:
        ficha = DialogoCliente(self.contexto, codigo, self, contatos=contatos)
        if ficha.exec() == DialogoCliente.DialogCode.Accepted:
            self.quadro.procurar_em(ficha.codigo())
        ficha.deleteLater()
        self.quadro.visao.setFocus()

    def _dizer_que_nao_pode(self, cliente: Cliente, achados: DependentesDoCliente) -> None:
        partes = [
            frases.quantos(quantos, um, varios)
            for quantos, um, varios in (
                (achados.debitos, "débito", "débitos"),
                (achados.pedidos, "pedido", "pedidos"),
                (achados.avisos_em_aberto, "aviso em aberto", "avisos em aberto"),
            )
            if quantos
        ]
        DialogoMensagem.mostrar(
            self,
            "Excluir cliente",
            f"{cliente.nome} não pode ser excluído",
            f"Dependem dele {frases.lista(partes)}.",
            tom="acento",
            destaque="Exclua antes o que depende dele; ou, para só deixar de enviar, desmarque “Enviar avisos”.",
        )

    def _ao_filtrar(self) -> None:
        hoje = self.contexto.hoje().isoformat()
        filtros = {
            _TODOS: {},
            _AVISAR: {"avisar": "S"},
            _NAO_AVISAR: {"avisar": "N"},
            _PROMESSA: {"promessa_desde": hoje},
        }
        self.quadro.filtrar(filtros[str(self.filtro.valor())])

    def _ao_carregar(self) -> None:
        total = self.quadro.modelo.total
        contagem = frases.quantos(total, "cliente", "clientes")
        self.rodape.setText(contagem if total else "Nenhum cliente encontrado")
        self.botao_contatos.setEnabled(self.quadro.atual() is not None)


def _fatos(achados: DependentesDoCliente) -> list[tuple[str, str, str]]:
    fatos = []
    if achados.contatos:
        contatos = frases.quantos(achados.contatos, "contato", "contatos")
        fatos.append((contatos, "também " + ("é excluído" if achados.contatos == 1 else "são excluídos"), ""))
    if achados.avisos:
        avisos = frases.quantos(achados.avisos, "aviso", "avisos")
        fatos.append((avisos, "fica no histórico" if achados.avisos == 1 else "ficam no histórico", ""))
    return fatos
