"""O gráfico de barras: o que se ouve, as setas, o clique, e a falha que não é zero."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui import tema
from ui.componentes.anel_foco import AnelFoco
from ui.componentes.barras_empilhadas import Barra, BarrasEmpilhadas

BARRAS = (
    Barra("set", ((300, "ate_30"), (100, "mais_90")), "400", "setembro: 400"),
    Barra("out", None, "sem\nretrato", "outubro: sem retrato"),
    Barra("hoje", ((0, "ate_30"), (0, "mais_90")), "0", "hoje: 0", forte=True),
)


@pytest.fixture
def barras(qtbot: QtBot) -> BarrasEmpilhadas:
    novas = BarrasEmpilhadas("Vencido")
    qtbot.addWidget(novas)
    novas.resize(300, 140)
    novas.show()
    novas.mostrar(BARRAS)
    return novas


def _cores(barras: BarrasEmpilhadas, posicao: int) -> set[str]:
    """As cores na coluna do meio de uma barra, do topo ao eixo."""
    imagem: QImage = barras.grab().toImage()
    x = posicao * 100 + 50
    return {imagem.pixelColor(x, y).name().upper() for y in range(imagem.height() - 22)}


def test_comeca_na_ultima_e_as_setas_andam(barras: BarrasEmpilhadas, qtbot: QtBot) -> None:
    assert barras.accessibleName() == "Vencido: hoje: 0"
    for tecla, frase in (
        (Qt.Key.Key_Left, "outubro: sem retrato"),
        (Qt.Key.Key_Home, "setembro: 400"),
        (Qt.Key.Key_Left, "setembro: 400"),
        (Qt.Key.Key_End, "hoje: 0"),
    ):
        qtbot.keyClick(barras, tecla)
        assert barras.accessibleName() == f"Vencido: {frase}"


@pytest.mark.parametrize("tecla", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_e_espaco_escolhem_a_corrente(barras: BarrasEmpilhadas, qtbot: QtBot, tecla: Qt.Key) -> None:
    barras.ir_para(1)
    with qtbot.waitSignal(barras.escolheu) as escolhida:
        qtbot.keyClick(barras, tecla)
    assert escolhida.args == [1]


def test_o_clique_escolhe_a_barra_em_que_cai(barras: BarrasEmpilhadas, qtbot: QtBot) -> None:
    with qtbot.waitSignals([barras.mudou, barras.escolheu]):
        qtbot.mouseClick(barras, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    assert barras.corrente == 0


def test_cada_parte_tem_a_sua_cor_e_a_falha_nao_tem_nenhuma(barras: BarrasEmpilhadas) -> None:
    faixas = {tema.tom("ate_30").upper(), tema.tom("mais_90").upper()}
    assert faixas <= _cores(barras, 0)
    assert not faixas & _cores(barras, 1)
    assert not faixas & _cores(barras, 2)


def test_falha_se_desenha_diferente_do_zero(barras: BarrasEmpilhadas) -> None:
    imagem = barras.grab().toImage()
    falha, zero = imagem.copy(100, 0, 100, 100), imagem.copy(200, 0, 100, 100)
    assert falha != zero


def test_sob_o_mouse_o_fundo_diz_onde_se_clica(barras: BarrasEmpilhadas, qtbot: QtBot) -> None:
    qtbot.mouseMove(barras, QPoint(240, 30))
    assert tema.tom("suave").upper() in _cores(barras, 2)
    assert tema.tom("suave").upper() not in _cores(barras, 0)


def test_o_anel_de_foco_fica_na_barra_corrente(barras: BarrasEmpilhadas) -> None:
    barras.ir_para(1)
    assert barras.area_do_foco().left() == 100
    assert AnelFoco(barras).seguido is None


def test_vazio_nao_abre_nada(qtbot: QtBot) -> None:
    vazias = BarrasEmpilhadas("Vencido")
    qtbot.addWidget(vazias)
    vazias.show()
    vazias.mostrar(())
    with qtbot.assertNotEmitted(vazias.escolheu):
        qtbot.keyClick(vazias, Qt.Key.Key_Return)
        qtbot.mouseClick(vazias, Qt.MouseButton.LeftButton)
    assert (vazias.corrente, vazias.accessibleName()) == (-1, "Vencido")
