"""`resolver`: o operador decide o aviso em dúvida."""

from __future__ import annotations

import pytest

from envio.correio.falhas import Fase, RespostaPerdida
from tests.envio.correio_falso import resposta_de
from tests.linha_de_comando import CONTA_TLS, Terminal


@pytest.fixture
def em_duvida(pronto: Terminal) -> tuple[Terminal, str]:
    """O primeiro aviso em dúvida, e o número dele."""
    pronto.correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    pronto("fechar")
    (aviso,) = (a for a in pronto("historico").objeto["avisos"] if a["estado"] == "em_duvida")
    return pronto, str(aviso["id"])


@pytest.mark.parametrize(("decisao", "entregas"), [("enviado", 1), ("reenviar", 2)])
def test_devolve_o_aviso_como_no_historico(em_duvida: tuple[Terminal, str], decisao: str, entregas: int) -> None:
    terminal, numero = em_duvida
    dito = terminal("resolver", numero, decisao)
    assert (dito.codigo, dito.objeto["estado"]) == (0, "enviado")
    assert dito.objeto in terminal("historico").objeto["avisos"]
    assert len(terminal.correio.entregues) == entregas


def test_reenvio_que_nao_saiu_da_saida_3(em_duvida: tuple[Terminal, str]) -> None:
    terminal, numero = em_duvida
    terminal.correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")]
    dito = terminal("resolver", numero, "reenviar")
    assert (dito.codigo, dito.objeto["estado"]) == (3, "adiado")


@pytest.mark.parametrize(
    ("argumentos", "trecho"),
    [
        (["99", "enviado"], "aviso 99: não existe"),
        (["0", "enviado"], "não é um inteiro"),
        (["x", "enviado"], "não é um inteiro"),
        (["1", "apagar"], "use um de"),
        (["1"], "falta informar"),
    ],
)
def test_uso_errado(em_duvida: tuple[Terminal, str], argumentos: list[str], trecho: str) -> None:
    dito = em_duvida[0]("resolver", *argumentos)
    assert dito.codigo == 2
    assert trecho in dito.frase.lower()


def test_aviso_que_nao_esta_em_duvida_e_recusado_e_fica_como_esta(em_duvida: tuple[Terminal, str]) -> None:
    terminal, numero = em_duvida
    terminal("resolver", numero, "enviado")
    antes = terminal("historico").objeto
    assert terminal("resolver", numero, "reenviar").codigo == 2
    assert terminal("historico").objeto == antes


def test_em_texto(em_duvida: tuple[Terminal, str]) -> None:
    terminal, numero = em_duvida
    assert "Padaria Pão & Cia" in terminal.dizer("resolver", numero, "enviado").saida


def test_senha_da_entrada_vale_so_nesta_execucao(em_duvida: tuple[Terminal, str]) -> None:
    terminal, numero = em_duvida
    terminal("conta-email", "1", *CONTA_TLS, "--porta", "465", "--usuario", "cob")
    assert "--senha-da-entrada" in terminal("resolver", numero, "reenviar").frase
    dito = terminal("resolver", numero, "reenviar", "--senha-da-entrada", entrada="s3gredo\n")
    assert (dito.codigo, terminal.senhas[-1]) == (0, "s3gredo")
