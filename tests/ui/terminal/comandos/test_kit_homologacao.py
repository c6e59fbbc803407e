"""`kit-homologacao`: o ZIP pelo terminal."""

from __future__ import annotations

import zipfile

from tests.linha_de_comando import Terminal


def test_grava_na_pasta_com_o_nome_da_conta(pronto: Terminal) -> None:
    dito = pronto("kit-homologacao", "BB", "--saida", str(pronto.pasta), "--primeiro", "77")
    arquivo = pronto.pasta / "homologacao-001-BB.zip"
    assert dito.codigo == 0
    assert dito.objeto == {"kit": {"arquivo": str(arquivo), "boletos": 10, "digitos": "geral 123456789"}}
    with zipfile.ZipFile(arquivo) as pacote:
        assert "homologacao-001-BB/boletos/01-12345670000000077.pdf" in pacote.namelist()
    assert "10 boletos" in pronto.dizer("kit-homologacao", "BB", "--saida", str(pronto.pasta / "k.zip")).saida


def test_conta_que_nao_existe_e_dita(pronto: Terminal) -> None:
    dito = pronto("kit-homologacao", "XX", "--saida", str(pronto.pasta))
    assert (dito.codigo, "XX não existe" in dito.frase) == (2, True)
