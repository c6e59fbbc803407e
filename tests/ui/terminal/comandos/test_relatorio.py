"""`relatorio`: o PDF do fechamento de uma data."""

from __future__ import annotations

from pathlib import Path

import pytest

from boletos.papel import leitura_pdf
from tests.linha_de_comando import Terminal


def test_grava_o_pdf_do_ultimo_fechamento(pronto: Terminal, tmp_path: Path) -> None:
    pronto("fechar")
    destino = tmp_path / "fechamento.pdf"
    dito = pronto("relatorio", "--saida", str(destino))
    assert dito.codigo == 0
    assert dito.objeto == {"data": "2026-11-24", "arquivo": str(destino), "bytes": destino.stat().st_size}
    assert "Enviados (2)" in leitura_pdf.texto(destino.read_bytes())


def test_de_uma_data_escolhida_e_em_texto(pronto: Terminal, tmp_path: Path) -> None:
    pronto("fechar")
    pronto("fechar", "--data", "2026-11-25")
    destino = tmp_path / "fechamento.pdf"
    dito = pronto.dizer("relatorio", "--data", "2026-11-24", "--saida", str(destino))
    assert "24/11/2026" in dito.saida
    assert "24/11/2026" in leitura_pdf.texto(destino.read_bytes())


@pytest.mark.parametrize("data", [(), ("--data", "2026-01-02")])
def test_sem_fechamento_e_dito_e_nada_e_gravado(pronto: Terminal, tmp_path: Path, data: tuple[str, ...]) -> None:
    destino = tmp_path / "fechamento.pdf"
    dito = pronto("relatorio", *data, "--saida", str(destino))
    assert dito.codigo == 2
    assert "nenhum" in dito.frase
    assert not destino.exists()


def test_onde_nao_se_grava_e_dito(pronto: Terminal, tmp_path: Path) -> None:
    pronto("fechar")
    dito = pronto("relatorio", "--saida", str(tmp_path / "nao-ha" / "fechamento.pdf"))
    assert dito.codigo == 1
    assert "nao-ha" in dito.frase
