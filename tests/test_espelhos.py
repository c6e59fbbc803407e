"""Que testes um commit toca: o espelho, o teste que declara o módulo, e os que olham a casa inteira."""

from __future__ import annotations

import pytest

from tests.espelhos import DA_CASA, provas_de


@pytest.mark.parametrize(
    ("arquivo", "teste"),
    [
        ("regras/dinheiro.py", "tests/regras/test_dinheiro.py"),
        ("iniciar.py", "tests/test_iniciar.py"),
        ("boletos/bancos/itau.py", "tests/boletos/test_todos_os_bancos.py"),
        ("ui/janela/cabecalho.py", "tests/ui/janela/test_janela.py"),
        ("tests/regras/test_dinheiro.py", "tests/regras/test_dinheiro.py"),
    ],
)
def test_modulo_toca_o_teste_que_o_prova(arquivo: str, teste: str) -> None:
    assert provas_de([arquivo]) == sorted({teste, *DA_CASA})


def test_arquivo_sem_teste_proprio_toca_so_os_da_casa() -> None:
    assert provas_de(["README.md", "tests/conftest.py", "regras/nao_existe.py"]) == sorted(DA_CASA)
