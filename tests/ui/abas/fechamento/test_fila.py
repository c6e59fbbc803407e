"""A coluna "A seguir": quem espera a vez, o ritmo por minuto e o que cancelar faz."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from regras.aviso import Aviso
from tests.envio.cenario import AVISO
from ui import tema
from ui.abas.fechamento.fila import BarrasDoRitmo, FilaASeguir


def aviso(numero: int) -> Aviso:
    return replace(AVISO, id=numero, cliente_nome=f"Cliente {numero}")


@pytest.fixture
def fila(qtbot: QtBot) -> FilaASeguir:
    nova = FilaASeguir()
    qtbot.addWidget(nova)
    nova.resize(384, 480)
    nova.show()
    nova.comecar(20)
    return nova


def test_mostra_quem_falta_e_tira_o_que_chegou_a_vez(fila: FilaASeguir) -> None:
    assert fila.textos() == ["A seguir", "ninguém na fila"]
    fila.mostrar(map(aviso, (1, 2, 3)))
    assert fila.textos() == ["A seguir", "3 na fila", "Cliente 1", "Cliente 2", "Cliente 3"]
    fila.retirar(aviso(1))
    fila.retirar(aviso(1))
    fila.retirar(aviso(3))
    assert fila.textos() == ["A seguir", "1 na fila", "Cliente 2"]
    fila.retirar(aviso(2))
    assert fila.textos() == ["A seguir", "ninguém na fila"]


def test_na_espera_diz_quem_sera_tentado_de_novo(fila: FilaASeguir) -> None:
    fila.mostrar(map(aviso, (1, 2)))
    fila.esperar([aviso(2)])
    assert fila.textos() == ["À espera", "1 a tentar de novo", "Cliente 2"]
    fila.mostrar(())
    assert fila.textos()[0] == "A seguir"


def test_ritmo_diz_os_ultimos_vinte_minutos(qtbot: QtBot) -> None:
    ritmo = BarrasDoRitmo()
    qtbot.addWidget(ritmo)
    assert ritmo.accessibleName() == "Envios por minuto: nenhum ainda"
    ritmo.mostrar(range(30))
    assert ritmo.accessibleName() == f"Envios por minuto: {', '.join(map(str, range(10, 30)))}"


def test_as_barras_crescem_com_os_envios(qtbot: QtBot) -> None:
    ritmo = BarrasDoRitmo()
    qtbot.addWidget(ritmo)
    ritmo.resize(400, 52)
    ritmo.mostrar((10, 5, 0))
    imagem = ritmo.grab().toImage()

    def altura(posicao: int) -> int:
        cor = tema.tom("acento").upper()
        return sum(imagem.pixelColor(posicao * 20 + 8, y).name().upper() == cor for y in range(imagem.height()))

    assert altura(0) == pytest.approx(2 * altura(1), abs=2)
    assert altura(2) == 0
