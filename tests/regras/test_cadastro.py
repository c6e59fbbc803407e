"""Empresa, contatos e contas (regras.md §3 e §4)."""

from __future__ import annotations

import pytest

from regras.cadastro import Autenticacao, Cliente, ContaEmail, Contato, Empresa, Seguranca, conferir_cliente, pendencias
from regras.erros import DadoInvalido

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


@pytest.mark.parametrize(
    ("cliente", "campo"),
    [
        (Cliente(" ", "Ana"), "código"),
        (Cliente("1", " "), "nome"),
        (Cliente("1", "Ana", cidade="Join\x07ville"), "cidade"),
    ],
)
def test_cliente_que_nao_pode_ser_gravado_diz_o_campo(cliente: Cliente, campo: str) -> None:
    with pytest.raises(DadoInvalido) as recusa:
        conferir_cliente(cliente)
    assert recusa.value.campo == campo


def test_pendencias_dizem_o_que_nao_vale() -> None:
    ruim = Cliente("1", "Ana", cpf_cnpj="111", uf="XX", cep="1", email="a@b.com.br; errado")
    assert pendencias(ruim) == (
        "O CPF/CNPJ “111” não confere.",
        "“XX” não é a sigla de um estado.",
        "O CEP “1” não tem oito algarismos.",
        "O e-mail “errado” não vale e não recebe.",
    )
    assert pendencias(Cliente("1", "Ana", cpf_cnpj="11222333000181", uf="SC", cep="89201000", email="a@b.com.br")) == ()


@pytest.mark.parametrize(
    ("autenticacao", "usuario", "login"),
    [
        (Autenticacao.SENHA, "", ""),
        (Autenticacao.SENHA, "fin", "fin"),
        (Autenticacao.MICROSOFT, "", "a@b.com"),
        (Autenticacao.GOOGLE, "caixa@b.com", "caixa@b.com"),
    ],
)
def test_sem_usuario_a_conta_autorizada_entra_pelo_remetente(
    autenticacao: Autenticacao, usuario: str, login: str
) -> None:
    conta = ContaEmail(1, "a@b.com", "smtp", 465, Seguranca.TLS, usuario, autenticacao=autenticacao)
    assert conta.login() == login
    assert conta.e_autorizada() is (autenticacao is not Autenticacao.SENHA)
