from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.componentes.barra_estado import BarraEstado


def test_diz_estado_teclas_e_situacao(qtbot: QtBot) -> None:
    barra = BarraEstado()
    qtbot.addWidget(barra)
    barra.mostrar("Entre parâmetros | ESC-Sair", ["F1-Ajuda"])
    barra.situar("2 alterações não gravadas")
    assert barra.texto() == "Entre parâmetros | ESC-Sair | F1-Ajuda | 2 alterações não gravadas"
    assert barra.accessibleName() == barra.texto()


def test_recado_toma_o_lugar_da_situacao_e_passa(qtbot: QtBot) -> None:
    barra = BarraEstado()
    qtbot.addWidget(barra)
    barra.resize(800, 26)
    barra.situar("habilitado")
    barra.dar_recado("Gravado.")
    assert "Gravado." in barra.texto()
    assert "habilitado" not in barra.texto()
    barra.grab()
    barra._relogio.timeout.emit()
    assert "habilitado" in barra.texto()
