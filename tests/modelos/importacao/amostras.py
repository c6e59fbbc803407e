"""Textos e medidas que os testes da importação partilham."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from modelos.carteira import debitos
from modelos.importacao.resultado import Resultado, Tipo
from regras.debito import Debito

EM = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HOJE = EM.astimezone().date()
TITULOS = "cliente;documento;parcela;vencimento;valor"
DEBITOS = f"{TITULOS}\n001;10;1;20/11/2026;100,00\n001;11;1;21/11/2026;200,00\n002;12;1;22/11/2026;300,00\n"

Importar = Callable[..., Resultado]
Rejeitadas = Callable[[Tipo], list[dict[str, str]]]


def contar(resultado: Resultado) -> tuple[int, int, int, int, int]:
    """Incluídas, alteradas, iguais, rejeitadas e baixadas."""
    return (
        resultado.incluidas,
        resultado.alteradas,
        resultado.iguais,
        resultado.rejeitadas,
        resultado.baixadas,
    )


def obter_debito(cliente: str = "001", documento: str = "10", parcela: str = "1") -> Debito:
    debito = debitos.obter((cliente, documento, parcela))
    assert debito is not None
    return debito
