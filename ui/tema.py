"""Cores, letra e medidas da tela: um lugar só para cada uma.

Claro ou escuro segue o sistema. Toda medida nasce da letra base: 125 % é mudar um número.
As cores e as medidas vêm do conceito visual.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import recursos

FAMILIA = "Inter"
_CORPO_PX = 13
_POLEGADA_PT = 72
_MARCA = re.compile(r"@([a-z_0-9]+)|~(\d+)")


@dataclass(frozen=True, slots=True)
class Cores:
    """Os tons de uma aparência, `#RRGGBB`. Vermelho, ocre e verde só dizem estado, com ícone ou palavra ao lado."""

    fundo: str
    sup: str
    painel: str
    campo: str
    rebaixo: str
    linha: str
    linha2: str
    borda: str
    texto: str
    texto2: str
    texto3: str
    desabilitado: str
    acento: str
    primario: str
    primario_texto: str
    suave: str
    perigo: str
    aviso: str
    ok: str
    perigo_fundo: str
    aviso_fundo: str
    ok_fundo: str
    faixa: str
    faixa_texto: str
    a_vencer: str
    ate_30: str
    ate_60: str
    ate_90: str
    mais_90: str
    escuro: bool = False


CLARO = Cores(
    fundo="#F2F4F5",
    sup="#FFFFFF",
    painel="#F7F9FA",
    campo="#FFFFFF",
    rebaixo="#E9EDEF",
    linha="#DCE2E5",
    linha2="#C9D1D6",
    borda="#7B8992",
    texto="#15212A",
    texto2="#475661",
    texto3="#5E6C76",
    desabilitado="#8D99A1",
    acento="#0B6175",
    primario="#0B6175",
    primario_texto="#FFFFFF",
    suave="#E1EFF2",
    perigo="#B3261E",
    aviso="#855000",
    ok="#1A6E43",
    perigo_fundo="#FBE9E7",
    aviso_fundo="#FFF2D9",
    ok_fundo="#E3F3E9",
    faixa="#A9201A",
    faixa_texto="#FFFFFF",
    a_vencer="#0B6175",
    ate_30="#B7831F",
    ate_60="#BC6F2B",
    ate_90="#A84D2C",
    mais_90="#8A2621",
)
ESCURO = Cores(
    fundo="#141B20",
    sup="#1A2228",
    painel="#161E23",
    campo="#12191D",
    rebaixo="#232D34",
    linha="#2B363E",
    linha2="#3A4751",
    borda="#6E7F8A",
    texto="#E7EDF0",
    texto2="#AEBBC3",
    texto3="#93A1AA",
    desabilitado="#6F7D86",
    acento="#62C2D5",
    primario="#46A7BB",
    primario_texto="#031B21",
    suave="#16343C",
    perigo="#FF9A8F",
    aviso="#F1BE6A",
    ok="#7BD3A0",
    perigo_fundo="#3A1C1A",
    aviso_fundo="#352913",
    ok_fundo="#15301F",
    faixa="#8E1F19",
    faixa_texto="#FFFFFF",
    a_vencer="#46A7BB",
    ate_30="#D3AC5F",
    ate_60="#CF8A4C",
    ate_90="#C76D47",
    mais_90="#CF564B",
    escuro=True,
)


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


def cor(nome: str) -> QColor:
    """A cor em vigor de nome `nome` (campo de `Cores`), pronta para pintar."""
    return QColor(getattr(cores(), nome))


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
    nomes = asdict(tons)

    def trocar(achado: re.Match[str]) -> str:
        nome, pixels = achado.groups()
        return str(nomes[nome]) if nome else f"{medida(float(pixels))}px"

    return _MARCA.sub(trocar, recursos.estilo())


def _paleta(tons: Cores) -> QPalette:
    paleta = QPalette()
    papel = QPalette.ColorRole
    for qual, tom in (
        (papel.Window, tons.fundo),
        (papel.WindowText, tons.texto),
        (papel.Base, tons.campo),
        (papel.AlternateBase, tons.painel),
        (papel.Text, tons.texto),
        (papel.PlaceholderText, tons.texto3),
        (papel.Button, tons.sup),
        (papel.ButtonText, tons.texto),
        (papel.BrightText, tons.perigo),
        (papel.ToolTipBase, tons.sup),
        (papel.ToolTipText, tons.texto),
        (papel.Highlight, tons.suave),
        (papel.HighlightedText, tons.texto),
        (papel.Link, tons.acento),
        (papel.LinkVisited, tons.acento),
        (papel.Accent, tons.acento),
        (papel.Light, tons.sup),
        (papel.Midlight, tons.linha),
        (papel.Mid, tons.linha2),
        (papel.Dark, tons.borda),
        (papel.Shadow, tons.linha2),
    ):
        paleta.setColor(qual, QColor(tom))
    for qual in (papel.WindowText, papel.Text, papel.ButtonText, papel.HighlightedText):
        paleta.setColor(QPalette.ColorGroup.Disabled, qual, QColor(tons.desabilitado))
    for qual in (papel.Base, papel.Button):
        paleta.setColor(QPalette.ColorGroup.Disabled, qual, QColor(tons.rebaixo))
    return paleta
