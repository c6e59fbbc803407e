"""O reenvio fica nas tentativas como ordem e desfecho, e o estado do aviso não muda."""

from __future__ import annotations

from typing import Any

import pytest

from modelos.avisos import caixa_de_saida, devolvidos, reenvios
from modelos.avisos import leitura as avisos
from modelos.avisos.caixa_de_saida import Mudanca, OutraMensagem
from modelos.avisos.reenvios import SEM_DESFECHO
from regras.aviso import Estado
from regras.entrega import Desfecho, TipoDeMensagem
from regras.erros import DadoInvalido
from tests.modelos.exemplos import EM, gravar_aviso

pytestmark = pytest.mark.usefixtures("base")


def comecar(numero: int, message_id: str = "<a@b>", ordem: str = "o cliente pediu", **opcoes: Any) -> None:
    outra = OutraMensagem(TipoDeMensagem.REENVIO, message_id, ("a@x.com",), b"oi", ordem)
    caixa_de_saida.comecar_outra(numero, outra, EM, **opcoes)


def concluir(numero: int, message_id: str = "<a@b>", motivo: str = "aceito", **campos: Any) -> None:
    valores = {"desfecho": Desfecho.ACEITA, "tipo": TipoDeMensagem.REENVIO, "message_id": message_id, "motivo": motivo}
    caixa_de_saida.registrar(numero, Mudanca(Estado.ENVIADO, Estado.ENVIADO, **valores | campos), EM)


def test_a_ordem_conta_uma_tentativa_e_o_desfecho_nenhuma() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    antes = avisos.obter(numero)
    comecar(numero)
    concluir(numero)
    depois = avisos.obter(numero)
    assert antes is not None
    assert depois is not None
    assert (depois.estado, depois.motivo, depois.tentativas) == (Estado.ENVIADO, antes.motivo, antes.tentativas + 1)
    assert [tentativa.message_id for tentativa in avisos.tentativas(numero)][-2:] == ["<a@b>", "<a@b>"]


@pytest.mark.parametrize("passo", [comecar, concluir])
@pytest.mark.parametrize("estado", [Estado.CANCELADO, Estado.RECUSADO, Estado.EM_DUVIDA])
def test_so_o_enviado_se_reenvia(passo: Any, estado: Estado) -> None:
    numero = gravar_aviso(estado=estado)
    with pytest.raises(DadoInvalido, match="e não enviado"):
        passo(numero)
    assert all(tentativa.message_id != "<a@b>" for tentativa in avisos.tentativas(numero))


def test_aviso_que_nao_existe() -> None:
    with pytest.raises(DadoInvalido, match="não existe"):
        comecar(9)


def test_cada_reenvio_e_contado_com_o_motivo_e_o_desfecho() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    comecar(numero, "<1@b>", "não recebeu")
    concluir(numero, "<1@b>", "aceito")
    comecar(numero, "<2@b>", "reenvio pedido pelo operador: de novo")
    contados = reenvios.contar(avisos.tentativas(numero))
    assert [(reenvio.motivo, reenvio.message_id, reenvio.desfecho) for reenvio in contados] == [
        ("não recebeu", "<1@b>", "aceito"),
        ("reenvio pedido pelo operador: de novo", "<2@b>", SEM_DESFECHO),
    ]


def test_aviso_sem_reenvio_nao_conta_nenhum() -> None:
    assert reenvios.contar(avisos.tentativas(gravar_aviso(estado=Estado.ENVIADO))) == []


def test_motivo_do_aviso_so_muda_quando_se_diz() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    comecar(numero, do_aviso="falta x")
    assert _motivo(numero) == "falta x"
    concluir(numero)
    assert _motivo(numero) == "falta x"
    concluir(numero, do_aviso="")
    assert _motivo(numero) is None


def test_endereco_que_nao_existe_deixa_de_receber() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    concluir(numero, motivo="não foi", devolvidos=(("X@y.com.br", "550 5.1.1"),))
    assert devolvidos.enderecos() == {"x@y.com.br"}


def _motivo(numero: int) -> str | None:
    aviso = avisos.obter(numero)
    assert aviso is not None
    return aviso.motivo
