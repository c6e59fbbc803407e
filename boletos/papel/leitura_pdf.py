"""Lê PDFs prontos: texto, páginas e a imagem delas, para conferência, prévia e testes.

Único lugar de `boletos` que usa o PDFium, que não pode ser chamado por duas threads ao mesmo tempo: cada leitura
inteira passa pela trava deste módulo.
"""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress

import pypdfium2

from boletos.papel.folha import PONTOS_POR_MM
from regras.erros import DadoInvalido

MAIS_COMANDOS_BYTES = 64 << 20
"""Os operadores de todas as páginas, expandidos; uma página desta casa tem poucas dezenas de KB."""
MAIS_PONTOS_DE_TELA = 40_000_000
"""Uma folha A4 a 600 dpi; uma página de quilômetros comeria a memória."""
_MM_POR_POLEGADA = 25.4
_TRAVA = threading.Lock()
_INICIO_DE_FLUXO, _FIM_DE_FLUXO = b"stream\n", b"endstream"
_FIM_DO_ARQUIVO = b"startxref\n"
_TABELA = re.compile(rb"\d+ 0 obj\n<< /Type /XRef |xref\n")
_NAO_SAO_PAGINA = (b"/Type", b"/Subtype", b"/N ")
"""Desenhos fixos, imagens, fontes, cor, descrição e tabelas: o que tem octetos e não é página."""
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)


def texto(pdf: bytes, senha: str = "") -> str:
    """Devolve o texto de todas as páginas, na ordem em que está no arquivo.

    Raises:
        DadoInvalido: não é um PDF que se leia, ou pede outra senha.
    """
    with _abrir(pdf, senha) as documento:
        return "\n".join(_texto_da_pagina(documento, numero) for numero in range(len(documento)))


def em_forma(padrao: bytes) -> re.Pattern[bytes]:
    """Devolve a forma de um texto escrito por inteiro, para `procurar_escritos`; o padrão não tem grupos."""
    return re.compile(rb"\((%b)\) Tj" % padrao, re.DOTALL)


def procurar_escritos(pdf: bytes, forma: re.Pattern[bytes]) -> list[str]:
    """Devolve cada texto desta forma que as páginas de um PDF desta casa mandam escrever, na ordem do arquivo.

    Lê os operadores sem montar a página nem chamar o PDFium, que leva mais tempo que desenhá-la: é o que deixa conferir
    cada boleto antes de anexar. Quem escreve o arquivo (`documento.Molde`) já o abriu com ele, uma vez por leiaute. PDF
    de outros pode usar outros operadores.

    Args:
        pdf: o arquivo inteiro.
        forma: a de `em_forma`.

    Raises:
        DadoInvalido: não é um PDF que se leia.
    """
    _exigir_inteiro(pdf)
    return [_em_texto(escrito) for escrito in forma.findall(_comandos(pdf))]


def _exigir_inteiro(pdf: bytes) -> None:
    """Confere que o arquivo começa e acaba como deve e que o fim aponta para a tabela de posições."""
    fim = pdf.rfind(_FIM_DO_ARQUIVO)
    posicao = pdf[fim + len(_FIM_DO_ARQUIVO) :].partition(b"\n")[0]
    e_posicao = posicao.isdigit() and len(posicao) < 20
    if fim < 0 or not (pdf.startswith(b"%PDF-") and e_posicao and _TABELA.match(pdf, int(posicao))):
        raise _danificado()


def _comandos(pdf: bytes) -> bytes:
    """Os operadores de todas as páginas, sem os dos formulários e imagens."""
    expandidos, cabem = [], MAIS_COMANDOS_BYTES
    try:
        for fluxo in _fluxos(pdf):
            expandidos.append(_expandir(fluxo, cabem))
            cabem -= len(expandidos[-1])
    except zlib.error as erro:
        raise _danificado() from erro
    return b"\n".join(expandidos)


def _fluxos(pdf: bytes) -> Iterator[bytes]:
    inicio = pdf.find(_INICIO_DE_FLUXO)
    while inicio >= 0:
        dicionario = pdf[pdf.rfind(b" obj", 0, inicio) : inicio]
        inicio += len(_INICIO_DE_FLUXO)
        fim = pdf.find(_FIM_DE_FLUXO, inicio)
        if fim < 0:  # sem fim, procurar o seguinte recomeçaria do início do arquivo, para sempre
            raise _danificado()
        if not any(sinal in dicionario for sinal in _NAO_SAO_PAGINA):
            yield pdf[inicio:fim]
        inicio = pdf.find(_INICIO_DE_FLUXO, fim + len(_FIM_DE_FLUXO))


