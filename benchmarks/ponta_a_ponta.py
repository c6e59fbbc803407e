"""Fechamento completo ao lado de um laço mínimo, na mesma execução (meta: ao menos 0,4 dos avisos por segundo dele).

    python -m benchmarks.ponta_a_ponta [--avisos 300] [--vezes 3] [--json]

O laço mínimo manda os mesmos bytes, já prontos, pela mesma conexão e no mesmo protocolo em etapas, com as mesmas
gravações duráveis de cada aviso: os bytes na base; a linha do diário e *enviando* antes do ponto; a linha do diário e o
desfecho depois da resposta. O fechamento faz isso e o resto: seleciona, grava os avisos, reconfere, desenha e confere
os boletos, desenha o relatório, preenche a mensagem e registra. O servidor é um processo à parte, o mesmo para os dois.

As rodadas se alternam, cada uma numa base nova; vale a mais rápida de cada lado: a outra só acrescenta o que mais a
máquina tinha a fazer.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ensaios.carteira import HOJE
from ensaios.mortes import preparar
from ensaios.programa import ambiente, rodar_em, servidor
from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from envio.eventos import Fim
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.base.abertura import abrir
from modelos.contas import contas_email
from regras.aviso import Aviso
from regras.cadastro import ContaEmail

META = 0.4
Carta = tuple[Aviso, bytes]


def agora() -> datetime:
    return datetime.now(UTC)


def fechar(base: Path, quantos: int, porta: int) -> tuple[float, ContaEmail, list[Carta]]:
    """Prepara a base e cronometra o fechamento; devolve os segundos, a conta e o que foi transmitido."""
    os.environ.update(ambiente(base.parent))
    preparar(rodar_em(base), base, quantos, porta)
    with abrir(base) as aberta:
        inicio = time.perf_counter()
        eventos = list(fechamento.executar(HOJE, Ambiente(aberta, agora, CofreEmMemoria(), TransporteSMTP)))
        segundos = time.perf_counter() - inicio
        fim = eventos[-1]
        assert isinstance(fim, Fim)
        assert fim.resumo.enviados == quantos
        (conta,) = contas_email.listar()
        cartas = [(aviso, mensagens_guardadas.mime(aviso.id) or b"") for aviso in avisos.listar(HOJE)]
    return segundos, conta, cartas


def laco_minimo(pasta: Path, conta: ContaEmail, cartas: Sequence[Carta]) -> float:
    """Cronometra só o que é preciso para que cada mensagem saia uma vez e nada se perca."""
    sessao = TransporteSMTP(conta)
    diario = os.open(pasta / "diario.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with closing(sqlite3.connect(pasta / "minima.db", isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = wal")
        base.execute("PRAGMA synchronous = full")
        base.execute("CREATE TABLE avisos (id INTEGER PRIMARY KEY, estado TEXT, resposta TEXT, mime BLOB)")
        inicio = time.perf_counter()
        for aviso, mime in cartas:
            base.execute("INSERT INTO avisos VALUES (?, 'pendente', '', ?)", (aviso.id, mime))
            envelope = sessao.abrir_envelope(conta.remetente, aviso.destinatarios, mime, aviso.chave)
            _anotar(diario, aviso, "transmitindo")
            base.execute("UPDATE avisos SET estado = 'enviando' WHERE id = ?", (aviso.id,))
            resposta = sessao.transmitir(envelope)
            _anotar(diario, aviso, "enviado")
            base.execute("UPDATE avisos SET estado = 'enviado', resposta = ? WHERE id = ?", (resposta.texto, aviso.id))
        segundos = time.perf_counter() - inicio
    os.close(diario)
    sessao.fechar()
    return segundos


def _anotar(diario: int, aviso: Aviso, estado: str) -> None:
    os.write(diario, json.dumps({"aviso": aviso.chave, "estado": estado}).encode() + b"\n")
    os.fsync(diario)


def comparar(quantos: int, vezes: int) -> dict[str, Any]:
    """Alterna as duas coisas e resume."""
    fechamentos, lacos, octetos = [], [], 0
    for pasta, porta in _rodadas(vezes):
        segundos, conta, cartas = fechar(pasta / "base.db", quantos, porta)
        fechamentos.append(segundos)
        lacos.append(laco_minimo(pasta, conta, cartas))
        octetos = sum(len(mime) for _, mime in cartas) // quantos
    por_segundo = quantos / min(fechamentos), quantos / min(lacos)
    return {
        "avisos": quantos,
        "bytes_por_aviso": octetos,
        "fechamento_por_segundo": round(por_segundo[0], 1),
        "laco_minimo_por_segundo": round(por_segundo[1], 1),
        "razao": round(por_segundo[0] / por_segundo[1], 3),
        "meta": META,
    }


def _rodadas(vezes: int) -> Iterator[tuple[Path, int]]:
    for _ in range(vezes):
        with tempfile.TemporaryDirectory() as nome, servidor(Path(nome) / "correio") as porta:
            yield Path(nome), porta


def main() -> None:
    """Lê as opções, mede e mostra."""
    opcoes = argparse.ArgumentParser(description="Avisos por segundo, ao lado de um laço mínimo.")
    opcoes.add_argument("--avisos", type=int, default=300)
    opcoes.add_argument("--vezes", type=int, default=3)
    opcoes.add_argument("--json", action="store_true")
    pedido = opcoes.parse_args()
    medido = comparar(pedido.avisos, pedido.vezes)
    if pedido.json:
        print(json.dumps(medido))
        return
    print(
        f"{medido['avisos']} avisos de {medido['bytes_por_aviso']} bytes\n"
        f"fechamento {medido['fechamento_por_segundo']}/s · laço mínimo {medido['laco_minimo_por_segundo']}/s\n"
        f"razão {medido['razao']} (meta ≥ {medido['meta']})"
    )


if __name__ == "__main__":
    main()
