"""Comparação de nomes e caracteres de controle (regras.md §1)."""

from __future__ import annotations

import pytest

from regras.nomes import chave, tem_controle


def test_compara_sem_maiusculas_acentos_e_espacos_repetidos() -> None:
    assert chave("  JURÍDICO   Externo ") == chave("juridico externo")


@pytest.mark.parametrize("texto", ["a\nb", "a\tb", "a\x00", "a\u2028b", "a\u2029"])
def test_acha_caractere_de_controle(texto: str) -> None:
    assert tem_controle(texto)


def test_texto_comum_nao_tem_controle() -> None:
    assert not tem_controle("Ação & Cia — Ltda.")
