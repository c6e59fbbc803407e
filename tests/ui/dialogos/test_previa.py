from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from modelos import avisos, parametros
from modelos.consulta import Consulta
from regras.parametros import ParametrosAviso
from regras.selecao import Motivo
from tests.ui.cenario_fechamento import Cenario, preparar
from ui.contexto import PedidoDePrevia
from ui.dialogos.previa import DialogoPrevia
from ui.tabelas import exportacao
from ui.tabelas.previa import PedidoNaData, Recorte

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    with preparar(tmp_path, hoje, qtbot) as pronto:
        yield pronto


def _abrir(cenario: Cenario, qtbot: QtBot, pedido: object = None) -> DialogoPrevia:
    dialogo = DialogoPrevia(cenario.contexto, pedido)
    qtbot.addWidget(dialogo)
    dialogo.show()
    qtbot.waitUntil(lambda: "na lista" in dialogo.totais())
    return dialogo


def test_lista_todos_com_o_porque_e_os_totais_do_que_sai(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    assert dialogo.totais().startswith("3 recebem, 4 na lista")
    assert "3 boletos" in dialogo.totais()
    assert avisos.pagina(Consulta()).total == 0


@pytest.mark.parametrize(("recorte", "quantos"), [("recebem", 3), ("de_fora", 1), ("apontamentos", 1)])
def test_recortes_filtram(cenario: Cenario, qtbot: QtBot, recorte: str, quantos: int) -> None:
    dialogo = _abrir(cenario, qtbot, PedidoNaData(recorte=Recorte(recorte)))
    assert dialogo.visao.model().rowCount() == quantos


def test_pedido_com_motivo_mostra_so_os_de_fora_por_ele(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot, PedidoDePrevia(motivo=Motivo.NAO_AVISAR))
    assert dialogo.visao.model().rowCount() == 1
    assert "Não avisar" in dialogo.detalhe()


def test_procura_por_documento_mostra_o_detalhe_do_cliente(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    qtbot.keyClicks(dialogo.procura, "10482")
    assert dialogo.visao.model().rowCount() == 1
    assert "Padaria Pão da Serra" in dialogo.detalhe()
    assert "financeiro00318@cliente.com.br" in dialogo.detalhe()


def test_outra_data_recalcula(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot, PedidoNaData(data=date(2026, 11, 1)))
    assert dialogo.totais().startswith("0 recebem")
    dialogo.data.definir_data(date(2026, 11, 24))
    qtbot.waitUntil(lambda: dialogo.totais().startswith("3 recebem"))


def test_desabilitado_mostra_como_seria(cenario: Cenario, qtbot: QtBot) -> None:
    parametros.gravar(ParametrosAviso(habilitado=False))
    dialogo = _abrir(cenario, qtbot)
    assert dialogo.totais().startswith("3 recebem")
    assert dialogo._aviso.isVisible()


def test_exporta_o_que_esta_a_mostra(
    cenario: Cenario, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo = _abrir(cenario, qtbot, PedidoNaData(recorte=Recorte.DE_FORA))
    destino = tmp_path / "previa.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    with qtbot.waitSignal(cenario.contexto.recado):
        qtbot.keyClick(dialogo.visao, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert destino.read_text("utf-8-sig").splitlines()[1].startswith("01195;Fazenda Boa Vista;")


def test_campos_que_recebem_foco_tem_nome_acessivel(cenario: Cenario, qtbot: QtBot) -> None:
    dialogo = _abrir(cenario, qtbot)
    campos = [w for w in dialogo.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [type(campo).__name__ for campo in campos if not campo.accessibleName()] == []
