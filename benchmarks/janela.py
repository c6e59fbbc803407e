"""A janela: a maior parada do laço de eventos num fechamento de 300 avisos, e a partida até a janela pintada.

    python -m benchmarks.janela [--avisos 300] [--vezes 5] [--json]

**Parada** (meta: menos de 50 ms). Um temporizador de 1 ms bate no laço de eventos da janela inteira; parada é quanto a
batida se atrasou. As referências são da mesma execução: a mesma janela sem fechamento, e um processo à parte que só
dorme 1 ms de cada vez enquanto o fechamento corre. O que atrasa esse processo é a máquina, não o programa.

**Partida.** Do começo do processo à primeira pintura da janela inteira, numa base que já existe; ao lado, alternada,
a de uma janela vazia do Qt. Vale a mais rápida de cada uma.

Sem `QT_QPA_PLATFORM`, usa a tela que houver.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.batidas import LIMITE_S, META_MS, Batidas, ate, por, resumir, so_dormindo
from ensaios.carteira import HOJE
from ensaios.mortes import preparar
from ensaios.programa import RAIZ, ambiente, rodar_em, servidor
from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from modelos.base import terminais
from modelos.base.abertura import abrir
from ui import aplicativo
from ui.abas.fechamento import perguntas_do_fechamento
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.coleta import Coleta
from ui.contexto import Contexto
from ui.janela.janela import JanelaFechamento
from ui.trabalho import Trabalho

PARADA_S = 3.0
"""Quanto tempo a janela fica sem fechamento, para a referência."""


def medir_parada(pasta: Path, quantos: int) -> dict[str, Any]:
    """Abre a janela inteira, fecha o dia nela e mede o laço de eventos."""
    base = pasta / "base.db"
    os.environ.update(ambiente(pasta))
    with servidor(pasta / "correio") as porta:
        preparar(rodar_em(base), base, quantos, porta)
        with janela_aberta(base) as janela:
            return fechar_na_janela(janela, quantos)


@contextmanager
def janela_aberta(base: Path) -> Iterator[JanelaFechamento]:
    """A janela inteira numa base que já existe, do jeito que o operador a abre."""
    coleta = Coleta(pai=aplicativo.preparar())
    with abrir(base) as aberta:
        contexto = Contexto(Ambiente(aberta, lambda: datetime.now(UTC), CofreEmMemoria(), TransporteSMTP), lambda: HOJE)
        contexto.terminal = terminais.entrar("MEDIDA", "medida", contexto.agora())
        janela = JanelaFechamento(contexto)
        janela.show()
        try:
            yield janela
        finally:
            janela.cabecalho.acompanhar(False)
            Trabalho.esperar_todos()
            janela.deleteLater()
            terminais.sair(contexto.terminal)
            coleta.parar()


def fechar_na_janela(janela: JanelaFechamento, quantos: int, limite_s: float = LIMITE_S) -> dict[str, Any]:
    """Fecha o dia pelo botão da guia e mede o laço de eventos do começo ao fim.

    Args:
        janela: aberta.
        quantos: avisos que têm de ter desfecho.
        limite_s: quanto se espera.
    """
    aba = janela.findChild(AbaFechamento)
    assert isinstance(aba, AbaFechamento)
    janela.guias.setCurrentWidget(aba)
    ate(lambda: not Trabalho.vivos() and aba.fechar_dia.fechar.isEnabled())
    batidas = Batidas()
    por(PARADA_S)
    parada = resumir(batidas.atrasos_ms)
    # A confirmação é de gente; aqui a resposta é sempre Sim.
    perguntas_do_fechamento.confirmar_envio = lambda *_: perguntas_do_fechamento.Resposta.SIM
    with so_dormindo() as dormindo:
        batidas.recomecar()
        inicio = time.perf_counter()
        aba.fechar()
        ate(lambda: aba.andamento.esperando() or not aba.andamento.voltar.isHidden(), limite_s)
        if aba.andamento.esperando():  # há adiados: quem fecha não espera a hora de os tentar de novo
            aba.andamento.cancelar.click()
        ate(lambda: not aba.andamento.voltar.isHidden())
        ate(lambda: not Trabalho.vivos())
        segundos = time.perf_counter() - inicio
        fechando, ocupada = resumir(batidas.atrasos_ms), resumir(batidas.ocupados_ms)
    assert aba.andamento.contagem().resolvidos == quantos
    return {
        "avisos": quantos,
        "segundos": round(segundos, 1),
        "fechando": fechando,
        "ocupada_ela_mesma": ocupada,
        "janela_sem_fechamento": parada,
        "processo_que_so_dorme": resumir(dormindo),
        "meta_ms": META_MS,
    }


def cronometrar_partida(qual: str, base: Path) -> float:
    """Segundos do começo do processo à janela pintada, com os módulos já compilados, como na segunda vez em diante."""
    variaveis = {nome: valor for nome, valor in os.environ.items() if nome != "PYTHONDONTWRITEBYTECODE"}
    variaveis["PYTHONPYCACHEPREFIX"] = str(base.parent / "compilados")
    codigo = f"from benchmarks import partida; partida.{qual}({str(base)!r})"
    inicio = time.time()
    pintada = subprocess.run(
        [sys.executable, "-c", codigo],
        cwd=RAIZ,
        env=variaveis,
        capture_output=True,
        check=True,
        text=True,
        timeout=LIMITE_S,
    )
    return float(pintada.stdout) - inicio


def medir_partida(base: Path, vezes: int) -> dict[str, Any]:
    """Alterna as duas janelas; a primeira rodada compila os módulos e não conta."""
    rodadas = [[cronometrar_partida(qual, base) for qual in ("inteira", "vazia")] for _ in range(vezes + 1)][1:]
    inteira, vazia = (min(tempos) for tempos in zip(*rodadas, strict=True))
    return {
        "inteira_ms": round(inteira * 1000),
        "janela_vazia_do_qt_ms": round(vazia * 1000),
        "razao": round(inteira / vazia, 2),
    }


def main() -> None:
    """Lê as opções, mede e mostra."""
    opcoes = argparse.ArgumentParser(description="Parada do laço de eventos e partida da janela.")
    opcoes.add_argument("--avisos", type=int, default=300)
    opcoes.add_argument("--vezes", type=int, default=5)
    opcoes.add_argument("--json", action="store_true")
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory() as nome:
        medido = {"parada": medir_parada(Path(nome), pedido.avisos)}
        medido["partida"] = medir_partida(Path(nome) / "base.db", pedido.vezes)
    if pedido.json:
        print(json.dumps(medido))
        return
    parada, partida = medido["parada"], medido["partida"]
    for rotulo in ("fechando", "janela_sem_fechamento", "processo_que_so_dorme"):
        print(f"{rotulo.replace('_', ' ')}: maior parada {parada[rotulo]['maior_ms']} ms", end="; ")
        print(f"uma em mil, {parada[rotulo]['p999_ms']} ms")
    print(f"{parada['avisos']} avisos em {parada['segundos']} s (meta: parada < {META_MS} ms)")
    print(
        f"partida até pintar {partida['inteira_ms']} ms; janela vazia do Qt {partida['janela_vazia_do_qt_ms']} ms; "
        f"razão {partida['razao']}"
    )


if __name__ == "__main__":
    main()
