from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from regras.erros import DadoInvalido
from ui import tema
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_data import CampoData
from ui.campos.campo_dinheiro import CampoDinheiro, CampoPercentual
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoLongo, CampoTexto
from ui.contexto import Assunto, Contexto
from ui.moldes import ficha as moldes_ficha
from ui.moldes.ficha import Campo, DialogoFicha, Grupo, OutraColuna, inteiro


def test_ficha_que_rola_tem_o_fundo_do_dialogo(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoFicha(contexto, "Ficha", altura=400)
    qtbot.addWidget(dialogo)
    dialogo.declarar(Campo("nome", "Nome", CampoTexto()))
    dialogo.concluir(rolar=True)
    dialogo.show()
    canto = dialogo.formulario.mapTo(dialogo, dialogo.formulario.rect().bottomRight())
    foto = dialogo.grab().toImage()
    assert foto.pixelColor(canto.x() - 2, canto.y() - 2).name() == tema.cor("sup").name()


@dataclass(frozen=True)
class _Registro:
    codigo: str
    cep: str = ""
    avisar: bool = False
    desde: date | None = None
    multa: Decimal | None = None
    valor: int = 0
    tipo: str = "a"
    notas: str = ""
    limite: int | None = None


class _Ficha(DialogoFicha):
    ASSUNTOS = (Assunto.CLIENTES,)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__(contexto, "Ficha")
        self.gravados: list[_Registro] = []
        self.recusa: DadoInvalido | None = None
        self.declarar(
            Campo("codigo", "&Código", CampoTexto(obrigatorio=True), "código", chave=True),
            Campo("cep", "CE&P", CampoTexto(), "CEP;código postal", grava=lambda texto: texto.replace("-", "")),
            Grupo("O resto"),
            Campo("avisar", "", CaixaMarcar("En&viar")),
            Campo("desde", "&Desde", CampoData(contexto.hoje)),
            Campo("multa", "&Multa", CampoPercentual(), unidade="%"),
            Campo("valor", "&Valor", CampoDinheiro()),
            OutraColuna(80),
            Campo("tipo", "&Tipo", CampoEscolha((("a", "A"), ("b", "B")))),
            Campo("notas", "&Notas", CampoLongo(60), grava=str.strip),
            Campo("limite", "&Limite", CampoTexto(), grava=inteiro),
            Campo("senha", "&Senha", CampoTexto(), da_tela=True),
        )
        self.concluir()

    def guardar(self) -> None:
        if self.recusa is not None:
            raise self.recusa
        self.gravados.append(_Registro(**self.colher()))


@pytest.fixture
def ficha(qtbot: QtBot, contexto: Contexto) -> _Ficha:
    aberta = _Ficha(contexto)
    qtbot.addWidget(aberta, before_close_func=lambda fechada: setattr(fechada, "alterada", False))
    return aberta


def test_o_que_se_mostra_e_o_que_se_colhe(ficha: _Ficha) -> None:
    registro = _Registro("7", "89201000", True, date(2026, 11, 24), Decimal("2.5"), 1250, "b", "uma\nduas", 30)
    ficha.mostrar(registro)
    assert _Registro(**ficha.colher()) == registro
    assert [nome for nome in ficha.colher() if nome == "senha"] == []


def test_o_vazio_se_mostra_e_se_colhe_como_vazio(ficha: _Ficha) -> None:
    ficha.mostrar(_Registro("7"))
    assert ficha.textos["limite"].text() == ""
    assert _Registro(**ficha.colher()) == _Registro("7")


def test_o_campo_diz_como_se_grava(ficha: _Ficha) -> None:
    ficha.mostrar(_Registro("7", cep="89201-000", notas=" uma "))
    assert (ficha.colher()["cep"], ficha.colher()["notas"]) == ("89201000", "uma")


def test_o_nome_acessivel_e_a_ordem_do_tab_saem_da_declaracao(ficha: _Ficha) -> None:
    nomes = [campo.widget.accessibleName() for campo in ficha.campos.values()]
    assert nomes[:6] == ["Código", "CEP", "Enviar", "Desde", "Multa", "Valor"]
    assert ficha.formulario.campos() == [campo.widget for campo in ficha.campos.values()]


@pytest.mark.parametrize("nome", ["cep", "CEP", "Código postal"])
def test_recusa_aparece_no_campo_por_qualquer_dos_seus_nomes(ficha: _Ficha, nome: str) -> None:
    ficha.textos["codigo"].setText("7")
    ficha.recusa = DadoInvalido(nome, "não tem oito algarismos")
    assert not ficha.gravar()
    assert "oito algarismos" in ficha.formulario.erro_de(ficha.textos["cep"])
    assert ficha.alterada


def test_gravar_confere_grava_e_avisa(qtbot: QtBot, ficha: _Ficha) -> None:
    assert not ficha.gravar()
    ficha.textos["codigo"].setText("7")
    with qtbot.waitSignal(ficha.contexto.mudou) as avisado:
        assert ficha.gravar()
    assert avisado.args == [frozenset({Assunto.CLIENTES})]
    assert ficha.gravados == [_Registro("7")]
    assert not ficha.alterada


def test_so_a_chave_se_trava(ficha: _Ficha) -> None:
    ficha.travar_chaves(True)
    assert ficha.textos["codigo"].isReadOnly()
    assert not ficha.textos["cep"].isReadOnly()


def test_conferido_so_monta_com_os_campos_certos(ficha: _Ficha) -> None:
    assert ficha.conferido(lambda: 1) is None
    ficha.textos["codigo"].setText("7")
    assert ficha.conferido(lambda: 1) == 1


def test_enquanto_espera_a_ficha_nao_fecha_e_a_falha_volta(ficha: _Ficha) -> None:
    comecou = threading.Event()

    def falhar() -> None:
        comecou.wait(5)
        raise DadoInvalido("cep", "não serve")

    def fechar() -> None:
        ficha.reject()
        comecou.set()

    ficha.open()
    QTimer.singleShot(0, fechar)
    with pytest.raises(DadoInvalido):
        ficha.esperar(falhar)
    assert ficha.isVisible()
    assert ficha.isEnabled()


@pytest.fixture
def aberta(qtbot: QtBot, ficha: _Ficha) -> _Ficha:
    ficha.textos["codigo"].setText("7")
    ficha.alterada = False
    ficha.open()
    ficha.activateWindow()
    qtbot.waitUntil(ficha.isActiveWindow)
    return ficha


def test_ctrl_s_grava_e_fecha(qtbot: QtBot, aberta: _Ficha) -> None:
    with qtbot.waitSignal(aberta.accepted):
        qtbot.keyClick(aberta, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert aberta.gravados == [_Registro("7")]


def test_gravacao_recusada_deixa_a_tela_aberta(qtbot: QtBot, aberta: _Ficha) -> None:
    aberta.textos["codigo"].clear()
    qtbot.keyClick(aberta, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert aberta.isVisible()


def test_esc_sem_alteracoes_fecha_sem_perguntar(qtbot: QtBot, aberta: _Ficha, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moldes_ficha, "perguntar_por_alteracoes", lambda *_: pytest.fail("não devia perguntar"))
    with qtbot.waitSignal(aberta.rejected):
        qtbot.keyClick(aberta, Qt.Key.Key_Escape)


def test_esc_com_alteracoes_pergunta_e_pode_ficar(
    qtbot: QtBot, aberta: _Ficha, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moldes_ficha, "perguntar_por_alteracoes", lambda *_: False)
    aberta.textos["cep"].setText("1")
    qtbot.keyClick(aberta, Qt.Key.Key_Escape)
    assert aberta.isVisible()
