"""Tela fora da tela: tema instalado, preferências numa pasta do teste e uma base de exemplo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.transporte import Transporte
from modelos import demonstracao
from modelos.base.abertura import Base
from regras.cadastro import ContaEmail
from tests.base_copiada import abrir_nova, abrir_pronta
from ui import tema
from ui.contexto import Contexto
from ui.trabalho import Trabalho

AGORA = datetime(2026, 11, 24, 20, 33, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """O Qt fora da tela avisa que não segura tamanho nem traz janela à frente: isso não é defeito da tela."""
    aqui = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(aqui) and item.get_closest_marker("qt_log_ignore") is None:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _sem_janela_alheia(qapp: QApplication) -> None:
    """Nenhuma janela de outro teste à vista, e já entregue o que o sistema ainda tinha a lhe dizer: o foco é deste."""
    for janela in qapp.topLevelWidgets():
        if janela.isVisible():
            janela.hide()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()


@pytest.fixture(autouse=True)
def _aparencia(qapp: QApplication, tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "preferencias"))
    if tema.atual().escala != 1.0:
        tema.instalar(qapp)


@pytest.fixture
def vazio(qtbot: QtBot, tmp_path: Path, hoje: date) -> Iterator[Contexto]:
    """Contexto sobre uma base nova, sem nada cadastrado."""
    yield from _sobre(abrir_nova(tmp_path / "aviso.db"), qtbot, hoje, AGORA)


@pytest.fixture
def contexto(qtbot: QtBot, tmp_path: Path, hoje: date) -> Iterator[Contexto]:
    """O que as telas recebem, sobre uma base nova, ao meio-dia de Greenwich."""
    yield from _sobre(abrir_nova(tmp_path / "base.db"), qtbot, hoje, datetime(2026, 11, 24, 12, tzinfo=UTC))


@pytest.fixture
def exemplo(qtbot: QtBot, tmp_path: Path, hoje: date) -> Iterator[Contexto]:
    """Contexto sobre a base de demonstração."""
    pronta = abrir_pronta(tmp_path / "aviso.db", demonstracao.popular, hoje, AGORA, porta=2525)
    yield from _sobre(pronta, qtbot, hoje, AGORA)


def _sobre(base: Base, qtbot: QtBot, hoje: date, agora: datetime) -> Iterator[Contexto]:
    with base:
        yield Contexto(Ambiente(base, lambda: agora, CofreEmMemoria(), _sem_correio), lambda: hoje)
        qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)


def _sem_correio(_conta: ContaEmail, _senha: str | None) -> Transporte:
    raise AssertionError("este teste não fala com o correio")
