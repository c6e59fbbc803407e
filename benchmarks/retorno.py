"""O retorno do banco: títulos lidos por segundo, memória do leitor, e o tempo de conciliar com a base cheia.

    python benchmarks/retorno.py [--titulos 1000000] [--debitos 1000000] [--por-arquivo 125000] [--json]

O leitor corre sobre um arquivo em disco de `--titulos` (240 do Bradesco, T e U), com o exame; conta-se o tempo de
processador, e o pico do que o Python alocou, medido num pedaço de dez por cento e no arquivo inteiro: iguais, a memória
é constante. A conciliação lê o mesmo total em arquivos de `--por-arquivo` (o limite é de 64 MB cada) contra uma base
sintética de `--debitos`, e grava tudo: títulos, baixas e o reflexo nos débitos. Metas: 100 mil títulos por segundo e
60 segundos.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from envio.retorno.leitura import ler
from modelos.base.abertura import abrir
from modelos.cadastro import clientes
from modelos.carteira import debitos
from modelos.contas import contas_cobranca
from regras.cadastro import Cliente, ContaCobranca
from regras.debito import Debito
from regras.retorno import exame, leitura

HOJE = date(2026, 11, 24)
VENCE = HOJE - timedelta(days=5)
EM = datetime(2026, 11, 24, 15, tzinfo=UTC)
_BRANCO = b" " * 240


def _por(linha: bytes, coluna: int, texto: str) -> bytes:
    octetos = texto.encode()
    return linha[: coluna - 1] + octetos + linha[coluna - 1 + len(octetos) :]


def escrever(caminho: Path, numeros: range) -> None:
    """Um 240 do Bradesco, com um título pago por número."""
    cabecalho = _por(_por(_BRANCO, 1, "23700000"), 143, f"2{HOJE:%d%m%Y}")
    lote = _por(_por(_por(_BRANCO, 1, "23700011T01"), 54, "01234"), 60, "000000055501")
    t = _por(
        _por(_por(_por(_BRANCO, 1, "2370001300000T 06"), 74, f"{HOJE:%d%m%Y}"), 82, f"{15000:015d}"), 199, "0" * 15
    )
    u = _por(_por(_BRANCO, 1, "2370001300000U 06"), 18, "0" * 60 + f"{15000:015d}" * 2)
    u = _por(u, 138, f"{HOJE:%d%m%Y}" * 2)
    with caminho.open("wb") as arquivo:
        arquivo.write(cabecalho + b"\r\n" + lote + b"\r\n")
        for ordem, numero in enumerate(numeros):
            arquivo.write(_por(_por(t, 9, f"{(2 * ordem + 1) % 100000:05d}"), 38, f"00900000{numero:011d}5") + b"\r\n")
            arquivo.write(_por(u, 9, f"{(2 * ordem + 2) % 100000:05d}") + b"\r\n")
        linhas = 2 * len(numeros) + 2
        arquivo.write(_por(_por(_BRANCO, 1, "23700015"), 18, f"{linhas % 1000000:06d}") + b"\r\n")
        arquivo.write(_por(_por(_BRANCO, 1, "23799999"), 18, f"000001{(linhas + 2) % 1000000:06d}") + b"\r\n")


def medir_leitor(pasta: Path, titulos: int) -> dict[str, Any]:
    """Títulos por segundo de processador, e o pico de memória num décimo e no todo."""
    medidas: dict[str, Any] = {}
    for nome, quantos in (("decimo", titulos // 10), ("todo", titulos)):
        caminho = pasta / f"{nome}.ret"
        escrever(caminho, range(1, quantos + 1))
        with caminho.open("rb") as fluxo:
            inicio = time.process_time()
            examinado = exame.examinar(fluxo)
            fluxo.seek(0)
            lidos = sum(1 for _ in leitura.ler(fluxo, examinado))
            gasto = time.process_time() - inicio
        medidas |= {"titulos": lidos, "titulos_por_segundo": round(lidos / gasto)}
        tracemalloc.start()
        with caminho.open("rb") as fluxo:
            for _ in leitura.ler(fluxo, examinado):
                pass
        medidas[f"pico_{nome}_kb"] = tracemalloc.get_traced_memory()[1] // 1024
        tracemalloc.stop()
        caminho.unlink()
    return medidas


def medir_conciliacao(pasta: Path, titulos: int, quantos_debitos: int, por_arquivo: int) -> dict[str, Any]:
    """Segundos para ler e gravar todos os arquivos numa base cheia."""
    with abrir(pasta / "base.db"):
        contas_cobranca.gravar(ContaCobranca("1", "237", "09", agencia="1234", conta="55501"))
        clientes.gravar_varios(Cliente(f"{numero:05d}", f"Cliente {numero}") for numero in range(10_000))
        for inicio in range(1, quantos_debitos + 1, 50_000):
            debitos.gravar_varios(
                [
                    Debito(
                        f"{n % 10_000:05d}", str(n), "1", HOJE - timedelta(days=5), 15000, 15000, None, "", "1", str(n)
                    )
                    for n in range(inicio, min(inicio + 50_000, quantos_debitos + 1))
                ]
            )
        caminhos = []
        for inicio in range(1, titulos + 1, por_arquivo):
            caminhos.append(pasta / f"{inicio}.ret")
            escrever(caminhos[-1], range(inicio, min(inicio + por_arquivo, titulos + 1)))
        relogio, processador = time.perf_counter(), time.process_time()
        baixados = 0
        for caminho in caminhos:
            (lido,) = ler([caminho], EM, HOJE)
            baixados += lido.contagem.baixados
        return {
            "arquivos": len(caminhos),
            "baixados": baixados,
            "segundos": round(time.perf_counter() - relogio, 1),
            "segundos_de_processador": round(time.process_time() - processador, 1),
        }


def main() -> None:
    """Lê as opções, mede e mostra."""
    opcoes = argparse.ArgumentParser(description="Leitura e conciliação do retorno do banco.")
    opcoes.add_argument("--titulos", type=int, default=1_000_000)
    opcoes.add_argument("--debitos", type=int, default=1_000_000)
    opcoes.add_argument("--por-arquivo", type=int, default=125_000)
    opcoes.add_argument("--json", action="store_true")
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory() as temporaria:
        pasta = Path(temporaria)
        medidas = {
            "leitor": medir_leitor(pasta, pedido.titulos),
            "conciliacao": medir_conciliacao(pasta, pedido.titulos, pedido.debitos, pedido.por_arquivo),
        }
    if pedido.json:
        print(json.dumps(medidas))
        return
    for parte, numeros in medidas.items():
        print(f"{parte}: " + ", ".join(f"{nome} {valor}" for nome, valor in numeros.items()))


if __name__ == "__main__":
    main()
