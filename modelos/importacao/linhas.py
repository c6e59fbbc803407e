"""O que a leitura entrega: uma linha crua, e a planilha de onde ela vem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

COLUNAS_NO_MAXIMO = 500
"""O maior arquivo do contrato tem 23 colunas; muito acima disso o arquivo não é o que se pensa."""

SEM_DEFEITOS: Mapping[int, str] = MappingProxyType({})


class LinhaLida(NamedTuple):
    """Uma linha de dados como está no arquivo. Tupla nomeada, e não dataclass: são um milhão por arquivo.

    Atributos:
        numero: linha do arquivo original, contada de 1 (a dos títulos é a 1).
        celulas: textos na ordem das colunas; com defeito, o melhor que se conseguiu separar.
        defeito: por que a linha não serve; vazio se serve.
        legiveis: com defeito, quantas das primeiras células são confiáveis.
        cortada: última linha de um arquivo que não termina por quebra de linha.
        defeitos_de_celula: por posição, células que a planilha não sabe dizer (erro de fórmula, precisão perdida).
    """

    numero: int
    celulas: list[str]
    defeito: str = ""
    legiveis: int = 0
    cortada: bool = False
    defeitos_de_celula: Mapping[int, str] = SEM_DEFEITOS


@dataclass(frozen=True, slots=True)
class Planilha:
    """Um arquivo aberto.

    Atributos:
        titulos: como estão no arquivo.
        linhas: devolve as linhas de dados, uma vez; as em branco não vêm.
        total: linhas de dados estimadas, para o progresso.
        avisos: o que a leitura tem a dizer e não impede nada.
    """

    titulos: tuple[str, ...]
    linhas: Callable[[], Iterator[LinhaLida]]
    total: int
    avisos: tuple[str, ...] = field(default=())


Nota = Callable[[Sequence[str]], int]
"""De uma linha, quanto ela parece a dos títulos: `SERVE` ou mais é ela; a maior de todas, se nenhuma for."""
SERVE = 1000
LINHAS_ATE_OS_TITULOS = 40
"""O relatório de um ERP põe acima dos títulos o nome da empresa, o período e os filtros."""


def achar_titulos(linhas: Iterable[Sequence[str]], nota: Nota) -> int | None:
    """Devolve a posição da linha de títulos entre as primeiras de um arquivo; None se todas estão em branco.

    É a primeira que serve; senão a que mais parece; senão a primeira com texto.
    """
    melhor: tuple[int, int] | None = None
    for posicao, celulas in enumerate(linhas):
        if not any(celula.strip() for celula in celulas):
            continue
        desta = nota(celulas)
        if desta >= SERVE:
            return posicao
        if melhor is None or desta > max(melhor[0], 1):
            melhor = desta, posicao
    return None if melhor is None else melhor[1]


def frase_das_puladas(quantas: int) -> tuple[str, ...]:
    """Como se diz que o arquivo trazia linhas acima dos títulos."""
    if quantas > 1:
        return (f"{quantas} linhas acima dos títulos foram puladas",)
    return ("1 linha acima dos títulos foi pulada",) if quantas else ()
