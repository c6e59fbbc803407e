"""Propriedades da seleção: o que vale para qualquer carteira e qualquer parâmetro (regras.md §2 e §3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from regras.cadastro import Contato
from regras.calendario import vencimento_efetivo
from regras.debito import Classe, Debito, classificador
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.selecao import planejar
from tests.regras.selecao import HOJE, PADRAO, UM_DIA, debito, depois_de_enviar, plano, retrato

DIAS = st.integers(-90, 2200)
PARAMETROS = st.builds(
    ParametrosAviso,
    habilitado=st.just(True),
    vencendo_em_dias=st.integers(0, 60),
    dias_para_vencido=st.integers(0, 60),
    intervalo_dias=st.integers(0, 30),
    enviar_vencidos=st.booleans(),
    prorrogar_dia_util=st.booleans(),
    vencidos_ate_dias=st.sampled_from([0, 10, 1825]),
)
CARTEIRAS = st.lists(st.tuples(st.sampled_from("ABC"), DIAS), max_size=12).map(
    lambda pares: [debito(dias, str(numero), cliente) for numero, (cliente, dias) in enumerate(pares)]
)


@given(CARTEIRAS, PARAMETROS)
def test_todo_debito_selecionado_satisfaz_a_sua_classe(debitos: list[Debito], parametros: ParametrosAviso) -> None:
    for aviso in plano(*debitos, parametros=parametros).avisos:
        for item in aviso.debitos:
            base = item.debito.vencimento
            if parametros.prorrogar_dia_util:
                base = vencimento_efetivo(base)
            d = (HOJE - base).days
            a_vencer = -parametros.vencendo_em_dias <= d <= 0
            vencido = parametros.enviar_vencidos and d >= 1 and d >= parametros.dias_para_vencido
            assert (a_vencer, vencido) == (item.classe is Classe.A_VENCER, item.classe is Classe.VENCIDO)


@given(CARTEIRAS, PARAMETROS)
def test_repetir_o_fechamento_no_mesmo_dia_nao_repete_ninguem(
    debitos: list[Debito], parametros: ParametrosAviso
) -> None:
    base = retrato(*debitos)
    primeiro = planejar(HOJE, parametros, base)
    avisados = {aviso.cliente.codigo for aviso in primeiro.avisos}
    segundo = planejar(HOJE, parametros, depois_de_enviar(base, primeiro), ja_avisados=avisados)
    assert not segundo.avisos


@given(CARTEIRAS, PARAMETROS, st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_pular_dias_nao_perde_nem_repete_a_vencer(
    debitos: list[Debito], parametros: ParametrosAviso, passos: list[int]
) -> None:
    """Todo "a vencer" na faixa fica avisado no primeiro fechamento possível, e depois não dispara de novo."""
    base, dia = retrato(*debitos), HOJE
    so_a_vencer = replace(parametros, enviar_vencidos=False)
    for passo in passos:
        base = depois_de_enviar(base, planejar(dia, parametros, base))
        classificar = classificador(parametros, dia)
        na_faixa = {item.marca for item in debitos if classificar(item.vencimento) is Classe.A_VENCER}
        assert na_faixa <= base.marcas.keys()
        assert not planejar(dia, so_a_vencer, base).avisos
        dia += timedelta(days=passo)


@given(CARTEIRAS, st.integers(1, 30), st.integers(1, 60))
def test_entre_dois_avisos_com_vencidos_passa_ao_menos_o_intervalo(
    debitos: list[Debito], intervalo: int, quantos: int
) -> None:
    parametros = replace(PADRAO, intervalo_dias=intervalo)
    base = retrato(*debitos)
    com_vencidos: dict[str, list[date]] = {}
    for n in range(quantos):
        resultado = planejar(HOJE + n * UM_DIA, parametros, base)
        base = depois_de_enviar(base, resultado)
        for aviso in resultado.avisos:
            if any(item.classe is Classe.VENCIDO for item in aviso.debitos):
                com_vencidos.setdefault(aviso.cliente.codigo, []).append(resultado.data)
    for datas in com_vencidos.values():
        assert all((b - a).days >= intervalo for a, b in pairwise(datas))


@given(CARTEIRAS, st.sampled_from(list(Modo)), st.sets(st.sampled_from(["Financeiro", "Compras"])))
def test_ninguem_recebe_fora_do_filtro(debitos: list[Debito], modo: Modo, marcados: set[str]) -> None:
    contatos = {
        codigo: [
            Contato.criar(codigo, "F", f"f.{codigo}@c.com.br", ("Financeiro",)),
            Contato.criar(codigo, "C", f"c.{codigo}@c.com.br", ("Compras",)),
            Contato.criar(codigo, "S", f"s.{codigo}@c.com.br"),
        ]
        for codigo in "ABC"
    }
    parametros = replace(PADRAO, grupos=FiltroSNT(modo, tuple(marcados)))
    grupo_de = {"f": "Financeiro", "c": "Compras", "s": None}
    for aviso in plano(*debitos, parametros=parametros, contatos=contatos).avisos:
        for endereco in aviso.destinatarios:
            letra, codigo = endereco.partition("@")[0].split(".")
            assert codigo.upper() == aviso.cliente.codigo
            marcado = grupo_de[letra] in marcados
            assert modo is Modo.TODOS or marcado == (modo is Modo.SELECIONA)
