"""Todas as medidas do desempenho com muitos débitos, e a tabela delas em `docs/desempenho.md`.

    python -m benchmarks.tudo [--tamanhos 10000,100000,1000000] [--avisos 500] [--saida docs/desempenho.md] [--json]

Cada medida corre num processo só dela: o tempo de processador e o pico de memória são os do processo (e dos filhos
dele). O relógio também é anotado, mas numa máquina ocupada é o processador que vale. O expoente diz como o tempo cresce
entre o menor e o maior tamanho: 1 é linear.

As bases são as de `ensaios.carteira`, com um cliente a cada dez débitos, importadas aqui mesmo. `--base` mede uma peça
só (`--peca`), e é como o próprio arquivo se chama em cada processo.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import ponta_a_ponta, selecao
from ensaios.carteira import HOJE, sortear
from ensaios.programa import RAIZ, ambiente
from envio.fechamento import fechamento
from modelos.acesso.consulta import Consulta
from modelos.base.abertura import abrir
from modelos.carteira import debitos
from modelos.importacao import leitura
from ui.abas.aviso_debitos import resumo_hoje
from ui.dialogos.previa import previa_lida

CLIENTES_POR_DEBITO = 10
ARQUIVOS = ("empresa", "contas-cobranca", "clientes", "contatos", "debitos")


class Gasto(NamedTuple):
    """O que um processo gastou: segundos de relógio e de processador, e o pico de memória em MB."""

    relogio: float
    processador: float
    pico_mb: int


def gastar(comando: list[str], pasta: Path) -> Gasto:
    """Roda até o fim e devolve o que gastou, com os filhos."""
    inicio = time.perf_counter()
    processo = subprocess.Popen(
        comando, cwd=RAIZ, env=ambiente(pasta), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert processo.stderr is not None
    erros = processo.stderr.read()
    processo.stderr.close()
    _, saida, uso = os.wait4(processo.pid, 0)
    processo.returncode = os.waitstatus_to_exitcode(saida)
    if processo.returncode not in (0, 3):
        raise RuntimeError(f"{comando[2:5]} saiu com {processo.returncode}: {erros.decode()[-500:]}")
    return Gasto(time.perf_counter() - inicio, uso.ru_utime + uso.ru_stime, uso.ru_maxrss // 1024)


def importar(pasta: Path, base: Path) -> list[str]:
    """O comando que importa tudo o que está na pasta."""
    arquivos = [parte for nome in ARQUIVOS for parte in (f"--{nome}", str(pasta / f"{nome}.csv"))]
    return [sys.executable, "app.py", "importar", *arquivos, "--base", str(base)]


def _painel() -> object:
    return resumo_hoje.resumir(fechamento.planejar_em_partes(HOJE, mesmo_desabilitado=True))


def _procura() -> object:
    pedida = Consulta(busca="xyzw inexistente")
    return debitos.pagina(pedida), debitos.totais(pedida)


PECAS: Mapping[str, Callable[[], object]] = {
    "nada": lambda: None,
    "painel": _painel,
    "previa": lambda: previa_lida.ler(HOJE, None),
    "procura": _procura,
}
"""O que a janela pede à base, sem a janela; `nada` é o que custa só começar."""
NOMES = {
    "importar": "importar tudo",
    "reimportar": "reimportar igual",
    "simular": "`fechar --simular --json`",
    "painel": "painel: os números do dia",
    "previa": "prévia: todas as linhas prontas",
    "procura": "procura sem resultado nos débitos",
}
METAS = {"importar": 70, "reimportar": 25, "simular": 12, "painel": 5, "previa": 6, "procura": 0.5}
"""Segundos com um milhão de débitos."""


def medir_tamanho(pasta: Path, quantos: int) -> dict[str, Gasto]:
    """Monta a carteira deste tamanho e mede tudo nela."""
    base = pasta / "base.db"
    sortear(quantos // CLIENTES_POR_DEBITO, quantos).gravar(pasta)
    medido = {"importar": gastar(importar(pasta, base), pasta), "reimportar": gastar(importar(pasta, base), pasta)}
    programa = [sys.executable, "app.py"]
    gastar([*programa, "parametros", "habilitado=sim", "--base", str(base)], pasta)
    simular = [*programa, "fechar", "--simular", "--json", "--data", HOJE.isoformat(), "--base", str(base)]
    medido["simular"] = gastar(simular, pasta)
    de_peca = {
        peca: gastar([sys.executable, "-m", "benchmarks.tudo", "--peca", peca, "--base", str(base)], pasta)
        for peca in PECAS
    }
    comecar = de_peca.pop("nada")
    for peca, gasto in de_peca.items():
        relogio, processador = (
            max(depois - antes, 0.001) for depois, antes in zip(gasto[:2], comecar[:2], strict=True)
        )
        medido[peca] = Gasto(relogio, processador, gasto.pico_mb)
    return medido


def medir_leitor(arquivo: Path) -> float:
    """Quantas vezes o leitor da casa gasta mais que o módulo `csv` no mesmo arquivo; a mediana de cinco."""
    razoes = []
    for _ in range(5):
        inicio = time.process_time()
        with arquivo.open(encoding="utf-8", newline="") as aberto:
            sum(1 for _ in csv.reader(aberto, delimiter=";"))
        meio = time.process_time()
        with leitura.abrir(arquivo) as planilha:
            sum(1 for _ in planilha.linhas())
        razoes.append((time.process_time() - meio) / (meio - inicio))
    return sorted(razoes)[len(razoes) // 2]


def medir_comandos(pasta: Path) -> dict[str, float]:
    """Segundos de processador de quem só quer saber; o menor de três."""
    comandos = (["--help"], ["fechar", "--help"], ["parametros", "--base", str(pasta / "base.db")])
    return {
        " ".join(comando[:2] if "--base" not in comando else comando[:1]): min(
            gastar([sys.executable, "app.py", *comando], pasta).processador for _ in range(3)
        )
        for comando in comandos
    }


def expoente(por_tamanho: Mapping[int, float]) -> float:
    """O de `tempo = c · tamanho ^ expoente`, entre o menor e o maior tamanho."""
    menor, maior = min(por_tamanho), max(por_tamanho)
    if menor == maior:
        return math.nan
    return math.log(por_tamanho[maior] / por_tamanho[menor]) / math.log(maior / menor)


def em_tabela(medido: Mapping[int, Mapping[str, Gasto]]) -> Iterator[str]:
    """As linhas da tabela por tamanho: processador (relógio) e memória."""
    tamanhos = sorted(medido)
    yield (
        "| trabalho | " + " | ".join(f"{tamanho:_}".replace("_", ".") for tamanho in tamanhos) + " | expoente | meta |"
    )
    yield "| --- |" + " --- |" * (len(tamanhos) + 2)
    for nome, titulo in NOMES.items():
        gastos = [medido[tamanho][nome] for tamanho in tamanhos]
        celulas = [f"{_decimal(g.processador)} ({_decimal(g.relogio)}) s, {g.pico_mb} MB" for g in gastos]
        cresce = expoente({tamanho: medido[tamanho][nome].processador for tamanho in tamanhos})
        yield f"| {titulo} | {' | '.join(celulas)} | {_decimal(cresce)} | ≤ {_decimal(METAS[nome])} s |"


def _decimal(numero: float) -> str:
    return f"{numero:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def medir(tamanhos: list[int], avisos: int) -> dict[str, Any]:
    """Tudo, do menor ao maior tamanho."""
    por_tamanho: dict[int, dict[str, Gasto]] = {}
    with tempfile.TemporaryDirectory() as nome:
        for tamanho in sorted(tamanhos):
            pasta = Path(nome) / str(tamanho)
            pasta.mkdir()
            por_tamanho[tamanho] = medir_tamanho(pasta, tamanho)
            ultima = pasta
        leitor, comandos = medir_leitor(ultima / "debitos.csv"), medir_comandos(ultima)
        caminho = Path(nome) / "selecao.db"
        with abrir(caminho):
            selecao.povoar(10_000, 60_000)
            selecionado = selecao.comparar(caminho, 5)
    return {
        "tamanhos": por_tamanho,
        "leitor_csv": leitor,
        "comandos": comandos,
        "selecao": selecionado,
        "envio": ponta_a_ponta.comparar(avisos, 1),
    }


def escrever(medido: Mapping[str, Any]) -> str:
    """O documento inteiro."""
    envio, escolha = medido["envio"], medido["selecao"]
    comandos = "; ".join(f"`{nome}` {_decimal(segundos)} s" for nome, segundos in medido["comandos"].items())
    carga = f", carga {os.getloadavg()[0]:.1f}".replace(".", ",")
    maquina = f"{os.cpu_count()} núcleos {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    return "\n".join(
        (
            "# Desempenho",
            "",
            "Gravado por `python -m benchmarks.tudo`; não se edita à mão.",
            "",
            f"{datetime.now(UTC):%d/%m/%Y}, {maquina}{carga}.",
            "Segundos de processador (de relógio entre parênteses) e pico de memória do processo. As metas são de",
            "relógio, com um milhão de débitos em dois núcleos livres; o expoente diz como o processador cresce",
            "com o tamanho (1 é linear).",
            "",
            *em_tabela(medido["tamanhos"]),
            "",
            "| razão | medida | meta |",
            "| --- | --- | --- |",
            f"| leitor de CSV ao lado do módulo `csv` | {_decimal(medido['leitor_csv'])} | ≤ 3 |",
            f"| seleção ao lado do SELECT cru | {_decimal(escolha['razao'])} | ≤ {_decimal(escolha['meta'])} |",
            f"| avisos por segundo ao lado do laço mínimo | {_decimal(envio['razao'])} | ≥ {_decimal(envio['meta'])} |",
            "",
            f"Fechamento: {_decimal(envio['fechamento_por_segundo'])} avisos por segundo de relógio, "
            f"{_decimal(envio['processador_ms_por_aviso'])} ms de processador por aviso",
            f"de {envio['bytes_por_aviso']} bytes e 4,7 boletos (o laço mínimo: "
            f"{_decimal(envio['laco_minimo_por_segundo'])} por segundo, "
            f"{_decimal(envio['laco_processador_ms_por_aviso'])} ms).",
            f"Comandos, em processador: {comandos}.",
            "",
        )
    )


def main() -> None:
    """Lê as opções, mede e grava."""
    opcoes = argparse.ArgumentParser(description="Todas as medidas com muitos débitos.")
    opcoes.add_argument("--tamanhos", default="10000,100000,1000000")
    opcoes.add_argument("--avisos", type=int, default=500)
    opcoes.add_argument("--saida", type=Path, default=RAIZ / "docs" / "desempenho.md")
    opcoes.add_argument("--json", action="store_true", help="mostra em JSON e não grava o documento")
    opcoes.add_argument("--peca", choices=PECAS, help=argparse.SUPPRESS)
    opcoes.add_argument("--base", type=Path, help=argparse.SUPPRESS)
    pedido = opcoes.parse_args()
    if pedido.peca:
        with abrir(pedido.base):
            PECAS[pedido.peca]()
        return
    medido = medir([int(tamanho) for tamanho in pedido.tamanhos.split(",")], pedido.avisos)
    if pedido.json:
        print(json.dumps(medido))
        return
    pedido.saida.write_text(escrever(medido), encoding="utf-8")
    print(f"gravado em {pedido.saida}")


if __name__ == "__main__":
    main()
