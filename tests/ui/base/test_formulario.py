from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from regras.documentos import validar_cep
from ui.base.formulario import Formulario
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_dias import CampoDias
from ui.campos.campo_filtro import CampoFiltro
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao


class Ficha:
    """Um formulário com um campo de cada tipo."""

    def __init__(self, qtbot: QtBot) -> None:
        self.formulario = Formulario()
        self.nome = CampoTexto(obrigatorio=True)
        self.filtro = CampoFiltro()
        self.dias = CampoDias(0, 60)
        self.marca = CaixaMarcar("&Marcar")
        self.cep = CampoTexto(validar=validar_cep)
        self.consultas: list[str] = []
        self.linha_nome = self.formulario.campo("&Nome:", self.nome, ajuda="grupos", descricao="Nome da pessoa")
        self.formulario.campo(
            "&Filtro:", self.filtro, consulta=lambda: self.consultas.append("filtro"), nome_consulta="Escolher"
        )
        self.formulario.campo("&Dias:", self.dias, ajuda="intervalo_dias", unidade="dias")
        self.formulario.campo("", self.marca)
        self.formulario.campo("&CEP:", self.cep)
        self.gravar = Botao("&Gravar")
        self.gravar.setParent(self.formulario)
        qtbot.addWidget(self.formulario)
        self.formulario.show()
        self.formulario.activateWindow()
        qtbot.waitUntil(self.formulario.isActiveWindow)
        self.nome.setFocus()


@pytest.fixture
def ficha(qtbot: QtBot) -> Ficha:
    return Ficha(qtbot)


def test_rotulo_e_par_do_campo_e_da_o_nome_acessivel(ficha: Ficha) -> None:
    assert ficha.linha_nome.rotulo is not None
    assert ficha.linha_nome.rotulo.buddy() is ficha.nome
    assert ficha.nome.accessibleName() == "Nome"
    assert ficha.nome.accessibleDescription() == "Nome da pessoa"
    assert ficha.filtro.letra.accessibleName() == "Filtro"


def test_enter_percorre_os_campos_e_nunca_aperta_botao(ficha: Ficha, qtbot: QtBot) -> None:
    apertos: list[int] = []
    ficha.gravar.clicked.connect(lambda: apertos.append(1))
    visitados = []
    for _ in range(5):
        atual = QApplication.focusWidget()
        qtbot.keyClick(atual, Qt.Key.Key_Return)
        visitados.append(QApplication.focusWidget())
    assert visitados == [ficha.filtro.letra, ficha.dias, ficha.marca, ficha.cep, ficha.gravar]
    assert not apertos


@pytest.mark.parametrize("modificador", [Qt.KeyboardModifier.ShiftModifier])
def test_shift_enter_volta(ficha: Ficha, qtbot: QtBot, modificador: Qt.KeyboardModifier) -> None:
    ficha.dias.setFocus()
    qtbot.keyClick(ficha.dias, Qt.Key.Key_Return, modificador)
    assert QApplication.focusWidget() is ficha.filtro.letra


