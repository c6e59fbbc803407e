from __future__ import annotations

from datetime import date

import pytest

from envio.dossie import dizeres
from regras.aviso import Estado
from regras.debito import Classe
from regras.devolucao import Acao
from tests.modelos.exemplos import EM

UM, DOIS = date(2026, 11, 1), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("de", "ate", "dito"),
    [
        (None, None, "todos os fechamentos"),
        (UM, None, "fechamentos de 01/11/2026 em diante"),
        (None, DOIS, "fechamentos até 30/11/2026"),
        (UM, DOIS, "fechamentos de 01/11/2026 a 30/11/2026"),
    ],
)
def test_periodo(de: date | None, ate: date | None, dito: str) -> None:
    assert dizeres.periodo(de, ate) == dito


def test_palavras() -> None:
    assert dizeres.estado(Estado.EM_DUVIDA) == "em dúvida"
    assert dizeres.classe(Classe.A_VENCER) == "a vencer"
    assert [dizeres.acao(acao) for acao in (Acao.FALHOU, Acao.ADIADA)] == ["voltou", "atrasada"]
    assert (dizeres.dia(None), dizeres.dia(UM)) == ("", "01/11/2026")
    assert dizeres.quantos(1, "aviso", "avisos") == "1 aviso"


def test_hora_traz_o_fuso() -> None:
    assert dizeres.hora(EM) == f"{EM.astimezone():%d/%m/%Y %H:%M:%S %z}"
