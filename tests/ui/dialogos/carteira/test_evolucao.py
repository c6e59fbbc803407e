"""A tela da evolução: gráfico, tabela e situações sempre do mesmo mês."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.acesso.consulta import Consulta
from modelos.carteira import debitos
from ui.contexto import Assunto, Contexto
from ui.dialogos.carteira.evolucao import DialogoEvolucao
from ui.tabelas import exportacao
from ui.trabalho import Trabalho

Abrir = Callable[..., DialogoEvolucao]
MARCO, OUTUBRO = date(2026, 3, 31), date(2026, 10, 31)


@pytest.fixture
def abrir(exemplo: Contexto, qtbot: QtBot) -> Iterator[Abrir]:
    """Abre a tela num mês e espera ela ler."""

    def agora(mes: date | None = None) -> DialogoEvolucao:
        dialogo = DialogoEvolucao(exemplo, mes)
        qtbot.addWidget(dialogo)
        dialogo.show()
        qtbot.waitUntil(lambda: not Trabalho.vivos())
        return dialogo

    yield agora
    qtbot.waitUntil(lambda: not Trabalho.vivos())


def _situacao(dialogo: DialogoEvolucao) -> str:
    return f"{dialogo.titulo_do_mes.text()}: {dialogo.origem.text()}"


def test_abre_em_hoje_com_as_situacoes(abrir: Abrir, hoje: date) -> None:
    dialogo = abrir()
    assert dialogo.modelo.rowCount() == 13
    assert _situacao(dialogo).startswith(f"Hoje, {hoje:%d/%m/%Y}: Como está agora")
    total, saldo = debitos.totais(Consulta(filtros={"estado": "aberto"}))
    assert sum(item.debitos for item in dialogo.situacoes.linhas()) == total
    assert sum(item.saldo_centavos for item in dialogo.situacoes.linhas()) == saldo


def test_aberta_num_mes_mostra_o_fechamento_que_o_gravou(abrir: Abrir) -> None:
    dialogo = abrir(OUTUBRO)
    assert _situacao(dialogo) == "Outubro de 2026: Gravado no fechamento de 01/11/2026."
    assert "outubro de 2026" in dialogo.quadro.barras.accessibleName()


def test_mes_sem_retrato_diz_por_que(abrir: Abrir) -> None:
    dialogo = abrir(MARCO)
    assert "Sem retrato: nenhum fechamento no mês seguinte" in _situacao(dialogo)
    assert dialogo.situacoes.rowCount() == 0


def test_grafico_e_tabela_andam_juntos(abrir: Abrir, qtbot: QtBot) -> None:
    dialogo = abrir()
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_Down)
    assert "outubro de 2026" in dialogo.quadro.barras.accessibleName()
    qtbot.keyClick(dialogo.quadro.barras, Qt.Key.Key_Home)
    assert dialogo.visao.atual().mes == date(2025, 11, 30)
    assert _situacao(dialogo).startswith("Novembro de 2025")


def test_exporta_os_meses(
    abrir: Abrir, exemplo: Contexto, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo = abrir()
    destino = tmp_path / "evolucao.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    with qtbot.waitSignal(exemplo.recado):
        qtbot.keyClick(dialogo.visao, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    linhas = destino.read_text("utf-8-sig").splitlines()
    assert len(linhas) == 14
    assert linhas[0].startswith("Fim do mês")


def test_debito_pago_muda_o_de_hoje_e_o_mes_escolhido_continua(abrir: Abrir, exemplo: Contexto, qtbot: QtBot) -> None:
    dialogo = abrir(OUTUBRO)
    antes = dialogo.modelo.linhas()[0].carteira.saldo()
    pago = debitos.pagina(Consulta(limite=1, filtros={"estado": "aberto"})).linhas[0]
    debitos.excluir(pago.chave)
    exemplo.avisar(Assunto.DEBITOS)
    qtbot.waitUntil(lambda: dialogo.modelo.linhas()[0].carteira.saldo() == antes - pago.saldo_centavos)
    assert dialogo.visao.atual().mes == OUTUBRO
