"""No que uma mensagem dá, endereço por endereço."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio.correio.diagnostico import da_recusa_de_todos
from envio.correio.falhas import Fase, RespostaPerdida
from envio.correio.respostas import recusar
from envio.correio.transporte import Envelope, Resposta
from envio.entrega.desfecho import (
    MensagemPronta,
    Resultado,
    aceita,
    nao_aceita,
    no_ponto,
    sem_resposta,
)
from regras.aviso import Estado
from regras.entrega import Desfecho, EstadoDaEntrega, TipoDeMensagem
from tests.envio.cenario import AVISO
from tests.envio.correio_falso import CONTA, resposta_de
from tests.modelos.exemplos import adiados

A, B, C = "a@x.com", "b@x.com", "c@x.com"
INEXISTENTE = recusar(B, 550, "5.1.1 inexistente")
PASSAGEIRA = recusar(C, 450, "4.7.1 lista cinza")
PARCIAL = Envelope((A,), (INEXISTENTE, PASSAGEIRA))
OK = Resposta(250, "2.0.0 ok", "servidor")


def pronta(tipo: TipoDeMensagem = TipoDeMensagem.PRINCIPAL, *para: str) -> MensagemPronta:
    aviso = replace(AVISO, estado=Estado.ENVIADO, entregas=adiados(C))
    return MensagemPronta(tipo, aviso, "<abcdefghij234567wxyz.2@x>", para or (A, B, C), b"corpo", 1, ())


def estados(resultado: Resultado) -> dict[str, EstadoDaEntrega]:
    return {entrega.email: entrega.estado for entrega in resultado.entregas}


def test_aceita_em_parte() -> None:
    deu = aceita(pronta(), PARCIAL, OK)
    assert (deu.desfecho, deu.estado, deu.codigo) == (Desfecho.ACEITA, Estado.ENVIADO, 250)
    assert estados(deu) == {A: EstadoDaEntrega.ACEITO, B: EstadoDaEntrega.RECUSADO, C: EstadoDaEntrega.ADIADO}
    assert deu.devolvidos == ((B, "550 5.1.1 inexistente"),)
    assert deu.ressalva() == f"recusado para {B}; falta enviar para {C}"


@pytest.mark.parametrize(
    ("deu", "desfecho"),
    [
        (no_ponto(pronta(), PARCIAL), Desfecho.COMECADA),
        (sem_resposta(pronta(), PARCIAL, RespostaPerdida("s", "caiu")), Desfecho.SEM_RESPOSTA),
    ],
)
def test_a_duvida_e_so_de_quem_o_servidor_tinha_aceitado(deu: Resultado, desfecho: Desfecho) -> None:
    assert (deu.desfecho, deu.estado) == (desfecho, Estado.EM_DUVIDA)
    assert estados(deu) == {A: EstadoDaEntrega.EM_DUVIDA, B: EstadoDaEntrega.RECUSADO, C: EstadoDaEntrega.ADIADO}
    assert deu.devolvidos == ((B, "550 5.1.1 inexistente"),)


def test_sem_recusas_nao_ha_ressalva() -> None:
    assert aceita(pronta(), Envelope((A, B, C)), OK).ressalva() == ""


def test_nenhum_aceito_guarda_a_recusa_de_cada_um() -> None:
    deu = nao_aceita(pronta(TipoDeMensagem.PRINCIPAL, B, C), da_recusa_de_todos(CONTA, [INEXISTENTE, PASSAGEIRA]))
    assert (deu.desfecho, deu.estado, deu.devolvidos) == (
        Desfecho.NAO_ACEITA,
        Estado.ADIADO,
        ((B, "550 5.1.1 inexistente"),),
    )
    assert estados(deu) == {B: EstadoDaEntrega.RECUSADO, C: EstadoDaEntrega.ADIADO}


@pytest.mark.parametrize(("codigo", "estado"), [(451, EstadoDaEntrega.ADIADO), (554, EstadoDaEntrega.RECUSADO)])
def test_falha_da_mensagem_vale_para_todos_os_que_faltavam(codigo: int, estado: EstadoDaEntrega) -> None:
    falha = resposta_de(Fase.PONTO, codigo, f"{codigo // 100}.3.0 x")
    assert estados(nao_aceita(pronta(TipoDeMensagem.COMPLEMENTO, C), falha)) == {C: estado}


def test_reenvio_que_nao_foi_deixa_os_enderecos_como_estavam() -> None:
    mensagem = pronta(TipoDeMensagem.REENVIO)
    assert nao_aceita(mensagem, resposta_de(Fase.PONTO, 554, "5.7.1 x")).entregas == mensagem.aviso.entregas


def test_so_a_amostra_nao_espera_devolucao_e_cada_tentativa_tem_identidade() -> None:
    assert (pronta().envid, pronta(TipoDeMensagem.AMOSTRA).envid) == ("abcdefghij234567wxyz", "")
    assert pronta().tentativa != pronta().tentativa
