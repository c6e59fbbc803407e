"""As frases da tela: nenhuma opção de linha de comando, nenhum nome de exceção em inglês, acento e concordância certos.

Varre o código: cada frase escrita fora do terminal e das fotos, e as que contam algo.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from regras.erros import AmbienteIndisponivel

RAIZ = Path(__file__).parents[2]
DE_TERMINAL = ("ui/terminal", "ui/fotos", "ui/frases_da_vistoria.py", "envio/demonstracao", "boletos/avulso")
"""Onde a linha de comando é o assunto; `Dito.o_que_fazer`, da vistoria, só o terminal escreve."""
NO_TERMINAL = re.compile(r"⟨[^|⟩]*\|[^⟩]*⟩")
COMANDO = re.compile(r"app\.py|(?<![\w-])--[a-z]{3,}")
EM_INGLES = re.compile(r"\b(?:\w+Error|Exception|Traceback|timed out|refused)\b")
SEM_ACENTO = re.compile(r"^[A-ZÁÉÍÓÚ“].*\b(?:duvida|inadimplencia|nao|voce|cobranca|historico)\b(?![@`])")
PLURAL_SOLTO = re.compile(r"\w\((?:s|es)\)")

CONTADO = re.compile(r"\{\} (?:avisos|boletos|clientes|débitos|dias|e-mails|contas|linhas|meses|horas|minutos|vezes)\b")
NUNCA_UM = {"{} dias", "Até {} dias", "Vence em {} dias", "Vai de {} a {} dias.", "Vencido: avisa a cada {} dias"}
"""Onde quem escreve já tratou o um, ou o número é uma faixa."""


def _frases(arquivo: Path) -> Iterator[tuple[int, str]]:
    """As frases do arquivo: textos com espaço e letra maiúscula ou ponto, fora das docstrings."""
    arvore = ast.parse(arquivo.read_text(encoding="utf-8"))
    docstrings = {
        no.body[0].value
        for no in ast.walk(arvore)
        if isinstance(no, ast.Module | ast.ClassDef | ast.FunctionDef) and no.body and isinstance(no.body[0], ast.Expr)
    }
    docstrings |= {no.value for no in ast.walk(arvore) if isinstance(no, ast.Expr)}
    partes = {parte for no in ast.walk(arvore) if isinstance(no, ast.JoinedStr) for parte in no.values}
    for no in ast.walk(arvore):
        if isinstance(no, ast.JoinedStr):
            texto = "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in no.values)
        elif isinstance(no, ast.Constant) and isinstance(no.value, str) and no not in docstrings and no not in partes:
            texto = no.value
        else:
            continue
        if " " in texto.strip():
            yield no.lineno, texto


def _da_tela() -> list[Path]:
    pastas = ("ui", "envio", "modelos", "regras", "boletos")
    arquivos = [arquivo for pasta in pastas for arquivo in (RAIZ / pasta).rglob("*.py")]
    return [a for a in arquivos if not a.relative_to(RAIZ).as_posix().startswith(DE_TERMINAL)]


def _achados(padrao: re.Pattern[str], *, sem_o_terminal: bool = False) -> list[str]:
    return [
        f"{arquivo.relative_to(RAIZ)}:{linha}: {frase}"
        for arquivo in _da_tela()
        for linha, frase in _frases(arquivo)
        if padrao.search(NO_TERMINAL.sub("", frase) if sem_o_terminal else frase)
    ]


def test_frase_da_tela_nao_manda_digitar_comando() -> None:
    assert _achados(COMANDO, sem_o_terminal=True) == []


@pytest.mark.parametrize("padrao", [EM_INGLES, SEM_ACENTO], ids=["em inglês", "sem acento"])
def test_frase_em_portugues_com_os_acentos(padrao: re.Pattern[str]) -> None:
    assert _achados(padrao) == []


def test_a_conta_concorda_com_o_numero() -> None:
    """O plural depois de um número vem de `frases.quantos`: `1 aviso enviado`, e nunca `1 avisos` nem `aviso(s)`."""
    assert _achados(PLURAL_SOLTO) == []
    assert [
        achado for achado in _achados(CONTADO) if achado.startswith("ui/") and achado.split(": ", 1)[1] not in NUNCA_UM
    ] == []


def test_o_conserto_tem_a_forma_da_tela_e_a_do_terminal() -> None:
    erro = AmbienteIndisponivel("Sumiu.", "Restaure ⟨em Sistema → Restaurar|com `app.py restaurar`⟩⟨|, já⟩.")
    assert erro.frase() == "Sumiu. Restaure em Sistema → Restaurar."
    assert erro.frase_no_terminal() == "Sumiu. Restaure com `app.py restaurar`, já."
