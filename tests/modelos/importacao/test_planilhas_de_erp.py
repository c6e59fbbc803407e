"""Planilhas como os ERPs as exportam: linhas acima, totais abaixo, outra aba, mesclas e nomes que não são os nossos."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest

from modelos.importacao.resultado import Tipo
from tests.modelos.importacao.amostras import Importar, contar, obter_debito

ACIMA_E_ABAIXO = """\
DISTRIBUIDORA AURORA LTDA
Relatório de títulos em aberto;;;;;
Período: 01/11/2026 a 30/11/2026

Cód. Cliente;Cliente;Título;Parc.;Vencto;Valor Original;Vlr Saldo;Portador
1;Padaria Um;000123;1;20/11/2026;1.234,56;1.000,00;341
1;Padaria Um;000124;1;25/11/2026;10,00;10,00;341
Subtotal;;;;;1.244,56;1.010,00;
Cód. Cliente;Cliente;Título;Parc.;Vencto;Valor Original;Vlr Saldo;Portador
002;Mercado Dois;000200;1;30/11/2026;5,00;5,00;237
Total geral: 3 títulos;;;;;1.249,56;1.015,00;
Emitido por MARIA em 24/11/2026 08:00
Página 1 de 1;
"""


def _planilha(*abas: tuple[str, Sequence[Sequence[Any]]], mesclar: Sequence[str] = ()) -> bytes:
    livro = openpyxl.Workbook()
    livro.remove(livro.worksheets[0])
    for nome, linhas in abas:
        folha = livro.create_sheet(nome)
        for linha in linhas:
            folha.append(list(linha))
        if nome == abas[-1][0]:
            for faixa in mesclar:
                folha.merge_cells(faixa)
    saida = io.BytesIO()
    livro.save(saida)
    return saida.getvalue()


def test_relatorio_com_titulo_subtotal_titulos_repetidos_total_e_rodape(importa: Importar) -> None:
    resultado = importa(Tipo.DEBITOS, ACIMA_E_ABAIXO)
    assert contar(resultado) == (3, 0, 0, 0, 0)
    assert obter_debito("001", "000123").saldo_centavos == 100_000
    assert obter_debito("002", "000200").vencimento == date(2026, 11, 30)
    assert [frase for frase in resultado.apontamentos if "coluna ignorada" not in frase] == [
        "3 linhas acima dos títulos foram puladas",
        *(
            f"linha {linha}: “{texto}” não é um registro, e foi pulada"
            for linha, texto in (
                (8, "Subtotal"),
                (9, "Cód. Cliente"),
                (11, "Total geral: 3 títulos"),
                (12, "Emitido por MARIA em 24/11/2026 08:00"),
                (13, "Página 1 de 1"),
            )
        ),
    ]


def test_as_puladas_nao_suspendem_a_baixa(importa: Importar) -> None:
    importa(Tipo.DEBITOS, ACIMA_E_ABAIXO)
    sem_um = ACIMA_E_ABAIXO.replace("1;Padaria Um;000124;1;25/11/2026;10,00;10,00;341\n", "")
    assert importa(Tipo.DEBITOS, sem_um, ausentes_baixar=True).baixadas == 1


@pytest.mark.parametrize(
    "linha",
    [
        "Total Distribuidora;;000125;1;25/11/2026;10,00;10,00;",
        "1;Padaria Um;;1;25/11/2026;10,00;10,00;",
        "Soma;Padaria Um;;1;25/11/2026;10,00;10,00;",
    ],
)
def test_registro_estragado_nao_passa_por_total(importa: Importar, linha: str) -> None:
    texto = ACIMA_E_ABAIXO.replace("Subtotal;;;;;1.244,56;1.010,00;", linha)
    assert contar(importa(Tipo.DEBITOS, texto)) == (3, 0, 0, 1, 0)


def test_xlsx_na_segunda_aba_com_o_cliente_mesclado(importa: Importar) -> None:
    capa = ("Capa", [["Contas a receber"], ["Aurora"]])
    titulos = ["Razão Social", "Nº", "Parcela", "Dt. Emissão", "Vencimento", "Vlr. Título"]
    linhas = [
        ["Contas a receber em aberto"],
        [],
        titulos,
        ["Padaria Um", "10", "1", date(2026, 11, 1), date(2026, 11, 20), 100.5],
        [None, "11", "1", date(2026, 11, 1), date(2026, 11, 21), 200],
        ["Mercado Dois", "12", "1", date(2026, 11, 1), date(2026, 11, 22), 300],
        ["TOTAL", None, None, None, None, 600.5],
    ]
    resultado = importa(Tipo.DEBITOS, _planilha(capa, ("Títulos", linhas), mesclar=["A4:A5"]), "debitos.xlsx")
    assert contar(resultado) == (3, 0, 0, 0, 0)
    assert [obter_debito("001", numero).valor_centavos for numero in ("10", "11")] == [10_050, 20_000]
    assert obter_debito("002", "12").valor_centavos == 30_000
    assert obter_debito("001", "10").emissao == date(2026, 11, 1)
    assert "há mais de uma aba preenchida; só “Títulos” foi lida" in resultado.apontamentos


def test_titulos_que_nao_se_reconhecem_dizem_o_que_falta_e_a_disputa(importa: Importar) -> None:
    resultado = importa(Tipo.DEBITOS, "Cliente;Título;Duplicata;Parcela;Vencto;Valor\n001;1;2;1;20/11/2026;1,00\n")
    assert "falta a coluna obrigatória documento" in (resultado.erro or "")
    assert "documento pode ser “Título” ou “Duplicata”" in (resultado.erro or "")
