"""A casa em números: linhas, arquivos por pasta, círculos e tamanho das funções, para comparar antes e depois.

    python3 iniciar.py medidas [PASTA]

Só a biblioteca padrão, e só lê: serve também para outra cópia do projeto, dada a pasta dela. Quem reprova por estas
contas é `tests/test_arquitetura.py`.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
CAMADAS = ("regras", "boletos", "modelos", "envio", "ui")
PRODUTO = (*CAMADAS, "dependencias", "app.py", "iniciar.py")
PROVAS = ("ensaios", "benchmarks")
DE_REGISTRO = ("boletos/bancos", "ui/terminal/comandos")
"""Pastas com um módulo por caso: crescem com o que o programa sabe fazer, e não por falta de quarto."""
MODULOS_POR_PASTA = 20

Grafo = Mapping[str, set[str]]
"""De cada nó aos que ele importa."""


def arquivos(raiz: Path, lugares: Iterable[str]) -> list[str]:
    """Os módulos dos lugares (pastas ou arquivos da raiz), pelo caminho dentro do projeto."""
    achados = (item for lugar in lugares for item in ([raiz / lugar] if "." in lugar else (raiz / lugar).rglob("*.py")))
    return sorted(achado.relative_to(raiz).as_posix() for achado in achados)


def ler(raiz: Path, lugares: Iterable[str]) -> dict[str, ast.Module]:
    """A árvore sintática de cada módulo dos lugares."""
    return {nome: ast.parse((raiz / nome).read_bytes(), nome) for nome in arquivos(raiz, lugares)}


def grafo_dos_arquivos(arvores: Mapping[str, ast.Module]) -> Grafo:
    """De cada módulo aos módulos da casa que ele importa, também os de dentro de funções.

    `from pacote import modulo` é import do módulo, e não do pacote.
    """
    return {nome: set(_de_casa(arvore, arvores)) - {nome} for nome, arvore in arvores.items()}


def _de_casa(arvore: ast.Module, arvores: Mapping[str, ast.Module]) -> Iterator[str]:
    for no in ast.walk(arvore):
        if isinstance(no, ast.Import):
            yield from (achado for apelido in no.names if (achado := _arquivo(apelido.name, arvores)))
        elif isinstance(no, ast.ImportFrom):
            for apelido in no.names:
                achado = _arquivo(f"{no.module}.{apelido.name}", arvores) or _arquivo(no.module or "", arvores)
                if achado:
                    yield achado


def _arquivo(modulo: str, arvores: Mapping[str, ast.Module]) -> str:
    caminho = modulo.replace(".", "/")
    return next((nome for nome in (f"{caminho}.py", f"{caminho}/__init__.py") if nome in arvores), "")


def circulos(grafo: Grafo) -> list[list[str]]:
    """Os círculos entre arquivos, e os entre os filhos (arquivos e pastas) de cada pasta, em todo andar."""
    achados = _componentes(grafo)
    for pasta in {"", *(pai for nome in grafo for pai in _pais(nome))}:
        achados += _componentes(_filhos_de(pasta, grafo))
    return sorted({tuple(achado): achado for achado in achados}.values())


def _pais(nome: str) -> Iterator[str]:
    partes = nome.split("/")[:-1]
    yield from ("/".join(partes[: quantas + 1]) for quantas in range(len(partes)))


def _filhos_de(pasta: str, grafo: Grafo) -> Grafo:
    """O grafo visto de uma pasta: cada filho dela é um nó, com tudo o que há dentro."""
    comeco = f"{pasta}/" if pasta else ""
    filhos: dict[str, set[str]] = defaultdict(set)
    for nome, importados in grafo.items():
        if nome.startswith(comeco):
            filho = _filho(comeco, nome)
            filhos[filho] |= {_filho(comeco, outro) for outro in importados if outro.startswith(comeco)} - {filho}
    return filhos


def _filho(comeco: str, nome: str) -> str:
    return comeco + nome[len(comeco) :].partition("/")[0]


def _componentes(grafo: Grafo) -> list[list[str]]:
    """Os grupos em que todos se alcançam, com mais de um nó."""
    resto = _o_que_gira(grafo)
    alcance = {no: _alcancados(no, resto) for no in resto}
    grupos = {tuple(sorted(outro for outro in vistos if no in alcance[outro])) for no, vistos in alcance.items()}
    return [list(grupo) for grupo in grupos if grupo]


def _o_que_gira(grafo: Grafo) -> Grafo:
    """O grafo sem quem não importa ninguém de dentro dele: um a um, só sobra quem leva a um círculo."""
    resto = {no: set(importados) for no, importados in grafo.items()}
    while soltos := {no for no, importados in resto.items() if not importados}:
        resto = {no: importados - soltos for no, importados in resto.items() if no not in soltos}
    return resto


def _alcancados(partida: str, grafo: Grafo) -> set[str]:
    fila, vistos = list(grafo[partida]), set[str]()
    while fila:
        no = fila.pop()
        if no not in vistos:
            vistos.add(no)
            fila.extend(grafo[no])
    return vistos


def modulos_por_pasta(nomes: Iterable[str]) -> dict[str, int]:
    """Quantos módulos há soltos em cada pasta, sem contar o `__init__`, que só a apresenta."""
    soltos: dict[str, int] = defaultdict(int)
    for nome in nomes:
        pasta, _, arquivo = nome.rpartition("/")
        soltos[pasta] += arquivo != "__init__.py"
    return dict(soltos)


def pastas_cheias(nomes: Iterable[str]) -> dict[str, int]:
    """As pastas com módulos demais, fora as de registro."""
    contadas = {pasta: n for pasta, n in modulos_por_pasta(nomes).items() if pasta not in DE_REGISTRO}
    return {pasta: n for pasta, n in contadas.items() if n > MODULOS_POR_PASTA}


def funcoes(arvore: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """As funções e os métodos, também os de dentro de outros."""
    yield from (no for no in ast.walk(arvore) if isinstance(no, ast.FunctionDef | ast.AsyncFunctionDef))


def linhas_da_funcao(funcao: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Da linha do `def` à última."""
    return (funcao.end_lineno or funcao.lineno) - funcao.lineno + 1


