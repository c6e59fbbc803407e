from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.apoio_janela import acoes_do_menu, escolher_no_menu
from ui.janela.menus import MENUS, BarraDeMenus, Menu
from ui.janela.telas import DIALOGOS


def _barra(qtbot: QtBot, existe: set[str]) -> tuple[BarraDeMenus, list[str]]:
    abertas: list[str] = []
    barra = BarraDeMenus(existe.__contains__, abertas.append)
    qtbot.addWidget(barra)
    return barra, abertas


def test_so_aparece_o_que_tem_tela(qtbot: QtBot) -> None:
    barra, _ = _barra(qtbot, {"contas_email", "sobre"})
    assert sorted(acao.objectName() for acao in acoes_do_menu(barra)) == ["contas_email", "sobre"]
    titulos = [acao.text() for acao in barra.barra.actions()]
    assert titulos == ["&Cadastros", "Aj&uda"]


def test_contas_de_email_ficam_em_cadastros_tabelas(qtbot: QtBot) -> None:
    barra, _ = _barra(qtbot, {"contas_email"})
    tabelas = [menu for menu in barra.barra.findChildren(QMenu) if menu.title() == "&Tabelas"]
    assert [acao.objectName() for acao in tabelas[0].actions() if acao.objectName()] == ["contas_email"]


def test_escolher_um_item_pede_a_tela_dele(qtbot: QtBot) -> None:
    barra, abertas = _barra(qtbot, {"importar", "sobre"})
    escolher_no_menu(barra, "importar")
    assert abertas == ["importar"]


def test_todo_dialogo_do_registro_tem_caminho_no_menu_ou_e_aberto_por_outra_tela() -> None:
    no_menu = {nome for menu in MENUS for nome in _nomes(menu)}
    assert set(DIALOGOS) - no_menu <= {"aviso", "caixa_devolucoes", "destravar"}


def test_letra_do_alt_nao_se_repete_no_mesmo_menu() -> None:
    for menu in [Menu("", tuple(("x", menu.titulo) for menu in MENUS)), *MENUS]:
        textos = [texto for _, texto in menu.itens if texto] + [sub.titulo for sub in menu.submenus]
        letras = Counter(texto[texto.index("&") + 1].lower() for texto in textos)
        assert not [letra for letra, vezes in letras.items() if vezes > 1], menu.titulo


def _nomes(menu: Menu) -> list[str]:
    return [nome for nome, _ in menu.itens if nome] + [nome for sub in menu.submenus for nome in _nomes(sub)]
