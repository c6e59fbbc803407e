from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QStyleOptionHeader, QToolTip
from pytestqt.qtbot import QtBot

from ui.preferencias import Preferencias
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela

NOMES = ["Ana", "Bruno", "Carla", "Davi"]


@pytest.fixture
def modelo(qapp: object) -> TabelaBase[str]:
    modelo: TabelaBase[str] = TabelaBase(
        (Coluna("Nome", str, largura=160), Coluna("Tamanho", lambda nome: str(len(nome)), ordem=len, largura=0)),
        chave=str,
        pode_marcar=lambda nome: nome != "Davi",
    )
    modelo.trocar(NOMES)
    return modelo


@pytest.fixture
def visao(modelo: TabelaBase[str], qtbot: QtBot) -> VisaoTabela:
    visao = VisaoTabela("Pessoas", preferencias=Preferencias())
    qtbot.addWidget(visao)
    visao.mostrar(modelo, ordenar_por=0)
    visao.mostrar_marcas()
    visao.resize(500, 300)
    visao.show()
    visao.selecionar(0)
    return visao


def test_enter_e_duplo_clique_abrem_a_linha(visao: VisaoTabela, qtbot: QtBot) -> None:
    with qtbot.waitSignal(visao.abriu) as espera:
        qtbot.keyClick(visao, Qt.Key.Key_Return)
    assert espera.args == ["Ana"]
    meio = visao.visualRect(visao.model().index(2, 1)).center()
    qtbot.mouseClick(visao.viewport(), Qt.MouseButton.LeftButton, pos=meio)
    with qtbot.waitSignal(visao.abriu) as espera:
        qtbot.mouseDClick(visao.viewport(), Qt.MouseButton.LeftButton, pos=meio)
    assert espera.args == ["Carla"]


def test_espaco_e_clique_na_caixa_marcam(visao: VisaoTabela, modelo: TabelaBase[str], qtbot: QtBot) -> None:
    with qtbot.waitSignal(visao.marcou):
        qtbot.keyClick(visao, Qt.Key.Key_Space)
    assert modelo.marcadas() == ["Ana"]
    linha = visao.visualRect(modelo.index(1, 0))
    qtbot.mouseClick(visao.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, linha.center().y()))
    assert modelo.marcadas() == ["Ana", "Bruno"]
    qtbot.mouseClick(visao.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, linha.center().y()))
    assert modelo.marcadas() == ["Ana", "Bruno"]


def test_letras_procuram(visao: VisaoTabela, qtbot: QtBot) -> None:
    qtbot.keyClicks(visao, "car")
    assert visao.atual() == "Carla"


