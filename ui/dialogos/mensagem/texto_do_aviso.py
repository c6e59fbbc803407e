"""A ficha de uma mensagem: o editor visual, o texto puro, o HTML em Avançado, e a prova ao lado."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QSplitter, QTabWidget, QWidget

from modelos.cadastro import empresas
from modelos.contas import mensagens
from regras.cadastro import Mensagem
from regras.erros import DadoInvalido, ErroAviso
from regras.mensagem import texto as regras_do_texto
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from regras.mensagem.visual import documento as documentos
from regras.mensagem.visual import geracao, prontos
from regras.mensagem.visual.documento import Documento
from ui import atalhos, frases, tema
from ui.base.confirmacao import DialogoConfirmacao
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_coluna
from ui.componentes.molduras import em_guias
from ui.componentes.texto import Estado
from ui.contexto import Assunto, Contexto
from ui.dialogos.mensagem.avancado import Avancado, TextoPuro
from ui.dialogos.mensagem.campo_rico import CampoAssunto
from ui.dialogos.mensagem.editor import EditorVisual
from ui.dialogos.mensagem.prova import Prova
from ui.moldes.ficha import Campo, DialogoFicha

_PAUSA_MS = 250
"""A prova espera uma pausa na digitação."""
_VISUAL, _PURO, _AVANCADO = range(3)
_GUIA_DO_ERRO = {"corpo da mensagem": _VISUAL, "texto puro": _PURO}


class DialogoTextoDoAviso(DialogoFicha):
    """O editor de uma mensagem."""

    AJUDAS = "mensagem"
    ASSUNTOS = (Assunto.MENSAGENS,)

    def __init__(self, contexto: Contexto, mensagem: Mensagem | None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Mensagem", pai, largura=1500, altura=840, eixo=70)
        self._numero = mensagem.numero if mensagem else _proximo()
        self.assunto = CampoAssunto()
        self.declarar(
            Campo("nome", "&Nome", CampoTexto(obrigatorio=True, largura=0)),
            Campo("assunto", "&Assunto", self.assunto),
        )
        corpo = _documento_de(mensagem)
        self.visual = corpo is not None
        do_agradecimento = self._numero == prontos.NUMERO_DO_AGRADECIMENTO
        self._original = prontos.agradecimento() if do_agradecimento else prontos.original()
        self.editor = EditorVisual(corpo or documentos.ler(self._original.visual))
        self.puro, self.avancado = TextoPuro(), Avancado()
        self.prova = Prova(contexto, empresas.obter() or EMPRESA_DE_EXEMPLO)
        self.mostrar(mensagem or Mensagem(self._numero, "", prontos.original().assunto, ""))
        self.erro = Estado("erro", "", "perigo", quebra=True)
        self.erro.hide()
        self._relogio = QTimer(self, singleShot=True, interval=_PAUSA_MS)
        self._relogio.timeout.connect(self.prever)
        self.botao_restaurar = Botao(
            "&Restaurar o texto padrão", icone="desfazer", ao_clicar=lambda: self.adotar(self._original)
        )
        self.concluir(self.botao_restaurar, self._listar_prontas(), conteudo=self._dividir())
        self._por_mensagem(mensagem, corpo)
        self._ligar()
        self.focar(self.textos["nome"])
        self.prever()

    def mensagem(self) -> Mensagem:
        """A mensagem como está na tela.

        Raises:
            DadoInvalido: não se guarda assim.
        """
        nome, assunto = self.textos["nome"].valor(), self.assunto.valor()
        if self.visual:
            return geracao.em_mensagem(
                self._numero, nome, assunto, replace(self.editor.documento(), puro=self.puro.proprio())
            )
        return Mensagem(self._numero, nome, assunto, self.avancado.html.valor(), self.puro.texto.valor())

    def prever(self) -> None:
        """Mostra a mensagem como está na tela."""
        if self.visual:
            self.avancado.mostrar_gerado(geracao.em_html(self.editor.documento()))
        self.prova.mostrar(self.mensagem())
        self._mostrar_derivado()

    def _mostrar_derivado(self) -> None:
        if self.visual:
            self.puro.mostrar_derivado(geracao.em_texto_puro(self.editor.documento()), self.prova.puro.toPlainText())

    def adotar(self, pronta: Mensagem) -> None:
        """Põe no editor um texto que veio com o programa; só vale depois de gravar, e Ctrl+Z desfaz."""
        if not self.visual and not self._confirmar_visual():
            return
        atual = self.editor.documento()
        corpo = replace(documentos.ler(pronta.visual), cor=atual.cor, logotipo=atual.logotipo)
        self.textos["nome"].definir(self.textos["nome"].valor() or pronta.nome)
        self.assunto.definir(pronta.assunto)
        self.puro.definir("")
        self._usar_visual(corpo)
        self.guias.setCurrentIndex(_VISUAL)

    def guardar(self) -> None:
        """Confere e grava."""
        self._dizer("")
        mensagem = self.mensagem()
        regras_do_texto.validar(mensagem)
        mensagens.gravar(mensagem)

    def mostrar_falha(self, erro: ErroAviso) -> None:
        """O erro do corpo ou do texto puro aparece embaixo das guias, na guia em que se corrige."""
        guia = _GUIA_DO_ERRO.get(erro.campo.lower()) if isinstance(erro, DadoInvalido) else None
        if guia is None or not isinstance(erro, DadoInvalido):
            super().mostrar_falha(erro)
            return
        self.guias.setCurrentIndex(_AVANCADO if guia == _VISUAL and not self.visual else guia)
        self._dizer(frases.erro_de_campo(erro))
        if not self.visual or guia == _PURO:
            self.focar(self.puro.texto if guia == _PURO else self.avancado.html)

    def escrever_em_html(self) -> None:
        """Deixa o editor visual: dali em diante vale o HTML."""
        if DialogoConfirmacao.perguntar(
            "Escrever em HTML",
            "Escrever esta mensagem em HTML?",
            detalhe="O editor visual deixa de valer para ela; para voltar a ele, recomeça-se de um texto pronto.",
            pai=self,
        ):
            atual = self.mensagem()
            self.visual = False
            self.avancado.mostrar_gerado(atual.html)
            self.puro.definir(atual.texto)
            self._acertar_modo()
            self._ao_mudar()
            self.focar(self.avancado.html)

    def usar_visual(self) -> None:
        """Deixa o HTML escrito à mão e recomeça no editor visual."""
        if self._confirmar_visual():
            self._usar_visual(self.editor.documento())
            self.guias.setCurrentIndex(_VISUAL)

    def _confirmar_visual(self) -> bool:
        return not self.avancado.html.valor().strip() or DialogoConfirmacao.perguntar(
            "Usar o editor visual",
            "Trocar o HTML desta mensagem por um texto pronto?",
            detalhe="O HTML foi escrito à mão e não se abre no editor visual. Nada é gravado antes de Gravar.",
            perigo=True,
            pai=self,
        )

    def _usar_visual(self, corpo: Documento) -> None:
        self.visual = True
        self.puro.definir("")
        self._acertar_modo()
        self.editor.trocar(corpo)
        self._ao_mudar()

    def _por_mensagem(self, mensagem: Mensagem | None, corpo: Documento | None) -> None:
        if corpo is not None:
            self.puro.definir(corpo.puro)
        elif mensagem is not None:
            self.avancado.html.definir(mensagem.html)
            self.puro.definir(mensagem.texto)
            self.guias.setCurrentIndex(_AVANCADO)
        self._acertar_modo()

    def _acertar_modo(self) -> None:
        self.guias.setTabEnabled(_VISUAL, self.visual)
        self.guias.setTabToolTip(_VISUAL, "" if self.visual else "Esta mensagem foi escrita em HTML")
        self.puro.acertar(visual=self.visual)
        self.avancado.acertar(visual=self.visual)

    def _ligar(self) -> None:
        self.editor.mudou.connect(self._ao_mudar)
        self.editor.trocou_de_tom.connect(self.prova.mostrar_tom)
        self.prova.puro.textChanged.connect(self._mostrar_derivado)
        self.prova.leu.connect(self.editor.mostrar_tom)
        self.puro.mudou.connect(self._ao_mudar)
        self.avancado.mudou.connect(self._ao_mudar)
        self.avancado.pediu_html.connect(self.escrever_em_html)
        self.avancado.pediu_visual.connect(self.usar_visual)
        self.formulario.mudou.connect(self._relogio.start)
        for parte in (self.editor, self.puro, self.avancado):
            parte.ajuda.pediu_tutorial.connect(self.formulario.pediu_tutorial)
        self.ligar_teclas((atalhos.CONSULTA, self._ao_pedir_cliente))

    def _ao_mudar(self) -> None:
        self._dizer("")
        self.marcar_alterada()
        self._relogio.start()

    def _dizer(self, frase: str) -> None:
        self.erro.mostrar("erro", frase, "perigo")
        self.erro.setVisible(bool(frase))

    def _ao_pedir_cliente(self) -> None:
        if self.prova.trocar.isVisible():
            self.prova.trocar_cliente()

    def _listar_prontas(self) -> Botao:
        botao = Botao("Textos &prontos", icone="livro")
        menu = QMenu(botao)
        for pronta in prontos.prontas():
            menu.addAction(f"&{pronta.nome}", partial(self.adotar, pronta))
        botao.clicked.connect(lambda: menu.exec(botao.mapToGlobal(QPoint(0, -menu.sizeHint().height()))))
        self.prontas = menu
        return botao

    def _dividir(self) -> QSplitter:
        self.guias: QTabWidget = em_guias(
            "Mensagem", (self.editor, "Mensagem"), (self.puro, "Texto puro"), (self.avancado, "Avançado")
        )
        esquerda, direita, ate_o_divisor = QWidget(), QWidget(), (0, 0, 6, 0)
        em_coluna(self.formulario, (self.guias, 1), self.erro, espaco=6, margens=ate_o_divisor, dono=esquerda)
        em_coluna(self.prova, margens=(6, 0, 0, 0), dono=direita)
        divisor = QSplitter(Qt.Orientation.Horizontal)
        divisor.addWidget(esquerda)
        divisor.addWidget(direita)
        divisor.setChildrenCollapsible(False)
        divisor.setStretchFactor(1, 1)
        divisor.setSizes([tema.medida(520), tema.medida(880)])
        return divisor


def _documento_de(mensagem: Mensagem | None) -> Documento | None:
    """Os blocos da mensagem; None se ela foi escrita em HTML, ou se não se leem."""
    if mensagem is None:
        return prontos.PADRAO
    try:
        return documentos.ler(mensagem.visual) if mensagem.visual else None
    except DadoInvalido:
        return None


def _proximo() -> int:
    return max(mensagem.numero for mensagem in mensagens.listar()) + 1
