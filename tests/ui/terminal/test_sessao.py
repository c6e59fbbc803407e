from __future__ import annotations

import io

import pytest

from regras.erros import ConfiguracaoIncompleta
from ui.terminal.sessao import Composicao, Sessao, escrever


class CanoFechado(io.StringIO):
    """Ninguém mais lê."""

    def flush(self) -> None:
        """Falha como o sistema falha."""
        raise BrokenPipeError(32, "Broken pipe")


def _sessao(composicao: Composicao, entrada: io.StringIO | None) -> Sessao:
    return Sessao(composicao, entrada, io.StringIO(), CanoFechado())


@pytest.fixture
def composicao() -> Composicao:
    """Nada dela é usado aqui."""
    return object.__new__(Composicao)


def test_andamento_que_ninguem_le_nao_para_o_trabalho(composicao: Composicao) -> None:
    _sessao(composicao, None).avisar("lidas")
    assert not escrever("lidas", CanoFechado())
    assert escrever("lidas", io.StringIO())


@pytest.mark.parametrize("entrada", [None, io.StringIO(), io.StringIO("\n")])
def test_sem_entrada_padrao_a_falta_da_senha_e_dita(composicao: Composicao, entrada: io.StringIO | None) -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="A senha não veio"):
        _sessao(composicao, entrada).ler_senha()


def test_senha_e_a_primeira_linha_sem_a_quebra(composicao: Composicao) -> None:
    assert _sessao(composicao, io.StringIO("sénha certa \r\noutra\n")).ler_senha() == "sénha certa "
