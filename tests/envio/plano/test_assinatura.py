"""A soma muda com tudo o que sairia, e só com isso."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio.plano.assinatura import PlanoMudou, assinar, exigir
from envio.plano.plano import AvisoPrevisto, PlanoDoDia
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import Estado
from tests.modelos.exemplos import HOJE, avisado, dia

PREVISTO = AvisoPrevisto("000123", "Cliente", ("a@b.com.br",), (avisado(),))
PLANO = PlanoDoDia(HOJE, True, True, (PREVISTO,))


@pytest.mark.parametrize(
    "outro",
    [
        replace(PLANO, data=dia(1)),
        replace(PLANO, habilitado=False),
        replace(PLANO, avisos=()),
        replace(PLANO, avisos=(PREVISTO, replace(PREVISTO, cliente="000124"))),
        replace(PLANO, avisos=(replace(PREVISTO, destinatarios=("c@d.com.br",)),)),
        replace(PLANO, avisos=(replace(PREVISTO, estado=Estado.ENVIADO),)),
        replace(PLANO, avisos=(replace(PREVISTO, debitos=(replace(avisado(), saldo_centavos=1),)),)),
        replace(PLANO, avisos=(replace(PREVISTO, debitos=(replace(avisado(), linha_digitavel="1" * 47),)),)),
    ],
)
def test_muda_com_o_que_sairia(outro: PlanoDoDia) -> None:
    assert assinar(outro) != assinar(PLANO)
    with pytest.raises(PlanoMudou, match="mudou desde que foi confirmado"):
        exigir((outro,), assinar(PLANO))


@pytest.mark.parametrize(
    "mesmo",
    [
        replace(PLANO, simulado=False),
        replace(PLANO, apontamentos=(Apontamento(TipoDeApontamento.SEM_EMPRESA),)),
        replace(PLANO, avisos=(replace(PREVISTO, id=7, motivo="x"),)),
    ],
)
def test_nao_muda_com_o_que_so_se_mostra(mesmo: PlanoDoDia) -> None:
    exigir((mesmo,), assinar(PLANO))
