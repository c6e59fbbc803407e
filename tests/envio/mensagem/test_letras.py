"""Letra que a fonte do PDF não tem é apontada, no cadastro de quem ela está (regras.md §4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio.mensagem.letras import apontar_cliente, apontar_empresa
from regras.apontamento import TipoDeApontamento
from regras.cadastro import Cliente
from tests.envio.cenario import COBRANCA, EMPRESA
from tests.modelos.exemplos import avisado

CLIENTE = Cliente(
    "000123", "José Ávila & Filhos – “Grão”", endereco="Praça Açaí", numero="1", cidade="São Luís", uf="MA"
)


def test_portugues_nao_e_apontado() -> None:
    assert list(apontar_empresa(EMPRESA, [COBRANCA])) == []
    assert list(apontar_cliente(CLIENTE, [avisado()])) == []


def test_acento_solto_e_marca_invisivel_nao_sao_letra_que_falta() -> None:
    assert list(apontar_cliente(replace(CLIENTE, nome="Jose\N{COMBINING ACUTE ACCENT} \N{ZERO WIDTH SPACE}"), [])) == []


@pytest.mark.parametrize(
    ("campo", "texto", "sai"),
    [
        ("nome", "Łukasz", "?ukasz"),
        ("bairro", "中央", "??"),
        ("cidade", "Kraków Ω", "Kraków ?"),
        ("nome", "ﬁta", "fita"),
    ],
)
def test_o_que_sai_trocado_do_cliente_e_dito_com_o_que_sai(campo: str, texto: str, sai: str) -> None:
    (apontamento,) = apontar_cliente(replace(CLIENTE, **{campo: texto}), [avisado()])
    assert (apontamento.cliente, apontamento.documento) == ("000123", None)
    assert texto in apontamento.houve
    assert f"{sai}”" in apontamento.houve


def test_numero_do_documento_e_apontado_no_debito() -> None:
    (apontamento,) = apontar_cliente(CLIENTE, [avisado(documento="7"), avisado(documento="Ж8")])
    assert (apontamento.documento, apontamento.parcela) == ("Ж8", "1")


@pytest.mark.parametrize("campo", ["nome", "bairro", "cidade", "uf", "telefone", "email"])
def test_cada_texto_impresso_da_empresa_e_conferido(campo: str) -> None:
    (apontamento,) = apontar_empresa(replace(EMPRESA, **{campo: "☎"}), [])
    assert apontamento.cliente == ""
    assert apontamento.tipo is TipoDeApontamento.LETRA_DA_EMPRESA


def test_conta_de_cobranca_diz_qual_e_qual_linha() -> None:
    conta = replace(COBRANCA, local_pagamento="Pague já", instrucoes="Sem desconto|Ligue ☎ 1234")
    (apontamento,) = apontar_empresa(EMPRESA, [conta])
    assert (apontamento.tipo, apontamento.conta) == (TipoDeApontamento.LETRA_DA_CONTA, "BB")
    assert apontamento.houve.startswith("“Ligue ☎ 1234”")
