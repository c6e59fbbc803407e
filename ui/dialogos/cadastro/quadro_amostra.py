"""O boleto de amostra ao vivo: montado e desenhado fora da linha da tela, pouco depois da última tecla."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from boletos.papel import leitura_pdf
from regras.erros import ErroAviso
from ui import tema
from ui.calculo import Calculo
from ui.componentes.disposicao import em_coluna
from ui.componentes.texto import Estado
from ui.contexto import Contexto

_ESPERA_MS = 300
_LARGURA_A4_POLEGADAS = 8.27
_MENOR_DPI = 40
_MARGEM = 8


class QuadroAmostra(QWidget):
    """Uma página na largura do quadro. Enquanto a nova não vem, fica a anterior.

    Sinais:
        desenhou(): a página à vista é a do último pedido.
    """

    desenhou = Signal()

    def __init__(self, contexto: Contexto, nome: str, pai: QWidget | None = None) -> None:
        """Monta o quadro vazio; `nome` é o que o leitor de tela diz."""
        super().__init__(pai)
        self._montar_pdf: Callable[[], bytes] | None = None
        self._desenho = Calculo(contexto, self)
        self._desenho.pronto.connect(self._ao_desenhar)
        self._desenho.falhou.connect(self._ao_falhar)
        self._espera = QTimer(self, singleShot=True, interval=_ESPERA_MS)
        self._espera.timeout.connect(self._desenhar)
        self._folha = QLabel()
        self._folha.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._folha.setAccessibleName(nome)
        self._folha.setProperty("fundo", "painel")
        self._folha.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folha.setMargin(tema.medida(_MARGEM))
        self._rolagem = QScrollArea()
        self._rolagem.setWidgetResizable(True)
        self._rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rolagem.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._rolagem.setWidget(self._folha)
        self._rolagem.setAccessibleName(nome)
        self._falha = Estado("alerta", "", "aviso", quebra=True)
        self._falha.hide()
        em_coluna(self._falha, (self._rolagem, 1), espaco=6, dono=self)

    def pedir(self, montar_pdf: Callable[[], bytes]) -> None:
        """Pede a página; `montar_pdf` roda na thread do trabalho, depois que os pedidos param de chegar."""
        self._montar_pdf = montar_pdf
        self._espera.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A página acompanha a largura."""
        super().resizeEvent(event)
        if self._montar_pdf is not None and event.size().width() != event.oldSize().width():
            self._espera.start()

    def imagem(self) -> QPixmap:
        """A página à vista; nula antes da primeira."""
        return self._folha.pixmap()

    def falha(self) -> str:
        """Por que não há página nova, ou vazio."""
        return self._falha.texto() if not self._falha.isHidden() else ""

    def _desenhar(self) -> None:
        montar_pdf = self._montar_pdf
        if montar_pdf is None:
            return
        densidade = self.devicePixelRatioF()
        pontos = (self._rolagem.viewport().width() - 2 * tema.medida(_MARGEM)) * densidade
        dpi = max(_MENOR_DPI, pontos / _LARGURA_A4_POLEGADAS)
        self._desenho.pedir(lambda: _desenhar(montar_pdf(), dpi, densidade))

    def _ao_desenhar(self, imagem: QImage) -> None:
        self._falha.hide()
        self._folha.setPixmap(QPixmap.fromImage(imagem))
        self.desenhou.emit()

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._falha.mostrar("alerta", erro.frase(), "aviso")
        self._falha.show()


def _desenhar(pdf: bytes, dpi: float, densidade: float) -> QImage:
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, dpi)
    imagem = QImage(pontos, largura, altura, largura * 3, QImage.Format.Format_RGB888).copy()
    imagem.setDevicePixelRatio(densidade)
    return imagem
