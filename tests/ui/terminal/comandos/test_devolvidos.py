"""`devolvidos`: quem não recebe mais, a limpeza da marca e a busca na caixa."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest
import trustme

from ensaios.servidor_imap import CAIR, SENHA, USUARIO, Pasta, ServidorIMAP
from envio.acesso.segredos import CofreEmMemoria
from envio.correio import caixa_imap
from tests.envio.conftest import contexto_de_servidor
from tests.linha_de_comando import Terminal, por_cliente


@pytest.fixture
def devolvido(pronto: Terminal) -> Terminal:
    """O endereço do cliente 001 não existe no servidor."""
    pronto.correio.recusados = {"a@um.example.com": (550, "5.1.1 não existe")}
    assert por_cliente(pronto("fechar")) == {"001": "recusado", "002": "enviado"}
    pronto.correio.recusados = {}
    return pronto


def test_base_sem_devolvidos(terminal: Terminal) -> None:
    assert terminal("devolvidos").objeto == {"devolvidos": []}
    assert "Nenhum endereço devolvido" in terminal.dizer("devolvidos").saida


def test_lista_com_o_motivo_e_desde_quando(devolvido: Terminal) -> None:
    (item,) = devolvido("devolvidos").objeto["devolvidos"]
    assert (item["email"], item["em"][:10]) == ("a@um.example.com", "2026-11-24")
    assert "5.1.1" in item["motivo"]
    assert "24/11/2026" in devolvido.dizer("devolvidos").saida


def test_limpar_faz_voltar_a_receber(devolvido: Terminal) -> None:
    assert "sem destinatario" in str(devolvido("fechar", "--simular", "--data", "2026-11-25").objeto["fora"])
    dito = devolvido("devolvidos", "limpar", "A@um.example.com")
    assert (dito.codigo, dito.objeto) == (0, {"devolvidos": []})
    assert "001" in por_cliente(devolvido("fechar", "--simular", "--data", "2026-11-25"))


@pytest.mark.parametrize(
    ("argumentos", "trecho"),
    [
        (["limpar"], "falta o endereço"),
        (["buscar", "a@um.example.com"], "não leva endereço"),
        (["limpar", "outro@um.example.com"], "não está marcado como devolvido"),
        (["limpar", "sem-arroba"], "sem-arroba"),
        (["apagar", "a@um.example.com"], "use um de"),
    ],
)
def test_uso_errado(devolvido: Terminal, argumentos: list[str], trecho: str) -> None:
    dito = devolvido("devolvidos", *argumentos)
    assert dito.codigo == 2
    assert trecho in dito.frase
    assert len(devolvido("devolvidos").objeto["devolvidos"]) == 1


@pytest.fixture
def caixa(pronto: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServidorIMAP]:
    """A conta 1 com a caixa num servidor IMAP de verdade."""
    autoridade = trustme.CA()
    confia = ssl.create_default_context()
    autoridade.configure_trust(confia)
    monkeypatch.setattr(caixa_imap, "contexto_tls", lambda: confia)
    with ServidorIMAP(contexto_de_servidor(autoridade.issue_cert("127.0.0.1")), Pasta()) as servidor:
        argumentos = ("--servidor", "127.0.0.1", "--porta", str(servidor.porta), "--usuario", USUARIO)
        pronto("caixa-devolucoes", "1", *argumentos, "--senha-da-entrada", entrada=f"{SENHA}\n")
        yield servidor


def _devolver(pronto: Terminal, email: str) -> bytes:
    """A devolução do aviso enviado a este endereço, com os cabeçalhos dele."""
    enviado = next(entregue for entregue in pronto.correio.entregues if email in entregue.destinatarios)
    original = enviado.mime.split(b"\r\n\r\n")[0]
    return (
        b"From: MAILER-DAEMON@x\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        b"Final-Recipient: rfc822; " + email.encode() + b"\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n" + original + b"\r\n--b--\r\n"
    )


def test_buscar_sem_caixa_diz_o_que_falta(pronto: Terminal) -> None:
    dito = pronto("devolvidos", "buscar")
    assert (dito.codigo, "caixa de devoluções" in dito.frase) == (1, True)


def test_buscar_liga_a_devolucao_ao_aviso_enviado_e_marca(pronto: Terminal, caixa: ServidorIMAP) -> None:
    pronto("fechar")
    caixa.pasta.por(_devolver(pronto, "a@um.example.com"))
    dito = pronto("devolvidos", "buscar")
    (devolucao,), (marcado,) = dito.objeto["devolucoes"], dito.objeto["devolvidos"]
    assert (dito.codigo, devolucao["cliente"], devolucao["marcou"], dito.objeto["falhas"]) == (0, "001", True, [])
    assert (marcado["email"], marcado["aviso"]) == ("a@um.example.com", devolucao["aviso"])
    assert "sem destinatario" in str(pronto("fechar", "--simular", "--data", "2026-11-25").objeto["fora"])
    assert "0 devoluções novas" in pronto.dizer("devolvidos", "buscar").saida


def test_buscar_em_texto_diz_de_quem_e_por_que(pronto: Terminal, caixa: ServidorIMAP) -> None:
    pronto("fechar")
    caixa.pasta.por(_devolver(pronto, "a@um.example.com"))
    dito = pronto.dizer("devolvidos", "buscar")
    assert "1 devolução nova; 1 endereço marcado." in dito.saida
    assert "Padaria Pão & Cia" in dito.saida
    assert "Procurando devoluções na caixa da conta 1…" in dito.erros


def test_caixa_fora_do_ar_sai_com_ressalva(pronto: Terminal, caixa: ServidorIMAP) -> None:
    caixa.falhas["EXAMINE"] = CAIR
    dito = pronto("devolvidos", "buscar")
    assert (dito.codigo, [falha["conta"] for falha in dito.objeto["falhas"]]) == (3, [1])


def test_fechar_le_as_devolucoes_antes_e_diz_se_nao_leu(pronto: Terminal, caixa: ServidorIMAP) -> None:
    caixa.falhas["EXAMINE"] = CAIR
    dito = pronto.dizer("fechar")
    assert dito.codigo == 0
    assert "Procurando devoluções na caixa da conta 1…" in dito.erros
    assert "Atenção: as devoluções da conta 1 não foram lidas" in dito.saida


def test_buscar_com_a_senha_da_entrada_entra_na_caixa_sem_cofre(pronto: Terminal, caixa: ServidorIMAP) -> None:
    pronto.cofre = CofreEmMemoria()
    assert "devolvidos buscar --senha-da-entrada" in pronto("devolvidos", "buscar").objeto["falhas"][0]["motivo"]
    dito = pronto("devolvidos", "buscar", "--senha-da-entrada", entrada=f"{SENHA}\n")
    assert (dito.codigo, dito.objeto["falhas"]) == (0, [])
    assert pronto("devolvidos", "--senha-da-entrada", entrada=f"{SENHA}\n").codigo == 2