def _expandir(fluxo: bytes, cabem: int) -> bytes:
    """Descomprime; depois dos octetos comprimidos pode haver, ou não, uma quebra de linha."""
    leitor = zlib.decompressobj()
    expandido = leitor.decompress(fluxo, cabem + 1)
    if not leitor.eof or len(expandido) > cabem:
        raise zlib.error("fluxo cortado, ou que não acaba de se expandir")
    return expandido


def contar_paginas(pdf: bytes, senha: str = "") -> int:
    """Devolve quantas páginas há.

    Raises:
        DadoInvalido: não é um PDF que se leia, ou pede outra senha.
    """
    with _abrir(pdf, senha) as documento:
        return len(documento)


def senha_que_abre(pdf: bytes, candidatas: Iterable[str]) -> str:
    """Devolve a primeira das senhas que abre o arquivo; vazia se ele não pede senha.

    Raises:
        DadoInvalido: não é um PDF que se leia, ou nenhuma abre.
    """
    for senha in ("", *candidatas):
        with suppress(_PedeSenha):
            contar_paginas(pdf, senha)
            return senha
    raise _PedeSenha


def pagina_em_rgb(pdf: bytes, numero: int, dpi: float, senha: str = "") -> tuple[int, int, bytes]:
    """Desenha uma página: largura e altura em pontos de tela, e três bytes por ponto, sem folga entre linhas.

    Args:
        pdf: o arquivo inteiro.
        numero: da página, a partir de 1.
        dpi: pontos por polegada.
        senha: a que o arquivo pede para abrir, se pede.

    Raises:
        DadoInvalido: não é um PDF que se leia, pede outra senha ou não tem essa página.
    """
    with _abrir(pdf, senha) as documento:
        if not 1 <= numero <= len(documento):
            raise DadoInvalido("página", f"não há a {numero} num documento de {len(documento)}")
        escala = dpi / (PONTOS_POR_MM * _MM_POR_POLEGADA)
        with closing(documento[numero - 1]) as pagina:
            if pagina.get_width() * pagina.get_height() * escala**2 > MAIS_PONTOS_DE_TELA:
                raise DadoInvalido("página", "é grande demais para ser mostrada")
            with closing(pagina.render(scale=escala, rev_byteorder=True)) as mapa:
                largura, altura, passo = mapa.width, mapa.height, mapa.stride
                pontos, util = bytes(mapa.buffer), largura * mapa.n_channels
                return (
                    largura,
                    altura,
                    b"".join(pontos[linha * passo : linha * passo + util] for linha in range(altura)),
                )


class _PedeSenha(DadoInvalido):
    """O arquivo é um PDF, e a senha não é esta."""

    def __init__(self) -> None:
        super().__init__("PDF", "o arquivo pede senha para abrir, e não é a informada")


@contextmanager
def _abrir(pdf: bytes, senha: str) -> Iterator[pypdfium2.PdfDocument]:
    """Abre sob a trava e fecha sempre: o que fica aberto vira aviso na coleta."""
    try:
        with _TRAVA, closing(pypdfium2.PdfDocument(pdf, password=senha or None)) as documento:
            yield documento
    except pypdfium2.PdfiumError as erro:
        raise _PedeSenha if erro.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else _danificado() from erro


def _texto_da_pagina(documento: pypdfium2.PdfDocument, numero: int) -> str:
    with closing(documento[numero]) as pagina, closing(pagina.get_textpage()) as texto_da_pagina:
        lido: str = texto_da_pagina.get_text_bounded()
        return lido.replace("\r\n", "\n")


def _em_texto(escrito: bytes) -> str:
    sem_escape = _ESCAPE.sub(_desescapar, escrito) if b"\\" in escrito else escrito
    return sem_escape.decode("cp1252", "replace")


def _desescapar(escape: re.Match[bytes]) -> bytes:
    codigo = escape[1]
    return bytes([int(codigo, 8) & 0xFF]) if len(codigo) > 1 else codigo


def _danificado() -> DadoInvalido:
    return DadoInvalido("PDF", "o arquivo está danificado ou não é um PDF")
