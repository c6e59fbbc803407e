from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from regras.documentos import formatar_cpf_cnpj, validar_cpf_cnpj
from ui.campos.campo_texto import CampoSenha, CampoTexto


@pytest.fixture
def documento(qtbot: QtBot) -> CampoTexto:
    campo = CampoTexto(validar=validar_cpf_cnpj, formatar=formatar_cpf_cnpj, obrigatorio=True)
    qtbot.addWidget(campo)
    return campo


def test_certo_e_reescrito_com_mascara(documento: CampoTexto) -> None:
    documento.setText(" 11222333000181 ")
    assert documento.conferir() == ""
    assert documento.text() == "11.222.333/0001-81"


def test_errado_diz_a_frase_da_regra_e_fica_como_foi_digitado(documento: CampoTexto) -> None:
    documento.setText("123")
    assert "não é um CPF nem um CNPJ válido" in documento.conferir()
    assert documento.text() == "123"


def test_obrigatorio_vazio_e_erro(documento: CampoTexto) -> None:
    assert documento.conferir() == "Preencha este campo."


def test_definir_esquece_o_erro_anterior(documento: CampoTexto) -> None:
    documento.conferir()
    documento.definir("11222333000181")
    assert not documento.property("erro")
    assert documento.text() == "11.222.333/0001-81"


def test_senha_se_esconde_e_o_olho_mostra(qtbot: QtBot) -> None:
    campo = CampoSenha()
    qtbot.addWidget(campo)
    campo.setText(" com espaço ")
    assert campo.echoMode() is QLineEdit.EchoMode.Password
    campo.actions()[0].toggle()
    assert campo.echoMode() is QLineEdit.EchoMode.Normal
    assert campo.valor() == " com espaço "


def test_o_que_ja_estava_gravado_nao_se_julga_de_novo(documento: CampoTexto) -> None:
    documento.definir("123")
    documento.aceitar_o_que_esta()
    assert documento.conferir() == ""
    documento.setText("1234")
    assert "não é um CPF" in documento.conferir()
    documento.setText("123")
    assert documento.conferir() == ""


def test_travado_mostra_e_nao_se_muda(documento: CampoTexto, qtbot: QtBot) -> None:
    documento.definir("123")
    documento.travar(True)
    qtbot.keyClicks(documento, "4")
    assert documento.text() == "123"
    assert documento.isEnabled()
    documento.travar(False)
    qtbot.keyClicks(documento, "4")
    assert documento.text() != "123"
