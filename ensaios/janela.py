"""A janela inteira de pé, e o dia fechado pelo botão dela com o laço de eventos medido."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ensaios.batidas import LIMITE_S, META_MS, Batidas, ate, por, resumir, so_dormindo
from ensaios.carteira import HOJE
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
    perguntas_do_fechamento.confirmar_interrupcao = lambda *_, **_outros: True
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
    assert aba.andamento.contagem.resolvidos == quantos
    return {
        "avisos": quantos,
        "segundos": round(segundos, 1),
        "fechando": fechando,
        "ocupada_ela_mesma": ocupada,
        "janela_sem_fechamento": parada,
        "processo_que_so_dorme": resumir(dormindo),
        "meta_ms": META_MS,
    }
