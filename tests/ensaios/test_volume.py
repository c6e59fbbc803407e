"""Falhas misturadas em ponto pequeno; o ensaio inteiro, com a memória e a janela, é `python -m ensaios.volume`."""

from __future__ import annotations

from pathlib import Path

import pytest

from ensaios import volume
from ensaios.volume import FALHAS, Medida, conferir_memoria, conferir_parada, conferir_sobras, ensaiar, falha_de
from tests.ensaios.test_conferencia import rodar_aqui


def test_cada_falha_deixa_o_aviso_no_seu_estado_e_nada_fica_aberto(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volume, "UMA_EM", 5)
    base = tmp_path / "base.db"
    quantos = volume.UMA_EM * len(FALHAS)
    assert {falha_de(numero) for numero in range(quantos)} == {"", *FALHAS}
    assert ensaiar(rodar_aqui(base), base, quantos, dizer=lambda _linha: None) == []


def test_o_que_sobra_e_acusado() -> None:
    antes = Medida(60, 10, 1)
    assert list(conferir_sobras(antes, Medida(90, 10, 1))) == []
    assert list(conferir_sobras(antes, Medida(90, 12, 2))) == [
        "2 arquivos ou conexões ficaram abertos",
        "1 threads ficaram vivas",
    ]


@pytest.mark.parametrize(
    ("no_primeiro", "no_segundo", "problema"),
    [((93.0, 94.0, 95.0), (95.0, 96.0), ""), ((60.0, 90.0, 160.0), (90.0, 95.0), "por aviso"),
     ((93.0, 94.0, 95.0), (95.0, 120.0), "no fim do segundo")],
)  # fmt: skip
def test_memoria_que_cresce_e_acusada(
    no_primeiro: tuple[float, ...], no_segundo: tuple[float, ...], problema: str
) -> None:
    primeiro, segundo = ([(2000 * ordem, mib) for ordem, mib in enumerate(lado)] for lado in (no_primeiro, no_segundo))
    achados = list(conferir_memoria(primeiro, segundo))
    assert (problema in achados[0]) if problema else not achados


@pytest.mark.parametrize(
    ("parada", "ocupada", "dormindo", "problema"),
    [(43.1, 6.8, 12.9, ""), (67.8, 6.8, 55.7, ""), (67.8, 6.8, 12.9, "parou 67.8"), (90.0, 80.0, 70.0, "ocupada 80.0")],
)
def test_parada_so_e_do_programa_se_a_maquina_nao_parou(
    parada: float, ocupada: float, dormindo: float, problema: str
) -> None:
    valores = {"fechando": parada, "ocupada_ela_mesma": ocupada, "processo_que_so_dorme": dormindo}
    achados = list(conferir_parada({nome: {"maior_ms": maior} for nome, maior in valores.items()}))
    assert (problema in achados[0]) if problema else not achados
