"""Contagem e apontamentos do que aconteceu num fechamento."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio.eventos import Inicio, Resumo, Tratado, juntar_apontamentos, resumir
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import Estado
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import HOJE, adiados


def test_cada_estado_na_sua_conta() -> None:
    resumo = resumir(replace(AVISO, estado=estado) for estado in Estado)
    contados = (resumo.enviados, resumo.pendentes, resumo.adiados, resumo.recusados, resumo.cancelados)
    assert contados == (1, 1, 1, 1, 1)
    assert resumo.em_duvida == 2, "enviando ao fim é tão incerto quanto em dúvida"
    assert (resumo.avisos, resumo.debitos, resumo.boletos) == (7, 14, 7)


@pytest.mark.parametrize(
    ("campo", "ressalva"),
    [
        ("enviados", False),
        ("cancelados", False),
        ("pendentes", True),
        ("adiados", True),
        ("recusados", True),
        ("em_duvida", True),
        ("com_destinatario_pendente", True),
    ],
)
def test_ressalva_e_o_que_o_operador_ainda_tem_de_olhar(campo: str, ressalva: bool) -> None:
    assert Resumo(**{campo: 1}).tem_ressalva() is ressalva


def test_enviado_com_destinatario_pendente_tem_ressalva() -> None:
    enviado = replace(AVISO, estado=Estado.ENVIADO, entregas=adiados("a@b.com.br"))
    assert resumir([enviado]).com_destinatario_pendente == 1


def test_total_do_inicio_soma_a_fila() -> None:
    assert Inicio(HOJE, True, (AVISO, AVISO)).total_centavos == 4 * (100_00 + 2_00 + 13)


def test_apontamentos_se_juntam_sem_repetir_e_na_ordem() -> None:
    um, dois, tres = (Apontamento(TipoDeApontamento.SEM_CONTA, "000123", numero) for numero in ("um", "dois", "três"))
    juntos = juntar_apontamentos(Inicio(HOJE, True, apontamentos=(um, dois)), [Tratado(AVISO, (dois, tres))])
    assert juntos == (um, dois, tres)
