"""A consulta pronta dá o mesmo que a montada na hora, e só é montada uma vez."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from modelos.acesso.conexao import ler
from modelos.acesso.consulta_pronta import ConsultaPronta
from modelos.base.abertura import Base
from modelos.cadastro import feriados
from modelos.cadastro.feriados import FeriadoLocalDB

pytestmark = pytest.mark.usefixtures("base")
NATAL, ANO_NOVO = date(2026, 12, 25), date(2027, 1, 1)


@pytest.fixture
def cadastrados(base: Base) -> None:
    feriados.gravar(NATAL, "Natal")
    feriados.gravar(ANO_NOVO, "Ano Novo")


@pytest.mark.usefixtures("cadastrados")
def test_le_o_mesmo_que_a_consulta_montada_na_hora() -> None:
    colunas = (FeriadoLocalDB.nome, FeriadoLocalDB.dia)
    pronta = ConsultaPronta(lambda nome: FeriadoLocalDB.select(*colunas).where(FeriadoLocalDB.nome == nome))
    for nome in ("Natal", "Ano Novo", "nenhum"):
        assert pronta.ler(nome) == ler(FeriadoLocalDB.select(*colunas).where(FeriadoLocalDB.nome == nome))


@pytest.mark.usefixtures("cadastrados")
def test_os_valores_vao_cada_um_ao_seu_lugar_mesmo_repetidos() -> None:
    pronta = ConsultaPronta(
        lambda depois, nome: (
            FeriadoLocalDB.select(FeriadoLocalDB.nome)
            .where((FeriadoLocalDB.dia > depois) & ((FeriadoLocalDB.nome == nome) | (FeriadoLocalDB.nome == nome)))
            .limit(1)
        )
    )
    assert pronta.ler_uma("2026-12-26", "Ano Novo") == ("Ano Novo",)
    assert pronta.ler_uma("2026-12-26", "Natal") is None


@pytest.mark.usefixtures("cadastrados")
def test_cru_vem_como_o_motor_guarda() -> None:
    pronta = ConsultaPronta(lambda: FeriadoLocalDB.select(FeriadoLocalDB.dia).order_by(FeriadoLocalDB.dia))
    assert pronta.ler_cru() == [("2026-12-25",), ("2027-01-01",)]
    assert pronta.ler() == [(NATAL,), (ANO_NOVO,)]


def test_monta_uma_vez_so() -> None:
    montagens = []

    def montar(nome: Any) -> Any:
        montagens.append(nome)
        return FeriadoLocalDB.select(FeriadoLocalDB.dia).where(FeriadoLocalDB.nome == nome)

    pronta = ConsultaPronta(montar)
    assert [pronta.ler("a"), pronta.ler("b"), pronta.ler("a")] == [[], [], []]
    assert len(montagens) == 1