def test_seta_para_cima_volta_so_em_campo_que_nao_usa_as_setas(ficha: Ficha, qtbot: QtBot) -> None:
    ficha.cep.setFocus()
    qtbot.keyClick(ficha.cep, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is ficha.marca
    ficha.dias.setFocus()
    qtbot.keyClick(ficha.dias, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is ficha.dias
    assert ficha.dias.value() == 1


def test_enter_em_texto_longo_quebra_a_linha(ficha: Ficha, qtbot: QtBot) -> None:
    longo = QPlainTextEdit()
    ficha.formulario.campo("&Texto:", longo)
    longo.setFocus()
    qtbot.keyClick(longo, Qt.Key.Key_Return)
    assert longo.toPlainText() == "\n"


def test_f1_e_o_botao_i_abrem_o_mesmo_texto(ficha: Ficha, qtbot: QtBot) -> None:
    botao = ficha.linha_nome.ajuda
    assert botao is not None
    qtbot.mouseClick(botao, Qt.MouseButton.LeftButton)
    pelo_botao = botao.balao
    assert pelo_botao is not None
    texto = pelo_botao.corpo.text()
    with qtbot.waitSignal(pelo_botao.destroyed):
        qtbot.keyClick(pelo_botao, Qt.Key.Key_Escape)
    ficha.nome.setFocus()
    qtbot.keyClick(ficha.nome, Qt.Key.Key_F1)
    pelo_teclado = botao.balao
    assert pelo_teclado is not None
    assert pelo_teclado.corpo.text() == texto
    with qtbot.waitSignal(pelo_teclado.destroyed):
        qtbot.keyClick(pelo_teclado, Qt.Key.Key_F1)


@pytest.mark.parametrize("tecla", [Qt.Key.Key_F2, Qt.Key.Key_F3])
def test_f2_e_f3_abrem_a_consulta(ficha: Ficha, qtbot: QtBot, tecla: Qt.Key) -> None:
    qtbot.keyClick(ficha.filtro.letra, tecla)
    assert ficha.consultas == ["filtro"]


def test_campo_diz_as_teclas_que_tem(ficha: Ficha) -> None:
    assert ficha.nome.property("teclas") == ["F1-Ajuda", "Enter-Próximo campo"]
    assert ficha.filtro.letra.property("teclas") == ["F2-Escolher", "Enter-Próximo campo"]


def test_erro_aparece_ao_sair_do_campo_e_some_ao_corrigir(ficha: Ficha, qtbot: QtBot) -> None:
    ficha.cep.setFocus()
    qtbot.keyClicks(ficha.cep, "123")
    assert ficha.formulario.erro_de(ficha.cep) == ""
    qtbot.keyClick(ficha.cep, Qt.Key.Key_Backtab)
    assert "oito algarismos" in ficha.formulario.erro_de(ficha.cep)
    assert ficha.cep.property("erro")
    qtbot.keyClicks(ficha.cep, "45678")
    assert ficha.formulario.erro_de(ficha.cep) == ""


def test_conferir_mostra_todos_os_erros_e_poe_o_foco_no_primeiro(ficha: Ficha) -> None:
    ficha.dias.setValue(70)
    ficha.cep.setText("1")
    ficha.cep.setFocus()
    assert not ficha.formulario.conferir()
    assert ficha.formulario.erro_de(ficha.nome)
    assert ficha.formulario.erro_de(ficha.dias)
    assert ficha.formulario.erro_de(ficha.cep)
    assert QApplication.focusWidget() is ficha.nome


def test_conferir_passa_quando_tudo_esta_certo(ficha: Ficha) -> None:
    ficha.nome.setText("Ana")
    assert ficha.formulario.conferir()


def test_qualquer_campo_que_muda_avisa_o_formulario(ficha: Ficha, qtbot: QtBot) -> None:
    for mexer in (lambda: ficha.nome.setText("x"), lambda: ficha.dias.setValue(9), ficha.marca.toggle):
        with qtbot.waitSignal(ficha.formulario.mudou):
            mexer()


def test_esconder_a_linha_leva_o_erro_junto(ficha: Ficha) -> None:
    ficha.formulario.mostrar_erro(ficha.nome, "ruim")
    ficha.formulario.linha_de(ficha.nome).mostrar(False)
    assert not ficha.nome.isVisible()
    assert ficha.formulario.erro_de(ficha.nome) == ""


def test_a_outra_coluna_comeca_do_alto_e_o_tab_vem_depois(qtbot: QtBot) -> None:
    formulario = Formulario(eixo_ajuda=0)
    qtbot.addWidget(formulario)
    nomes = [CampoTexto(largura=100) for _ in range(4)]
    formulario.campo("Um", nomes[0])
    formulario.campo("Dois", nomes[1])
    formulario.outra_coluna()
    formulario.titulo("Grupo")
    formulario.campo("Três", nomes[2])
    formulario.campo("Quatro", nomes[3])
    formulario.encostar_em_cima()
    formulario.resize(900, 400)
    formulario.show()
    assert nomes[2].y() == nomes[1].y()
    assert nomes[2].x() > nomes[1].geometry().right()
    assert nomes[3].geometry().bottom() < formulario.height() // 2
    nomes[1].setFocus()
    qtbot.keyClick(nomes[1], Qt.Key.Key_Return)
    assert formulario.focusWidget() is nomes[2]


def test_erro_de_uma_coluna_nao_desalinha_a_outra(qtbot: QtBot) -> None:
    formulario = Formulario(eixo_ajuda=0)
    qtbot.addWidget(formulario)
    esquerda = [CampoTexto(obrigatorio=True, largura=100) for _ in range(2)]
    direita = [CampoTexto(largura=100) for _ in range(2)]
    for campo in esquerda:
        formulario.campo("x", campo)
    formulario.outra_coluna()
    for campo in direita:
        formulario.campo("x", campo)
    formulario.show()
    antes = esquerda[1].y()
    esquerda[0].conferir()
    qtbot.waitUntil(lambda: esquerda[1].y() > antes)
    assert [campo.y() for campo in esquerda] == [campo.y() for campo in direita]
