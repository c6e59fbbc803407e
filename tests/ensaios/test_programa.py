"""O que um comando disse é conferido: frase na recusa, JSON sempre, rastro nunca."""

from __future__ import annotations

import pytest

from ensaios.programa import conferir_fala

RECUSA = '{"erro": {"mensagem": "O disco ficou cheio.", "o_que_fazer": "Libere espaço."}}'


@pytest.mark.parametrize(
    ("codigo", "saida", "erros", "problema"),
    [
        (-7, "", "", "sem dizer por quê"),
        (1, "", "", "sem dizer por quê"),
        (1, RECUSA.replace("cheio", "ocupado"), "", "não diz “cheio”"),
        (1, RECUSA, "--- Logging error ---\nTraceback (most recent call last):", "rastro na tela"),
    ],
)
def test_fala_ruim_e_acusada(codigo: int, saida: str, erros: str, problema: str) -> None:
    assert any(problema in achado for achado in conferir_fala(codigo, saida, erros, "cheio"))


@pytest.mark.parametrize(("codigo", "saida"), [(0, '{"avisos": []}'), (3, '{"avisos": []}'), (1, RECUSA)])
def test_fala_boa_nao_e(codigo: int, saida: str) -> None:
    assert list(conferir_fala(codigo, saida, "[1/2] 0001 Cliente\n", "cheio")) == []
