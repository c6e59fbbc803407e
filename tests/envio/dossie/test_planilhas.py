"""As planilhas: títulos e linhas do mesmo tamanho, texto que não vira fórmula."""

from __future__ import annotations

import csv
import io

from envio.dossie import conteudo, planilhas
from envio.dossie.conteudo import Dossie
from regras.cadastro import Cliente
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import EM


def _montar(base: object) -> dict[str, list[list[str]]]:
    assert base is not None
    contado = conteudo.contar(AVISO, ())
    dossie = Dossie(None, Cliente("1", "Ana"), None, None, EM, (contado,), conteudo.contar_debitos([AVISO]))
    return {
        nome: list(csv.reader(io.StringIO(lido.decode("utf-8-sig"), newline=""), delimiter=";"))
        for nome, lido in planilhas.montar(dossie)
    }


def test_cada_linha_tem_uma_celula_por_titulo(base: object) -> None:
    montadas = _montar(base)
    assert set(montadas) == {
        "avisos.csv",
        "debitos-avisados.csv",
        "debitos-hoje.csv",
        "mensagens.csv",
        "respostas.csv",
        "devolucoes.csv",
    }
    assert all(len({len(linha) for linha in linhas}) == 1 for linhas in montadas.values())
    assert len(montadas["debitos-avisados.csv"]) == 3


def test_dias_negativos_nao_viram_conta(base: object) -> None:
    linhas = _montar(base)["debitos-avisados.csv"]
    dias = linhas[0].index("Dias")
    assert all(not linha[dias].startswith("-") for linha in linhas[1:])
