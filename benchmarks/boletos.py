"""Boletos por segundo e bytes por boleto, ao lado do iqnus-boleto, do pycobranca e da página vazia do ReportLab.

    python benchmarks/boletos.py [--boletos 300] [--vezes 5] [--lote 10000] [--json]

Os pares são instalados pelo pip, cada um num ambiente virtual temporário, e rodam em processo próprio; o pycobranca
pede Python 3.12 ou mais novo. Sem rede, ou sem esse Python, diz e mede o resto. As rodadas se alternam e vale a
mediana do tempo de processador (tudo é em memória, e o relógio de parede mediria também o que mais a máquina faz).
Todos vão dos campos do cadastro aos bytes de um PDF por boleto, com as mesmas entradas: a linha digitável tem de sair
igual.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import cenario_boletos as cenario
from benchmarks.pares import IQNUS, PYCOBRANCA, Aberto, Par, abrir

KB = 1024


@dataclass
class Medida:
    """Uma maneira de desenhar: segundos por boleto em cada rodada e os bytes do último."""

    nome: str
    rodadas: list[float] = field(default_factory=list)
    tamanho: int = 0
    linha: str = ""

    @property
    def ms(self) -> float:
        """Milissegundos por boleto, na mediana das rodadas."""
        return median(self.rodadas) * 1000


@dataclass(frozen=True)
class Meta:
    """Uma razão pedida: quantas vezes o primeiro caminho é mais rápido que o segundo."""

    nosso: str
    outro: str
    vezes: float


def nome_de(par: Par, variante: str) -> str:
    """Como a medida de um par se chama."""
    return f"{par.pacote} {variante}"


METAS = (
    Meta(cenario.COMPLETO, nome_de(IQNUS, "com logotipo"), 30),
    Meta(cenario.COMPLETO, nome_de(PYCOBRANCA, "clássico, com logotipo"), 30),
    Meta(cenario.COMPLETO, nome_de(PYCOBRANCA, "clássico, sem logotipo"), 15),
    Meta(cenario.COM_PIX, nome_de(PYCOBRANCA, "clássico, com Pix e logotipo"), 150),
    Meta(cenario.DO_CARNE, cenario.COMPLETO, 1 / 3),
    Meta(cenario.COMPLETO, cenario.COMUM, 1 / 2),
    Meta(cenario.COMPLETO, cenario.VAZIA, 1),
    Meta(cenario.CONFERIDO, cenario.VAZIA, 1),
    Meta(cenario.COMPLETO, cenario.INGENUO, 10),
)
MAIORES = {cenario.COMUM: 8 * KB, cenario.COMPLETO: 20 * KB, cenario.COM_PIX: 22 * KB}


def medir_nossos(medidas: dict[str, Medida], quantos: int) -> None:
    """Uma rodada de cada caminho deste projeto."""
    for nome, desenhar in cenario.CAMINHOS.items():
        inicio = time.process_time()
        feitos = [desenhar(numero) for numero in range(1, quantos + 1)]
        medida = medidas.setdefault(nome, Medida(nome))
        medida.rodadas.append((time.process_time() - inicio) / quantos)
        medida.tamanho = len(feitos[-1])


def medir_par(medidas: dict[str, Medida], par: Aberto, quantos: int) -> None:
    """Uma rodada de cada variante de um par."""
    for variante in par.par.variantes:
        nome = nome_de(par.par, variante)
        resposta = par.pedir(variante, quantos)
        medida = medidas.setdefault(nome, Medida(nome))
        medida.rodadas.append(resposta["segundos"] / quantos)
        medida.tamanho, medida.linha = resposta["bytes"], re.sub(r"\D", "", resposta["linha"])


def comparar(quantos: int, vezes: int) -> tuple[dict[str, Medida], list[str]]:
    """Alterna as rodadas de todos; a primeira aquece e não conta."""
    medidas: dict[str, Medida] = {}
    with abrir() as (pares, ausentes):
        for _ in range(vezes + 1):
            medir_nossos(medidas, quantos)
            for par in pares:
                medir_par(medidas, par, quantos)
    for medida in medidas.values():
        del medida.rodadas[0]
    return medidas, ausentes


def resumir(medidas: dict[str, Medida], ausentes: list[str]) -> dict[str, Any]:
    """Tudo o que se mostra."""
    nossa_linha = cenario.montar(1).linha_digitavel
    return {
        "medidas": [
            {
                "nome": medida.nome,
                "ms_por_boleto": round(medida.ms, 3),
                "boletos_por_segundo": round(1000 / medida.ms),
                "bytes_por_boleto": medida.tamanho,
            }
            for medida in medidas.values()
        ],
        "metas": list(_conferir_metas(medidas)),
        "mesma_linha_digitavel": all(medida.linha in {"", nossa_linha} for medida in medidas.values()),
        "ausentes": ausentes,
    }


def _conferir_metas(medidas: dict[str, Medida]) -> Iterator[dict[str, Any]]:
    for meta in METAS:
        if meta.outro in medidas:
            razao = medidas[meta.outro].ms / medidas[meta.nosso].ms
            nome = f"{meta.nosso}: vezes mais rápido que {meta.outro}"
            yield {"meta": nome, "pedido": meta.vezes, "medido": round(razao, 2), "cumpre": razao >= meta.vezes}
    for nome, maior in MAIORES.items():
        tamanho = medidas[nome].tamanho
        yield {"meta": f"{nome}: bytes, no máximo", "pedido": maior, "medido": tamanho, "cumpre": tamanho <= maior}


def medir_lote(quantos: int) -> dict[str, Any]:
    """Um lote, um boleto de cada vez: quanto a memória cresce dos primeiros cem ao último."""
    for numero in range(1, 101):
        cenario.com_pix(numero)
    tracemalloc.start()
    antes, _ = tracemalloc.get_traced_memory()
    inicio = time.perf_counter()
    for numero in range(101, quantos + 1):
        cenario.com_pix(numero)
    depois, pico = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {
        "boletos": quantos,
        "segundos": round(time.perf_counter() - inicio, 1),
        "cresceu_kb": round((depois - antes) / KB),
        "pico_kb": round((pico - antes) / KB),
    }


def mostrar(resumo: dict[str, Any]) -> None:
    """A tabela para quem lê."""
    print(f"{'maneira':<48}{'ms/boleto':>11}{'boletos/s':>12}{'bytes':>9}")
    for medida in resumo["medidas"]:
        milissegundos = f"{medida['ms_por_boleto']:.3f}".replace(".", ",")
        print(f"{medida['nome']:<48}{milissegundos:>11}", end="")
        print(f"{medida['boletos_por_segundo']:>12}{medida['bytes_por_boleto']:>9}")
    for meta in resumo["metas"]:
        marca = "sim" if meta["cumpre"] else "NÃO"
        print(f"{marca}  {meta['meta']}: {meta['medido']} (pedido {meta['pedido']})")
    print(f"linha digitável {'igual' if resumo['mesma_linha_digitavel'] else 'DIFERENTE'} em todos")
    for motivo in resumo["ausentes"]:
        print(f"não medido: {motivo}")
    if "lote" in resumo:
        lote = resumo["lote"]
        print(
            f"lote de {lote['boletos']} com Pix: a memória cresceu {lote['cresceu_kb']} KB (pico {lote['pico_kb']} KB)"
        )


def main() -> None:
    """Lê as opções, mede e mostra."""
    opcoes = argparse.ArgumentParser(description="Boletos por segundo e bytes por boleto, ao lado dos pares.")
    opcoes.add_argument("--boletos", type=int, default=300)
    opcoes.add_argument("--vezes", type=int, default=5)
    opcoes.add_argument("--lote", type=int, default=0, metavar="N", help="mede também a memória de um lote de N")
    opcoes.add_argument("--json", action="store_true")
    pedido = opcoes.parse_args()
    resumo = resumir(*comparar(pedido.boletos, pedido.vezes))
    if pedido.lote:
        resumo["lote"] = medir_lote(pedido.lote)
    if pedido.json:
        print(json.dumps(resumo, ensure_ascii=False, indent=2))
    else:
        mostrar(resumo)


if __name__ == "__main__":
    main()
