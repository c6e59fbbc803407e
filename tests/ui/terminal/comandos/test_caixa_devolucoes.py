"""`caixa-devolucoes`: configura sem conectar; a senha só no cofre."""

from __future__ import annotations

import pytest

from tests.linha_de_comando import Terminal

CAIXA = {"conta": 1, "servidor": "imap.aurora.example.com", "porta": 993, "usuario": "", "pasta": "INBOX"}


def test_configura_mostra_e_exclui(pronto: Terminal) -> None:
    assert pronto("caixa-devolucoes", "1").objeto == {"caixa_devolucoes": None}
    assert pronto("caixa-devolucoes", "1", "--servidor", CAIXA["servidor"]).objeto == {"caixa_devolucoes": CAIXA}  # type: ignore[arg-type]
    assert "imap.aurora.example.com:993" in pronto.dizer("caixa-devolucoes", "1").saida
    assert pronto("caixa-devolucoes", "1", "--excluir").objeto == {"caixa_devolucoes": None}
    assert "não tem caixa" in pronto.dizer("caixa-devolucoes", "1").saida


def test_senha_propria_vai_so_para_o_cofre(pronto: Terminal) -> None:
    argumentos = ("--servidor", "imap.x.example.com", "--usuario", "dev", "--pasta", "Devoluções", "--senha-da-entrada")
    dito = pronto("caixa-devolucoes", "1", *argumentos, entrada="s3gredo\n")
    assert dito.objeto["caixa_devolucoes"]["pasta"] == "Devoluções"
    assert (pronto.cofre.obter("1:caixa"), pronto.cofre.obter(1)) == ("s3gredo", None)
    assert "s3gredo" not in dito.saida + dito.erros
    assert b"s3gredo" not in pronto.base.read_bytes()


@pytest.mark.parametrize(
    ("argumentos", "trecho"),
    [
        (["9"], "não existe"),
        (["1", "--servidor", "a b"], "não é um nome de servidor"),
        (["1", "--porta", "0"], "1 a 65535"),
    ],
)
def test_uso_errado(pronto: Terminal, argumentos: list[str], trecho: str) -> None:
    dito = pronto("caixa-devolucoes", *argumentos)
    assert dito.codigo == 2
    assert trecho in dito.frase
