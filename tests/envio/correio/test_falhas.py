"""Código estendido e o que uma falha guarda."""

from __future__ import annotations

import pytest

from envio.correio.falhas import (
    Alvo,
    FalhaSMTP,
    Fase,
    RespostaPerdida,
    Veredito,
    codigo_estendido,
)
from regras.aviso import Estado
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
    falha = FalhaSMTP(
        Fase.RCPT,
        550,
        "5.1.1 x",
        Veredito(Estado.RECUSADO, Alvo.AVISO, "o endereço não existe", o_que_fazer="Confira."),
    )
    assert (falha.frase(), falha.passageira) == ("O endereço não existe. Confira.", False)
    assert falha.estendido == "5.1.1"


def test_resposta_perdida_nao_e_falha_de_envio_e_e_duvida() -> None:
    perdida = RespostaPerdida("s", "caiu")
    assert not isinstance(perdida, FalhaEnvio)
    assert (perdida.veredito.estado, perdida.veredito.alvo) == (Estado.EM_DUVIDA, Alvo.AVISO)
