"""Código estendido e o que uma falha guarda."""

from __future__ import annotations

import pytest

from envio.correio.falhas import (
    Alvo,
    FalhaSMTP,
    Fase,
    RespostaPerdida,
    codigo_estendido,
)
from regras.erros import FalhaEnvio


@pytest.mark.parametrize(
    ("codigo", "resposta", "esperado"),
    [
        (550, "5.1.1 no such user", "5.1.1"),
        (550, "5.7.515 domínio", "5.7.515"),
        (550, "  5.1.10\nsegunda linha", "5.1.10"),
        (451, "5.7.3 STARTTLS is required", ""),
        (550, "no such user 5.1.1", ""),
        (550, "5.1.1.2 versão, não código", ""),
        (550, "5.1.1234", ""),
        (550, "", ""),
        (250, "2.0.0 ok", "2.0.0"),
    ],
)
def test_codigo_estendido_so_vale_no_inicio_e_na_mesma_classe(codigo: int, resposta: str, esperado: str) -> None:
    assert codigo_estendido(codigo, resposta) == esperado


def test_mensagem_da_falha_e_o_motivo_em_frase() -> None:
    falha = FalhaSMTP(Fase.RCPT, 550, "5.1.1 x", passageira=False, alvo=Alvo.AVISO, motivo="o endereço não existe")
    assert falha.frase() == "O endereço não existe."
    assert falha.estendido == "5.1.1"


def test_resposta_perdida_nao_e_falha_de_envio() -> None:
    assert not isinstance(RespostaPerdida("s", "caiu"), FalhaEnvio)
