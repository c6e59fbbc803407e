"""As letras dentro do próprio PDF: os contornos da Arimo nas larguras da Helvetica, só com o que o documento escreve.

Cada fonte tem dois recortes, feitos uma vez por `ensaios/papel/recorte_das_fontes.py`: o do português, que serve a
quase todo boleto, e o de tudo o que a codificação tem.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from boletos.papel.folha import CODIGOS, LETRAS, NEGRITO, Fonte
from boletos.pdf.arquivo import Fluxo, comprimido

PASTA = Path(__file__).parents[2] / "resources" / "fontes"
COMUNS = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \xa0.,:/-()$=+|–…ºª&%·*áâãàçéêíóôõúÁÂÃÀÇÉÊÍÓÔÕÚ"
)
_MEDIDAS = (
    "/FontBBox [-203 -223 1000 896] /ItalicAngle 0 /Ascent 728 /Descent -210 /CapHeight 688 /Flags 32"  # não simbólica
)
_PRIMEIRO, _ULTIMO = 32, 255


def recorte(fonte: Fonte, *, todas: bool) -> Path:
    """O arquivo de um recorte."""
    peso = "Bold" if fonte is NEGRITO else "Regular"
    return PASTA / f"Arimo-{peso}-{'todas' if todas else 'comuns'}.cff"


@cache
def embutir(fonte: Fonte, *, todas: bool) -> tuple[bytes, bytes, Fluxo]:
    """Devolve o dicionário da fonte, o do descritor e o programa; `%d` são o descritor e o programa.

    Args:
        fonte: a da folha.
        todas: com todas as letras da codificação, e não só as do português.
    """
    letras = LETRAS if todas else COMUNS
    nome = f"{'AVISOT' if todas else 'AVISOC'}+Arimo{'-Bold' if fonte is NEGRITO else ''}"
    larguras = {CODIGOS[letra]: fonte.larguras[letra] for letra in letras}
    em_ordem = " ".join(str(larguras.get(codigo, 0)) for codigo in range(_PRIMEIRO, _ULTIMO + 1))
    descritor = (
        f"<< /Type /FontDescriptor /FontName /{nome} {_MEDIDAS} /StemV {165 if fonte is NEGRITO else 87}"
        " /FontFile3 %d 0 R >>"
    )
    dicionario = (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{nome} /Encoding /WinAnsiEncoding /FirstChar {_PRIMEIRO}"
        f" /LastChar {_ULTIMO} /Widths [{em_ordem}] /FontDescriptor %d 0 R >>"
    )
    programa = comprimido(recorte(fonte, todas=todas).read_bytes(), b"/Subtype /Type1C")
    return dicionario.encode(), descritor.encode(), programa
