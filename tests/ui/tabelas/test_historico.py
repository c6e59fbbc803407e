"""O histórico na lista: o motivo quando há, senão a resposta do servidor; e as tentativas."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modelos.avisos.leitura import Tentativa
from regras.aviso import Estado
from regras.entrega import Desfecho, TipoDeMensagem
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import EM
from ui.tabelas import estados
from ui.tabelas.historico import COLUNAS, COLUNAS_DE_TENTATIVAS, dizer_motivo

TENTATIVA = Tentativa(
    em=EM,
    tipo=TipoDeMensagem.PRINCIPAL,
    desfecho=Desfecho.NAO_ACEITA,
    de=Estado.ENVIANDO,
    para=Estado.ADIADO,
    codigo=451,
    resposta="4.3.0\ntente",
    servidor="",
    motivo="ocupado",
    message_id=None,
)


@pytest.mark.parametrize(
    ("motivo", "resposta", "dito"),
    [
        ("caixa cheia", "452 4.2.2", "Caixa cheia."),
        (None, "250 2.0.0\nna fila", "250 2.0.0 na fila"),
        (None, None, ""),
    ],
)
def test_motivo(motivo: str | None, resposta: str | None, dito: str) -> None:
    assert dizer_motivo(replace(AVISO, motivo=motivo, resposta=resposta)) == dito


@pytest.mark.parametrize("estado", list(Estado))
def test_estado_tem_palavra_desenho_e_cor(estado: Estado) -> None:
    coluna = COLUNAS[4]
    aviso = replace(AVISO, estado=estado)
    assert coluna.icone is not None
    assert coluna.cor is not None
    assert coluna.texto(aviso)
    assert (coluna.icone(aviso), coluna.cor(aviso)) == (estados.ICONES[estado], estados.CORES[estado])


def test_total_e_o_atualizado() -> None:
    assert COLUNAS[3].texto(AVISO) == "204,26"


def test_tentativa_sem_codigo_nem_servidor_e_travessao_e_diz_motivo_e_resposta() -> None:
    muda = replace(TENTATIVA, codigo=0, resposta="")
    assert [coluna.texto(TENTATIVA) for coluna in COLUNAS_DE_TENTATIVAS[2:]] == ["451", "–", "ocupado: 4.3.0 tente"]
    assert [coluna.texto(muda) for coluna in COLUNAS_DE_TENTATIVAS[2:]] == ["–", "–", "ocupado"]


def test_ordem_de_reenvio_diz_de_quem_e() -> None:
    ordem = replace(
        TENTATIVA, tipo=TipoDeMensagem.REENVIO, desfecho=Desfecho.COMECADA, motivo="não recebeu", resposta=""
    )
    assert COLUNAS_DE_TENTATIVAS[4].texto(ordem) == "reenvio pedido pelo operador: não recebeu"
