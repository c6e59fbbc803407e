"""Examina um XLSX antes de entregá-lo ao calamine.

O calamine guarda a planilha como retângulo denso: duas células em cantos opostos pediriam bilhões de posições. Um ZIP
pequeno pode descomprimir em gigabytes, e um texto longo usado por muitas células é copiado em cada uma. Por isso uma
passada descomprime em blocos, confere os tamanhos, acha o canto usado e anota o que o calamine não diz: células com
erro de fórmula e planilhas preenchidas além da primeira.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from regras.erros import DadoInvalido

BYTES_DESCOMPRIMIDOS = 512 << 20
CELULAS_NO_MAXIMO = 10_000_000
"""Meio milhão de linhas de vinte colunas; cada posição custa ao calamine algumas dezenas de bytes."""
CONSERTO = "Abra no Excel, salve de novo como XLSX e importe outra vez."

PARTES_NO_MAXIMO = 5000
MAIOR_TEXTO_BYTES = 1 << 20
"""O Excel guarda até 32.767 letras numa célula."""
_BLOCO = 1 << 20
_LIVRO = "xl/workbook.xml"
_RELACOES = "xl/_rels/workbook.xml.rels"
_FOLHA = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_TEXTOS = "xl/sharedstrings.xml"
_ENTIDADES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_POSICAO = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["\']([A-Z]{1,3})([0-9]{1,7})["\']""")
_CELULA = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FILEIRA_OU_CELULA = re.compile(rb"""<(?:\w+:)?(c|row)(?=[\s/>])((?:[^>"\']|"[^"]*"|\'[^\']*\')*)>""")
_ONDE = re.compile(rb"""\br\s*=\s*["\']\s*([A-Za-z]{0,3})([0-9]{1,7})\s*["\']""")
_TEXTO_PARTILHADO = re.compile(rb"<(?:\w+:)?si[\s/>]")
_USO_DE_TEXTO = re.compile(rb"""\bt\s*=\s*["\']s["\']""")
_TEXTO_USADO = re.compile(
    _USO_DE_TEXTO.pattern + rb"""(?:[^>"\']|"[^"]*"|\'[^\']*\')*>\s*<(?:\w+:)?v>\s*([0-9]{1,9})"""
)
_COM_ERRO = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt=["\']e["\'][^>]*>""")
_ETIQUETA_DE_FOLHA = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_ETIQUETA_DE_RELACAO = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATRIBUTO = re.compile(r"""([\w:]+)\s*=\s*["\']([^"\']*)["\']""")


@dataclass(slots=True)
class ExameDaFolha:
    """O que uma folha usa; posições contadas de 0. `textos` são as células que usam um texto partilhado."""

    linhas: int = 0
    colunas: int = 0
    textos: int = 0
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
            _conferir_partes(pacote, nome)
            # Os textos antes das folhas: é do tamanho deles que depende o que cada folha ocupa.
            textos = [parte for parte in partes if parte.lower() == _TEXTOS]
            tamanhos = array("I", (tamanho for parte in textos for tamanho in _medir_textos(pacote, parte, nome)))
            por_parte = {parte: _examinar_parte(pacote, parte, nome, tamanhos) for parte in partes}
            ordem = _ordenar_abas(pacote) if _RELACOES in partes else []
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as erro:
        raise corrompido(nome) from erro
    return Exame({parte: folha for parte, folha in por_parte.items() if _FOLHA.fullmatch(parte)}, ordem)


def _conferir_partes(pacote: zipfile.ZipFile, nome: str) -> None:
    """Confere, sem descomprimir nada, que é uma planilha, de tamanho que se lê e sem partes de mesmo nome."""
    partes = pacote.namelist()
    if _LIVRO not in partes:
        raise DadoInvalido(nome, "não é uma planilha XLSX", o_que_fazer="Salve como XLSX ou CSV UTF-8.")
    # Quem lê depois não distingue maiúsculas: o que se examinou tem de ser o que ele vai ler.
    if len(partes) > PARTES_NO_MAXIMO or len({parte.lower() for parte in partes}) != len(partes):
        raise corrompido(nome)
    if sum(parte.file_size for parte in pacote.infolist()) > BYTES_DESCOMPRIMIDOS:
        raise DadoInvalido(
            nome,
            f"descomprimida, a planilha passa de {BYTES_DESCOMPRIMIDOS >> 20} MB",
            o_que_fazer="Exporte como CSV UTF-8.",
        )


def _medir_textos(pacote: zipfile.ZipFile, parte: str, nome: str) -> Iterator[int]:
    """O tamanho em bytes de cada texto partilhado, na ordem."""
    aberto = 0
    contados = 0
    for bloco in _em_etiquetas(pacote, parte, nome):
        comeco = 0
        for casou in _TEXTO_PARTILHADO.finditer(bloco):
            if contados:
                yield _caber(aberto + casou.start() - comeco, nome)
            aberto, comeco = 0, casou.start()
            contados += 1
        aberto = _caber(aberto + len(bloco) - comeco, nome)
        if contados > CELULAS_NO_MAXIMO:
            raise corrompido(nome)
    if contados:
        yield aberto


def _caber(bytes_do_texto: int, nome: str) -> int:
    if bytes_do_texto > MAIOR_TEXTO_BYTES:
        raise DadoInvalido(
            nome,
            f"há uma célula com mais de {MAIOR_TEXTO_BYTES >> 20} MB de texto",
            o_que_fazer="Apague a célula, ou exporte como CSV UTF-8.",
        )
    return bytes_do_texto


def _examinar_parte(pacote: zipfile.ZipFile, parte: str, nome: str, tamanhos: array[int]) -> ExameDaFolha:
    """Lê a parte até o fim, o que confere o tamanho declarado e o CRC, e mede as folhas."""
    folha = ExameDaFolha()
    if not _FOLHA.fullmatch(parte):
        for _ in _em_blocos(pacote, parte, nome):
            continue
        return folha
    for bloco in _em_etiquetas(pacote, parte, nome):
        _medir(folha, bloco)
    if folha.celulas > CELULAS_NO_MAXIMO:
        raise DadoInvalido(
            nome,
            f"a planilha usa {folha.linhas} linhas por {folha.colunas} colunas, além do que se lê de uma vez",
            o_que_fazer="Apague as células soltas, ou exporte como CSV UTF-8.",
        )
    maior = max(tamanhos, default=0)
    if folha.textos * maior > BYTES_DESCOMPRIMIDOS and _somar_textos(pacote, parte, nome, tamanhos):
        raise DadoInvalido(
            nome,
            f"as células da planilha passam de {BYTES_DESCOMPRIMIDOS >> 20} MB de texto",
            o_que_fazer="Apague as colunas que não se importam, ou exporte como CSV UTF-8.",
        )
    return folha


def _medir(folha: ExameDaFolha, bloco: bytes) -> None:
    """Junta ao exame o que um bloco da folha usa."""
    posicoes = _POSICAO.findall(bloco)
    if len(posicoes) == len(_CELULA.findall(bloco)):
        for coluna, linha in set(posicoes):
            folha.linhas = max(folha.linhas, int(linha))
            folha.colunas = max(folha.colunas, _coluna(coluna))
    else:
        _medir_sem_posicao(folha, bloco)
    folha.textos += len(_USO_DE_TEXTO.findall(bloco))
    for etiqueta in _COM_ERRO.findall(bloco):
        if casou := _POSICAO.match(etiqueta):
            folha.com_erro.setdefault(int(casou[2]) - 1, set()).add(_coluna(casou[1]) - 1)


def _medir_sem_posicao(folha: ExameDaFolha, bloco: bytes) -> None:
    """O mesmo quando alguma célula não diz onde está, ou o diz de outro jeito: conta-as como quem lê depois."""
    linha, coluna = max(folha.linhas, 1), folha.colunas
    for etiqueta, atributos in _FILEIRA_OU_CELULA.findall(bloco):
        onde = _ONDE.search(atributos)
        if etiqueta == b"row":
            linha, coluna = (int(onde[2]) if onde else linha + 1), 0
        elif onde and onde[1]:
            linha, coluna = int(onde[2]), _coluna(onde[1].upper())
        else:
            coluna += 1
        folha.linhas, folha.colunas = max(folha.linhas, linha), max(folha.colunas, coluna)


def _somar_textos(pacote: zipfile.ZipFile, parte: str, nome: str, tamanhos: array[int]) -> bool:
    """Diz se os textos das células, cada um copiado na sua, passam do que se lê."""
    maior, total = max(tamanhos), 0
    for bloco in _em_etiquetas(pacote, parte, nome, junto=b"<c"):
        usados = [int(usado) for usado in _TEXTO_USADO.findall(bloco)]
        total += sum(tamanhos[usado] for usado in usados if usado < len(tamanhos))
        total += maior * (len(_USO_DE_TEXTO.findall(bloco)) - len(usados))
        if total > BYTES_DESCOMPRIMIDOS:
            return True
    return False


def _em_blocos(pacote: zipfile.ZipFile, parte: str, nome: str) -> Iterator[bytes]:
    """A parte descomprimida aos poucos; a que define entidades é recusada."""
    with pacote.open(parte) as conteudo:
        fim = b""
        while bloco := conteudo.read(_BLOCO):
            if _ENTIDADES.search(fim + bloco):
                raise DadoInvalido(nome, "a planilha define entidades de XML, e isso não se lê", o_que_fazer=CONSERTO)
            yield bloco
            fim = bloco[-16:]


def _em_etiquetas(pacote: zipfile.ZipFile, parte: str, nome: str, junto: bytes = b"<") -> Iterator[bytes]:
    """O mesmo, em blocos que começam por uma etiqueta: nenhuma fica partida entre dois."""
    sobra = b""
    for bloco in _em_blocos(pacote, parte, nome):
        corte = (inteiro := sobra + bloco).rfind(junto)
        if corte > 0:
            yield inteiro[:corte]
        sobra = inteiro[max(corte, 0) :]
        _caber(len(sobra) - _BLOCO, nome)
    yield sobra


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
