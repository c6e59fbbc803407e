"""Pôr uma pasta entre as vigiadas."""

from __future__ import annotations

from pathlib import Path

import pytest

from envio.pastas.cadastro import vigiar
from envio.pastas.leitura import maquina
from modelos.base.abertura import Base
from modelos.carteira import pastas_vigiadas
from regras.erros import DadoInvalido


def test_guarda_o_caminho_inteiro_e_a_maquina(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "erp").mkdir()
    monkeypatch.chdir(tmp_path)
    vigiar(Path("erp"), ausentes_baixar=True)
    (gravada,) = pastas_vigiadas.listar()
    assert (gravada.caminho, gravada.ausentes_baixar) == (str(tmp_path / "erp"), True)
    assert gravada.maquina == maquina()


@pytest.mark.parametrize(("caminho", "conta", "campo"), [("falta", "", "pasta"), (".", "9", "conta_cobranca")])
def test_o_que_nao_serve_e_dito_no_campo(base: Base, tmp_path: Path, caminho: str, conta: str, campo: str) -> None:
    with pytest.raises(DadoInvalido) as erro:
        vigiar(tmp_path / caminho, conta)
    assert erro.value.campo == campo


def test_os_lidos_de_uma_nao_sao_pasta_vigiada(base: Base, tmp_path: Path) -> None:
    (tmp_path / "lidos").mkdir()
    vigiar(tmp_path)
    with pytest.raises(DadoInvalido, match="lidos"):
        vigiar(tmp_path / "lidos")
