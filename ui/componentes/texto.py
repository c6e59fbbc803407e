"""Texto de tela com tamanho, peso e cor do tema, e as linhas com ícone que dizem estado."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from regras.erros import ErroAviso
from ui import recursos, tema
from ui.componentes.disposicao import em_linha
from ui.tema import Letra, Peso


class Texto(QLabel):
    """Rótulo que segue o tema. `cor` é um nome de `tema.Cores` previsto na folha de estilo."""

    def __init__(
        self,
        texto: str = "",
        *,
        letra: Letra = Letra.CORPO,
        peso: Peso = Peso.NORMAL,
        cor: str = "texto",
        quebra: bool = False,
    ) -> None:
        super().__init__(texto)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(tema.fonte(letra, peso))
        self.setWordWrap(quebra)
        self.setProperty("cor", cor)

    def pintar_de(self, cor: str) -> None:
        """Troca a cor do texto."""
        if self.property("cor") != cor:
            self.setProperty("cor", cor)
            repolir(self)


class TextoElidido(Texto):
    """Texto de tamanho desconhecido (nome, endereço): se não cabe, acaba em reticências e a dica mostra inteiro."""

    def minimumSizeHint(self) -> QSize:
        """Pode encolher até algumas letras."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def setText(self, texto: str) -> None:
        """Troca o texto, que também vira a dica."""
        super().setText(texto)
        self.setToolTip(texto)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o que cabe."""
        pintor = QPainter(self)
        pintor.setPen(self.palette().color(self.foregroundRole()))
        texto = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        pintor.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), texto)
        pintor.end()


class Icone(QWidget):
    """Um ícone do tema, que muda de cor com ele. Decorativo: o leitor de tela lê a palavra ao lado."""

    def __init__(self, nome: str, cor: str = "texto2", lado: int = 16) -> None:
        super().__init__()
        self._nome, self._cor = nome, cor
        self.setFixedSize(tema.medida(lado), tema.medida(lado))

    def trocar(self, nome: str, cor: str) -> None:
        """Troca o desenho e a cor."""
        self._nome, self._cor = nome, cor
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o ícone na cor em vigor."""
        nome_da_cor = self._cor if self.isEnabled() else "desabilitado"
        pintor = QPainter(self)
        recursos.pintar_icone(pintor, QRectF(self.rect()), self._nome, tema.cor(nome_da_cor).name())
        pintor.end()


class Estado(QWidget):
    """Ícone e palavra na mesma cor: o jeito de dizer certo, aviso ou erro sem depender só da cor."""

    def __init__(
        self,
        icone: str = "certo",
        texto: str = "",
        cor: str = "ok",
        *,
        letra: Letra = Letra.DETALHE,
        peso: Peso = Peso.MEIO,
        quebra: bool = False,
    ) -> None:
        super().__init__()
        self._icone = Icone(icone, cor, 14 if letra <= Letra.DETALHE else 16)
        self._texto = Texto(texto, letra=letra, peso=peso, cor=cor, quebra=quebra)
        alto = Qt.AlignmentFlag.AlignTop if quebra else Qt.AlignmentFlag.AlignVCenter
        em_linha((self._icone, alto), (self._texto, 1), espaco=5, dono=self)

    def mostrar(self, icone: str, texto: str, cor: str) -> None:
        """Troca ícone, palavra e cor de uma vez."""
        self._icone.trocar(icone, cor)
        self._texto.setText(texto)
        self._texto.pintar_de(cor)

    def mostrar_erro(self, erro: ErroAviso) -> None:
        """Fica à vista com o que houve e o que fazer."""
        self.mostrar("erro", erro.frase(), "perigo")
        self.show()

    def texto(self) -> str:
        """A palavra mostrada."""
        return self._texto.text()


def repolir(widget: QWidget) -> None:
    """Reaplica a folha de estilo depois de mudar uma propriedade que ela consulta."""
    estilo = widget.style()
    estilo.unpolish(widget)
    estilo.polish(widget)
    widget.update()


def marcar_erro(campo: QWidget, tem_erro: bool) -> None:
    """Liga ou desliga a borda de erro de um campo."""
    if bool(campo.property("erro")) != tem_erro:
        campo.setProperty("erro", tem_erro)
        repolir(campo)
