"""Leitura de XLSX por python-calamine, depois que `exame_xlsx` conferiu tamanhos e cantos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from modelos.importacao.exame_xlsx import CONSERTO, corrompido, examinar
from modelos.importacao.linhas import (
    LINHAS_ATE_OS_TITULOS,
    SEM_DEFEITOS,
    SERVE,
    LinhaLida,
    Nota,
    Planilha,
    achar_titulos,
    frase_das_puladas,
)
from regras.erros import DadoInvalido

MAIOR_INTEIRO_EXATO = 10**15
"""O Excel guarda quinze algarismos: além disso o número já perdeu os últimos."""


_Celula = int | float | str | bool | time | date | datetime | timedelta


def abrir(arquivo: BinaryIO, nome: str, pilha: ExitStack, nota: Nota = lambda _titulos: SERVE) -> Planilha:
    """Examina o arquivo e abre a aba dos títulos; o livro fica na pilha, para ser fechado.

    Das abas visíveis vale a primeira em que uma linha serve de títulos; senão a que mais parece.

    Raises:
        DadoInvalido: não é um XLSX, está corrompido, passa dos limites, ou não tem títulos.
    """
    exame = examinar(arquivo, nome)
    arquivo.seek(0)
    try:
        livro = pilha.enter_context(CalamineWorkbook.from_filelike(arquivo))
        posicao, folha, antes = _escolher_aba(livro, nome, nota)
    except (CalamineError, ValueError) as erro:
        raise corrompido(nome) from erro
    linhas = folha.iter_rows()
    puladas = sum(any(_em_texto(celula).strip() for celula in next(linhas)) for _ in range(antes))
    titulos = _sem_pontas([_em_texto(celula) for celula in next(linhas)])
    so_uma = (f"há mais de uma aba preenchida; só “{folha.name}” foi lida",) if exame.preenchidas() > 1 else ()
    coluna_inicial = folha.start[1] if folha.start else 0
    com_erro = {
        linha: frozenset(coluna - coluna_inicial for coluna in colunas)
        for linha, colunas in exame.com_erro(posicao).items()
    }
    mescladas = _mescladas(folha, coluna_inicial)
    return Planilha(
        titulos,
        lambda: _entregar(linhas, antes + 1, com_erro, mescladas),
        max(0, folha.height - 1 - antes),
        (*frase_das_puladas(puladas), *so_uma),
    )


def _escolher_aba(livro: CalamineWorkbook, nome: str, nota: Nota) -> tuple[int, CalamineSheet, int]:
    """A posição da aba, a aba, e quantas linhas dela vêm antes dos títulos."""
    melhor: tuple[int, int, CalamineSheet, int] | None = None
    visiveis = 0
    for posicao, dados in enumerate(livro.sheets_metadata):
        if dados.typ is not SheetTypeEnum.WorkSheet or dados.visible is not SheetVisibleEnum.Visible:
            continue
        visiveis += 1
        folha = livro.get_sheet_by_index(posicao)
        primeiras = [[_em_texto(c) for c in linha] for linha in islice(folha.iter_rows(), LINHAS_ATE_OS_TITULOS)]
        antes = achar_titulos(primeiras, nota)
        if antes is None:
            continue
        desta = nota(_sem_pontas(primeiras[antes]))
        if melhor is None or desta > melhor[0]:
            melhor = desta, posicao, folha, antes
        if desta >= SERVE:
            break
    if melhor is None:
        problema = "a planilha está em branco" if visiveis else "não há planilha visível no arquivo"
        raise DadoInvalido(nome, problema, o_que_fazer=CONSERTO)
    return melhor[1:]


def _sem_pontas(titulos: list[str]) -> tuple[str, ...]:
    """Os títulos sem as colunas em branco do fim."""
    while titulos and not titulos[-1].strip():
        titulos.pop()
    return tuple(titulos)


def _mescladas(folha: CalamineSheet, coluna_inicial: int) -> dict[int, list[tuple[int, int]]]:
    """Linha em que a mescla começa → (coluna, última linha), só das que descem; contadas de 0."""
    mescladas: dict[int, list[tuple[int, int]]] = {}
    for (linha, coluna), (ultima, _) in folha.merged_cell_ranges or ():
        if ultima > linha:
            mescladas.setdefault(linha, []).append((coluna - coluna_inicial, ultima))
    return mescladas


def _entregar(
    linhas: Iterator[list[_Celula]],
    numero: int,
    com_erro: Mapping[int, frozenset[int]],
    mescladas: Mapping[int, list[tuple[int, int]]],
) -> Iterator[LinhaLida]:
    """Entrega as linhas depois dos títulos, pulando as em branco. `com_erro`: linha → colunas, contadas de 0.

    A célula mesclada que desce vale em todas as suas linhas: o relatório do ERP escreve o cliente uma vez só.
    """
    repetir: dict[int, tuple[int, str]] = {}
    for posicao, celulas in enumerate(linhas, start=numero):
        defeitos = dict.fromkeys(com_erro.get(posicao, ()), _FORMULA_COM_ERRO) if com_erro else {}
        textos = [celula if type(celula) is str else _em_texto(celula) for celula in celulas]
        for indice, celula in enumerate(celulas):
            if type(celula) is float and abs(celula) >= MAIOR_INTEIRO_EXATO:
                defeitos[indice] = "o Excel só guarda quinze algarismos: formate a coluna como texto e digite de novo"
        if mescladas:
            _completar(textos, posicao, mescladas, repetir)
        if defeitos or "".join(textos).strip():
            yield LinhaLida(posicao + 1, textos, "", 0, False, defeitos or SEM_DEFEITOS)


_FORMULA_COM_ERRO = "a fórmula desta célula está com erro na planilha"


def _completar(
    textos: list[str], posicao: int, mescladas: Mapping[int, list[tuple[int, int]]], repetir: dict[int, tuple[int, str]]
) -> None:
    """Escreve nas células em branco da mescla o que está na primeira. `repetir`: coluna → até que linha, e o quê."""
    for coluna, (ate, texto) in repetir.items():
        if posicao <= ate and coluna < len(textos) and not textos[coluna].strip():
            textos[coluna] = texto
    for coluna, ate in mescladas.get(posicao, ()):
        if 0 <= coluna < len(textos):
            repetir[coluna] = ate, textos[coluna]


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
    texto = f"{numero:.15g}"
    if "e" not in texto and "n" not in texto:  # nem expoente nem infinito: já está como se escreve
        return texto
    texto = format(Decimal(texto), "f")
    return texto.rstrip("0").rstrip(".") if "." in texto else texto
