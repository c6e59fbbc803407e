"""O erro que o provedor declara vira frase; do que ele escreve só se aproveita o número."""

from __future__ import annotations

import pytest

from envio.acesso.oauth.falhas import (
    AutorizacaoNegada,
    ProvedorIndisponivel,
    com_autorizacao_nao_se_usa_senha,
    do_erro,
)
from tests.envio.acesso.conftest import conta_de


@pytest.mark.parametrize(
    ("codigo", "descricao", "dito"),
    [
        ("invalid_grant", "AADSTS700082: The refresh token has expired", "(invalid_grant, AADSTS700082)."),
        ("invalid_grant", None, "(invalid_grant)."),
        ("authorization_declined", "", "recusada na página do provedor (authorization_declined)."),
        ("<b>erro</b>", "AADSTS1: curto", "(desconhecido)."),
        (None, ["AADSTS700082"], "(desconhecido)."),
        ("x" * 41, "", "(desconhecido)."),
    ],
)
def test_frase_do_erro(codigo: object, descricao: object, dito: str) -> None:
    falha = do_erro(codigo, descricao, "Microsoft")
    assert falha.mensagem.endswith(dito)
    assert falha.motivo[0].islower()
    assert falha.o_que_fazer


@pytest.mark.parametrize("codigo", ["temporarily_unavailable", "server_error"])
def test_erro_do_proprio_provedor_passa(codigo: str) -> None:
    assert isinstance(do_erro(codigo, "", "Google"), ProvedorIndisponivel)


def test_so_o_que_venceu_marca_a_conta() -> None:
    vencida, recusada = do_erro("invalid_grant", "", "Google"), do_erro("access_denied", "", "Google")
    assert isinstance(vencida, AutorizacaoNegada)
    assert isinstance(recusada, AutorizacaoNegada)
    assert (vencida.vencida, recusada.vencida) == (True, False)


def test_senha_em_conta_autorizada_diz_a_conta() -> None:
    assert "conta 1" in com_autorizacao_nao_se_usa_senha(conta_de()).mensagem
