"""Arquivos que acompanham o programa: ícones, letra, ajuda e tutorial. Nomes de arquivo só aqui."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

PASTA = Path(__file__).resolve().parent.parent / "resources"
ICONE_DO_PROGRAMA = "programa"
_ATRIBUTO = re.compile(r'([a-z-]+)="([^"]*)"')
_TAMANHOS_DO_PROGRAMA = (16, 24, 32, 48, 64, 128, 256)


@dataclass(frozen=True, slots=True)
class Ajuda:
    """Texto de um botão "i". `titulo` é texto puro, `corpo` é HTML simples, `tutorial` a âncora do passo a passo."""

    titulo: str
    corpo: str
    tutorial: str = ""


def nomes_de_icones() -> list[str]:
    """Todos os ícones que existem, em ordem alfabética."""
    return sorted(arquivo.stem for arquivo in (PASTA / "icones").glob("*.svg"))


@lru_cache(maxsize=512)
def _desenho(nome: str, cor: str) -> QSvgRenderer:
    texto = (PASTA / "icones" / f"{nome}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(texto.replace("currentColor", cor).encode()))


def pintar_icone(pintor: QPainter, area: QRectF, nome: str, cor: str) -> None:
    """Pinta o ícone `nome` na cor (`#RRGGBB`) dentro de `area`, que deve ser quadrada."""
    _desenho(nome, cor).render(pintor, area)


def icone(nome: str, cor: str, lado: int = 16, densidade: float = 2.0) -> QIcon:
    """Devolve o ícone recolorido, para onde o Qt exige um `QIcon`; `lado` em pixels lógicos."""
    return QIcon(desenho_em_pontos(nome, cor, lado, densidade))


def desenho_em_pontos(nome: str, cor: str, lado: int = 16, densidade: float = 2.0) -> QPixmap:
    """Devolve o ícone recolorido como imagem de `lado` pixels lógicos."""
    pontos = round(lado * densidade)
    imagem = QPixmap(QSize(pontos, pontos))
    imagem.fill(Qt.GlobalColor.transparent)
    pintor = QPainter(imagem)
    pintar_icone(pintor, QRectF(0, 0, pontos, pontos), nome, cor)
    pintor.end()
    imagem.setDevicePixelRatio(densidade)
    return imagem


@lru_cache(maxsize=1)
def icone_do_programa() -> QIcon:
    """O ícone da janela, nos tamanhos que os sistemas pedem."""
    resultado = QIcon()
    for lado in _TAMANHOS_DO_PROGRAMA:
        resultado.addPixmap(desenho_em_pontos(ICONE_DO_PROGRAMA, "", lado, 1.0))
    return resultado


def arquivos_de_letra() -> list[Path]:
    """Os pesos da letra embarcada."""
    return sorted((PASTA / "fontes").glob("*.otf"))


def estilo() -> str:
    """A folha de estilo, ainda com as marcas de cor e medida que `tema` preenche."""
    return (PASTA / "estilo.qss").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _ajudas() -> dict[str, Ajuda]:
    """Todos os textos de ajuda, pela chave.

    Cada um começa por `<h1>título</h1>`, cujo `data-tutorial` aponta o capítulo do tutorial. Um arquivo com vários é o
    de uma tela, e cada título traz `id`: a chave é `tela.id`. Com um só, a chave é o nome do arquivo.
    """
    lidas = {}
    for arquivo in sorted((PASTA / "ajuda").glob("*.html")):
        if arquivo.stem == "tutorial":
            continue
        for pedaco in arquivo.read_text(encoding="utf-8").split("<h1")[1:]:
            atributos, resto = pedaco.split(">", 1)
            titulo, corpo = resto.split("</h1>", 1)
            ditos = dict(_ATRIBUTO.findall(atributos))
            chave = f"{arquivo.stem}.{ditos['id']}" if "id" in ditos else arquivo.stem
            lidas[chave] = Ajuda(titulo.strip(), corpo.strip(), ditos.get("data-tutorial", ""))
    return lidas


def chaves_de_ajuda() -> list[str]:
    """As chaves que têm texto de ajuda."""
    return list(_ajudas())


def ajuda(chave: str) -> Ajuda:
    """Lê o texto de ajuda de um campo, pela chave: o nome do arquivo, ou `tela.campo`."""
    return _ajudas()[chave]


def tutorial() -> str:
    """O passo a passo do módulo, em HTML."""
    return (PASTA / "ajuda" / "tutorial.html").read_text(encoding="utf-8")


def imagem_do_tutorial(nome: str, *, escuro: bool) -> Path:
    """A imagem de uma tela, na aparência pedida; quem as faz é `ui.fotos.tutorial`."""
    return PASTA / "tutorial" / ("escuro" if escuro else "claro") / f"{nome}.png"
