"""A caixa lida de um servidor IMAP de verdade: só leitura, TLS conferido, esperas com limite."""

from __future__ import annotations

import contextlib
import ssl
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ensaios.servidor_imap import CAIR, CALAR, CHEGOU, PINGAR, SENHA, USUARIO, Pasta, ServidorIMAP
from envio.correio.caixa_de_entrada import Chegada, Entrada, Marco
from envio.correio.caixa_imap import CaixaIMAP
from envio.correio.leitura_devolucao import MAIOR_LIDA_BYTES
from envio.rede.conexao import contexto_tls
from regras.devolucao import CaixaDevolucoes
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido, ErroAviso

CAIXA = CaixaDevolucoes(1, "127.0.0.1")
ENTRADA = Entrada(USUARIO, SENHA)
VERBOS_DE_LEITURA = {"CAPABILITY", "AUTHENTICATE", "LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH", "LOGOUT"}
ERRADA = "so-" + "ascii2"
MIME = b"From: mailer-daemon@x\r\nContent-Type: multipart/report\r\n\r\ncorpo\r\n"


@pytest.fixture
def abrir_imap(certificado_do_servidor: ssl.SSLContext) -> Iterator[Callable[..., ServidorIMAP]]:
    """Abre servidores IMAP; fecha todos no fim."""
    with ExitStack() as abertos:
        yield lambda pasta=None, **opcoes: abertos.enter_context(ServidorIMAP(certificado_do_servidor, pasta, **opcoes))


@pytest.fixture
def caixa(request: pytest.FixtureRequest, confia: ssl.SSLContext) -> Callable[..., CaixaIMAP]:
    """Monta caixas que confiam na autoridade inventada; fecha todas no fim."""

    def montar(servidor: ServidorIMAP, entrada: Entrada = ENTRADA, **opcoes: Any) -> CaixaIMAP:
        configurada = replace(CAIXA, porta=servidor.porta, pasta=opcoes.pop("pasta", "INBOX"))
        aberta = CaixaIMAP(configurada, entrada, **{"contexto": confia, "espera_s": 5} | opcoes)
        request.addfinalizer(aberta.fechar)
        return aberta

    return montar


def test_le_a_pasta_sem_mudar_nada(abrir_imap: Any, caixa: Any) -> None:
    pasta = Pasta()
    pasta.por(MIME, b"From: ana@x\r\n\r\noi\r\n")
    servidor = abrir_imap(pasta)
    leitor = caixa(servidor)
    assert leitor.abrir() == Marco(7, 2)
    assert leitor.listar(depois_de=0, desde=None) == [1, 2]
    assert leitor.cabecalhos([1, 2, 9]) == {
        1: b"From: mailer-daemon@x\r\nContent-Type: multipart/report\r\n\r\n",
        2: b"From: ana@x\r\n\r\n",
    }
    assert leitor.comeco(1) == Chegada(MIME, CHEGOU)
    leitor.fechar()
    assert set(servidor.verbos()) <= VERBOS_DE_LEITURA
    assert all("PEEK" in comando for comando in servidor.comandos if "BODY" in comando)
    assert servidor.verbos()[-1] == "LOGOUT"


def test_so_as_posteriores_ao_numero_e_a_data(abrir_imap: Any, caixa: Any) -> None:
    pasta = Pasta()
    pasta.por(MIME, MIME, em=CHEGOU.replace(day=1))
    pasta.por(MIME)
    leitor = caixa(abrir_imap(pasta))
    leitor.abrir()
    assert leitor.listar(depois_de=3, desde=None) == []
    assert leitor.listar(depois_de=1, desde=None) == [2, 3]
    assert leitor.listar(depois_de=0, desde=date(2026, 11, 20)) == [3]


def test_mensagem_enorme_vem_so_no_comeco(abrir_imap: Any, caixa: Any) -> None:
    pasta = Pasta()
    pasta.por(b"X: y\r\n\r\n" + b"a" * (3 * MAIOR_LIDA_BYTES))
    leitor = caixa(abrir_imap(pasta))
    leitor.abrir()
    assert len(leitor.comeco(1).mime) == MAIOR_LIDA_BYTES


def test_mensagem_que_sumiu_nao_e_erro(abrir_imap: Any, caixa: Any) -> None:
    leitor = caixa(abrir_imap())
    leitor.abrir()
    assert leitor.comeco(4) is None


def test_sem_authenticate_entra_por_login(abrir_imap: Any, caixa: Any) -> None:
    servidor = abrir_imap(sem_plain=True)
    assert caixa(servidor, Entrada(USUARIO, "so-ascii")).abrir() == Marco(7, 0)


@pytest.mark.parametrize("sem_plain", [True, False])
def test_senha_errada_conta_uma_vez_e_nao_aparece(abrir_imap: Any, caixa: Any, sem_plain: bool) -> None:
    servidor = abrir_imap(sem_plain=sem_plain)
    with pytest.raises(ConfiguracaoIncompleta, match="não aceitou o usuário ou a senha") as excecao:
        caixa(servidor, Entrada(USUARIO, ERRADA)).abrir()
    assert sum(verbo in {"AUTHENTICATE", "LOGIN"} for verbo in servidor.verbos()) == 1
    assert ERRADA not in "".join(traceback.format_exception(excecao.value))