def contar_linhas(raiz: Path, nomes: Iterable[str]) -> int:
    """As linhas dos arquivos, todas."""
    return sum((raiz / nome).read_bytes().count(b"\n") for nome in nomes)


def medir(raiz: Path) -> list[tuple[str, str]]:
    """A tabela: o que se mede, e quanto é."""
    produto, provas = ler(raiz, PRODUTO), ler(raiz, PROVAS)
    por_camada = ((camada, contar_linhas(raiz, arquivos(raiz, [camada]))) for camada in CAMADAS)
    tamanhos = [linhas_da_funcao(funcao) for arvore in produto.values() for funcao in funcoes(arvore)]
    maiores = sorted(modulos_por_pasta(produto).items(), key=lambda par: -par[1])
    sem_registro = [(pasta, quantos) for pasta, quantos in maiores if pasta not in DE_REGISTRO]
    roda = circulos(grafo_dos_arquivos(produto | provas))
    return [
        ("linhas de produto", str(contar_linhas(raiz, produto))),
        *((f"  {camada}", str(linhas)) for camada, linhas in por_camada),
        ("linhas de ensaios e benchmarks", str(contar_linhas(raiz, provas))),
        ("linhas de testes", str(contar_linhas(raiz, arquivos(raiz, ["tests"])))),
        ("módulos de produto", str(sum(quantos for _, quantos in maiores))),
        ("pasta mais cheia", "; ".join(f"{pasta} {quantos}" for pasta, quantos in sem_registro[:3])),
        (f"pastas com mais de {MODULOS_POR_PASTA} módulos", str(len(pastas_cheias(produto)))),
        ("círculos entre arquivos ou pastas", str(len(roda))),
        *(("  " + " ↔ ".join(circulo), "") for circulo in roda),
        ("linhas por função, mediana", f"{statistics.median(tamanhos):.0f}"),
        ("linhas por função, 90 % têm até", f"{statistics.quantiles(tamanhos, n=10)[-1]:.0f}"),
        ("linhas por função, máximo", str(max(tamanhos))),
    ]


def main() -> None:
    """Mede a pasta dada, ou esta."""
    raiz = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else RAIZ
    for nome, valor in medir(raiz):
        print(f"{nome:<40} {valor}".rstrip())


if __name__ == "__main__":
    main()
