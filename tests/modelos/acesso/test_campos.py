"""Os campos guardam e devolvem o mesmo, sem ponto flutuante nem instante sem fuso."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.acesso.campos import (
    DataHoraField,
    EnumeracaoField,
    EstadoField,
    EstruturaField,
    PercentualField,
    TextoListaField,
)
from modelos.cadastro import contatos, empresas, feriados, grupos, situacoes
from modelos.contas import mensagens
from modelos.retrato import _ler_lista
from regras.aviso import Estado
from regras.cadastro import Contato
from regras.erros import DadoInvalido
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from tests.modelos.exemplos import gravar_cliente


@given(st.decimals(0, 100, places=6))
def test_percentual_volta_igual(percentual: Decimal) -> None:
    campo = PercentualField()
    guardado = campo.db_value(percentual)
    assert isinstance(guardado, str)
    assert "E" not in guardado
    assert campo.python_value(guardado) == percentual


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3))])))
def test_instante_volta_igual_em_utc(instante: datetime) -> None:
    campo = DataHoraField()
    if not datetime(2, 1, 1, tzinfo=UTC) < instante < datetime(9998, 1, 1, tzinfo=UTC):
        return
    guardado = campo.db_value(instante)
    lido = campo.python_value(str(guardado))
    assert lido == instante
    assert lido is not None
    assert lido.utcoffset() == timedelta()


def test_instante_sem_fuso_e_defeito() -> None:
    with pytest.raises(ValueError, match="sem fuso"):
        DataHoraField().db_value(datetime(2026, 11, 24))  # noqa: DTZ001 - é o que se recusa


@given(st.lists(st.text()))
def test_lista_volta_igual_pelos_dois_leitores(textos: list[str]) -> None:
    guardado = TextoListaField().db_value(textos)
    assert guardado is not None
    assert TextoListaField().python_value(guardado) == tuple(textos)
    assert _ler_lista(guardado) == tuple(textos)


def test_lista_guarda_acentos_legiveis() -> None:
    assert TextoListaField().db_value(["joão@exemplo.com.br"]) == '["joão@exemplo.com.br"]'


def test_estado_e_guardado_pelo_texto_do_contrato() -> None:
    assert EstadoField().db_value(Estado.EM_DUVIDA) == "em_duvida"
    assert EstadoField().python_value("em_duvida") is Estado.EM_DUVIDA


def test_enumeracao_recusa_o_que_nao_existe() -> None:
    with pytest.raises(ValueError, match="talvez"):
        EnumeracaoField(Estado).db_value("talvez")


@pytest.mark.parametrize(
    "campo",
    [PercentualField(), DataHoraField(), TextoListaField(), EstadoField(), EstruturaField()],
    ids=lambda campo: type(campo).__name__,
)
def test_nulo_continua_nulo(campo: PercentualField) -> None:
    assert campo.db_value(None) is None
    assert campo.python_value(None) is None


def test_estrutura_volta_igual() -> None:
    totais = {"enviados": 3, "motivo": "conta pausada"}
    assert EstruturaField().python_value(EstruturaField().db_value(totais)) == totais


@pytest.mark.parametrize("letra", ["\u202e", "\u200f", "\u2069", "\x07", "\x00"])
@pytest.mark.parametrize(
    "gravar",
    [
        lambda nome: grupos.garantir([nome]),
        lambda nome: situacoes.garantir([nome]),
        lambda nome: empresas.gravar(replace(EMPRESA_DE_EXEMPLO, nome=nome)),
        lambda nome: feriados.gravar(date(2026, 11, 24), nome),
        lambda nome: gravar_cliente("1", nome=nome),
        lambda nome: contatos.gravar(Contato("000123", nome, "a@b.com.br")),
        lambda nome: mensagens.gravar(replace(mensagens.padrao(), assunto=nome)),
        lambda nome: mensagens.gravar(replace(mensagens.padrao(), nome=nome)),
    ],
)
@pytest.mark.usefixtures("base")
def test_nome_que_passaria_por_outro_nao_entra_por_lugar_nenhum(gravar: Callable[[str], object], letra: str) -> None:
    gravar_cliente("000123")
    with pytest.raises(DadoInvalido, match="não se vê"):
        gravar(f"Aurora{letra}fdp.exe")
