from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from modelos.contas import parametros
from regras.parametros import ParametrosAviso
from ui.abas.aviso_debitos import previsao as modulo
from ui.abas.aviso_debitos.previsao import Previsao, PrevisaoViva
from ui.contexto import Contexto

GRAVADO = ParametrosAviso(habilitado=True)


@pytest.fixture
def viva(exemplo: Contexto, qtbot: QtBot) -> PrevisaoViva:
    return PrevisaoViva(exemplo)


def _pedir(viva: PrevisaoViva, qtbot: QtBot, tela: ParametrosAviso, gravado: ParametrosAviso) -> Previsao:
    with qtbot.waitSignal(viva.pronta) as espera:
        viva.pedir(tela, gravado)
    assert isinstance(espera.args[0], Previsao)
    return espera.args[0]


def test_preve_com_os_parametros_da_tela_sem_gravar(viva: PrevisaoViva, qtbot: QtBot) -> None:
    antes = parametros.obter()
    previsao = _pedir(viva, qtbot, replace(GRAVADO, enviar_vencidos=False), GRAVADO)
    assert previsao.agora.vencidos.debitos == 0
    assert previsao.gravado.vencidos.debitos > 0
    assert parametros.obter() == antes


def test_gravado_desabilitado_nao_envia_nada(viva: PrevisaoViva, qtbot: QtBot) -> None:
    previsao = _pedir(viva, qtbot, GRAVADO, ParametrosAviso())
    assert previsao.gravado.clientes == 0
    assert previsao.agora.clientes > 0


def test_muitos_pedidos_viram_uma_conta_so(viva: PrevisaoViva, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    contas: list[int] = []
    de_verdade = modulo.fechamento.planejar_em_partes

    def contar(*args: object, **nomeados: object) -> object:
        contas.append(1)
        return de_verdade(*args, **nomeados)  # type: ignore[arg-type]

    monkeypatch.setattr(modulo.fechamento, "planejar_em_partes", contar)
    for dias in range(10):
        viva.pedir(replace(GRAVADO, vencendo_em_dias=dias), GRAVADO)
    with qtbot.waitSignal(viva.pronta) as espera:
        viva.pedir(replace(GRAVADO, vencendo_em_dias=30), GRAVADO)
    assert espera.args[0].parametros.vencendo_em_dias == 30
    assert len(contas) == 2


def test_pedido_durante_a_conta_espera_e_e_o_que_aparece(viva: PrevisaoViva, qtbot: QtBot) -> None:
    prontas: list[Previsao] = []
    viva.pronta.connect(prontas.append)
    with qtbot.waitSignal(viva.comecou):
        viva.pedir(GRAVADO, GRAVADO)
    ultimo = replace(GRAVADO, vencendo_em_dias=7)
    viva.pedir(ultimo, GRAVADO)
    qtbot.waitUntil(lambda: bool(prontas))
    assert [pronta.parametros for pronta in prontas] == [ultimo]


def test_conta_do_gravado_fica_na_memoria_ate_a_base_mudar(
    viva: PrevisaoViva, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    contas: list[object] = []
    de_verdade = modulo.resumir
    monkeypatch.setattr(
        modulo, "resumir", lambda plano, retirados: contas.append(plano) or de_verdade(plano, retirados)
    )
    _pedir(viva, qtbot, replace(GRAVADO, vencendo_em_dias=9), GRAVADO)
    assert len(contas) == 2
    _pedir(viva, qtbot, replace(GRAVADO, vencendo_em_dias=8), GRAVADO)
    assert len(contas) == 3
    viva.esquecer()
    _pedir(viva, qtbot, replace(GRAVADO, vencendo_em_dias=7), GRAVADO)
    assert len(contas) == 5
