"""A sessão SMTP quando tudo vai bem: corpo, opções, vários destinatários, tamanho e reaproveitamento."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from envio.correio.falhas import (
    Alvo,
    FalhaSMTP,
    Fase,
)
from envio.correio.respostas import recusar
from envio.correio.smtp import TransporteSMTP
from envio.rede import conexao
from regras.aviso import Estado
from regras.cadastro import ContaEmail, Seguranca
from regras.erros import ConfiguracaoIncompleta, DadoInvalido
from tests.envio.servidores import MIME, PARA, REMETENTE, ServidorReal, ServidorRoteirizado, enviar

Abrir = Callable[..., Any]


class Relogio:
    """Anda só quando o teste manda."""

    def __init__(self) -> None:
        self.agora_s = 1000.0

    def __call__(self) -> float:
        return self.agora_s


@pytest.fixture
def relogio() -> Relogio:
    return Relogio()


def test_resposta_traz_o_codigo_e_o_numero_na_fila_do_servidor(sessao: Abrir, servidor: ServidorReal) -> None:
    transporte = sessao(servidor.conta())
    resposta = transporte.transmitir(transporte.abrir_envelope(REMETENTE, [PARA], MIME))
    assert (resposta.codigo, resposta.texto) == (250, "2.0.0 guardada como 1")
    assert resposta.servidor == "127.0.0.1"
    assert (servidor.recebidas[0].remetente, servidor.recebidas[0].destinatarios) == (REMETENTE, [PARA])


@pytest.mark.parametrize(
    ("mime", "chega"),
    [
        (b"a\r\n\r\n.\r\n..\r\n.b\r\nfim\r\n", None),
        (b".comeco\r\n", None),
        (b"a\nb\r\n\rc", b"a\r\nb\r\n\r\nc\r\n"),
        (b"a\n.\nMAIL FROM:<x@y>\n", b"a\r\n.\r\nMAIL FROM:<x@y>\r\n"),
        (b"sem quebra no fim", b"sem quebra no fim\r\n"),
        (b"x" * 998 + b"\r\n", None),
        (b"linha\r\n" * 50_000, None),
    ],
)
def test_corpo_chega_igual_em_crlf(sessao: Abrir, servidor: ServidorReal, mime: bytes, chega: bytes | None) -> None:
    enviar(sessao(servidor.conta()), mime)
    assert servidor.recebidas[0].conteudo == (mime if chega is None else chega)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(linhas=st.lists(st.sampled_from([b"", b".", b"..", b".x", b"x."]), min_size=1))
def test_qualquer_arranjo_de_pontos_chega_igual(sessao: Abrir, servidor: ServidorReal, linhas: list[bytes]) -> None:
    mime = b"".join(linha + b"\r\n" for linha in linhas)
    enviar(sessao(servidor.conta()), mime)
    assert servidor.recebidas[-1].conteudo == mime


def test_fechar_com_o_envelope_aberto_nao_entrega_nada(sessao: Abrir, servidor: ServidorReal) -> None:
    transporte = sessao(servidor.conta())
    transporte.abrir_envelope(REMETENTE, [PARA], MIME)
    transporte.fechar()
    enviar(transporte)
    assert len(servidor.recebidas) == 1


def test_mensagem_abandonada_sem_ponto_nao_existe_para_o_servidor(sessao: Abrir, servidor: ServidorReal) -> None:
    transporte = sessao(servidor.conta())
    abandonado = transporte.abrir_envelope(REMETENTE, ["outro@cliente.com.br"], b"abandonada\r\n")
    enviar(transporte)
    assert [recebida.conteudo for recebida in servidor.recebidas] == [MIME]
    with pytest.raises(RuntimeError):
        transporte.transmitir(abandonado)


@pytest.mark.parametrize("abandonar", [TransporteSMTP.fechar, lambda _transporte: None])
def test_comando_nenhum_vai_parar_no_meio_do_corpo(sessao: Abrir, roteirizar: Abrir, abandonar: Abrir) -> None:
    servidor = roteirizar()
    transporte = sessao(servidor.conta())
    transporte.abrir_envelope(REMETENTE, [PARA], MIME)
    abandonar(transporte)
    enviar(transporte)
    assert b"".join(servidor.linhas_do_corpo) == MIME * 2


def test_corpo_e_ponto_sao_escritas_separadas_sem_esperar_o_ack(
    sessao: Abrir, servidor: ServidorReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    escritas: list[bytes] = []
    original = conexao.Conexao._escrever

    def espiar(esta: conexao.Conexao, octetos: bytes, espera: float) -> None:
        escritas.append(bytes(octetos))
        assert esta.sock is not None
        assert esta.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        original(esta, octetos, espera)

    monkeypatch.setattr(conexao.Conexao, "_escrever", espiar)
    enviar(sessao(servidor.conta()))
    assert escritas[-2:] == [MIME, b".\r\n"]


def test_apresenta_se_com_o_nome_dado(sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado]) -> None:
    servidor = roteirizar()
    enviar(sessao(servidor.conta()))
    assert servidor.linhas[0].lower() == b"ehlo teste.exemplo"


def test_declara_o_tamanho_do_corpo(sessao: Abrir, servidor: ServidorReal) -> None:
    enviar(sessao(servidor.conta()), b".a\nb")
    assert servidor.recebidas[0].opcoes_mail == [f"SIZE={len(b'.a') + 2 + len(b'b') + 2}"]


def test_mensagem_acima_do_limite_nem_e_transmitida(sessao: Abrir, abrir_servidor: Callable[..., ServidorReal]) -> None:
    servidor = abrir_servidor(limite=1000)
    transporte = sessao(servidor.conta())
    with pytest.raises(FalhaSMTP) as excecao:
        transporte.abrir_envelope(REMETENTE, [PARA], b"x" * 1500)
    assert (excecao.value.codigo, excecao.value.estendido) == (552, "5.3.4")
    assert "1502" in excecao.value.resposta
    assert "1000" in excecao.value.resposta
    veredito = excecao.value.veredito
    assert (veredito.estado, veredito.alvo) == (Estado.RECUSADO, Alvo.AVISO)
    assert "limite" in veredito.motivo
    assert "MAIL" not in servidor.comandos
    enviar(transporte)
    assert servidor.conexoes == 1


@pytest.mark.parametrize("size", [b"SIZE", b"SIZE 0", b"SIZE muito", b"HELP"])
def test_servidor_sem_limite_de_tamanho_aceita(
    sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado], size: bytes
) -> None:
    servidor = roteirizar(EHLO=b"250-x\r\n250 " + size + b"\r\n")
    enviar(sessao(servidor.conta()))
    assert (b"SIZE=" in servidor.linhas[1]) == size.startswith(b"SIZE")


COM_DSN = b"250-x\r\n250-DSN\r\n250 SIZE\r\n"


def test_pede_devolucao_quando_o_servidor_sabe(sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado]) -> None:
    servidor = roteirizar(EHLO=COM_DSN)
    enviar(sessao(servidor.conta()), para=("a+b@cliente.com.br",), envid="112|ação=1")
    mail, rcpt = servidor.linhas[1:3]
    assert mail.endswith(b" RET=HDRS ENVID=112|a+C3+A7+C3+A3o+3D1")
    assert rcpt == b"rcpt TO:<a+b@cliente.com.br> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb@cliente.com.br"


@pytest.mark.parametrize("envid", ["", "x" * 101])
def test_identificador_vazio_ou_longo_demais_nao_vai(
    sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado], envid: str
) -> None:
    servidor = roteirizar(EHLO=COM_DSN)
    enviar(sessao(servidor.conta()), envid=envid)
    assert b"RET=HDRS" in servidor.linhas[1]
    assert b"ENVID" not in servidor.linhas[1]


def test_sem_dsn_nada_se_pede(sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado]) -> None:
    servidor = roteirizar()
    enviar(sessao(servidor.conta()), envid="chave")
    assert servidor.linhas[2] == b"rcpt TO:<financeiro@cliente.com.br>"
    assert b"RET" not in servidor.linhas[1]


def test_corpo_de_8_bits_e_declarado(sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado]) -> None:
    servidor = roteirizar()
    enviar(sessao(servidor.conta()), "ação\r\n".encode())
    assert servidor.linhas[1].endswith(b"BODY=8BITMIME")


def test_aceitacao_parcial_segue_e_anota_os_recusados(sessao: Abrir, servidor: ServidorReal) -> None:
    respostas = {"b@x.com": "550 5.1.1 inexistente", "c@x.com": "450 4.7.1 depois"}
    servidor.ao_rcpt = respostas.get
    envelope = enviar(sessao(servidor.conta()), para=("a@x.com", "b@x.com", "c@x.com", "d@x.com"))
    assert envelope.aceitos == ("a@x.com", "d@x.com")
    assert envelope.recusas == (recusar("b@x.com", 550, "5.1.1 inexistente"), recusar("c@x.com", 450, "4.7.1 depois"))
    assert servidor.recebidas[0].destinatarios == ["a@x.com", "d@x.com"]


@pytest.mark.parametrize(
    ("respostas", "estado"),
    [
        (["550 5.1.1 x", "550 5.2.1 y"], Estado.RECUSADO),
        (["550 5.1.1 x", "450 4.7.1 y"], Estado.ADIADO),
        (["550 5.1.1 x", "550 5.7.1 Unable to relay"], Estado.ADIADO),
    ],
)
def test_nenhum_aceito_nao_transmite_e_a_conexao_continua_servindo(
    sessao: Abrir, servidor: ServidorReal, respostas: list[str], estado: Estado
) -> None:
    fila = list(respostas)
    servidor.ao_rcpt = lambda _email: fila.pop(0) if fila else None
    transporte = sessao(servidor.conta())
    with pytest.raises(FalhaSMTP) as excecao:
        transporte.abrir_envelope(REMETENTE, ["a@x.com", "b@x.com"], MIME)
    assert excecao.value.veredito.estado is estado
    assert [recusa.email for recusa in excecao.value.recusas] == ["a@x.com", "b@x.com"]
    assert "DATA" not in servidor.comandos
    enviar(transporte)
    assert (servidor.conexoes, len(servidor.recebidas)) == (1, 1)


@pytest.mark.parametrize("codigo", [b"250", b"251", b"252"])
def test_251_e_252_sao_aceite(sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado], codigo: bytes) -> None:
    servidor = roteirizar(RCPT=codigo + b" sigo adiante\r\n")
    assert enviar(sessao(servidor.conta())).aceitos == (PARA,)


def test_uma_conexao_serve_muitas_mensagens_com_rset_entre_elas(
    sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado]
) -> None:
    servidor = roteirizar()
    transporte = sessao(servidor.conta())
    enviar(transporte)
    enviar(transporte)
    transporte.fechar()
    assert servidor.verbos() == ["EHLO", "MAIL", "RCPT", "DATA", "RSET", "MAIL", "RCPT", "DATA", "QUIT"]
    assert servidor.conexoes == 1


def test_depois_de_cem_mensagens_a_conexao_e_trocada(sessao: Abrir, servidor: ServidorReal) -> None:
    transporte = sessao(servidor.conta())
    for _ in range(101):
        enviar(transporte)
    assert (servidor.conexoes, len(servidor.recebidas)) == (2, 101)


@pytest.mark.parametrize(
    ("parada_s", "esperado"), [(29.0, (1, False)), (31.0, (1, True)), (299.0, (1, True)), (301.0, (2, False))]
)
def test_conexao_parada_leva_noop_e_a_velha_e_trocada(
    sessao: Abrir, servidor: ServidorReal, relogio: Relogio, parada_s: float, esperado: tuple[int, bool]
) -> None:
    transporte = sessao(servidor.conta(), relogio=relogio)
    enviar(transporte)
    relogio.agora_s += parada_s
    enviar(transporte)
    assert (servidor.conexoes, "NOOP" in servidor.comandos) == esperado


@pytest.mark.parametrize("momento", ["RSET", "NOOP"])
@pytest.mark.parametrize("passo", ["cair", (b"421 4.4.2 cansei\r\n", "cair"), b"500 nao sei\r\n"])
def test_conexao_que_morreu_parada_e_trocada_sem_falhar_o_envio(
    sessao: Abrir, roteirizar: Callable[..., ServidorRoteirizado], relogio: Relogio, momento: str, passo: Any
) -> None:
    servidor = roteirizar(**{momento: [passo, b"250 certo\r\n"]})
    transporte = sessao(servidor.conta(), relogio=relogio)
    enviar(transporte)
    relogio.agora_s += 60
    enviar(transporte)
    assert (servidor.conexoes, len(servidor.corpos)) == (2, 2)


def test_fechar_duas_vezes_ou_sem_abrir_nao_falha(sessao: Abrir, servidor: ServidorReal) -> None:
    transporte = sessao(servidor.conta())
    transporte.fechar()
    enviar(transporte)
    transporte.fechar()
    transporte.fechar()
    assert servidor.comandos.count("QUIT") == 1


def test_usuario_sem_senha_e_configuracao_incompleta(servidor: ServidorReal) -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="senha"):
        TransporteSMTP(servidor.conta(usuario="eu"))
    assert servidor.conexoes == 0


def test_sem_protecao_so_na_propria_maquina() -> None:
    with pytest.raises(DadoInvalido, match="proteção"):
        TransporteSMTP(ContaEmail(1, REMETENTE, "smtp.exemplo.com", 25, Seguranca.NENHUMA))


@pytest.mark.parametrize(
    ("nome", "esperado"),
    [
        ("pc.empresa.com.br", "pc.empresa.com.br"),
        ("DESKTOP-1", "[127.0.0.1]"),
        ("máquina.local", "[127.0.0.1]"),
        ("com espaço.x", "[127.0.0.1]"),
    ],
)
def test_nome_da_maquina_so_se_for_completo(monkeypatch: pytest.MonkeyPatch, nome: str, esperado: str) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: nome)
    assert conexao.nome_desta_maquina() == esperado


def test_fase_da_falha_local_de_tamanho_e_anterior_ao_envio(
    sessao: Abrir, abrir_servidor: Callable[..., ServidorReal]
) -> None:
    with pytest.raises(FalhaSMTP) as excecao:
        sessao(abrir_servidor(limite=10).conta()).abrir_envelope(REMETENTE, [PARA], MIME)
    assert excecao.value.fase is Fase.MAIL
