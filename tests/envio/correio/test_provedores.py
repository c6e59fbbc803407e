"""Propostas de servidor pelo domínio e limites iniciais."""

from __future__ import annotations

import pytest

from envio.correio.provedores import (
    CONEXOES_NO_MAXIMO,
    PROVEDORES,
    SEM_FONTE,
    Limites,
    conexoes,
    do_servidor,
    limites_iniciais,
    propor,
)
from regras.cadastro import Seguranca

TLS, STARTTLS = Seguranca.TLS, Seguranca.STARTTLS


@pytest.mark.parametrize(
    ("email", "servidor", "porta", "seguranca", "usuario"),
    [
        ("eu@gmail.com", "smtp.gmail.com", 465, TLS, "eu@gmail.com"),
        ("eu@Hotmail.com", "smtp-mail.outlook.com", 587, STARTTLS, "eu@Hotmail.com"),
        ("eu@empresa.onmicrosoft.com", "smtp.office365.com", 587, STARTTLS, "eu@empresa.onmicrosoft.com"),
        ("eu@yahoo.com.br", "smtp.mail.yahoo.com", 465, TLS, "eu@yahoo.com.br"),
        ("eu@icloud.com", "smtp.mail.me.com", 587, STARTTLS, "eu@icloud.com"),
        ("eu@uol.com.br", "smtps.uol.com.br", 587, STARTTLS, "eu"),
        ("eu@bol.com.br", "smtps.bol.com.br", 465, TLS, "eu"),
        ("eu@terra.com.br", "smtp.terra.com.br", 587, STARTTLS, "eu@terra.com.br"),
    ],
)
def test_dominio_conhecido_tem_uma_proposta(
    email: str, servidor: str, porta: int, seguranca: Seguranca, usuario: str
) -> None:
    (proposta,) = propor(email)
    assert (proposta.servidor, proposta.porta, proposta.seguranca) == (servidor, porta, seguranca)
    assert proposta.usuario(email) == usuario


def test_dominio_desconhecido_tem_palpites_em_465_e_depois_587() -> None:
    palpites = [(p.servidor, p.porta, p.seguranca) for p in propor("contato@empresa.com.br")]
    nomes = ("smtp.empresa.com.br", "mail.empresa.com.br", "empresa.com.br")
    assert palpites == [(nome, 465, TLS) for nome in nomes] + [(nome, 587, STARTTLS) for nome in nomes]


def test_usuario_do_painel_nao_sai_do_endereco() -> None:
    provedor = do_servidor("smtp.sendgrid.net")
    assert provedor is not None
    assert provedor.usuario("eu@empresa.com.br") == ""


@pytest.mark.parametrize(
    ("servidor", "limites"),
    [
        ("127.0.0.1", Limites()),
        ("[::1]", Limites()),
        ("LOCALHOST", Limites()),
        ("smtp.desconhecido.com", SEM_FONTE),
        ("smtp.gmail.com", Limites(20, 120, 500)),
        ("SMTP.OFFICE365.com", Limites(30, 1000, 10000)),
    ],
)
def test_limites_iniciais_vem_do_servidor(servidor: str, limites: Limites) -> None:
    assert limites_iniciais(servidor) == limites


def test_todo_provedor_e_protegido_em_porta_de_submissao() -> None:
    assert {(p.porta, p.seguranca) for p in PROVEDORES} == {(465, TLS), (587, STARTTLS)}


def test_conexoes_de_um_provedor_vao_de_uma_a_tres() -> None:
    assert {provedor.conexoes for provedor in PROVEDORES} <= {1, 2, CONEXOES_NO_MAXIMO}
    assert (conexoes("smtp.office365.com"), conexoes("127.0.0.1"), conexoes("smtp.outro.com.br")) == (3, 3, 3)


def test_nenhum_dominio_e_de_dois_provedores() -> None:
    dominios = [dominio for provedor in PROVEDORES for dominio in provedor.dominios]
    assert len(dominios) == len(set(dominios))
