"""Com qualquer histórico de avisos, marcas e ciclo são os da conta feita à mão."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from modelos import retrato
from modelos.avisos.tabelas import QUE_CONTAM
from regras.aviso import Estado
from regras.debito import Classe, Marca
from regras.parametros import ParametrosAviso
from tests.base_copiada import abrir_nova
from tests.modelos.exemplos import HOJE, avisado, dia, gravar_aviso

Linha = tuple[str, int, Estado, list[tuple[str, int]]]
EM_ABERTO = {Estado.PENDENTE, Estado.ADIADO, Estado.ENVIANDO}
"""Só um por cliente: fora do sorteio, que tem muitos avisos do mesmo."""

historicos = st.lists(
    st.tuples(
        st.sampled_from("AB"),
        st.integers(-12, 2),
        st.sampled_from([estado for estado in Estado if estado not in EM_ABERTO]),
        st.lists(st.tuples(st.sampled_from("xy"), st.integers(-6, 6)), min_size=1, max_size=3, unique=True),
    ),
    max_size=8,
    unique_by=lambda linha: linha[:2],
)


def _a_mao(historico: list[Linha]) -> tuple[dict[Marca, date], dict[str, date]]:
    marcas: dict[Marca, date] = {}
    ultimo: dict[str, date] = {}
    for cliente, quando, estado, avisados in historico:
        if estado not in QUE_CONTAM:
            continue
        for debito in (avisado(cliente, documento, vence_em) for documento, vence_em in avisados):
            marcas[debito.marca] = min(marcas.get(debito.marca, dia(quando)), dia(quando))
            if debito.classe is Classe.VENCIDO:
                ultimo[cliente] = max(ultimo.get(cliente, dia(quando)), dia(quando))
    return marcas, ultimo


@settings(max_examples=25, deadline=None)
@given(historicos, st.integers(0, 6), st.integers(0, 5))
def test_com_qualquer_historico(historico: list[Linha], intervalo: int, antecedencia: int) -> None:
    parametros = ParametrosAviso(intervalo_dias=intervalo, vencendo_em_dias=antecedencia)
    with TemporaryDirectory() as pasta, abrir_nova(Path(pasta) / "aviso.db"):
        for cliente, quando, estado, avisados in historico:
            debitos = tuple(avisado(cliente, documento, vence_em) for documento, vence_em in avisados)
            gravar_aviso(cliente, estado, data=dia(quando), debitos=debitos)
        lido = retrato.ler(HOJE, parametros)
    marcas, ultimo = _a_mao(historico)
    # 24/11/2026 é terça-feira depois de dia útil: "a vencer" vai do próprio dia à antecedência.
    assert lido.marcas == {marca: data for marca, data in marcas.items() if HOJE <= marca[3] <= dia(antecedencia)}
    assert lido.ultimo_com_vencidos == {c: data for c, data in ultimo.items() if (HOJE - data).days < intervalo}
