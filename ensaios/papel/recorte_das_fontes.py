"""Refaz os recortes de `resources/fontes` que os PDFs de arquivo levam dentro.

    python -m ensaios.papel.recorte_das_fontes PASTA

PASTA tem `Arimo-Regular.ttf` e `Arimo-Bold.ttf`, os originais. Pede `pip install fonttools`, que o programa não usa. O
contorno passa de curvas quadráticas a cúbicas, a menos de um milésimo do corpo, e a largura é a da Helvetica: o
boleto sai igual com a fonte dentro ou fora.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from reportlab.pdfbase._fontdata_enc_winansi import WinAnsiEncoding

from boletos.papel.folha import CODIGOS, FONTES, LETRAS, NEGRITO, Fonte
from boletos.papel.fontes_embutidas import COMUNS, recorte

_DESVIO = 2.0
"""O maior entre a curva quadrática e a cúbica, em unidades da fonte: 2048 fazem um corpo."""


def recortar(original: Path, fonte: Fonte, letras: frozenset[str]) -> bytes:
    """O programa CFF só com estas letras."""
    lida = import_module("fontTools.ttLib").TTFont(original)
    canetas = import_module("fontTools.pens.recordingPen"), import_module("fontTools.pens.qu2cuPen")
    transformar = import_module("fontTools.pens.transformPen").TransformPen
    contornar = import_module("fontTools.pens.t2CharStringPen").T2CharStringPen
    glifos, nomes, escala = lida.getGlyphSet(), lida.getBestCmap(), 1000 / lida["head"].unitsPerEm
    feitos: dict[str, Any] = {".notdef": contornar(500, None).getCharString()}
    for letra in sorted(letras - {"\xa0"}):
        glifo, largura = glifos[nomes[ord(letra)]], fonte.larguras[letra]
        inteiro = canetas[0].DecomposingRecordingPen(glifos)
        glifo.draw(inteiro)
        caneta = contornar(largura, None)
        no_meio = (escala, 0, 0, escala, (largura - glifo.width * escala) / 2, 0)
        inteiro.replay(canetas[1].Qu2CuPen(transformar(caneta, no_meio), _DESVIO, all_cubic=True))
        feitos[WinAnsiEncoding[CODIGOS[letra]]] = caneta.getCharString()
    montador = import_module("fontTools.fontBuilder").FontBuilder(1000, isTTF=False)
    montador.setupGlyphOrder(list(feitos))
    montador.setupCFF("Arimo-Bold" if fonte is NEGRITO else "Arimo", {}, feitos, {})
    montador.setupHorizontalMetrics(dict.fromkeys(feitos, (500, 0)))
    montador.setupCharacterMap({})
    for tabela in (montador.setupHorizontalHeader, montador.setupOS2, montador.setupPost):
        tabela()
    arquivo = io.BytesIO()
    montador.font.save(arquivo)
    programa: bytes = import_module("fontTools.ttLib").TTFont(arquivo).getTableData("CFF ")
    return programa


def main() -> None:
    """Refaz os quatro."""
    for fonte in FONTES:
        original = Path(sys.argv[1]) / f"Arimo-{'Bold' if fonte is NEGRITO else 'Regular'}.ttf"
        for todas in (False, True):
            destino = recorte(fonte, todas=todas)
            destino.write_bytes(recortar(original, fonte, LETRAS if todas else COMUNS))
            print(destino.name, destino.stat().st_size)


if __name__ == "__main__":
    main()
