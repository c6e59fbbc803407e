"""O que os testes da importação usam: escrever um arquivo, importá-lo e ler as rejeitadas."""

from __future__ import annotations

import csv
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from modelos.base.abertura import Base
from modelos.cadastro import clientes
from modelos.importacao import leitura
from modelos.importacao.importador import importar
from modelos.importacao.linhas import Nota, Planilha
from modelos.importacao.resultado import Resultado, Tipo
from regras.cadastro import Cliente
from tests.modelos.importacao.amostras import EM, Importar, Rejeitadas


@pytest.fixture
def importa(base: Base, tmp_path: Path) -> Importar:
    """Importa um texto (ou bytes) como arquivo de um tipo, numa base com os clientes 001 e 002."""
    clientes.gravar_varios([Cliente("001", "Padaria Um"), Cliente("002", "Mercado Dois")])

    def importar_texto(tipo: Tipo, conteudo: str | bytes, nome: str = "", **opcoes: Any) -> Resultado:
        caminho = tmp_path / (nome or f"{tipo.value}.csv")
        caminho.write_bytes(conteudo.encode() if isinstance(conteudo, str) else conteudo)
        (resultado,) = importar({tipo: caminho}, em=EM, **opcoes)
        assert resultado.erro or resultado.lidas == (
            resultado.incluidas + resultado.alteradas + resultado.iguais + resultado.rejeitadas
        )
        return resultado

    return importar_texto


@pytest.fixture
def rejeitadas(tmp_path: Path) -> Rejeitadas:
    """Lê o arquivo de rejeitadas de um tipo."""

    def ler(tipo: Tipo) -> list[dict[str, str]]:
        with (tmp_path / f"{tipo.value}.csv.rejeitadas.csv").open(encoding="utf-8-sig", newline="") as arquivo:
            return list(csv.DictReader(arquivo, delimiter=";"))

    return ler


@pytest.fixture
def aberturas(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Os arquivos que foram abertos para ler, na ordem."""
    abertos: list[Path] = []
    abrir = leitura.abrir

    def anotar(caminho: Path, nota: Nota) -> AbstractContextManager[Planilha]:
        abertos.append(caminho)
        return abrir(caminho, nota)

    monkeypatch.setattr(leitura, "abrir", anotar)
    return abertos
