from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from ui.preferencias import ORGANIZACAO, Preferencias


def test_o_que_se_guarda_volta_em_outra_abertura() -> None:
    primeira = Preferencias()
    primeira.guardar_geometria("janela", QByteArray(b"g"))
    primeira.guardar_colunas("Clientes", QByteArray(b"c"))
    primeira.guardar_escala(1.25)
    primeira.guardar_ultima_pasta("/dados")
    primeira.gravar()
    segunda = Preferencias()
    assert segunda.geometria("janela") == QByteArray(b"g")
    assert segunda.colunas("Clientes") == QByteArray(b"c")
    assert segunda.escala() == 1.25
    assert segunda.ultima_pasta() == "/dados"


def test_na_primeira_vez_nao_ha_nada() -> None:
    novas = Preferencias()
    assert novas.geometria("janela").isEmpty()
    assert novas.colunas("Clientes").isEmpty()
    assert novas.escala() == 1.0


def test_na_primeira_vez_os_arquivos_se_procuram_nos_documentos_e_nao_na_pasta_do_programa() -> None:
    documentos = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert documentos
    assert Preferencias().ultima_pasta() == documentos


def test_escala_estranha_no_arquivo_vale_100_por_cento() -> None:
    ajustes = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANIZACAO, "janela")
    ajustes.setValue("aparencia/escala", "9.5")
    ajustes.sync()
    assert Preferencias().escala() == 1.0
