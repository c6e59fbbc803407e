from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.componentes.quadro_fatos import VAZIO, QuadroFatos


def test_valor_vazio_vira_traco_e_limpar_volta_a_ele(qtbot: QtBot) -> None:
    quadro = QuadroFatos(("Banco", "Valor"))
    qtbot.addWidget(quadro)
    quadro.mostrar("Banco", "341-7 Itaú")
    quadro.mostrar("Valor", "")
    assert (quadro.valor("Banco"), quadro.valor("Valor")) == ("341-7 Itaú", VAZIO)
    quadro.limpar()
    assert quadro.valor("Banco") == VAZIO


def test_duas_colunas_com_titulo_levam_um_valor_cada(qtbot: QtBot) -> None:
    quadro = QuadroFatos(("Clientes",), colunas=("Nesta cópia", "Na base atual"))
    qtbot.addWidget(quadro)
    quadro.mostrar("Clientes", "40", "41")
    assert (quadro.valor("Clientes"), quadro.valor("Clientes", 1)) == ("40", "41")
    with pytest.raises(ValueError, match="argument"):
        quadro.mostrar("Clientes", "40")
