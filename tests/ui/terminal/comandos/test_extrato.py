"""O extrato OFX pelo comando: guardado, nunca baixa só, e a decisão do operador baixa e se desfaz."""

from __future__ import annotations

from typing import Any

import pytest

from envio.retorno import extrato
from modelos.base.abertura import abrir
from tests.linha_de_comando import Terminal
from tests.regras.retorno.test_extrato import ofx, transacao

DEBITOS = "cliente;documento;parcela;vencimento;valor\n001;A;1;19/11/2026;150,00\n002;B;1;26/11/2026;80,00\n"


@pytest.fixture
def loja(pronto: Terminal) -> Terminal:
    pronto.importar(DEBITOS, "debitos", "--ausentes", "baixar", "--sim")
    return pronto


def _ler(loja: Terminal, *transacoes: str, nome: str = "extrato.ofx") -> dict[str, Any]:
    (lido,) = loja("retorno", loja.escrever(nome, ofx(*transacoes))).objeto["retornos"]
    objeto: dict[str, Any] = lido
    return objeto


def _avisados(loja: Terminal) -> list[str]:
    avisos = loja("fechar", "--simular").objeto["avisos"]
    return [debito["documento"] for aviso in avisos for debito in aviso["debitos"]]


def _sugeridos(loja: Terminal) -> list[tuple[int, str | None]]:
    with abrir(loja.base):
        return [(s.credito.ordem, s.sugestao and s.sugestao.debito.documento) for s in extrato.sugeridos(1)]


def test_so_sugere_e_o_operador_baixa_e_solta(loja: Terminal) -> None:
    lido = _ler(loja, transacao("7.77", fitid="0"), transacao("150.00"), transacao("-80.00", fitid="2"), transacao("x"))
    assert (lido["leiaute"], lido["banco"], lido["titulos"], lido["baixados"], lido["a_conferir"]) == (
        "ofx",
        "237",
        2,
        0,
        0,
    )
    assert "1 transação" in lido["apontamentos"][0]
    assert _avisados(loja) == ["A", "B"]
    assert _sugeridos(loja) == [(2, "A"), (1, None)]
    assert loja("retorno-resolver", "1", "2", "baixar").codigo == 2
    feito = loja("retorno-resolver", "1", "2", "baixar", "--debito", "001", "A", "1")
    assert (feito.codigo, feito.objeto["resultado"], feito.objeto["debito"]["documento"]) == (0, "baixado", "A")
    assert _avisados(loja) == ["B"]
    assert loja("retorno-resolver", "1", "2", "baixar", "--debito", "002", "B", "1").codigo == 2
    assert loja("retorno-resolver", "1", "1", "baixar", "--debito", "001", "A", "1").codigo == 2
    assert loja("retorno-resolver", "1", "2", "soltar").codigo == 0
    assert _sugeridos(loja)[0] == (2, "A")
    assert _avisados(loja) == ["A", "B"]


def test_desfazer_o_extrato_e_o_credito_ja_visto_em_outro(loja: Terminal) -> None:
    um = transacao("150.00", fitid="1")
    assert _ler(loja, um, um)["titulos"] == 2
    outro = _ler(loja, um, transacao("80.00", fitid="7"), nome="outro.ofx")
    assert [item["resultado"] for item in outro["itens"]] == ["repetido", "sem_efeito"]
    assert _ler(loja, um, um, nome="mesmo.ofx")["id"] == 1
    loja("retorno-resolver", "1", "1", "baixar", "--debito", "001", "A", "1")
    assert loja("retorno-desfazer", "1").codigo == 0
    assert _avisados(loja) == ["A", "B"]


def test_extrato_nao_conta_como_retorno_em_dia_nem_ruim_e_gravado(loja: Terminal) -> None:
    assert loja("retorno", loja.escrever("r.ofx", "OFXHEADER:100\n")).codigo == 1
    assert loja("retornos").objeto == {"retornos": []}
