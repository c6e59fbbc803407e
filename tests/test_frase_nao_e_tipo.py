"""Frase não é tipo: nada do programa decide cortando, procurando ou comparando o que a casa escreveu para gente."""

from __future__ import annotations

import ast
from collections.abc import Mapping

import pytest

from tests.test_arquitetura import produto

FRASES = frozenset({"motivo", "frase", "mensagem", "detalhe", "houve", "ressalva", "o_que_fazer", "dito", "explicacao"})
"""Nomes do que se diz a uma pessoa."""

CORTES = frozenset(
    {"startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "split", "find", "index"}
)

SO_A_CAIXA = frozenset({"lower", "casefold", "strip", "upper"})
"""O que muda a caixa ou os espaços e deixa a frase a mesma."""

CORTAM_FRASE: Mapping[str, str] = {
    "envio/correio/leitura_devolucao.py": "o que o servidor de quem devolveu escreveu",
    "regras/mensagem/gabarito.py": "o erro que o Jinja2 escreveu, em inglês",
    "envio/fechamento/reenvio.py": "o motivo que o operador digitou, sem espaços a mais",
}
"""Onde cortar uma frase é trabalho com texto, e não decisão, e por quê."""


def _nome_final(no: ast.AST) -> str:
    """O último nome de uma expressão: `item.motivo` dá `motivo`; `str(erro.frase())`, `frase`."""
    if isinstance(no, ast.Call):
        if isinstance(no.func, ast.Name) and no.func.id in {"str", "repr"} and no.args:
            return _nome_final(no.args[0])
        return _nome_final(no.func)
    return no.attr if isinstance(no, ast.Attribute) else getattr(no, "id", "")


def _e_frase(no: ast.AST) -> bool:
    """Diz se é uma frase para gente, ou o texto dela com outra caixa ou sem espaços."""
    if (
        isinstance(no, ast.Call)
        and isinstance(no.func, ast.Attribute)
        and no.func.attr in {"lower", "casefold", "strip"}
    ):
        return _e_frase(no.func.value)
    return _nome_final(no) in FRASES


def _decide_por_frase(no: ast.AST) -> bool:
    """Corta, procura dentro, ou compara com um texto fixo, uma frase que a casa escreveu para gente."""
    if isinstance(no, ast.Call) and isinstance(no.func, ast.Attribute):
        corta = no.func.attr in CORTES and _e_frase(no.func.value)
        procura = no.func.attr in {"search", "match", "fullmatch", "findall"} and any(map(_e_frase, no.args))
        return corta or procura
    if not isinstance(no, ast.Compare) or any(isinstance(operador, ast.Is | ast.IsNot) for operador in no.ops):
        return False
    lados = [no.left, *no.comparators]
    if any(isinstance(operador, ast.In | ast.NotIn) for operador in no.ops):
        return any(map(_e_frase, no.comparators))
    com_texto = any(isinstance(lado, ast.Constant) and isinstance(lado.value, str) and lado.value for lado in lados)
    return any(map(_e_frase, lados)) and (com_texto or all(map(_e_frase, lados)))


def test_nada_se_decide_por_uma_frase() -> None:
    """Mudar uma palavra não pode mudar o programa: o que decide é dado, e a frase nasce na borda."""
    achados = [
        f"{arquivo}:{getattr(no, 'lineno', 1)}"
        for arquivo, arvore in produto().items()
        for no in ast.walk(arvore)
        if arquivo not in CORTAM_FRASE and _decide_por_frase(no)
    ]
    assert achados == []


@pytest.mark.parametrize(
    "decide",
    [
        'item.motivo.startswith("pagador")',
        '"não existem mais" in item.motivo',
        'erro.mensagem.partition(" da conta ")',
        "erro.motivo != recusa.motivo",
        'motivo == "sem conta"',
        're.search("[0-9]+", fora.detalhe)',
        '"senha" in str(erro.frase()).lower()',
    ],
)
def test_decisao_por_frase_e_reconhecida(decide: str) -> None:
    assert any(map(_decide_por_frase, ast.walk(ast.parse(decide))))


@pytest.mark.parametrize(
    "certo",
    [
        "item.motivo is Motivo.CICLO",
        "linha.motivo is motivo",
        "item.motivo in MOTIVOS",
        "not item.motivo",
        'motivo == ""',
    ],
)
def test_motivo_que_e_dado_passa(certo: str) -> None:
    assert not any(map(_decide_por_frase, ast.walk(ast.parse(certo))))
