from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.base.formulario import Formulario
from ui.campos.campo_texto import CampoTexto
from ui.componentes.area import AreaQueSegue


def test_o_campo_que_recebe_o_foco_vem_a_vista_com_lugar_para_o_erro(qtbot: QtBot) -> None:
    area = AreaQueSegue()
    qtbot.addWidget(area)
    formulario = Formulario(eixo_ajuda=0)
    campos = [CampoTexto() for _ in range(12)]
    for numero, campo in enumerate(campos):
        formulario.campo(f"Campo {numero}", campo)
    area.setWidget(formulario)
    area.resize(600, 160)
    with qtbot.waitActive(area):
        area.show()
    campos[8].setFocus()
    visto = campos[8].visibleRegion().boundingRect()
    assert visto.height() == campos[8].height()
    assert campos[8].mapTo(area, campos[8].rect().bottomLeft()).y() < area.height() - 20
    campos[0].setFocus()
    assert area.verticalScrollBar().value() == 0
