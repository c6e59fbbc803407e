"""O cadastro da caixa: proposta, conferência e senhas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.contas import caixas
from envio.correio.caixa_de_entrada import Entrada
from modelos.avisos import caixas_devolucoes
from modelos.contas import contas_email
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


@pytest.fixture
def cofre() -> CofreQueGuarda:
    """O cofre do sistema."""
    return CofreQueGuarda()


@pytest.fixture
def entrar(ambiente: Ambiente, cofre: CofreQueGuarda) -> Callable[..., Entrada]:
    """Pede com que se entra na caixa."""
    return lambda caixa, conta, senha=None: caixas.obter_entrada(replace(ambiente, cofre=cofre), caixa, conta, senha)


def test_sem_senha_propria_vale_a_da_conta(cofre: CofreQueGuarda, entrar: Callable[..., Entrada]) -> None:
    cofre.guardar(1, "da conta")
    caixas.gravar(CAIXA, None, cofre)
    assert cofre.obter("1:caixa") is None
    assert entrar(CAIXA, CONTA) == Entrada("usuario", "da conta")
    assert entrar(CAIXA, CONTA, "desta vez") == Entrada("usuario", "desta vez")


def test_senha_propria_nao_mexe_na_da_conta(cofre: CofreQueGuarda, entrar: Callable[..., Entrada]) -> None:
    cofre.guardar(1, "da conta")
    caixas.gravar(replace(CAIXA, usuario="outro"), "da caixa", cofre)
    assert cofre.obter("1:caixa") == "da caixa"
    assert entrar(replace(CAIXA, usuario="outro"), CONTA, "x") == Entrada("outro", "da caixa")
    assert cofre.obter(1) == "da conta"
    caixas.excluir(1, cofre)
    assert (cofre.obter("1:caixa"), cofre.obter(1), caixas_devolucoes.listar()) == (None, "da conta", [])


def test_sem_usuario_na_conta_entra_com_o_remetente(cofre: CofreQueGuarda, entrar: Callable[..., Entrada]) -> None:
    cofre.guardar(1, "x")
    assert entrar(CAIXA, replace(CONTA, usuario="")).usuario == "cobranca@exemplo.com.br"


def test_sem_senha_nenhuma_diz_onde_informar(entrar: Callable[..., Entrada]) -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="conta 1"):
        entrar(CAIXA, CONTA)


@pytest.mark.parametrize("autenticacao", [Autenticacao.GOOGLE, Autenticacao.MICROSOFT])
def test_o_que_o_navegador_autorizou_nao_e_senha_de_caixa(
    cofre: CofreQueGuarda, entrar: Callable[..., Entrada], autenticacao: Autenticacao
) -> None:
    cofre.guardar(1, "token")
    with pytest.raises(ConfiguracaoIncompleta):
        entrar(CAIXA, replace(CONTA, autenticacao=autenticacao))


def test_conta_do_google_entra_com_o_token_do_envio(
    entrar: Callable[..., Entrada], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caixas.acesso, "do_cofre", lambda *_: SimpleNamespace(obter=lambda: "ya29"))
    entrada = entrar(replace(CAIXA, servidor="IMAP.gmail.com"), replace(CONTA, autenticacao=Autenticacao.GOOGLE))
    assert (entrada.senha, entrada.token) == ("", "ya29")
    assert "ya29" not in repr(entrada)


@pytest.mark.parametrize("servidor", ["imap.exemplo.com.br", "imap.gmail.com.exemplo.com.br", "falsogmail.com"])
def test_token_do_google_nao_se_mostra_a_servidor_que_nao_e_dele(
    entrar: Callable[..., Entrada], monkeypatch: pytest.MonkeyPatch, servidor: str
) -> None:
    monkeypatch.setattr(caixas.acesso, "do_cofre", lambda *_: SimpleNamespace(obter=lambda: "ya29"))
    with pytest.raises(ConfiguracaoIncompleta, match="sem senha"):
        entrar(replace(CAIXA, servidor=servidor), replace(CONTA, autenticacao=Autenticacao.GOOGLE))


def test_cofre_que_esquece_recusa_a_senha_propria_salvo_pedido() -> None:
    with pytest.raises(AmbienteIndisponivel):
        caixas.gravar(CAIXA, "x", CofreEmMemoria())
    assert caixas_devolucoes.listar() == []
    caixas.gravar(CAIXA, "x", CofreEmMemoria(), aceita_memoria=True)
    assert caixas_devolucoes.listar() == [CAIXA]


def test_frases_apontam_a_tela_e_o_comando(cofre: CofreQueGuarda, entrar: Callable[..., Entrada]) -> None:
    with pytest.raises(ConfiguracaoIncompleta) as excecao:
        entrar(CAIXA, CONTA)
    assert caixas.ONDE_SE_CONFIGURA in excecao.value.o_que_fazer
    assert "`app.py devolvidos buscar --senha-da-entrada`" in excecao.value.no_terminal
