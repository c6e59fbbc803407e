"""`reenviar`: outra mensagem do mesmo aviso, com motivo."""

from __future__ import annotations

import pytest

from envio.correio.falhas import Fase, RespostaPerdida
from tests.envio.correio_falso import resposta_de
from tests.linha_de_comando import CONTA_TLS, Terminal

MOTIVO = "o cliente diz que não recebeu"


@pytest.fixture
def enviado(pronto: Terminal) -> tuple[Terminal, str]:
    """Os dois avisos do dia enviados, e o número do primeiro."""
    pronto("fechar")
    return pronto, str(pronto("historico").objeto["avisos"][0]["id"])


def test_devolve_o_aviso_como_no_historico_e_no_que_deu(enviado: tuple[Terminal, str]) -> None:
    terminal, numero = enviado
    dito = terminal("reenviar", numero, "--motivo", f"  {MOTIVO}\n")
    assert dito.codigo == 0
    assert dito.objeto["aviso"] == terminal("historico").objeto["avisos"][0]
    assert dito.objeto["aviso"]["estado"] == "enviado"
    assert dito.objeto["reenvio"] == {
        "aceito": True,
        "motivo": MOTIVO,
        "desfecho": "reenvio aceito pelo servidor",
        "resposta": "250 2.0.0 na fila como 3",
    }
    assert [entregue.destinatarios for entregue in terminal.correio.entregues][::2] == [("a@um.example.com",)] * 2


@pytest.mark.parametrize(
    ("quando", "falha", "trecho"),
    [
        ("ao_abrir", resposta_de(Fase.DATA, 451, "4.3.0 tente depois"), "não enviado"),
        ("ao_transmitir", RespostaPerdida("servidor", "queda"), "pode ter sido aceito"),
    ],
)
def test_reenvio_que_nao_se_sabe_aceito_da_saida_3(
    enviado: tuple[Terminal, str], quando: str, falha: Exception, trecho: str
) -> None:
    terminal, numero = enviado
    setattr(terminal.correio, quando, [falha])
    dito = terminal("reenviar", numero, "--motivo", MOTIVO)
    assert (dito.codigo, dito.objeto["reenvio"]["aceito"]) == (3, False)
    assert trecho in dito.objeto["reenvio"]["desfecho"]


@pytest.mark.parametrize(
    ("argumentos", "trecho"),
    [
        (["1"], "falta informar: --motivo"),
        (["1", "--motivo", "  "], "diga por que"),
        (["99", "--motivo", MOTIVO], "não existe"),
        (["x", "--motivo", MOTIVO], "não é um inteiro"),
    ],
)
def test_uso_errado(enviado: tuple[Terminal, str], argumentos: list[str], trecho: str) -> None:
    dito = enviado[0]("reenviar", *argumentos)
    assert dito.codigo == 2
    assert trecho in dito.frase.lower()
    assert len(enviado[0].correio.entregues) == 2


def test_em_texto(enviado: tuple[Terminal, str]) -> None:
    terminal, numero = enviado
    dito = terminal.dizer("reenviar", numero, "--motivo", MOTIVO)
    assert "Padaria Pão & Cia" in dito.saida
    assert "reenvio aceito pelo servidor" in dito.saida
    assert "para a@um.example.com" in dito.erros


def test_senha_da_entrada_vale_so_nesta_execucao(enviado: tuple[Terminal, str]) -> None:
    terminal, numero = enviado
    terminal("conta-email", "1", *CONTA_TLS, "--porta", "465", "--usuario", "cob")
    pedido = ("reenviar", numero, "--motivo", MOTIVO)
    assert "--senha-da-entrada" in terminal(*pedido).frase
    assert terminal(*pedido, "--senha-da-entrada", entrada="s3gredo\n").codigo == 0
    assert terminal.senhas[-1] == "s3gredo"
