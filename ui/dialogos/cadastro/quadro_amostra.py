"""O boleto de amostra ao vivo: montado e desenhado fora da linha da tela, pouco depois da última tecla."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from regras.erros import ErroAviso
from ui import tema
from ui.calculo import Calculo
from ui.componentes.disposicao import em_coluna
from ui.componentes.folheador import POLEGADAS_DO_A4, desenhar
from ui.componentes.texto import Estado
from ui.contexto import Contexto

_ESPERA_MS = 300
_MENOR_DPI = 40
_MARGEM = 8


class QuadroAmostra(QWidget):
    """Uma página na largura do quadro. Enquanto a nova não vem, fica a anterior.

    Sinais:
        desenhou(): a página à vista é a do último pedido.
    """

    desenhou = Signal()

    def __init__(self, contexto: Contexto, nome: str) -> None:
        """Monta o quadro vazio; `nome` é o que o leitor de tela diz."""
        super().__init__()
        self._montar_pdf: Callable[[], bytes] | None = None
        self._desenho = Calculo(contexto, self, self._ao_desenhar, self._ao_falhar)
        self._espera = QTimer(self, singleShot=True, interval=_ESPERA_MS)
        self._espera.timeout.connect(self._desenhar)
        self.folha = QLabel()
        self.folha.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.folha.setAccessibleName(nome)
        tema.dar_fundo(self.folha, "painel")
        self.folha.setMargin(tema.medida(_MARGEM))
        self._rolagem = QScrollArea()
        self._rolagem.setWidgetResizable(True)
        self._rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rolagem.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._rolagem.setWidget(self.folha)
        self._rolagem.setAccessibleName(nome)
        self.falha = Estado("alerta", "", "aviso", quebra=True)
        self.falha.hide()
        em_coluna(self.falha, (self._rolagem, 1), espaco=6, dono=self)

    def pedir(self, montar_pdf: Callable[[], bytes]) -> None:
        """Pede a página; `montar_pdf` roda na thread do trabalho, depois que os pedidos param de chegar."""
        self._montar_pdf = montar_pdf
        self._espera.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A página acompanha a largura."""
        super().resizeEvent(event)
        if self._montar_pdf is not None and event.size().width() != event.oldSize().width():
            self._espera.start()

    def _desenhar(self) -> None:
        montar_pdf = self._montar_pdf
        if montar_pdf is None:
            return
        cabe = self._rolagem.viewport().width() - 2 * tema.medida(_MARGEM)
        dpi, densidade = max(_MENOR_DPI, cabe / POLEGADAS_DO_A4), self.devicePixelRatioF()
        self._desenho.pedir(lambda: desenhar(montar_pdf(), 1, dpi, densidade))

    def _ao_desenhar(self, desenho: tuple[QImage, int]) -> None:
        self.falha.hide()
        self.folha.setPixmap(QPixmap.fromImage(desenho[0]))
        self.desenhou.emit()

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.falha.mostrar("alerta", erro.frase(), "aviso")
        self.falha.show()
