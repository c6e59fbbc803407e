"""O que cada passo do despacho escreve no diário, e com que estado (regras.md §6.6)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from envio.diario import Diario
from envio.entrega.anotador import Anotador
from envio.entrega.preparo import Carta
from modelos.avisos.caixa_de_saida import DesfechoGravado
from modelos.avisos.diario_conferido import Marco
from regras.aviso import Estado
from regras.diario import INTERROMPIDO, Anotacao, Etapa
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import EM, avisado

CARTA = Carta("<2@x>", ("a@b.com.br", "c@d.com.br"), b"corpo", 2, (avisado(documento="7"),))


@pytest.fixture
def diario(tmp_path: Path) -> Diario:
    """Um diário novo."""
    return Diario(tmp_path / "diario" / "base.jsonl")


@pytest.fixture
def anotador(diario: Diario) -> Anotador:
    """Escreve nele."""
    return Anotador(diario, lambda: EM)


def unica(diario: Diario) -> Anotacao:
    (anotacao,) = diario.ler(Marco()).anotacoes
    return anotacao


def test_transmitindo_leva_o_que_vai_sair_e_ja_vale_como_interrompido(anotador: Anotador, diario: Diario) -> None:
    anotador.transmitir(AVISO, CARTA)
    linha = unica(diario)
    assert (linha.etapa, linha.motivo) == (Etapa.TRANSMITINDO, INTERROMPIDO)
    assert (linha.message_id, linha.versao, linha.destinatarios) == ("<2@x>", 2, CARTA.destinatarios)
    assert [debito.documento for debito in linha.debitos] == ["7"]
    assert (linha.cliente, linha.data) == (AVISO.cliente, AVISO.data)


def test_desistir_desdiz_o_transmitindo(anotador: Anotador, diario: Diario) -> None:
    anotador.desistir(replace(AVISO, estado=Estado.ADIADO), CARTA)
    assert (unica(diario).etapa, unica(diario).estado) == (Etapa.DESFECHO, Estado.ADIADO)


@pytest.mark.parametrize("estado", [Estado.ENVIADO, Estado.EM_DUVIDA, Estado.ADIADO, Estado.RECUSADO])
def test_desfecho_guarda_o_que_o_servidor_disse(anotador: Anotador, diario: Diario, estado: Estado) -> None:
    desfecho = DesfechoGravado(
        Estado.ENVIANDO,
        estado,
        250,
        "2.0.0 ok",
        "motivo",
        "servidor",
        pendentes=("c@d.com.br",),
        recusados=("e@f.com.br",),
        devolvidos=(("e@f.com.br", "5.1.1"),),
    )
    anotador.concluir(AVISO, CARTA, desfecho)
    linha = unica(diario)
    assert (linha.etapa, linha.estado, linha.codigo, linha.resposta) == (Etapa.DESFECHO, estado, 250, "2.0.0 ok")
    assert (linha.servidor, linha.motivo) == ("servidor", "motivo")
    assert (linha.pendentes, linha.recusados) == (("c@d.com.br",), ("e@f.com.br",))
    assert linha.devolvidos == (("e@f.com.br", "5.1.1"),)
    assert not linha.complemento


def test_complemento_tira_da_falta_quem_vai_receber_antes_do_ponto(anotador: Anotador, diario: Diario) -> None:
    aviso = replace(
        AVISO, destinatarios_pendentes=("c@d.com.br", "g@h.com.br"), destinatarios_recusados=("r@s.com.br",)
    )
    carta = replace(CARTA, destinatarios=("c@d.com.br",))
    anotador.transmitir_complemento(aviso, carta)
    anotador.concluir_complemento(aviso, carta, pendentes=("c@d.com.br",), recusados=("x@y.com.br",))
    antes, depois = diario.ler(Marco()).anotacoes
    assert (antes.complemento, antes.estado, antes.pendentes) == (True, Estado.ENVIADO, ("g@h.com.br",))
    assert depois.pendentes == ("g@h.com.br", "c@d.com.br")
    assert depois.recusados == ("r@s.com.br", "x@y.com.br")