def test_ctrl_c_copia_a_linha(visao: VisaoTabela, qtbot: QtBot) -> None:
    qtbot.keyClick(visao, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Ana\t3"


def test_trocar_as_linhas_mantem_a_corrente(visao: VisaoTabela, modelo: TabelaBase[str]) -> None:
    visao.selecionar(2)
    modelo.trocar(["Zeca", *NOMES])
    assert visao.atual() == "Carla"


def test_selecao_avisa_quem_mostra_o_detalhe(visao: VisaoTabela, qtbot: QtBot) -> None:
    with qtbot.waitSignal(visao.selecionou) as espera:
        qtbot.keyClick(visao, Qt.Key.Key_Down)
    assert espera.args == ["Bruno"]


def test_largura_das_colunas_e_guardada(visao: VisaoTabela, modelo: TabelaBase[str], qtbot: QtBot) -> None:
    visao.setColumnWidth(0, 222)
    visao.hide()
    outra = VisaoTabela("Pessoas", preferencias=Preferencias())
    qtbot.addWidget(outra)
    outra.mostrar(modelo)
    assert outra.columnWidth(0) == 222


def test_anel_de_foco_fica_na_linha(visao: VisaoTabela) -> None:
    area = visao.area_do_foco()
    linha = visao.visualRect(visao.currentIndex())
    assert area.height() <= linha.height()
    assert area.width() > linha.width()


def test_pinta_marcada_desmarcada_e_sem_caixa(visao: VisaoTabela, modelo: TabelaBase[str]) -> None:
    antes = visao.grab().toImage()
    modelo.alternar(1)
    assert visao.grab().toImage() != antes


def test_o_texto_da_celula_comeca_onde_o_do_cabecalho_comeca(qtbot: QtBot) -> None:
    visao = VisaoTabela("Letras")
    qtbot.addWidget(visao)
    modelo: TabelaBase[str] = TabelaBase((Coluna("HHH", str, largura=0),), chave=str)
    modelo.trocar(["HHH"])
    visao.mostrar(modelo)
    visao.resize(200, 120)
    visao.show()
    foto = visao.grab().toImage()
    cabeca = visao.horizontalHeader().height()

    def primeira_coluna_escura(de: int, ate: int) -> int:
        escuras = (x for x in range(2, 100) if any(foto.pixelColor(x, y).lightness() < 140 for y in range(de, ate)))
        return next(escuras)

    no_cabecalho = primeira_coluna_escura(4, cabeca - 2)
    assert abs(primeira_coluna_escura(cabeca + 4, cabeca + 24) - no_cabecalho) <= 1


def test_a_dica_mostra_inteiro_so_o_texto_que_nao_coube(
    visao: VisaoTabela, modelo: TabelaBase[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dicas: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _onde, texto, _dono: dicas.append(texto))
    for largura in (160, 40):
        visao.setColumnWidth(0, largura)
        meio = visao.visualRect(modelo.index(2, 0)).center()
        evento = QHelpEvent(QEvent.Type.ToolTip, meio, visao.viewport().mapToGlobal(meio))
        QCoreApplication.sendEvent(visao.viewport(), evento)
    assert dicas == ["", "Carla"]


def test_estreita_nada_some_a_elastica_guarda_o_seu_lugar_e_a_lista_rola(qtbot: QtBot) -> None:
    visao = VisaoTabela("Estreita")
    qtbot.addWidget(visao)
    colunas = (Coluna("Nome", str, largura=0), Coluna("Um", str, largura=100), Coluna("Dois", str, largura=100))
    modelo: TabelaBase[str] = TabelaBase(colunas, chave=str)
    visao.mostrar(modelo)
    modelo.trocar(["Ana"])
    visao.show()
    for largura, rola in ((520, False), (260, True), (520, False)):
        visao.resize(largura, 100)
        qtbot.waitUntil(lambda rola=rola: (visao.horizontalScrollBar().maximum() > 0) is rola)  # type: ignore[misc]
        assert visao.columnWidth(0) >= 150


def test_numero_e_data_a_vista_nunca_sao_cortados_e_frase_sem_numero_sim(qtbot: QtBot) -> None:
    visao = VisaoTabela("Números")
    qtbot.addWidget(visao)
    colunas = (Coluna("Valor", str, largura=40), Coluna("Texto", lambda _: "uma frase bem comprida", largura=40))
    modelo: TabelaBase[str] = TabelaBase(colunas, chave=str)
    visao.mostrar(modelo)
    visao.resize(600, 120)
    visao.show()
    modelo.trocar(["1.234.567.890,12", "31/12/2026"])
    qtbot.waitUntil(lambda: visao.columnWidth(0) > 100)
    preciso = visao.fontMetrics().horizontalAdvance("1.234.567.890,12")
    assert visao.columnWidth(0) >= preciso + 16
    assert visao.columnWidth(1) == 40


def test_numero_que_so_aparece_ao_rolar_tambem_alarga_a_coluna(qtbot: QtBot) -> None:
    visao = VisaoTabela("Rolada")
    qtbot.addWidget(visao)
    modelo: TabelaBase[str] = TabelaBase((Coluna("Valor", str, largura=60),), chave=str)
    visao.mostrar(modelo)
    visao.resize(300, 120)
    visao.show()
    modelo.trocar([*(str(n) for n in range(50)), "9.999.999.999,99"])
    visao.scrollToBottom()
    qtbot.waitUntil(lambda: visao.columnWidth(0) > 100)


def test_letra_na_lista_da_memoria_procura_sem_avisar(visao: VisaoTabela, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(visao.digitou):
        qtbot.keyClicks(visao, "d")
    assert visao.atual() == "Davi"


def test_a_seta_do_titulo_sobe_na_ordem_crescente_e_desce_na_outra(visao: VisaoTabela) -> None:
    setas = []
    for _vez in range(2):
        opcao = QStyleOptionHeader()
        visao.horizontalHeader().initStyleOptionForIndex(opcao, 0)
        setas.append(opcao.sortIndicator)
        visao.inverter_ordem()
    assert setas == [QStyleOptionHeader.SortIndicator.SortUp, QStyleOptionHeader.SortIndicator.SortDown]
