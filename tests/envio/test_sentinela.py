"""Nenhum segredo no que se grava nem no que se mostra, por mais que o servidor o repita (email.md §3)."""

from __future__ import annotations

import base64
import gc
import logging
import ssl
import traceback
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from boletos.papel import leitura_pdf
from ensaios.servidor_imap import ServidorIMAP
from envio import conferencia_da_conta
from envio.ambiente import Ambiente
from envio.correio.caixa_imap import CaixaIMAP
from envio.correio.smtp import TransporteSMTP
from envio.devolucoes import devolucoes
from envio.dossie import exportacao
from envio.entrega import amostra
from envio.fechamento import fechamento, relatorio_fechamento
from envio.rede.conexao import Esperas
from envio.suporte import pedido
from modelos.avisos import caixas_devolucoes, fechamentos
from modelos.contas import contas_email
from regras.cadastro import ContaEmail
from regras.devolucao import CaixaDevolucoes
from regras.erros import ErroAviso
from tests.envio.cenario import cadastrar, cadastrar_vencido
from tests.envio.cofre_falso import CofreQueGuarda
from tests.envio.servidores import CAIR, Passo, ServidorRoteirizado
from tests.modelos.exemplos import EM, HOJE

USUARIO = "cobranca@empresa.com.br"
SENTINELA = "S3nt1nela/que+nao-pode_aparecer-em-lugar-nenhum"
DA_CAIXA = "0utra-Sentinela/da+caixa-de-devolucoes-do-IMAP"
"""Compridas, e com letras que mudam em base64 e em URL."""


def _formas(segredo: str) -> list[str]:
    """Como um servidor pode repetir o segredo."""
    plain = f"\0{USUARIO}\0{segredo}"
    bearer = f"user={USUARIO}\1auth=Bearer {segredo}\1\1"
    em_base64 = [base64.b64encode(texto.encode()).decode() for texto in (segredo, plain, bearer)]
    return [segredo, quote(segredo, safe=""), *em_base64]


ECO, DO_IMAP = (" ".join(_formas(segredo)) for segredo in (SENTINELA, DA_CAIXA))
_LINHAS = "".join(f"535-{SENTINELA[i : i + 30]}\r\n" for i in range(0, len(SENTINELA), 30))


def _diz(codigo: str) -> bytes:
    return f"{codigo} {ECO}\r\n".encode()


ROTEIROS: list[dict[str, Passo | list[Passo]]] = [
    {"SAUDACAO": _diz("554 5.7.1")},
    {"EHLO": _diz("550 5.5.1")},
    {"AUTH": _diz("535 5.7.8")},
    {"AUTH": f"{_LINHAS}535 {SENTINELA}\r\n".encode()},
    {"AUTH": (_diz("421 4.7.0"), CAIR)},
    {"AUTH": _diz("lixo")},
    {"AUTH": _diz("220")},
    {"MAIL": _diz("550 5.1.8")},
    {"MAIL": _diz("451 4.3.0")},
    {"RCPT": _diz("550 5.1.1")},
    {"RCPT": _diz("450 4.2.1")},
    {"DATA": _diz("554 5.7.1")},
    {"DATA": _diz("354")},
    {"FIM_DO_CORPO": (_diz("552 5.3.4"), CAIR)},
    {"PONTO": _diz("250 2.0.0")},
    {"PONTO": _diz("554 5.7.1")},
    {"PONTO": _diz("451 4.7.1")},
    {"PONTO": _diz("lixo")},
    {"PONTO": CAIR},
    {"RSET": _diz("500 5.5.1")},
    {"QUIT": _diz("500 5.5.1")},
]


