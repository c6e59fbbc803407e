"""O andamento do fechamento, com o mais novo em cima, e a situação dos últimos fechamentos."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from pytestqt.modeltest import ModelTester

from modelos.avisos.fechamentos import Fechamento
from regras.aviso import Estado
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import EM, HOJE
from ui.tabelas.andamento import COLUNAS_DO_RELATORIO, LinhaDoAndamento, TabelaAndamento, TabelaFila, dizer_situacao

AGORA = datetime(2026, 11, 24, 17, 33, 5)  # noqa: DTZ001 - hora local, como a tela mostra
FECHAMENTO = Fechamento(1, HOJE, EM, EM, True, {"enviados": 3}, ())


def passo(numero: int, estado: Estado) -> LinhaDoAndamento:
    return LinhaDoAndamento(AGORA, replace(AVISO, id=numero, motivo="caixa cheia"), estado)


@pytest.fixture
def tabela(qapp: object, qtmodeltester: ModelTester) -> TabelaAndamento:
    """Vazia, vigiada pelo testador do Qt."""
    nova = TabelaAndamento()
    qtmodeltester.check(nova)
    return nova


def test_o_desfecho_toma_o_lugar_do_que_estava_em_curso_e_o_proximo_entra_em_cima(tabela: TabelaAndamento) -> None:
    for novo in (passo(1, Estado.ENVIANDO), passo(1, Estado.ENVIADO), passo(2, Estado.ENVIANDO)):
        tabela.acrescentar(novo)
    assert [(linha.aviso.id, linha.estado) for linha in tabela.linhas()] == [(2, Estado.ENVIANDO), (1, Estado.ENVIADO)]


def test_com_mais_de_um_em_curso_cada_desfecho_toma_o_lugar_do_seu(tabela: TabelaAndamento) -> None:
    for novo in (
        passo(1, Estado.ENVIANDO),
        passo(2, Estado.ENVIANDO),
        passo(1, Estado.ENVIADO),
        passo(3, Estado.ENVIANDO),
        passo(2, Estado.ADIADO),
    ):
        tabela.acrescentar(novo)
    assert [(linha.aviso.id, linha.estado) for linha in tabela.linhas()] == [
        (3, Estado.ENVIANDO),
        (2, Estado.ADIADO),
        (1, Estado.ENVIADO),
    ]


def test_tentado_de_novo_entra_em_cima_e_o_desfecho_velho_fica(tabela: TabelaAndamento) -> None:
    for novo in (
        passo(1, Estado.ADIADO),
        passo(2, Estado.ENVIADO),
        passo(1, Estado.ENVIANDO),
        passo(1, Estado.ENVIADO),
    ):
        tabela.acrescentar(novo)
    assert [(linha.aviso.id, linha.estado) for linha in tabela.linhas()] == [
        (1, Estado.ENVIADO),
        (2, Estado.ENVIADO),
        (1, Estado.ADIADO),
    ]


def test_em_curso_ainda_nao_tem_resposta() -> None:
    assert passo(1, Estado.ENVIANDO).resposta() == ""
    assert passo(1, Estado.ADIADO).resposta() == "Caixa cheia."


@pytest.mark.parametrize(
    ("fechamento", "situacao", "cor", "icone"),
    [
        (FECHAMENTO, "Completo", "ok", "certo"),
        (replace(FECHAMENTO, fim_em=None), "Não terminou", "aviso", "alerta"),
        (replace(FECHAMENTO, habilitado=False, totais={"motivo": "x"}), "Aviso desabilitado", "texto2", "menos"),
        *(
            (replace(FECHAMENTO, totais={campo: 1}), "Com ressalva", "aviso", "alerta")
            for campo in ("pendentes", "adiados", "recusados", "em_duvida", "com_destinatario_pendente")
        ),
    ],
)
def test_situacao_do_fechamento(fechamento: Fechamento, situacao: str, cor: str, icone: str) -> None:
    coluna = COLUNAS_DO_RELATORIO[2]
    assert dizer_situacao(fechamento)[0] == situacao
    assert coluna.cor is not None
    assert coluna.icone is not None
    assert (coluna.cor(fechamento), coluna.icone(fechamento)) == (cor, icone)


def test_total_que_nao_ha_e_travessao() -> None:
    enviados = COLUNAS_DO_RELATORIO[3]
    assert (enviados.texto(FECHAMENTO), enviados.texto(replace(FECHAMENTO, totais={}))) == ("3", "–")


def test_a_fila_perde_quem_saiu_de_qualquer_lugar_dela(qtmodeltester: ModelTester) -> None:
    fila = TabelaFila()
    qtmodeltester.check(fila)
    fila.trocar(replace(AVISO, id=numero) for numero in (1, 2, 3))
    assert [fila.retirar(numero) for numero in (2, 2, 1, 9)] == [True, False, True, False]
    assert [aviso.id for aviso in fila.linhas()] == [3]
