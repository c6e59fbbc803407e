from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from modelos.avisos import fechamentos
from modelos.carteira import debitos
from modelos.contas import contas_cobranca, contas_conferidas, parametros
from tests.base_copiada import abrir_nova
from tests.ui.cenario_fechamento import AGORA, Cenario, debito, preparar
from ui.abas.fechamento import primeiros_passos
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.abas.fechamento.primeiros_passos import PrimeirosPassos
from ui.contexto import Assunto

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""A tela fora da tela não segura o tamanho mínimo da janela, e o Qt avisa."""


@pytest.fixture
def vazia(tmp_path: Path) -> Iterator[None]:
    with abrir_nova(tmp_path / "vazia.db"):
        yield


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    with preparar(tmp_path, hoje, qtbot) as pronto:
        yield pronto


def _habilitar(habilitado: bool) -> None:
    parametros.gravar(replace(parametros.obter(), habilitado=habilitado))


@pytest.mark.usefixtures("vazia")
def test_base_vazia_tem_o_caminho_inteiro_por_percorrer() -> None:
    passos = primeiros_passos.levantar()
    assert [passo.tela for passo in passos] == [
        "empresa",
        "importar",
        "contas_cobranca",
        "contas_email",
        "testar_envio",
        "aviso_debitos",
    ]
    assert [passo.feito for passo in passos] == [False] * 6


@pytest.mark.usefixtures("cenario")
def test_so_falta_habilitar_e_o_resto_do_caminho_ja_aparece_feito() -> None:
    _habilitar(False)
    contas_conferidas.conferir(1, AGORA)
    assert [passo.feito for passo in primeiros_passos.levantar()] == [True, True, True, True, False, False]


@pytest.mark.usefixtures("cenario")
def test_conta_de_email_so_e_passo_feito_depois_de_alguem_entrar_nela() -> None:
    _habilitar(False)
    passo = primeiros_passos.levantar()[3]
    assert (passo.frase, passo.feito, passo.acao) == ("Confira a conta de e-mail", False, "Conferir")
    contas_conferidas.conferir(1, AGORA)
    assert primeiros_passos.levantar()[3].feito


@pytest.mark.usefixtures("cenario")
def test_debitos_sem_conta_de_cobranca_deixam_o_passo_por_fazer_com_a_contagem(hoje: date) -> None:
    _habilitar(False)
    assert primeiros_passos.levantar()[2].feito
    debitos.gravar(debito("00318", "99999", 1, 1_000, hoje, conta_cobranca=""))
    passo = primeiros_passos.levantar()[2]
    assert (passo.feito, passo.acao) == (False, "Aplicar a 1")
    assert passo.detalhe == "1 débito em aberto está sem conta, e iria sem boleto."
    contas_cobranca.aplicar("001", [""])
    assert primeiros_passos.levantar()[2].feito


@pytest.mark.usefixtures("cenario")
def test_base_pronta_ou_com_um_dia_ja_fechado_nao_tem_caminho() -> None:
    assert primeiros_passos.levantar() == ()
    _habilitar(False)
    fechamentos.abrir(date(2026, 11, 24), AGORA, habilitado=False)
    assert primeiros_passos.levantar() == ()


@pytest.mark.usefixtures("vazia")
def test_o_botao_do_passo_pede_a_tela_dele(qtbot: QtBot) -> None:
    quadro = PrimeirosPassos()
    qtbot.addWidget(quadro)
    quadro.mostrar(primeiros_passos.levantar())
    with qtbot.waitSignal(quadro.pediu) as pedido:
        quadro.links[3].click()
    assert pedido.args is not None
    assert pedido.args[0] == "contas_email"


def test_a_guia_mostra_o_caminho_ate_ficar_pronta_ou_o_operador_preferir_o_painel(
    cenario: Cenario, qtbot: QtBot
) -> None:
    _habilitar(False)
    aba = AbaFechamento(cenario.contexto)
    qtbot.addWidget(aba)
    aba.resize(1366, 480)
    aba.show()
    aba.ao_entrar()
    qtbot.waitUntil(aba.passos.isVisible)
    aba.passos.dispensar.click()
    assert aba.painel.isVisible()
    aba.atualizar()
    qtbot.waitUntil(aba.fechar_dia.fechar.isEnabled)
    assert aba.painel.isVisible()


def test_completado_o_ultimo_passo_volta_o_painel(cenario: Cenario, qtbot: QtBot) -> None:
    _habilitar(False)
    aba = AbaFechamento(cenario.contexto)
    qtbot.addWidget(aba)
    aba.resize(1366, 480)
    aba.show()
    aba.ao_entrar()
    qtbot.waitUntil(aba.passos.isVisible)
    _habilitar(True)
    cenario.contexto.avisar(Assunto.PARAMETROS)
    qtbot.waitUntil(aba.painel.isVisible)


@pytest.mark.usefixtures("cenario")
def test_o_teste_aceito_pelo_servidor_deixa_o_passo_feito() -> None:
    _habilitar(False)
    contas_conferidas.conferir(1, AGORA)
    assert not primeiros_passos.levantar()[4].feito
    contas_conferidas.testar(1, AGORA)
    assert primeiros_passos.levantar()[4].feito


@pytest.mark.usefixtures("vazia")
def test_com_a_tela_do_passo_na_frente_o_foco_volta_ao_link_dele(qtbot: QtBot) -> None:
    quadro = PrimeirosPassos()
    qtbot.addWidget(quadro)
    quadro.mostrar(primeiros_passos.levantar())
    quadro.show()
    quadro.links[1].setFocus()
    na_frente = QDialog()
    qtbot.addWidget(na_frente)
    na_frente.show()
    na_frente.activateWindow()
    qtbot.waitUntil(na_frente.isActiveWindow)
    quadro.mostrar(primeiros_passos.levantar())
    assert quadro.focusWidget() is quadro.links[1]
