"""O documento PDF: o que não muda é compilado uma vez, e cada boleto só troca as páginas escritas e os metadados.

Montar um `Canvas` custa mais que escrever um boleto inteiro (`benchmarks/boletos.py`). Por isso o ReportLab faz, uma
vez por leiaute, o desenho fixo e as figuras; as páginas, a árvore de leitura e a senha são de `arquivo`.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from PIL.Image import Image, Palette, frombytes
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from boletos.papel import leitura_pdf
from boletos.papel.desenho import ALTURA_MM, LARGURA_MM
from boletos.papel.folha import FONTES, PONTOS_POR_MM, imprimivel
from boletos.papel.fontes_embutidas import embutir
from boletos.pdf import arquivamento, estrutura
from boletos.pdf.arquivo import Arquivo, Fluxo, Objeto, comprimido
from boletos.pdf.estrutura import Elemento

PROGRAMA = "Aviso de Débitos"

# Em base 85 o arquivo cresce um quarto e demora mais, e nenhum meio de entrega de hoje precisa dela. O ReportLab só
# tem este ajuste, do processo inteiro; posto na importação, vale igual em todas as threads e os bytes não variam.
rl_config.useA85 = 0

TAMANHO = (LARGURA_MM * PONTOS_POR_MM, ALTURA_MM * PONTOS_POR_MM)
"""Da folha A4, em pontos."""
_COMPRESSAO = 3
"""Nível do zlib: do 3 ao 6 a página encolhe 200 bytes e demora o dobro (`benchmarks/boletos.py`)."""
_OBJETO = re.compile(rb"(\d+) 0 obj\n(.*?)endobj\n", re.DOTALL)
_FLUXO = re.compile(rb"<<(.*?)/Length \d+(.*?)>>\s*stream\n(.*)endstream", re.DOTALL)


class Metadados(NamedTuple):
    """O que o leitor de PDF mostra em propriedades; `autor` é quem cobra."""

    titulo: str
    autor: str
    assunto: str


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


class Forma(NamedTuple):
    """O desenho fixo de uma folha, ou de uma via: traços e figuras."""

    fixo: tuple[str, ...] = ()
    figuras: tuple[Figura, ...] = ()


class Marcado(NamedTuple):
    """Como um documento se guarda e se lê em voz alta (PDF/A-2u e PDF/UA-1).

    Atributos:
        elementos: em ordem de leitura.
        todas_as_letras: o documento escreve alguma que o recorte do português não tem.
    """

    elementos: tuple[Elemento, ...]
    todas_as_letras: bool


class Molde:
    """Documento em que tudo o que não muda já está pronto: por boleto, comprimem-se as páginas e juntam-se os pedaços.

    Atributos:
        usar: os operadores que põem na página cada desenho fixo.

    Args:
        formas: os desenhos fixos.
        paginas: quantas são.
        marcado: None é um documento comum, com as fontes que todo leitor tem.
    """

    def __init__(self, formas: Sequence[Forma] = (), paginas: int = 1, marcado: Marcado | None = None) -> None:
        objetos, recursos, nomes = _desenhar(formas)
        self._marcado = marcado is not None
        self.usar = tuple(map(estrutura.enfeite, nomes)) if self._marcado else nomes
        catalogo, pai = max(objetos) + 1, max(objetos) + 2
        folhas = range(pai + 1, pai + 1 + paginas)
        mais = b""
        if marcado is not None:
            mais = _arquivar(objetos, marcado, folhas)
        livre = max(*objetos, *folhas) + 1
        reservados = range(livre, livre + paginas + self._marcado)
        objetos[catalogo] = _CATALOGO % (pai, mais + (b" /Metadata %d 0 R" % reservados[-1] if self._marcado else b""))
        objetos[pai] = b"<< /Type /Pages /Count %d /Kids [%b] /MediaBox [0 0 %.4f %.4f] /Resources << %b >> >>" % (
            *(paginas, b" ".join(b"%d 0 R" % folha for folha in folhas)),
            *(*TAMANHO, recursos),
        )
        for ordem, folha in enumerate(folhas):
            leitura = b" /StructParents %d /Tabs /S" % ordem if self._marcado else b""
            objetos[folha] = b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R%b >>" % (pai, reservados[ordem], leitura)
        self._arquivo = Arquivo(objetos, catalogo, reservados)
        # O resto do arquivo é sempre este: se outra biblioteca abre um, abre todos.
        leitura_pdf.contar_paginas(self.em_pdf([()] * paginas, Metadados("", "", ""), date.min))

    def em_pdf(self, paginas: Sequence[Iterable[str]], metadados: Metadados, criado: date, senha: str = "") -> bytes:
        """Devolve o documento com estes operadores em cada página, sempre os mesmos bytes para o mesmo conteúdo.

        Args:
            paginas: os de cada uma, em Latin-1, com os desenhos fixos (`usar`).
            metadados: textos de qualquer letra.
            criado: a data de criação que o documento diz.
            senha: pedida para abrir; vazia é documento aberto. Cifrado, deixa de ser PDF/A, que não admite cifra.
        """
        # O espaço que não separa já fez o que tinha de fazer: na codificação da fonte, ele não tem letra certa.
        escritas = ("\n".join(operadores).encode("latin-1").replace(b"\xa0", b" ") for operadores in paginas)
        fluxos = [Fluxo(_COMPRIMIDO, zlib.compress(escrita, _COMPRESSAO)) for escrita in escritas]
        titulo, autor, assunto = map(imprimivel, metadados)
        if self._marcado:
            descricao = arquivamento.descrever(titulo, autor, assunto, PROGRAMA, criado, de_arquivo=not senha)
            fluxos.append(Fluxo(b"/Type /Metadata /Subtype /XML", descricao))
        informacoes = {"Title": titulo, "Author": autor, "Subject": assunto, **_FEITO_POR}
        octetos = {nome: _em_octetos(texto) for nome, texto in informacoes.items()}
        octetos["CreationDate"] = b"D:%04d%02d%02d" % (criado.year, criado.month, criado.day)
        return self._arquivo.em_pdf(fluxos, octetos, senha)


def _desenhar(formas: Sequence[Forma]) -> tuple[dict[int, Objeto], bytes, tuple[str, ...]]:
    """Os objetos das fontes e dos desenhos, pelo ReportLab; os recursos da página; e o operador de cada desenho."""
    saida = io.BytesIO()
    canvas = Canvas(saida, pagesize=TAMANHO, pageCompression=1, invariant=1)
    for fonte in FONTES:
        canvas.setFont(fonte.nome, 1)
    for numero, forma in enumerate(formas):
        canvas.beginForm(f"Fixo{numero}")
        canvas.addLiteral("\n".join(forma.fixo))
        for figura in forma.figuras:
            figura.desenhar(canvas)
        canvas.endForm()
        canvas.doForm(f"Fixo{numero}")
    canvas.save()
    pdf = saida.getvalue()
    pagina = next(corpo for _, corpo in _OBJETO.findall(pdf) if b"/Type /Page\n" in corpo)
    recursos = re.findall(rb"/Font \d+ 0 R|/XObject <<.*?>>", pagina, re.DOTALL)
    objetos: dict[int, Objeto] = {}
    for numero, corpo in _OBJETO.findall(pdf):
        if fluxo := _FLUXO.match(corpo):
            if b"/XObject" in corpo:
                objetos[int(numero)] = Fluxo(fluxo[1] + fluxo[2], fluxo[3])
        elif b"/F1 " in corpo or b"/BaseFont" in corpo:
            objetos[int(numero)] = corpo.strip()
    _por_paletas(objetos)
    return objetos, b" ".join(recursos), tuple(f"/FormXob.Fixo{numero} Do" for numero in range(len(formas)))


def _por_paletas(objetos: dict[int, Objeto]) -> None:
    """Troca as imagens de poucas cores pelas de um octeto por ponto, em vez de três."""
    for numero, desenho in list(objetos.items()):
        if not isinstance(desenho, Fluxo) or b"/Subtype /Image" not in desenho.dicionario:
            continue
        lados = (int(_achar(rb"/Width (\d+)", desenho)), int(_achar(rb"/Height (\d+)", desenho)))
        pontos = frombytes("RGB", lados, zlib.decompress(desenho.dados))
        em_paleta = pontos.convert("P", palette=Palette.ADAPTIVE)
        if em_paleta.convert("RGB").tobytes() != pontos.tobytes():
            continue
        cores, das_cores = bytes(em_paleta.getpalette() or ()), max(objetos) + 1
        # As cores são uma cadeia: à parte, vão num pacote, que com senha é cifrado inteiro.
        objetos[das_cores] = b"[/Indexed /DeviceRGB %d <%b>]" % (len(cores) // 3 - 1, cores.hex().encode())
        medidas = b"/Width %d /Height %d /BitsPerComponent 8 /ColorSpace %d 0 R" % (*lados, das_cores)
        objetos[numero] = comprimido(em_paleta.tobytes(), b"/Type /XObject /Subtype /Image " + medidas)


def _achar(padrao: bytes, desenho: Fluxo) -> bytes:
    """O grupo do padrão, que o dicionário de uma imagem do ReportLab sempre tem."""
    achado: bytes = re.findall(padrao, desenho.dicionario)[0]
    return achado


def _arquivar(objetos: dict[int, Objeto], marcado: Marcado, folhas: Sequence[int]) -> bytes:
    """Troca as fontes pelas embutidas e põe a árvore de leitura e a cor; devolve o que isso acrescenta ao catálogo."""
    das_fontes = sorted(
        numero for numero, corpo in objetos.items() if isinstance(corpo, bytes) and b"/BaseFont" in corpo
    )
    livre = max(*objetos, *folhas) + 1
    for numero, fonte in zip(das_fontes, FONTES, strict=True):
        dicionario, descritor, programa = embutir(fonte, todas=marcado.todas_as_letras)
        objetos |= {numero: dicionario % livre, livre: descritor % (livre + 1), livre + 1: programa}
        livre += 2
    objetos[livre] = arquivamento.perfil_de_cor()
    objetos |= estrutura.em_objetos(marcado.elementos, folhas, livre + 1)
    arvore = b" /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R" % (livre + 1)
    return arvore + b" /OutputIntents [%b]" % (arquivamento.intencao(livre))


def _em_octetos(texto: str) -> bytes:
    """Texto fora da página: até Latin-1 os octetos servem; acima disso o PDF pede UTF-16."""
    texto = texto.replace("\N{NO-BREAK SPACE}", " ")  # fora da página o código dele é o do euro
    if texto.isascii() or max(texto) <= "\xff":
        return texto.encode("latin-1")
    return b"\xfe\xff" + texto.encode("utf-16-be")


_FEITO_POR = {"Creator": PROGRAMA, "Producer": "ReportLab"}
_COMPRIMIDO = b"/Filter /FlateDecode"
_CATALOGO = (
    b"<< /Type /Catalog /Pages %d 0 R /Lang (pt-BR)"
    # "Ajustar ao papel" encolheria o código de barras para fora da medida (boleto.md B.2).
    b" /ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >>"
    b" /Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >>%b >>"
)
