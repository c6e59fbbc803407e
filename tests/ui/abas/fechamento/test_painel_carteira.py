"""O painel: a carteira soma o mesmo que a lista de débitos, e cada número abre a tela que o explica."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.acesso.consulta import Consulta
from modelos.carteira import debitos
from regras.carteira.atraso import FaixaDeAtraso
from tests.modelos.exemplos import consultas_contadas
from tests.ui.conftest import AGORA
from ui import tema
from ui.abas.fechamento.painel_carteira import Painel, PainelCarteira, ler
from ui.contexto import Contexto
from ui.dialogos.carteira.filtros_debitos import RecorteDeDebitos
from ui.trabalho import Trabalho


@pytest.fixture
def painel(exemplo: Contexto, hoje: date, qtbot: QtBot) -> Iterator[PainelCarteira]:
    novo = PainelCarteira(exemplo)
    qtbot.addWidget(novo)
    novo.resize(980, 480)
    novo.show()
    novo.mostrar(ler(hoje, AGORA))
    yield novo
    qtbot.waitUntil(lambda: not Trabalho.vivos())


def _recorte(faixa: FaixaDeAtraso, hoje: date) -> RecorteDeDebitos:
    de, ate = faixa.vencimentos(hoje)
    return RecorteDeDebitos(de=de, ate=ate)


@pytest.mark.usefixtures("exemplo")
def test_cada_faixa_soma_o_que_a_lista_de_debitos_dela_mostra(hoje: date) -> None:
    lido = ler(hoje, AGORA)
    for faixa in FaixaDeAtraso:
        recorte = _recorte(faixa, hoje)
        limites = {"vencimento_de": recorte.de, "vencimento_ate": recorte.ate}
        filtros = {"estado": "aberto"} | {nome: dia.isoformat() for nome, dia in limites.items() if dia}
        consulta = Consulta(filtros=filtros)
        assert (lido.carteira.debitos(faixa), lido.carteira.saldo(faixa)) == debitos.totais(consulta)
        assert lido.clientes[faixa] == debitos.contar_clientes(consulta)


@pytest.mark.usefixtures("exemplo")
def test_le_tudo_num_numero_fixo_de_consultas(hoje: date) -> None:
    with consultas_contadas() as comandos:
        ler(hoje, AGORA)
    assert len(comandos) <= 20


def test_faixa_total_e_mes_abrem_as_suas_telas(
    painel: PainelCarteira, exemplo: Contexto, qtbot: QtBot, hoje: date
) -> None:
    for alvo, pedido in (
        (painel.faixas.linhas[FaixaDeAtraso.ATE_60], ["debitos", _recorte(FaixaDeAtraso.ATE_60, hoje)]),
        (painel.total, ["debitos", RecorteDeDebitos()]),
        (painel.evolucao.barras, ["evolucao", date(2026, 11, 30)]),
    ):
        with qtbot.waitSignal(exemplo.abrir) as aberta:
            qtbot.keyClick(alvo, Qt.Key.Key_Return)
        assert aberta.args == pedido


def test_sem_altura_o_grafico_da_lugar_ao_caminho_para_ele(
    painel: PainelCarteira, exemplo: Contexto, qtbot: QtBot
) -> None:
    assert painel.evolucao.isVisible()
    assert not painel.ver_evolucao.isVisible()
    painel.resize(980, 400)
    qtbot.waitUntil(painel.ver_evolucao.isVisible)
    assert not painel.evolucao.isVisible()
    with qtbot.waitSignal(exemplo.abrir) as aberta:
        qtbot.mouseClick(painel.ver_evolucao, Qt.MouseButton.LeftButton)
    assert aberta.args == ["evolucao", None]


def test_a_faixa_pedida_e_a_da_data_que_foi_lida(
    painel: PainelCarteira, exemplo: Contexto, qtbot: QtBot, hoje: date
) -> None:
    ontem = hoje - timedelta(days=1)
    lido = ler(ontem, AGORA)
    painel.mostrar(Painel(ontem, lido.carteira, lido.clientes, lido.meses, lido.numeros))
    with qtbot.waitSignal(exemplo.abrir) as aberta:
        qtbot.mouseClick(painel.faixas.linhas[FaixaDeAtraso.A_VENCER], Qt.MouseButton.LeftButton)
    assert aberta.args == ["debitos", _recorte(FaixaDeAtraso.A_VENCER, ontem)]
    assert tema.atual().escala == 1.0
