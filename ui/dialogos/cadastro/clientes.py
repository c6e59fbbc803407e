"""Cadastro de clientes: a lista paginada, com incluir, alterar, excluir e a opção "Grupo de contatos"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from modelos import ficha_do_cliente
from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from modelos.ficha_do_cliente import DependentesDoCliente
from regras.cadastro import Cliente
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.componentes.botao import Botao
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.moldes.faixa_de_filtros import FiltroMostrar
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna
from ui.tabelas.clientes import colunas

_TODOS, _AVISAR, _NAO_AVISAR, _PROMESSA = "", "avisar", "nao_avisar", "promessa"


def abrir(contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> Dialogo:
    """A lista; com o código de um cliente, a ficha dele."""
    if isinstance(argumento, str) and argumento and clientes.obter(argumento) is not None:
        return DialogoCliente(contexto, argumento, pai)
    return DialogoClientes(contexto, pai=pai)


class DialogoClientes(DialogoLista[Cliente]):
    """Lista de clientes."""

    LISTA = Lista[Cliente](
        titulo="Clientes",
        explicacao="Quem recebe os avisos. O que a importação do ERP trouxer vale por cima do que se altera aqui.",
        chave=lambda cliente: cliente.codigo,
        assuntos=(Assunto.CLIENTES,),
        mudam=(Assunto.CLIENTES, Assunto.CONTATOS),
        arquivo="clientes.csv",
        consulta=Consulta(ordem="nome"),
        fonte=clientes.pagina,
        remover=lambda cliente: ficha_do_cliente.excluir(cliente.codigo),
        total=("cliente", "clientes", "Nenhum cliente encontrado"),
        nome="Lista de clientes",
        procura="Procurar nome, código, CPF/CNPJ, e-mail ou cidade",
        largura=1240,
        altura=620,
    )

    def colunas(self) -> Sequence[Coluna[Cliente]]:
        """A promessa se julga hoje."""
        return colunas(self.contexto.hoje())

    def editar(self, objeto: Cliente | None) -> None:
        """Abre a ficha."""
        self._abrir_ficha(objeto.codigo if objeto else "")

    def abrir_contatos(self) -> None:
        """Abre a ficha do cliente corrente na guia "Grupo de contatos"."""
        if (cliente := self.quadro.atual()) is not None:
            self._abrir_ficha(cliente.codigo, contatos=True)

    def confirmar_exclusao(self, objeto: Cliente) -> bool:
        """Diz o que depende do cliente; havendo débito, pedido ou aviso em aberto, não oferece excluir."""
        achados = ficha_do_cliente.contar_dependentes(objeto.codigo)
        if achados.impedem:
            self._dizer_que_nao_pode(objeto, achados)
            return False
        return DialogoConfirmacao.perguntar(
            "Excluir cliente",
            f"Excluir {objeto.nome}?",
            detalhe=f"Código {objeto.codigo}. Não há como desfazer.",
            fatos=_fatos(achados),
            perigo=True,
            pai=self,
        )

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """A opção "Grupo de contatos"."""
        self.botao_contatos = Botao("Grupo de con&tatos", icone="pessoa", ao_clicar=self.abrir_contatos)
        return (self.botao_contatos,)

    def montar_filtros(self) -> FiltroMostrar:
        """Quem recebe, quem não recebe e quem prometeu."""
        opcoes = (
            (_TODOS, "Todos"),
            (_AVISAR, "Os que recebem avisos"),
            (_NAO_AVISAR, "Marcados “não avisar”"),
            (_PROMESSA, "Com promessa de pagamento"),
        )
        self.filtro = FiltroMostrar(opcoes, largura=230)
        return self.filtro

    def em_filtros(self) -> dict[str, str]:
        """A parte escolhida."""
        por_parte = {
            _AVISAR: {"avisar": "S"},
            _NAO_AVISAR: {"avisar": "N"},
            _PROMESSA: {"promessa_desde": self.contexto.hoje().isoformat()},
        }
        return por_parte.get(self.filtro.valor(), {})

    def _abrir_ficha(self, codigo: str, *, contatos: bool = False) -> None:
        ficha = DialogoCliente(self.contexto, codigo, self, contatos=contatos)
        if ficha.responder():
            self.quadro.procurar_em(ficha.codigo())
        self.focar(self.visao)

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


def _fatos(achados: DependentesDoCliente) -> list[tuple[str, str, str]]:
    fatos = []
    if achados.contatos:
        contatos = frases.quantos(achados.contatos, "contato", "contatos")
        fatos.append((contatos, "também " + ("é excluído" if achados.contatos == 1 else "são excluídos"), ""))
    if achados.avisos:
        avisos = frases.quantos(achados.avisos, "aviso", "avisos")
        fatos.append((avisos, "fica no histórico" if achados.avisos == 1 else "ficam no histórico", ""))
    return fatos
