from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.mensagem.nomes_de_arquivo import (
    do_boleto,
    do_relatorio,
    nomear,
    tornar_unicos,
)

SEGURO = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*\.[a-z0-9]{1,8}")
RESERVADO = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\..*", re.IGNORECASE)


def test_nomes_comuns_dizem_o_que_e() -> None:
    assert do_relatorio(date(2026, 11, 24)) == "relatorio-2026-11-24.pdf"
    assert do_boleto("000123", "1234", "1") == "boleto-000123-1234-1.pdf"


@pytest.mark.parametrize(
    ("documento", "nome"),
    [
        ("NF 12/A", "boleto-1-NF-12-A-1.pdf"),
        ("Açaí", "boleto-1-Acai-1.pdf"),
        ("../../etc/passwd", "boleto-1-etc-passwd-1.pdf"),
        ('a"\r\nBcc: x@y', "boleto-1-a-Bcc-x-y-1.pdf"),
        ("a\\b:c*d?e<f>g|h", "boleto-1-a-b-c-d-e-f-g-h-1.pdf"),
        ("文書", "boleto-1-1.pdf"),
    ],
)
def test_documento_estranho_vira_nome_seguro(documento: str, nome: str) -> None:
    assert do_boleto("1", documento, "1") == nome


@pytest.mark.parametrize("nome", ["CON", "nul", "Com1", "LPT9", "aux"])
def test_nome_reservado_do_windows_ganha_prefixo(nome: str) -> None:
    assert nomear(nome, "pdf") == f"anexo-{nome}.pdf"


@pytest.mark.parametrize("vazio", ["", "   ", "///", "文書"])
def test_sem_letra_nenhuma_e_anexo(vazio: str) -> None:
    assert nomear(vazio, "pdf") == "anexo.pdf"


def test_extensao_hostil_e_limpa() -> None:
    assert nomear("a", 'p"d\r\nf') == "a.pdf"
    assert nomear("a", "") == "a.bin"


def test_repetidos_ganham_numero_sem_diferenca_de_maiusculas() -> None:
    assert tornar_unicos(["a.pdf", "A.pdf", "a.pdf", "a-2.pdf"]) == ["a.pdf", "A-2.pdf", "a-3.pdf", "a-2-2.pdf"]


def test_cortados_iguais_continuam_unicos_e_curtos() -> None:
    nomes = tornar_unicos(do_boleto("1", "9" * 80 + str(i), "1") for i in range(12))
    assert len(set(nomes)) == 12
    assert max(map(len, nomes)) == 60


@given(st.lists(st.text(max_size=80), max_size=8))
def test_nomes_sempre_seguros_curtos_e_unicos(nomes: list[str]) -> None:
    unicos = tornar_unicos(nomes)
    assert len({nome.lower() for nome in unicos}) == len(nomes)
    assert all(SEGURO.fullmatch(nome) and len(nome) <= 60 and not RESERVADO.fullmatch(nome) for nome in unicos)
