"""O envio de teste: uma mensagem de verdade que não pode ser paga e não deixa rastro no histórico."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import timedelta

import pytest

from boletos.papel.leitura_pdf import texto as ler_texto
from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.correio.leitura_mime import ler_partes
from envio.entrega import amostra
from envio.eventos import PassoFeito
from modelos.avisos import fechamentos
from modelos.avisos import leitura as avisos
from modelos.contas import contas_conferidas, contas_email, mensagens
from regras.cadastro import Conferida
from regras.erros import ConfiguracaoIncompleta, DadoInvalido
from tests.envio.cenario import cadastrar
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de
from tests.modelos.exemplos import HOJE

PARA = "eu@empresa.com.br"


def enviar(ambiente: Ambiente, **opcoes: str) -> tuple[list[str], amostra.Resultado]:
    """Os passos, na ordem, e o resultado."""
    *passos, resultado = amostra.enviar_amostra(1, PARA, HOJE, ambiente, **opcoes)
    assert isinstance(resultado, amostra.Resultado)
    return [passo.nome for passo in passos if isinstance(passo, PassoFeito)], resultado


def test_manda_relatorio_e_boleto_que_nao_pode_ser_pago(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    passos, resultado = enviar(ambiente)
    assert (len(passos), resultado.enviado) == (2, True)
    assert resultado.resposta == "250 2.0.0 na fila como 1"
    (entregue,) = correio.entregues
    assert (entregue.remetente, entregue.destinatarios) == (CONTA.remetente, (PARA,))
    relatorio, boleto = ler_partes(entregue.mime).anexos
    assert relatorio.nome.startswith("relatorio")
    texto = ler_texto(boleto.conteudo)
    assert "SEM VALOR" in texto
    assert "0,01" in texto
    assert correio.fechado == 1


def test_nada_fica_no_historico(ambiente: Ambiente) -> None:
    cadastrar()
    enviar(ambiente)
    assert avisos.listar() == []
    assert fechamentos.ultimo() is None


def test_cada_teste_tem_o_seu_identificador(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    ids = {enviar(ambiente)[1].message_id for _ in range(2)}
    lidos = {
        str(email.message_from_bytes(entregue.mime, policy=email.policy.default)["Message-ID"])
        for entregue in correio.entregues
    }
    assert len(ids) == 2
    assert lidos == ids


def test_base_vazia_ja_pode_testar_a_conta(ambiente: Ambiente) -> None:
    contas_email.gravar(CONTA)
    assert enviar(ambiente)[1].enviado


def test_conta_ainda_nao_gravada_tambem_se_testa(ambiente: Ambiente) -> None:
    *_, resultado = amostra.enviar_amostra_da_conta(replace(CONTA, numero=9), PARA, HOJE, ambiente, credencial=None)
    assert isinstance(resultado, amostra.Resultado)
    assert resultado.enviado
    assert contas_email.listar() == []


def test_recusa_do_servidor_vira_motivo_em_portugues(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 bad credentials")]
    passos, resultado = enviar(ambiente)
    assert (passos, resultado.enviado) == (["Montar a mensagem"], False)
    assert "senha" in resultado.motivo
    assert resultado.resposta == "535 5.7.8 bad credentials"
    assert correio.fechado == 1


def test_sem_resposta_ao_ponto_manda_conferir_se_chegou(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    correio.ao_transmitir = [RespostaPerdida("servidor", "a conexão caiu")]
    passos, resultado = enviar(ambiente)
    assert (len(passos), resultado.enviado, resultado.resposta) == (2, False, "a conexão caiu")
    assert "confira se ela chegou" in resultado.motivo
    assert correio.fechado == 1


def test_conta_que_nao_existe_sem_senha_ou_com_mensagem_errada_nao_conecta(
    ambiente: Ambiente, correio: CorreioFalso
) -> None:
    with pytest.raises(DadoInvalido, match="conta de e-mail 1 não existe"):
        enviar(ambiente)
    contas_email.gravar(replace(CONTA, usuario="cobranca"))
    with pytest.raises(ConfiguracaoIncompleta, match="sem senha"):
        enviar(ambiente)
    mensagens.gravar(replace(mensagens.padrao(), html="{{ inventada }}"))
    with pytest.raises(DadoInvalido, match="inventada"):
        enviar(ambiente, senha="digitada")
    assert correio.abertos == 0


def test_mensagem_da_conta_e_a_que_vai(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    mensagens.gravar(replace(mensagens.padrao(), assunto="Seus boletos da {{ empresa }}"))
    enviar(ambiente)
    assert ler_partes(correio.entregues[0].mime).assunto == "Seus boletos da Aurora Ltda"


def test_amostra_de_outro_dia_tem_a_data_do_dia(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    list(amostra.enviar_amostra(1, PARA, HOJE + timedelta(days=1), ambiente))
    assert "25/11/2026" in ler_texto(ler_partes(correio.entregues[0].mime).anexos[0].conteudo)


def test_teste_aceito_deixa_a_conta_conferida_e_testada(ambiente: Ambiente) -> None:
    cadastrar()
    enviar(ambiente)
    assert contas_conferidas.obter(1) == Conferida(ambiente.agora(), ambiente.agora())


def test_teste_recusado_ou_de_outra_configuracao_nao_prova_a_conta(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 bad credentials")]
    enviar(ambiente)
    assert contas_conferidas.obter(1) is None
    list(amostra.enviar_amostra_da_conta(replace(CONTA, porta=9), PARA, HOJE, ambiente, credencial=None))
    assert contas_conferidas.obter(1) is None
