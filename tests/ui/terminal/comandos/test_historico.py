"""`historico`: os avisos e os seus estados, com os filtros."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.linha_de_comando import Terminal
from tests.modelos.exemplos import HOJE


@pytest.fixture
def com_dois_dias(pronto: Terminal) -> Terminal:
    """Dois avisos hoje; em cinco dias, o vencido de novo e o outro já vencido."""
    pronto("fechar")
    pronto.hoje = HOJE + timedelta(days=5)
    pronto("fechar")
    return pronto


def test_base_vazia(terminal: Terminal) -> None:
    assert terminal("historico").objeto == {"avisos": []}
    assert terminal.dizer("historico").saida == "Nenhum aviso.\n"


def test_um_por_aviso_com_tudo_o_que_o_contrato_diz(pronto: Terminal) -> None:
    pronto("fechar")
    aviso = pronto("historico").objeto["avisos"][0]
    assert sorted(aviso) == sorted(
        (
            "id",
            "data",
            "cliente",
            "destinatarios",
            "destinatarios_pendentes",
            "destinatarios_recusados",
            "estado",
            "message_id",
            "resposta",
            "motivo",
            "tentativas",
            "debitos",
        )
    )
    assert (aviso["estado"], aviso["tentativas"], aviso["resposta"]) == ("enviado", 1, "2.0.0 na fila como 1")
    assert aviso["debitos"][0]["documento"] == "10"


@pytest.mark.parametrize(
    ("filtros", "quantos"),
    [
        ([], 4),
        (["--data", "2026-11-24"], 2),
        (["--data", "29/11/2026"], 2),
        (["--cliente", "001"], 2),
        (["--cliente", "001", "--data", "2026-11-24"], 1),
        (["--cliente", "1"], 0),
        (["--data", "2026-11-25"], 0),
    ],
)
def test_filtros(com_dois_dias: Terminal, filtros: list[str], quantos: int) -> None:
    avisos = com_dois_dias("historico", *filtros).objeto["avisos"]
    assert len(avisos) == quantos


def test_em_texto(pronto: Terminal) -> None:
    pronto("fechar")
    titulos, primeira, *_ = pronto.dizer("historico", "--cliente", "001").saida.splitlines()
    assert titulos.split()[:3] == ["Aviso", "Data", "Cliente"]
    assert primeira.split()[1:3] == ["24/11/2026", "001"]


def test_data_impossivel(terminal: Terminal) -> None:
    assert terminal("historico", "--data", "2026-02-30").codigo == 2
