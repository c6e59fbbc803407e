"""O passo 2: a base da versão 1 ganha a data da ausência, e nenhuma baixa antiga passa por presumida."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from modelos.base.abertura import abrir
from modelos.carteira import debitos
from regras.debito import Debito

BASES = Path(__file__).parents[2] / "bases"
HOJE = date(2026, 11, 24)


def _obter() -> Debito:
    debito = debitos.obter(("000123", "1234", "1"))
    assert debito is not None
    return debito


@pytest.fixture(params=["v1.db", "v2.db"])
def guardada(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Uma cópia da base que a versão gravou."""
    caminho = Path(shutil.copyfile(BASES / request.param, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    return caminho


def test_base_guardada_abre_e_o_debito_pode_ser_baixado_por_ausencia(guardada: Path) -> None:
    with abrir(guardada):
        assert _obter().esta_em_aberto()
        debitos.gravar(_obter()._replace(pago_em=HOJE, ausente_em=HOJE))
        assert _obter().foi_baixado_por_ausencia()


def test_baixa_anterior_ao_passo_continua_dita(guardada: Path) -> None:
    with closing(sqlite3.connect(guardada)) as crua:
        crua.execute("UPDATE debitos SET pago_em = '2026-11-24'")
        crua.commit()
    with abrir(guardada):
        assert _obter().pago_em == HOJE
        assert not _obter().foi_baixado_por_ausencia()
