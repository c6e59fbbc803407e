"""O que o registro diz de gente sai; o que diz do programa fica."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.suporte import filtro as modulo
from envio.suporte.filtro import Filtro
from regras.documentos import completar_cnpj, formatar_cpf_cnpj
from regras.nomes import chave

INICIO = "2026-11-24 15:30:00,123 ERROR ui.trabalho "
FILTRO = Filtro(
    ["Padaria Pão da Serra Ltda", "Marlene Souza", "Ana Sá", "Porta & Linha Ltda", "Rua João Köhler"],
    ["NF-10/A", "31 81", "1234", "7"],
    ["mail.aurora.ind", "smtp.gmail.com"],
    ["smtp.gmail.com"],
)


@pytest.mark.parametrize(
    ("entra", "sai"),
    [
        ("falou com rita.nogueira+x@cliente.com.br agora", "falou com [e-mail] agora"),
        ("<20261124.abc@aurora.com.br>", "<[e-mail]>"),
        ("CPF 529.982.247-25 e 52998224725", "CPF [cpf] e [cpf]"),
        ("CNPJ 11.222.333/0001-81 ou 11222333000181", "CNPJ [cnpj] ou [cnpj]"),
        ("CNPJ 12.ABC.345/01DE-35 ou 12abc34501de35", "CNPJ [cnpj] ou [cnpj]"),
        ("R$ 1.240,00 R$\xa06.079,09 1.240,00 99,90 1240.00", "[valor] [valor] [valor] [valor] [valor]"),
        ("saldo_centavos=990", "saldo_centavos=[valor]"),
        ("34191.09008 61713.957308 71444.640008 5 84610000023112", "[linha digitável]"),
        ("34191090086171395730871444640008584610000023112", "[linha digitável]"),
        ("nosso número 12 e nosso_numero='00010482-6'", "nosso número [código] e nosso_numero='[código]'"),
        ("documento NF-10/A, cliente 7", "documento [código], cliente [código]"),
        ("vimos nf-10/a e 1234", "vimos [código] e [código]"),
        ("(47) 3433-1234, 47 99999-1234 e 3433-1234", "[telefone], [telefone] e [telefone]"),
        ("CEP 89201-000", "CEP [cep]"),
        ("Padaria Pao da Serra não recebeu", "[nome] não recebeu"),
        ("MARLENE e Ana Sá", "[nome]"),
        ("mora na rua joao kohler, 10", "mora na [nome], 10"),
        ("porta 587, linha 12", "porta 587, linha 12"),
        ("porta 41221, id 41221, x41221", "porta 41221, id [número], x[número]"),
        (r"A base C:\Usuarios\Maria Luz\aviso.db está ocupada", "A base [caminho] está ocupada"),
        ("A base /srv/maria luz/aviso.db está ocupada", "A base [caminho] está ocupada"),
        (r"copiou de \\servidor\geral e parou", "copiou de [caminho]"),
        ("Permission denied: '/srv/maria luz/x y.log'", "Permission denied: '[caminho]'"),
        ("leu clientes-da-maria.csv", "leu [arquivo]"),
        ("senha: é esta mesma 123", "senha: [segredo]"),
        ("refresh_token='1//abc'", "refresh_token: [segredo]"),
        ("AUTH PLAIN AGNvYnIAc2Vu", "[segredo]"),
        ("Authorization: Bearer ya29.abc", "Authorization: [segredo]"),
        ("veio eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIx", "veio [segredo]"),
        ("abriu https://login.exemplo/x?code=abc", "abriu [endereço]"),
        ("pix 00020126330014br.gov.bcb.pix5913FULANO DE TAL6304ABCD fim", "pix [pix] fim"),
        ("conexão com 200.10.20.30 e 127.0.0.1", "conexão com [ip] e 127.0.0.1"),
        ("conexão com 2804:14d:1:2::5", "conexão com [ip]"),
        ("smtp.gmail.com, smtp.aurora.com.br e mail.aurora.ind", "smtp.gmail.com, [servidor] e [servidor]"),
        ("KeyError: 'Fulano de Tal'", "KeyError: '[texto]'"),
        ("KeyError: 'saldo_atual'", "KeyError: 'saldo_atual'"),
        (r"b'unknown Marlene Jo\xc3\xa3o'", "b'[texto]'"),
        (r"nome Jo\u00e3o ou K\xc3\xb6hler", "nome [nome] ou [nome]"),
        ("assunto =?utf-8?q?Jo=C3=A3o?= e Jo%C3%A3o%20Silva", "assunto [texto] e [texto]"),
        ("sqlite3.IntegrityError: UNIQUE constraint failed: clientes.codigo",) * 2,
        ("550 5.1.1 caixa inexistente, tentativa 3 de 5",) * 2,
    ],
)
def test_cada_forma_sai_e_o_resto_fica(entra: str, sai: str) -> None:
    assert FILTRO.limpar(INICIO + entra) == INICIO + sai


@pytest.mark.parametrize(
    ("arquivo", "fica"),
    [
        (f"{modulo._RAIZ}envio/correio/smtp.py", "envio/correio/smtp.py"),
        ("/x/.venv/lib/python3.11/site-packages/peewee.py", "peewee.py"),
        (r"C:\Usuarios\Maria\.venv\Lib\site-packages\PySide6\x.py", "PySide6/x.py"),
        ("/usr/lib/python3.11/smtplib.py", "smtplib.py"),
        (r"C:\Python311\Lib\smtplib.py", "smtplib.py"),
        ("/srv/maria/smtp.py", "[caminho]"),
        ("<string>", "[caminho]"),
    ],
)
def test_rastro_mostra_o_arquivo_do_programa_e_esconde_onde_ele_esta(arquivo: str, fica: str) -> None:
    linha = f'  File "{arquivo}", line 158, in despachar'
    assert FILTRO.limpar(linha) == f'  File "{fica}", line 158, in despachar'


def test_linhas_continuam_as_mesmas_e_a_longa_e_cortada() -> None:
    assert FILTRO.limpar("um\n\ndois\n") == "um\n\ndois"
    assert len(FILTRO.limpar("a b " * 5000)) <= modulo._LINHA_MAIOR


def test_acento_decomposto_tambem_sai() -> None:
    assert FILTRO.limpar("Jo\u0061\u0303o") == "[nome]"


@given(st.text(string.ascii_letters + "áéãçõ", min_size=3, max_size=12), st.text(" .,;:!-()/", min_size=1, max_size=3))
def test_palavra_de_um_nome_nunca_passa(nome: str, separador: str) -> None:
    limpo = Filtro([nome]).limpar(f"erro{separador}{nome.upper()}{separador}fim")
    assert chave(nome) in modulo._COMUNS or chave(nome) not in chave(limpo).replace("nome", "")


@given(st.text(string.digits + string.ascii_uppercase, min_size=12, max_size=12), st.booleans())
def test_cnpj_alfanumerico_nunca_passa(raiz: str, com_mascara: bool) -> None:
    documento = completar_cnpj(raiz)
    escrito = formatar_cpf_cnpj(documento) if com_mascara else documento
    limpo = Filtro().limpar(f"cliente com {escrito} recusado")
    assert escrito not in limpo
    assert limpo.startswith("cliente com [")


@given(st.integers(min_value=10**4, max_value=10**47))
def test_numero_comprido_nunca_passa(numero: int) -> None:
    assert str(numero) not in Filtro().limpar(f"veio {numero} do banco")
