"""O anel de foco: um só componente por janela, que segue o campo em foco por cima de tudo.

Sendo filho da janela, e não do campo, nenhum pai o corta. Um widget pode dizer onde é o seu foco com um
método `area_do_foco() -> QRect` (a linha corrente de uma tabela, por exemplo).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTabBar, QWidget
from shiboken6 import isValid

from ui import tema

_AFASTADO = 2
_GROSSURA = 2
_MOVEM = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.EnabledChange,
)


class AnelFoco(QWidget):
    """Anel de 2 px na cor de acento, afastado 2 px, em volta do que tem o foco nesta janela."""

    def __init__(self, janela: QWidget) -> None:
        super().__init__(janela)
        self.seguido: QWidget | None = None
        self._vigiados: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - um QWidget só existe com o programa
        app.focusChanged.connect(self._ao_mudar_foco)

    def acompanhar(self) -> None:
        """Põe o anel no lugar."""
        alvo = self.seguido
        if alvo is None or not alvo.isVisible() or alvo.window() is not self.window():
            self.hide()
            return
        area = _area_visivel(alvo, self.window())
        if area.isEmpty():
            self.hide()
            return
        folga = tema.medida(_AFASTADO) + tema.medida(_GROSSURA)
        self.setGeometry(area.adjusted(-folga, -folga, folga, folga).intersected(self.window().rect()))
        self.raise_()
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Acompanha o campo quando ele, ou quem o contém, anda."""
        if event.type() in _MOVEM:
            self.acompanhar()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta só o anel; o meio fica transparente."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        grossura = tema.medida(_GROSSURA)
        pintor.setPen(QPen(tema.cor("acento"), grossura))
        metade = grossura / 2
        raio = tema.medida(6)
        pintor.drawRoundedRect(QRectF(self.rect()).adjusted(metade, metade, -metade, -metade), raio, raio)
        pintor.end()

    def _ao_mudar_foco(self, _antes: QWidget | None, agora: QWidget | None) -> None:
        if agora is None or agora.window() is not self.window():
            agora = None
        if not isValid(self):
            return
        self._largar()
        self.seguido = agora
        parte = agora
        while parte is not None and parte is not self.window():
            parte.installEventFilter(self)
            self._vigiados.append(parte)
            parte = parte.parentWidget()
        self.acompanhar()

    def _largar(self) -> None:
        for parte in self._vigiados:
            if isValid(parte):
                parte.removeEventFilter(self)
        self._vigiados.clear()


def seguir(widget: QWidget) -> None:
    """Leva o anel junto de quem muda o próprio foco por dentro (tabela, gráfico)."""
    if widget.hasFocus():
        for anel in widget.window().findChildren(AnelFoco):
            anel.acompanhar()


def _area_visivel(alvo: QWidget, janela: QWidget) -> QRect:
    """A área do foco nas coordenadas da janela, sem o que as áreas de rolagem escondem."""
    propria = getattr(alvo, "area_do_foco", None)
    area = propria() if propria is not None else _area_padrao(alvo)
    area = QRect(alvo.mapTo(janela, area.topLeft()), area.size())
    pai = alvo.parentWidget()
    while pai is not None and pai is not janela:
        if isinstance(pai.parentWidget(), QAbstractScrollArea):
            area = area.intersected(QRect(pai.mapTo(janela, QPoint(0, 0)), pai.size()))
        pai = pai.parentWidget()
    return area


def _area_padrao(alvo: QWidget) -> QRect:
    if isinstance(alvo, QTabBar):
        margem = tema.medida(4)
        return alvo.tabRect(alvo.currentIndex()).adjusted(margem, margem, -margem, -margem)
    return alvo.rect()
