"""Divisões da tela: título de grupo com linha, linha fina, caixa de mensagem."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTabWidget, QWidget

from regras.erros import ErroAviso
from ui import tema
from ui.componentes.disposicao import Item, Margens, em_coluna, em_linha
from ui.componentes.texto import Icone, Texto, repolir
from ui.tema import Letra, Peso

_ICONES = {"perigo": "erro", "aviso": "alerta", "ok": "certo", "acento": "info"}


class Linha(QFrame):
    """Linha fina horizontal, ou vertical."""

    def __init__(self, *, vertical: bool = False, cor: str = "linha", pai: QWidget | None = None) -> None:
        super().__init__(pai)
        tema.dar_fundo(self, cor)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Amostra(QFrame):
    """O quadrado de cor de uma legenda."""

    def __init__(self, cor: str, lado: int) -> None:
        super().__init__()
        tema.dar_fundo(self, cor)
        self.setFixedSize(tema.medida(lado), tema.medida(lado))


class TituloGrupo(QWidget):
    """Título de um grupo de campos, seguido de uma linha até a margem."""

    def __init__(self, titulo: str, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._titulo = Texto(titulo, peso=Peso.FORTE)
        self._caixa = em_linha(self._titulo, (Linha(), 1), espaco=13, dono=self)

    def acrescentar(self, widget: QWidget) -> None:
        """Põe um widget no fim da linha do título."""
        self._caixa.addWidget(widget)

    def titulo(self) -> str:
        """O texto do título."""
        return self._titulo.text()

    def trocar(self, titulo: str) -> None:
        """Troca o texto do título."""
        self._titulo.setText(titulo)


class CaixaMensagem(QWidget):
    """Caixa colorida com ícone, título opcional, texto e, se houver, ações à direita ou embaixo.

    `tom` é `perigo`, `aviso`, `ok` ou `acento`. Sem texto, espera escondida até `mostrar`.
    """

    def __init__(self, tom: str = "aviso", texto: str = "", titulo: str = "", pai: QWidget | None = None) -> None:
        super().__init__(pai)
        tema.dar_moldura(self, tom)
        self._icone = Icone(_ICONES[tom], tom)
        self._titulo = Texto(titulo, peso=Peso.FORTE, quebra=True)
        self._titulo.setVisible(bool(titulo))
        self._texto = Texto(texto, letra=Letra.DETALHE, quebra=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._coluna = em_coluna(self._titulo, self._texto, espaco=3)
        em_linha(
            (self._icone, Qt.AlignmentFlag.AlignTop), (self._coluna, 1), espaco=10, margens=(12, 9, 12, 9), dono=self
        )
        if not texto:
            self.hide()

    def acrescentar(self, widget: QWidget) -> None:
        """Põe uma ação (um `Link`) embaixo do texto."""
        self._coluna.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def mostrar(self, tom: str, texto: str, titulo: str = "") -> None:
        """Troca tom e texto, e fica à vista; sem nada a dizer, some."""
        if self.property("caixa") != tom:
            self.setProperty("caixa", tom)
            repolir(self)
        self._icone.trocar(_ICONES[tom], tom)
        self._titulo.setText(titulo)
        self._titulo.setVisible(bool(titulo))
        self._texto.setText(texto)
        self.setVisible(bool(texto or titulo))

    def mostrar_erro(self, erro: ErroAviso) -> None:
        """O que houve, em título, e o que fazer."""
        self.mostrar("perigo", erro.o_que_fazer, erro.mensagem)

    def titulo(self) -> str:
        """O título mostrado."""
        return self._titulo.text()

    def texto(self) -> str:
        """O texto mostrado."""
        return self._texto.text()


def em_pagina(widget: QWidget) -> QWidget:
    """O conteúdo de uma guia, com o respiro que a separa das orelhas."""
    pagina = QWidget()
    em_coluna(widget, margens=(0, 8, 0, 0), dono=pagina)
    return pagina


def em_rolagem(*itens: Item, espaco: int = 0, margens: Margens = (0, 0, 0, 0)) -> QScrollArea:
    """O que pode não caber na altura: rola, sem foco nem fundo próprios; os argumentos são os de `em_coluna`."""
    miolo = QWidget()
    miolo.setProperty("transparente", True)
    em_coluna(*itens, espaco=espaco, margens=margens, dono=miolo)
    rolagem = QScrollArea()
    rolagem.setWidgetResizable(True)
    rolagem.setFrameShape(QFrame.Shape.NoFrame)
    rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    rolagem.setWidget(miolo)
    return rolagem


def em_guias(nome: str, *paginas: tuple[QWidget, str]) -> QTabWidget:
    """As páginas, com o título de cada uma, em guias que o leitor de tela chama por `nome`."""
    guias = QTabWidget()
    guias.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # quem recebe o foco é a barra das orelhas
    for parte in (guias, guias.tabBar()):
        parte.setAccessibleName(nome)
    for widget, titulo in paginas:
        guias.addTab(widget, titulo)
    return guias
