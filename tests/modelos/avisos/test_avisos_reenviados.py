from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from modelos.avisos import avisos_reenviados, devolvidos
from modelos.avisos import caixa_de_saida as avisos
from modelos.avisos.avisos_reenviados import SEM_DESFECHO, Reenviado
from regras.aviso import Estado
from regras.erros import DadoInvalido
from tests.modelos.exemplos import EM, gravar_aviso

pytestmark = pytest.mark.usefixtures("base")
PASSO = Reenviado("<a@b>", "o cliente pediu")


def test_a_ordem_conta_uma_tentativa_e_o_desfecho_nenhuma() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    antes = avisos.obter(numero)
    avisos_reenviados.comecar(numero, PASSO, EM)
    avisos_reenviados.concluir(numero, PASSO, EM)
    depois = avisos.obter(numero)
    assert antes is not None
    assert depois is not None
    assert (depois.estado, depois.motivo, depois.tentativas) == (Estado.ENVIADO, antes.motivo, antes.tentativas + 1)
    assert [tentativa.message_id for tentativa in avisos.tentativas(numero)][-2:] == ["<a@b>", "<a@b>"]


@pytest.mark.parametrize("passo", [avisos_reenviados.comecar, avisos_reenviados.concluir])
@pytest.mark.parametrize("estado", [Estado.CANCELADO, Estado.RECUSADO, Estado.EM_DUVIDA])
def test_so_o_enviado_se_reenvia(passo: Callable[[int, Reenviado, datetime], None], estado: Estado) -> None:
    numero = gravar_aviso(estado=estado)
    with pytest.raises(DadoInvalido, match="não pode ser reenviado"):
        passo(numero, PASSO, EM)
    assert all(tentativa.message_id != "<a@b>" for tentativa in avisos.tentativas(numero))


def test_aviso_que_nao_existe() -> None:
    with pytest.raises(DadoInvalido, match="não existe"):
        avisos_reenviados.comecar(9, PASSO, EM)


def test_cada_reenvio_e_contado_com_o_motivo_e_o_desfecho() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    avisos_reenviados.comecar(numero, Reenviado("<1@b>", "não recebeu"), EM)
    avisos_reenviados.concluir(numero, Reenviado("<1@b>", "aceito"), EM)
    avisos_reenviados.comecar(numero, Reenviado("<2@b>", "pediu de novo"), EM)
    contados = avisos_reenviados.contar(avisos.tentativas(numero))
    assert [(reenvio.motivo, reenvio.message_id, reenvio.desfecho) for reenvio in contados] == [
        ("não recebeu", "<1@b>", "aceito"),
        ("pediu de novo", "<2@b>", SEM_DESFECHO),
    ]


def test_aviso_sem_reenvio_nao_conta_nenhum() -> None:
    assert avisos_reenviados.contar(avisos.tentativas(gravar_aviso(estado=Estado.ENVIADO))) == []


def test_motivo_do_aviso_so_muda_quando_se_diz() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    avisos_reenviados.comecar(numero, Reenviado("<a@b>", "pediu", do_aviso="falta x"), EM)
    assert _motivo(numero) == "falta x"
    avisos_reenviados.concluir(numero, Reenviado("<a@b>", "aceito", do_aviso=""), EM)
    assert _motivo(numero) is None


def test_endereco_que_nao_existe_deixa_de_receber() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    avisos_reenviados.concluir(numero, Reenviado("<a@b>", "não foi", devolvidos=[("X@y.com.br", "550 5.1.1")]), EM)
    assert devolvidos.enderecos() == {"x@y.com.br"}


def _motivo(numero: int) -> str | None:
    aviso = avisos.obter(numero)
    assert aviso is not None
    return aviso.motivo
