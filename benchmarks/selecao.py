"""Seleção de 60 mil débitos ao lado do SELECT cru das mesmas linhas, na mesma execução (meta: até 1,5 vez).

    python benchmarks/selecao.py [--clientes 10000] [--debitos 60000] [--vezes 7] [--json]

A base é sintética e determinista, numa pasta temporária. Em cada rodada medem-se, um depois do outro, o SELECT cru
das linhas que a seleção lê (sqlite3 puro, `fetchall`, sem junção nem subconsulta a mais: débitos em aberto pelo índice
da seleção, clientes, contatos e grupos) e a seleção inteira (`retrato.ler_em_lotes` + `regras.selecao.planejar`). Vale
a mediana do tempo de processador. `razao_so_debitos` divide pelo SELECT só dos débitos, para quem quiser a régua mais
dura.

É o pior dia: o primeiro fechamento, em que quase todo débito lido vai num aviso, com encargos calculados.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sqlite3
import statistics
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
COLUNAS = ", ".join(nome for nome in Debito._fields if nome != "ausente_em")  # a seleção não a lê: nem está no índice
DEBITOS = f"SELECT {COLUNAS} FROM debitos WHERE {EM_JOGO}"  # noqa: S608 - constantes nossas
OUTROS = ("SELECT * FROM clientes", "SELECT * FROM contatos", "SELECT * FROM contatos_grupos")


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
    """Segundos de processador e o que foi devolvido. O lixo da medida anterior é recolhido antes, para não pesar."""
    gc.collect()
    inicio = time.process_time()
    devolvido = medir()
    return time.process_time() - inicio, devolvido


def comparar(caminho: Path, vezes: int) -> dict[str, Any]:
    """Mede as duas coisas em rodadas alternadas."""
    valores = ParametrosAviso(habilitado=True)
    parametros.gravar(valores)
    limite = (HOJE + timedelta(days=valores.vencendo_em_dias)).isoformat()
    tempos: dict[str, list[float]] = {"debitos": [], "outros": [], "selecao": []}
    with closing(sqlite3.connect(caminho)) as conexao:
        for _ in range(vezes + 1):
            crus, linhas = cronometrar(lambda: conexao.execute(DEBITOS, (limite,)).fetchall())
            outros, _ = cronometrar(lambda: [conexao.execute(comando).fetchall() for comando in OUTROS])
            selecionando, (avisos, selecionados) = cronometrar(lambda: selecionar(valores))
            resumo = (len(linhas), avisos, selecionados)
            del linhas
            for nome, segundos in zip(tempos, (crus, outros, selecionando), strict=True):
                tempos[nome].append(segundos)
    # A primeira rodada aquece o cache de páginas e não conta.
    return _resumir({nome: statistics.median(lista[1:]) for nome, lista in tempos.items()}, resumo, vezes)


def selecionar(valores: ParametrosAviso) -> tuple[int, int]:
    """A seleção como o plano a consome: quantos avisos e quantos débitos, sem guardar nenhum."""
    avisos = debitos = 0
    for lote in retrato.ler_em_lotes(HOJE, valores):
        plano = planejar(HOJE, valores, lote)
        avisos += len(plano.avisos)
        debitos += sum(len(aviso.debitos) for aviso in plano.avisos)
    return avisos, debitos


def _resumir(medianas: dict[str, float], tamanho: tuple[int, int, int], vezes: int) -> dict[str, Any]:
    linhas, avisos, debitos_selecionados = tamanho
    cru = medianas["debitos"] + medianas["outros"]
    return {
        "linhas": linhas,
        "avisos": avisos,
        "debitos_selecionados": debitos_selecionados,
        "vezes": vezes,
        "cru_ms": round(cru * 1000, 1),
        "cru_so_debitos_ms": round(medianas["debitos"] * 1000, 1),
        "selecao_ms": round(medianas["selecao"] * 1000, 1),
        "razao": round(medianas["selecao"] / cru, 2),
        "razao_so_debitos": round(medianas["selecao"] / medianas["debitos"], 2),
        "meta": 1.5,
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
        f"SELECT cru {medido['cru_ms']} ms · seleção {medido['selecao_ms']} ms\n"
        f"razão {medido['razao']} (meta ≤ {medido['meta']}); só contra os débitos, {medido['razao_so_debitos']}"
    )


if __name__ == "__main__":
    main()
