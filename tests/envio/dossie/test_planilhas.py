"""As planilhas: títulos e linhas do mesmo tamanho, texto que não vira fórmula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from envio.dossie import conteudo, planilhas
from envio.dossie.conteudo import Dossie
from regras.aviso import Aviso
from regras.cadastro import Cliente
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import EM, avisado


def _montar(base: object, aviso: Aviso = AVISO) -> dict[str, list[list[str]]]:
    assert base is not None
    contado = conteudo.contar(aviso, ())
    dossie = Dossie(None, Cliente("1", "Ana"), None, None, EM, (contado,), conteudo.contar_debitos([aviso]))
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
        "retornos-do-banco.csv",
        "mensagens.csv",
        "respostas.csv",
        "devolucoes.csv",
    }
    assert all(len({len(linha) for linha in linhas}) == 1 for linhas in montadas.values())
    assert len(montadas["debitos-avisados.csv"]) == 3


def test_texto_hostil_e_dias_negativos_nao_viram_formula(base: object) -> None:
    debito = avisado(documento="=1+1", vence_em=3, linha_digitavel="@soma")
    hostil = replace(AVISO, debitos=(debito,), motivo="=cmd|' /C calc'!A0", resposta="-1", message_id="+55")
    montadas = _montar(base, hostil)
    celulas = [celula for linhas in montadas.values() for linha in linhas for celula in linha]
    assert not any(celula.startswith(("=", "+", "-", "@")) for celula in celulas)
    for texto in ("=1+1", "@soma", "=cmd|' /C calc'!A0", "-1", "+55", "-3"):
        assert f"'{texto}" in celulas
