"""Cada formato de devolução do acervo, o que não é devolução, e nenhuma sequência de bytes que derrube o leitor."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.correio.leitura_devolucao import MAIOR_LIDA_BYTES, ler, parece
from regras.devolucao import Acao, Notificacao

ACERVO = Path(__file__).resolve().parents[2] / "exemplos" / "devolucoes"
ENVID = "jlczqzwv54cpodbxelqp"
MESSAGE_ID = "<jlczqzwv54cpodbxelqp@exemplo.com.br>"
MARIA = "maria@cliente.exemplo"
FALHOU, ADIADA = Acao.FALHOU, Acao.ADIADA

DEVOLUCOES = {
    "postfix": [(MARIA, FALHOU, "5.1.1")],
    "postfix_adiada": [(MARIA, ADIADA, "4.4.1")],
    "postfix_dois_destinatarios": [(MARIA, FALHOU, "5.2.2"), ("financeiro+nf@cliente.exemplo", FALHOU, "5.4.4")],
    "exchange": [(MARIA, FALHOU, "5.1.10")],
    "gmail": [(MARIA, FALHOU, "5.1.1")],
    "sendmail_codigo_generico": [(MARIA, FALHOU, "5.1.1")],
    "encaminhamento": [("antiga@provedor.exemplo", FALHOU, "5.1.1")],
    "qmail": [(MARIA, FALHOU, "5.1.1")],
    "qmail_sem_codigo": [(MARIA, ADIADA, "")],
    "exim": [(MARIA, FALHOU, "5.0.0")],
}
NAO_SAO = ("ferias", "ferias_exchange", "leitura", "repassada", "encaminhada_por_colega")


def _bytes(nome: str) -> bytes:
    return (ACERVO / f"{nome}.eml").read_bytes()


def _ler(mime: bytes) -> Notificacao:
    notificacao = ler(mime)
    assert notificacao is not None
    return notificacao


@pytest.mark.parametrize("nome", DEVOLUCOES)
def test_devolucao_do_acervo_diz_de_quem_e_por_que(nome: str) -> None:
    lida = _ler(_bytes(nome))
    assert [(item.enderecos[0], item.acao, item.status) for item in lida.devolucoes] == DEVOLUCOES[nome]


@pytest.mark.parametrize("nome", DEVOLUCOES)
def test_devolucao_do_acervo_passa_na_triagem_e_cita_a_mensagem(nome: str) -> None:
    mime = _bytes(nome)
    assert parece(mime.split(b"\r\n\r\n")[0] + b"\r\n\r\n")
    assert MESSAGE_ID in _ler(mime).message_ids


def test_todo_o_acervo_e_conferido() -> None:
    assert {arquivo.stem for arquivo in ACERVO.glob("*.eml")} == {*DEVOLUCOES, *NAO_SAO}


@pytest.mark.parametrize("nome", NAO_SAO)
def test_ferias_leitura_e_encaminhada_nao_sao_devolucao(nome: str) -> None:
    assert ler(_bytes(nome)) is None


@pytest.mark.parametrize("nome", ["ferias", "ferias_exchange", "encaminhada_por_colega"])
def test_ferias_nem_passa_na_triagem(nome: str) -> None:
    assert not parece(_bytes(nome).split(b"\r\n\r\n")[0])


def test_envelope_e_cabecalho_do_original_dao_o_envid() -> None:
    assert ENVID in _ler(_bytes("postfix").replace(b"X-Aviso-Id", b"X-Outro")).envids
    assert ENVID in _ler(_bytes("postfix").replace(b"Original-Envelope-Id", b"X-Outro")).envids


def test_envelope_em_xtext_e_lido() -> None:
    em_xtext = ("+6A" + ENVID[1:]).encode()
    assert ENVID in _ler(_bytes("postfix").replace(b"Id: " + ENVID.encode(), b"Id: " + em_xtext)).envids


def test_envid_em_palavra_codificada_e_lida() -> None:
    mime = _bytes("exim").replace(ENVID.encode(), b"=?utf-8?B?MTF8w4F8MjAyNi0xMS0yNA==?=")
    assert "11|Á|2026-11-24" in _ler(mime).envids


def test_palavra_mal_codificada_fica_como_esta() -> None:
    assert "=?nada?B?AAA?=" in _ler(_bytes("exim").replace(ENVID.encode(), b"=?nada?B?AAA?=")).envids


def test_sem_a_copia_do_original_valem_a_resposta_e_a_referencia() -> None:
    antes_da_copia = _bytes("gmail").rsplit(b"--lim_gmail\r\n", 1)[0]
    assert _ler(antes_da_copia).message_ids == (MESSAGE_ID,)


def test_diagnostico_vem_numa_linha_e_sem_o_tipo() -> None:
    esperado = "550 5.1.1 <maria@cliente.exemplo>: Recipient address rejected: User unknown"
    assert _ler(_bytes("postfix")).devolucoes[0].diagnostico == esperado


def test_diagnostico_fora_do_padrao_e_o_paragrafo_do_endereco() -> None:
    assert _ler(_bytes("qmail")).devolucoes[0].diagnostico == "Sorry, no mailbox here by that name. (#5.1.1)"


def test_servidor_que_devolveu() -> None:
    assert _ler(_bytes("postfix")).servidor == "saida.exemplo.com.br"


def test_relato_sem_acao_vale_pelo_codigo() -> None:
    assert _ler(_bytes("postfix").replace(b"Action: failed\r\n", b"")).devolucoes[0].acao is FALHOU
    assert _ler(_bytes("postfix_adiada").replace(b"Action: delayed\r\n", b"")).devolucoes[0].acao is ADIADA


def test_relato_do_correio_internacional_tem_os_blocos_juntos() -> None:
    mime = _bytes("postfix").replace(b"message/delivery-status", b"message/global-delivery-status")
    lida = _ler(mime)
    assert lida.devolucoes[0].status == "5.1.1"
    assert ENVID in lida.envids


def test_letra_fora_do_ascii_nao_atrapalha() -> None:
    assert _ler(_bytes("postfix").replace(b"User unknown", "Usuário inválido".encode())).devolucoes[0].status == "5.1.1"


def test_resposta_automatica_com_envelope_vazio_e_carteiro_no_texto_nao_e_devolucao() -> None:
    assert ler(_bytes("exim").replace(b"Mailer-Daemon@", b"maria@").replace(b"X-Failed", b"X-Nada")) is None


def test_codigo_que_parece_endereco_de_rede_nao_vale() -> None:
    mime = _bytes("qmail").replace(b"(#5.1.1)", b"5.1.1.10")
    assert _ler(mime).devolucoes[0].acao is ADIADA


@pytest.mark.parametrize(
    "hostil",
    [
        b"Message-ID: <\r\n\r\n",
        b"From: mailer-daemon@x\r\nContent-Type: " + b"(" * 5000 + b"\r\n\r\n",
        b"From: mailer-daemon@x\r\nContent-Type: text/plain" + b"; a=1" * 40_000 + b"\r\n\r\n",
        b'From: mailer-daemon@x\r\nContent-Type: text/plain; a="' + b";" * 200_000 + b"\r\n\r\n",
        b"From: mailer-daemon@x\r\n\r\nHi. This is the\r\n\r\n" + b"<" * 300_000,
        b"From: mailer-daemon@x\r\n\r\nA message that you sent was rejected\r\n" + b"a" * 300_000,
        b"From: mailer-daemon@x\r\n\r\n" + b"\r\n" * 120_000,
    ],
)
def test_mensagem_feita_para_custar_caro_acaba_logo(hostil: bytes) -> None:
    inicio = time.process_time()
    assert ler(hostil) is None
    assert time.process_time() - inicio < 2


def test_conjuntos_um_dentro_do_outro_tem_limite() -> None:
    aninhada = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000))
    assert ler(b"From: mailer-daemon@x\r\n" + aninhada) is None


def test_mensagem_enorme_e_lida_so_no_comeco() -> None:
    assert _ler(_bytes("postfix") + b"x" * 50_000_000).devolucoes[0].status == "5.1.1"
    assert ler(b"X: y\r\n" * MAIOR_LIDA_BYTES + _bytes("postfix")) is None


def test_destinatarios_demais_tem_limite() -> None:
    bloco = b"Final-Recipient: rfc822; maria@cliente.exemplo\r\n"
    varios = b"".join(
        b"Final-Recipient: rfc822; m%d@cliente.exemplo\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n" % n
        for n in range(500)
    )
    assert len(_ler(_bytes("postfix").replace(bloco, varios + bloco)).devolucoes) == 100


@given(st.binary(max_size=2000))
def test_nenhuma_sequencia_de_bytes_derruba_o_leitor(octetos: bytes) -> None:
    ler(octetos)
    ler(b"From: mailer-daemon@x\r\n" + octetos)
    parece(octetos)


@given(st.sampled_from(sorted((*DEVOLUCOES, *NAO_SAO))), st.data())
def test_devolucao_estragada_em_qualquer_ponto_nao_derruba_o_leitor(nome: str, dados: st.DataObject) -> None:
    mime = bytearray(_bytes(nome))
    for _ in range(dados.draw(st.integers(1, 6))):
        onde = dados.draw(st.integers(0, len(mime)))
        tira = dados.draw(st.integers(0, 60))
        mime[onde : onde + tira] = dados.draw(
            st.binary(max_size=60) | st.sampled_from([b"\r\n", b"\r\n\r\n", b";", b'"'])
        )
    ler(bytes(mime))
