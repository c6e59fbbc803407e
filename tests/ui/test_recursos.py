from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from ui import recursos

RAIZ = Path(__file__).parents[2]
CAPITULOS = re.findall(r'<h2 id="([a-z_]+)">', recursos.tutorial())


def _pontos(nome: str, cor: str) -> QImage:
    return recursos.desenho_em_pontos(nome, cor, 32, 1.0).toImage()


@pytest.mark.parametrize("nome", recursos.nomes_de_icones())
def test_icone_se_desenha(qapp: object, nome: str) -> None:
    imagem = _pontos(nome, "#000000")
    pintados = sum(QColor(imagem.pixelColor(x, y)).alpha() > 0 for x in range(32) for y in range(32))
    assert pintados > 20


@pytest.mark.parametrize("nome", [nome for nome in recursos.nomes_de_icones() if nome not in ("programa", "ponto")])
def test_icone_segue_a_grade_e_o_traco_da_casa(nome: str) -> None:
    texto = (recursos.PASTA / "icones" / f"{nome}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 16 16"' in texto
    assert 'stroke-width="1.5"' in texto
    assert "currentColor" in texto


def test_icone_muda_de_cor(qapp: object) -> None:
    assert _pontos("certo", "#FF0000") != _pontos("certo", "#0000FF")


def test_todo_icone_citado_no_codigo_existe() -> None:
    """Vale para `icone="x"`, `Icone("x")`, `Estado("x")` e `mostrar("x", …)` com texto literal."""
    citados = set()
    for arquivo in (RAIZ / "ui").rglob("*.py"):
        for no in ast.walk(ast.parse(arquivo.read_text(encoding="utf-8"))):
            if not isinstance(no, ast.Call):
                continue
            for nomeado in no.keywords:
                if nomeado.arg == "icone" and isinstance(nomeado.value, ast.Constant) and nomeado.value.value:
                    citados.add(nomeado.value.value)
            nome = no.func.id if isinstance(no.func, ast.Name) else ""
            if nome in ("Icone", "Estado") and no.args and isinstance(no.args[0], ast.Constant):
                citados.add(no.args[0].value)
    assert citados <= set(recursos.nomes_de_icones())


@pytest.mark.parametrize("chave", recursos.chaves_de_ajuda())
def test_ajuda_diz_o_que_e_da_exemplo_e_diz_o_que_muda(chave: str) -> None:
    ajuda = recursos.ajuda(chave)
    assert ajuda.titulo
    assert "<h2>Exemplo</h2>" in ajuda.corpo
    assert "<h2>O que muda no envio</h2>" in ajuda.corpo


@pytest.mark.parametrize("chave", recursos.chaves_de_ajuda())
def test_ajuda_aponta_um_capitulo_que_existe(chave: str) -> None:
    assert recursos.ajuda(chave).tutorial in CAPITULOS


def test_letra_embarcada_traz_a_licenca() -> None:
    assert len(recursos.arquivos_de_letra()) == 4
    assert "SIL OPEN FONT LICENSE" in (recursos.PASTA / "fontes" / "OFL.txt").read_text(encoding="utf-8")


def test_icone_do_programa_tem_os_tamanhos_dos_sistemas(qapp: object) -> None:
    lados = {tamanho.width() for tamanho in recursos.icone_do_programa().availableSizes()}
    assert {16, 32, 48, 256} <= lados
