"""A rede que some, em ponto pequeno; o ensaio inteiro é `python -m ensaios.rede`."""

from __future__ import annotations

from pathlib import Path

import pytest

from ensaios.rede import MODOS, Rede, Sumico, _conferir_duvidas, _Ida, ensaiar, sortear_sumicos
from tests.ensaios.test_conferencia import rodar_aqui


def test_a_rede_cai_e_cala_e_ninguem_se_perde_nem_se_repete(tmp_path: Path) -> None:
    base, ditos = tmp_path / "base.db", list[str]()
    sumicos = [Sumico(2, 0.01, "cai"), Sumico(3, 0.005, "cala")]
    assert ensaiar(rodar_aqui(base), base, 16, sumicos, ditos.append) == []
    assert "caiu" in ditos[0]
    assert "não se apresentou" in ditos[1]


def test_cortada_no_corpo_adia_e_depois_do_ponto_poe_em_duvida(tmp_path: Path) -> None:
    base, ditos = tmp_path / "base.db", list[str]()
    sumicos = [Sumico(2, 0.0, "corpo"), Sumico(3, 0.0, "ponto"), Sumico(2, 0.01, "rst")]
    assert ensaiar(rodar_aqui(base), base, 24, sumicos, ditos.append) == []
    assert all("acabou" not in dito for dito in ditos[:2])
    assert ditos[-1].startswith("24 avisos, ")
    assert "24 avisos, 0 em dúvida" not in ditos[-1]


@pytest.mark.parametrize(
    ("modo", "novas", "sem_resposta", "frase"),
    [("cala", {"a"}, [], "sem que o ponto"), ("ponto", set(), ["b"], "e não em dúvida")],
)
def test_duvida_sem_ponto_ou_ponto_sem_duvida_e_acusada(
    modo: str, novas: set[str], sem_resposta: list[str], frase: str
) -> None:
    repetidor = Rede(1)
    repetidor.pontos, repetidor.sem_resposta = ["b"], sem_resposta
    assert any(frase in problema for problema in _conferir_duvidas(repetidor, modo, novas))
    repetidor._laco.close()


def test_o_repetidor_sabe_onde_esta_na_conversa() -> None:
    ida = _Ida()
    blocos = [
        b"EHLO x\r\n",
        b"DATA\r\n",
        b"From: a\r\nX-Aviso-Id: abcdefghij234567wxyz\r\n\r\nola",
        b"\r\n..\r\n",
        b".\r\n",
        b"QUIT\r\n",
    ]
    assert [ida.ler(bloco) for bloco in blocos] == ["", "", "corpo", "corpo", "ponto", ""]
    assert ida.envid == "abcdefghij234567wxyz"


def test_os_momentos_sao_sorteados_sempre_iguais_e_de_todos_os_modos() -> None:
    sumicos = sortear_sumicos(40, 300, semente=7)
    assert sumicos == sortear_sumicos(40, 300, semente=7)
    assert {sumico.modo for sumico in sumicos} == set(MODOS)
    assert sum(sumico.no_aviso for sumico in sumicos) < 300
