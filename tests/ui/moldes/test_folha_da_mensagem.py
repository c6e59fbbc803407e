"""O papel da mensagem: como o cliente vê, sem abrir link nem buscar nada de fora."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from envio.correio.leitura_mime import Partes
from ui.moldes.folha_da_mensagem import FolhaDaMensagem


@pytest.fixture
def papel(qtbot: QtBot) -> FolhaDaMensagem:
    """Numa largura de leitura."""
    papel = FolhaDaMensagem()
    qtbot.addWidget(papel)
    papel.resize(500, 400)
    papel.show()
    return papel


def folha(papel: FolhaDaMensagem) -> QTextBrowser:
    (achada,) = papel.findChildren(QTextBrowser)
    return achada


def partes(html: str) -> Partes:
    return Partes("Seus boletos", ("a@b.com.br",), html, "texto", ())


def test_mostra_assunto_e_corpo(papel: FolhaDaMensagem) -> None:
    papel.mostrar(partes("<p>Olá, José</p>"))
    assert papel.texto() == "Assunto: Seus boletos\nOlá, José"


def test_sem_mensagem_diz_que_nao_foi_montada_e_limpa_a_folha(papel: FolhaDaMensagem) -> None:
    papel.mostrar(partes("<p>Olá</p>"))
    papel.mostrar(None)
    assert papel.texto() == "A mensagem ainda não foi montada.\n"


def test_nada_de_fora_e_lido_nem_link_abre(papel: FolhaDaMensagem, tmp_path: Path) -> None:
    segredo = tmp_path / "segredo.txt"
    segredo.write_text("segredo", "utf-8")
    papel.mostrar(partes(f'<img src="{segredo.as_uri()}"><a href="https://exemplo.com">link</a>'))
    tipo = QTextDocument.ResourceType.ImageResource.value
    assert folha(papel).loadResource(tipo, QUrl.fromLocalFile(str(segredo))) is None
    assert not folha(papel).openLinks()
    assert "segredo" not in papel.texto()


def test_tabela_mais_larga_que_a_folha_toma_a_folha(papel: FolhaDaMensagem) -> None:
    larga, estreita = (f'<table width="{largura}"><tr><td>a</td></tr></table>' for largura in (5000, 50))
    papel.mostrar(partes(larga + estreita))
    html = folha(papel).toHtml()
    assert 'width="5000"' not in html
    assert 'width="50"' in html


def test_fundo_e_sempre_branco(papel: FolhaDaMensagem) -> None:
    assert "#FFFFFF" in folha(papel).styleSheet()
