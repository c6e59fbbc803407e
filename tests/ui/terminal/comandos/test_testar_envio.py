"""`testar-envio`: a mensagem de teste sai de verdade, e o que falhou vira frase."""

from __future__ import annotations

import pytest

from envio.correio.falhas import Fase
from tests.envio.correio_falso import resposta_de
from tests.linha_de_comando import CONTA_TLS, Terminal

PARA = ("testar-envio", "1", "--para", "eu@empresa.com.br")


def test_manda_e_mostra_os_passos(pronto: Terminal) -> None:
    dito = pronto(*PARA)
    assert dito.codigo == 0
    teste = dito.objeto["teste"]
    assert (teste["enviado"], teste["para"], teste["motivo"]) == (True, "eu@empresa.com.br", None)
    assert teste["resposta"] == "250 2.0.0 na fila como 1"
    assert len(dito.erros.splitlines()) == 2
    assert pronto.correio.entregues[0].destinatarios == ("eu@empresa.com.br",)
    assert pronto("historico").objeto == {"avisos": []}


def test_recusa_do_servidor_da_saida_1_com_o_motivo(pronto: Terminal) -> None:
    pronto.correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 bad")]
    dito = pronto(*PARA)
    assert (dito.codigo, dito.objeto["teste"]["enviado"]) == (1, False)
    assert "senha" in dito.objeto["teste"]["motivo"]
    assert "535 5.7.8 bad" in dito.objeto["teste"]["resposta"]


def test_em_texto_diz_a_resposta_ou_o_motivo(pronto: Terminal) -> None:
    assert "aceita para eu@empresa.com.br" in pronto.dizer(*PARA).saida
    pronto.correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 bad")]
    assert "senha" in pronto.dizer(*PARA).saida


@pytest.mark.parametrize(
    ("argumentos", "codigo", "trecho"),
    [
        (["testar-envio", "7", "--para", "eu@empresa.com.br"], 2, "conta de e-mail 7 não existe"),
        (["testar-envio", "1", "--para", "eu@a.com.br,voce@a.com.br"], 2, "--para"),
        (["testar-envio", "1"], 2, "--para"),
    ],
)
def test_uso_errado_nao_conecta(pronto: Terminal, argumentos: list[str], codigo: int, trecho: str) -> None:
    dito = pronto(*argumentos)
    assert dito.codigo == codigo
    assert trecho in dito.frase
    assert pronto.senhas == []


def test_conta_com_login_e_sem_senha_nao_conecta(pronto: Terminal) -> None:
    pronto("conta-email", "1", *CONTA_TLS, "--porta", "465", "--usuario", "cob")
    dito = pronto(*PARA)
    assert (dito.codigo, pronto.senhas) == (1, [])
    assert "sem senha" in dito.frase


def test_senha_da_entrada_vale_so_nesta_execucao(pronto: Terminal) -> None:
    pronto("conta-email", "1", *CONTA_TLS, "--porta", "465", "--usuario", "cob")
    assert pronto(*PARA, "--senha-da-entrada", entrada="s3gredo\n").codigo == 0
    assert (pronto.senhas, pronto(*PARA).codigo) == (["s3gredo"], 1)
