from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.componentes.texto import Estado, Icone, Texto, TextoElidido


def test_texto_de_fora_nunca_vira_html(qtbot: QtBot) -> None:
    texto = Texto("<b>negrito</b>")
    qtbot.addWidget(texto)
    largo = texto.sizeHint().width()
    texto.setText("negrito")
    assert texto.sizeHint().width() < largo


def test_estado_troca_icone_palavra_e_cor_juntos(qtbot: QtBot) -> None:
    estado = Estado("certo", "Conferido", "ok")
    qtbot.addWidget(estado)
    verde = estado.grab().toImage()
    estado.mostrar("erro", "Falhou", "perigo")
    assert estado.texto() == "Falhou"
    assert estado.grab().toImage() != verde


def test_icone_desabilitado_muda_de_cor(qtbot: QtBot) -> None:
    icone = Icone("certo", "ok")
    qtbot.addWidget(icone)
    normal = icone.grab().toImage()
    icone.setEnabled(False)
    assert icone.grab().toImage() != normal


def test_texto_elidido_encolhe_e_a_dica_mostra_inteiro(qtbot: QtBot) -> None:
    texto = TextoElidido()
    qtbot.addWidget(texto)
    texto.setText("um endereço de e-mail comprido demais para a tela")
    assert texto.minimumSizeHint().width() < texto.sizeHint().width() / 3
    assert texto.toolTip() == texto.text()
    texto.resize(60, 20)
    texto.grab()
