"""Dinheiro, número, dia, hora e estado: o mesmo texto, a mesma ordem e o mesmo lado em toda lista."""

from __future__ import annotations

from datetime import UTC, date, datetime

from regras.aviso import Estado
from ui.tabelas import colunas, estados
from ui.tabelas.base import Alinhamento


def test_dinheiro_vai_a_direita_e_ordena_pelos_centavos() -> None:
    coluna = colunas.dinheiro("Valor", int)
    assert (coluna.texto("123456"), coluna.alinhamento) == ("1.234,56", Alinhamento.DIREITA)
    assert coluna.ordem is int
    assert coluna.texto("0") == "0,00"
    assert colunas.dinheiro("Valor", int, zero=False).texto("0") == colunas.NADA


def test_numero_dia_e_texto() -> None:
    assert colunas.numero("Quantos", int).texto("12345") == "12.345"
    assert colunas.dia("Dia", date.fromisoformat).texto("2026-11-24") == "24/11/2026"
    assert colunas.texto("Nome", str, 90).texto("") == colunas.NADA


def test_instante_e_dito_na_hora_da_maquina() -> None:
    em = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    dito = em.astimezone()
    coluna = colunas.instante("Hora", lambda _: em, formato="%d/%m/%Y %H:%M")
    assert coluna.texto("") == f"{dito:%d/%m/%Y %H:%M}"
    assert colunas.instante("Hora", lambda _: None).texto("") == colunas.NADA


def test_estado_tem_palavra_icone_e_cor() -> None:
    coluna = colunas.estado("Estado", Estado)
    assert coluna.icone is not None
    assert coluna.cor is not None
    assert coluna.texto(Estado.ENVIADO) == "Enviado"
    assert coluna.icone(Estado.ENVIADO) == estados.ICONES[Estado.ENVIADO]
    assert coluna.cor(Estado.ENVIADO) == estados.CORES[Estado.ENVIADO]
