from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.mensagem.cabecalhos import (
    conferir_endereco,
    conferir_message_id,
    escrever,
    escrever_enderecos,
    escrever_remetente,
    limpar_cabecalho,
)
from regras.erros import DadoInvalido

HOSTIS = [
    "=?UTF-8?Q?=0A?=Bcc: x@y",
    "Padaria =?utf-8?B?DQpCY2M6IHhAeQ==?=",
    "a\r\nBcc: x@y",
    "a\nBcc: x@y",
    "a\rBcc: x@y",
    "Padaria\n",
    "a\u2028Bcc: x@y",
    "a\u2029Bcc: x@y",
    "a\x00\x0b\x0c\x1c\x85b",
    '"Silva, João" <x@y>, outro@z',
    "Silva, João; \\Maria\\",
    'Silva "o bom", <x@y>, outro@z',
    'aspas no fim"',
    "barra no fim\\",
    "nome " * 200,
    "ç" * 5_000,
    "x" * 5_000,
    "<script>alert(1)</script>",
    "\u202eabc",
    "\ud800",
    "==??==??",
    "",
]


def reler(linha: str) -> EmailMessage:
    lida = message_from_bytes(linha.encode("ascii") + b"\r\n", policy=default)
    assert not lida.defects
    return lida


def sem_espacos(texto: str) -> str:
    return "".join(texto.split())


@pytest.mark.parametrize("hostil", HOSTIS)
def test_texto_limpo_nao_tem_controle_nem_palavra_codificada_nem_passa_de_200(hostil: str) -> None:
    limpo = limpar_cabecalho(hostil)
    assert "=?" not in limpo
    assert not set("\r\n\x00\x0b\x0c\x1c\x85\u2028\u2029\u202e") & set(limpo)
    assert len(limpo) <= 200


def test_texto_comum_fica_como_esta() -> None:
    assert limpar_cabecalho("Padaria Pão da Serra – Ltda") == "Padaria Pão da Serra – Ltda"


@pytest.mark.parametrize("hostil", HOSTIS)
def test_assunto_hostil_continua_um_cabecalho_so(hostil: str) -> None:
    lida = reler(escrever("Subject", hostil))
    assert lida.keys() == ["Subject"]
    assert " ".join(lida["Subject"].split()) == " ".join(limpar_cabecalho(hostil).replace("\ud800", "?").split())


@pytest.mark.parametrize("hostil", HOSTIS)
def test_remetente_hostil_continua_um_endereco_so(hostil: str) -> None:
    lida = reler(escrever_remetente("From", hostil, "cobranca@aurora.com.br"))
    assert lida.keys() == ["From"]
    assert [endereco.addr_spec for endereco in lida["From"].addresses] == ["cobranca@aurora.com.br"]
    # A biblioteca mete um espaço entre palavras codificadas de um nome (a RFC 2047 §6.2 manda ignorá-lo).
    assert sem_espacos(lida["From"].addresses[0].display_name) == sem_espacos(limpar_cabecalho(hostil))


@pytest.mark.parametrize("hostil", HOSTIS)
def test_linhas_cabem_quando_ha_onde_quebrar(hostil: str) -> None:
    linhas = escrever("Subject", " ".join(hostil[i : i + 40] for i in range(0, len(hostil), 40))).split("\r\n")
    assert max(map(len, linhas)) <= 78


def test_palavra_codificada_nao_parte_um_caractere() -> None:
    assert reler(escrever("Subject", "🍞" * 100))["Subject"] == "🍞" * 100


def test_destinatarios_um_por_linha() -> None:
    assert escrever_enderecos("To", ["a@b.com", "c@d.com.br"]) == "To: a@b.com,\r\n c@d.com.br\r\n"


@pytest.mark.parametrize(
    "endereco",
    [
        "",
        "a",
        "a@",
        "@b.com",
        "a@b.com, c@d.com",
        "a b@c.com",
        "a@b.com\r\nBcc: x@y",
        "a@b.com\n",
        "<a@b.com>",
        "José@b.com",
        "a@pão.com",
        '"a"@b.com',
        "=?utf-8?q?a?=@b.com",
        "a@b.com;c@d.com",
        "a" * 65 + "@b.com",
    ],
)
def test_endereco_que_nao_cabe_num_cabecalho_e_recusado(endereco: str) -> None:
    with pytest.raises(DadoInvalido, match="não pode ser usado como endereço"):
        conferir_endereco(endereco)


def test_sem_destinatario_e_recusado() -> None:
    with pytest.raises(DadoInvalido, match="nenhum endereço"):
        escrever_enderecos("To", [])


@pytest.mark.parametrize(
    "identificador", ["", "abc@d.com", "<abc>", "<a b@c>", "<a@b>\r\nBcc: x@y", "<a@b>\n", "<ç@b.com>"]
)
def test_message_id_fora_da_forma_e_recusado(identificador: str) -> None:
    with pytest.raises(DadoInvalido, match="não serve como identificador"):
        conferir_message_id(identificador)


def test_message_id_com_versao_e_sufixo_serve() -> None:
    assert conferir_message_id("<abc234.2.p1@aurora.com.br>") == "<abc234.2.p1@aurora.com.br>"


@given(st.text(max_size=300))
def test_texto_qualquer_ida_e_volta_num_cabecalho_so(texto: str) -> None:
    lida = reler(escrever("X-Aviso-Id", texto) + escrever_remetente("From", texto, "a@b.com"))
    assert lida.keys() == ["X-Aviso-Id", "From"]
    assert [endereco.addr_spec for endereco in lida["From"].addresses] == ["a@b.com"]
