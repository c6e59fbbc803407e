"""As chaves das tabelas das devoluções."""

from __future__ import annotations

import peewee
import pytest

from modelos.avisos.devolucoes_tabelas import DevolucaoDB
from regras.devolucao import Acao
from tests.modelos.exemplos import EM, gravar_aviso

pytestmark = pytest.mark.usefixtures("base")


def test_o_mesmo_destinatario_da_mesma_mensagem_nao_se_repete() -> None:
    linha = {
        "aviso": gravar_aviso(),
        "email": "a@b.com.br",
        "acao": Acao.FALHOU,
        "status": "5.1.1",
        "diagnostico": "",
        "servidor": "",
        "message_id": None,
        "provada": True,
        "em": EM,
        "lida_em": EM,
        "soma": "s",
        "marcou": False,
    }
    DevolucaoDB.incluir([linha])
    with pytest.raises(peewee.IntegrityError):
        DevolucaoDB.incluir([linha])