@pytest.fixture
def vistos(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """O que se mostrou; no fim, nenhuma forma dos segredos pode estar nele nem no log."""
    caplog.set_level(logging.DEBUG)
    mostrado: list[str] = []
    yield mostrado
    _conferir("\n".join([caplog.text, *(repr(registro.args) for registro in caplog.records), *mostrado]).encode())


def _conferir(visto: bytes) -> None:
    for segredo in (SENTINELA, DA_CAIXA):
        octetos = segredo.encode()
        for antes in range(3):
            # O miolo é igual para qualquer base64 em que o segredo comece nesta posição.
            miolo = base64.b64encode(b"\0" * antes + octetos)[8:-8]
            assert miolo not in visto
            assert miolo.translate(bytes.maketrans(b"+/", b"-_")) not in visto
        assert not [i for i in range(len(octetos) - 17) if octetos[i : i + 17] in visto]
        assert quote(segredo, safe="").encode() not in visto


def _tudo(erro: BaseException | None) -> Iterator[str]:
    """Tudo o que se pode escrever de uma exceção e das que vieram antes dela."""
    while erro is not None:
        yield from ("".join(traceback.format_exception(erro)), repr(erro), repr(erro.args), repr(vars(erro)))
        erro = erro.__cause__ or erro.__context__


def _esgotar(passos: Callable[[], Iterable[object]], vistos: list[str]) -> None:
    try:
        vistos.extend(repr(passo) for passo in passos())
    except ErroAviso as erro:
        vistos += [erro.frase(), *_tudo(erro)]


def _gravados(ambiente: Ambiente) -> bytes:
    gc.collect()
    arquivos = [caminho for caminho in Path(ambiente.base.caminho).parent.rglob("*") if caminho.is_file()]
    arquivos.append(ambiente.diario().caminho)
    return b"".join(_por_dentro(caminho) for caminho in arquivos if caminho.is_file())


def _por_dentro(arquivo: Path) -> bytes:
    """Os bytes do arquivo; de um ZIP, os de cada parte, que comprimida não se leria."""
    if arquivo.suffix != ".zip":
        return arquivo.read_bytes()
    with zipfile.ZipFile(arquivo) as pacote:
        return b"".join(nome.encode() + pacote.read(nome) for nome in pacote.namelist())


def _relatorios() -> Iterator[str]:
    """O que se tira da base para mostrar ou mandar a alguém: o relatório do fechamento e o pedido de suporte."""
    for feito in fechamentos.listar():
        yield leitura_pdf.texto(relatorio_fechamento.em_pdf(feito.id, lambda fora: fora.motivo.value))
    yield from (folha.texto for folha in pedido.juntar(EM))


@pytest.fixture
def cofre() -> CofreQueGuarda:
    """O cofre do sistema, com a senha da conta e a da caixa."""
    cofre = CofreQueGuarda()
    cofre.guardar(1, SENTINELA)
    cofre.guardar("1:caixa", DA_CAIXA)
    return cofre


def _ligar(ambiente: Ambiente, servidor: ServidorRoteirizado, esperas: Esperas, cofre: CofreQueGuarda) -> Ambiente:
    cadastrar()
    contas_email.gravar(servidor.conta(usuario=USUARIO))

    def abrir(conta: ContaEmail, credencial: object) -> TransporteSMTP:
        assert isinstance(credencial, str)
        return TransporteSMTP(conta, credencial, esperas=replace(esperas, resposta=0.5, ponto=0.5), nome_local="x")

    return replace(ambiente, cofre=cofre, abrir_transporte=abrir, abrir_sessao=abrir)


def _com_login(roteiro: dict[str, Passo | list[Passo]]) -> dict[str, Passo | list[Passo]]:
    return {"EHLO": b"250-roteiro\r\n250-SIZE 50000000\r\n250 AUTH PLAIN LOGIN\r\n"} | roteiro


@pytest.mark.parametrize("roteiro", ROTEIROS, ids=[f"{ordem}-{next(iter(r))}" for ordem, r in enumerate(ROTEIROS)])
def test_fechar_testar_e_conferir_nao_guardam_o_segredo_que_o_servidor_repete(
    *,
    ambiente: Ambiente,
    roteirizar: Callable[..., ServidorRoteirizado],
    esperas: Esperas,
    cofre: CofreQueGuarda,
    vistos: list[str],
    roteiro: dict[str, Passo | list[Passo]],
) -> None:
    ligado = _ligar(ambiente, roteirizar(**_com_login(roteiro)), esperas, cofre)
    for ordem, cliente in enumerate(("000001", "000002"), 1):
        cadastrar_vencido(cliente, str(ordem))
    _esgotar(lambda: fechamento.executar(HOJE, ligado), vistos)
    destino = Path(ambiente.base.caminho).parent / "dossie.zip"
    _esgotar(lambda: exportacao.exportar(exportacao.Pedido("000001"), destino, EM + timedelta(days=1)), vistos)
    _esgotar(lambda: amostra.enviar_amostra(1, "a@b.com.br", HOJE, ligado), vistos)
    conta = contas_email.obter(1)
    assert conta is not None
    _esgotar(lambda: conferencia_da_conta.conferir(conta, ligado), vistos)
    _esgotar(_relatorios, vistos)
    _conferir(_gravados(ligado))


@pytest.mark.parametrize(
    ("verbo", "resposta"),
    [
        ("AUTHENTICATE", f"TAG NO [AUTHENTICATIONFAILED] {DO_IMAP}\r\n"),
        ("AUTHENTICATE", f"TAG BAD {DO_IMAP}\r\n"),
        ("AUTHENTICATE", f"* BYE {DO_IMAP}\r\n"),
        ("AUTHENTICATE", f"lixo {DO_IMAP}\r\n"),
        ("EXAMINE", f"TAG NO {DO_IMAP}\r\n"),
        ("EXAMINE", f"* OK [UIDVALIDITY {DO_IMAP}]\r\nTAG OK\r\n"),
        ("UID SEARCH", f"* SEARCH {DO_IMAP}\r\nTAG OK\r\n"),
        ("UID SEARCH", f"TAG BAD {DO_IMAP}\r\n"),
    ],
)
def test_caixa_das_devolucoes_nao_mostra_nem_guarda_o_segredo(
    *,
    ambiente: Ambiente,
    certificado_do_servidor: ssl.SSLContext,
    confia: ssl.SSLContext,
    cofre: CofreQueGuarda,
    vistos: list[str],
    verbo: str,
    resposta: str,
) -> None:
    cadastrar()
    with ServidorIMAP(certificado_do_servidor) as servidor:
        servidor.falhas[verbo] = resposta.encode()
        caixas_devolucoes.gravar(CaixaDevolucoes(1, "127.0.0.1", servidor.porta, USUARIO))
        ligado = replace(
            ambiente,
            cofre=cofre,
            abrir_caixa=lambda caixa, entrada: CaixaIMAP(caixa, entrada, contexto=confia, espera_s=1, prazo_s=3),
        )
        falhas: list[ErroAviso] = []
        for passo in devolucoes.buscar(ligado):
            vistos.append(repr(passo))
            if isinstance(passo, devolucoes.CaixaFalhou):
                falhas.append(passo.erro)
        for erro in falhas:
            vistos += [erro.frase(), *_tudo(erro)]
    _conferir(_gravados(ligado))
