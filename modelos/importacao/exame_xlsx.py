"""Examina um XLSX antes de entregá-lo ao calamine.

O calamine guarda a planilha como retângulo denso: duas células em cantos opostos pediriam bilhões de posições. E um
ZIP pequeno pode descomprimir em gigabytes. Por isso uma passada descomprime em blocos, confere os tamanhos, acha o
canto usado e anota o que o calamine não diz: células com erro de fórmula e planilhas preenchidas além da primeira.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from regras.erros import DadoInvalido

BYTES_DESCOMPRIMIDOS = 512 << 20
CELULAS_NO_MAXIMO = 10_000_000
"""Meio milhão de linhas de vinte colunas; cada posição custa ao calamine algumas dezenas de bytes."""
CONSERTO = "Abra no Excel, salve de novo como XLSX e importe outra vez."

_BLOCO = 1 << 20
_SOBRA = 512
"""Bytes do fim de um bloco relidos com o seguinte: uma etiqueta de célula partida cabe neles."""
_LIVRO = "xl/workbook.xml"
_RELACOES = "xl/_rels/workbook.xml.rels"
_FOLHA = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_POSICAO = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["\']([A-Z]{1,3})([0-9]{1,7})["\']""")
_COM_ERRO = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt=["\']e["\'][^>]*>""")
_ETIQUETA_DE_FOLHA = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_ETIQUETA_DE_RELACAO = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATRIBUTO = re.compile(r"""([\w:]+)\s*=\s*["\']([^"\']*)["\']""")


@dataclass(slots=True)
class ExameDaFolha:
    """O que uma folha usa; posições contadas de 0."""

    linhas: int = 0
    colunas: int = 0
    com_erro: dict[int, set[int]] = field(default_factory=dict)

    @property
    def celulas(self) -> int:
        """Posições do retângulo que o calamine vai guardar."""
        return self.linhas * self.colunas


@dataclass(frozen=True, slots=True)
class Exame:
    """As folhas de um XLSX, por parte do arquivo, e as partes na ordem das abas."""

    por_parte: dict[str, ExameDaFolha]
    ordem: list[str]

    def preenchidas(self) -> int:
        """Quantas folhas têm ao menos uma célula."""
        return sum(1 for folha in self.por_parte.values() if folha.celulas)

    def com_erro(self, posicao: int) -> dict[int, set[int]]:
        """Linha → colunas com erro de fórmula na aba desta posição."""
        parte = self.ordem[posicao] if posicao < len(self.ordem) else ""
        folha = self.por_parte.get(parte)
        return folha.com_erro if folha else {}


def corrompido(nome: str) -> DadoInvalido:
    """O erro de um XLSX que não se consegue ler."""
    return DadoInvalido(nome, "o XLSX está corrompido ou incompleto", o_que_fazer=CONSERTO)


def examinar(arquivo: BinaryIO, nome: str) -> Exame:
    """Descomprime o arquivo em blocos, sem guardá-lo, e devolve o que cada folha usa.

    Raises:
        DadoInvalido: não é um XLSX, está corrompido, ou passa dos limites.
    """
    try:
        with zipfile.ZipFile(arquivo) as pacote:
            partes = pacote.namelist()
            if _LIVRO not in partes:
                raise DadoInvalido(nome, "não é uma planilha XLSX", o_que_fazer="Salve como XLSX ou CSV UTF-8.")
            if sum(parte.file_size for parte in pacote.infolist()) > BYTES_DESCOMPRIMIDOS:
                raise DadoInvalido(
                    nome,
                    f"descomprimida, a planilha passa de {BYTES_DESCOMPRIMIDOS >> 20} MB",
                    o_que_fazer="Exporte como CSV UTF-8.",
                )
            por_parte = {parte: _examinar_parte(pacote, parte, nome) for parte in partes if parte.endswith(".xml")}
            ordem = _ordenar_abas(pacote) if _RELACOES in partes else []
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as erro:
        raise corrompido(nome) from erro
    return Exame({parte: folha for parte, folha in por_parte.items() if _FOLHA.fullmatch(parte)}, ordem)


def _examinar_parte(pacote: zipfile.ZipFile, parte: str, nome: str) -> ExameDaFolha:
    """Lê a parte até o fim, o que confere o tamanho declarado e o CRC, e mede as folhas."""
    e_folha = _FOLHA.fullmatch(parte) is not None
    folha = ExameDaFolha()
    for bloco in _blocos(pacote, parte):
        if not e_folha:
            continue
        for coluna, linha in set(_POSICAO.findall(bloco)):
            folha.linhas = max(folha.linhas, int(linha))
            folha.colunas = max(folha.colunas, _coluna(coluna))
        for etiqueta in _COM_ERRO.findall(bloco):
            if casou := _POSICAO.match(etiqueta):
                folha.com_erro.setdefault(int(casou[2]) - 1, set()).add(_coluna(casou[1]) - 1)
    if folha.celulas > CELULAS_NO_MAXIMO:
        raise DadoInvalido(
            nome,
            f"a planilha usa {folha.linhas} linhas por {folha.colunas} colunas, além do que se lê de uma vez",
            o_que_fazer="Apague as células soltas, ou exporte como CSV UTF-8.",
        )
    return folha


def _blocos(pacote: zipfile.ZipFile, parte: str) -> Iterator[bytes]:
    with pacote.open(parte) as conteudo:
        sobra = b""
        while bloco := conteudo.read(_BLOCO):
            yield sobra + bloco
            sobra = bloco[-_SOBRA:]


def _coluna(letras: bytes) -> int:
    """Número da coluna, contado de 1: A é 1, AA é 27."""
    numero = 0
    for letra in letras:
        numero = numero * 26 + letra - 64
    return numero


def _ordenar_abas(pacote: zipfile.ZipFile) -> list[str]:
    """Partes do arquivo na ordem das abas, que não é a dos nomes depois que o operador as arrasta."""
    alvos = {}
    for etiqueta in _ETIQUETA_DE_RELACAO.findall(pacote.read(_RELACOES).decode()):
        atributos = dict(_ATRIBUTO.findall(etiqueta))
        alvo = atributos.get("Target", "")
        alvos[atributos.get("Id", "")] = alvo.lstrip("/") if alvo.startswith("/") else f"xl/{alvo}"
    ordem = []
    for etiqueta in _ETIQUETA_DE_FOLHA.findall(pacote.read(_LIVRO).decode()):
        ligacao = [valor for atributo, valor in _ATRIBUTO.findall(etiqueta) if atributo.endswith(":id")]
        ordem.append(alvos.get(ligacao[0], "") if ligacao else "")
    return ordem
