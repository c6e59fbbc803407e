"""O token de renovação no cofre: em pedaços que cabem no Windows, inteiro ou nenhum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.acesso.guarda import PEDACO, PEDACOS_MAXIMOS, Guarda
from envio.acesso.segredos import OCTETOS_MAXIMOS
from regras.erros import AmbienteIndisponivel, DadoInvalido
from tests.envio.cofre_falso import CofreQueGuarda


class CofreDoWindows(CofreQueGuarda):
    """Recusa o que não cabe; `cabem` gravações depois, tranca."""

    def __init__(self, cabem: int = 10**6) -> None:
        super().__init__()
        self.cabem = cabem

    def guardar(self, chave: int | str, senha: str) -> None:
        assert len(senha.encode("utf-16-le")) <= OCTETOS_MAXIMOS
        self.cabem -= 1
        if self.cabem < 0:
            raise AmbienteIndisponivel("trancado")
        super().guardar(chave, senha)


@given(st.lists(st.integers(1, PEDACO * PEDACOS_MAXIMOS), min_size=1, max_size=3))
def test_o_ultimo_guardado_volta_inteiro_e_nao_sobra_pedaco(tamanhos: list[int]) -> None:
    cofre = CofreDoWindows()
    guarda = Guarda(cofre, 1)
    for ordem, tamanho in enumerate(tamanhos):
        token = (f"{ordem}:x" * tamanho)[:tamanho]
        guarda.guardar_renovacao(token)
        assert guarda.renovacao() == token
    assert len(cofre._senhas) == -(-tamanhos[-1] // PEDACO)
    guarda.esquecer()
    assert (cofre._senhas, guarda.renovacao()) == ({}, "")


@pytest.mark.parametrize("token", ["", "x" * (PEDACO * PEDACOS_MAXIMOS + 1)])
def test_o_que_nao_cabe_e_recusado_e_o_antigo_fica(token: str) -> None:
    guarda = Guarda(CofreDoWindows(), 1)
    guarda.guardar_renovacao("antigo")
    with pytest.raises(DadoInvalido, match="token de renovação"):
        guarda.guardar_renovacao(token)
    assert guarda.renovacao() == "antigo"


@pytest.mark.parametrize("cabem", [1, 2])
def test_gravacao_interrompida_nao_mistura_os_pedacos(cabem: int) -> None:
    cofre = CofreDoWindows()
    Guarda(cofre, 1).guardar_renovacao("a" * PEDACO * 3)
    cofre.cabem = cabem
    with pytest.raises(AmbienteIndisponivel):
        Guarda(cofre, 1).guardar_renovacao("b" * PEDACO * 3)
    assert Guarda(cofre, 1).renovacao() == ""


@pytest.mark.parametrize("guardado", ["lixo", "a:b:c", "m:2:so-o-primeiro", "m::x"])
def test_o_que_outro_escreveu_no_cofre_nao_e_token(guardado: str) -> None:
    cofre = CofreDoWindows()
    cofre.guardar("1:renovacao:1", guardado)
    assert Guarda(cofre, 1).renovacao() == ""


def test_contas_e_segredos_nao_se_misturam() -> None:
    cofre = CofreDoWindows()
    cofre.guardar(1, "senha")
    Guarda(cofre, 1).guardar_renovacao("um")
    Guarda(cofre, 11).guardar_renovacao("onze")
    Guarda(cofre, 1).guardar_segredo("do aplicativo")
    assert (Guarda(cofre, 1).renovacao(), Guarda(cofre, 11).renovacao()) == ("um", "onze")
    assert (Guarda(cofre, 1).segredo(), Guarda(cofre, 11).segredo()) == ("do aplicativo", "")
    Guarda(cofre, 1).esquecer()
    assert (cofre.obter(1), Guarda(cofre, 11).renovacao()) == ("senha", "onze")
