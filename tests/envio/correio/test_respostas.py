"""Cada linha da tabela de email.md §2."""

from __future__ import annotations

import pytest

from envio.correio.falhas import DA_SESSAO, Alvo, Fase
from envio.correio.respostas import julgar, recusar
from regras.aviso import Estado

A, C = Alvo.AVISO, Alvo.CONTA
ADIA, RECUSA = Estado.ADIADO, Estado.RECUSADO

# fase, código, texto, alvo, estado, quantas param o lote (0 nunca)
LINHAS = [
    *[(fase, 421, "4.7.0 limite, tchau", C, ADIA, 1) for fase in Fase],
    (Fase.MAIL, 432, "4.3.2 Concurrent connections limit exceeded", C, ADIA, 1),
    (Fase.RCPT, 450, "4.2.1 receiving mail at a rate that prevents", A, ADIA, 0),
    (Fase.RCPT, 450, "4.7.1 greylisted", A, ADIA, 0),
    (Fase.PONTO, 451, "4.7.1 try later, limit", A, ADIA, 0),
    (Fase.PONTO, 451, "4.3.0 local error", A, ADIA, 0),
    (Fase.RCPT, 451, "4.4.3 dns", A, ADIA, 0),
    (Fase.RCPT, 452, "4.2.2 over quota", A, ADIA, 0),
    (Fase.MAIL, 452, "4.3.1 insufficient storage", C, ADIA, 1),
    (Fase.RCPT, 452, "4.5.3 too many recipients", C, ADIA, 1),
    (Fase.RCPT, 452, "Sender is throttled", C, ADIA, 1),
    (Fase.MAIL, 452, "hourly limit reached", C, ADIA, 1),
    (Fase.RCPT, 452, "unlimited trouble", A, ADIA, 0),
    (Fase.STARTTLS, 454, "4.7.0 TLS not available", C, ADIA, 1),
    (Fase.LOGIN, 454, "4.7.0 Temporary authentication failure", C, ADIA, 1),
    (Fase.RCPT, 500, "5.5.2 syntax", A, RECUSA, 3),
    (Fase.RCPT, 501, "5.5.4 parameter", A, RECUSA, 3),
    (Fase.DATA, 502, "", A, RECUSA, 3),
    (Fase.DATA, 503, "5.5.1 need RCPT", A, RECUSA, 3),
    (Fase.RCPT, 504, "5.5.4 limit", A, RECUSA, 3),
    (Fase.RCPT, 555, "5.5.4 unsupported", A, RECUSA, 3),
    (Fase.DATA, 554, "5.5.1 no valid recipients", A, RECUSA, 3),
    (Fase.MAIL, 530, "5.7.0 Must issue STARTTLS", C, ADIA, 1),
    (Fase.MAIL, 530, "5.7.57 Client not authenticated", C, ADIA, 1),
    (Fase.RCPT, 550, "5.7.57 Client not authenticated", C, ADIA, 1),
    (Fase.RCPT, 530, "authentication required", C, ADIA, 1),
    (Fase.LOGIN, 534, "5.7.9 Application-specific password required", C, ADIA, 1),
    (Fase.LOGIN, 535, "5.7.8 not accepted", C, ADIA, 1),
    (Fase.LOGIN, 535, "5.7.3 Authentication unsuccessful", C, ADIA, 1),
    (Fase.LOGIN, 535, "5.7.139 SmtpClientAuthentication is disabled", C, ADIA, 1),
    (Fase.LOGIN, 538, "5.7.11 encryption required", C, ADIA, 1),
    (Fase.LOGIN, 550, "5.7.30 Basic authentication is not supported", C, ADIA, 1),
    (Fase.LOGIN, 504, "5.5.4 unrecognized authentication type", C, ADIA, 1),
    (Fase.RCPT, 550, "5.1.1 no such user", A, RECUSA, 0),
    (Fase.RCPT, 551, "5.1.6 moved", A, RECUSA, 0),
    (Fase.RCPT, 550, "5.1.10 null mx", A, RECUSA, 0),
    (Fase.RCPT, 550, "5.1.2 bad domain", A, RECUSA, 0),
    (Fase.RCPT, 553, "5.1.3 syntax", A, RECUSA, 0),
    (Fase.RCPT, 550, "5.1.7 bad sender", C, ADIA, 1),
    (Fase.PONTO, 550, "5.1.8 bad sender domain", C, ADIA, 1),
    *[(Fase.MAIL, codigo, "", C, ADIA, 1) for codigo in (500, 550, 551, 552, 553, 554, 555)],
    (Fase.MAIL, 550, "5.1.1 no such user", C, ADIA, 1),
    (Fase.MAIL, 553, "5.7.1 not owned", C, ADIA, 1),
    (Fase.MAIL, 554, "5.7.1 rejected", C, ADIA, 1),
    (Fase.RCPT, 550, "5.2.1 disabled", A, RECUSA, 0),
    (Fase.RCPT, 554, "5.2.1 disabled", A, RECUSA, 0),
    (Fase.RCPT, 552, "5.2.2 mailbox full, over the limit", A, RECUSA, 0),
    (Fase.PONTO, 552, "5.2.3 message length limit", A, RECUSA, 0),
    (Fase.PONTO, 552, "5.3.4 Message size exceeds fixed limit", A, RECUSA, 0),
    (Fase.MAIL, 552, "5.3.4 Message size exceeds fixed limit", A, RECUSA, 0),
    (Fase.PONTO, 552, "Message size exceeds limit", A, RECUSA, 0),
    (Fase.RCPT, 552, "too many recipients, limit 50", A, ADIA, 0),
    (Fase.PONTO, 550, "5.4.5 Daily sending quota exceeded", C, ADIA, 1),
    (Fase.PONTO, 554, "5.2.0 Quota exceeded", C, ADIA, 1),
    (Fase.PONTO, 554, "5.2.0 outro motivo, limit", A, RECUSA, 0),
    (Fase.PONTO, 550, "You have exceeded the daily allowance", C, ADIA, 1),
    (Fase.RCPT, 554, "sending limit reached", C, ADIA, 1),
    (Fase.MAIL, 550, "5.7.999 rate exceeded", C, ADIA, 1),
    (Fase.PONTO, 550, "5.7.1 rate limit", A, RECUSA, 3),
    (Fase.RCPT, 550, "corporate moderated delimiter", A, RECUSA, 0),
    (Fase.RCPT, 550, "5.7.1 Unable to relay", C, ADIA, 1),
    (Fase.RCPT, 554, "5.7.1 Relay access denied", C, ADIA, 1),
    (Fase.RCPT, 550, "relay not permitted", C, ADIA, 1),
    (Fase.RCPT, 553, "5.7.1 sender rejected", C, ADIA, 1),
    (Fase.PONTO, 550, "5.7.60 SendAsDenied", C, ADIA, 1),
    (Fase.PONTO, 550, "5.7.26 unauthenticated", C, ADIA, 3),
    (Fase.PONTO, 550, "5.7.515 access denied", C, ADIA, 3),
    (Fase.PONTO, 550, "5.7.509 dmarc", C, ADIA, 3),
    (Fase.PONTO, 550, "5.7.1 spam", A, RECUSA, 3),
    (Fase.PONTO, 554, "5.7.1 spam", A, RECUSA, 3),
    (Fase.SAUDACAO, 554, "5.7.1 blocked", C, ADIA, 1),
    (Fase.SAUDACAO, 554, "no service for you", C, ADIA, 1),
    (Fase.SAUDACAO, 450, "mais tarde", C, ADIA, 1),
    (Fase.EHLO, 550, "nome ruim", C, ADIA, 1),
    (Fase.STARTTLS, 501, "", C, ADIA, 1),
    (Fase.PONTO, 455, "", A, ADIA, 0),
    (Fase.PONTO, 599, "4.2.1 classe trocada", A, RECUSA, 0),
    (Fase.PONTO, 451, "5.1.1 classe trocada", A, ADIA, 0),
]


