"""Cores, letra e medidas da tela: um lugar só para cada uma.

Claro ou escuro segue o sistema. Toda medida nasce da letra base: 125 % é mudar um número.
As cores e as medidas vêm do conceito visual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import recursos

FAMILIA = "Inter"
_CORPO_PX = 13
_POLEGADA_PT = 72
_MARCA = re.compile(r"@([a-z_0-9]+)|~(\d+)")


Cores = Mapping[str, str]
"""Os tons de uma aparência, `#RRGGBB`, pelo nome."""

_TONS = {
    "fundo": ("#F2F4F5", "#141B20"),
    "sup": ("#FFFFFF", "#1A2228"),
    "painel": ("#F7F9FA", "#161E23"),
    "campo": ("#FFFFFF", "#12191D"),
    "rebaixo": ("#E9EDEF", "#232D34"),
    "linha": ("#DCE2E5", "#2B363E"),
    "linha2": ("#C9D1D6", "#3A4751"),
    "borda": ("#7B8992", "#6E7F8A"),
    "texto": ("#15212A", "#E7EDF0"),
    "texto2": ("#475661", "#AEBBC3"),
    "texto3": ("#5E6C76", "#93A1AA"),
    "desabilitado": ("#8D99A1", "#6F7D86"),
    "acento": ("#0B6175", "#62C2D5"),
    "primario": ("#0B6175", "#46A7BB"),
    "primario_texto": ("#FFFFFF", "#031B21"),
    "suave": ("#E1EFF2", "#16343C"),
    "perigo": ("#B3261E", "#FF9A8F"),
    "aviso": ("#855000", "#F1BE6A"),
    "ok": ("#1A6E43", "#7BD3A0"),
    "perigo_fundo": ("#FBE9E7", "#3A1C1A"),
    "aviso_fundo": ("#FFF2D9", "#352913"),
    "ok_fundo": ("#E3F3E9", "#15301F"),
    "faixa": ("#A9201A", "#8E1F19"),
    "faixa_texto": ("#FFFFFF", "#FFFFFF"),
    "a_vencer": ("#0B6175", "#46A7BB"),
    "ate_30": ("#B7831F", "#D3AC5F"),
    "ate_60": ("#BC6F2B", "#CF8A4C"),
    "ate_90": ("#A84D2C", "#C76D47"),
    "mais_90": ("#8A2621", "#CF564B"),
    "recebido_3": ("#0B6175", "#62C2D5"),
    "recebido_7": ("#4B93A3", "#3F8FA0"),
    "recebido_15": ("#93BFC9", "#2C6571"),
    "recebido_mais": ("#C3CFD4", "#3A4751"),
}
"""Cada cor no claro e no escuro. Vermelho, ocre e verde só dizem estado, com ícone ou palavra ao lado."""
CLARO: Cores = {nome: claro for nome, (claro, _) in _TONS.items()}
ESCURO: Cores = {nome: escuro for nome, (_, escuro) in _TONS.items()}


class Letra(IntEnum):
    """Tamanhos de letra em pixels de 96 dpi com a letra em 100 %; `fonte` converte para pontos."""

    TECLA = 11
    DETALHE = 12
    CORPO = 13
    BLOCO = 15
    PERGUNTA = 20
    NUMERO = 22
    NUMERO_CHAVE = 28


class Peso(IntEnum):
    """Pesos da letra embarcada."""

    NORMAL = 400
    MEIO = 500
    FORTE = 600
    PLENO = 700


class Tema(QObject):
    """A aparência em vigor no programa. `mudou` sai depois que o claro virou escuro, ou o contrário."""

    mudou = Signal()

    def __init__(self, app: QApplication, escala: float) -> None:
        super().__init__(app)
        self._app = app
        self.escala = escala
        self._forcada: Cores | None = None
        self.cores = CLARO
        app.styleHints().colorSchemeChanged.connect(self._ao_mudar_sistema)

    def forcar(self, cores: Cores | None) -> None:
        """Prende uma aparência (fotos da documentação e testes); None volta a seguir o sistema."""
        self._forcada = cores
        self.vestir()

    def vestir(self) -> None:
        """Aplica letra, paleta e folha de estilo ao programa inteiro."""
        escuro = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.cores = self._forcada or (ESCURO if escuro else CLARO)
        self._app.setFont(fonte())
        self._app.setPalette(_paleta(self.cores))
        self._app.setStyleSheet(_folha(self.cores))
        self.mudou.emit()

    def _ao_mudar_sistema(self) -> None:
        if self._forcada is None:
            self.vestir()


_tema: list[Tema] = []


def instalar(app: QApplication, escala: float = 1.0) -> Tema:
    """Veste o programa: estilo Fusion, letra Inter, cores do sistema. Chamar de novo troca só a escala.

    Args:
        app: o programa Qt.
        escala: 1.0 é letra em 100 %; 1.25 aumenta letra e medidas juntas.
    """
    if not _tema:
        app.setStyle("Fusion")
        for arquivo in recursos.arquivos_de_letra():
            QFontDatabase.addApplicationFont(str(arquivo))
        app.setWindowIcon(recursos.icone_do_programa())
        _tema.append(Tema(app, escala))
    _tema[0].escala = escala
    _tema[0].vestir()
    return _tema[0]


def escolher(qual: str) -> None:
    """Veste `claro` ou `escuro`; vazio segue o sistema."""
    atual().forcar({"claro": CLARO, "escuro": ESCURO}.get(qual))


def atual() -> Tema:
    """O tema instalado; sem nenhum, instala com a letra em 100 %."""
    if not _tema:
        app = QApplication.instance()
        assert isinstance(app, QApplication), "o programa Qt ainda não existe"  # noqa: S101 - defeito nosso, não entrada
        return instalar(app)
    return _tema[0]


def cores() -> Cores:
    """As cores em vigor agora; peça a cada pintura, pois o sistema pode mudar de claro para escuro."""
    return atual().cores


def escuro() -> bool:
    """Diz se a aparência em vigor é a escura."""
    return cores() is ESCURO


def tom(nome: str) -> str:
    """A cor em vigor de nome `nome`, `#RRGGBB`."""
    return cores()[nome]


def cor(nome: str) -> QColor:
    """A mesma, pronta para pintar."""
    return QColor(tom(nome))


def medida(pixels: float) -> int:
    """Converte uma medida do conceito (pixels com letra em 100 %) para a escala da letra em vigor."""
    return round(pixels * atual().escala)


def dar_fundo(widget: QWidget, nome: str) -> None:
    """Pinta o fundo de um widget com uma cor do tema, pela folha de estilo (`fundo` em `estilo.qss`)."""
    widget.setProperty("fundo", nome)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def dar_moldura(widget: QWidget, nome: str) -> None:
    """Dá a um widget uma das caixas de canto redondo da folha de estilo (`caixa` em `estilo.qss`)."""
    widget.setProperty("caixa", nome)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def fonte(letra: Letra = Letra.CORPO, peso: Peso = Peso.NORMAL) -> QFont:
    """A letra do programa num tamanho e peso, com algarismos de mesma largura para os valores alinharem."""
    escala = _tema[0].escala if _tema else 1.0
    resultado = QFont(FAMILIA)
    resultado.setPointSizeF(letra * escala * _POLEGADA_PT / _pontos_por_polegada())
    resultado.setWeight(QFont.Weight(peso))
    resultado.setFeature(QFont.Tag("tnum"), 1)
    resultado.setStyleHint(QFont.StyleHint.SansSerif)
    return resultado


def _pontos_por_polegada() -> float:
    tela = QApplication.primaryScreen()
    return tela.logicalDotsPerInch() if tela else 96.0


def _folha(tons: Cores) -> str:
    """Preenche a folha de estilo: `@nome` é cor, `~30` é medida."""

    def trocar(achado: re.Match[str]) -> str:
        nome, pixels = achado.groups()
        return tons[nome] if nome else f"{medida(float(pixels))}px"

    return _MARCA.sub(trocar, recursos.estilo())


def _paleta(tons: Cores) -> QPalette:
    paleta = QPalette()
    papel = QPalette.ColorRole
    for qual, nome in (
        (papel.Window, "fundo"),
        (papel.WindowText, "texto"),
        (papel.Base, "campo"),
        (papel.AlternateBase, "painel"),
        (papel.Text, "texto"),
        (papel.PlaceholderText, "texto3"),
        (papel.Button, "sup"),
        (papel.ButtonText, "texto"),
        (papel.BrightText, "perigo"),
        (papel.ToolTipBase, "sup"),
        (papel.ToolTipText, "texto"),
        (papel.Highlight, "suave"),
        (papel.HighlightedText, "texto"),
        (papel.Link, "acento"),
        (papel.LinkVisited, "acento"),
        (papel.Accent, "acento"),
        (papel.Light, "sup"),
        (papel.Midlight, "linha"),
        (papel.Mid, "linha2"),
        (papel.Dark, "borda"),
        (papel.Shadow, "linha2"),
    ):
        paleta.setColor(qual, QColor(tons[nome]))
    for qual in (papel.WindowText, papel.Text, papel.ButtonText, papel.HighlightedText):
        paleta.setColor(QPalette.ColorGroup.Disabled, qual, QColor(tons["desabilitado"]))
    for qual in (papel.Base, papel.Button):
        paleta.setColor(QPalette.ColorGroup.Disabled, qual, QColor(tons["rebaixo"]))
    return paleta
