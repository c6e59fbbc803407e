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

from PIL.Image import Image
from reportlab import rl_config
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from boletos.papel import leitura_pdf
from boletos.papel.desenho import ALTURA_MM, LARGURA_MM
from boletos.papel.folha import FONTES, PONTOS_POR_MM, em_literal_latino, imprimivel

PROGRAMA = "Aviso de Débitos"

# Em base 85 o arquivo cresce um quarto e demora mais, e nenhum meio de entrega de hoje precisa dela. O ReportLab só
# tem este ajuste, do processo inteiro; posto na importação, vale igual em todas as threads e os bytes não variam.
rl_config.useA85 = 0

_FORMULARIO = "fixo"
_COMPRESSAO = 3
"""Nível do zlib: do 3 ao 6 a página encolhe 200 bytes e demora o dobro (`benchmarks/boletos.py`)."""
_BITS_DA_CHAVE = 128
_OBJETO = re.compile(rb"(\d+) 0 obj\n(.*?)endobj\n", re.DOTALL)


class Metadados(NamedTuple):
    """O que o leitor de PDF mostra em propriedades; `autor` é quem cobra."""

    titulo: str
    autor: str
    assunto: str


def abrir(saida: BinaryIO, metadados: Metadados, senha: str = "") -> Canvas:
    """Abre um documento A4 com as fontes da casa; os mesmos desenhos dão os mesmos bytes.

    Args:
        saida: recebe o arquivo em `canvas.save()`.
        metadados: textos de qualquer letra.
        senha: pedida para abrir; vazia é documento aberto.
    """
    tamanho = (LARGURA_MM * PONTOS_POR_MM, ALTURA_MM * PONTOS_POR_MM)
    canvas = Canvas(
        saida,
        pagesize=tamanho,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 6),
        lang="pt-BR",
        encrypt=StandardEncryption(senha, strength=_BITS_DA_CHAVE) if senha else None,
    )
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


class Figura(NamedTuple):
    """Uma imagem no seu lugar, em mm; fica inteira, encostada no canto de cima, à esquerda."""

    imagem: Image
    x: float
    y: float
    largura: float
    altura: float

    def desenhar(self, canvas: Canvas) -> None:
        """Põe a imagem na página aberta, sem deformar."""
        escala = min(self.largura / self.imagem.width, self.altura / self.imagem.height) * PONTOS_POR_MM
        largura, altura = self.imagem.width * escala, self.imagem.height * escala
        alto = (ALTURA_MM - self.y) * PONTOS_POR_MM
        canvas.drawImage(ImageReader(self.imagem), self.x * PONTOS_POR_MM, alto - altura, largura, altura)


class Molde:
    """Documento de uma página em que o desenho fixo já está pronto, como formulário XObject comprimido.

    O ReportLab o monta uma vez. A página escrita e os metadados são os dois últimos objetos do arquivo, e a tabela de
    posições já vem pronta menos a do último: por boleto só se comprime a página e se juntam os pedaços.
    """

    def __init__(self, fixo: Iterable[str], figuras: Iterable[Figura] = ()) -> None:
        pdf = _montar(fixo, figuras)
        objetos = {int(numero): corpo for numero, corpo in _OBJETO.findall(pdf)}
        raiz, self._metadados, self._pagina = (
            int(_achar(rb"/%b (\d+) 0 R" % nome, pdf)) for nome in (b"Root", b"Info", b"Contents")
        )
        self._usar_formulario = _achar(rb"(/FormXob\S+) Do", zlib.decompress(_fluxo(objetos[self._pagina]))) + b" Do\n"
        constantes = {n: corpo for n, corpo in objetos.items() if n not in {self._pagina, self._metadados}}
        inicio, posicoes = bytearray(pdf[: pdf.index(b"1 0 obj")]), {}
        for numero, corpo in constantes.items():
            posicoes[numero] = b"%010d" % len(inicio)
            inicio += b"%d 0 obj\n%bendobj\n" % (numero, corpo)
        posicoes |= {self._pagina: b"%010d" % len(inicio), self._metadados: b"%010d"}
        self._inicio = bytes(inicio)
        linhas = b"".join(b"%b 00000 n \n" % posicoes[numero] for numero in sorted(posicoes))
        quantos = len(posicoes) + 1
        self._tabela = (
            b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n"
            % (quantos, linhas, quantos, raiz, self._metadados)
        )
        # O resto do arquivo é sempre este: se outra biblioteca abre um, abre todos.
        leitura_pdf.contar_paginas(self.em_pdf((), Metadados("", "", ""), date.min))

    def em_pdf(self, operadores: Iterable[str], metadados: Metadados, criado: date) -> bytes:
        """Devolve o documento com estes operadores sobre o desenho fixo."""
        fluxo = zlib.compress(self._usar_formulario + "\n".join(operadores).encode("latin-1"), _COMPRESSAO)
        cabecalho = b"%d 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % (self._pagina, len(fluxo))
        informacoes = b"%d 0 obj\n%bendobj\n" % (self._metadados, _em_dicionario(metadados, criado))
        antes = (self._inicio, cabecalho, fluxo, b"\nendstream\nendobj\n")
        onde = sum(map(len, antes))
        fim = b"%d\n%%%%EOF\n" % (onde + len(informacoes))
        return b"".join((*antes, informacoes, self._tabela % onde, fim))


def _montar(fixo: Iterable[str], figuras: Iterable[Figura]) -> bytes:
    saida = io.BytesIO()
    canvas = abrir(saida, Metadados("", "", ""))
    canvas.beginForm(_FORMULARIO)
    canvas.addLiteral("\n".join(fixo))
    for figura in figuras:
        figura.desenhar(canvas)
    canvas.endForm()
    canvas.doForm(_FORMULARIO)
    canvas.save()
    return saida.getvalue()


def _fluxo(objeto: bytes) -> bytes:
    return objeto[objeto.index(b"stream\n") + len(b"stream\n") : objeto.rindex(b"endstream")]


def _achar(padrao: bytes, pdf: bytes) -> bytes:
    """O primeiro grupo do padrão, que um documento do ReportLab sempre tem."""
    achado: bytes = re.findall(padrao, pdf)[0]
    return achado


def _em_dicionario(metadados: Metadados, criado: date) -> bytes:
    titulo, autor, assunto = map(_em_cadeia, metadados)
    feito_por = b"/Creator %b\n/Producer (ReportLab)" % _CRIADOR
    em = b"/CreationDate (D:%04d%02d%02d)" % (criado.year, criado.month, criado.day)
    return b"<<\n/Title %b\n/Author %b\n/Subject %b\n%b\n%b\n>>\n" % (titulo, autor, assunto, feito_por, em)


def _em_cadeia(texto: str) -> bytes:
    """Cadeia fora da página: até Latin-1 o literal serve; acima disso o PDF pede UTF-16."""
    texto = imprimivel(texto).replace("\N{NO-BREAK SPACE}", " ")  # fora da página o código dele é o do euro
    if texto.isascii() or max(texto) <= "\xff":
        return b"(%b)" % em_literal_latino(texto).encode("latin-1")
    return b"<FEFF%b>" % texto.encode("utf-16-be").hex().encode("ascii")


_CRIADOR = _em_cadeia(PROGRAMA)
