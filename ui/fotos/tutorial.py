"""As imagens do tutorial: saem das próprias telas, por comando, e vão com o programa em `resources/tutorial`.

Ao lado delas fica a soma do que define cada tela: os textos à vista, na ordem, e as cores e a folha de estilo do
programa. Pontos de imagem variam com a máquina (a letra é desenhada pelo sistema) e por isso não se comparam; mudou um
texto, um campo ou uma cor, a soma muda e a conferência diz que a imagem está velha.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui import recursos, tema
from ui.fotos import estudio

PASTA = recursos.PASTA / "tutorial"
"""Onde as imagens moram, com `somas.json`."""
MAIOR_LARGURA = 860
"""Em pontos: o que cabe na coluna do texto. A imagem mais larga encolhe."""
_CITADA = re.compile(r'<img src="([a-z_]+)"')
_SORTEADO = re.compile(r"\b[0-9a-f]{8,}\b")
"""Soma de arquivo e identificador da base: mudam a cada vez e não dizem nada da tela."""
_LINHAS_DE_LISTA = 40


def citadas() -> list[str]:
    """Os nomes das imagens que o tutorial usa, na ordem."""
    return list(dict.fromkeys(_CITADA.findall(recursos.tutorial())))


def refazer(oficina: Path, app: QApplication) -> None:
    """Fotografa as telas citadas, claro e escuro, e troca as imagens e as somas."""
    somas = _fotografar(oficina, app, tuple(estudio.APARENCIAS))
    for aparencia in estudio.APARENCIAS:
        pasta = PASTA / aparencia
        pasta.mkdir(parents=True, exist_ok=True)
        for velha in set(pasta.glob("*.png")):
            velha.unlink()
        for nome in citadas():
            imagem = QImage(str(oficina / aparencia / f"{nome}.png"))
            if imagem.width() > MAIOR_LARGURA:
                imagem = imagem.scaledToWidth(MAIOR_LARGURA, Qt.TransformationMode.SmoothTransformation)
            _emoldurar(imagem, aparencia).convertToFormat(QImage.Format.Format_RGB888).save(
                str(pasta / f"{nome}.png"), quality=0
            )
    (PASTA / "somas.json").write_text(json.dumps(somas, indent=1, sort_keys=True) + "\n", encoding="ascii")


def _emoldurar(imagem: QImage, aparencia: str) -> QImage:
    """Um fio em volta: sem ele não se vê onde a tela acaba e o texto continua."""
    pintor = QPainter(imagem)
    pintor.setPen(QColor(estudio.APARENCIAS[aparencia]["linha2"]))
    pintor.drawRect(0, 0, imagem.width() - 1, imagem.height() - 1)
    pintor.end()
    return imagem


def conferir(oficina: Path, app: QApplication) -> list[str]:
    """Os nomes das imagens que já não são as das telas, ou que faltam."""
    somas = _fotografar(oficina, app, ("claro",))
    guardadas = json.loads((PASTA / "somas.json").read_text(encoding="ascii"))
    faltam = {
        nome
        for nome in citadas()
        for escuro in (False, True)
        if not recursos.imagem_do_tutorial(nome, escuro=escuro).exists()
    }
    return sorted(faltam | {nome for nome in somas.keys() | guardadas.keys() if somas.get(nome) != guardadas.get(nome)})


def _fotografar(oficina: Path, app: QApplication, aparencias: tuple[str, ...]) -> dict[str, str]:
    somas: dict[str, str] = {}

    def anotar(nome: str, tela: QWidget) -> None:
        somas.setdefault(nome, somar(tela))

    estudio.gerar(oficina, app, so=citadas(), aparencias=aparencias, ao_fotografar=anotar)
    return somas


def somar(tela: QWidget) -> str:
    """A soma do que define uma tela."""
    partes = [recursos.estilo(), repr(tema.CLARO), repr(tema.ESCURO), *_textos(tela)]
    return hashlib.sha256(_SORTEADO.sub("…", "\n".join(partes)).encode()).hexdigest()[:16]


def _textos(tela: QWidget) -> list[str]:
    """O que se lê na tela, na ordem em que foi montada."""
    return [
        f"{type(widget).__name__}: {_texto(widget)}"
        for widget in tela.findChildren(QWidget)
        if widget.isVisibleTo(tela)
    ]


def _texto(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return f"{widget.displayText()}|{widget.placeholderText()}"
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QAbstractItemView):
        return _celulas(widget)
    return widget.accessibleName()


def _celulas(lista: QAbstractItemView) -> str:
    modelo = lista.model()
    linhas, colunas = min(modelo.rowCount(), _LINHAS_DE_LISTA), modelo.columnCount()
    return "|".join(str(modelo.index(linha, coluna).data()) for linha in range(linhas) for coluna in range(colunas))
