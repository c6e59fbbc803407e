from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.campos.campo_escolha import CampoEscolha


def test_escolhe_pelo_valor_e_avisa(qtbot: QtBot) -> None:
    campo = CampoEscolha([(25, "Sem proteção"), (587, "STARTTLS")], largura=160)
    qtbot.addWidget(campo)
    with qtbot.waitSignal(campo.mudou):
        campo.definir(587)
    assert campo.valor() == 587
    assert campo.currentText() == "STARTTLS"


def test_trocar_as_opcoes_mantem_a_escolhida_que_ainda_existe(qtbot: QtBot) -> None:
    campo = CampoEscolha([(1, "um"), (2, "dois")])
    qtbot.addWidget(campo)
    campo.definir(2)
    campo.trocar([(2, "dois"), (3, "três")])
    assert campo.valor() == 2
    campo.trocar([(4, "quatro")])
    assert campo.valor() == 4
