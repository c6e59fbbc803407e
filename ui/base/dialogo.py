"""A forma comum dos diálogos: corpo, barra de ações embaixo, véu atrás, letra e anel de foco."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import atalhos, tema
from ui.atalhos import Atalho
from ui.componentes.anel_foco import AnelFoco
from ui.componentes.botao import Botao
from ui.componentes.texto import Texto
from ui.componentes.veu import Veu
from ui.tema import Letra, Peso

MARGEM = 24
ALTURA_DA_ACAO = 34
"""Altura de todo botão da barra de baixo."""
_LARGURA = 480
_TITULO = 40
"""O que se deixa da altura da tela para a barra de título."""


class Dialogo(QDialog):
    """Diálogo do programa.

    A subclasse põe o conteúdo em `self.corpo` (um QVBoxLayout) e os botões com `acoes`. ESC e o X chamam
    `reject`. Tela que edita deriva de `ui.moldes.ficha.DialogoFicha`.
    """

    def __init__(
        self, titulo: str, pai: QWidget | None = None, *, largura: int = 0, altura: int = 0, estado: str = ""
    ) -> None:
        """Monta vazio; medidas em pixels com letra em 100 %, altura 0 é a do conteúdo; `estado` é o da barra."""
        super().__init__(pai)
        self.setWindowTitle(titulo)
        self.setProperty("estado", estado)
        tema.dar_fundo(self, "sup")
        self._veu: Veu | None = None
        fora = QVBoxLayout(self)
        fora.setContentsMargins(0, 0, 0, 0)
        fora.setSpacing(0)
        self.corpo = QVBoxLayout()
        self.corpo.setContentsMargins(*[tema.medida(lado) for lado in (MARGEM, 20, MARGEM, 20)])
        self.corpo.setSpacing(tema.medida(8))
        fora.addLayout(self.corpo, 1)
        self._barra = QWidget()
        tema.dar_fundo(self._barra, "fundo")
        self._acoes = QHBoxLayout(self._barra)
        self._acoes.setContentsMargins(*[tema.medida(lado) for lado in (MARGEM, 10, MARGEM, 10)])
        self._acoes.setSpacing(tema.medida(12))
        self._barra.hide()
        fora.addWidget(self._barra)
        self._altura_do_conteudo = not altura
        livre = self.screen().availableGeometry()
        self.resize(
            min(tema.medida(largura or _LARGURA), livre.width()),
            min(tema.medida(altura or 1), livre.height() - _TITULO),
        )
        self._anel = AnelFoco(self)

    def por_titulo(self, titulo: str, explicacao: str = "") -> None:
        """Põe no corpo o título grande e, se houver, a frase que o explica."""
        self.corpo.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE, quebra=True))
        if explicacao:
            self.corpo.addWidget(Texto(explicacao, cor="texto2", quebra=True))

    def acoes(self, *direita: QWidget, esquerda: tuple[QWidget, ...] = ()) -> None:
        """Põe os botões na barra de baixo: os da esquerda (ajuda, excluir) e os da direita, na ordem."""
        for botao in (*esquerda, *direita):
            if isinstance(botao, Botao):
                botao.mudar_altura(ALTURA_DA_ACAO)
        for botao in esquerda:
            self._acoes.addWidget(botao)
        self._acoes.addStretch(1)
        for botao in direita:
            self._acoes.addWidget(botao)
        self._barra.show()

    def botao_fechar(self, texto: str = "") -> Botao:
        """Um botão que fecha o diálogo (Esc)."""
        return Botao(texto or "Fechar", tecla=atalhos.SAIR.tecla, ao_clicar=self.reject)

    def ligar_teclas(self, *ligacoes: tuple[Atalho, Callable[[], object]]) -> None:
        """Cada atalho, na janela inteira, faz a sua ação."""
        for atalho, acao in ligacoes:
            for tecla in atalho.teclas:
                QShortcut(QKeySequence(tecla), self, acao)

    def focar(self, campo: QWidget) -> None:
        """Põe o foco num campo."""
        campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def responder(self) -> bool:
        """Mostra, espera que feche e descarta; verdadeiro só se aceitaram."""
        aceito = self.exec() == self.DialogCode.Accepted
        self.deleteLater()
        return aceito

    def acertar_altura(self) -> None:
        """Dá ao diálogo a altura que o conteúdo pede na largura atual, sem passar da tela."""
        disposicao = self.layout()
        if disposicao is None:
            return
        pedida = disposicao.totalHeightForWidth(self.width())
        altura = pedida if pedida > 0 else disposicao.totalSizeHint().height()
        self.resize(self.width(), min(altura, self.screen().availableGeometry().height() - _TITULO))

    def showEvent(self, event: QShowEvent) -> None:
        """Acerta a altura ao conteúdo e estende o véu sobre a janela de trás."""
        super().showEvent(event)
        if self._altura_do_conteudo:
            self._altura_do_conteudo = False
            self.acertar_altura()
        pai = self.parentWidget()
        if pai is not None and self._veu is None and pai.window().isVisible():
            self._veu = Veu(pai.window())

    def hideEvent(self, event: QHideEvent) -> None:
        """Recolhe o véu."""
        super().hideEvent(event)
        if self._veu is not None:
            self._veu.deleteLater()
            self._veu = None
