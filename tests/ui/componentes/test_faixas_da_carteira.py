"""As faixas da carteira: o que cada linha diz, e a tela que ela abre."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes, Posicao
from ui import tema
from ui.componentes.faixas_da_carteira import FaixasDaCarteira, em_percentual

HOJE = date(2026, 11, 24)
CARTEIRA = CarteiraDoMes(
    date(2026, 11, 30),
    HOJE,
    (Posicao(FaixaDeAtraso.A_VENCER, "", 2, 300_00), Posicao(FaixaDeAtraso.MAIS_90, "Jurídico", 1, 100_00)),
)


@pytest.fixture
def faixas(qtbot: QtBot) -> FaixasDaCarteira:
    novas = FaixasDaCarteira()
    qtbot.addWidget(novas)
    novas.resize(700, 200)
    novas.show()
    novas.mostrar(CARTEIRA, {FaixaDeAtraso.A_VENCER: 1, FaixaDeAtraso.MAIS_90: 1})
    return novas


def test_cada_linha_diz_todos_os_numeros(faixas: FaixasDaCarteira) -> None:
    assert [linha.accessibleName() for linha in faixas.linhas.values()] == [
        "A vencer: R$ 300,00, 75,0 por cento, débitos 2, clientes 1",
        "1–30 dias: R$ 0,00, 0,0 por cento, débitos 0, clientes 0",
        "31–60 dias: R$ 0,00, 0,0 por cento, débitos 0, clientes 0",
        "61–90 dias: R$ 0,00, 0,0 por cento, débitos 0, clientes 0",
        "90+ dias: R$ 100,00, 25,0 por cento, débitos 1, clientes 1",
    ]


@pytest.mark.parametrize("faixa", FaixaDeAtraso)
def test_enter_pede_os_debitos_da_faixa(faixas: FaixasDaCarteira, qtbot: QtBot, faixa: FaixaDeAtraso) -> None:
    with qtbot.waitSignal(faixas.pediu) as pedida:
        qtbot.keyClick(faixas.linhas[faixa], Qt.Key.Key_Return)
    assert pedida.args == [faixa]


def test_a_barra_e_proporcional_a_maior_faixa(faixas: FaixasDaCarteira) -> None:
    def largura(faixa: FaixaDeAtraso) -> int:
        imagem = faixas.linhas[faixa].grab().toImage()
        cor, meio = tema.tom(faixa.value).upper(), imagem.height() // 2
        return sum(imagem.pixelColor(x, meio).name().upper() == cor for x in range(imagem.width()))

    assert largura(FaixaDeAtraso.MAIS_90) == pytest.approx(largura(FaixaDeAtraso.A_VENCER) / 3, abs=3)
    assert largura(FaixaDeAtraso.ATE_30) == 0


@pytest.mark.parametrize(
    ("parte", "todo", "texto"), [(1, 3, "33,3"), (2, 3, "66,7"), (0, 0, "0,0"), (5, 5, "100,0"), (1, 2000, "0,1")]
)
def test_percentual_com_uma_casa_arredonda_metade_para_cima(parte: int, todo: int, texto: str) -> None:
    assert em_percentual(parte, todo) == texto
