"""Boletos por segundo e bytes por boleto, ao lado do iqnus-boleto e da página vazia do ReportLab.

    python benchmarks/boletos.py [--boletos 200] [--vezes 7] [--json]

O iqnus-boleto é instalado pelo pip numa pasta temporária e roda em processo próprio, sobre o mesmo ReportLab e com os
ajustes dele; sem rede, diz e mede só o nosso. As rodadas se alternam e vale a mediana do tempo de processador (tudo é
em memória, e o relógio de parede mediria também o que mais a máquina faz). Os dois vão dos campos do
cadastro aos bytes de um PDF por boleto, sem logotipo, com as mesmas entradas: a linha digitável tem de sair igual.
O vencimento é de outubro de 2024 porque o outro recusa os de depois de 15/11/2024.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reportlab.pdfgen.canvas import Canvas

from boletos import boleto as montagem
from boletos import conferencia, ficha
from boletos.boleto import Boleto
from boletos.codigo import formatar_linha
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.encargos import Percentuais

PAR = "iqnus-boleto"
DO_PAR = Path(__file__).with_name("par_iqnus.py")
HOJE = date(2024, 10, 1)
SEGUNDOS_PARA_INSTALAR = 180
EMPRESA = Empresa(
    "Comercial Aurora Ltda", "11222333000181", "Rua das Palmeiras", "1250", "", "Centro", "Joinville", "SC", "89201000"
)
CLIENTE = Cliente(
    "000123",
    "Padaria Pão de Açúcar",
    cpf_cnpj="45997418000153",
    endereco="Avenida Getúlio Vargas",
    numero="87",
    bairro="Centro",
    cidade="Jaraguá do Sul",
    uf="SC",
)
CONTA = ContaCobranca("1", "237", "09", agencia="1234", agencia_dv="3", conta="0123456", conta_dv="6")
PERCENTUAIS = Percentuais(Decimal(2), Decimal(1))


@dataclass
class Medida:
    """Uma maneira de desenhar: segundos por boleto em cada rodada e os bytes do último."""

    nome: str
    rodadas: list[float] = field(default_factory=list)
    tamanho: int = 0

    @property
    def ms(self) -> float:
        """Milissegundos por boleto, na mediana das rodadas."""
        return median(self.rodadas) * 1000


def montar(numero: int) -> Boleto:
    """O débito de um número, calculado."""
    debito = Debito(
        CLIENTE.codigo,
        f"{numero:07}",
        "1",
        date(2024, 10, 21),
        10_000 + numero,
        10_000 + numero,
        date(2024, 9, 10),
        nosso_numero=f"{numero:011}",
    )
    return montagem.montar(debito, CONTA, EMPRESA, CLIENTE, HOJE, PERCENTUAIS)


def do_debito_ao_pdf(numero: int) -> bytes:
    """Do cadastro aos bytes."""
    return ficha.em_pdf(montar(numero))


def conferido(numero: int) -> bytes:
    """O mesmo, lendo de volta a linha digitável, como no fechamento."""
    boleto = montar(numero)
    pdf = ficha.em_pdf(boleto)
    conferencia.conferir(pdf, boleto, HOJE)
    return pdf


def pagina_vazia(_numero: int) -> bytes:
    """O menor documento que o ReportLab monta: o piso de quem usa um Canvas por boleto."""
    saida = io.BytesIO()
    canvas = Canvas(saida, pageCompression=1, invariant=1)
    canvas.showPage()
    canvas.save()
    return saida.getvalue()


NOSSAS: dict[str, Callable[[int], bytes]] = {
    "este projeto, do débito ao PDF": do_debito_ao_pdf,
    "este projeto, conferido": conferido,
    "página vazia do ReportLab": pagina_vazia,
}


@contextmanager
def abrir_par() -> Iterator[subprocess.Popen[str] | None]:
    """O processo do iqnus-boleto, ou None quando não deu para instalar."""
    with tempfile.TemporaryDirectory() as pasta:
        comando = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", pasta, PAR]
        try:
            subprocess.run(comando, check=True, capture_output=True, timeout=SEGUNDOS_PARA_INSTALAR)
        except (subprocess.SubprocessError, OSError):
            yield None
            return
        ambiente = os.environ | {"PYTHONPATH": pasta}
        with subprocess.Popen(
            [sys.executable, str(DO_PAR)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=ambiente,
        ) as processo:
            try:
                yield processo
            finally:
                processo.terminate()


def pedir(processo: subprocess.Popen[str], quantos: int) -> dict[str, Any]:
    """Uma rodada do outro."""
    assert processo.stdin is not None
    assert processo.stdout is not None
    processo.stdin.write(f"{quantos}\n")
    processo.stdin.flush()
    resposta: dict[str, Any] = json.loads(processo.stdout.readline())
    return resposta


def comparar(quantos: int, vezes: int) -> dict[str, Any]:
    """Alterna as rodadas de todos; a primeira aquece e não conta."""
    medidas = {nome: Medida(nome) for nome in NOSSAS}
    do_par = Medida(PAR)
    linha_do_par = None
    with abrir_par() as processo:
        for _ in range(vezes + 1):
            for nome, desenhar in NOSSAS.items():
                inicio = time.process_time()
                feitos = [desenhar(numero) for numero in range(1, quantos + 1)]
                medidas[nome].rodadas.append((time.process_time() - inicio) / quantos)
                medidas[nome].tamanho = len(feitos[-1])
            if processo is not None:
                resposta = pedir(processo, quantos)
                do_par.rodadas.append(resposta["segundos"] / quantos)
                do_par.tamanho, linha_do_par = resposta["bytes"], resposta["linha"]
    todas = [*medidas.values(), *([do_par] if do_par.rodadas else [])]
    for medida in todas:
        del medida.rodadas[0]
    return _resumir(todas, linha_do_par, quantos, vezes)


def _resumir(medidas: list[Medida], linha_do_par: str | None, quantos: int, vezes: int) -> dict[str, Any]:
    por_nome = {medida.nome: medida for medida in medidas}
    nossa = por_nome["este projeto, do débito ao PDF"]
    par = por_nome.get(PAR)
    return {
        "boletos": quantos,
        "vezes": vezes,
        "medidas": [
            {
                "nome": medida.nome,
                "ms_por_boleto": round(medida.ms, 3),
                "boletos_por_segundo": round(1000 / medida.ms),
                "bytes_por_boleto": medida.tamanho,
            }
            for medida in medidas
        ],
        "razao_pagina_vazia": round(nossa.ms / por_nome["página vazia do ReportLab"].ms, 2),
        "vezes_mais_rapido_que_o_par": round(par.ms / nossa.ms, 1) if par else None,
        "bytes_em_relacao_ao_par": round(nossa.tamanho / par.tamanho, 2) if par else None,
        "mesma_linha_digitavel": linha_do_par == formatar_linha(montar(1).linha_digitavel) if par else None,
        "meta_ms": 1.5,
        "meta_bytes": 8192,
    }


def mostrar(resumo: dict[str, Any]) -> None:
    """A tabela para quem lê."""
    print(f"{'maneira':<34}{'ms/boleto':>11}{'boletos/s':>12}{'bytes':>9}")
    for medida in resumo["medidas"]:
        milissegundos = f"{medida['ms_por_boleto']:.3f}".replace(".", ",")
        print(f"{medida['nome']:<34}{milissegundos:>11}", end="")
        print(f"{medida['boletos_por_segundo']:>12}{medida['bytes_por_boleto']:>9}")
    print(f"em relação à página vazia do ReportLab: {resumo['razao_pagina_vazia']} vezes o tempo")
    if resumo["vezes_mais_rapido_que_o_par"] is None:
        print(f"sem rede para instalar o {PAR}: medido só o nosso")
        return
    igual = "igual" if resumo["mesma_linha_digitavel"] else "DIFERENTE"
    rapidez, tamanho = resumo["vezes_mais_rapido_que_o_par"], resumo["bytes_em_relacao_ao_par"]
    print(f"em relação ao {PAR}: {rapidez} vezes mais rápido, {tamanho} dos bytes, linha digitável {igual}")


def main() -> None:
    """Lê as opções, mede e mostra."""
    opcoes = argparse.ArgumentParser(description="Boletos por segundo e bytes por boleto, ao lado do iqnus-boleto.")
    opcoes.add_argument("--boletos", type=int, default=200)
    opcoes.add_argument("--vezes", type=int, default=7)
    opcoes.add_argument("--json", action="store_true")
    pedido = opcoes.parse_args()
    resumo = comparar(pedido.boletos, pedido.vezes)
    if pedido.json:
        print(json.dumps(resumo, ensure_ascii=False, indent=2))
    else:
        mostrar(resumo)


if __name__ == "__main__":
    main()
