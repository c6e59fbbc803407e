"""Percorre a janela e todos os diálogos do registro: nome acessível, letra do Alt, e o que a tela corta."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from envio.fechamento import fechamento
from modelos.acesso.consulta import Consulta
from modelos.carteira import debitos
from modelos.contas import contas_cobranca, mensagens
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.parametros import ParametrosAviso
from tests.ui.apoio_janela import abrir_janela
from ui import tema
from ui.abas.aviso_debitos.mais_opcoes import DialogoMaisOpcoes
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.abas.fechamento.painel_carteira import PainelCarteira
from ui.base.botao_ajuda import BotaoAjuda
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.componentes.texto import TextoElidido
from ui.contexto import Contexto
from ui.dialogos.cadastro.cliente import ALTURA, LARGURA, DialogoCliente
from ui.dialogos.cadastro.conta_cobranca import DialogoContaCobranca
from ui.dialogos.cadastro.contato import DialogoContato
from ui.dialogos.cadastro.feriados import DialogoFeriado
from ui.dialogos.cadastro.nomes import DialogoGrupo
from ui.dialogos.carteira.debito import DialogoDebito
from ui.dialogos.correio.autorizar_conta import DialogoAutorizar, PedidoDeAutorizacao
from ui.dialogos.correio.contas_email import DialogoContaEmail
from ui.dialogos.correio.mensagens import DialogoTextoDoAviso
from ui.dialogos.previa.aviso_previsto import DialogoAvisoPrevisto, PedidoDeAviso
from ui.janela.janela import GUIAS, JanelaFechamento
from ui.janela.telas import DIALOGOS
from ui.moldes.campo_cliente import DialogoEscolherCliente
from ui.tema import Peso
from ui.trabalho import Trabalho

_EDITAVEIS = (
    *(QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit),
    *(QAbstractButton, QAbstractItemView, QTabBar),
)


@pytest.fixture
def janela(exemplo: Contexto, qtbot: QtBot) -> Iterator[JanelaFechamento]:
    with abrir_janela(exemplo, qtbot) as janela:
        qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
        yield janela


@pytest.fixture
def dialogo(request: pytest.FixtureRequest, exemplo: Contexto, qtbot: QtBot) -> Iterator[Dialogo]:
    exemplo.telas = frozenset(DIALOGOS)
    aberto = DIALOGOS[request.param](exemplo, None, None)
    qtbot.addWidget(aberto)
    aberto.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
    yield aberto
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)


def _sem_nome(tela: QWidget) -> list[str]:
    """Quem recebe foco e o leitor de tela não saberia dizer o que é."""
    mudos = []
    for widget in tela.findChildren(QWidget):
        if not isinstance(widget, _EDITAVEIS) or not widget.isVisibleTo(tela):
            continue
        recebe = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        interno = isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QAbstractItemView)
        if recebe and not interno and not widget.accessibleName().strip():
            mudos.append(f"{type(widget).__name__} {widget.objectName()}")
    return mudos


def _sem_ajuda(tela: QWidget) -> list[str]:
    """Campos de formulário sem texto no F1."""
    return [
        linha.rotulo.text() if linha.rotulo is not None else type(campo).__name__
        for formulario in tela.findChildren(Formulario)
        for campo in formulario.campos()
        if not (linha := formulario.linha_de(campo)).tem_ajuda
    ]


def _ajudas_cortadas(tela: QWidget) -> list[str]:
    """Botões i que a borda da tela corta na largura; o que rolou para fora não conta."""
    a_vista = ((botao, botao.visibleRegion().boundingRect()) for botao in tela.findChildren(BotaoAjuda))
    return [botao.chave for botao, area in a_vista if not area.isEmpty() and area.width() < botao.width()]


def _ajudas_encostadas(tela: QWidget) -> list[str]:
    """Botões i tão perto do campo que o anel de foco, que sai 4 dele, os cobre."""
    encostadas = []
    for formulario in tela.findChildren(Formulario):
        for campo in formulario.campos():
            botao = formulario.linha_de(campo).ajuda
            if botao is None or not botao.isVisibleTo(tela):
                continue
            vao = botao.mapTo(tela, QPoint()).x() - campo.mapTo(tela, campo.rect().topRight()).x()
            if vao < tema.medida(5):
                encostadas.append(f"{botao.chave}: {vao}")
    return encostadas


def _procuras_cortadas(tela: QWidget) -> list[str]:
    """Campos de procura em que o que se pode procurar não cabe."""
    return [
        campo.placeholderText()
        for campo in tela.findChildren(QLineEdit)
        if campo.isVisibleTo(tela)
        and campo.fontMetrics().horizontalAdvance(campo.placeholderText()) > campo.width() - tema.medida(20)
    ]


def _titulos_cortados(tela: QWidget) -> list[str]:
    """Títulos de coluna que não cabem nela, com os 8 de margem de cada lado, também nas guias que não se veem."""
    cortados = []
    for cabeca in tela.findChildren(QHeaderView):
        modelo, metrica = cabeca.model(), QFontMetrics(tema.fonte(peso=Peso.MEIO))
        if modelo is None or cabeca.isHidden() or cabeca.orientation() != Qt.Orientation.Horizontal:
            continue
        for coluna in range(cabeca.count()):
            titulo = str(modelo.headerData(coluna, Qt.Orientation.Horizontal) or "")
            largura = metrica.horizontalAdvance(titulo) + tema.medida(16)
            estica = cabeca.sectionResizeMode(coluna) == QHeaderView.ResizeMode.Stretch
            if not estica and not cabeca.isSectionHidden(coluna) and cabeca.sectionSize(coluna) < largura:
                cortados.append(f"{titulo}: {cabeca.sectionSize(coluna)} de {largura}")
    return cortados


def _letras_repetidas(tela: QWidget) -> list[str]:
    """Letras do Alt em dois lugares à vista ao mesmo tempo."""
    letras: Counter[str] = Counter()
    for widget in tela.findChildren(QWidget):
        texto = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        e_par = not isinstance(widget, QLabel) or widget.buddy() is not None
        if "&" in texto and e_par and widget.isVisibleTo(tela) and widget.isEnabledTo(tela):
            letras[texto[texto.index("&") + 1].upper()] += 1
    return [letra for letra, vezes in letras.items() if vezes > 1]


def _cortados(tela: QWidget) -> list[str]:
    """Rótulos de uma linha mais estreitos que o próprio texto."""
    cortados = []
    for rotulo in tela.findChildren(QLabel):
        if (
            not rotulo.isVisibleTo(tela)
            or rotulo.wordWrap()
            or isinstance(rotulo, TextoElidido)
            or rotulo.textFormat() != Qt.TextFormat.PlainText
        ):
            continue
        largura = rotulo.fontMetrics().horizontalAdvance(rotulo.text().replace("&", ""))
        if rotulo.width() + 1 < largura:
            cortados.append(rotulo.text())
    return cortados


@pytest.mark.parametrize("guia", [nome for nome, _ in GUIAS])
def test_toda_guia_tem_nomes_e_letras_sem_repeticao(janela: JanelaFechamento, qtbot: QtBot, guia: str) -> None:
    janela.mostrar_guia(guia)
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
    assert _sem_nome(janela) == []
    assert _letras_repetidas(janela) == []
    assert _titulos_cortados(janela) == []
    assert _sem_ajuda(janela) == []


@pytest.mark.parametrize("dialogo", sorted(DIALOGOS), indirect=True)
def test_todo_dialogo_tem_nomes_e_letras_sem_repeticao(dialogo: Dialogo) -> None:
    assert _sem_nome(dialogo) == []
    assert _letras_repetidas(dialogo) == []
    assert _sem_ajuda(dialogo) == []
    assert _ajudas_cortadas(dialogo) == []
    assert _ajudas_encostadas(dialogo) == []
    assert _titulos_cortados(dialogo) == []
    assert _procuras_cortadas(dialogo) == []
    assert dialogo.windowTitle()
    assert dialogo.property("estado")


@pytest.mark.parametrize("nome", sorted(DIALOGOS))
def test_todo_dialogo_cabe_na_tela_de_1366_por_768_com_letra_em_125_por_cento(
    exemplo: Contexto, qtbot: QtBot, qapp: QApplication, nome: str
) -> None:
    exemplo.telas = frozenset(DIALOGOS)
    tema.instalar(qapp, 1.25)
    try:
        aberto = DIALOGOS[nome](exemplo, None, None)
        qtbot.addWidget(aberto)
        aberto.show()
        qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
        menor = aberto.minimumSizeHint()
        assert menor.width() <= 1366
        assert menor.height() <= 728
    finally:
        tema.instalar(qapp)


def _pedido_de_aviso(contexto: Contexto) -> PedidoDeAviso:
    hoje = contexto.hoje()
    return PedidoDeAviso(fechamento.planejar(hoje).avisos[0], hoje)


def _conta(forma: Autenticacao) -> ContaEmail:
    return ContaEmail(1, "a@exemplo.com.br", "smtp.exemplo", 465, Seguranca.TLS, autenticacao=forma, aplicativo="x")


FICHAS: dict[str, Callable[[Contexto], Dialogo]] = {
    "cliente": lambda contexto: DialogoCliente(contexto, "00101"),
    "cliente novo": DialogoCliente,
    "grupo de contatos": lambda contexto: DialogoCliente(contexto, "00101", contatos=True),
    "débito": lambda contexto: DialogoDebito(contexto, debitos.pagina(Consulta(limite=1)).linhas[0]),
    "débito novo": lambda contexto: DialogoDebito(contexto, None),
    "contato": lambda contexto: DialogoContato(contexto, None, []),
    "escolher cliente": DialogoEscolherCliente,
    "texto do aviso": lambda contexto: DialogoTextoDoAviso(contexto, mensagens.padrao()),
    **{
        f"conta de e-mail, {forma.value}": lambda contexto, forma=forma: DialogoContaEmail(contexto, _conta(forma))
        for forma in Autenticacao
    },
    "conta de cobrança": lambda contexto: DialogoContaCobranca(contexto, contas_cobranca.obter("BB")),
    "conta de cobrança nova": lambda contexto: DialogoContaCobranca(contexto, None),
    "feriado": lambda contexto: DialogoFeriado(contexto, None, None),
    "grupo": lambda contexto: DialogoGrupo(contexto, None, None),
    "mais opções": lambda _contexto: DialogoMaisOpcoes(ParametrosAviso()),
    "autorizar a conta": lambda contexto: DialogoAutorizar(
        contexto, PedidoDeAutorizacao(_conta(Autenticacao.MICROSOFT))
    ),
    "aviso como iria": lambda contexto: DialogoAvisoPrevisto(contexto, _pedido_de_aviso(contexto)),
}
"""Telas que só outra tela abre."""


@pytest.mark.parametrize("ficha", FICHAS)
def test_toda_ficha_tem_nomes_e_letras_sem_repeticao(ficha: str, exemplo: Contexto, qtbot: QtBot) -> None:
    aberta = FICHAS[ficha](exemplo)
    qtbot.addWidget(aberta)
    aberta.show()
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
    assert _sem_nome(aberta) == []
    assert _letras_repetidas(aberta) == []
    assert _sem_ajuda(aberta) == []
    assert _ajudas_cortadas(aberta) == []
    assert _ajudas_encostadas(aberta) == []
    assert _titulos_cortados(aberta) == []
    assert aberta.windowTitle()
    assert aberta.property("estado")


@pytest.mark.parametrize("escala", [1.0, 1.25])
def test_guia_fechamento_cabe_na_tela_de_1366_por_768(
    exemplo: Contexto, qtbot: QtBot, qapp: QApplication, escala: float
) -> None:
    """O painel inteiro à vista: os números, as cinco faixas, e o gráfico ou o caminho para ele."""
    tema.instalar(qapp, escala)
    try:
        with abrir_janela(exemplo, qtbot) as janela:
            janela.setWindowState(Qt.WindowState.WindowNoState)
            janela.resize(1366, 696)
            qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
            assert (janela.width(), janela.height()) == (1366, 696)
            qtbot.waitUntil(lambda: _cortados(janela) == [])
            painel = janela.findChild(PainelCarteira)
            assert painel is not None
            ultimo = painel.evolucao if painel.evolucao.isVisible() else painel.ver_evolucao
            assert ultimo.isVisible()
            assert painel.isVisible()
            qtbot.waitUntil(lambda: painel.minimumSizeHint().height() <= painel.height())
            for parte in (painel.tira, *painel.faixas.linhas.values(), ultimo):
                assert painel.rect().contains(parte.geometry().translated(parte.parentWidget().mapTo(painel, QPoint())))
    finally:
        tema.instalar(qapp)


@pytest.mark.parametrize("escala", [1.0, 1.25])
def test_o_envio_e_o_resumo_cabem_na_largura_de_1366(
    exemplo: Contexto, qtbot: QtBot, qapp: QApplication, escala: float
) -> None:
    tema.instalar(qapp, escala)
    try:
        aba = AbaFechamento(exemplo)
        qtbot.addWidget(aba)
        aba.andamento.comecar(exemplo.hoje(), 20)
        assert aba.andamento.minimumSizeHint().width() <= 1366
        aba.andamento.terminar(exemplo.hoje(), cancelado=False, erro=None, habilitado=True)
        assert aba.andamento.minimumSizeHint().width() + aba.fechar_dia.width() <= 1366
    finally:
        tema.instalar(qapp)


@pytest.mark.parametrize("escala", [1.0, 1.25])
def test_guia_aviso_cabe_na_tela_de_1366_por_768(
    exemplo: Contexto, qtbot: QtBot, qapp: QApplication, escala: float
) -> None:
    tema.instalar(qapp, escala)
    try:
        with abrir_janela(exemplo, qtbot) as janela:
            janela.setWindowState(Qt.WindowState.WindowNoState)
            janela.resize(1366, 696)
            janela.mostrar_guia("aviso_debitos")
            qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)
            aba = janela.abas["aviso_debitos"]
            assert (janela.width(), janela.height()) == (1366, 696)
            qtbot.waitUntil(lambda: _cortados(janela) == [])
            for rolagem in aba.findChildren(QScrollArea):
                assert not rolagem.verticalScrollBar().isVisible()
    finally:
        tema.instalar(qapp)


def test_na_largura_da_ficha_os_botoes_de_ajuda_aparecem_inteiros(qtbot: QtBot, exemplo: Contexto) -> None:
    ficha = DialogoCliente(exemplo)
    qtbot.addWidget(ficha)
    ficha.show()
    ficha.resize(tema.medida(LARGURA), tema.medida(ALTURA))
    qtbot.waitUntil(lambda: ficha.width() == tema.medida(LARGURA))
    area = ficha.findChild(QScrollArea)
    assert area is not None
    cabe = area.viewport().width()
    direitas = [
        botao.mapTo(area.viewport(), botao.rect().topRight()).x() for botao in ficha.formulario.findChildren(BotaoAjuda)
    ]
    assert len(direitas) >= 10
    assert max(direitas) < cabe
