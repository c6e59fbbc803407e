from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo
from regras.debito import Debito
from regras.erros import DadoInvalido

FORMATO = FORMATOS[Tipo.DEBITOS]

CHAVE = {"cliente": "1", "documento": "2", "parcela": "3"}
VENCE = date(2026, 11, 20)
NOVO = CHAVE | {"vencimento": VENCE}


def _gravado(valor: int, saldo: int, pago_em: date | None = None) -> Debito:
    return Debito("1", "2", "3", VENCE, valor, saldo, pago_em=pago_em, nosso_numero="77")


@pytest.mark.parametrize(
    ("atual", "mudancas", "saldo"),
    [
        (None, {"valor_centavos": 100}, 100),
        (None, {"valor_centavos": 100, "saldo_centavos": None}, 100),
        (None, {"valor_centavos": 100, "saldo_centavos": 0}, 0),
        (_gravado(100, 100), {"valor_centavos": 150}, 150),
        (_gravado(100, 40), {"valor_centavos": 150}, 40),
        (_gravado(100, 40), {"valor_centavos": 150, "saldo_centavos": None}, 150),
        (_gravado(100, 100), {"valor_centavos": 150, "saldo_centavos": 100}, 100),
    ],
)
def test_saldo(atual: Debito | None, mudancas: dict[str, Any], saldo: int) -> None:
    assert FORMATO.montar(NOVO | mudancas, atual).saldo_centavos == saldo


@pytest.mark.parametrize(
    ("atual", "mudancas"),
    [(None, {"valor_centavos": 100, "saldo_centavos": 101}), (_gravado(100, 40), {"valor_centavos": 39})],
)
def test_saldo_que_passa_do_valor_e_recusado(atual: Debito | None, mudancas: dict[str, Any]) -> None:
    with pytest.raises(DadoInvalido, match="passa do valor") as erro:
        FORMATO.montar(NOVO | mudancas, atual)
    assert erro.value.campo == "saldo"


def test_coluna_ausente_fica_como_esta() -> None:
    assert FORMATO.montar(NOVO | {"valor_centavos": 100}, _gravado(100, 100)).nosso_numero == "77"


PAGO = date(2026, 11, 1)
POR_AUSENCIA = _gravado(100, 100, PAGO)._replace(ausente_em=PAGO)
DITO_PAGO = _gravado(100, 100, PAGO)
PAGO_DEPOIS_DE_AUSENTE = POR_AUSENCIA._replace(pago_em=date(2026, 11, 2))


@pytest.mark.parametrize(
    ("atual", "coluna", "pago_em"),
    [
        (POR_AUSENCIA, {}, None),
        (POR_AUSENCIA, {"pago_em": None}, None),
        (POR_AUSENCIA, {"pago_em": PAGO}, PAGO),
        (POR_AUSENCIA, {"saldo_centavos": 0}, PAGO),
        (DITO_PAGO, {}, PAGO),
        (DITO_PAGO, {"pago_em": None}, None),
        (PAGO_DEPOIS_DE_AUSENTE, {}, date(2026, 11, 2)),
        (_gravado(100, 100), {"pago_em": PAGO}, PAGO),
    ],
)
def test_reabre_quem_so_faltou_num_arquivo_e_nao_quem_alguem_disse_pago(
    atual: Debito, coluna: dict[str, Any], pago_em: date | None
) -> None:
    assert FORMATO.montar(NOVO | {"valor_centavos": 100} | coluna, atual).pago_em == pago_em


@pytest.mark.parametrize("coluna", [{}, {"pago_em": PAGO}])
def test_o_que_o_arquivo_diz_desfaz_a_baixa_presumida(coluna: dict[str, Any]) -> None:
    assert not FORMATO.montar(NOVO | {"valor_centavos": 100} | coluna, POR_AUSENCIA).foi_baixado_por_ausencia()


@pytest.mark.parametrize(
    ("linha", "aponta"), [("1" * 47, False), ("", False), ("1" * 44, True), ("sob consulta", True)]
)
def test_linha_digitavel_sem_47_algarismos_e_apontada(linha: str, aponta: bool) -> None:
    assert bool(list(FORMATO.apontar(CHAVE | {"linha_digitavel": linha}))) is aponta
