"""Agradecer o pagamento: só o que o banco confirma, só a quem foi avisado, e uma vez só, haja o que houver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.entrega import conciliacao
from envio.eventos import Agradecido
from envio.fechamento import agradecimento
from envio.fechamento.vistoria import Quesito, vistoriar
from envio.retorno.leitura import ler
from modelos.avisos import agradecimentos, diario_conferido, mensagens_guardadas
from modelos.avisos import leitura as avisos
from modelos.avisos.agradecimentos import AgradecimentoDB
from modelos.avisos.diario_conferido import Marco
from modelos.avisos.tabelas import AvisoMensagemDB, TentativaDB
from modelos.base import ajustes
from modelos.cadastro import clientes
from modelos.carteira import debitos
from modelos.contas import contas_cobranca, mensagens, parametros
from modelos.retorno import decisoes
from regras.aviso import Estado
from regras.cadastro import ContaCobranca
from regras.entrega import TipoDeMensagem
from regras.erros import AmbienteIndisponivel, DadoInvalido
from regras.mensagem import texto
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, unico_aviso
from tests.envio.correio_falso import CorreioFalso, resposta_de
from tests.exemplos.retorno_feito import arquivo, titulo
from tests.modelos.exemplos import EM, HOJE

AMANHA = HOJE + timedelta(days=1)
Banco = Callable[..., None]


@pytest.fixture
def banco(tmp_path: Path) -> Banco:
    """Lê um retorno feito na hora; cada um com a sua sequência."""
    feitos = 0

    def diz(*titulos: list[str]) -> None:
        nonlocal feitos
        feitos += 1
        caminho = tmp_path / f"{feitos}.ret"
        caminho.write_bytes(arquivo(*titulos, sequencia=feitos))
        (lido,) = ler([caminho], EM, HOJE)
        assert lido.erro is None

    return diz


@pytest.fixture
def avisado(ambiente: Ambiente, correio: CorreioFalso) -> CorreioFalso:
    """Um cliente avisado hoje de um débito do Bradesco; amanhã não há mais o que avisar."""
    cadastrar(agradecer=True, intervalo_dias=30)
    contas_cobranca.gravar(ContaCobranca("1", "237", "09", agencia="1234", conta="55501"))
    cadastrar_vencido(conta_cobranca="1", nosso_numero="123", valor_centavos=150_00, saldo_centavos=150_00)
    fechar(ambiente)
    assert unico_aviso().estado is Estado.ENVIADO
    correio.entregues.clear()
    return correio


def _agradecidos(ambiente: Ambiente, hoje: date = AMANHA) -> list[bool]:
    return [evento.aceito for evento in fechar(ambiente, hoje=hoje) if isinstance(evento, Agradecido)]


def test_confirma_o_que_o_banco_recebeu_a_quem_recebeu_o_aviso(
    ambiente: Ambiente, avisado: CorreioFalso, banco: Banco
) -> None:
    antes = unico_aviso()
    banco(titulo(123, 151_23))
    (achado,) = [a for a in vistoriar(AMANHA, ambiente).achados if a.quesito is Quesito.AGRADECER]
    assert (achado.quantos, achado.total_centavos) == (1, 151_23)
    assert _agradecidos(ambiente) == [True]
    (entregue,) = avisado.entregues
    assert entregue.destinatarios == antes.destinatarios
    (*_, guardada) = mensagens_guardadas.listar(antes.id)
    assert guardada.tipo is TipoDeMensagem.AGRADECIMENTO
    mime = (mensagens_guardadas.mime_da_mensagem(guardada.message_id) or b"").decode()
    assert "Subject: Pagamento recebido" in mime.replace("=?utf-8?B?UGFnYW1lbnRvIHJlY2ViaWRv", "Pagamento recebido")
    assert "151,23" in mime
    assert "application/pdf" not in mime
    depois = unico_aviso()
    assert replace(depois, tentativas=antes.tentativas) == antes
    assert [t.tipo.value for t in avisos.tentativas(antes.id)][-2:] == ["agradecimento", "agradecimento"]


def test_uma_vez_so_mesmo_desfeita_relida_e_reimportada(
    ambiente: Ambiente, avisado: CorreioFalso, banco: Banco
) -> None:
    banco(titulo(123))
    assert _agradecidos(ambiente) == [True]
    assert _agradecidos(ambiente) == []
    decisoes.desfazer(1, EM)
    debito = debitos.obter(("000123", "1", "1"))
    assert debito is not None
    banco(titulo(123))
    assert _agradecidos(ambiente) == []
    decisoes.desfazer(2, EM)
    debitos.excluir(debito.chave)
    debitos.gravar(debito)
    banco(titulo(123))
    assert _agradecidos(ambiente, HOJE + timedelta(days=2)) == []


def test_desligado_de_inicio(ambiente: Ambiente, avisado: CorreioFalso, banco: Banco) -> None:
    parametros.gravar(replace(parametros.obter(), agradecer=False))
    banco(titulo(123))
    assert _agradecidos(ambiente) == []
    assert not [a for a in vistoriar(AMANHA, ambiente).achados if a.quesito is Quesito.AGRADECER]


@pytest.mark.parametrize(
    "dito",
    [
        (titulo(123, 100_00),),
        (titulo(123), titulo(123, ocorrencia="44")),
        (titulo(123, em=HOJE - timedelta(days=9)),),
    ],
    ids=["a conferir", "estornado depois", "pago há muito"],
)
def test_o_que_nao_se_agradece(
    ambiente: Ambiente, avisado: CorreioFalso, banco: Banco, dito: tuple[list[str], ...]
) -> None:
    banco(*dito)
    assert _agradecidos(ambiente) == []
    assert avisado.entregues == []


def test_pago_no_erp_nunca_avisado_cliente_que_nao_quer_e_contato_que_saiu(
    ambiente: Ambiente, avisado: CorreioFalso, banco: Banco
) -> None:
    cadastrar_vencido("000999", conta_cobranca="1", nosso_numero="777", valor_centavos=150_00, saldo_centavos=150_00)
    banco(titulo(777))
    assert agradecimento.prever(AMANHA) == []
    banco(titulo(123))
    assert len(agradecimento.prever(AMANHA)) == 1
    assert agradecimento.prever(AMANHA, {"000123"}) == []
    cliente = clientes.obter("000123")
    assert cliente is not None
    for outro in (replace(cliente, avisar=False), replace(cliente, email="outro@exemplo.com.br")):
        clientes.gravar(outro)
        assert agradecimento.prever(AMANHA) == []


def test_baixa_desfeita_antes_do_envio_nao_sai(
    ambiente: Ambiente, avisado: CorreioFalso, banco: Banco, monkeypatch: pytest.MonkeyPatch
) -> None:
    banco(titulo(123))
    prever = agradecimento.prever

    def e_desfaz(*argumentos: object) -> object:
        previstos = prever(*argumentos)  # type: ignore[arg-type]
        decisoes.desfazer(1, EM)
        return previstos

    monkeypatch.setattr(agradecimento, "prever", e_desfaz)
    assert _agradecidos(ambiente) == []
    assert avisado.entregues == []


def test_adiado_tenta_no_outro_fechamento_e_recusado_nunca_repete(
    ambiente: Ambiente, avisado: CorreioFalso, banco: Banco
) -> None:
    banco(titulo(123))
    avisado.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 depois")]
    assert _agradecidos(ambiente) == [False]
    assert AgradecimentoDB.select().count() == 0
    avisado.ao_transmitir = [resposta_de(Fase.PONTO, 554, "5.7.1 não")]
    assert _agradecidos(ambiente) == [False]
    assert _agradecidos(ambiente) == []


def test_sem_resposta_pode_ter_ido_e_nao_repete(ambiente: Ambiente, avisado: CorreioFalso, banco: Banco) -> None:
    banco(titulo(123))
    avisado.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    assert _agradecidos(ambiente) == [False]
    assert _agradecidos(ambiente) == []
    assert unico_aviso().estado is Estado.ENVIADO


def test_queda_depois_do_diario_nao_repete(ambiente: Ambiente, avisado: CorreioFalso, banco: Banco) -> None:
    banco(titulo(123))
    assert _agradecidos(ambiente) == [True]
    # A base volta a antes do agradecimento; o diário o tem.
    AgradecimentoDB.delete().execute()
    TentativaDB.delete().where(TentativaDB.tipo == TipoDeMensagem.AGRADECIMENTO).execute()
    AvisoMensagemDB.delete().where(AvisoMensagemDB.tipo == TipoDeMensagem.AGRADECIMENTO).execute()
    diario_conferido.gravar(Marco())
    conciliacao.ao_abrir(ambiente)
    assert AgradecimentoDB.select().count() == 1
    assert _agradecidos(ambiente) == []
    assert len(avisado.entregues) == 1


def test_a_base_que_nao_grava_impede_o_ponto(
    ambiente: Ambiente, avisado: CorreioFalso, banco: Banco, monkeypatch: pytest.MonkeyPatch
) -> None:
    banco(titulo(123))

    def cheio(*_: object) -> None:
        raise AmbienteIndisponivel("O disco ficou cheio.", "Libere espaço.")

    monkeypatch.setattr(agradecimentos, "marcar", cheio)
    with pytest.raises(AmbienteIndisponivel):
        fechar(ambiente, hoje=AMANHA)
    assert avisado.entregues == []
    monkeypatch.undo()
    assert _agradecidos(ambiente) == [True]


def test_modo_de_teste_nao_agradece(ambiente: Ambiente, avisado: CorreioFalso, banco: Banco) -> None:
    ajustes.gravar(replace(ajustes.obter(), teste_para="eu@empresa.com.br"))
    banco(titulo(123))
    assert _agradecidos(ambiente) == []


@pytest.mark.usefixtures("base")
def test_o_texto_vem_com_a_base_passa_na_conferencia_e_nao_se_exclui() -> None:
    gravada = mensagens.do_agradecimento()
    texto.validar(gravada)
    assert gravada in mensagens.listar()
    with pytest.raises(DadoInvalido, match="agradecimento"):
        mensagens.excluir(gravada.numero)