def test_senha_com_acento_em_servidor_antigo_diz_que_nao_serve(abrir_imap: Any, caixa: Any) -> None:
    with pytest.raises(ConfiguracaoIncompleta):
        caixa(abrir_imap(sem_plain=True)).abrir()


def test_entra_com_o_token_e_ele_nao_aparece(abrir_imap: Any, caixa: Any) -> None:
    assert caixa(abrir_imap(), Entrada(USUARIO, token="ya29.secreto")).abrir() == Marco(7, 0)
    servidor = abrir_imap()
    servidor.falhas["AUTHENTICATE"] = b"TAG NO ya29.secreto vencido\r\n"
    leitor = caixa(servidor, Entrada(USUARIO, token="ya29.secreto"))
    with pytest.raises(ConfiguracaoIncompleta) as excecao:
        leitor.abrir()
    assert "ya29" not in str(excecao.value.frase())


def test_quebra_de_linha_no_usuario_nao_vira_comando(abrir_imap: Any, caixa: Any) -> None:
    servidor = abrir_imap(sem_plain=True)
    with pytest.raises(DadoInvalido):
        caixa(servidor, Entrada(USUARIO, "x\r\nA1 DELETE INBOX")).abrir()
    assert "DELETE" not in servidor.verbos()


def test_pasta_que_nao_existe_e_dita(abrir_imap: Any, caixa: Any) -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="Devoluções"):
        caixa(abrir_imap(), pasta="Devoluções").abrir()


def test_certificado_de_outra_autoridade_e_recusado(abrir_imap: Any, caixa: Any) -> None:
    servidor = abrir_imap()
    with pytest.raises(AmbienteIndisponivel, match="certificado"):
        caixa(servidor, contexto=contexto_tls()).abrir()
    assert servidor.comandos == []


def test_certificado_de_outro_nome_e_recusado(certificado_de_outro: ssl.SSLContext, confia: ssl.SSLContext) -> None:
    with ServidorIMAP(certificado_de_outro) as servidor:
        leitor = CaixaIMAP(replace(CAIXA, porta=servidor.porta), ENTRADA, contexto=confia)
        with pytest.raises(AmbienteIndisponivel, match="certificado"):
            leitor.abrir()


def test_servidor_sem_tls_nao_recebe_senha(confia: ssl.SSLContext, roteirizar: Any) -> None:
    aberto = roteirizar(SAUDACAO=b"* OK pronto\r\n")
    leitor = CaixaIMAP(replace(CAIXA, porta=aberto.porta), ENTRADA, contexto=confia, espera_s=1)
    with pytest.raises(AmbienteIndisponivel, match="TLS"):
        leitor.abrir()
    assert SENHA.encode() not in b"".join(aberto.linhas)


def test_porta_fechada_e_dita(confia: ssl.SSLContext) -> None:
    with pytest.raises(AmbienteIndisponivel, match="Não foi possível falar"):
        CaixaIMAP(replace(CAIXA, porta=1), ENTRADA, contexto=confia).abrir()


@pytest.mark.parametrize("verbo", ["CAPABILITY", "AUTHENTICATE", "EXAMINE", "UID SEARCH", "UID FETCH"])
@pytest.mark.parametrize(
    "falha",
    [
        CAIR,
        b"TAG BAD nao entendi\r\n",
        b"* \xff\xfe ((( lixo\r\nTAG OK\r\n",
        b"* 1 FETCH (UID {99999999\r\nTAG OK x\r\n",
        b"sem fim de linha certo\n",
        b"* SEARCH a b c\r\nTAG OK feito\r\n",
        b"* 1 FETCH (UID 1 BODY[] NIL)\r\nTAG OK feito\r\n",
    ],
)
def test_servidor_que_cai_ou_fala_lixo_vira_frase(abrir_imap: Any, caixa: Any, verbo: str, falha: Any) -> None:
    pasta = Pasta()
    pasta.por(MIME)
    servidor = abrir_imap(pasta)
    servidor.falhas[verbo] = falha
    leitor = caixa(servidor)
    with contextlib.suppress(ErroAviso):
        leitor.abrir()
        leitor.listar(depois_de=0, desde=None)
        leitor.comeco(1)
    leitor.fechar()
    leitor.fechar()


def test_servidor_calado_acaba_na_espera(abrir_imap: Any, caixa: Any) -> None:
    servidor = abrir_imap()
    servidor.falhas["EXAMINE"] = CALAR
    with pytest.raises(AmbienteIndisponivel, match="não respondeu a tempo"):
        caixa(servidor, espera_s=0.2).abrir()


def test_servidor_que_pinga_acaba_no_prazo(abrir_imap: Any, caixa: Any) -> None:
    servidor = abrir_imap()
    servidor.falhas["EXAMINE"] = PINGAR
    with pytest.raises(AmbienteIndisponivel):
        caixa(servidor, prazo_s=0.3).abrir()


def test_literal_de_um_terabyte_nao_reserva_memoria(abrir_imap: Any, caixa: Any) -> None:
    pasta = Pasta()
    pasta.por(MIME)
    servidor = abrir_imap(pasta)
    servidor.falhas["UID FETCH"] = b"* 1 FETCH (UID 1 BODY[] {1099511627776}\r\n"
    leitor = caixa(servidor)
    leitor.abrir()
    with pytest.raises(AmbienteIndisponivel, match="32 MB"):
        leitor.comeco(1)
