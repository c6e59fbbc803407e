"""A demonstração: pasta própria recriada, correio local de pé e os PDFs fora dos e-mails."""

from __future__ import annotations

import smtplib
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from envio.demonstracao import demonstracao
from modelos.acesso.consulta import Consulta
from modelos.base.abertura import abrir
from modelos.cadastro import clientes
from modelos.contas import contas_email
from regras.erros import AmbienteIndisponivel, DadoInvalido
from tests.modelos.exemplos import EM


def _mensagem(anexos: int) -> EmailMessage:
    mensagem = EmailMessage()
    mensagem["From"], mensagem["To"] = "a@b.com.br", "c@d.com.br"
    mensagem.set_content("texto")
    mensagem.add_alternative("<p>texto</p>", subtype="html")
    for numero in range(anexos):
        mensagem.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=f"boleto-{numero}.pdf")
    return mensagem


def _mandar(porta: int, mensagem: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", porta, local_hostname="teste.exemplo", timeout=10) as conexao:
        conexao.send_message(mensagem)


def test_base_de_exemplo_com_a_conta_no_correio_local(tmp_path: Path, hoje: date) -> None:
    with demonstracao.preparar(tmp_path / "demo", hoje, EM) as lugar:
        with abrir(lugar.base):
            assert clientes.pagina(Consulta()).total == 40
            conta = contas_email.unica()
        assert conta is not None
        _mandar(conta.porta, _mensagem(0))
        assert len(list(lugar.emails.glob("*.eml"))) == 1
    with pytest.raises(OSError, match=r"."):
        _mandar(conta.porta, _mensagem(0))


def test_pdfs_saem_para_uma_pasta_por_mensagem(tmp_path: Path, hoje: date) -> None:
    with demonstracao.preparar(tmp_path / "demo", hoje, EM) as lugar:
        for numero, quantos in enumerate((2, 0, 1)):
            (lugar.emails / f"{numero}.eml").write_bytes(_mensagem(quantos).as_bytes())
        assert demonstracao.extrair_pdfs(lugar) == 3
        tirados = sorted(arquivo.relative_to(lugar.pdfs).as_posix() for arquivo in lugar.pdfs.rglob("*.pdf"))
    assert tirados == ["0/boleto-0.pdf", "0/boleto-1.pdf", "2/boleto-0.pdf"]


def test_a_propria_pasta_e_recriada_do_zero(tmp_path: Path, hoje: date) -> None:
    pasta = tmp_path / "demo"
    pasta.mkdir()
    with demonstracao.preparar(pasta, hoje, EM) as lugar:
        (lugar.emails / "velho.eml").write_text("velho", "utf-8")
    with demonstracao.preparar(pasta, hoje, EM) as lugar:
        assert list(lugar.emails.iterdir()) == []
        assert lugar.base.exists()


def test_pasta_de_outra_coisa_nunca_e_apagada(tmp_path: Path, hoje: date) -> None:
    (tmp_path / "contrato.doc").write_text("importante", "utf-8")
    with pytest.raises(DadoInvalido, match="não foi a demonstração") as erro, demonstracao.preparar(tmp_path, hoje, EM):
        pass
    assert "--pasta" in erro.value.o_que_fazer
    assert [arquivo.name for arquivo in tmp_path.iterdir()] == ["contrato.doc"]


def test_lugar_onde_nao_se_grava_e_dito(tmp_path: Path, hoje: date) -> None:
    (tmp_path / "arquivo").write_text("não é pasta", "utf-8")
    with (
        pytest.raises(AmbienteIndisponivel, match="Não foi possível preparar"),
        demonstracao.preparar(tmp_path / "arquivo" / "demo", hoje, EM),
    ):
        pass
