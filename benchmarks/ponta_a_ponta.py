"""Fechamento completo ao lado de um laço mínimo, na mesma execução (meta: ao menos metade dos avisos por segundo dele).

    python -m benchmarks.ponta_a_ponta [--avisos 300] [--vezes 3] [--json]

Cada aviso leva de quatro a seis boletos, 4,7 em média.

O laço mínimo manda os mesmos bytes, já prontos, pela mesma conexão e no mesmo protocolo em etapas, com as mesmas
gravações duráveis de cada aviso: os bytes na base; a linha do diário e *enviando* antes do ponto; a linha do diário e o
desfecho depois da resposta. O fechamento faz isso e o resto: seleciona, grava os avisos, reconfere, desenha e confere
os boletos, desenha o relatório, preenche a mensagem e registra. O receptor é um processo à parte, o mesmo para os dois,
e só acha o fim dos dados (`benchmarks/receptor.py`). Ao lado do tempo de relógio, o de processador de cada lado: numa
máquina ocupada é ele que vale.

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
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.receptor import receptor
from ensaios.carteira import HOJE, Carteira
from ensaios.mortes import montar_carteira, preparar
from ensaios.programa import ambiente, rodar_em
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

META = 0.5
BOLETOS = (4, 5, 5, 4, 6, 4, 5, 5, 4, 5)
"""Quantos boletos de cada aviso, em roda: 4,7 em média."""
Carta = tuple[Aviso, bytes]


class Tempo(NamedTuple):
    """Segundos de relógio, e de processador deste processo e dos filhos que já acabaram."""

    relogio: float
    processador: float

    @classmethod
    def agora(cls) -> Tempo:
        """O instante."""
        gasto = os.times()
        return cls(time.perf_counter(), gasto.user + gasto.system + gasto.children_user + gasto.children_system)

    def desde(self) -> Tempo:
        """Quanto passou desde este instante."""
        return Tempo(*(depois - antes for antes, depois in zip(self, Tempo.agora(), strict=True)))


def agora() -> datetime:
    return datetime.now(UTC)


def montar(quantos: int) -> Carteira:
    """A carteira das mortes súbitas, com mais boletos por aviso."""
    carteira = montar_carteira(quantos)
    modelo = carteira.debitos[0]
    debitos = [
        modelo | {"cliente": cliente["codigo"], "documento": f"{boleto}", "nosso_numero": f"{numero * 10 + boleto}"}
        for numero, cliente in enumerate(carteira.clientes)
        for boleto in range(1, BOLETOS[numero % len(BOLETOS)] + 1)
    ]
    return replace(carteira, debitos=debitos)


def fechar(base: Path, quantos: int, porta: int) -> tuple[Tempo, ContaEmail, list[Carta]]:
    """Prepara a base e cronometra o fechamento; devolve o tempo, a conta e o que foi transmitido."""
    os.environ.update(ambiente(base.parent))
    preparar(rodar_em(base), base, montar(quantos), porta)
    with abrir(base) as aberta:
        inicio = Tempo.agora()
        eventos = list(fechamento.executar(HOJE, Ambiente(aberta, agora, CofreEmMemoria(), TransporteSMTP)))
        segundos = inicio.desde()
        fim = eventos[-1]
        assert isinstance(fim, Fim)
        assert fim.resumo.enviados == quantos
        (conta,) = contas_email.listar()
        cartas = [(aviso, mensagens_guardadas.mime(aviso.id) or b"") for aviso in avisos.listar(HOJE)]
    return segundos, conta, cartas


def laco_minimo(pasta: Path, conta: ContaEmail, cartas: Sequence[Carta]) -> Tempo:
    """Cronometra só o que é preciso para que cada mensagem saia uma vez e nada se perca."""
    sessao = TransporteSMTP(conta)
    diario = os.open(pasta / "diario.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with closing(sqlite3.connect(pasta / "minima.db", isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = wal")
        base.execute("PRAGMA synchronous = full")
        base.execute("CREATE TABLE avisos (id INTEGER PRIMARY KEY, estado TEXT, resposta TEXT, mime BLOB)")
        inicio = Tempo.agora()
        for aviso, mime in cartas:
            base.execute("INSERT INTO avisos VALUES (?, 'pendente', '', ?)", (aviso.id, mime))
            envelope = sessao.abrir_envelope(conta.remetente, aviso.destinatarios, mime, aviso.chave)
            _anotar(diario, aviso, "transmitindo")
            base.execute("UPDATE avisos SET estado = 'enviando' WHERE id = ?", (aviso.id,))
            resposta = sessao.transmitir(envelope)
            _anotar(diario, aviso, "enviado")
            base.execute("UPDATE avisos SET estado = 'enviado', resposta = ? WHERE id = ?", (resposta.texto, aviso.id))
        segundos = inicio.desde()
    os.close(diario)
    sessao.fechar()
    return segundos


def _anotar(diario: int, aviso: Aviso, estado: str) -> None:
    os.write(diario, json.dumps({"aviso": aviso.chave, "estado": estado}).encode() + b"\n")
    os.fsync(diario)


def comparar(quantos: int, vezes: int) -> dict[str, Any]:
    """Alterna as duas coisas e resume."""
    fechamentos: list[Tempo] = []
    lacos: list[Tempo] = []
    octetos = 0
    for pasta, porta in _rodadas(vezes):
        tempo, conta, cartas = fechar(pasta / "base.db", quantos, porta)
        fechamentos.append(tempo)
        lacos.append(laco_minimo(pasta, conta, cartas))
        octetos = sum(len(mime) for _, mime in cartas) // quantos
    fechamento_s, laco_s = (min(tempo.relogio for tempo in tempos) for tempos in (fechamentos, lacos))
    fechamento_cpu, laco_cpu = (min(tempo.processador for tempo in tempos) for tempos in (fechamentos, lacos))
    return {
        "avisos": quantos,
        "bytes_por_aviso": octetos,
        "fechamento_por_segundo": round(quantos / fechamento_s, 1),
        "laco_minimo_por_segundo": round(quantos / laco_s, 1),
        "razao": round(laco_s / fechamento_s, 3),
        "processador_ms_por_aviso": round(fechamento_cpu / quantos * 1000, 2),
        "laco_processador_ms_por_aviso": round(laco_cpu / quantos * 1000, 2),
        "meta": META,
    }


def _rodadas(vezes: int) -> Iterator[tuple[Path, int]]:
    for _ in range(vezes):
        with tempfile.TemporaryDirectory() as nome, receptor() as porta:
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
        f"razão {medido['razao']} (meta ≥ {medido['meta']}); processador {medido['processador_ms_por_aviso']} ms "
        f"por aviso, e o do laço {medido['laco_processador_ms_por_aviso']} ms"
    )


if __name__ == "__main__":
    main()
