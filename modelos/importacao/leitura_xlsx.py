"""Leitura de XLSX por python-calamine, depois que `exame_xlsx` conferiu tamanhos e cantos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from modelos.importacao.exame_xlsx import CONSERTO, corrompido, examinar
from modelos.importacao.linhas import SEM_DEFEITOS, LinhaLida, Planilha
from regras.erros import DadoInvalido

MAIOR_INTEIRO_EXATO = 10**15
"""O Excel guarda quinze algarismos: além disso o número já perdeu os últimos."""


_Celula = int | float | str | bool | time | date | datetime | timedelta


def abrir(arquivo: BinaryIO, nome: str, pilha: ExitStack) -> Planilha:
    """Examina o arquivo e abre a primeira aba visível; o livro fica na pilha, para ser fechado.

    Raises:
        DadoInvalido: não é um XLSX, está corrompido, passa dos limites, ou não tem títulos.
    """
    exame = examinar(arquivo, nome)
    arquivo.seek(0)
    try:
        livro = pilha.enter_context(CalamineWorkbook.from_filelike(arquivo))
        posicao = _primeira_visivel(livro, nome)
        folha = livro.get_sheet_by_index(posicao)
    except (CalamineError, ValueError) as erro:
        raise corrompido(nome) from erro
    linhas = folha.iter_rows()
    numero, titulos = _achar_titulos(linhas, nome)
    avisos = (f"há mais de uma aba preenchida; só “{folha.name}” foi lida",) if exame.preenchidas() > 1 else ()
    coluna_inicial = folha.start[1] if folha.start else 0
    com_erro = {
        linha: frozenset(coluna - coluna_inicial for coluna in colunas)
        for linha, colunas in exame.com_erro(posicao).items()
    }
    return Planilha(titulos, lambda: _entregar(linhas, numero, com_erro), max(0, folha.height - 1), avisos)


def _primeira_visivel(livro: CalamineWorkbook, nome: str) -> int:
    for posicao, folha in enumerate(livro.sheets_metadata):
        if folha.typ is SheetTypeEnum.WorkSheet and folha.visible is SheetVisibleEnum.Visible:
            return posicao
    raise DadoInvalido(nome, "não há planilha visível no arquivo", o_que_fazer=CONSERTO)


def _achar_titulos(linhas: Iterator[list[_Celula]], nome: str) -> tuple[int, tuple[str, ...]]:
    """Toma a primeira linha preenchida; devolve o seu número, contado de 1, e os títulos."""
    for numero, celulas in enumerate(linhas, start=1):
        titulos = [_em_texto(celula) for celula in celulas]
        while titulos and not titulos[-1].strip():
            titulos.pop()
        if titulos:
            return numero, tuple(titulos)
    raise DadoInvalido(nome, "a planilha está em branco", o_que_fazer=CONSERTO)


def _entregar(
    linhas: Iterator[list[_Celula]], numero: int, com_erro: Mapping[int, frozenset[int]]
) -> Iterator[LinhaLida]:
    """Entrega as linhas depois dos títulos, pulando as em branco. `com_erro`: linha → colunas, contadas de 0."""
    for posicao, celulas in enumerate(linhas, start=numero):
        defeitos = dict.fromkeys(com_erro.get(posicao, ()), "a fórmula desta célula está com erro na planilha")
        for indice, celula in enumerate(celulas):
            if isinstance(celula, float) and abs(celula) >= MAIOR_INTEIRO_EXATO:
                defeitos[indice] = "o Excel só guarda quinze algarismos: formate a coluna como texto e digite de novo"
        textos = [_em_texto(celula) for celula in celulas]
        if defeitos or any(texto.strip() for texto in textos):
            yield LinhaLida(posicao + 1, textos, defeitos_de_celula=defeitos or SEM_DEFEITOS)


def _em_texto(celula: _Celula) -> str:
    """Escreve a célula como estaria num CSV: data em ISO, número exato com ponto, lógico por extenso."""
    if isinstance(celula, str):
        return celula
    if isinstance(celula, bool):
        return "verdadeiro" if celula else "falso"
    if isinstance(celula, float | int):
        return _numero_em_texto(celula)
    if isinstance(celula, datetime):
        return celula.date().isoformat()
    return celula.isoformat() if isinstance(celula, date | time) else str(celula)


def _numero_em_texto(numero: float) -> str:
    """Escreve com os quinze algarismos que o Excel mostra: 1234.5600000000001 é 1234.56, e 123.0 é 123."""
    texto = format(Decimal(f"{numero:.15g}"), "f")
    return texto.rstrip("0").rstrip(".") if "." in texto else texto
