from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from ui import atalhos
from ui.atalhos import Alcance

RAIZ = Path(__file__).parents[2]


def _teclas(*alcances: Alcance) -> list[str]:
    return [
        tecla for atalho in atalhos.TODOS if atalho.alcance in alcances for tecla in (*atalho.teclas, *atalho.do_botao)
    ]


@pytest.mark.parametrize("alcance", [alcance for alcance in Alcance if alcance is not Alcance.PROGRAMA])
def test_tecla_nao_se_repete_no_mesmo_alcance(alcance: Alcance) -> None:
    repetidas = [tecla for tecla, vezes in Counter(_teclas(Alcance.PROGRAMA, alcance)).items() if vezes > 1]
    assert not repetidas


def test_toda_tecla_existe_para_o_qt() -> None:
    for tecla in _teclas(*Alcance):
        assert not QKeySequence(tecla).isEmpty(), tecla


def test_nomes_sao_unicos_e_toda_acao_se_explica() -> None:
    assert len({atalho.nome for atalho in atalhos.TODOS}) == len(atalhos.TODOS)
    assert all(atalho.o_que_faz and atalho.tecla for atalho in atalhos.TODOS)


@pytest.mark.parametrize(
    ("atalho", "tecla"),
    [
        (atalhos.AJUDA, "F1"),
        (atalhos.CONSULTA, "F2"),
        (atalhos.PREVIA, "F4"),
        (atalhos.FECHAR_DIA, "F9"),
        (atalhos.GRAVAR, "Ctrl+S"),
        (atalhos.SAIR, "Esc"),
    ],
)
def test_teclas_da_tela_de_origem(atalho: atalhos.Atalho, tecla: str) -> None:
    assert atalho.tecla == tecla
    assert "F3" in atalhos.CONSULTA.teclas
    assert "Alt+G" in atalhos.GRAVAR.do_botao


def test_nenhuma_tela_escreve_tecla_fora_de_atalhos() -> None:
    """`QKeySequence("…")` com texto literal só pode existir em `atalhos.py`."""
    achados = []
    for arquivo in (RAIZ / "ui").rglob("*.py"):
        if arquivo.name == "atalhos.py" and arquivo.parent.name == "ui":
            continue
        for no in ast.walk(ast.parse(arquivo.read_text(encoding="utf-8"))):
            if isinstance(no, ast.Call) and isinstance(no.func, ast.Name) and no.func.id == "QKeySequence":
                achados += [f"{arquivo.name}:{no.lineno}" for arg in no.args if isinstance(arg, ast.Constant)]
    assert not achados
