"""O extrato OFX na janela: lê-se como um retorno, sugere, e um clique decide."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from modelos.carteira import debitos
from tests.modelos.exemplos import gravar_cliente, gravar_debito
from tests.regras.retorno.test_extrato import ofx, transacao
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Contexto
from ui.dialogos.carteira import retornos
from ui.dialogos.carteira.extrato import DialogoExtrato
from ui.dialogos.carteira.retornos import DialogoRetornos
from ui.trabalho import Trabalho


def _esperar(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos())


@pytest.fixture
def tela(contexto: Contexto, qtbot: QtBot, tmp_path: Path) -> DialogoExtrato:
    """Um crédito que bate com um débito, e outro que não bate com nenhum."""
    gravar_cliente("1", nome="Padaria Pão")
    gravar_debito("1", "d", -3)
    (tmp_path / "e.ofx").write_text(ofx(transacao("100.00", memo="PIX PADARIA PAO"), transacao("9.99", fitid="2")))
    lista = DialogoRetornos(contexto, (tmp_path / "e.ofx",))
    qtbot.addWidget(lista)
    _esperar(qtbot)
    (lido,) = lista.tabela.linhas()
    tela = retornos._abrir(contexto, lido, None)
    assert isinstance(tela, DialogoExtrato)
    qtbot.addWidget(tela)
    _esperar(qtbot)
    tela.visao.selectRow(0)
    return tela


def test_um_clique_da_por_pago_e_o_filtro_mostra_os_que_nao_batem(
    qtbot: QtBot, tela: DialogoExtrato, monkeypatch: pytest.MonkeyPatch
) -> None:
    (linha,) = tela.tabela.linhas()
    assert tela.tabela.textos(linha) == [
        *("24/11/2026", "100,00", "PIX PADARIA PAO", "Padaria Pão, d/1", "21/11/2026", "o saldo exato, traz o nome")
    ]
    perguntas: list[str] = []
    monkeypatch.setattr(
        DialogoConfirmacao, "perguntar", lambda _titulo, pergunta, **_outros: perguntas.append(pergunta) or True
    )
    tela.botao_baixar.click()
    _esperar(qtbot)
    debito = debitos.obter(("1", "d", "1"))
    assert debito is not None
    assert not debito.esta_em_aberto()
    assert perguntas == ["Dar por pago o débito d/1 de Padaria Pão?"]
    _esperar(qtbot)
    assert tela.tabela.total == 0
    tela.filtro.definir("todos")
    _esperar(qtbot)
    assert [tela.tabela.textos(linha)[5] for linha in tela.tabela.linhas()] == ["nenhum débito em aberto bate"]


def test_desfazer_reabre(qtbot: QtBot, tela: DialogoExtrato, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **_outros: True)
    tela.botao_baixar.click()
    _esperar(qtbot)
    tela.botao_desfazer.click()
    _esperar(qtbot)
    debito = debitos.obter(("1", "d", "1"))
    assert debito is not None
    assert debito.esta_em_aberto()
