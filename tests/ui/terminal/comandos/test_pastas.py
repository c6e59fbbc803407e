"""`pastas`: vigia, lê, tira; e `fechar` lê antes do plano."""

from __future__ import annotations

from pathlib import Path

import pytest

from envio.pastas import leitura
from tests.linha_de_comando import Terminal

DEBITOS = "Cliente;Título;Parcela;Vencto;Valor\n001;777;1;20/11/2026;12,34\n"


@pytest.fixture
def pasta(pronto: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Uma pasta vigiada, com a espera entre os olhares encurtada."""
    monkeypatch.setattr(leitura, "ENTRE_OLHARES_S", 0)
    vigiada = tmp_path / "do_erp"
    vigiada.mkdir()
    assert pronto("pastas", str(vigiada), "--ausentes", "baixar").codigo == 0
    return vigiada


def test_lista_le_e_tira(pronto: Terminal, pasta: Path) -> None:
    (gravada,) = pronto("pastas").objeto["pastas"]
    assert gravada == {
        "caminho": str(pasta),
        "conta_cobranca": "",
        "ausentes": "baixar",
        "maquina": leitura.maquina(),
        "lida_em": None,
        "alcancada": True,
        "recusados": 0,
        "esperando": 0,
    }
    pronto("pastas", str(pasta), "--ausentes", "manter")
    (pasta / "t.csv").write_text(DEBITOS, "utf-8")
    (pasta / "x.csv").write_text("alfa;beta\n", "utf-8")
    dito = pronto("pastas", "--ler")
    assert dito.codigo == 3
    lido, recusado = dito.objeto["chegadas"]
    assert lido == {"pasta": str(pasta), "arquivo": "t.csv", "desfecho": "lido", "motivo": None}
    assert (recusado["arquivo"], recusado["desfecho"]) == ("x.csv", "recusado")
    assert dito.objeto["pastas"][0]["recusados"] == 1
    assert pronto("pastas", str(pasta), "--tirar").objeto == {"pastas": []}
    assert pronto("pastas", str(pasta), "--tirar").codigo == 2


def test_fechar_le_antes_do_plano_e_simular_nao_mexe_em_nada(pronto: Terminal, pasta: Path) -> None:
    pronto("pastas", str(pasta), "--ausentes", "manter")
    (pasta / "t.csv").write_text(DEBITOS, "utf-8")
    pronto("fechar", "--simular")
    pronto("fechar", "--conferir")
    assert (pasta / "t.csv").exists()
    dito = pronto("fechar")
    documentos = [debito["documento"] for aviso in dito.objeto["avisos"] for debito in aviso["debitos"]]
    assert (dito.codigo, "777" in documentos) == (0, True)
    assert f"t.csv, em {pasta}: débitos, 1 linha lida." in dito.erros


def test_pasta_que_sumiu_nao_impede_e_e_dita_na_conferencia(pronto: Terminal, pasta: Path) -> None:
    pasta.rmdir()
    dito = pronto("fechar")
    assert dito.codigo == 3
    assert "não existe" in dito.erros
    ressalvas = pronto("fechar", "--conferir", "--data", "2026-11-25", "--confirmar-data").objeto["ressalvas"]
    assert any("do_erp" in str(ressalva) for ressalva in ressalvas)


@pytest.mark.parametrize("opcoes", [("--tirar",), ("--conta-cobranca", "1"), ("--ausentes", "baixar")])
def test_opcao_de_uma_pasta_sem_pasta_e_uso_errado(pronto: Terminal, opcoes: tuple[str, ...]) -> None:
    assert pronto("pastas", *opcoes).codigo == 2


def test_pasta_que_nao_ha_ou_conta_que_nao_ha_e_uso_errado(pronto: Terminal, tmp_path: Path) -> None:
    assert pronto("pastas", str(tmp_path / "falta")).codigo == 2
    assert pronto("pastas", str(tmp_path), "--conta-cobranca", "9").codigo == 2
