"""A entrega de um aviso, etapa a etapa: o que já está em disco quando cada pedido de rede sai (email.md §1.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from envio.ambiente import Ambiente
from envio.correio.conexoes import Abrir, Transmitir
from envio.correio.falhas import Fase, RespostaPerdida
from envio.correio.respostas import recusar
from envio.correio.transporte import Envelope, Resposta
from envio.entrega.conciliacao import conciliar
from envio.entrega.entregador import Entregador, Entregue
from envio.entrega.registro import NaBase
from envio.entrega.transmissao import Passos
from envio.entrega.vazao import Vazao
from modelos.avisos import autorizacao, caixa_de_saida
from modelos.avisos import leitura as avisos
from modelos.avisos.caixa_de_saida import NovoAviso
from modelos.avisos.diario_conferido import Marco
from regras.aviso import Aviso, Estado, chave_do_aviso, envid
from regras.envio.diario import Etapa as Momento
from regras.erros import AmbienteIndisponivel
from tests.envio.cenario import EMPRESA, cadastrar, cadastrar_vencido, preparo
from tests.envio.correio_falso import CONTA, resposta_de
from tests.modelos.exemplos import EM, HOJE, avisado, gravar_cliente

PARA = ("ana@b.com.br", "rui@b.com.br")


@pytest.fixture
def aviso(ambiente: Ambiente) -> Aviso:
    """Um aviso pendente a dois destinatários."""
    cadastrar()
    cadastrar_vencido()
    gravar_cliente("000123", cpf_cnpj="52998224725", email="; ".join(PARA))
    chave = chave_do_aviso(EMPRESA.cpf_cnpj, "000123", HOJE)
    caixa_de_saida.gravar_pendentes(
        [
            NovoAviso(
                data=HOJE,
                cliente="000123",
                cliente_nome="Cliente 000123",
                chave=chave,
                destinatarios=PARA,
                debitos=(avisado(vence_em=-10),),
            )
        ],
        EM,
    )
    return avisos.listar()[0]


@pytest.fixture
def entrega(ambiente: Ambiente, aviso: Aviso) -> Entregador:
    """Com o preparo do que está gravado."""
    return entregador(ambiente)


def entregador(ambiente: Ambiente) -> Entregador:
    return Entregador(ambiente.agora, preparo(ambiente), NaBase(ambiente, CONTA), Vazao(CONTA, EM))


def reler(aviso: Aviso) -> Aviso:
    lido = avisos.obter(aviso.id)
    assert lido is not None
    return lido


def estado(aviso: Aviso) -> Estado:
    return reler(aviso).estado


def linhas(ambiente: Ambiente) -> list[Momento]:
    return [linha.etapa for linha in ambiente.diario().conferir(Marco()).anotacoes]


def terminar(passos: Passos[Entregue], resposta: object) -> Entregue:
    """Entregador a última resposta e devolve no que deu."""
    with pytest.raises(StopIteration) as fim:
        passos.throw(resposta) if isinstance(resposta, Exception) else passos.send(resposta)
    passo: Entregue = fim.value.value
    return passo


def test_so_depois_do_corpo_e_de_gravado_sai_o_pedido_do_ponto(
    ambiente: Ambiente, entrega: Entregador, aviso: Aviso
) -> None:
    passos = entrega.entregar(aviso)
    abrir = next(passos)
    assert isinstance(abrir, Abrir)
    assert (abrir.destinatarios, abrir.envid, estado(aviso), linhas(ambiente)) == (
        PARA,
        envid(aviso.chave, autorizacao.segredo()),
        Estado.PENDENTE,
        [],
    )
    envelope = Envelope(PARA)
    assert passos.send(envelope) == Transmitir(envelope)
    assert (estado(aviso), linhas(ambiente)) == (Estado.ENVIANDO, [Momento.TRANSMITINDO])
    passo = terminar(passos, Resposta(250, "2.0.0 ok", "servidor"))
    assert (passo.aviso.estado, passo.veredito) == (Estado.ENVIADO, None)
    assert linhas(ambiente) == [Momento.TRANSMITINDO, Momento.DESFECHO]


def test_falha_antes_do_ponto_nao_chega_ao_diario(ambiente: Ambiente, entrega: Entregador, aviso: Aviso) -> None:
    passos = entrega.entregar(aviso)
    next(passos)
    passo = terminar(passos, resposta_de(Fase.RCPT, 451, "4.3.0 depois"))
    assert (passo.aviso.estado, linhas(ambiente)) == (Estado.ADIADO, [])
    assert passo.veredito is not None


def test_ponto_sem_resposta_e_duvida(entrega: Entregador, aviso: Aviso) -> None:
    passos = entrega.entregar(aviso)
    next(passos)
    passos.send(Envelope(PARA))
    assert terminar(passos, RespostaPerdida("servidor", "queda")).aviso.estado is Estado.EM_DUVIDA


def test_o_que_faltava_so_sai_da_lista_depois_do_corpo(entrega: Entregador, aviso: Aviso) -> None:
    passos = entrega.entregar(aviso)
    next(passos)
    passos.send(Envelope(PARA[:1], (recusar(PARA[1], 450, "4.2.1 depois"),)))
    enviado = terminar(passos, Resposta(250, "2.0.0 ok", "servidor")).aviso
    assert enviado.destinatarios_pendentes == PARA[1:]

    passos = entrega.entregar(enviado)
    abrir = next(passos)
    assert isinstance(abrir, Abrir)
    assert (abrir.destinatarios, reler(enviado).destinatarios_pendentes) == (PARA[1:], PARA[1:])
    passos.send(Envelope(PARA[1:]))
    assert reler(enviado).destinatarios_pendentes == ()
    assert terminar(passos, Resposta(250, "2.0.0 ok", "servidor")).aviso.destinatarios_pendentes == ()


def completar(entrega: Entregador, aviso: Aviso) -> Passos[Entregue]:
    """Envia o aviso, que falta ao segundo, e começa a mensagem para ele."""
    passos = entrega.entregar(aviso)
    next(passos)
    passos.send(Envelope(PARA[:1], (recusar(PARA[1], 450, "4.2.1 depois"),)))
    return entrega.entregar(terminar(passos, Resposta(250, "2.0.0 ok", "servidor")).aviso)


def test_complemento_abandonado_antes_do_ponto_vai_na_vez_seguinte(
    ambiente: Ambiente, entrega: Entregador, aviso: Aviso
) -> None:
    passos = completar(entrega, aviso)
    next(passos)
    passos.close()

    depois = replace(ambiente, agora=lambda: EM + timedelta(minutes=5))
    passos = entregador(depois).entregar(reler(aviso))
    assert isinstance(next(passos), Abrir)
    passos.send(Envelope(PARA[1:]))
    assert terminar(passos, Resposta(250, "2.0.0 ok", "servidor")).aviso.destinatarios_pendentes == ()


def test_base_que_nao_deixa_tomar_quem_faltava_nao_o_deixa_sem_a_mensagem(
    ambiente: Ambiente, entrega: Entregador, aviso: Aviso, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falhar(*_: object, **_opcoes: object) -> None:
        raise AmbienteIndisponivel("a base está ocupada", "tente de novo")

    passos = completar(entrega, aviso)
    next(passos)
    monkeypatch.setattr(caixa_de_saida, "comecar_outra", falhar)
    with pytest.raises(AmbienteIndisponivel, match="ocupada"):
        passos.send(Envelope(PARA[1:]))

    conciliar(ambiente)
    assert reler(aviso).destinatarios_pendentes == PARA[1:]


def test_queda_com_o_complemento_so_no_diario_diz_que_pode_ter_ido(
    ambiente: Ambiente, entrega: Entregador, aviso: Aviso, monkeypatch: pytest.MonkeyPatch
) -> None:
    def morrer(*_: object, **_opcoes: object) -> None:
        raise SystemExit

    passos = completar(entrega, aviso)
    next(passos)
    monkeypatch.setattr(caixa_de_saida, "comecar_outra", morrer)
    with pytest.raises(SystemExit):
        passos.send(Envelope(PARA[1:]))
    assert reler(aviso).destinatarios_pendentes == PARA[1:]

    conciliar(ambiente)
    assert reler(aviso).destinatarios_pendentes == ()
    assert reler(aviso).motivo == caixa_de_saida.SEM_RESPOSTA.format(PARA[1])


def test_abandonada_antes_do_ponto_o_aviso_fica_como_estava(
    ambiente: Ambiente, entrega: Entregador, aviso: Aviso
) -> None:
    passos = entrega.entregar(aviso)
    next(passos)
    passos.close()
    assert (estado(aviso), linhas(ambiente)) == (Estado.PENDENTE, [])


def test_nada_mais_a_avisar_cancela_sem_pedir_rede(entrega: Entregador, aviso: Aviso) -> None:
    gravar_cliente("000123", cpf_cnpj="52998224725", avisar=False)
    assert terminar(entrega.entregar(aviso), None).aviso.estado is Estado.CANCELADO


def test_recusar_o_que_ja_transmitia_e_duvida(entrega: Entregador, aviso: Aviso) -> None:
    passos = entrega.entregar(aviso)
    next(passos)
    passos.send(Envelope(PARA))
    assert entrega.recusar(aviso, "defeito").aviso.estado is Estado.EM_DUVIDA
    passos.close()


def test_adiar_diz_que_nao_foi_tentado(entrega: Entregador, aviso: Aviso) -> None:
    adiado = entrega.adiar(aviso, "senha recusada").aviso
    assert (adiado.estado, adiado.motivo, adiado.tentativas) == (Estado.ADIADO, "não tentado: senha recusada", 0)
