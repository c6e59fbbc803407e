"""O aviso leva os parâmetros com que foi planejado; o cancelado diz a causa verdadeira (regras.md §2.6 e §6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from envio.ambiente import Ambiente
from envio.correio.falhas import Fase
from modelos.avisos import leitura as avisos
from modelos.cadastro import clientes, contatos, grupos, situacoes
from modelos.carteira import debitos
from modelos.contas import parametros
from regras.aviso import Aviso, Estado
from regras.cadastro import Contato
from regras.parametros import FiltroSNT, Modo
from regras.selecao import Motivo
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, fim_de, unico_aviso
from tests.envio.correio_falso import CorreioFalso, resposta_de
from tests.modelos.exemplos import HOJE, gravar_debito

AMANHA = HOJE + timedelta(days=1)
FALHA = resposta_de(Fase.DATA, 451, "4.3.0 tente depois")


@pytest.fixture
def adiado(ambiente: Ambiente, correio: CorreioFalso) -> Aviso:
    """Um vencido e um a vencer, adiados por falha passageira."""
    cadastrar()
    grupos.garantir(["Financeiro"])
    situacoes.garantir(["Jurídico"])
    cadastrar_vencido(documento="1")
    gravar_debito("000123", "2", vence_em=3)
    contatos.gravar(Contato.criar("000123", "Ana", "ana@exemplo.com.br", ("Financeiro",)))
    correio.ao_abrir = [FALHA]
    fechar(ambiente)
    return unico_aviso()


@pytest.mark.parametrize(
    "alterado",
    [
        {"enviar_vencidos": False},
        {"dias_para_vencido": 60},
        {"vencendo_em_dias": 0},
        {"prorrogar_dia_util": True},
        {"intervalo_dias": 365},
        {"valor_minimo_centavos": 10**9},
        {"vencidos_ate_dias": 1},
        {"grupos": FiltroSNT(Modo.SELECIONA, ("Financeiro",))},
        {"situacoes": FiltroSNT(Modo.NAO_SELECIONA)},
    ],
)
def test_parametro_alterado_no_mesmo_dia_nao_cancela_nem_muda_o_aviso(
    ambiente: Ambiente, correio: CorreioFalso, adiado: Aviso, alterado: dict[str, Any]
) -> None:
    parametros.gravar(replace(parametros.obter(), **alterado))
    fim = fim_de(fechar(ambiente))
    (depois,) = (avisos.obter(item.id) for item in fim.plano.avisos if item.id is not None)
    assert depois is not None
    assert (depois.estado, depois.message_id, depois.versao) == (Estado.ENVIADO, adiado.message_id, 1)
    assert (depois.debitos, depois.destinatarios) == (adiado.debitos, adiado.destinatarios)
    assert len(correio.entregues) == 1


def test_alterado_o_parametro_o_aviso_refeito_em_outro_dia_leva_os_novos(ambiente: Ambiente, adiado: Aviso) -> None:
    parametros.gravar(replace(parametros.obter(), enviar_vencidos=False))
    fechar(ambiente, hoje=AMANHA)
    (novo,) = avisos.listar(data=AMANHA)
    assert (novo.parametros.enviar_vencidos, [debito.documento for debito in novo.debitos]) == (False, ["2"])
    assert avisos.listar(data=HOJE)[0].por_que == "substituído: a data passou antes do envio"


def test_cancelado_diz_de_cada_debito_o_que_houve(ambiente: Ambiente, correio: CorreioFalso, adiado: Aviso) -> None:
    pago, prorrogado = (debitos.obter(debito.marca[:3]) for debito in adiado.debitos)
    assert pago is not None
    assert prorrogado is not None
    debitos.gravar(pago._replace(pago_em=HOJE))
    debitos.gravar(prorrogado._replace(vencimento=HOJE + timedelta(days=40)))
    fim = fim_de(fechar(ambiente))
    assert unico_aviso().estado is Estado.CANCELADO
    assert [item.motivo for item in fim.plano.avisos] == ["1/1 pago em 24/11/2026; 2/1 prorrogado para 03/01/2027"]
    assert correio.entregues == []


def test_substituido_em_outro_dia_separa_o_pago_do_que_so_passou_da_data(ambiente: Ambiente, adiado: Aviso) -> None:
    pago = debitos.obter(adiado.debitos[0].marca[:3])
    assert pago is not None
    debitos.gravar(pago._replace(pago_em=HOJE))
    fechar(ambiente, hoje=AMANHA)
    (anterior,) = avisos.listar(data=HOJE)
    assert anterior.estado is Estado.CANCELADO
    assert anterior.por_que == "1/1 pago em 24/11/2026; 2/1: substituído: a data passou antes do envio"


def test_situacao_e_debito_novo_nao_mudam_o_aviso(ambiente: Ambiente, adiado: Aviso) -> None:
    vencido = debitos.obter(adiado.debitos[0].marca[:3])
    assert vencido is not None
    debitos.gravar(vencido._replace(situacao="Jurídico"))
    cadastrar_vencido(documento="3")
    parametros.gravar(replace(parametros.obter(), situacoes=FiltroSNT(Modo.NAO_SELECIONA, ("Jurídico",))))
    fechar(ambiente)
    assert (unico_aviso().estado, unico_aviso().debitos) == (Estado.ENVIADO, adiado.debitos)


def test_cancelado_por_nao_avisar_nao_e_refeito_na_mesma_data(ambiente: Ambiente, adiado: Aviso) -> None:
    cliente = clientes.obter("000123")
    assert cliente is not None
    clientes.gravar(replace(cliente, avisar=False))
    fechar(ambiente)
    assert unico_aviso().por_que == "o cliente passou a “não avisar”"
    clientes.gravar(cliente)
    fim = fim_de(fechar(ambiente))
    assert [item.motivo for item in fim.plano.fora] == [Motivo.JA_AVISADO]
    assert adiado.id == unico_aviso().id
