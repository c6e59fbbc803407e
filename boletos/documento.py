"""O arquivo PDF: documento novo do ReportLab e molde de uma página compilado uma vez.

Montar um `Canvas` custa mais que escrever um boleto inteiro (`benchmarks/boletos.py`). Por isso o ReportLab monta um
documento por leiaute, com tudo o que não muda, e cada boleto só troca nele a página escrita e os metadados.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO, NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from boletos.desenho import ALTURA_MM, LARGURA_MM
from boletos.folha import FONTES, PONTOS_POR_MM, em_literal, imprimivel

PROGRAMA = "Aviso de Débitos"

# Em base 85 o arquivo cresce um quarto e demora mais, e nenhum meio de entrega de hoje precisa dela. O ReportLab só
# tem este ajuste, do processo inteiro; posto na importação, vale igual em todas as threads e os bytes não variam.
rl_config.useA85 = 0

_FORMULARIO = "fixo"
_OBJETO = re.compile(rb"(\d+) 0 obj\n(.*?)endobj\n", re.DOTALL)


class Metadados(NamedTuple):
    """O que o leitor de PDF mostra em propriedades; `autor` é quem cobra."""

    titulo: str
    autor: str
    assunto: str


def abrir(saida: BinaryIO, metadados: Metadados) -> Canvas:
    """Abre um documento A4 com as fontes da casa; os mesmos desenhos dão os mesmos bytes.

    Args:
        saida: recebe o arquivo em `canvas.save()`.
        metadados: textos de qualquer letra.
    """
    tamanho = (LARGURA_MM * PONTOS_POR_MM, ALTURA_MM * PONTOS_POR_MM)
    canvas = Canvas(saida, pagesize=tamanho, pageCompression=1, invariant=1, pdfVersion=(1, 6), lang="pt-BR")
    for fonte in FONTES:
        canvas.setFont(fonte.nome, 1)
    canvas.setTitle(imprimivel(metadados.titulo))
    canvas.setAuthor(imprimivel(metadados.autor))
    canvas.setSubject(imprimivel(metadados.assunto))
    canvas.setCreator(PROGRAMA)
    canvas.setProducer("ReportLab")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    # "Ajustar ao papel" encolheria o código de barras para fora da medida (boleto.md B.2).
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas


class Molde:
    """Documento de uma página em que o desenho fixo já está pronto, como formulário XObject comprimido."""

    def __init__(self, fixo: Iterable[str]) -> None:
        saida = io.BytesIO()
        canvas = abrir(saida, Metadados("", "", ""))
        canvas.beginForm(_FORMULARIO)
        canvas.addLiteral("\n".join(fixo))
        canvas.endForm()
        canvas.doForm(_FORMULARIO)
        canvas.save()
        pdf = saida.getvalue()
        objetos = {int(numero): corpo for numero, corpo in _OBJETO.findall(pdf)}
        self._raiz, self._informacoes, self._fluxo = (
            int(_achar(rb"/%b (\d+) 0 R" % nome, pdf)) for nome in (b"Root", b"Info", b"Contents")
        )
        self._usar_formulario = _achar(rb"(/FormXob\S+) \d+ 0 R", pdf).decode() + " Do"
        self._inicio = bytearray(pdf[: pdf.index(b"1 0 obj")])
        self._posicoes = dict.fromkeys(objetos, 0)
        for numero, corpo in objetos.items():
            if numero not in {self._informacoes, self._fluxo}:
                self._acrescentar(self._inicio, self._posicoes, numero, corpo)

    def em_pdf(self, operadores: Iterable[str], metadados: Metadados, criado: date) -> bytes:
        """Devolve o documento com estes operadores sobre o desenho fixo."""
        comandos = "\n".join((self._usar_formulario, *operadores))
        fluxo = zlib.compress(comandos.encode("ascii"))
        saida, posicoes = bytearray(self._inicio), dict(self._posicoes)
        cabecalho = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(fluxo)
        self._acrescentar(saida, posicoes, self._fluxo, b"%b%b\nendstream\n" % (cabecalho, fluxo))
        self._acrescentar(saida, posicoes, self._informacoes, _em_dicionario(metadados, criado))
        tabela = b"".join(b"%010d 00000 n \n" % posicoes[numero] for numero in sorted(posicoes))
        fim = (len(posicoes) + 1, tabela, len(posicoes) + 1, self._raiz, self._informacoes, len(saida))
        saida += (
            b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n"
            b"startxref\n%d\n%%%%EOF\n" % fim
        )
        return bytes(saida)

    @staticmethod
    def _acrescentar(saida: bytearray, posicoes: dict[int, int], numero: int, corpo: bytes) -> None:
        posicoes[numero] = len(saida)
        saida += b"%d 0 obj\n%bendobj\n" % (numero, corpo)


def _achar(padrao: bytes, pdf: bytes) -> bytes:
    """O primeiro grupo do padrão, que um documento do ReportLab sempre tem."""
    achado: bytes = re.findall(padrao, pdf)[0]
    return achado


def _em_dicionario(metadados: Metadados, criado: date) -> bytes:
    entradas = {
        "Title": metadados.titulo,
        "Author": metadados.autor,
        "Subject": metadados.assunto,
        "Creator": PROGRAMA,
        "Producer": "ReportLab",
    }
    textos = "\n".join(f"/{chave} {_em_cadeia(imprimivel(conteudo))}" for chave, conteudo in entradas.items())
    return f"<<\n{textos}\n/CreationDate (D:{criado:%Y%m%d})\n>>\n".encode("ascii")


def _em_cadeia(texto: str) -> str:
    """Cadeia fora da página: até Latin-1 o literal serve; acima disso o PDF pede UTF-16."""
    texto = texto.replace("\N{NO-BREAK SPACE}", " ")  # fora da página o código dele é o do euro
    if max(texto, default="") <= "\xff":
        return f"({em_literal(texto)})"
    return f"<FEFF{texto.encode('utf-16-be').hex()}>"
