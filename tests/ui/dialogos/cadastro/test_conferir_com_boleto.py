"""Conferir a conta com um boleto do banco: o que se vê antes, o que se aceita, e a marca na ficha."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from modelos.contas import contas_cobranca
from regras.cadastro import ContaCobranca
from tests.boletos.contas_de_exemplo import BB7, BRADESCO, SANTANDER, SICOOB
from tests.boletos.linha_do_banco import linha_de, pdf_de
from ui.contexto import Contexto
from ui.dialogos.cadastro import conta_cobranca
from ui.dialogos.cadastro.conferir_com_boleto import DialogoConferirComBoleto
from ui.dialogos.cadastro.conta_cobranca import DialogoContaCobranca


def _abrir(qtbot: QtBot, contexto: Contexto, conta: ContaCobranca, linha: str = "") -> DialogoConferirComBoleto:
    dialogo = DialogoConferirComBoleto(contexto, conta)
    qtbot.addWidget(dialogo)
    dialogo.show()
    if linha:
        dialogo.campo.definir(linha)
        qtbot.waitUntil(lambda: dialogo.partes.model().rowCount() > 0 or "Mais de uma" in dialogo.parecer.texto())
    return dialogo


def _celulas(dialogo: DialogoConferirComBoleto) -> list[list[str]]:
    modelo = dialogo.mudancas.model()
    return [[modelo.index(linha, coluna).data() for coluna in range(3)] for linha in range(modelo.rowCount())]


def test_mostra_o_que_muda_antes_e_so_aceita_com_o_botao(qtbot: QtBot, contexto: Contexto) -> None:
    errada = replace(SANTANDER, convenio="1234576", ios="0")
    dialogo = _abrir(qtbot, contexto, errada)
    assert not dialogo.botao_usar.isEnabled()
    dialogo.campo.definir(linha_de(SANTANDER))
    qtbot.waitUntil(dialogo.botao_usar.isEnabled)
    assert _celulas(dialogo) == [["Código do beneficiário (PSK)", "1234576", "1234567"]]
    assert "preenchida com o que o boleto diz, o código sai igual" in dialogo.parecer.titulo()
    assert dialogo.papel.valor("Nosso número") == "000000012345-5"
    assert dialogo.aceita is None
    qtbot.mouseClick(dialogo.botao_usar, Qt.MouseButton.LeftButton)
    assert dialogo.aceita is not None
    assert (dialogo.aceita.convenio, dialogo.aceita.conferida_com) == ("1234567", linha_de(SANTANDER))


def test_linha_torta_diz_onde_e_nada_se_aceita(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _abrir(qtbot, contexto, SANTANDER, linha_de(SANTANDER))
    linha = linha_de(SANTANDER)
    dialogo.campo.definir(f"{linha[:5]}{(int(linha[5]) + 1) % 10}{linha[6:]}")
    assert "1º campo" in dialogo.parecer.texto()
    assert not dialogo.botao_usar.isEnabled()
    assert dialogo.partes.model().rowCount() == 0


def test_duas_leituras_pedem_a_escolha(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _abrir(qtbot, contexto, ContaCobranca("", "001", ""), linha_de(replace(BB7, convenio="521475")))
    assert dialogo.leitura.isVisible()
    assert not dialogo.botao_usar.isEnabled()
    dialogo.leitura.definir(1)
    assert dialogo.botao_usar.isEnabled()
    dialogo.usar()
    assert dialogo.aceita is not None
    assert dialogo.aceita.convenio == "5214"


def test_o_que_difere_ate_preenchido_nao_marca(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _abrir(qtbot, contexto, replace(SICOOB, agencia="1"), linha_de(SICOOB, parcela="2"))
    assert "o código não sai igual" in dialogo.parecer.titulo()
    assert "sem marcar" in dialogo.botao_usar.text()
    dialogo.usar()
    assert dialogo.aceita is not None
    assert (dialogo.aceita.agencia, dialogo.aceita.conferida_com) == ("4277", "")


def test_o_pdf_solto_na_tela_e_lido_e_diz_de_quem_e(qtbot: QtBot, contexto: Contexto, tmp_path: Path) -> None:
    caminho = tmp_path / "boleto.pdf"
    caminho.write_bytes(pdf_de(BRADESCO)[0])
    dialogo = _abrir(qtbot, contexto, BRADESCO)
    solto = QMimeData()
    solto.setUrls([QUrl.fromLocalFile(str(caminho))])
    nada = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialogo.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, solto, *nada))
    qtbot.waitUntil(dialogo.botao_usar.isEnabled)
    assert dialogo.campo.valor().startswith("23791.92301")
    assert "recebeu para pagar" in dialogo.de_quem.text()
    dialogo.conferir_pdf(tmp_path / "nao-ha.pdf")
    qtbot.waitUntil(lambda: not dialogo.botao_usar.isEnabled() and "nao-ha.pdf" in dialogo.parecer.texto())


def test_a_ficha_fica_marcada_e_a_marca_cai_quando_o_campo_muda(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    sem_dv = replace(BRADESCO, conta="4700123", conta_dv="")
    contas_cobranca.gravar(sem_dv)
    ficha = DialogoContaCobranca(contexto, sem_dv)
    qtbot.addWidget(ficha)
    ficha.show()
    assert ficha.a_homologar.isVisible()
    assert not ficha.marca.isVisible()

    def responder(dialogo: DialogoConferirComBoleto) -> bool:
        dialogo.campo.definir(linha_de(sem_dv))
        qtbot.waitUntil(dialogo.botao_usar.isEnabled)
        dialogo.usar()
        return True

    monkeypatch.setattr(conta_cobranca.DialogoConferirComBoleto, "responder", responder)
    ficha.conferir_com_boleto()
    assert ficha.marca.texto().startswith("Conferida em 24/11/2026 com o boleto 2379")
    assert not ficha.a_homologar.isVisible()
    assert ficha.alterada
    assert ficha.gravar()
    gravada = contas_cobranca.obter(sem_dv.codigo)
    assert gravada is not None
    assert gravada.conferida_com == linha_de(sem_dv)
    ficha.do_banco["conta"].definir("4700132")
    assert "conta era 4700123 e agora é 4700132" in ficha.marca.texto()
    assert ficha.a_homologar.isVisible()
    ficha.alterada = False
