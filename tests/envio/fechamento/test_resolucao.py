"""Em dúvida nunca é reenviado sozinho: o operador decide (regras.md §6.4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.fechamento.resolucao import Decisao, resolver
from modelos.avisos import autorizacao, fechamentos, mensagens_guardadas
from modelos.base import ajustes
from modelos.base.trava import Trava
from modelos.cadastro import clientes
from modelos.contas import contas_email
from regras.ajustes import Ajustes
from regras.aviso import Aviso, Estado
from regras.base_travada import Bloqueio, PorQue
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido, ErroAviso
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, unico_aviso
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de
from tests.modelos.exemplos import gravar_aviso


@pytest.fixture
def em_duvida(ambiente: Ambiente, correio: CorreioFalso) -> Aviso:
    """Um aviso em dúvida: o servidor recebeu e não respondeu."""
    cadastrar()
    cadastrar_vencido()
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    fechar(ambiente)
    aviso = unico_aviso()
    assert aviso.estado is Estado.EM_DUVIDA
    return aviso


def test_dar_como_enviado_nao_fala_com_o_servidor(ambiente: Ambiente, correio: CorreioFalso, em_duvida: Aviso) -> None:
    abertos = correio.abertos
    assert resolver(em_duvida.id, Decisao.ENVIADO, ambiente).estado is Estado.ENVIADO
    assert (correio.abertos, correio.entregues) == (abertos, [])


def test_reenviar_tenta_ja_com_os_mesmos_bytes(ambiente: Ambiente, correio: CorreioFalso, em_duvida: Aviso) -> None:
    correio.fechado = 0
    resolvido = resolver(em_duvida.id, Decisao.REENVIAR, ambiente)
    assert (resolvido.estado, resolvido.message_id, resolvido.tentativas) == (Estado.ENVIADO, em_duvida.message_id, 2)
    assert [entregue.mime for entregue in correio.entregues] == [mensagens_guardadas.mime(em_duvida.id)]
    assert correio.fechado == 1


def test_no_modo_de_teste_o_reenvio_e_recusado_e_o_cliente_nao_recebe(
    ambiente: Ambiente, correio: CorreioFalso, em_duvida: Aviso
) -> None:
    ajustes.gravar(Ajustes(teste_para="eu@aurora.example.com"))
    antes = ambiente.diario().caminho.read_bytes()
    with pytest.raises(ConfiguracaoIncompleta, match="modo de teste"):
        resolver(em_duvida.id, Decisao.REENVIAR, ambiente)
    assert (correio.entregues, unico_aviso()) == ([], em_duvida)
    assert ambiente.diario().caminho.read_bytes() == antes
    assert resolver(em_duvida.id, Decisao.ENVIADO, ambiente).estado is Estado.ENVIADO


def test_reenviar_reconfere_e_pode_nao_haver_mais_o_que_enviar(ambiente: Ambiente, em_duvida: Aviso) -> None:
    cliente = clientes.obter("000123")
    assert cliente is not None
    clientes.gravar(replace(cliente, avisar=False))
    assert resolver(em_duvida.id, Decisao.REENVIAR, ambiente).estado is Estado.CANCELADO


@pytest.mark.parametrize(
    ("falha", "estado"),
    [
        (resposta_de(Fase.DATA, 451, "4.3.0 tente depois"), Estado.ADIADO),
        (resposta_de(Fase.DATA, 550, "5.7.1 não"), Estado.RECUSADO),
    ],
)
def test_reenvio_que_falha_fica_com_o_desfecho_de_sempre(
    ambiente: Ambiente, correio: CorreioFalso, em_duvida: Aviso, falha: object, estado: Estado
) -> None:
    correio.ao_abrir = [falha]
    assert resolver(em_duvida.id, Decisao.REENVIAR, ambiente).estado is estado


def test_reenviar_nao_e_fechamento(ambiente: Ambiente, em_duvida: Aviso) -> None:
    antes = len(fechamentos.listar())
    resolver(em_duvida.id, Decisao.REENVIAR, ambiente)
    assert len(fechamentos.listar()) == antes


def test_sem_senha_para_reenviar_continua_em_duvida(ambiente: Ambiente, em_duvida: Aviso) -> None:
    contas_email.gravar(replace(CONTA, usuario="cobranca"))
    with pytest.raises(ConfiguracaoIncompleta, match="sem senha"):
        resolver(em_duvida.id, Decisao.REENVIAR, ambiente)
    assert unico_aviso().estado is Estado.EM_DUVIDA


@pytest.mark.parametrize("decisao", list(Decisao))
@pytest.mark.parametrize("impedimento", ["trava", "base"])
def test_com_fechamento_em_curso_ou_base_travada_nada_muda(
    ambiente: Ambiente, em_duvida: Aviso, impedimento: str, decisao: Decisao
) -> None:
    trava = Trava(ambiente.base.caminho)
    if impedimento == "trava":
        trava.tomar()
    else:
        autorizacao.travar(Bloqueio(PorQue.RESTAURADA, copia="aviso.db"))
    with pytest.raises(AmbienteIndisponivel):
        resolver(em_duvida.id, decisao, ambiente)
    trava.soltar()
    assert unico_aviso().estado is Estado.EM_DUVIDA


@pytest.mark.parametrize("decisao", list(Decisao))
@pytest.mark.parametrize("estado", [estado for estado in Estado if estado not in {Estado.EM_DUVIDA, Estado.ENVIANDO}])
def test_so_um_aviso_em_duvida_pode_ser_resolvido(ambiente: Ambiente, estado: Estado, decisao: Decisao) -> None:
    cadastrar()
    numero = gravar_aviso(estado=estado)
    with pytest.raises(DadoInvalido, match="só um aviso em dúvida"):
        resolver(numero, decisao, ambiente)
    assert unico_aviso().estado is estado


def test_enviando_de_processo_morto_ja_pode_ser_resolvido(ambiente: Ambiente) -> None:
    numero = gravar_aviso(estado=Estado.ENVIANDO)
    assert resolver(numero, Decisao.ENVIADO, ambiente).estado is Estado.ENVIADO


def test_aviso_que_nao_existe_diz_onde_ver_os_numeros(ambiente: Ambiente) -> None:
    with pytest.raises(ErroAviso, match="aviso 99: não existe") as erro:
        resolver(99, Decisao.ENVIADO, ambiente)
    assert "historico" in erro.value.no_terminal
