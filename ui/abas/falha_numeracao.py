"""Guia Falha Numeração: os números de nota que faltam em cada série."""

from __future__ import annotations

from modelos.carteira import notas
from regras.carteira.nota import Falha
from regras.nomes import chave
from ui import frases
from ui.abas.lista import AbaDeLista
from ui.contexto import Assunto, Contexto
from ui.tabelas.notas import COLUNAS, dizer_faixa


class AbaFalhaNumeracao(AbaDeLista[Falha]):
    """Faixas que faltam por série, quantos números são, exportar e importar."""

    ASSUNTOS = frozenset({Assunto.NOTAS})
    ARQUIVO = "falha-de-numeracao.csv"

    def __init__(self, contexto: Contexto) -> None:
        super().__init__(
            contexto,
            titulo="Falha de numeração",
            explicacao=(
                "Números que faltam entre a menor e a maior nota de cada série. Nota cancelada ou inutilizada "
                "também ocupa o seu número."
            ),
            procura="Procurar série ou número",
            colunas=COLUNAS,
            ordenar_por=1,
        )

    def _ler(self) -> list[Falha]:
        return notas.falhas()

    def _serve(self, linha: Falha, palavras: list[str]) -> bool:
        texto = f"{chave(linha.serie)} {dizer_faixa(linha)}"
        return all(palavra in texto or _esta_na_faixa(linha, palavra) for palavra in palavras)

    def _dizer_total(self, linhas: list[Falha]) -> str:
        if not linhas:
            return "Nenhuma falha de numeração"
        faltam = sum(falha.quantidade for falha in linhas)
        series = len({falha.serie for falha in linhas})
        return "{} em {}".format(
            frases.quantos(faltam, "número falta", "números faltam"), frases.quantos(series, "série", "séries")
        )


def _esta_na_faixa(falha: Falha, palavra: str) -> bool:
    return palavra.isdigit() and falha.de <= int(palavra) <= falha.ate
