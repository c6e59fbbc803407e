"""Lê de volta, como um leitor óptico, o boleto de cada banco: folha A4 e carnê, limpos e maltratados.

    python -m ensaios.papel.leitura_otica [--dpi 200]

Cada folha leva código de barras e QR do Pix, e passa limpa, em JPEG 40, girada 1,5 grau e desfocada, por dois
leitores: o zxing-cpp, do programa, e o `zbarimg`, do pacote zbar-tools do sistema, que se instala à parte.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import zxingcpp
from PIL import Image, ImageFilter

from boletos.emissao.amostra import amostra
from boletos.emissao.boleto import Boleto
from boletos.papel import carne, ficha, leitura_pdf
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from tests.boletos.contas_de_exemplo import CONTAS
from tests.boletos.titulo.test_pix import com_valor

HOJE = date(2026, 11, 24)


def _em_jpeg(folha: Image.Image) -> Image.Image:
    arquivo = io.BytesIO()
    folha.save(arquivo, "JPEG", quality=40)
    return Image.open(arquivo).convert("L")


MAUS_TRATOS: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "limpo": lambda folha: folha,
    "JPEG 40": _em_jpeg,
    "1,5 grau": lambda folha: folha.rotate(1.5, Image.Resampling.BICUBIC, expand=True, fillcolor=255),
    "desfocado": lambda folha: folha.filter(ImageFilter.GaussianBlur(1)),
}


def ler_com_zxing(folha: Image.Image) -> set[str]:
    """Os códigos que o leitor do programa acha."""
    return {lido.text for lido in zxingcpp.read_barcodes(folha)}


def ler_com_zbar(folha: Image.Image) -> set[str]:
    """Os que o zbar acha."""
    with tempfile.NamedTemporaryFile(suffix=".png") as arquivo:
        folha.save(arquivo.name)
        comando = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Si25.enable", "-Sqrcode.enable", arquivo.name]
        lido = subprocess.run(comando, capture_output=True, check=False, text=True)
    return set(lido.stdout.split("\n"))


LEITORES: Mapping[str, Callable[[Image.Image], set[str]]] = {"zxing-cpp": ler_com_zxing, "zbar": ler_com_zbar}


def boletos() -> list[Boleto]:
    """Um por banco, com o código que se lê."""
    por_banco = {conta.banco: conta for conta in CONTAS.values()}
    prontos = (amostra(conta, EMPRESA_DE_EXEMPLO, HOJE) for conta in por_banco.values())
    return [replace(um, sem_valor=False, pix=com_valor("0.01"), pdf_a=True) for um in prontos]


def main() -> None:
    """Mostra quantas folhas cada leitor leu por inteiro, e as que não."""
    opcoes = argparse.ArgumentParser(description=__doc__)
    opcoes.add_argument("--dpi", type=int, default=200)
    dpi, lidas, falhas, todos = opcoes.parse_args().dpi, Counter[tuple[str, ...]](), list[str](), boletos()
    for boleto in todos:
        papeis = {"A4": ficha.em_pdf(boleto), "carnê": carne.em_pdf([boleto])}
        for papel, pdf in papeis.items():
            largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, dpi)
            folha = Image.frombytes("RGB", (largura, altura), pontos).convert("L")
            for trato, maltratar in MAUS_TRATOS.items():
                maltratada = maltratar(folha)
                for leitor, ler in LEITORES.items():
                    faltam = {boleto.codigo_barras, boleto.pix} - ler(maltratada)
                    lidas[papel, trato, leitor] += not faltam
                    falhas += [f"{boleto.banco} {papel} {trato} {leitor}: {um[:20]}" for um in faltam]
    for (papel, trato, leitor), quantas in lidas.items():
        print(f"{papel:<8}{trato:<12}{leitor:<12}{quantas:>4} de {len(todos)}")
    print("\n".join(falhas))
    sys.exit(1 if falhas else 0)


if __name__ == "__main__":
    main()
