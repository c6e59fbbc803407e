from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio.fechamento import fechamento
from modelos.base import copias
from modelos.cadastro import clientes
from modelos.carteira import importacoes
from modelos.carteira.importacoes import Importacao
from regras.aviso import Estado
from tests.ui.cenario_fechamento import AGORA, Cenario, preparar
from ui.abas.fechamento.conferencia import FAZER_COPIA
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.abas.fechamento.numeros_do_dia import levantar
from ui.contexto import Contexto

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _dizer(hoje: date) -> dict[str, tuple[str, str]]:
    return {numero.titulo: (numero.valor, numero.detalhe) for numero in levantar(hoje, AGORA)}


def test_base_vazia_diz_que_nada_foi_feito(vazio: Contexto, hoje: date) -> None:
    assert _dizer(hoje) == {
        "Avisos de hoje": ("0", "nenhum ainda"),
        "Em dúvida": ("0", "nada a decidir"),
        "Promessas vencidas": ("0", "nenhuma"),
        "Última importação": ("–", "nenhuma ainda"),
        "Retorno a conferir": ("–", "nenhum lido ainda"),
        "Último backup": ("–", "nenhum ainda"),
    }


def test_importacao_com_rejeitadas_nao_conta_como_debito_o_que_nao_entrou(vazio: Contexto, hoje: date) -> None:
    importacoes.registrar(Importacao(AGORA, "debitos.xlsx", "debitos", lidas=6, incluidas=4, rejeitadas=2))
    assert _dizer(hoje)["Última importação"][1] == "hoje, 4 de 6 débitos"


def test_numeros_dizem_o_que_ha_na_base(tmp_path: Path, hoje: date, qtbot: QtBot) -> None:
    with preparar(tmp_path, hoje, qtbot) as cenario:
        vencida = clientes.obter("01195")
        assert vencida is not None
        clientes.gravar(replace(vencida, promessa_ate=hoje - timedelta(days=1)))
        copias.copiar(cenario.contexto.base, tmp_path / "copias", AGORA - timedelta(days=2))
        cenario.correio.recusados = {"financeiro00326@cliente.com.br": (550, "5.1.1 endereço não existe")}
        list(fechamento.executar(hoje, cenario.contexto.ambiente))
        ditos = _dizer(hoje)
    assert ditos["Avisos de hoje"] == ("3", "2 enviados, 1 sem enviar")
    assert ditos["Promessas vencidas"] == ("1", "R$\xa0574,82")
    assert ditos["Último backup"][1] == "22/11/2026, conferido"


def _clicar(cenario: Cenario, qtbot: QtBot, posicao: int) -> list[object]:
    aba = AbaFechamento(cenario.contexto)
    qtbot.addWidget(aba)
    aba.show()
    aba.ao_entrar()
    qtbot.waitUntil(lambda: aba.painel.tira.celulas[posicao].accessibleName() != "Calculando")
    with qtbot.waitSignal(cenario.contexto.abrir) as aberta:
        qtbot.keyClick(aba.painel.tira.celulas[posicao], Qt.Key.Key_Return)
    return aberta.args or []


@pytest.mark.parametrize(
    ("posicao", "pedido"),
    [
        (0, ["historico", date(2026, 11, 24)]),
        (1, ["historico", Estado.EM_DUVIDA]),
        (2, ["promessas", None]),
        (3, ["importar", None]),
        (4, ["retornos", None]),
    ],
)
def test_enter_num_numero_abre_a_tela_que_o_explica(
    tmp_path: Path, hoje: date, qtbot: QtBot, posicao: int, pedido: list[object]
) -> None:
    with preparar(tmp_path, hoje, qtbot) as cenario:
        assert _clicar(cenario, qtbot, posicao) == pedido


def test_o_numero_do_backup_faz_uma_copia(vazio: Contexto, hoje: date) -> None:
    assert levantar(hoje, AGORA)[5].tela == FAZER_COPIA
