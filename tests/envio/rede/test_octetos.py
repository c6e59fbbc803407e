"""Corpo, pontos, xtext e texto das respostas."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.rede.octetos import (
    aparar,
    com_pontos_dobrados,
    decodificar,
    em_base64,
    em_corpo,
    em_xtext,
)


@pytest.mark.parametrize(
    ("mime", "esperado"),
    [
        (b"a\r\nb\r\n", b"a\r\nb\r\n"),
        (b"a\nb\n", b"a\r\nb\r\n"),
        (b"a\rb", b"a\r\nb\r\n"),
        (b"a\n\rb", b"a\r\n\r\nb\r\n"),
        (b"sem quebra", b"sem quebra\r\n"),
        (b"", b"\r\n"),
    ],
)
def test_corpo_fica_todo_em_crlf(mime: bytes, esperado: bytes) -> None:
    assert em_corpo(mime) == esperado


@pytest.mark.parametrize(
    ("corpo", "esperado"),
    [
        (b".\r\n", b"..\r\n"),
        (b".a\r\nb.\r\n", b"..a\r\nb.\r\n"),
        (b"a\r\n.\r\n.\r\n", b"a\r\n..\r\n..\r\n"),
        (b"a\r\n..\r\n", b"a\r\n...\r\n"),
    ],
)
def test_ponto_no_inicio_da_linha_e_dobrado(corpo: bytes, esperado: bytes) -> None:
    assert com_pontos_dobrados(corpo) == esperado


@given(st.lists(st.sampled_from([b".", b"\r", b"\n", b"\r\n", b"a"])).map(b"".join))
def test_nenhum_corpo_contem_o_fim_dos_dados(mime: bytes) -> None:
    octetos = com_pontos_dobrados(em_corpo(mime))
    assert b"\r\n.\r\n" not in b"\r\n" + octetos
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", octetos)
    assert octetos.endswith(b"\r\n")


@given(st.binary())
def test_servidor_que_desdobra_os_pontos_le_o_corpo(mime: bytes) -> None:
    linhas = com_pontos_dobrados(em_corpo(mime)).split(b"\r\n")
    assert b"\r\n".join(linha.removeprefix(b".") for linha in linhas) == em_corpo(mime)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("11222333000181|000123|2026-11-24", "11222333000181|000123|2026-11-24"),
        ("a+b=c", "a+2Bb+3Dc"),
        ("joão maria", "jo+C3+A3o+20maria"),
        ("a\r\nb", "a+0D+0Ab"),
    ],
)
def test_xtext_so_tem_o_que_o_protocolo_aceita(texto: str, esperado: str) -> None:
    assert em_xtext(texto) == esperado


def test_base64_leva_acentos_em_utf_8() -> None:
    assert em_base64("ção") == "w6fDo28="


def test_resposta_em_latin_1_e_lida() -> None:
    assert decodificar("caixa não existe".encode("latin-1")) == "caixa não existe"


def test_resposta_perde_os_caracteres_de_controle_e_guarda_as_linhas() -> None:
    assert aparar("5.1.1 n\x1b[31m\tx\ny") == "5.1.1 n [31m x\ny"


def test_resposta_enorme_e_cortada() -> None:
    assert len(aparar("x" * 100_000)) == 4000
