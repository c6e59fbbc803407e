"""A situação de um contato na ficha do cliente: recebe, e se não, por quê."""

from __future__ import annotations

import pytest

from modelos.avisos.devolvidos import Devolvido
from regras.cadastro import Contato
from tests.modelos.exemplos import EM
from ui.tabelas.contatos import COLUNAS, LinhaContato

DEVOLVIDO = Devolvido("a@b.com.br", "550 5.1.1", EM)


@pytest.mark.parametrize(
    ("email", "devolvidos", "situacao", "cor", "icone"),
    [
        ("a@b.com.br", (), "Recebe", "ok", "certo"),
        ("", (), "Sem e-mail", "aviso", "alerta"),
        ("a@b.com.br; ruim", (), "E-mail inválido", "aviso", "alerta"),
        ("a@b.com.br; ruim", (DEVOLVIDO,), "Devolvido em ", "perigo", "erro"),
    ],
)
def test_situacao(email: str, devolvidos: tuple[Devolvido, ...], situacao: str, cor: str, icone: str) -> None:
    linha = LinhaContato(Contato.criar("001", "Ana", email, ("Financeiro",)), False, devolvidos)
    frase, desenho, tom = linha.situacao
    assert frase.startswith(situacao)
    assert (tom, desenho) == (cor, icone)


def test_sem_grupo_e_sem_email_sao_ditos() -> None:
    linha = LinhaContato(Contato.criar("001", "Ana", ""), True, ())
    assert [coluna.texto(linha) for coluna in COLUNAS[:3]] == ["Ana", "–", "sem grupo"]
