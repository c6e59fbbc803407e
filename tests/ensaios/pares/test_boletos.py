"""Os boletos contra o par, em ponto pequeno e sem Ruby; o ensaio inteiro é `python -m ensaios.pares.boletos`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ensaios.pares import boletos

_ECO = "import sys; codigos = open(sys.argv[1]).read(); sys.stdin.read(); sys.stdout.write(codigos)"


def _par(pasta: Path, codigos: list[str]) -> tuple[str, ...]:
    """Um par que responde estes códigos, seja o que for que lhe perguntem."""
    arquivo = pasta / "codigos.txt"
    arquivo.write_text("".join(f"{codigo}\n" for codigo in codigos), encoding="ascii")
    return sys.executable, "-c", _ECO, str(arquivo)


def test_diferenca_e_contada_e_dita_com_o_caso(tmp_path: Path) -> None:
    nossos = [codigo for codigo, _, _, _ in boletos.sortear(2, 7)]
    ditos: list[str] = []
    assert boletos.comparar(2, 7, ditos.append, _par(tmp_path, nossos)) == 0
    assert ditos[-1] == f"{len(boletos.BANCOS) * 2} boletos, 0 diferenças"
    trocado = f"{nossos[0][:-1]}{(int(nossos[0][-1]) + 1) % 10}"
    assert boletos.comparar(2, 7, ditos.append, _par(tmp_path, [trocado, *nossos[1:]])) == 1
    assert any(dito.startswith("BancoBrasil: nosso") and trocado in dito for dito in ditos)


def test_o_mesmo_sorteio_da_os_mesmos_casos_e_todos_se_releem() -> None:
    sorteados = list(boletos.sortear(3, 1))
    assert sorteados == list(boletos.sortear(3, 1))
    assert [tortas for *_, tortas in sorteados if tortas] == []


def test_par_que_nao_responde_a_tudo_nao_passa_por_igual(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="não respondeu"):
        boletos.comparar(1, 1, lambda _: None, _par(tmp_path, []))
