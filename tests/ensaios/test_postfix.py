"""O que o ensaio do Postfix acusa; ele mesmo precisa de administrador e de pacotes do sistema, e não roda aqui."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ensaios import correio_postfix, postfix
from ensaios.correio_postfix import Copia, o_que_falta
from ensaios.postfix import CENAS, conferir
from regras.aviso import Aviso, Estado
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import adiados

MIME = b"X-Aviso-Id: abcdefghij234567wxyz\r\n\r\nola\r\n"
ENVIADO = replace(
    AVISO, estado=Estado.ENVIADO, message_id="<abcdefghij234567wxyz@x>", destinatarios=("a@b.com.br", "c@d.com.br")
)
COPIA = Copia("abcdefghij234567wxyz", "<1@x>", "A1", "a@b.com.br", b"Received: x\n" + MIME.replace(b"\r\n", b"\n"))
OUTRA = replace(COPIA, para="c@d.com.br")


@pytest.fixture(autouse=True)
def _historico(monkeypatch: pytest.MonkeyPatch) -> None:
    """Toda mensagem do histórico é a mesma."""
    monkeypatch.setattr(postfix, "mime", lambda _message_id: MIME)


def test_uma_copia_para_cada_destinatario_confere() -> None:
    assert list(conferir([ENVIADO], [COPIA, OUTRA])) == []
    so_um = replace(ENVIADO, entregas=adiados("c@d.com.br"))
    assert list(conferir([so_um], [COPIA])) == []
    assert list(conferir([replace(ENVIADO, estado=Estado.ADIADO)], [])) == []


@pytest.mark.parametrize(
    ("gravado", "copias", "frase"),
    [
        (ENVIADO, [COPIA], "e não a"),
        (ENVIADO, [COPIA, OUTRA, OUTRA], "e não a"),
        (ENVIADO, [COPIA, replace(OUTRA, na_fila="B2")], "foi aceita 2 vezes"),
        (ENVIADO, [COPIA, replace(OUTRA, conteudo=b"outra coisa")], "não a do histórico"),
        (ENVIADO, [COPIA, OUTRA, replace(COPIA, aviso="zbcdefghij234567wxyz")], "mesmo Message-ID"),
        (replace(ENVIADO, estado=Estado.RECUSADO), [COPIA], "recusado: chegou"),
    ],
)
def test_o_que_se_perdeu_repetiu_ou_mudou_e_acusado(gravado: Aviso, copias: list[Copia], frase: str) -> None:
    assert any(frase in problema for problema in conferir([gravado], copias))


def test_sem_o_pacote_diz_qual_instalar(monkeypatch: pytest.MonkeyPatch) -> None:
    def achar(programa: str) -> str | None:
        return None if programa == "saslpasswd2" else f"/usr/sbin/{programa}"

    monkeypatch.setattr(correio_postfix.shutil, "which", achar)
    assert "apt install sasl2-bin" in o_que_falta()


def test_sem_ser_administrador_diz_por_que(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correio_postfix.shutil, "which", lambda programa: programa)
    monkeypatch.setattr(correio_postfix.os, "geteuid", lambda: 1000, raising=False)
    assert "administrador" in o_que_falta()


def test_toda_cena_tem_um_servico_do_postfix() -> None:
    servicos: set[Any] = {servico for servico, _, _ in CENAS.values()}
    assert servicos == set(correio_postfix.SERVICOS)


def test_as_portas_livres_sao_diferentes() -> None:
    assert len(set(correio_postfix.portas_livres(5))) == 5


def test_a_lista_cinza_so_deixa_na_segunda_vez() -> None:
    with postfix.lista_cinza() as porta, postfix.socket.create_connection(("127.0.0.1", porta)) as conexao:
        respostas = conexao.makefile("rb")
        for espera in (b"action=450 4.7.1 lista cinza\n", b"action=dunno\n"):
            conexao.sendall(b"request=smtpd_access_policy\nrecipient=x@teste.example\n\n")
            assert respostas.readline() == espera
            assert respostas.readline() == b"\n"
        respostas.close()
