"""O desfecho de cada queda, espera e resposta estranha, momento a momento (email.md §1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from envio.correio.falhas import (
    Alvo,
    Causa,
    FalhaSMTP,
    Fase,
    RespostaPerdida,
)
from envio.correio.smtp import TransporteSMTP
from envio.correio.transporte import Resposta
from envio.rede.conexao import Conexao, Esperas
from regras.aviso import Estado
from tests.envio.servidores import (
    CAIR,
    CALAR,
    MIME,
    PARA,
    PARAR,
    PINGAR,
    REMETENTE,
    ServidorReal,
    ServidorRoteirizado,
    enviar,
)

Abrir = Callable[..., Any]
ANTES_DO_PONTO = {
    "SAUDACAO": Fase.SAUDACAO,
    "EHLO": Fase.EHLO,
    "MAIL": Fase.MAIL,
    "RCPT": Fase.RCPT,
    "DATA": Fase.DATA,
}


@pytest.fixture
def impacientes(esperas: Esperas) -> Esperas:
    """Esperas que se esgotam já."""
    return replace(esperas, conexao=0.2, resposta=0.2, data=0.2, ponto=0.2)


def falha_ao_abrir(sessao: TransporteSMTP, mime: bytes = MIME) -> FalhaSMTP:
    with pytest.raises(FalhaSMTP) as excecao:
        sessao.abrir_envelope(REMETENTE, [PARA], mime)
    return excecao.value


def falha_ao_transmitir(sessao: TransporteSMTP, servidor: ServidorRoteirizado) -> FalhaSMTP:
    """Transmite depois de o servidor já ter lido o corpo e feito o que o roteiro manda."""
    envelope = sessao.abrir_envelope(REMETENTE, [PARA], MIME)
    assert servidor.caiu.wait(5)
    with pytest.raises(FalhaSMTP) as excecao:
        sessao.transmitir(envelope)
    return excecao.value


@pytest.mark.parametrize(("momento", "fase"), ANTES_DO_PONTO.items())
def test_queda_antes_do_354_e_adiado(sessao: Abrir, roteirizar: Abrir, momento: str, fase: Fase) -> None:
    # Um RST logo ao aceitar pode chegar ainda durante o connect; na saudação o servidor encerra no meio da resposta.
    passo = (b"2", CAIR) if momento == "SAUDACAO" else CAIR
    falha = falha_ao_abrir(sessao(roteirizar(**{momento: passo}).conta()))
    assert (falha.fase, falha.causa, falha.codigo, falha.passageira) == (fase, Causa.QUEDA, 0, True)
    assert falha.veredito.estado is Estado.ADIADO


@pytest.mark.parametrize(("momento", "fase"), ANTES_DO_PONTO.items())
def test_silencio_antes_do_354_e_adiado(
    sessao: Abrir, roteirizar: Abrir, impacientes: Esperas, momento: str, fase: Fase
) -> None:
    falha = falha_ao_abrir(sessao(roteirizar(**{momento: CALAR}).conta(), esperas=impacientes))
    assert (falha.fase, falha.causa) == (fase, Causa.ESPERA)
    assert falha.veredito.estado is Estado.ADIADO


@pytest.mark.parametrize(("momento", "fase"), ANTES_DO_PONTO.items())
def test_421_em_qualquer_ponto_fecha_a_conexao_e_para_a_conta(
    sessao: Abrir, roteirizar: Abrir, momento: str, fase: Fase
) -> None:
    certo = ServidorRoteirizado.PADRAO.get(momento, b"250 certo\r\n")
    servidor = roteirizar(**{momento: [b"421 4.3.2 manutencao\r\n", certo]})
    transporte = sessao(servidor.conta())
    falha = falha_ao_abrir(transporte)
    enviar(transporte)
    assert servidor.conexoes == 2
    veredito = falha.veredito
    assert (falha.fase, falha.codigo, falha.veredito.alvo) == (fase, 421, Alvo.CONTA)
    assert (veredito.estado, veredito.alvo) == (Estado.ADIADO, Alvo.CONTA)


@pytest.mark.parametrize(("momento", "fase"), ANTES_DO_PONTO.items())
def test_lixo_antes_do_354_e_adiado(sessao: Abrir, roteirizar: Abrir, momento: str, fase: Fase) -> None:
    falha = falha_ao_abrir(sessao(roteirizar(**{momento: b"HTTP/1.1 400 Bad Request\r\n"}).conta()))
    assert (falha.fase, falha.causa) == (fase, Causa.ILEGIVEL)
    assert falha.veredito.estado is Estado.ADIADO


@pytest.mark.parametrize(
    "lixo",
    [
        b"999 nada\r\n",
        b"25\r\n",
        b"+25 ok\r\n",
        b"2_5 ok\r\n",
        b"2500 ok\r\n",
        b"150 espere\r\n",
        b"250-" + b"x" * 9000 + b"\r\n",
        b"250-x\r\n" * 20_000,
        b"354 fora de hora\r\n",
        b"\r\n",
    ],
)
def test_resposta_que_nao_e_smtp_nunca_passa_por_aceite(sessao: Abrir, roteirizar: Abrir, lixo: bytes) -> None:
    assert falha_ao_abrir(sessao(roteirizar(MAIL=lixo).conta())).causa is Causa.ILEGIVEL
    transporte = sessao(roteirizar(PONTO=lixo).conta())
    with pytest.raises(RespostaPerdida):
        enviar(transporte)


def test_servidor_que_responde_250_ao_data_nao_recebe_o_corpo(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(DATA=b"250 certo\r\n")
    assert falha_ao_abrir(sessao(servidor.conta())).causa is Causa.ILEGIVEL
    assert servidor.verbos() == ["EHLO", "MAIL", "RCPT", "DATA"]


def test_queda_no_meio_do_corpo_e_adiado(sessao: Abrir, roteirizar: Abrir) -> None:
    falha = falha_ao_abrir(sessao(roteirizar(CORPO=CAIR).conta()), b"linha\r\n" * 3_000_000)
    assert (falha.fase, falha.causa) == (Fase.CORPO, Causa.QUEDA)
    assert falha.veredito.estado is Estado.ADIADO


def test_servidor_que_para_de_ler_o_corpo_e_adiado(sessao: Abrir, roteirizar: Abrir, esperas: Esperas) -> None:
    transporte = sessao(roteirizar(CORPO=PARAR).conta(), esperas=replace(esperas, bloco=0.2))
    falha = falha_ao_abrir(transporte, b"linha\r\n" * 3_000_000)
    assert (falha.fase, falha.causa) == (Fase.CORPO, Causa.ESPERA)


def test_queda_depois_do_corpo_e_antes_do_ponto_e_adiado_e_nao_duvida(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(FIM_DO_CORPO=CAIR)
    falha = falha_ao_transmitir(sessao(servidor.conta()), servidor)
    assert (falha.fase, falha.causa) == (Fase.CORPO, Causa.QUEDA)
    assert falha.veredito.estado is Estado.ADIADO


@pytest.mark.parametrize(
    ("resposta", "codigo", "estado"),
    [
        (b"552 5.3.4 grande demais\r\n", 552, Estado.RECUSADO),
        (b"421 4.4.2 demorou\r\n", 421, Estado.ADIADO),
        (b"451-4.3.0 erro\r\n451 4.3.0 local\r\n", 451, Estado.ADIADO),
    ],
)
def test_resposta_dada_antes_do_ponto_e_lida_em_vez_de_transmitir(
    sessao: Abrir, roteirizar: Abrir, resposta: bytes, codigo: int, estado: Estado
) -> None:
    servidor = roteirizar(FIM_DO_CORPO=(resposta, CAIR))
    falha = falha_ao_transmitir(sessao(servidor.conta()), servidor)
    assert (falha.fase, falha.codigo) == (Fase.CORPO, codigo)
    assert falha.veredito.estado is estado
    assert servidor.corpos == []


def test_aceite_dado_antes_do_ponto_nao_e_aceite(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(FIM_DO_CORPO=(b"250 certo\r\n", CAIR))
    falha = falha_ao_transmitir(sessao(servidor.conta()), servidor)
    assert falha.causa is Causa.ILEGIVEL


def test_recusa_no_meio_de_um_corpo_grande_e_lida_quando_a_escrita_falha(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(CORPO=(b"552 5.3.4 grande demais\r\n", PARAR))
    transporte = sessao(servidor.conta(), esperas=Esperas(bloco=0.2))
    falha = falha_ao_abrir(transporte, b"linha\r\n" * 3_000_000)
    assert (falha.fase, falha.codigo) == (Fase.CORPO, 552)


@pytest.mark.parametrize("erro", [BrokenPipeError(), ConnectionResetError(), TimeoutError()])
def test_erro_ao_escrever_o_ponto_e_adiado(
    sessao: Abrir, servidor: ServidorReal, monkeypatch: pytest.MonkeyPatch, erro: OSError
) -> None:
    transporte = sessao(servidor.conta())
    envelope = transporte.abrir_envelope(REMETENTE, [PARA], MIME)
    monkeypatch.setattr(Conexao, "send", _que_falha(erro))
    with pytest.raises(FalhaSMTP) as excecao:
        transporte.transmitir(envelope)
    assert (excecao.value.fase, excecao.value.veredito.estado) == (Fase.PONTO, Estado.ADIADO)
    assert servidor.recebidas == []


def test_recusa_pendente_decide_quando_escrever_o_ponto_falha(
    sessao: Abrir, roteirizar: Abrir, monkeypatch: pytest.MonkeyPatch
) -> None:
    servidor = roteirizar(FIM_DO_CORPO=(b"552 5.2.3 grande\r\n", CAIR))
    transporte = sessao(servidor.conta())
    envelope = transporte.abrir_envelope(REMETENTE, [PARA], MIME)
    assert servidor.caiu.wait(5)
    monkeypatch.setattr(TransporteSMTP, "_conferir_silencio", lambda _esta, _conexao: None)
    monkeypatch.setattr(Conexao, "send", _que_falha(BrokenPipeError()))
    with pytest.raises(FalhaSMTP) as excecao:
        transporte.transmitir(envelope)
    assert (excecao.value.fase, excecao.value.codigo) == (Fase.PONTO, 552)


def _que_falha(erro: OSError) -> Callable[..., None]:
    def falhar(_conexao: Conexao, _octetos: bytes) -> None:
        raise erro

    return falhar


@pytest.mark.parametrize("passo", [CAIR, CALAR, (b"250-meia resposta\r\n", CAIR), (b"250 sem fim de linha", CAIR)])
def test_ponto_escrito_e_nenhuma_resposta_e_duvida(
    sessao: Abrir, roteirizar: Abrir, impacientes: Esperas, passo: Any
) -> None:
    servidor = roteirizar(PONTO=passo)
    with pytest.raises(RespostaPerdida) as excecao:
        enviar(sessao(servidor.conta(), esperas=impacientes))
    assert excecao.value.veredito.estado is Estado.EM_DUVIDA
    assert servidor.corpos == [MIME]
    assert excecao.value.detalhe


@pytest.mark.parametrize(
    ("resposta", "estado", "conexoes"),
    [
        (b"451 4.3.0 depois\r\n", Estado.ADIADO, 1),
        (b"550 5.7.1 spam\r\n", Estado.RECUSADO, 1),
        (b"550-5.7.26 sem SPF\r\n550 5.7.26 veja a ajuda\r\n", Estado.ADIADO, 1),
        (b"421 4.7.0 limite\r\n", Estado.ADIADO, 2),
    ],
)
def test_resposta_ao_ponto_decide_e_a_conexao_serve_a_proxima(
    sessao: Abrir, roteirizar: Abrir, resposta: bytes, estado: Estado, conexoes: int
) -> None:
    servidor = roteirizar(PONTO=[resposta, b"250 2.0.0 certo\r\n"])
    transporte = sessao(servidor.conta())
    with pytest.raises(FalhaSMTP) as excecao:
        enviar(transporte)
    assert (excecao.value.fase, excecao.value.veredito.estado) == (Fase.PONTO, estado)
    enviar(transporte)
    assert (servidor.conexoes, len(servidor.corpos)) == (conexoes, 2)


def test_resposta_de_varias_linhas_e_guardada_inteira(sessao: Abrir, roteirizar: Abrir) -> None:
    servidor = roteirizar(PONTO=b"250-2.0.0 certo\r\n250-mais\r\n250 fila 9\n")
    transporte = sessao(servidor.conta())
    resposta = transporte.transmitir(transporte.abrir_envelope(REMETENTE, [PARA], MIME))
    assert resposta == Resposta(250, "2.0.0 certo\nmais\nfila 9", "127.0.0.1")


@pytest.mark.parametrize("passo", [CAIR, CALAR, b"500 nao conheco\r\n", b"lixo\r\n"])
def test_quit_recusado_depois_do_aceite_nao_e_erro(sessao: Abrir, roteirizar: Abrir, passo: Any) -> None:
    transporte = sessao(roteirizar(QUIT=passo).conta())
    enviar(transporte)
    transporte.fechar()


@pytest.mark.parametrize("momento", ["MAIL", "RCPT", "DATA", "PONTO"])
def test_depois_de_queda_a_proxima_mensagem_usa_conexao_nova(sessao: Abrir, roteirizar: Abrir, momento: str) -> None:
    certo = ServidorRoteirizado.PADRAO.get(momento, b"250 certo\r\n")
    servidor = roteirizar(**{momento: [CAIR, certo]})
    transporte = sessao(servidor.conta())
    with pytest.raises((FalhaSMTP, RespostaPerdida)):
        enviar(transporte)
    enviar(transporte)
    assert servidor.conexoes == 2


@pytest.mark.parametrize("momento", ["MAIL", "DATA"])
def test_recusa_antes_do_corpo_deixa_a_conexao_servir(sessao: Abrir, roteirizar: Abrir, momento: str) -> None:
    certo = ServidorRoteirizado.PADRAO.get(momento, b"250 certo\r\n")
    servidor = roteirizar(**{momento: [b"451 4.3.0 depois\r\n", certo]})
    transporte = sessao(servidor.conta())
    assert falha_ao_abrir(transporte).codigo == 451
    enviar(transporte)
    assert servidor.conexoes == 1


def test_servidor_que_pinga_a_resposta_nao_passa_da_espera(
    sessao: Abrir, roteirizar: Abrir, impacientes: Esperas
) -> None:
    """A espera é da resposta inteira: uma linha a cada instante não a renova."""
    servidor = roteirizar(MAIL=PINGAR)
    assert falha_ao_abrir(sessao(servidor.conta(), esperas=impacientes)).causa is Causa.ESPERA
