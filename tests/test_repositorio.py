"""Higiene do repositório: nada desta ou daquela máquina, nada por terminar."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.espelhos import PROVADOS_EM, espelho

RAIZ = Path(__file__).resolve().parent.parent
NAO_E_FONTE = {"__pycache__", "demonstracao", "fotos", "dist", "build"}

# Montados em pedaços para que este arquivo não acuse a si mesmo.
ENDERECO_DE_REGISTRO = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + "js", "debian" + r"\.org")))
CAMINHO_DE_MAQUINA = re.compile(f"/(?:{'|'.join(('wo' + 'rk', 'fa' + 'rm', 'ro' + 'ot', 'ho' + 'me'))})/")
POR_TERMINAR = re.compile(
    "|".join((r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bXX" + r"X\b", "raise NotImplemented" + "Error"))
)
TESTE_DESLIGADO = re.compile(
    "|".join((r"mark\.sk" + "ip", r"mark\.xf" + "ail", r"pytest\.sk" + "ip", r"pytest\.xf" + "ail"))
)


def _fontes() -> Iterator[Path]:
    """Arquivos do projeto: o que está na raiz e nas pastas, fora ambientes, caches e saídas."""
    for item in sorted(RAIZ.iterdir()):
        if item.name == ".git":  # um arquivo, e não uma pasta, numa segunda árvore do mesmo repositório
            continue
        if item.is_file():
            yield item
        elif item.name not in NAO_E_FONTE and (not item.name.startswith(".") or item.name == ".ci"):
            yield from (arquivo for arquivo in sorted(item.rglob("*")) if _e_fonte(arquivo))


def _e_fonte(arquivo: Path) -> bool:
    return arquivo.is_file() and "__pycache__" not in arquivo.parts


def _textos() -> dict[str, str]:
    lidos = {}
    for arquivo in _fontes():
        conteudo = arquivo.read_bytes()
        if b"\0" not in conteudo:
            lidos[arquivo.relative_to(RAIZ).as_posix()] = conteudo.decode("utf-8", errors="replace")
    return lidos


TEXTOS = _textos()


def _onde(padrao: re.Pattern[str], sufixos: tuple[str, ...] = ("",)) -> list[str]:
    return [
        f"{nome}:{numero}"
        for nome, texto in TEXTOS.items()
        if nome.endswith(sufixos)
        for numero, linha in enumerate(texto.splitlines(), 1)
        if padrao.search(linha)
    ]


def test_nenhum_endereco_de_registro_de_pacotes() -> None:
    assert _onde(ENDERECO_DE_REGISTRO) == []


def test_nenhum_caminho_de_maquina() -> None:
    assert _onde(CAMINHO_DE_MAQUINA) == []


def test_nada_por_terminar() -> None:
    assert _onde(POR_TERMINAR, (".py", ".md", ".toml")) == []


def test_nenhum_teste_desligado() -> None:
    assert _onde(TESTE_DESLIGADO, (".py",)) == []


@pytest.mark.parametrize("perfil", ["execucao", "desenvolvimento"])
def test_pacotes_travados_por_versao_e_hash_sem_endereco(perfil: str) -> None:
    texto = TEXTOS[f"dependencias/{perfil}.txt"]
    pacotes = re.split(r"\n(?=[a-z])", texto.strip())
    assert [
        pacote for pacote in pacotes if not re.match(r"[a-z0-9-]+==[^ ]+ .*--hash=sha256:", pacote, re.DOTALL)
    ] == []
    assert "://" not in texto


def test_desenvolvimento_contem_a_execucao_nas_mesmas_versoes() -> None:
    def versoes(perfil: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9-]+==\S+", TEXTOS[f"dependencias/{perfil}.txt"], re.MULTILINE))

    assert versoes("execucao") < versoes("desenvolvimento")


def test_versao_do_qt_que_aborta_nunca_entra() -> None:
    assert "pyside6-essentials==6.11.3" in TEXTOS["dependencias/execucao.txt"]
    assert '"PySide6-Essentials>=6.11,!=6.12.0' in TEXTOS["pyproject.toml"]


def test_dependencias_declaradas_estao_travadas() -> None:
    declaradas = re.findall(r'^    "([A-Za-z0-9-]+)[><=!]', TEXTOS["pyproject.toml"], re.MULTILINE)
    travadas = TEXTOS["dependencias/desenvolvimento.txt"]
    assert len(declaradas) > 20
    assert [nome for nome in declaradas if f"\n{nome.lower()}==" not in f"\n{travadas}"] == []


def test_licenca_e_a_do_pyproject() -> None:
    assert TEXTOS["LICENSE"].startswith("MIT License")
    assert 'license = "MIT"' in TEXTOS["pyproject.toml"]


def test_cada_versao_do_changelog_tem_data_e_a_primeira_e_a_do_pyproject() -> None:
    titulos = re.findall(r"^## (.+)$", TEXTOS["CHANGELOG.md"], re.MULTILINE)
    lancadas = titulos[titulos[0] == "Não lançado" :]
    lidos = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) \((\d{4}-\d\d-\d\d)\)", titulo) for titulo in lancadas]
    assert None not in lidos
    versoes = [tuple(map(int, lido.groups()[:3])) for lido in lidos if lido is not None]
    datas = [date.fromisoformat(lido[4]) for lido in lidos if lido is not None]
    assert versoes == sorted(versoes, reverse=True)
    assert datas == sorted(datas, reverse=True)
    assert f'version = "{".".join(map(str, versoes[0]))}"' in TEXTOS["pyproject.toml"]


PASTAS_DO_PROGRAMA = ("regras", "boletos", "modelos", "envio", "ui", "dependencias")


def _modulos() -> list[str]:
    """Os módulos do programa, fora os `__init__`, que só apresentam a pasta."""
    return [
        nome
        for nome in TEXTOS
        if nome.endswith(".py") and nome.startswith(PASTAS_DO_PROGRAMA) and not nome.endswith("__init__.py")
    ]


def test_cada_modulo_tem_o_seu_teste() -> None:
    dispensados = tuple(modulo for modulos in PROVADOS_EM.values() for modulo in modulos)
    sem_teste = [nome for nome in _modulos() if espelho(nome) not in TEXTOS and not nome.startswith(dispensados)]
    assert sem_teste == [], "crie tests/<pasta>/test_<modulo>.py, ou diga em tests/espelhos.py qual teste o prova"


@cache
def _importados(arquivo: str) -> frozenset[str]:
    """Os arquivos do repositório que este importa."""
    nomes: set[str] = set()
    for no in ast.walk(ast.parse(TEXTOS[arquivo])):
        if isinstance(no, ast.Import):
            nomes.update(apelido.name for apelido in no.names)
        elif isinstance(no, ast.ImportFrom):
            nomes.add(no.module or "")
            nomes.update(f"{no.module}.{apelido.name}" for apelido in no.names)
    caminhos = (nome.replace(".", "/") for nome in nomes)
    return frozenset(c for caminho in caminhos for c in (f"{caminho}.py", f"{caminho}/__init__.py") if c in TEXTOS)


def _alcancados(arquivo: str) -> set[str]:
    fila, vistos = [arquivo], set()
    while fila:
        atual = fila.pop()
        if atual not in vistos:
            vistos.add(atual)
            fila.extend(_importados(atual))
    return vistos


@pytest.mark.parametrize("teste", PROVADOS_EM)
def test_modulo_provado_no_teste_de_outro_e_alcancado_por_ele_e_nao_tem_o_seu(teste: str) -> None:
    alcancados = _alcancados(teste)
    for declarado in PROVADOS_EM[teste]:
        provados = [nome for nome in _modulos() if nome.startswith(declarado)]
        assert provados, f"{declarado} não existe mais"
        if declarado.endswith("/"):
            assert alcancados & set(provados), declarado
        else:
            assert declarado in alcancados, declarado
            assert espelho(declarado) not in TEXTOS, f"{declarado} já tem o seu teste: tire-o da lista"
