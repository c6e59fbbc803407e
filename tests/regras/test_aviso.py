"""Estados, transições, ENVID e Message-ID (regras.md §6)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from regras.aviso import (
    TRANSICOES,
    Estado,
    chave_do_aviso,
    e_envid,
    envid,
    envid_do_message_id,
    message_id,
    numero_do_aviso,
    pode_ir,
)

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


def test_message_id_deriva_da_chave_e_do_segredo_e_marca_a_versao() -> None:
    chave = chave_do_aviso("11222333000181", "000123", date(2026, 11, 24))
    local = envid(chave, "segredo")
    assert re.fullmatch("[a-z2-7]{20}", local)
    assert envid(chave, "segredo") == local
    ids = [message_id(local, "e.com.br", **marca) for marca in ({}, {"versao": 2}, {"sufixo": "p1"})]
    assert ids == [f"<{local}@e.com.br>", f"<{local}.2@e.com.br>", f"<{local}.p1@e.com.br>"]
    assert {envid_do_message_id(identificador) for identificador in ids} == {local}


def test_chave_ou_segredo_diferente_da_outro_envid() -> None:
    chaves = [chave_do_aviso("1", cliente, date(2026, 11, dia)) for cliente in "ab" for dia in (1, 2)]
    assert len({envid(chave, segredo) for chave in chaves for segredo in ("um", "outro")}) == 8


def test_envid_e_reconhecido_pela_forma_inteira() -> None:
    bom = envid("11|1|2026-11-24", "s")
    assert e_envid(bom)
    assert not any(e_envid(ruim) for ruim in ("", bom[:-1], f"{bom}a", bom.upper(), f"{bom}\n", "11|1|2026-11-24"))


def test_numero_do_aviso_e_curto_legivel_e_sai_so_da_chave() -> None:
    numeros = {numero_do_aviso(f"11|{cliente:06}|2026-11-24") for cliente in range(2000)}
    assert len(numeros) == 2000
    assert all(re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}", numero) for numero in numeros)
    assert numero_do_aviso("11|1|2026-11-24") == numero_do_aviso("11|1|2026-11-24")
