"""Os campos da guia Aviso de Débitos, na ordem e com os textos da tela de origem, e a régua do débito."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from regras.cadastro import ContaEmail
from regras.erros import DadoInvalido
from regras.parametros import PARAMETROS, FiltroSNT, Modo, ParametrosAviso
from ui import atalhos, frases, tema
from ui.abas.aviso_debitos import mais_opcoes
from ui.base.formulario import Formulario
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_dias import CampoDias
from ui.campos.campo_filtro import CampoFiltro
from ui.campos.campo_texto import CampoTexto
from ui.campos.fileira_marcados import FileiraMarcados
from ui.componentes.botao import Botao, Link
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


class QuadroParametros(QWidget):
    """Mostra e colhe os parâmetros; não lê nem grava nada.

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

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._listas = Listas()
        self._resto = ParametrosAviso()
        self._mostrando = False
        self._montar()
        self.formulario.mudou.connect(self._ao_mudar)
        self.formulario.pediu_tutorial.connect(self.pediu_tutorial)
        self._desenhar()

    def mostrar(self, parametros: ParametrosAviso, listas: Listas) -> None:
        """Põe os valores nos campos."""
        self._mostrando = True
        self._listas, self._resto = listas, parametros
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

    def listas(self) -> Listas:
        """O que há para escolher."""
        return self._listas

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
        for fileira in (self._chips_grupos, self._chips_situacoes):
            fileira.resumir(not folgada)
        for escolher in (self._escolher_grupos, self._escolher_situacoes):
            escolher.esconder_tecla(not folgada)
        self._nome_da_conta.setVisible(folgada)
        self._nota_ao_lado.setVisible(folgada)
        self._nota_no_titulo.setVisible(not folgada)
        self._opcoes_ao_lado.setVisible(folgada)
        self._opcoes_no_titulo.setVisible(not folgada)
        altura = self.height() - tema.medida(20)
        regua = self.regua.sizeHint().height()
        for vao, com_regua in [(vao, True) for vao in _VAOS[:4]] + [(vao, False) for vao in _VAOS]:
            self.formulario.definir_vao(vao)
            if self.formulario.minimumSizeHint().height() + (regua if com_regua else 0) <= altura:
                break
        self.regua.setVisible(com_regua)

    def _montar(self) -> None:
        self.formulario = Formulario()
        self._montar_envio()
        self._montar_filtros()
        self._montar_dias()
        self.regua = ReguaDebito()
        miolo = QWidget()
        miolo.setProperty("transparente", True)
        caixa = QVBoxLayout(miolo)
        caixa.setContentsMargins(*[tema.medida(lado) for lado in (20, 10, 24, 10)])
        caixa.setSpacing(0)
        caixa.addWidget(self.formulario)
        caixa.addStretch(1)
        caixa.addWidget(self.regua)
        rolagem = QScrollArea()
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setWidget(miolo)
        fora = QVBoxLayout(self)
        fora.setContentsMargins(0, 0, 0, 0)
        fora.addWidget(rolagem)

    def _montar_envio(self) -> None:
        """A caixa que habilita, o link do tutorial e a conta."""
        self.habilitado = CaixaMarcar("&Habilitar o envio de débitos por e-mail?", peso=Peso.FORTE)
        self.tutorial = Link("Primeira vez neste módulo? &Acesse o tutorial", icone="livro")
        self.tutorial.clicked.connect(lambda: self.pediu_tutorial.emit(""))
        linha = QWidget()
        caixa = QHBoxLayout(linha)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addStretch(1)
        caixa.addWidget(self.tutorial)
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
        caixa = QHBoxLayout(lado)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(tema.medida(8))
        lupa = Botao("", icone="lupa")
        lupa.setAccessibleName("Consultar contas de e-mail")
        lupa.setToolTip(f"Consultar contas de e-mail ({atalhos.CONSULTA.tecla})")
        lupa.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lupa.clicked.connect(self.pediu_conta)
        caixa.addWidget(lupa)
        caixa.addSpacing(tema.medida(4))
        self._nome_da_conta = TextoElidido(peso=Peso.FORTE)
        self._remetente = TextoElidido(cor="texto2")
        caixa.addWidget(self._nome_da_conta)
        caixa.addWidget(self._remetente)
        caixa.addStretch(1)
        return lado

    def _montar_filtros(self) -> None:
        """Grupo de contatos e situação do débito, cada um com a sua fileira de marcados."""
        self.grupos = CampoFiltro()
        self.grupos.pediu_selecao.connect(lambda _modo: self.pediu_grupos.emit())
        self.formulario.campo(
            "Grupo de con&tatos:",
            self.grupos,
            ajuda="grupos",
            descricao=self.grupos.legenda(),
            consulta=self.pediu_grupos.emit,
            nome_consulta="Escolher grupos",
        )
        self._chips_grupos = FileiraMarcados()
        self._sem_destinatario = Estado()
        self._sem_destinatario.hide()
        self._escolher_grupos = self._link_de_escolha("Escolher grupos...", self.pediu_grupos)
        self._linha_grupos = self._fileira(self._chips_grupos, self._escolher_grupos, self._sem_destinatario)
        self._chips_grupos.tirou.connect(lambda nome: self._tirar(self.grupos, nome))
        self.situacoes = CampoFiltro()
        self.situacoes.pediu_selecao.connect(lambda _modo: self.pediu_situacoes.emit())
        self.formulario.campo(
            "Situação do &débito:",
            self.situacoes,
            ajuda="situacoes",
            descricao=self.situacoes.legenda(),
            consulta=self.pediu_situacoes.emit,
            nome_consulta="Escolher situações",
        )
        self._chips_situacoes = FileiraMarcados()
        self._escolher_situacoes = self._link_de_escolha("Escolher situações...", self.pediu_situacoes)
        self._linha_situacoes = self._fileira(self._chips_situacoes, self._escolher_situacoes, None)
        self._chips_situacoes.tirou.connect(lambda nome: self._tirar(self.situacoes, nome))

    def _link_de_escolha(self, texto: str, pedido: SignalInstance) -> Link:
        link = Link(texto, tecla=atalhos.CONSULTA.tecla, sublinhado=False)
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        link.clicked.connect(pedido)
        return link

    def _fileira(self, chips: FileiraMarcados, escolher: Link, final: QWidget | None) -> QWidget:
        linha = QWidget()
        caixa = QHBoxLayout(linha)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(tema.medida(14))
        caixa.addWidget(chips)
        caixa.addWidget(escolher)
        caixa.addStretch(1)
        if final is not None:
            caixa.addWidget(final)
        self.formulario.largo(linha, desde_o_campo=True)
        return linha

    def _montar_dias(self) -> None:
        """Os dois grupos de débitos e as opções a mais."""
        texto = "Débitos a vencer sempre serão enviados no relatório e terão seus boletos gerados."
        self._nota_ao_lado = Texto(texto, letra=Letra.DETALHE, cor="texto2", quebra=True)
        self._nota_ao_lado.setContentsMargins(tema.medida(8), 0, 0, 0)
        self._nota_no_titulo = Texto(texto, letra=Letra.DETALHE, cor="texto2")
        titulo = self.formulario.titulo("Débitos a vencer")
        titulo.acrescentar(self._nota_no_titulo)
        self.vencendo = CampoDias(*PARAMETROS["vencendo_em_dias"].faixa)
        self.formulario.campo(
            "&Vencendo em",
            self.vencendo,
            ajuda="vencendo_em_dias",
            unidade="dias",
            nota=self._nota_ao_lado,
        )
        self._opcoes_no_titulo = self._link_de_opcoes()
        self.formulario.titulo("Débitos vencidos").acrescentar(self._opcoes_no_titulo)
        self.enviar_vencidos = CaixaMarcar("&Enviar os débitos vencidos no relatório e gerar boletos")
        self.formulario.campo("", self.enviar_vencidos, ajuda="enviar_vencidos")
        self.dias_para_vencido = CampoDias(*PARAMETROS["dias_para_vencido"].faixa)
        self.formulario.campo(
            "Qua&ntos dias o débito é considerado vencido após o vencimento?",
            self.dias_para_vencido,
            ajuda="dias_para_vencido",
            unidade="dias",
            larga=True,
        )
        self.intervalo = CampoDias(*PARAMETROS["intervalo_dias"].faixa)
        self.formulario.campo(
            "&Intervalo de dias para os avisos:",
            self.intervalo,
            ajuda="intervalo_dias",
            unidade="dias",
            nota=self._quadro_de_opcoes(),
        )

    def _link_de_opcoes(self) -> Link:
        link = Link("&Mais opções...", sublinhado=False)
        link.clicked.connect(self.abrir_mais_opcoes)
        return link

    def _quadro_de_opcoes(self) -> QWidget:
        self._opcoes_ao_lado = QWidget()
        caixa = QVBoxLayout(self._opcoes_ao_lado)
        caixa.setContentsMargins(tema.medida(8), 0, 0, 0)
        caixa.setSpacing(0)
        self._resumo_opcoes = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        caixa.addWidget(self._link_de_opcoes())
        caixa.addWidget(self._resumo_opcoes)
        return self._opcoes_ao_lado

    def _numero_da_conta(self) -> int | None:
        texto = self.conta.valor()
        if not texto:
            return None
        return int(texto) if texto.isdigit() else self._resto.conta_email

    def _validar_conta(self, texto: str) -> None:
        if not texto.isdigit() or int(texto) not in {conta.numero for conta in self._listas.contas}:
            raise DadoInvalido(
                "conta de e-mail",
                f"a conta {texto} não existe",
                o_que_fazer="F2 mostra as cadastradas." if self._listas.contas else "Cadastre uma conta antes.",
            )

    def _tirar(self, campo: CampoFiltro, nome: str) -> None:
        campo.definir(replace(campo.filtro, marcados=tuple(item for item in campo.filtro.marcados if item != nome)))

    def _ao_mudar(self) -> None:
        if not self._mostrando:
            self._desenhar()
            self.mudou.emit()

    def _desenhar(self) -> None:
        """Acerta tudo o que depende dos valores: nome da conta, marcados, campos que não valem, régua."""
        self._desenhar_conta()
        for campo, fileira, linha, existentes in (
            (self.grupos, self._chips_grupos, self._linha_grupos, self._listas.grupos),
            (self.situacoes, self._chips_situacoes, self._linha_situacoes, self._listas.situacoes),
        ):
            filtro: FiltroSNT = campo.filtro
            fileira.mostrar(filtro.marcados, len(existentes))
            linha.setVisible(filtro.modo is not Modo.TODOS)
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
        contas = self._listas.contas
        conta = next((item for item in contas if item.numero == numero), None)
        if conta is None and numero is None and len(contas) == 1:
            conta = contas[0]
        self._nome_da_conta.setText(conta.nome if conta else "")
        self._remetente.setText(conta.remetente if conta else "" if contas else "nenhuma conta cadastrada")
