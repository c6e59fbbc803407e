"""Estados, transições e Message-ID (regras.md §6)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from regras.aviso import TRANSICOES, Estado, chave_do_aviso, message_id, numero_do_aviso, pode_ir

PERMITIDAS = {
    Estado.PENDENTE: {Estado.ENVIANDO, Estado.ADIADO, Estado.RECUSADO, Estado.CANCELADO},
    Estado.ENVIANDO: {Estado.ENVIADO, Estado.ADIADO, Estado.RECUSADO, Estado.EM_DUVIDA},
    Estado.ADIADO: {Estado.ENVIANDO, Estado.ADIADO, Estado.RECUSADO, Estado.CANCELADO},
    Estado.EM_DUVIDA: {Estado.ENVIADO, Estado.PENDENTE},
}


@pytest.mark.parametrize("de", Estado)
def test_transicoes_sao_as_da_tabela(de: Estado) -> None:
    assert {para for para in Estado if pode_ir(de, para)} == PERMITIDAS.get(de, set())
    assert de in TRANSICOES


def test_message_id_deriva_da_chave_e_marca_a_versao() -> None:
    chave = chave_do_aviso("11222333000181", "000123", date(2026, 11, 24))
    primeiro = message_id(chave, "empresa.com.br")
    local, dominio = primeiro.strip("<>").split("@")
    assert len(local) == 20
    assert dominio == "empresa.com.br"
    assert message_id(chave, "empresa.com.br") == primeiro
    assert message_id(chave, "empresa.com.br", versao=2) == f"<{local}.2@empresa.com.br>"
    assert message_id(chave, "empresa.com.br", sufixo="p1") == f"<{local}.p1@empresa.com.br>"


def test_chaves_diferentes_dao_message_id_diferente() -> None:
    chaves = [chave_do_aviso("1", cliente, date(2026, 11, dia)) for cliente in "ab" for dia in (1, 2)]
    assert len({message_id(chave, "x.com") for chave in chaves}) == 4


def test_numero_do_aviso_e_curto_legivel_e_sai_so_da_chave() -> None:
    numeros = {numero_do_aviso(f"11|{cliente:06}|2026-11-24") for cliente in range(2000)}
    assert len(numeros) == 2000
    assert all(re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}", numero) for numero in numeros)
    assert numero_do_aviso("11|1|2026-11-24") == numero_do_aviso("11|1|2026-11-24")
