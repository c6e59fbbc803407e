"""A base volta ao que era, e nada se perde."""

from __future__ import annotations

from pathlib import Path

from tests.linha_de_comando import Terminal


def test_restaurar_volta_ao_que_era_e_guarda_a_atual_ao_lado(pronto: Terminal, tmp_path: Path) -> None:
    copia = pronto("backup", "--destino", str(tmp_path / "copias")).objeto["arquivo"]
    pronto("parametros", "vencendo_em_dias=9")
    dito = pronto("restaurar", copia)
    assert dito.codigo == 0
    assert pronto("parametros").objeto["parametros"]["vencendo_em_dias"] == 3
    guardada = dito.objeto["guardada"]
    assert pronto.rodar("parametros", "--json", "--base", guardada).objeto["parametros"]["vencendo_em_dias"] == 9


def test_arquivo_que_nao_e_copia_nao_toca_na_base(pronto: Terminal) -> None:
    antes = pronto("parametros").saida
    for ruim in (pronto.escrever("x.db", "não é base"), str(pronto.pasta / "nao-existe.db")):
        dito = pronto("restaurar", ruim)
        assert dito.codigo == 1
        assert dito.frase.endswith(".")
    assert pronto("parametros").saida == antes