@pytest.mark.parametrize("linha", LINHAS, ids=lambda linha: f"{linha[0]}-{linha[1]}-{linha[2]}")
def test_linha_da_tabela(linha: tuple[Fase, int, str, Alvo, Estado, int]) -> None:
    fase, codigo, texto, *esperado = linha
    veredito = julgar(fase, codigo, texto)
    assert [veredito.alvo, veredito.estado, veredito.limite] == esperado


@pytest.mark.parametrize("estendido", ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"])
def test_so_a_resposta_ao_rcpt_marca_o_endereco(estendido: str) -> None:
    marcam = {fase for fase in Fase if julgar(fase, 550, f"{estendido} x").devolvido}
    assert marcam == {Fase.RCPT}


@pytest.mark.parametrize("texto", ["", "5.2.1 x", "5.7.1 x", "5.1.7 x", "5.1.8 x", "5.1.4 x", "user unknown"])
def test_outras_recusas_do_destinatario_nao_marcam_o_endereco(texto: str) -> None:
    assert not julgar(Fase.RCPT, 550, texto).devolvido


def test_comandos_recusados_por_codigos_diferentes_sao_series_diferentes() -> None:
    assert julgar(Fase.RCPT, 501, "5.5.4 x").serie != julgar(Fase.RCPT, 501, "5.5.2 x").serie


@pytest.mark.parametrize("fase", Fase)
def test_todo_4xx_e_adiado_e_toda_falha_de_sessao_e_da_conta(fase: Fase) -> None:
    for codigo in range(400, 600):
        veredito = julgar(fase, codigo, "")
        assert codigo >= 500 or veredito.estado is ADIA
        assert fase not in DA_SESSAO or (veredito.alvo is C and veredito.estado is ADIA)
        assert veredito.estado is ADIA or veredito.alvo is A


@pytest.mark.parametrize(("fase", "codigo", "texto"), [linha[:3] for linha in LINHAS])
def test_motivo_e_portugues_sem_maiuscula_nem_ponto(fase: Fase, codigo: int, texto: str) -> None:
    motivo = julgar(fase, codigo, texto).motivo
    assert motivo[0].islower()
    assert not motivo.endswith(".")


def test_recusa_de_destinatario_inexistente_marca_o_endereco() -> None:
    assert recusar("x@y.com", 550, "5.1.1 inexistente").veredito.devolvido
