from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from modelos.base.abertura import Base
from modelos.cadastro import clientes
from modelos.carteira import notas, pedidos
from regras.cadastro import Cliente
from regras.carteira.nota import Nota
from regras.carteira.pedido import Pedido
from tests.base_copiada import abrir_nova
from tests.envio.correio_falso import CorreioFalso
from ui.abas.falha_numeracao import AbaFalhaNumeracao
from ui.abas.pedidos import AbaPedidos
from ui.contexto import Contexto
from ui.tabelas import exportacao
from ui.trabalho import Trabalho

AGORA = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with abrir_nova(tmp_path / "aviso.db") as aberta:
        yield aberta


@pytest.fixture
def contexto(base: Base, hoje: date, qtbot: QtBot) -> Iterator[Contexto]:
    yield Contexto(Ambiente(base, lambda: AGORA, CofreEmMemoria(), lambda *_: CorreioFalso()), lambda: hoje)
    qtbot.waitUntil(lambda: not Trabalho.vivos())


@pytest.fixture
def aba(contexto: Contexto, qtbot: QtBot) -> AbaPedidos:
    clientes.gravar_varios([Cliente("001", "Padaria Pão da Serra"), Cliente("002", "Açougue Bom")])
    pedidos.gravar_varios(
        [
            Pedido("1000", "001", date(2026, 11, 20), 123_456),
            Pedido("1001", "002", date(2026, 11, 24), 1_000, "Separação"),
            Pedido("1002", "002", date(2026, 11, 1), 99_900, "Faturado"),
        ]
    )
    aba = AbaPedidos(contexto)
    qtbot.addWidget(aba)
    aba.ao_entrar()
    qtbot.waitUntil(lambda: aba.visao.model().rowCount() == 2)
    return aba


def test_mostra_so_os_abertos_com_o_total(aba: AbaPedidos) -> None:
    assert aba.total.text() == "2 pedidos   R$\N{NO-BREAK SPACE}1.244,56"


def test_lista_so_de_ler_comeca_sem_linha_corrente_e_nao_diz_que_abre(aba: AbaPedidos) -> None:
    assert not aba.visao.currentIndex().isValid()
    assert aba.primeiro_campo().property("teclas") is None  # type: ignore[union-attr]


def test_procura_por_nome_sem_acento(aba: AbaPedidos, qtbot: QtBot) -> None:
    qtbot.keyClicks(aba.primeiro_campo(), "pao serra")
    assert aba.total.text() == "1 pedido   R$\N{NO-BREAK SPACE}1.234,56"


def test_exporta_o_que_esta_a_mostra(
    aba: AbaPedidos, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destino = tmp_path / "saida.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    with qtbot.waitSignal(aba.contexto.recado) as recado:
        qtbot.keyClick(aba, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert recado.args == ["2 linhas gravadas em saida.csv"]
    linhas = destino.read_text("utf-8-sig").splitlines()
    assert linhas[1:] == [
        "1000;20/11/2026;4 dias;001;Padaria Pão da Serra;–;1.234,56",
        "1001;24/11/2026;hoje;002;Açougue Bom;Separação;10,00",
    ]


def test_falha_de_numeracao_mostra_faixas_e_quantos_faltam(contexto: Contexto, qtbot: QtBot) -> None:
    notas.gravar_varias([Nota("1", 10), Nota("1", 12), Nota("1", 20), Nota("2", 5)])
    aba = AbaFalhaNumeracao(contexto)
    qtbot.addWidget(aba)
    aba.ao_entrar()
    qtbot.waitUntil(lambda: aba.visao.model().rowCount() == 2)
    assert aba.total.text() == "8 números faltam em 1 série"
    qtbot.keyClicks(aba.primeiro_campo(), "15")
    assert aba.total.text() == "7 números faltam em 1 série"
