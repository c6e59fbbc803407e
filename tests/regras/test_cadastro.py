"""Empresa, contatos e contas (regras.md §3 e §4)."""

from __future__ import annotations

import pytest

from regras.cadastro import ContaEmail, Contato, Empresa, Seguranca

COMPLETA = Empresa("Aurora", "1", "Rua A", "10", "sala 2", "Centro", "Joinville", "SC", "89201000")


def test_diz_o_que_falta_para_cobrar() -> None:
    assert COMPLETA.o_que_falta() == ()
    assert Empresa("", " ").o_que_falta() == ("nome", "CPF/CNPJ", "endereço", "cidade", "UF", "CEP")


def test_endereco_em_linha_pula_o_que_esta_vazio() -> None:
    assert COMPLETA.endereco_em_linha() == "Rua A, 10, sala 2 - Centro"
    assert Empresa("x", "1", "Rua A").endereco_em_linha() == "Rua A"


def test_contato_confere_os_enderecos_ao_nascer() -> None:
    contato = Contato.criar("C", "Ana", "Ana@b.com.br; ruim", ("Financeiro",))
    assert (contato.validos, contato.invalidos) == (("ana@b.com.br",), ("ruim",))


@pytest.mark.parametrize(
    ("servidor", "local"), [("127.0.0.1", True), ("[::1]", True), ("LOCALHOST", True), ("smtp.x", False)]
)
def test_servidor_local(servidor: str, local: bool) -> None:
    assert ContaEmail(1, "a@b.com", servidor, 25, Seguranca.NENHUMA).e_local() is local
