"""`conta-email`: cria ou altera sem conectar; a senha só no cofre."""

from __future__ import annotations

import pytest

from envio.acesso.guarda import Guarda
from envio.acesso.segredos import CofreEmMemoria
from modelos.base.abertura import abrir
from modelos.contas import contas_email
from regras.cadastro import Autenticacao
from tests.linha_de_comando import CONTA_LOCAL, CONTA_TLS, Terminal

TLS = ("conta-email", "1", *CONTA_TLS, "--porta", "465")


def test_cria_com_os_limites_de_inicio_e_nao_conecta(terminal: Terminal) -> None:
    dito = terminal(*TLS, "--usuario", "cob", "--nome", "Cobrança, Aurora")
    assert dito.objeto == {
        "conta_email": {
            "numero": 1,
            "remetente": "cob@aurora.example.com",
            "nome": "Cobrança, Aurora",
            "servidor": "smtp.aurora.example.com",
            "porta": 465,
            "seguranca": "tls",
            "usuario": "cob",
            "por_minuto": 20,
            "por_hora": 120,
            "por_dia": 400,
            "mensagem": None,
        }
    }
    assert terminal.senhas == []


def test_alterar_mantem_os_limites_que_nao_vieram(terminal: Terminal) -> None:
    terminal(*TLS, "--por-minuto", "7", "--por-dia", "0")
    conta = terminal(*TLS, "--por-hora", "9").objeto["conta_email"]
    assert (conta["por_minuto"], conta["por_hora"], conta["por_dia"]) == (7, 9, None)


def test_na_propria_maquina_nao_ha_limite_de_inicio(terminal: Terminal) -> None:
    conta = terminal("conta-email", "1", *CONTA_LOCAL, "--porta", "2525").objeto["conta_email"]
    assert (conta["por_minuto"], conta["por_hora"], conta["por_dia"]) == (None, None, None)


def test_senha_da_entrada_vai_so_para_o_cofre(terminal: Terminal) -> None:
    dito = terminal(*TLS, "--usuario", "cob", "--senha-da-entrada", entrada="s3gredo\n")
    assert (dito.codigo, terminal.cofre.obter(1)) == (0, "s3gredo")
    assert "s3gredo" not in dito.saida + dito.erros
    assert b"s3gredo" not in terminal.base.read_bytes()


def test_sem_pedir_a_entrada_nao_e_lida(terminal: Terminal) -> None:
    terminal(*TLS, entrada="s3gredo\n")
    assert terminal.cofre.obter(1) is None


@pytest.mark.parametrize(
    ("entrada", "codigo", "trecho"), [("", 1, "não veio"), ("x" * 1281, 2, "1280 caracteres"), ("\n", 1, "não veio")]
)
def test_senha_que_nao_serve_nao_grava_a_conta(terminal: Terminal, entrada: str, codigo: int, trecho: str) -> None:
    dito = terminal(*TLS, "--senha-da-entrada", entrada=entrada)
    assert dito.codigo == codigo
    assert trecho in dito.frase
    assert "não existe" in terminal("testar-envio", "1", "--para", "eu@b.com.br").frase


def test_sem_cofre_no_sistema_grava_a_conta_e_diz_como_enviar(terminal: Terminal) -> None:
    terminal.cofre = CofreEmMemoria()
    dito = terminal(*TLS, "--senha-da-entrada", entrada="s3gredo\n")
    assert (dito.codigo, dito.objeto["conta_email"]["numero"]) == (3, 1)
    assert "não ficou guardada" in dito.erros
    assert "fechar --senha-da-entrada" in dito.erros
    assert "s3gredo" not in dito.saida + dito.erros
    assert terminal(*TLS, "--porta", "587").codigo == 0


@pytest.mark.parametrize(
    ("troca", "trecho"),
    [
        ({"--remetente": "a@b.com.br, c@d.com.br"}, "--remetente"),
        ({"--remetente": "José <a@b.com.br>"}, "--remetente"),
        ({"--servidor": "smtp://x"}, "não é um nome de servidor"),
        ({"--servidor": " "}, "não é um nome de servidor"),
        ({"--porta": "0"}, "--porta"),
        ({"--porta": "65536"}, "1 a 65535"),
        ({"--seguranca": "ssl"}, "use um de"),
        ({"--seguranca": "nenhuma"}, "sem proteção só se aceita na própria máquina"),
    ],
)
def test_valor_que_nao_serve(terminal: Terminal, troca: dict[str, str], trecho: str) -> None:
    opcoes = dict(zip(TLS[2::2], TLS[3::2], strict=True)) | troca
    dito = terminal("conta-email", "1", *(parte for par in opcoes.items() for parte in par))
    assert dito.codigo == 2
    assert trecho in dito.frase


@pytest.mark.parametrize("numero", ["0", "-1", "x", "1.5"])
def test_numero_da_conta_e_inteiro_positivo(terminal: Terminal, numero: str) -> None:
    assert terminal("conta-email", numero, *TLS[2:]).codigo == 2


def test_em_texto(terminal: Terminal) -> None:
    assert terminal.dizer(*TLS).saida == ("Conta 1 gravada: cob@aurora.example.com por smtp.aurora.example.com:465.\n")


GOOGLE = (*TLS, "--autenticacao", "google", "--aplicativo", "x.apps.googleusercontent.com")


def test_conta_autorizada_guarda_o_segredo_so_no_cofre_e_nao_muda_o_json(terminal: Terminal) -> None:
    chaves = terminal(*TLS).objeto["conta_email"].keys()
    dito = terminal(*GOOGLE, "--segredo-da-entrada", entrada="s3gredo\n")
    assert dito.objeto["conta_email"].keys() == chaves
    assert Guarda(terminal.cofre, 1).segredo() == "s3gredo"
    assert "s3gredo" not in dito.saida + dito.erros
    assert b"s3gredo" not in terminal.base.read_bytes()


def test_alterar_mantem_a_forma_de_entrar_que_nao_veio(terminal: Terminal) -> None:
    terminal(*TLS, "--autenticacao", "microsoft", "--aplicativo", "x-1", "--locatario", "aurora.example.com")
    terminal(*TLS, "--locatario", "")
    with abrir(terminal.base):
        conta = contas_email.obter(1)
    assert conta is not None
    assert (conta.autenticacao, conta.aplicativo, conta.locatario) == (Autenticacao.MICROSOFT, "x-1", "")


@pytest.mark.parametrize(
    ("argumentos", "trecho"),
    [
        ((*TLS, "--autenticacao", "google"), "aplicativo"),
        ((*GOOGLE, "--senha-da-entrada"), "não por senha"),
        ((*TLS, "--segredo-da-entrada"), "segredo do aplicativo"),
        ((*GOOGLE, "--senha-da-entrada", "--segredo-da-entrada"), "não pode ser usado junto"),
    ],
)
def test_senha_e_autorizacao_nao_se_misturam(terminal: Terminal, argumentos: tuple[str, ...], trecho: str) -> None:
    dito = terminal(*argumentos, entrada="s3gredo\n")
    assert (dito.codigo, trecho in dito.frase) == (2, True)
    assert "s3gredo" not in dito.saida + dito.erros


@pytest.mark.parametrize("letra", ["\u202e", "\x00", "\n", "\u2066"])
def test_nome_que_passaria_por_outro_e_recusado(terminal: Terminal, letra: str) -> None:
    dito = terminal(*TLS, "--nome", f"Aurora{letra}S.A.")
    assert (dito.codigo, "não se vê" in dito.frase) == (2, True)
