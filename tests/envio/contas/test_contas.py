"""O cadastro da conta de e-mail: o que se completa, o que se recusa, e a senha antes da conta."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from envio.acesso.guarda import Guarda
from envio.acesso.segredos import Cofre, CofreEmMemoria
from envio.contas import contas
from envio.contas.contas import Autorizada
from modelos.base.abertura import Base
from modelos.contas import contas_autorizadas, contas_conferidas, contas_email
from regras.cadastro import Autenticacao, Autorizacao, Conferida, ContaEmail, Seguranca
from regras.erros import AmbienteIndisponivel, DadoInvalido, ErroAviso
from tests.base_copiada import abrir_nova
from tests.envio.cofre_falso import CofreQueGuarda, CofreTrancado
from tests.modelos.exemplos import EM

CONTA = ContaEmail(1, "cobranca@empresa.com.br", "smtp.empresa.com.br", 465, Seguranca.TLS, "cobranca@empresa.com.br")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """Uma base nova."""
    with abrir_nova(tmp_path / "aviso.db") as aberta:
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
        ({"autenticacao": Autenticacao.GOOGLE}, "aplicativo"),
        ({"autenticacao": Autenticacao.GOOGLE, "aplicativo": "com espaço"}, "aplicativo"),
        ({"autenticacao": Autenticacao.MICROSOFT, "aplicativo": "x", "locatario": "../outro"}, "locatário"),
        ({"autenticacao": Autenticacao.MICROSOFT, "aplicativo": "x", "locatario": "a/b"}, "locatário"),
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
    ("cofre", "senha", "trecho"),
    [
        (CofreTrancado(), "segredo", "trancado"),
        (CofreQueGuarda(), "x" * 1281, "1280"),
        (CofreEmMemoria(), "x" * 1281, "1280"),
        (CofreQueGuarda(), "", "vazia"),
    ],
)
@pytest.mark.usefixtures("base")
def test_senha_que_nao_pode_ser_guardada_deixa_a_conta_como_estava(cofre: Cofre, senha: str, trecho: str) -> None:
    contas.gravar(CONTA, None, cofre)
    with pytest.raises(ErroAviso, match=trecho):
        contas.gravar(replace(CONTA, porta=587), senha, cofre)
    assert contas_email.listar() == [CONTA]


@pytest.mark.usefixtures("base")
def test_sem_cofre_a_senha_fica_na_memoria_de_quem_segue_aberto() -> None:
    cofre = CofreEmMemoria()
    contas.gravar(CONTA, "x" * 1280, cofre)
    assert (contas_email.obter(1), cofre.obter(1)) == (CONTA, "x" * 1280)


@pytest.mark.usefixtures("base")
def test_cofre_trancado_e_falha_do_ambiente() -> None:
    with pytest.raises(AmbienteIndisponivel):
        contas.gravar(CONTA, "segredo", CofreTrancado())


MICROSOFT = replace(CONTA, autenticacao=Autenticacao.MICROSOFT, aplicativo="x-1", locatario="empresa.com.br")
RENOVACAO = "renovacao-" * 200


@pytest.mark.usefixtures("base")
def test_conta_autorizada_guarda_o_token_so_no_cofre() -> None:
    cofre = CofreQueGuarda()
    autorizada = Autorizada(RENOVACAO, EM)
    contas.gravar(MICROSOFT, None, cofre, segredo="do aplicativo", autorizada=autorizada)
    assert Guarda(cofre, 1).renovacao() == RENOVACAO
    assert Guarda(cofre, 1).segredo() == "do aplicativo"
    assert contas_autorizadas.obter(1) == Autorizacao(EM)
    assert "renovacao-" not in repr(contas_email.obter(1)) + repr(autorizada)


@pytest.mark.usefixtures("base")
def test_mudar_o_que_nao_se_autoriza_mantem_a_autorizacao() -> None:
    cofre = CofreQueGuarda()
    contas.gravar(MICROSOFT, None, cofre, autorizada=Autorizada(RENOVACAO, EM))
    contas.gravar(replace(MICROSOFT, nome="Outro", porta=25), None, cofre)
    assert (Guarda(cofre, 1).renovacao(), contas_autorizadas.obter(1)) == (RENOVACAO, Autorizacao(EM))


@pytest.mark.parametrize("mudanca", [{"aplicativo": "x-2"}, {"locatario": ""}, {"usuario": "outra@empresa.com.br"}])
@pytest.mark.usefixtures("base")
def test_outro_aplicativo_ou_login_pede_outra_autorizacao(mudanca: dict[str, str]) -> None:
    cofre = CofreQueGuarda()
    contas.gravar(MICROSOFT, None, cofre, autorizada=Autorizada(RENOVACAO, EM))
    contas.gravar(replace(MICROSOFT, **mudanca), None, cofre)
    assert (Guarda(cofre, 1).renovacao(), contas_autorizadas.obter(1)) == ("", None)


@pytest.mark.usefixtures("base")
def test_trocar_a_forma_de_entrar_esquece_os_segredos_da_outra() -> None:
    cofre = CofreQueGuarda()
    contas.gravar(CONTA, "senha", cofre)
    contas.gravar(MICROSOFT, None, cofre, segredo="s", autorizada=Autorizada(RENOVACAO, EM))
    assert cofre.obter(1) is None
    contas.gravar(CONTA, "outra senha", cofre)
    assert (Guarda(cofre, 1).renovacao(), Guarda(cofre, 1).segredo()) == ("", "")
    assert contas_autorizadas.obter(1) is None
    assert cofre.obter(1) == "outra senha"


@pytest.mark.usefixtures("base")
def test_sem_cofre_a_autorizacao_so_fica_com_quem_segue_aberto() -> None:
    cofre = CofreEmMemoria()
    with pytest.raises(AmbienteIndisponivel, match="Não há cofre"):
        contas.gravar(MICROSOFT, None, cofre, autorizada=Autorizada(RENOVACAO, EM))
    assert contas_email.listar() == []
    contas.gravar(MICROSOFT, None, cofre, autorizada=Autorizada(RENOVACAO, EM), aceita_memoria=True)
    assert Guarda(cofre, 1).renovacao() == RENOVACAO


def test_esquecer_os_segredos_de_uma_conta() -> None:
    cofre = CofreQueGuarda()
    cofre.guardar(1, "senha")
    cofre.guardar("1:caixa", "da caixa")
    Guarda(cofre, 1).guardar_renovacao(RENOVACAO)
    Guarda(cofre, 1).guardar_segredo("s")
    contas.esquecer_segredos(1, cofre)
    assert cofre._senhas == {}


def test_a_conferencia_vale_enquanto_nada_do_que_ela_prova_mudar(base: Base) -> None:
    cofre = CofreEmMemoria()
    contas.gravar(CONTA, "senha", cofre, aceita_memoria=True, conferida=Conferida(EM))
    contas.gravar(replace(CONTA, nome="Cobrança", por_dia=9), None, cofre)
    assert contas_conferidas.obter(1) == Conferida(EM)
    contas.gravar(replace(CONTA, porta=587), None, cofre)
    assert contas_conferidas.obter(1) is None


def test_senha_nova_pede_outra_conferencia(base: Base) -> None:
    cofre = CofreEmMemoria()
    contas.gravar(CONTA, "senha", cofre, aceita_memoria=True, conferida=Conferida(EM, EM))
    assert contas_conferidas.obter(1) == Conferida(EM, EM)
    contas.gravar(CONTA, "outra", cofre, aceita_memoria=True)
    assert contas_conferidas.obter(1) is None
