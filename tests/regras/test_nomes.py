"""Comparação de nomes e caracteres de controle (regras.md §1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.nomes import chave, tem_controle, tem_invisivel


def test_compara_sem_maiusculas_acentos_e_espacos_repetidos() -> None:
    assert chave("  JURÍDICO   Externo ") == chave("juridico externo")


@given(st.text())
def test_a_chave_de_uma_chave_e_ela_mesma(nome: str) -> None:
    assert chave(chave(nome)) == chave(nome)


def test_letras_matematicas_comparam_como_as_comuns() -> None:
    assert chave("\N{MATHEMATICAL BOLD CAPITAL A}cordo") == chave("acordo")


@pytest.mark.parametrize("texto", ["a\nb", "a\tb", "a\x00", "a\u2028b", "a\u2029"])
def test_acha_caractere_de_controle(texto: str) -> None:
    assert tem_controle(texto)


def test_texto_comum_nao_tem_controle() -> None:
    assert not tem_controle("Ação & Cia — Ltda.")


@pytest.mark.parametrize("texto", ["a\nb", "a\x00", "fatura\u202efdp.exe", "\u200eAna", "x\u2069"])
def test_acha_o_que_nao_se_ve(texto: str) -> None:
    assert tem_invisivel(texto)


@pytest.mark.parametrize("texto", ["", "Ação & Cia — Ltda.", "José\u00a0da Silva", "a\u200db"])
def test_texto_comum_se_ve(texto: str) -> None:
    assert not tem_invisivel(texto)
