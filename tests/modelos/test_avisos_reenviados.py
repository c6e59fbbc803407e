from __future__ import annotations

import pytest

from modelos import avisos, avisos_reenviados
from modelos.avisos_reenviados import Reenviado
from regras.aviso import REENVIAVEIS, Estado
from regras.erros import DadoInvalido
from tests.modelos.exemplos import EM, gravar_aviso

pytestmark = pytest.mark.usefixtures("base")


@pytest.mark.parametrize("estado", sorted(REENVIAVEIS))
def test_a_ordem_conta_uma_tentativa_e_o_desfecho_nenhuma(estado: Estado) -> None:
    numero = gravar_aviso(estado=estado)
    antes = avisos.obter(numero)
    passo = Reenviado(estado, "<a@b>", "pediu")
    avisos_reenviados.comecar(numero, passo, EM)
    avisos_reenviados.concluir(numero, passo, EM)
    depois = avisos.obter(numero)
    assert antes is not None
    assert depois is not None
    assert (depois.estado, depois.tentativas) == (estado, antes.tentativas + 1)
    assert [tentativa.message_id for tentativa in avisos.tentativas(numero)][-2:] == ["<a@b>", "<a@b>"]


@pytest.mark.parametrize("passo", [avisos_reenviados.comecar, avisos_reenviados.concluir])
def test_aviso_que_mudou_de_estado_no_meio_e_recusado(passo: object) -> None:
    numero = gravar_aviso(estado=Estado.CANCELADO)
    with pytest.raises(DadoInvalido, match="está cancelado"):
        passo(numero, Reenviado(Estado.ENVIADO, "<a@b>", "pediu"), EM)  # type: ignore[operator]  # as duas têm a mesma forma
