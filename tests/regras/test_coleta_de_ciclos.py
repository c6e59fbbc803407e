"""O coletor volta como estava, sem cobrar na volta a coleta adiada."""

from __future__ import annotations

import gc

import pytest

from regras import coleta_de_ciclos


def test_pausa_e_volta_ligado() -> None:
    with coleta_de_ciclos.adiada():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_desligado_fica_desligado() -> None:
    gc.disable()
    try:
        with coleta_de_ciclos.adiada():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_volta_ligado_mesmo_com_erro() -> None:
    with pytest.raises(ValueError, match="no meio"), coleta_de_ciclos.adiada():
        raise ValueError("no meio")
    assert gc.isenabled()


def test_o_que_nasce_na_pausa_vai_para_a_geracao_velha_e_ainda_e_coletado() -> None:
    with coleta_de_ciclos.adiada():
        ciclo: list[object] = []
        ciclo.append(ciclo)
        antes = gc.get_count()[0]
        criados = [[] for _ in range(5000)]
    assert gc.get_count()[0] < antes + 5000
    assert gc.get_freeze_count() == 0
    del ciclo, criados
    assert gc.collect() >= 1
