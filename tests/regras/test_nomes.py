"""Comparação de nomes e caracteres de controle (regras.md §1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.nomes import chave, tem_controle


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
