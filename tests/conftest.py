"""Ambiente comum dos testes: Qt fora de tela, data fixa, disco que não se espera e log sem avisos inesperados."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import settings

from modelos.acesso import dialeto, locais

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Os mesmos casos em toda máquina, e sem prazo por caso: numa máquina ocupada ele reprovaria à toa.
settings.register_profile("casa", derandomize=True, deadline=None, database=None)
settings.load_profile("casa")

gc.disable()  # até o fim da coleta: quase nada do que nasce ao importar e ao contar os casos morre antes dela

_PRAGMAS_DO_PROGRAMA = dialeto._PRAGMAS
HOJE = date(2026, 11, 24)


@pytest.fixture(scope="session", autouse=True)
def _pasta_de_dados_propria(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A pasta de dados do usuário é outra, também para os processos que os testes abrem."""
    pasta = tmp_path_factory.mktemp("dados-do-usuario")
    with pytest.MonkeyPatch.context() as troca:
        troca.setenv("XDG_DATA_HOME", str(pasta))
        troca.setattr(locais.platformdirs, "user_data_path", lambda nome, **_opcoes: pasta / nome)
        yield


@pytest.fixture(scope="session", autouse=True)
def _sem_esperar_o_disco() -> Iterator[None]:
    """Ninguém tira a máquina da tomada no meio dos testes: basta o que o sistema tem na memória, e sai bem antes."""
    with pytest.MonkeyPatch.context() as troca:
        troca.setattr(dialeto, "_PRAGMAS", tuple({**dict(dialeto._PRAGMAS), "synchronous": "off"}.items()))
        troca.setattr(os, "fsync", lambda _descritor: None)
        yield


@pytest.fixture
def disco_de_verdade(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cada gravação espera o disco, como no programa."""
    monkeypatch.setattr(dialeto, "_PRAGMAS", _PRAGMAS_DO_PROGRAMA)


@pytest.fixture
def hoje() -> date:
    """A data de referência fixa de todos os testes."""
    return HOJE


@pytest.fixture(autouse=True)
def _sem_log_inesperado(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Reprova o teste que deixou aviso ou erro no log sem dizer que o esperava (marcador `log_esperado`)."""
    yield
    if request.node.get_closest_marker("log_esperado"):
        return
    registros = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not registros, f"log inesperado: {registros}"


def pytest_collection_finish() -> None:
    """Os módulos e os milhares de casos já não mudam: a coleta de ciclos não precisa revê-los a cada vez."""
    gc.collect()
    gc.freeze()
    gc.enable()
