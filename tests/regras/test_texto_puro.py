from __future__ import annotations

from pathlib import Path

from regras.texto_puro import TEXTO_PURO_PADRAO

PADRAO = Path(__file__).parents[2] / "resources" / "mensagens" / "padrao.txt"


def test_o_texto_de_quem_nao_cadastrou_e_o_padrao() -> None:
    assert PADRAO.read_text(encoding="utf-8") == TEXTO_PURO_PADRAO
