"""Os campos da guia Aviso de Débitos, na ordem e com os textos da tela de origem, e a régua do débito."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from regras.cadastro import ContaEmail
from regras.erros import DadoInvalido
from regras.parametros import PARAMETROS, Modo, ParametrosAviso
from ui import atalhos, frases, tema
from ui.abas.aviso_debitos import mais_opcoes
from ui.base.formulario import Formulario
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_dias import CampoDias
from ui.campos.campo_filtro import CampoFiltro
from ui.campos.campo_texto import CampoTexto
from ui.campos.fileira_marcados import FileiraMarcados
from ui.componentes.botao import Botao, Link
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import em_rolagem
from ui.componentes.regua_debito import ReguaDebito
from ui.componentes.texto import Estado, Texto, TextoElidido
from ui.tema import Letra, Peso

_VAOS = (8, 6, 5, 4, 3, 2)
LARGURA_FOLGADA = 930
"""Com menos que isto (pixels com letra em 100 %), a conta perde o nome e os chips viram contagem."""


@dataclass(frozen=True, slots=True)
class Listas:
    """O que há para escolher nos campos."""

    contas: Sequence[ContaEmail] = ()
    grupos: Sequence[str] = ()
    situacoes: Sequence[str] = ()


class _Filtro:
    """Um filtro S/N/T no formulário: o campo e, embaixo, os marcados com o link que os escolhe."""

    def __init__(
        self, formulario: Formulario, rotulo: str, ajuda: str, nomes: str, pedido: SignalInstance, *no_fim: QWidget
    ) -> None:
        self.campo = CampoFiltro()
        self.campo.pediu_selecao.connect(lambda _modo: pedido.emit())
        formulario.campo(
            rotulo,
            self.campo,
            ajuda=ajuda,
            descricao=self.campo.legenda.texto(),
            consulta=pedido.emit,
            nome_consulta=f"Escolher {nomes}",
        )
        self.marcados = FileiraMarcados()
        self.marcados.tirou.connect(self._tirar)
        self.escolher = Link(f"Escolher {nomes}...", tecla=atalhos.CONSULTA.tecla, sublinhado=False, ao_clicar=pedido)
        self.escolher.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._linha = QWidget()
        em_linha(self.marcados, self.escolher, ELASTICO, *no_fim, espaco=14, dono=self._linha)
        formulario.largo(self._linha, desde_o_campo=True)

    def mostrar(self, existentes: Sequence[str]) -> None:
        """Mostra os marcados; em (T) todos não há o que marcar."""
        self.marcados.mostrar(self.campo.filtro.marcados, len(existentes))
        self._linha.setVisible(self.campo.modo is not Modo.TODOS)

    def _tirar(self, nome: str) -> None:
        filtro = self.campo.filtro
        self.campo.definir(replace(filtro, marcados=tuple(item for item in filtro.marcados if item != nome)))


class QuadroParametros(QWidget):
    """Mostra e colhe os parâmetros; não lê nem grava nada.

    Atributos:
        listas: o que há para escolher nos campos.

    Sinais:
        mudou(): algum valor mudou.
        pediu_tutorial(str): capítulo, ou vazio.
        pediu_conta(), pediu_grupos(), pediu_situacoes(): abrir a consulta do campo.
    """

    mudou = Signal()
    pediu_tutorial = Signal(str)
    pediu_conta = Signal()
    pediu_grupos = Signal()
    pediu_situacoes = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.listas = Listas()
        self._resto = ParametrosAviso()
        self._mostrando = False
        self._montar()
        self.formulario.mudou.connect(self._ao_mudar)
        self.formulario.pediu_tutorial.connect(self.pediu_tutorial)
        self._desenhar()

    def mostrar(self, parametros: ParametrosAviso, listas: Listas) -> None:
        """Põe os valores nos campos."""
        self._mostrando = True
        self.listas, self._resto = listas, parametros
        self.habilitado.setChecked(parametros.habilitado)
        self.conta.definir("" if parametros.conta_email is None else str(parametros.conta_email))
        self.grupos.definir(parametros.grupos)
        self.situacoes.definir(parametros.situacoes)
        self.vencendo.definir(parametros.vencendo_em_dias)
        self.enviar_vencidos.setChecked(parametros.enviar_vencidos)
        self.dias_para_vencido.definir(parametros.dias_para_vencido)
        self.intervalo.definir(parametros.intervalo_dias)
        for campo in self.formulario.campos():
            self.formulario.mostrar_erro(campo, "")
        self._mostrando = False
        self._desenhar()

    def colher(self) -> ParametrosAviso:
        """Os parâmetros como estão na tela; conta ilegível fica como estava."""
        return replace(
            self._resto,
            habilitado=self.habilitado.isChecked(),
            conta_email=self._numero_da_conta(),
            grupos=self.grupos.filtro,
            situacoes=self.situacoes.filtro,
            vencendo_em_dias=self.vencendo.valor(),
            enviar_vencidos=self.enviar_vencidos.isChecked(),
            dias_para_vencido=self.dias_para_vencido.valor(),
            intervalo_dias=self.intervalo.valor(),
        )

    def conferir(self) -> bool:
        """Confere todos os campos e mostra os erros; falso se há algum."""
        return self.formulario.conferir()

    def mostrar_recusa(self, erro: DadoInvalido) -> bool:
        """Mostra no campo certo o que a gravação recusou; falso se o erro não é de um campo daqui."""
        campos = {
            "grupos": self.grupos,
            "situacoes": self.situacoes,
            "vencendo_em_dias": self.vencendo,
            "dias_para_vencido": self.dias_para_vencido,
            "intervalo_dias": self.intervalo,
            "conta_email": self.conta,
        }
        campo = next((campo for nome, campo in campos.items() if PARAMETROS[nome].rotulo == erro.campo), None)
        if campo is None:
            return False
        self.formulario.mostrar_erro(campo, frases.erro_de_campo(erro))
        campo.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def mostrar_sem_destinatario(self, quantos: int) -> None:
        """Diz, junto aos grupos, quantos clientes ficam sem destinatário hoje."""
        self._sem_destinatario.mostrar("alerta", f"{frases.numero(quantos)} sem destinatário", "aviso")
        self._sem_destinatario.setVisible(quantos > 0)

    def abrir_mais_opcoes(self) -> None:
        """Edita as opções nossas; o que mudar entra nas alterações da guia."""
        novos = mais_opcoes.DialogoMaisOpcoes.perguntar(self.colher(), self, self.pediu_tutorial.emit)
        if novos is not None:
            self._resto = novos
            self._ao_mudar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Acomoda os campos na altura e na largura que há."""
        super().resizeEvent(event)
        self.acomodar()

    def acomodar(self) -> None:
        """Aperta os vãos, depois tira a régua; na largura curta, tira o nome da conta e resume os chips."""
        folgada = self.width() >= tema.medida(LARGURA_FOLGADA)
        for filtro in (self._grupos, self._situacoes):
            filtro.marcados.resumir(not folgada)
            filtro.escolher.esconder_tecla(not folgada)
        for ao_lado in (self._nome_da_conta, self._nota_ao_lado, self._opcoes_ao_lado):
            ao_lado.setVisible(folgada)
        for no_titulo in (self._nota_no_titulo, self._opcoes_no_titulo):
            no_titulo.setVisible(not folgada)
        altura = self.height() - tema.medida(20)
        regua = self.regua.height()
        for vao, com_regua in [(vao, True) for vao in _VAOS[:4]] + [(vao, False) for vao in _VAOS]:
            self.formulario.definir_vao(vao)
            if self.formulario.minimumSizeHint().height() + (regua if com_regua else 0) <= altura:
                break
        self.regua.setVisible(com_regua)

    def _montar(self) -> None:
        self.formulario = Formulario()
        self._montar_envio()
        self._sem_destinatario = Estado()
        self._sem_destinatario.hide()
        do_grupo = ("Grupo de con&tatos:", "grupos", "grupos", self.pediu_grupos)
        self._grupos = _Filtro(self.formulario, *do_grupo, self._sem_destinatario)
        self._situacoes = _Filtro(
            self.formulario, "Situação do &débito:", "situacoes", "situações", self.pediu_situacoes
        )
        self.grupos, self.situacoes = self._grupos.campo, self._situacoes.campo
        self._montar_dias()
        self.regua = ReguaDebito()
        em_coluna(em_rolagem(self.formulario, ELASTICO, self.regua, margens=(20, 10, 24, 10)), dono=self)

    def _montar_envio(self) -> None:
        """A caixa que habilita, o link do tutorial e a conta."""
        self.habilitado = CaixaMarcar("&Habilitar o envio de débitos por e-mail?", peso=Peso.FORTE)
        self.tutorial = Link(
            "Primeira vez neste módulo? &Acesse o tutorial",
            icone="livro",
            ao_clicar=lambda: self.pediu_tutorial.emit(""),
        )
        linha = QWidget()
        em_linha(ELASTICO, self.tutorial, dono=linha)
        self.formulario.campo("", self.habilitado, ajuda="habilitado", ao_lado=linha, desde_a_margem=True, larga=True)
        self.conta = CampoTexto(validar=self._validar_conta, maximo=4, largura=40)
        self.conta.setProperty("estreito", True)
        self.conta.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.conta.setFont(tema.fonte(peso=Peso.MEIO))
        self.formulario.campo(
            "&Qual conta de e-mail você deseja utilizar?",
            self.conta,
            ajuda="conta_email",
            consulta=self.pediu_conta.emit,
            nome_consulta="Consultar contas",
            ao_lado=self._ao_lado_da_conta(),
            larga=True,
        )

    def _ao_lado_da_conta(self) -> QWidget:
        lado = QWidget()
        lupa = Botao("", icone="lupa", ao_clicar=self.pediu_conta)
        lupa.setAccessibleName("Consultar contas de e-mail")
        lupa.setToolTip(f"Consultar contas de e-mail ({atalhos.CONSULTA.tecla})")
        lupa.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nome_da_conta = TextoElidido(peso=Peso.FORTE)
        self._remetente = TextoElidido(cor="texto2")
        em_linha(lupa, 4, self._nome_da_conta, self._remetente, ELASTICO, dono=lado)
        return lado

    def _montar_dias(self) -> None:
        """Os dois grupos de débitos e as opções a mais."""
        texto = "Débitos a vencer sempre serão enviados no relatório e terão seus boletos gerados."
        self._nota_ao_lado = Texto(texto, letra=Letra.DETALHE, cor="texto2", quebra=True)
        self._nota_ao_lado.setContentsMargins(tema.medida(8), 0, 0, 0)
        self._nota_no_titulo = Texto(texto, letra=Letra.DETALHE, cor="texto2")
        self.formulario.titulo("Débitos a vencer").acrescentar(self._nota_no_titulo)
        self.vencendo = self._por_dias("&Vencendo em", "vencendo_em_dias", nota=self._nota_ao_lado)
        self._opcoes_no_titulo = self._link_de_opcoes()
        self.formulario.titulo("Débitos vencidos").acrescentar(self._opcoes_no_titulo)
        self.enviar_vencidos = CaixaMarcar("&Enviar os débitos vencidos no relatório e gerar boletos")
        self.formulario.campo("", self.enviar_vencidos, ajuda="enviar_vencidos")
        pergunta = "Qua&ntos dias o débito é considerado vencido após o vencimento?"
        self.dias_para_vencido = self._por_dias(pergunta, "dias_para_vencido", larga=True)
        self._resumo_opcoes = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        self._opcoes_ao_lado = QWidget()
        em_coluna(
            self._link_de_opcoes(), self._resumo_opcoes, espaco=0, margens=(8, 0, 0, 0), dono=self._opcoes_ao_lado
        )
        intervalo = "&Intervalo de dias para os avisos:"
        self.intervalo = self._por_dias(intervalo, "intervalo_dias", nota=self._opcoes_ao_lado)

    def _por_dias(self, rotulo: str, nome: str, *, nota: QWidget | None = None, larga: bool = False) -> CampoDias:
        campo = CampoDias(*PARAMETROS[nome].faixa)
        self.formulario.campo(rotulo, campo, ajuda=nome, unidade="dias", nota=nota, larga=larga)
        return campo

    def _link_de_opcoes(self) -> Link:
        return Link("&Mais opções...", sublinhado=False, ao_clicar=self.abrir_mais_opcoes)

    def _numero_da_conta(self) -> int | None:
        texto = self.conta.valor()
        if not texto:
            return None
        return int(texto) if texto.isdigit() else self._resto.conta_email

    def _validar_conta(self, texto: str) -> None:
        if not texto.isdigit() or int(texto) not in {conta.numero for conta in self.listas.contas}:
            raise DadoInvalido(
                "conta de e-mail",
                f"a conta {texto} não existe",
                o_que_fazer="F2 mostra as cadastradas." if self.listas.contas else "Cadastre uma conta antes.",
            )

    def _ao_mudar(self) -> None:
        if not self._mostrando:
            self._desenhar()
            self.mudou.emit()

    def _desenhar(self) -> None:
        """Acerta tudo o que depende dos valores: nome da conta, marcados, campos que não valem, régua."""
        self._desenhar_conta()
        self._grupos.mostrar(self.listas.grupos)
        self._situacoes.mostrar(self.listas.situacoes)
        enviar = self.enviar_vencidos.isChecked()
        self.intervalo.setEnabled(enviar)
        self.dias_para_vencido.setEnabled(enviar)
        self._resumo_opcoes.setText(mais_opcoes.dizer(self._resto))
        self.regua.mostrar(
            self.vencendo.valor(), self.dias_para_vencido.valor(), self.intervalo.valor(), envia_vencidos=enviar
        )
        self.acomodar()

    def _desenhar_conta(self) -> None:
        numero = self._numero_da_conta()
        contas = self.listas.contas
        conta = next((item for item in contas if item.numero == numero), None)
        if conta is None and numero is None and len(contas) == 1:
            conta = contas[0]
        self._nome_da_conta.setText(conta.nome if conta else "")
        self._remetente.setText(conta.remetente if conta else "" if contas else "nenhuma conta cadastrada")
