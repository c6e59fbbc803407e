"""Seleção de 60 mil débitos ao lado do SELECT cru das mesmas linhas, na mesma execução (meta: até 3 vezes).

    python benchmarks/selecao.py [--clientes 10000] [--debitos 60000] [--vezes 7] [--json]

A base é sintética e determinista, numa pasta temporária. Em cada rodada medem-se, um depois do outro, o SELECT cru
das linhas que a seleção lê (sqlite3 puro, `fetchall`, pelos mesmos índices: débitos em aberto, os seus clientes, os
contatos deles) e a seleção inteira (`retrato.ler` + `regras.selecao.planejar`). Vale a rodada mais rápida de cada uma:
as outras só acrescentam o que mais a máquina tinha a fazer. `razao_so_debitos` divide pelo SELECT só dos débitos, para
quem quiser a régua mais dura.

É o pior dia: o primeiro fechamento, em que quase todo débito lido vai num aviso, com encargos calculados.
"""

from __future__ import annotations

import argparse
import gc
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
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from modelos import retrato
from modelos.base.abertura import abrir
from modelos.cadastro import clientes, contatos, empresas
from modelos.carteira import debitos
from modelos.contas import contas_cobranca, parametros
from regras.cadastro import Cliente, ContaCobranca, Contato, Empresa
from regras.debito import Debito
from regras.parametros import ParametrosAviso
from regras.selecao import planejar

HOJE = date(2026, 11, 24)
EM_JOGO = "saldo_centavos > 0 AND pago_em IS NULL AND baixado_em IS NULL AND vencimento <= ?"
DONOS = f"SELECT cliente FROM debitos WHERE {EM_JOGO}"  # noqa: S608 - constantes nossas
COLUNAS = ", ".join(nome for nome in Debito._fields if nome != "ausente_em")  # a seleção não a lê: nem está no índice
DEBITOS = f"SELECT {COLUNAS} FROM debitos WHERE {EM_JOGO}"  # noqa: S608 - constantes nossas
CLIENTES = f"SELECT * FROM clientes WHERE codigo IN ({DONOS})"  # noqa: S608 - constantes nossas
CONTATOS = (
    "SELECT c.*, g.grupo FROM contatos c LEFT JOIN contatos_grupos g ON g.contato = c.id "  # noqa: S608 - constantes nossas
    f"WHERE c.cliente IN ({DONOS}) ORDER BY c.id, g.id"
)


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
    """Segundos e o que foi devolvido. O lixo da medida anterior é recolhido antes, para não pesar nesta."""
    gc.collect()
    inicio = time.perf_counter()
    devolvido = medir()
    return time.perf_counter() - inicio, devolvido


def comparar(caminho: Path, vezes: int) -> dict[str, Any]:
    """Mede as duas coisas em rodadas alternadas."""
    valores = ParametrosAviso(habilitado=True)
    parametros.gravar(valores)
    limite = (HOJE + timedelta(days=valores.vencendo_em_dias)).isoformat()
    tempos: dict[str, list[float]] = {"debitos": [], "outros": [], "retrato": [], "planejar": []}
    with closing(sqlite3.connect(caminho)) as conexao:
        for _ in range(vezes + 1):
            crus, linhas = cronometrar(lambda: conexao.execute(DEBITOS, (limite,)).fetchall())
            outros, _ = cronometrar(
                lambda: [conexao.execute(comando, (limite,)).fetchall() for comando in (CLIENTES, CONTATOS)]
            )
            lendo, lido = cronometrar(lambda: retrato.ler(HOJE, valores))
            planejando, plano = cronometrar(lambda lido=lido: planejar(HOJE, valores, lido))
            resumo = (len(linhas), len(plano.avisos), sum(len(aviso.debitos) for aviso in plano.avisos))
            del linhas, lido, plano
            for nome, segundos in zip(tempos, (crus, outros, lendo, planejando), strict=True):
                tempos[nome].append(segundos)
    # A primeira rodada aquece o cache de páginas e não conta.
    melhores = {nome: min(lista[1:]) for nome, lista in tempos.items()}
    return _resumir(melhores, resumo, vezes)


def _resumir(melhores: dict[str, float], tamanho: tuple[int, int, int], vezes: int) -> dict[str, Any]:
    linhas, avisos, debitos_selecionados = tamanho
    selecao = melhores["retrato"] + melhores["planejar"]
    return {
        "linhas": linhas,
        "avisos": avisos,
        "debitos_selecionados": debitos_selecionados,
        "vezes": vezes,
        "cru_ms": round((melhores["debitos"] + melhores["outros"]) * 1000, 1),
        "cru_so_debitos_ms": round(melhores["debitos"] * 1000, 1),
        "retrato_ms": round(melhores["retrato"] * 1000, 1),
        "planejar_ms": round(melhores["planejar"] * 1000, 1),
        "razao": round(selecao / (melhores["debitos"] + melhores["outros"]), 2),
        "razao_so_debitos": round(selecao / melhores["debitos"], 2),
        "meta": 3.0,
    }


def main() -> None:
    """Lê as opções, mede e mostra."""
    opcoes = argparse.ArgumentParser(description="Seleção ao lado do SELECT cru das mesmas linhas.")
    opcoes.add_argument("--clientes", type=int, default=10_000)
    opcoes.add_argument("--debitos", type=int, default=60_000)
    opcoes.add_argument("--vezes", type=int, default=9)
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
        f"razão {medido['razao']} (meta ≤ {medido['meta']}); só contra os débitos, {medido['razao_so_debitos']}"
    )


if __name__ == "__main__":
    main()
