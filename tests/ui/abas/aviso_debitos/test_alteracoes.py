from __future__ import annotations

from dataclasses import replace

from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from ui.abas.aviso_debitos.alteracoes import Alteracao, comparar

GRAVADO = ParametrosAviso()


def test_igual_nao_tem_alteracao() -> None:
    assert comparar(GRAVADO, ParametrosAviso()) == []


def test_diz_antes_e_depois_na_ordem_da_tela() -> None:
    tela = replace(
        GRAVADO, intervalo_dias=1, habilitado=True, grupos=FiltroSNT(Modo.SELECIONA, ("Compras", "Financeiro"))
    )
    assert comparar(GRAVADO, tela) == [
        Alteracao("Habilitar o envio de débitos por e-mail", "não", "sim"),
        Alteracao("Grupo de contatos", "(T) todos", "(S) seleciona: Compras e Financeiro"),
        Alteracao("Intervalo para os avisos", "5 dias", "1 dia"),
    ]


def test_marcados_de_um_filtro_em_t_nao_contam() -> None:
    tela = replace(GRAVADO, situacoes=FiltroSNT(Modo.TODOS, ("Jurídico",)))
    assert comparar(GRAVADO, tela) == []


def test_ordem_e_grafia_dos_marcados_nao_contam() -> None:
    gravado = replace(GRAVADO, grupos=FiltroSNT(Modo.SELECIONA, ("Compras", "Sócios")))
    tela = replace(GRAVADO, grupos=FiltroSNT(Modo.SELECIONA, ("socios", "COMPRAS")))
    assert comparar(gravado, tela) == []
