"""Todas as amostras, campo a campo, contra o que a referência lê delas."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regras.dinheiro import em_decimal
from regras.retorno import exame, leitura, linhas
from regras.retorno.titulo import TituloLido

EXEMPLOS = Path(__file__).resolve().parents[2] / "exemplos" / "retorno"
ESPERADO: dict[str, Any] = json.loads((EXEMPLOS / "esperado.json").read_text(encoding="utf-8"))


def ler(octetos: bytes) -> tuple[exame.Exame, list[TituloLido], leitura.Orfaos]:
    examinado = exame.examinar(linhas.abrir(octetos))
    orfaos = leitura.Orfaos()
    return examinado, list(leitura.ler(linhas.abrir(octetos), examinado, orfaos)), orfaos


def _dia(texto: str | None) -> date | None:
    return date.fromisoformat(texto) if texto else None


def _dinheiro(centavos: int | None) -> str | None:
    return None if centavos is None else em_decimal(centavos)


def _centavos(texto: str) -> int:
    return int(texto.replace(".", ""))


@pytest.mark.parametrize("arquivo", ESPERADO)
def test_le_a_amostra_campo_a_campo(arquivo: str) -> None:
    esperado = ESPERADO[arquivo]
    examinado, titulos, orfaos = ler((EXEMPLOS / arquivo).read_bytes())
    assert (examinado.banco, str(examinado.tamanho)) == (esperado["banco"], esperado["leiaute"])
    assert examinado.data_geracao == _dia(esperado["data_geracao"])
    assert examinado.sequencia == esperado["sequencia"]
    assert examinado.fecha() is not esperado["totais_divergem"]
    assert not orfaos
    assert len(titulos) == len(esperado["titulos"])
    for titulo, certo in zip(titulos, esperado["titulos"], strict=True):
        assert titulo.completo
        assert (titulo.linha, titulo.nosso_numero, titulo.sequencial, titulo.seu_numero) == (
            certo["linha"],
            certo["nosso_numero"],
            certo["nosso_numero_sequencial"],
            certo["seu_numero"],
        )
        assert (titulo.ocorrencia, titulo.efeito.value) == (certo["ocorrencia"], certo["efeito"])
        assert (titulo.data_ocorrencia, titulo.data_credito, titulo.vencimento) == (
            _dia(certo["data_ocorrencia"]),
            _dia(certo["data_credito"]),
            _dia(certo["vencimento"]),
        )
        assert [_dinheiro(v) for v in (titulo.valor_centavos, titulo.valor_pago_centavos, titulo.tarifa_centavos)] == [
            certo["valor_titulo"],
            certo["valor_pago"],
            certo["tarifa"],
        ]
        assert titulo.encargos_centavos == _centavos(certo["juros"]) + _centavos(certo["multa"])
        assert [_dinheiro(titulo.desconto_centavos), _dinheiro(titulo.abatimento_centavos)] == [
            certo["desconto"],
            certo["abatimento"],
        ]
        # O esperado das amostras do Santander não traz o convênio que o leiaute tem (34–42).
        convenio = {"convenio": titulo.conta.convenio} if examinado.banco == "033" else {}
        assert titulo.conta._asdict() == certo["conta"] | convenio
