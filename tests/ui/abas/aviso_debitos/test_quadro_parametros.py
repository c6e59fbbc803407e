from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from regras.cadastro import ContaEmail, Seguranca
from regras.erros import DadoInvalido
from regras.parametros import PARAMETROS, FiltroSNT, Modo, ParametrosAviso
from ui import tema
from ui.abas.aviso_debitos.mais_opcoes import DialogoMaisOpcoes
from ui.abas.aviso_debitos.quadro_parametros import Listas, QuadroParametros

CONTA = ContaEmail(1, "cobranca@aurora.com.br", "smtp.aurora.com.br", 587, Seguranca.STARTTLS, nome="Cobrança")
LISTAS = Listas((CONTA,), ("Compras", "Financeiro"), ("Jurídico", "Protesto"))
GRAVADOS = ParametrosAviso(
    habilitado=True,
    conta_email=1,
    grupos=FiltroSNT(Modo.SELECIONA, ("Financeiro",)),
    situacoes=FiltroSNT(Modo.NAO_SELECIONA, ("Jurídico",)),
    vencendo_em_dias=4,
    enviar_vencidos=True,
    dias_para_vencido=3,
    intervalo_dias=7,
    prorrogar_dia_util=True,
    valor_minimo_centavos=5000,
    vencidos_ate_dias=365,
)


@pytest.fixture
def quadro(qtbot: QtBot) -> QuadroParametros:
    quadro = QuadroParametros()
    qtbot.addWidget(quadro)
    quadro.resize(982, 478)
    quadro.show()
    quadro.mostrar(GRAVADOS, LISTAS)
    return quadro


def _textos(quadro: QuadroParametros) -> list[str]:
    rotulos = [rotulo.text() for rotulo in quadro.findChildren(QLabel)]
    botoes = [botao.text() for botao in quadro.findChildren(QWidget) if hasattr(botao, "text") and callable(botao.text)]
    return [texto.replace("&", "") for texto in (*rotulos, *botoes) if isinstance(texto, str)]


@pytest.mark.parametrize(
    "texto",
    [
        "Habilitar o envio de débitos por e-mail?",
        "Primeira vez neste módulo? Acesse o tutorial",
        "Qual conta de e-mail você deseja utilizar?",
        "Grupo de contatos:",
        "Situação do débito:",
        "Débitos a vencer",
        "Vencendo em",
        "dias",
        "Débitos a vencer sempre serão enviados no relatório e terão seus boletos gerados.",
        "Débitos vencidos",
        "Enviar os débitos vencidos no relatório e gerar boletos",
        "Quantos dias o débito é considerado vencido após o vencimento?",
        "Intervalo de dias para os avisos:",
    ],
)
def test_textos_sao_os_da_tela_de_origem(quadro: QuadroParametros, texto: str) -> None:
    assert texto in _textos(quadro)


def test_o_que_se_mostra_e_o_que_se_colhe(quadro: QuadroParametros) -> None:
    assert quadro.colher() == GRAVADOS


def test_ordem_de_tab_e_a_da_tela(quadro: QuadroParametros, qtbot: QtBot) -> None:
    quadro.activateWindow()
    qtbot.waitUntil(quadro.isActiveWindow)
    quadro.habilitado.setFocus()
    visitados = [quadro.focusWidget()]
    for _ in range(9):
        qtbot.keyClick(quadro.focusWidget(), Qt.Key.Key_Tab)
        visitados.append(quadro.focusWidget())
    ordem = [
        quadro.habilitado,
        quadro.tutorial,
        quadro.conta,
        quadro.grupos.letra,
        quadro.situacoes.letra,
        quadro.vencendo,
        quadro.enviar_vencidos,
        quadro.dias_para_vencido,
        quadro.intervalo,
    ]
    assert visitados[: len(ordem)] == ordem


def test_mostrar_nao_avisa_que_mudou_e_digitar_avisa(quadro: QuadroParametros, qtbot: QtBot) -> None:
    avisos: list[int] = []
    quadro.mudou.connect(lambda: avisos.append(1))
    quadro.mostrar(ParametrosAviso(), LISTAS)
    assert not avisos
    quadro.vencendo.setValue(9)
    assert avisos


def test_regua_acompanha_o_que_se_digita(quadro: QuadroParametros) -> None:
    quadro.vencendo.setValue(10)
    quadro.dias_para_vencido.setValue(1)
    quadro.intervalo.setValue(2)
    assert quadro.regua.escala.antecedencia == 10
    assert quadro.regua.escala.avisos == (1, 3, 5)


def test_desmarcar_vencidos_desliga_o_que_so_vale_para_eles(quadro: QuadroParametros, qtbot: QtBot) -> None:
    qtbot.mouseClick(quadro.enviar_vencidos, Qt.MouseButton.LeftButton)
    assert not quadro.intervalo.isEnabled()
    assert not quadro.dias_para_vencido.isEnabled()
    assert quadro.regua.escala.avisos == ()


def test_conta_que_nao_existe_diz_o_conserto(quadro: QuadroParametros) -> None:
    quadro.conta.setText("9")
    assert not quadro.conferir()
    assert "A conta 9 não existe. F2 mostra as cadastradas." in quadro.formulario.erro_de(quadro.conta)


def test_conta_mostra_o_nome_e_vazia_mostra_a_unica(quadro: QuadroParametros) -> None:
    assert "Cobrança" in _textos(quadro)
    quadro.conta.setText("")
    assert quadro.colher().conta_email is None
    assert "Cobrança" in _textos(quadro)


def test_tirar_uma_etiqueta_desmarca_o_nome(quadro: QuadroParametros) -> None:
    quadro._grupos.marcados.tirou.emit("Financeiro")
    assert quadro.colher().grupos == FiltroSNT(Modo.SELECIONA, ())
    assert not quadro.conferir()
    assert quadro.formulario.erro_de(quadro.grupos)


@pytest.mark.parametrize("campo", ["vencendo_em_dias", "dias_para_vencido", "intervalo_dias", "grupos", "situacoes"])
def test_recusa_da_gravacao_aparece_no_campo_dela(quadro: QuadroParametros, campo: str) -> None:
    assert quadro.mostrar_recusa(DadoInvalido(PARAMETROS[campo].rotulo, "não vale"))
    erros = [quadro.formulario.erro_de(qual) for qual in quadro.formulario.campos()]
    assert "Não vale." in erros
    assert not quadro.mostrar_recusa(DadoInvalido("outra coisa", "x"))


def test_mais_opcoes_entram_no_que_se_colhe(
    quadro: QuadroParametros, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    novos = replace(GRAVADOS, valor_minimo_centavos=1)
    monkeypatch.setattr(DialogoMaisOpcoes, "perguntar", lambda *_: novos)
    with qtbot.waitSignal(quadro.mudou):
        quadro.abrir_mais_opcoes()
    assert quadro.colher() == novos


@pytest.mark.parametrize(("largura", "altura", "escala"), [(982, 478, 1.0), (749, 339, 1.25), (749, 359, 1.0)])
def test_tudo_cabe_na_altura_e_na_largura(quadro: QuadroParametros, largura: int, altura: int, escala: float) -> None:
    quadro.resize(round(largura * escala), round(altura * escala))
    quadro.acomodar()
    conteudo = quadro.formulario
    assert conteudo.minimumSizeHint().width() <= quadro.width() - tema.medida(40)
