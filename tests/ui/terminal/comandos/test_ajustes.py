"""`ajustes`: o modo de teste e a guarda das mensagens."""

from __future__ import annotations

import pytest

from tests.linha_de_comando import Terminal


def test_mostra_liga_e_desliga(terminal: Terminal) -> None:
    assert terminal("ajustes").objeto == {"ajustes": {"teste_para": "", "guardar_meses": 60}}
    ligado = terminal("ajustes", "--teste-para", "Eu@Empresa.com.br", "--guardar-meses", "0")
    assert ligado.objeto == {"ajustes": {"teste_para": "eu@empresa.com.br", "guardar_meses": 0}}
    assert terminal("ajustes", "--sem-teste").objeto["ajustes"]["teste_para"] == ""


@pytest.mark.parametrize(
    "argumentos",
    [("--teste-para", "sem arroba"), ("--guardar-meses", "-1"), ("--teste-para", "a@b.com", "--sem-teste")],
)
def test_o_que_nao_serve_e_uso_errado(terminal: Terminal, argumentos: tuple[str, ...]) -> None:
    assert terminal("ajustes", *argumentos).codigo == 2
    assert terminal("ajustes").objeto["ajustes"]["teste_para"] == ""


def test_fechar_em_teste_manda_so_ao_endereco_e_diz(pronto: Terminal) -> None:
    pronto("ajustes", "--teste-para", "eu@empresa.com.br")
    fechado = pronto("fechar")
    assert "MODO DE TESTE" in fechado.erros
    assert fechado.objeto["simulado"] is True
    assert pronto("historico").objeto == {"avisos": []}
