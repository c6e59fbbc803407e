"""As falhas de numeração: faixas de números de nota que faltam em cada série."""

from __future__ import annotations

from regras.carteira.nota import Falha
from ui.tabelas import colunas
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso


def dizer_faixa(falha: Falha) -> str:
    """`1042`, ou `1042 a 1047`."""
    return str(falha.de) if falha.quantidade == 1 else f"{falha.de} a {falha.ate}"


COLUNAS: tuple[Coluna[Falha], ...] = (
    colunas.texto("Série", lambda falha: falha.serie),
    Coluna("Números que faltam", dizer_faixa, lambda falha: (falha.serie, falha.de), largura=0, peso=Peso.MEIO),
    Coluna("De", lambda falha: str(falha.de), lambda falha: falha.de, Alinhamento.DIREITA, largura=150),
    Coluna("Até", lambda falha: str(falha.ate), lambda falha: falha.ate, Alinhamento.DIREITA, largura=150),
    colunas.numero("Quantos", lambda falha: falha.quantidade, 110),
)
"""As colunas da falha de numeração."""
