"""O cadastro da caixa: proposta, conferência e senhas."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio import caixas
from envio.ambiente import Ambiente
from envio.caixa import Entrada
from envio.segredos import CofreEmMemoria
from modelos import caixas_devolucoes, contas_email
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.devolucao import CaixaDevolucoes
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido
from tests.envio.cofre_falso import CofreQueGuarda

CONTA = ContaEmail(1, "cobranca@exemplo.com.br", "smtp.exemplo.com.br", 465, Seguranca.TLS, "usuario")
CAIXA = CaixaDevolucoes(1, "imap.exemplo.com.br")


@pytest.fixture(autouse=True)
def conta(ambiente: Ambiente) -> None:
    """A conta a que a caixa pertence."""
    contas_email.gravar(CONTA)


@pytest.mark.parametrize(
    ("saida", "entrada"),
    [
        ("smtp.gmail.com", "imap.gmail.com"),
        ("smtps.uol.com.br", "imap.uol.com.br"),
        ("smtp.office365.com", "outlook.office365.com"),
        ("email-ssl.com.br", "email-ssl.com.br"),
        ("mail.empresa.com.br", "mail.empresa.com.br"),
    ],
)
def test_servidor_de_entrada_proposto_pelo_de_saida(saida: str, entrada: str) -> None:
    assert caixas.propor(replace(CONTA, servidor=saida)) == CaixaDevolucoes(1, entrada, 993, "", "INBOX")


@pytest.mark.parametrize(
    "campos",
    [
        {"servidor": ""},
        {"servidor": "a b"},
        {"servidor": "imap://x"},
        {"porta": 0},
        {"porta": 70000},
        {"pasta": " "},
        {"pasta": "IN\r\nBOX"},
        {"usuario": "a\0b"},
    ],
)
def test_caixa_com_dado_ruim_nao_e_gravada(campos: dict[str, object]) -> None:
    with pytest.raises(DadoInvalido):
        caixas.gravar(replace(CAIXA, **campos), None, CofreQueGuarda())  # type: ignore[arg-type]
    assert caixas_devolucoes.listar() == []


def test_sem_senha_propria_vale_a_da_conta() -> None:
    cofre = CofreQueGuarda()
    cofre.guardar(1, "da conta")
    caixas.gravar(CAIXA, None, cofre)
    assert not caixas.tem_senha_propria(1, cofre)
    assert caixas.obter_entrada(CAIXA, CONTA, cofre) == Entrada("usuario", "da conta")
    assert caixas.obter_entrada(CAIXA, CONTA, cofre, "desta vez") == Entrada("usuario", "desta vez")


def test_senha_propria_nao_mexe_na_da_conta() -> None:
    cofre = CofreQueGuarda()
    cofre.guardar(1, "da conta")
    caixas.gravar(replace(CAIXA, usuario="outro"), "da caixa", cofre)
    assert caixas.tem_senha_propria(1, cofre)
    assert caixas.obter_entrada(replace(CAIXA, usuario="outro"), CONTA, cofre, "x") == Entrada("outro", "da caixa")
    assert cofre.obter(1) == "da conta"
    caixas.excluir(1, cofre)
    assert (caixas.tem_senha_propria(1, cofre), cofre.obter(1), caixas_devolucoes.listar()) == (False, "da conta", [])


def test_sem_usuario_na_conta_entra_com_o_remetente() -> None:
    cofre = CofreQueGuarda()
    cofre.guardar(1, "x")
    assert caixas.obter_entrada(CAIXA, replace(CONTA, usuario=""), cofre).usuario == "cobranca@exemplo.com.br"


def test_sem_senha_nenhuma_diz_onde_informar() -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="conta 1"):
        caixas.obter_entrada(CAIXA, CONTA, CofreQueGuarda())


def test_o_que_o_navegador_autorizou_nao_e_senha_de_caixa() -> None:
    cofre = CofreQueGuarda()
    cofre.guardar(1, "token")
    with pytest.raises(ConfiguracaoIncompleta):
        caixas.obter_entrada(CAIXA, replace(CONTA, autenticacao=Autenticacao.GOOGLE), cofre, "token")


def test_cofre_que_esquece_recusa_a_senha_propria_salvo_pedido() -> None:
    with pytest.raises(AmbienteIndisponivel):
        caixas.gravar(CAIXA, "x", CofreEmMemoria())
    assert caixas_devolucoes.listar() == []
    caixas.gravar(CAIXA, "x", CofreEmMemoria(), aceita_memoria=True)
    assert caixas_devolucoes.listar() == [CAIXA]
