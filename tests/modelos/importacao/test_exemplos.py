"""Amostra e esperado lado a lado: o arquivo como sairia do ERP, e o que se lê dele."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from modelos.importacao.destinos import DESTINOS
from modelos.importacao.formato import Interprete, Lido, Recusado
from modelos.importacao.leitura import abrir
from modelos.importacao.resultado import Tipo
from regras.erros import DadoInvalido

EXEMPLOS = Path(__file__).parents[2] / "exemplos" / "importacao"
AMOSTRAS = [arquivo for arquivo in sorted(EXEMPLOS.iterdir()) if arquivo.suffix != ".json"]


def _ler(amostra: Path) -> Iterator[dict[str, Any]]:
    """O que a amostra dá, na forma do esperado: registro ou rejeição, por linha, e o que se aponta."""
    tipo = Tipo.DEBITOS if amostra.stem == "planilha" else Tipo(amostra.stem)
    destino = DESTINOS[tipo]
    with abrir(amostra) as planilha:
        interprete = Interprete(destino.formato, planilha.titulos, amostra.name)
        yield {"ignoradas": list(interprete.ignoradas), "avisos": list(planilha.avisos)}
        for linha in map(interprete.interpretar, planilha.linhas()):
            if isinstance(linha, Recusado):
                yield {"linha": linha.rejeicao.linha, "rejeitada": linha.rejeicao.frase(), "chave": linha.chave}
            elif isinstance(linha, Lido):
                yield _montar(linha, destino.formato.montar, destino.formato.apontar)


def _montar(linha: Lido, montar: Any, apontar: Any) -> dict[str, Any]:
    try:
        registro = montar(linha.mudancas, None)
    except DadoInvalido as erro:
        return {"linha": linha.linha, "rejeitada": f"{erro.campo}: {erro.motivo}", "chave": linha.chave}
    campos = asdict(registro) if is_dataclass(registro) else registro._asdict()
    preenchidos = {campo: valor for campo, valor in campos.items() if valor not in ("", b"", None, ())}
    return {"linha": linha.linha, "registro": preenchidos, "aponta": list(apontar(linha.mudancas))}


@pytest.mark.parametrize("amostra", AMOSTRAS, ids=lambda amostra: amostra.name)
def test_amostra_da_o_esperado(amostra: Path) -> None:
    esperado = json.loads(amostra.with_suffix(".esperado.json").read_text("utf-8"))
    assert json.loads(json.dumps(list(_ler(amostra)), default=str)) == esperado


def test_ha_amostra_de_cada_arquivo_do_contrato() -> None:
    assert {amostra.stem for amostra in AMOSTRAS} == {*map(str, Tipo), "planilha"}
