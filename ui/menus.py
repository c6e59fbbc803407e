"""A barra de menus: cada item abre uma tela do registro, e só aparece se ela existe."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenuBar

from ui.contexto import Contexto
from ui.telas import DIALOGOS

MENUS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "&Cadastros",
        (
            ("clientes", "&Clientes…"),
            ("debitos", "&Débitos…"),
            ("contas_email", "Contas de &e-mail…"),
            ("mensagens", "&Mensagens…"),
            ("contas_cobranca", "Contas de c&obrança…"),
            ("situacoes", "&Situações…"),
            ("grupos", "&Grupos de contatos…"),
            ("feriados", "&Feriados locais…"),
            ("devolvidos", "Endereços de&volvidos…"),
        ),
    ),
    ("&Sistema", (("importar", "&Importar…"), ("restaurar", "&Restaurar…"), ("empresa", "&Empresa…"))),
    (
        "C&onsultas",
        (
            ("previa", "&Prévia do fechamento…"),
            ("historico", "&Histórico de avisos…"),
            ("relatorio_fechamento", "&Relatório do fechamento…"),
        ),
    ),
    ("Aj&uda", (("tutorial", "&Tutorial…"), ("atalhos", "&Atalhos…"), ("sobre", "&Sobre…"))),
)
"""Título do menu e os seus itens (nome no registro, texto)."""


def montar(barra: QMenuBar, contexto: Contexto) -> None:
    """Põe na barra os menus que têm ao menos uma tela."""
    for titulo, itens in MENUS:
        existentes = [(nome, texto) for nome, texto in itens if nome in DIALOGOS]
        if not existentes:
            continue
        menu = barra.addMenu(_tr(titulo))
        for nome, texto in existentes:
            menu.addAction(_tr(texto)).triggered.connect(_Abrir(contexto, nome))


class _Abrir:
    """Pede à janela que abra uma tela."""

    def __init__(self, contexto: Contexto, nome: str) -> None:
        self._contexto = contexto
        self._nome = nome

    def __call__(self, _marcado: bool = False) -> None:
        self._contexto.abrir.emit(self._nome, None)


def _tr(texto: str) -> str:
    return QCoreApplication.translate("Menus", texto)
