"""O que cada passo de uma mensagem escreve no diário e na base, e com que estado (regras.md §6.6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.correio.respostas import recusar
from envio.correio.transporte import Envelope, Resposta
from envio.entrega import desfecho as deu
from envio.entrega.desfecho import MensagemPronta
from envio.entrega.registro import Esquecido, NaBase
from modelos.avisos import caixa_de_saida, devolvidos
from modelos.avisos import leitura as avisos
from modelos.avisos.diario_conferido import Marco
from modelos.base import ajustes
from modelos.contas import transmissoes
from regras.ajustes import Ajustes
from regras.aviso import Aviso, Estado
from regras.entrega import Desfecho, Entrega, EstadoDaEntrega, TipoDeMensagem
from regras.envio.diario import INTERROMPIDO, Anotacao, Etapa
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta
from tests.envio.correio_falso import CONTA, resposta_de
from tests.modelos.exemplos import EM, avisado, gravar_aviso

A, B = "a@exemplo.com.br", "b@exemplo.com.br"
TODOS = Envelope((A, B))
SO_A = Envelope((A,), (recusar(B, 550, "5.1.1 não existe"),))
OK = Resposta(250, "2.0.0 ok", "servidor")


@pytest.fixture
def aviso(ambiente: Ambiente) -> Aviso:
    """Um pendente, a dois endereços."""
    assert ambiente
    return obter(gravar_aviso(destinatarios=(A, B)))


@pytest.fixture
def registro(ambiente: Ambiente) -> NaBase:
    """O de verdade."""
    return NaBase(ambiente, CONTA)


def obter(numero: int) -> Aviso:
    lido = avisos.obter(numero)
    assert lido is not None
    return lido


def pronta(aviso: Aviso, tipo: TipoDeMensagem = TipoDeMensagem.PRINCIPAL, *para: str) -> MensagemPronta:
    message_id = f"<{tipo}@x>"
    return MensagemPronta(
        tipo, aviso, message_id, para or (A, B), b"corpo", 1, (avisado(documento="7"),), ordem="pediu"
    )


def linhas(ambiente: Ambiente) -> list[Anotacao]:
    return list(ambiente.diario().conferir(Marco()).anotacoes)


def test_transmitindo_leva_o_que_vai_sair_e_ja_vale_como_interrompido(
    ambiente: Ambiente, registro: NaBase, aviso: Aviso
) -> None:
    mensagem = pronta(aviso)
    registro.comecar(mensagem, deu.no_ponto(mensagem, SO_A))
    (linha,) = linhas(ambiente)
    assert (linha.etapa, linha.motivo, linha.estado) == (Etapa.TRANSMITINDO, INTERROMPIDO, Estado.EM_DUVIDA)
    assert (linha.message_id, linha.versao, linha.destinatarios) == ("<principal@x>", 1, (A, B))
    assert (linha.tentativa, [debito.documento for debito in linha.debitos]) == (mensagem.tentativa, ["7"])
    em_duvida = Entrega(A, EstadoDaEntrega.EM_DUVIDA)
    assert linha.entregas == (em_duvida, Entrega(B, EstadoDaEntrega.RECUSADO, 550, "5.1.1 não existe"))
    assert (obter(aviso.id).estado, obter(aviso.id).entregas) == (Estado.ENVIANDO, linha.entregas)
    assert devolvidos.enderecos() == {B}


def test_desfecho_guarda_o_que_o_servidor_disse_de_cada_endereco(
    ambiente: Ambiente, registro: NaBase, aviso: Aviso
) -> None:
    mensagem = pronta(aviso)
    registro.comecar(mensagem, deu.no_ponto(mensagem, SO_A))
    ficou = registro.concluir(mensagem, deu.aceita(mensagem, SO_A, OK), comecou=True)
    linha = linhas(ambiente)[-1]
    assert (linha.etapa, linha.estado, linha.codigo, linha.resposta) == (Etapa.DESFECHO, Estado.ENVIADO, 250, OK.texto)
    assert (linha.servidor, linha.motivo, linha.desfecho) == ("servidor", f"recusado para {B}", Desfecho.ACEITA)
    assert linha.devolvidos == ((B, "550 5.1.1 não existe"),)
    assert linha.entregas == ficou.entregas
    assert [(entrega.email, entrega.estado) for entrega in ficou.entregas] == [
        (A, EstadoDaEntrega.ACEITO),
        (B, EstadoDaEntrega.RECUSADO),
    ]
    assert avisos.tentativas(aviso.id)[-1].desfecho is Desfecho.ACEITA


def test_sem_resposta_a_duvida_e_so_de_quem_foi_aceito(registro: NaBase, aviso: Aviso) -> None:
    mensagem = pronta(aviso)
    registro.comecar(mensagem, deu.no_ponto(mensagem, SO_A))
    perdida = deu.sem_resposta(mensagem, SO_A, RespostaPerdida("servidor", "queda"))
    ficou = registro.concluir(mensagem, perdida, comecou=True)
    assert (ficou.estado, ficou.destinatarios_recusados, devolvidos.enderecos()) == (Estado.EM_DUVIDA, (B,), {B})


def test_base_que_nao_pode_faz_o_diario_desdizer_so_esta_tentativa(
    ambiente: Ambiente, registro: NaBase, aviso: Aviso
) -> None:
    caixa_de_saida.registrar(aviso.id, caixa_de_saida.Mudanca(Estado.PENDENTE, Estado.ADIADO), EM)
    mensagem = pronta(aviso)
    with pytest.raises(Exception, match="está adiado"):
        registro.comecar(mensagem, deu.no_ponto(mensagem, TODOS))
    comeco, fim = linhas(ambiente)
    assert (fim.etapa, fim.estado, fim.tentativa) == (Etapa.DESFECHO, Estado.PENDENTE, comeco.tentativa)


def test_complemento_tira_da_falta_quem_vai_receber_antes_do_ponto(
    ambiente: Ambiente, registro: NaBase, aviso: Aviso
) -> None:
    mensagem = pronta(aviso)
    parcial = Envelope((A,), (recusar(B, 450, "4.2.1 depois"),))
    registro.comecar(mensagem, deu.no_ponto(mensagem, parcial))
    enviado = registro.concluir(mensagem, deu.aceita(mensagem, parcial, OK), comecou=True)
    assert enviado.destinatarios_pendentes == (B,)
    complemento = pronta(enviado, TipoDeMensagem.COMPLEMENTO, B)
    registro.comecar(complemento, deu.no_ponto(complemento, Envelope((B,))))
    assert obter(aviso.id).destinatarios_pendentes == ()
    falha = resposta_de(Fase.PONTO, 451, "4.3.0 depois")
    depois = registro.concluir(complemento, deu.nao_aceita(complemento, falha, Envelope((B,))), comecou=True)
    assert (depois.destinatarios_pendentes, depois.motivo) == ((B,), f"falta entregar a {B}")
    comeco, fim = linhas(ambiente)[-2:]
    assert (comeco.tipo, comeco.estado, comeco.pendentes) == (TipoDeMensagem.COMPLEMENTO, Estado.ENVIADO, ())
    assert fim.pendentes == (B,)


def test_no_modo_de_teste_ninguem_escreve_de_verdade(ambiente: Ambiente) -> None:
    ajustes.gravar(Ajustes(teste_para="eu@empresa.com.br"))
    with pytest.raises(ConfiguracaoIncompleta, match="modo de teste"):
        NaBase(ambiente, CONTA)


def test_aviso_que_sumiu_da_base_para_tudo(registro: NaBase, aviso: Aviso) -> None:
    with pytest.raises(AmbienteIndisponivel, match="sumiu da base"):
        registro.reler(replace(aviso, id=999))


def test_o_esquecido_so_conta_no_ritmo(ambiente: Ambiente, aviso: Aviso) -> None:
    registro = Esquecido(ambiente, CONTA)
    mensagem = pronta(aviso)
    registro.comecar(mensagem, deu.no_ponto(mensagem, TODOS))
    assert registro.reler(aviso).estado is Estado.ENVIANDO
    ficou = registro.concluir(mensagem, deu.aceita(mensagem, TODOS, OK), comecou=True)
    assert (ficou.estado, ficou.resposta, registro.reler(aviso).estado) == (Estado.ENVIADO, OK.texto, Estado.ENVIADO)
    assert (obter(aviso.id), linhas(ambiente)) == (aviso, [])
    assert len(transmissoes.desde(CONTA.numero, EM)) == 1
