"""Letras dos PDFs: fontes base-14, o que elas não têm e o texto que cabe no lugar dado.

Helvetica e Helvetica-Bold não são embutidas (todo leitor de PDF as tem) e a codificação WinAnsi cobre o português.
Medidas de página em milímetros; corpo de letra em pontos.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import getFont

PONTOS_POR_MM = 72 / 25.4
MILESIMOS_POR_MM = 1000 * PONTOS_POR_MM
"""Milésimos de um corpo de um ponto que cabem num milímetro."""
RETICENCIAS = "…"
MENOR_REDUCAO = 0.7
"""Até quanto do corpo original um texto encolhe antes de ser cortado."""
_ENTRELINHA = 1.18
"""Distância entre linhas, em corpos."""

_SEM_DESENHO = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": ""}
"""Controle e separador de linha viram espaço; marca de formatação some. Nenhum é letra que falta à fonte."""
_SINAIS_COMBINANTES = frozenset({"Mn", "Me"})
_DELETE, _HIFEN_OPCIONAL = 127, 173
CODIGOS = {
    bytes([codigo]).decode("cp1252", "ignore"): codigo
    for codigo in range(32, 256)
    if codigo not in {_DELETE, _HIFEN_OPCIONAL}
}
"""O código de cada letra na codificação das fontes."""
LETRAS = frozenset(filter(None, CODIGOS))
_ACENTOS = {ord(letra): f"\\{codigo:03o}" for letra, codigo in CODIGOS.items() if letra and not letra.isascii()}
_MAIOR_LATINO = "\xff"
_ESPACO_QUE_NAO_SEPARA = "\N{NO-BREAK SPACE}"
_ESCAPES = _ACENTOS | {ord(_ESPACO_QUE_NAO_SEPARA): " "} | {ord(letra): f"\\{letra}" for letra in "()\\"}


class Fonte:
    """Uma fonte base-14: nome do ReportLab, nome do recurso na página e larguras em milésimos do corpo."""

    def __init__(self, nome: str, recurso: str) -> None:
        self.nome = nome
        self.recurso = recurso
        por_codigo = getFont(nome).widths
        self.larguras: dict[str, int] = {letra: por_codigo[CODIGOS[letra]] for letra in LETRAS}
        self.maior: int = max(self.larguras.values())


REGULAR = Fonte("Helvetica", "F1")
NEGRITO = Fonte("Helvetica-Bold", "F2")
FONTES = (REGULAR, NEGRITO)
"""Na ordem em que entram no documento: o nome do recurso sai dela."""


class Letra(NamedTuple):
    """Como um texto se escreve: fonte, corpo em pontos e cor (`desenho.cor`)."""

    fonte: Fonte
    corpo: float
    cor: str = "0 0 0"

    @property
    def entrelinha_mm(self) -> float:
        """Distância entre linhas."""
        return self.corpo * _ENTRELINHA / PONTOS_POR_MM


def e_imprimivel(texto: str) -> bool:
    """Diz se a fonte tem todas as letras do texto."""
    return LETRAS.issuperset(texto)


def imprimivel(texto: str) -> str:
    """Devolve o texto só com letras que a fonte tem: decompõe (NFKD) o que falta, senão `?`. Nunca falha."""
    if LETRAS.issuperset(texto):
        return texto
    return "".join(letra if letra in LETRAS else _substituir(letra) for letra in _compor(texto))


def textos_sem_glifo(textos: Iterable[str]) -> tuple[str, ...]:
    """Devolve os textos em que a fonte não tem alguma letra, para quem chama apontar (regras.md §4)."""
    # Quase todo texto passa já na primeira conferência, e compor custa dez vezes mais.
    return tuple(texto for texto in textos if not (LETRAS.issuperset(texto) or LETRAS.issuperset(_compor(texto))))


def explicar_troca(texto: str) -> str:
    """A frase que aponta um texto de `textos_sem_glifo`."""
    return f"“{texto}” tem letra que a fonte do PDF não tem; sai “{imprimivel(texto)}”"


def em_literal(texto: str) -> str:
    """Escreve um texto imprimível como o PDF o lê entre parênteses, só com ASCII."""
    return texto if texto.isascii() and not _tem_de_escapar(texto) else texto.translate(_ESCAPES)


def em_literal_latino(texto: str) -> str:
    """O mesmo, com os acentos como estão: para quem escreve em Latin-1, onde o código deles é o da fonte."""
    if _tem_de_escapar(texto) or not (texto.isascii() or max(texto) <= _MAIOR_LATINO):
        return texto.translate(_ESCAPES)
    return texto


def _tem_de_escapar(texto: str) -> bool:
    return "(" in texto or ")" in texto or "\\" in texto


def medir(texto: str, letra: Letra) -> float:
    """Largura em mm de um texto imprimível."""
    return em_milesimos(texto, letra.fonte) * letra.corpo / MILESIMOS_POR_MM


@lru_cache(maxsize=1024)
def em_milesimos(texto: str, fonte: Fonte) -> int:
    """Largura em milésimos do corpo; o mesmo texto é medido nas duas vias e, se é data ou rótulo, em muitas folhas."""
    return sum(map(fonte.larguras.__getitem__, texto))


def caber(texto: str, letra: Letra, largura_mm: float) -> tuple[str, Letra]:
    """Encaixa uma linha: encolhe a letra até `MENOR_REDUCAO`; se ainda sobra texto, corta com reticências.

    O texto já é imprimível; devolve o texto e a letra que cabem.
    """
    largura = medir(texto, letra)
    if largura <= largura_mm:
        return texto, letra
    reducao = largura_mm / largura
    if reducao >= MENOR_REDUCAO:
        return texto, letra._replace(corpo=int(letra.corpo * reducao * 100) / 100)
    menor = letra._replace(corpo=letra.corpo * MENOR_REDUCAO)
    return cortar(texto, menor, largura_mm), menor


def cortar(texto: str, letra: Letra, largura_mm: float) -> str:
    """Devolve o maior começo do texto que cabe com reticências no fim."""
    disponivel = largura_mm - medir(RETICENCIAS, letra)
    escala = letra.corpo / MILESIMOS_POR_MM
    ocupado = 0.0
    for posicao, caractere in enumerate(texto):
        ocupado += letra.fonte.larguras[caractere] * escala
        if ocupado > disponivel:
            return texto[:posicao].rstrip() + RETICENCIAS
    return texto + RETICENCIAS


def quebrar(texto: str, letra: Letra, largura_mm: float) -> list[str]:
    """Quebra em linhas por palavra; palavra maior que a linha é partida. Texto vazio não dá linha nenhuma."""
    palavras = list(filter(None, texto.split(" ")))  # o espaço que não separa, de "R$ 1,00", fica
    inteiro = " ".join(palavras)
    if medir(inteiro, letra) <= largura_mm:
        return [inteiro] if inteiro else []
    espaco = medir(" ", letra)
    linhas: list[list[str]] = [[]]
    ocupado = 0.0
    for palavra in palavras:
        largura = medir(palavra, letra)
        if linhas[-1] and ocupado + espaco + largura <= largura_mm:
            linhas[-1].append(palavra)
            ocupado += espaco + largura
            continue
        pedacos = [palavra] if largura <= largura_mm else partir(palavra, letra, largura_mm)
        linhas += [[pedaco] for pedaco in pedacos]
        ocupado = medir(pedacos[-1], letra)
    return [" ".join(linha) for linha in linhas if linha]


def encaixar(
    paragrafos: Iterable[str], letra: Letra, largura_mm: float, altura_mm: float, *, corrido: bool = False
) -> tuple[tuple[str, ...], Letra]:
    """Encaixa parágrafos numa caixa: quebra, encolhe até `MENOR_REDUCAO` e corta o resto com reticências.

    `corrido` quebra em qualquer letra, sem perder espaço nenhum.
    """
    textos, quebrar_em = tuple(paragrafos), partir if corrido else quebrar
    menor = letra
    for reducao in (0.9, 0.8, MENOR_REDUCAO, 0.0):
        cabem = max(1, int(altura_mm / menor.entrelinha_mm))
        linhas = [linha for texto in textos for linha in quebrar_em(texto, menor, largura_mm)]
        if len(linhas) <= cabem:
            return tuple(linhas), menor
        if reducao:
            menor = letra._replace(corpo=letra.corpo * reducao)
    return (*linhas[: cabem - 1], cortar(linhas[cabem - 1], menor, largura_mm)), menor


def partir(palavra: str, letra: Letra, largura_mm: float) -> list[str]:
    """Parte uma palavra em pedaços que cabem, cada um com ao menos uma letra."""
    larguras, limite = letra.fonte.larguras, largura_mm * MILESIMOS_POR_MM / (letra.corpo)
    pedacos, inicio, ocupado = [], 0, 0.0
    for posicao, caractere in enumerate(palavra):
        ocupado += larguras[caractere]
        if ocupado > limite and posicao > inicio:
            pedacos.append(palavra[inicio:posicao])
            inicio, ocupado = posicao, float(larguras[caractere])
    return [*pedacos, palavra[inicio:]]


def _compor(texto: str) -> str:
    """Junta acento solto à letra e tira o que não se desenha."""
    composto = unicodedata.normalize("NFC", texto)
    return "".join(_SEM_DESENHO.get(unicodedata.category(letra), letra) for letra in composto)


def _substituir(letra: str) -> str:
    decomposta = "".join(parte for parte in unicodedata.normalize("NFKD", letra) if parte in LETRAS)
    return decomposta or ("" if unicodedata.category(letra) in _SINAIS_COMBINANTES else "?")
