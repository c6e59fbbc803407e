"""O que se diz da conta diante do boleto do banco."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from boletos.conferencia.boleto_do_banco import conferir
from regras.cadastro import ContaCobranca
from tests.boletos.contas_de_exemplo import SANTANDER, SICOOB
from tests.boletos.linha_do_banco import CNPJ, linha_de
from tests.boletos.test_todos_os_bancos import HOJE
from ui import frases_da_cobranca as frases

AGORA = datetime(2026, 11, 24, 15, tzinfo=UTC)


def test_o_que_nem_preenchido_sai_igual_diz_o_que_olhar() -> None:
    conferencia = conferir(linha_de(SICOOB, parcela="2"), SICOOB, CNPJ, HOJE)
    assert "parcela (posições 42 a 44): 002 no boleto, 001 na conta" in frases.da_prova(conferencia.como_esta)
    olhar = frases.o_que_olhar(conferencia)
    assert olhar.startswith("Confira cooperativa, DV da cooperativa")
    assert "não segue o leiaute que o programa conhece do Sicoob" in olhar


def test_a_marca_diz_quando_e_por_que_caiu() -> None:
    assert (frases.da_marca(SANTANDER), frases.por_que_caiu(SANTANDER)) == ("", "")
    marcada = replace(SANTANDER, conferida_com=linha_de(SANTANDER), conferida_em=AGORA)
    assert frases.da_marca(marcada).startswith("Conferida em 24/11/2026 com o boleto 03399.12347 ")
    mudada = replace(marcada, convenio="1234576")
    caiu = "código do beneficiário era 1234567 e agora é 1234576"
    assert frases.da_marca(mudada) == f"A conferência de 24/11/2026 deixou de valer: {caiu}."
    de_outro = replace(marcada, banco="341")
    assert frases.por_que_caiu(de_outro) == "código do banco era 033 e agora é 341"
    assert frases.por_que_caiu(replace(marcada, convenio="")) == "código do beneficiário: falta informar"


def test_a_leitura_se_distingue_pelo_que_muda() -> None:
    (proposta,) = conferir(linha_de(SANTANDER), ContaCobranca("", "033", ""), CNPJ, HOJE).propostas
    assert frases.da_escolha(proposta) == "código do beneficiário (PSK) 1234567, carteira 101 e IOS 0"
