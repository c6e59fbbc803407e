"""O cadastro da conta de e-mail: o que se completa, o que se recusa, e a senha antes da conta."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from envio import contas
from envio.segredos import Cofre, CofreEmMemoria
from modelos import contas_email
from modelos.base import Base, abrir
from regras.cadastro import ContaEmail, Seguranca
from regras.erros import AmbienteIndisponivel, DadoInvalido, ErroAviso
from tests.envio.cofre_falso import CofreQueGuarda, CofreTrancado

CONTA = ContaEmail(1, "cobranca@empresa.com.br", "smtp.empresa.com.br", 465, Seguranca.TLS, "cobranca@empresa.com.br")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """Uma base nova."""
    with abrir(tmp_path / "aviso.db") as aberta:
        yield aberta


def _limites(conta: ContaEmail) -> tuple[int | None, int | None, int | None]:
    return conta.por_minuto, conta.por_hora, conta.por_dia


@pytest.mark.parametrize(
    ("servidor", "limites"),
    [
        ("smtp.empresa.com.br", (20, 120, 400)),
        ("127.0.0.1", (None, None, None)),
        ("LOCALHOST", (None, None, None)),
        ("[::1]", (None, None, None)),
    ],
)
def test_conta_nova_nasce_com_o_ritmo_do_servidor(servidor: str, limites: tuple[int | None, ...]) -> None:
    assert _limites(contas.completar(replace(CONTA, servidor=servidor), None)) == limites


def test_limite_informado_vale_e_zero_e_sem_limite() -> None:
    pedida = replace(CONTA, por_minuto=7, por_hora=0)
    assert _limites(contas.completar(pedida, None)) == (7, None, 400)


def test_alterar_mantem_o_que_nao_foi_informado() -> None:
    existente = replace(CONTA, por_minuto=3, por_hora=None, por_dia=50, mensagem=2)
    completa = contas.completar(replace(CONTA, por_dia=9), existente)
    assert (*_limites(completa), completa.mensagem) == (3, None, 9, 2)
    assert contas.completar(replace(CONTA, mensagem=4), existente).mensagem == 4


@pytest.mark.parametrize(
    ("mudanca", "campo"),
    [
        ({"remetente": "sem arroba"}, "remetente"),
        ({"servidor": ""}, "servidor"),
        ({"servidor": "smtp empresa"}, "servidor"),
        ({"servidor": "smtp://empresa"}, "servidor"),
        ({"servidor": "eu@empresa.com.br"}, "servidor"),
        ({"porta": 0}, "porta"),
        ({"porta": 65536}, "porta"),
        ({"seguranca": Seguranca.NENHUMA}, "segurança"),
    ],
)
@pytest.mark.usefixtures("base")
def test_conta_invalida_nao_e_gravada_nem_a_senha(mudanca: dict[str, object], campo: str) -> None:
    cofre = CofreQueGuarda()
    with pytest.raises(DadoInvalido) as erro:
        contas.gravar(replace(CONTA, **mudanca), "segredo", cofre)
    assert erro.value.campo == campo
    assert contas_email.listar() == []
    assert cofre.obter(1) is None


@pytest.mark.parametrize("servidor", ["127.0.0.1", "::1", "localhost"])
def test_sem_protecao_so_na_propria_maquina(servidor: str) -> None:
    contas.conferir(replace(CONTA, servidor=servidor, seguranca=Seguranca.NENHUMA))


@pytest.mark.usefixtures("base")
def test_grava_a_conta_e_a_senha_fica_so_no_cofre() -> None:
    cofre = CofreQueGuarda()
    contas.gravar(CONTA, "segredo", cofre)
    contas.gravar(replace(CONTA, porta=587), None, cofre)
    gravada = contas_email.obter(1)
    assert gravada is not None
    assert (gravada.porta, cofre.obter(1)) == (587, "segredo")
    assert "segredo" not in repr(gravada)


@pytest.mark.parametrize(
    ("cofre", "senha", "aceita_memoria", "trecho"),
    [
        (CofreTrancado(), "segredo", False, "trancado"),
        (CofreEmMemoria(), "segredo", False, "Não há cofre"),
        (CofreQueGuarda(), "x" * 1281, False, "1280"),
        (CofreEmMemoria(), "x" * 1281, True, "1280"),
        (CofreQueGuarda(), "", False, "vazia"),
    ],
)
@pytest.mark.usefixtures("base")
def test_senha_que_nao_pode_ser_guardada_deixa_a_conta_como_estava(
    cofre: Cofre, senha: str, aceita_memoria: bool, trecho: str
) -> None:
    contas.gravar(CONTA, None, cofre)
    with pytest.raises(ErroAviso, match=trecho):
        contas.gravar(replace(CONTA, porta=587), senha, cofre, aceita_memoria=aceita_memoria)
    assert contas_email.listar() == [CONTA]


@pytest.mark.usefixtures("base")
def test_sem_cofre_a_senha_fica_na_memoria_de_quem_segue_aberto() -> None:
    cofre = CofreEmMemoria()
    contas.gravar(CONTA, "x" * 1280, cofre, aceita_memoria=True)
    assert (contas_email.obter(1), cofre.obter(1)) == (CONTA, "x" * 1280)


@pytest.mark.usefixtures("base")
def test_cofre_trancado_e_falha_do_ambiente() -> None:
    with pytest.raises(AmbienteIndisponivel):
        contas.gravar(CONTA, "segredo", CofreTrancado())
