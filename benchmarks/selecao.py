"""Seleção de 60 mil débitos ao lado do SELECT cru das mesmas linhas, na mesma execução (meta: até 3 vezes).

    python benchmarks/selecao.py [--clientes 10000] [--debitos 60000] [--vezes 7] [--json]

A base é sintética e determinista, numa pasta temporária. Em cada rodada medem-se, um depois do outro, o
SELECT cru (sqlite3 puro, `fetchall`, as mesmas linhas e colunas que a seleção lê, pelo mesmo índice) e a seleção
inteira (`retrato.ler` + `regras.selecao.planejar`); vale a mediana das rodadas.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from modelos import clientes, contas_cobranca, contatos, debitos, empresas, parametros, retrato
from modelos.base import abrir
from regras.cadastro import Cliente, ContaCobranca, Contato, Empresa
from regras.debito import Debito
from regras.parametros import ParametrosAviso
from regras.selecao import Plano, planejar

HOJE = date(2026, 11, 24)
COLUNAS = ", ".join(nome for nome in Debito._fields if nome != "pago_em")
CRU = f"SELECT {COLUNAS} FROM debitos WHERE saldo_centavos > 0 AND pago_em IS NULL AND vencimento <= ?"  # noqa: S608 - nomes nossos


def povoar(quantos_clientes: int, quantos_debitos: int) -> None:
    """Carteira plausível: vencimentos de um ano atrás a dois meses à frente, um em dez já pago."""
    sorteio = random.Random(20261124)  # noqa: S311 - sorteio de exemplo, não de segurança
    empresas.gravar(Empresa("Comercial Aurora Ltda", "11222333000181", cidade="Joinville", uf="SC"))
    contas_cobranca.gravar_varias(
        ContaCobranca(str(numero), "237", "09", multa_percentual=Decimal(2) if numero % 2 else None)
        for numero in range(1, 5)
    )
    codigos = [f"{numero:06}" for numero in range(quantos_clientes)]
    clientes.gravar_varios(
        Cliente(codigo, f"Cliente {codigo} Comércio Ltda", cpf_cnpj="11222333000181", email=f"c{codigo}@exemplo.com.br")
        for codigo in codigos
    )
    contatos.gravar_varios(
        [
            Contato.criar(codigo, nome, f"{nome.lower()}{codigo}@exemplo.com.br", (grupo,))
            for codigo in codigos
            for nome, grupo in (("Ana", "Financeiro"), ("Bruno", "Compras"))
        ]
    )
    debitos.gravar_varios([_sortear(sorteio, numero, codigos) for numero in range(quantos_debitos)])


def _sortear(sorteio: random.Random, numero: int, codigos: list[str]) -> Debito:
    vencimento = HOJE + timedelta(days=sorteio.randint(-365, 60))
    valor = sorteio.randint(5_000, 500_000)
    return Debito(
        cliente=sorteio.choice(codigos),
        documento=f"{numero:07}",
        parcela="1",
        vencimento=vencimento,
        valor_centavos=valor,
        saldo_centavos=valor,
        emissao=vencimento - timedelta(days=30),
        situacao=sorteio.choice(("", "Normal", "Acordo")),
        conta_cobranca=str(sorteio.randint(1, 4)),
        nosso_numero=f"{numero:011}",
        pago_em=HOJE if sorteio.random() < 0.1 else None,
    )


def cronometrar(medir: Callable[[], Any]) -> tuple[float, Any]:
    """Segundos e o que foi devolvido."""
    inicio = time.perf_counter()
    devolvido = medir()
    return time.perf_counter() - inicio, devolvido


def comparar(caminho: Path, vezes: int) -> dict[str, Any]:
    """Mede as duas coisas em rodadas alternadas."""
    valores = ParametrosAviso(habilitado=True)
    parametros.gravar(valores)
    limite = (HOJE + timedelta(days=valores.vencendo_em_dias)).isoformat()
    tempos: dict[str, list[float]] = {"cru": [], "retrato": [], "planejar": []}
    with closing(sqlite3.connect(caminho)) as conexao:
        for _ in range(vezes + 1):
            cru, linhas = cronometrar(lambda: conexao.execute(CRU, (limite,)).fetchall())
            lendo, lido = cronometrar(lambda: retrato.ler(HOJE, valores))
            planejando, plano = cronometrar(lambda lido=lido: planejar(HOJE, valores, lido))
            for nome, segundos in (("cru", cru), ("retrato", lendo), ("planejar", planejando)):
                tempos[nome].append(segundos)
    # A primeira rodada aquece o cache de páginas e não conta.
    medianas = {nome: median(lista[1:]) for nome, lista in tempos.items()}
    return _resumir(medianas, len(linhas), plano, vezes)


def _resumir(medianas: dict[str, float], linhas: int, plano: Plano, vezes: int) -> dict[str, Any]:
    selecao = medianas["retrato"] + medianas["planejar"]
    return {
        "linhas": linhas,
        "avisos": len(plano.avisos),
        "debitos_selecionados": sum(len(aviso.debitos) for aviso in plano.avisos),
        "vezes": vezes,
        "cru_ms": round(medianas["cru"] * 1000, 1),
        "retrato_ms": round(medianas["retrato"] * 1000, 1),
        "planejar_ms": round(medianas["planejar"] * 1000, 1),
        "razao": round(selecao / medianas["cru"], 2),
        "meta": 3.0,
    }


def main() -> None:
    """Lê as opções, mede e mostra."""
    opcoes = argparse.ArgumentParser(description="Seleção ao lado do SELECT cru das mesmas linhas.")
    opcoes.add_argument("--clientes", type=int, default=10_000)
    opcoes.add_argument("--debitos", type=int, default=60_000)
    opcoes.add_argument("--vezes", type=int, default=7)
    opcoes.add_argument("--json", action="store_true")
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory() as pasta:
        caminho = Path(pasta) / "selecao.db"
        with abrir(caminho):
            montagem, _ = cronometrar(lambda: povoar(pedido.clientes, pedido.debitos))
            medido = comparar(caminho, pedido.vezes) | {"montagem_s": round(montagem, 1)}
    if pedido.json:
        print(json.dumps(medido))
        return
    print(
        f"{medido['linhas']} débitos lidos, {medido['avisos']} avisos com {medido['debitos_selecionados']} débitos\n"
        f"SELECT cru {medido['cru_ms']} ms · retrato {medido['retrato_ms']} ms · planejar {medido['planejar_ms']} ms\n"
        f"razão {medido['razao']} (meta ≤ {medido['meta']})"
    )


if __name__ == "__main__":
    main()
