"""O que a leitura entrega: uma linha crua, e a planilha de onde ela vem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

COLUNAS_NO_MAXIMO = 500
"""O maior arquivo do contrato tem 23 colunas; muito acima disso o arquivo não é o que se pensa."""

SEM_DEFEITOS: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LinhaLida:
    """Uma linha de dados como está no arquivo.

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
    defeitos_de_celula: Mapping[int, str] = field(default_factory=lambda: SEM_DEFEITOS)


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
