"""`autorizar`: o endereço ou o código em stderr, nada é perguntado, e o token só no cofre."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from envio.acesso.guarda import Guarda
from envio.acesso.oauth import consentimento
from envio.acesso.oauth.cliente import ClienteOAuth
from envio.acesso.segredos import CofreEmMemoria
from modelos.base.abertura import abrir
from modelos.contas import contas_autorizadas
from regras.cadastro import Autorizacao
from tests.envio.acesso.servidor_autorizacao import (
    APLICATIVO,
    RENOVACAO,
    SEGREDO,
    NoAr,
    erro,
    por_no_ar,
)
from tests.linha_de_comando import CONTA_TLS, Terminal
from tests.modelos.exemplos import EM
from ui.terminal.comandos import autorizar

CONTA = ("conta-email", "1", *CONTA_TLS, "--porta", "465", "--aplicativo", APLICATIVO)
MICROSOFT = (*CONTA, "--autenticacao", "microsoft")
GOOGLE = (*CONTA, "--autenticacao", "google", "--segredo-da-entrada")


@pytest.fixture
def no_ar(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[NoAr]:
    """O provedor no ar, e a pessoa que abre o endereço que o programa mostra."""
    with por_no_ar() as aberto:
        terminal.abrir_oauth = lambda: aberto.servico
        monkeypatch.setattr(
            autorizar.consentimento, "autorizar_no_navegador", _com_pessoa(aberto, consentimento.autorizar_no_navegador)
        )
        monkeypatch.setattr(autorizar, "esperar", lambda _segundos: None)
        yield aberto


def _com_pessoa(
    no_ar: NoAr, conduzir: Callable[..., Iterator[consentimento.Passo]]
) -> Callable[[ClienteOAuth], Iterator[consentimento.Passo]]:
    def conduzir_e_abrir(cliente: ClienteOAuth) -> Iterator[consentimento.Passo]:
        for passo in conduzir(cliente, passo_s=0.02):
            if isinstance(passo, consentimento.AbrirNavegador):
                no_ar.navegador.abrir(passo.endereco)
            yield passo

    return conduzir_e_abrir


def test_pelo_navegador(terminal: Terminal, no_ar: NoAr) -> None:
    terminal(*GOOGLE, entrada=f"{SEGREDO}\n")
    dito = terminal("autorizar", "1")
    assert dito.codigo == 0
    assert dito.objeto == {
        "autorizacao": {"conta": 1, "autenticacao": "google", "autorizada_em": EM.isoformat()},
    }
    assert f"{no_ar.servidor.endereco}/pagina?" in dito.erros
    assert Guarda(terminal.cofre, 1).renovacao() == RENOVACAO
    for segredo in (RENOVACAO, SEGREDO, "codigo-0-segredo", *no_ar.servidor.acessos):
        assert segredo not in dito.saida + dito.erros
        assert segredo.encode() not in terminal.base.read_bytes()
    with abrir(terminal.base):
        assert contas_autorizadas.obter(1) == Autorizacao(EM)


def test_por_codigo_de_dispositivo(terminal: Terminal, no_ar: NoAr) -> None:
    terminal(*MICROSOFT)
    no_ar.servidor.proximas = [erro("authorization_pending")]
    dito = terminal.dizer("autorizar", "1", "--dispositivo")
    assert (dito.codigo, dito.saida) == (0, "Conta 1 autorizada: cob@aurora.example.com.\n")
    assert "Abra https://exemplo.test/codigo e digite o código ABCD-1234 (vale por 15 minutos)." in dito.erros
    assert Guarda(terminal.cofre, 1).renovacao() == RENOVACAO


def test_recusada_nao_muda_nada(terminal: Terminal, no_ar: NoAr) -> None:
    terminal(*MICROSOFT)
    Guarda(terminal.cofre, 1).guardar_renovacao("antiga")
    no_ar.servidor.na_pagina = {"error": "access_denied"}
    dito = terminal("autorizar", "1")
    assert (dito.codigo, "recusada" in dito.frase) == (1, True)
    assert Guarda(terminal.cofre, 1).renovacao() == "antiga"


@pytest.mark.parametrize(
    ("conta", "argumentos", "codigo", "trecho"),
    [
        ((), ("7",), 2, "conta de e-mail 7 não existe"),
        (CONTA, ("1",), 2, "entra por senha"),
        ((*CONTA, "--autenticacao", "google"), ("1",), 1, "sem o segredo do aplicativo"),
        (GOOGLE, ("1", "--dispositivo"), 1, "não oferece código"),
    ],
)
@pytest.mark.usefixtures("no_ar")
def test_o_que_nao_se_autoriza(
    terminal: Terminal, conta: tuple[str, ...], argumentos: tuple[str, ...], codigo: int, trecho: str
) -> None:
    if conta:
        terminal(*conta, entrada=f"{SEGREDO}\n")
    dito = terminal("autorizar", *argumentos)
    assert dito.codigo == codigo
    assert trecho in dito.frase


def test_sem_cofre_nem_comeca(terminal: Terminal, no_ar: NoAr) -> None:
    terminal(*MICROSOFT)
    terminal.cofre = CofreEmMemoria()
    dito = terminal("autorizar", "1")
    assert (dito.codigo, "Não há cofre" in dito.frase) == (1, True)
    assert no_ar.servidor.pedidos == []


def test_fechar_com_senha_numa_conta_autorizada_e_uso_errado(pronto: Terminal) -> None:
    pronto(*MICROSOFT)
    dito = pronto("fechar", "--senha-da-entrada", entrada="s\n")
    assert (dito.codigo, "não por senha" in dito.frase) == (2, True)


def test_fechar_sem_autorizar_diz_como(pronto: Terminal) -> None:
    pronto(*MICROSOFT)
    dito = pronto("fechar")
    assert (dito.codigo, "autorizar 1" in dito.frase) == (1, True)
