from __future__ import annotations

from modelos.contas import mensagens
from regras.mensagem.texto_puro import TEXTO_PURO_PADRAO


def test_o_texto_de_quem_nao_cadastrou_e_o_padrao() -> None:
    assert mensagens.original().texto == TEXTO_PURO_PADRAO
