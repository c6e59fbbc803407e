"""Compor adiantado, noutro processo, as mensagens dos próximos avisos da fila, enquanto a base e a rede levam este.

Só adianta: quem pede na hora compara o que acabou de reconferir com o que foi mandado compor, e se algo mudou, se o
outro processo ainda não acordou ou se morreu, compõe aqui mesmo. Nada do que vale (diário, base, ponto) passa por lá.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from envio.entrega.composicao import Compositor
from envio.entrega.desfecho import MensagemPronta
from regras.aviso import Aviso
from regras.envio.reconferencia import Reconferido

log = logging.getLogger(__name__)

A_FRENTE = 8
"""Quantos avisos se adiantam: cobre a demora de uma mensagem grande sem guardar muitas na memória."""
POUCOS = 100
"""Com menos que isto na fila, acordar outro processo custa mais que compor."""
VELHA = timedelta(minutes=1)
"""A que esperou mais que isto é composta de novo, para a data dela ser a do envio."""


@dataclass(frozen=True, slots=True)
class _Pedido:
    """O que foi mandado compor, e a mensagem por vir."""

    aviso: Aviso
    atual: Reconferido
    em: datetime
    feita: Future[MensagemPronta]


class Adiantamento:
    """As mensagens pedidas e ainda não tomadas de um lote.

    Args:
        compositor: o do lote; vai inteiro ao outro processo.
    """

    def __init__(self, compositor: Compositor) -> None:
        self._compositor = compositor
        self._processo: ProcessPoolExecutor | None = None
        self._pedidos: dict[int, _Pedido] = {}
        self._acordou = False
        self._serve = True

    def que_faltam(self, fila: Sequence[Aviso], posicao: int) -> Iterator[Aviso]:
        """Os próximos que ainda não foram pedidos; nenhum, se a fila é curta demais para valer outro processo."""
        if self._serve and len(fila) >= POUCOS:
            yield from (aviso for aviso in fila[posicao : posicao + A_FRENTE] if aviso.id not in self._pedidos)

    def pedir(self, aviso: Aviso, atual: Reconferido, em: datetime) -> None:
        """Manda compor a mensagem principal deste aviso.

        Args:
            aviso: como está, ainda sem mensagem.
            atual: o que a reconferência disse dele.
            em: o instante que a mensagem diz, em UTC.
        """
        try:
            with _sem_interrupcao():
                if self._processo is None:
                    self._processo = _abrir(self._compositor)
                feita = self._processo.submit(_compor, aviso, atual, em)
        except (BrokenExecutor, OSError) as erro:
            self._desistir(erro)
        else:
            self._pedidos[aviso.id] = _Pedido(aviso, atual, em, feita)

    def tomar(self, aviso: Aviso, atual: Reconferido, em: datetime) -> MensagemPronta | None:
        """A mensagem composta com isto mesmo; None se não foi pedida, se algo mudou ou se é melhor compor aqui."""
        pedido = self._pedidos.pop(aviso.id, None)
        if pedido is None or (pedido.aviso, pedido.atual) != (aviso, atual) or em - pedido.em > VELHA:
            return None
        if not (self._acordou or pedido.feita.done()):
            return None
        if (erro := pedido.feita.exception()) is not None:  # espera acabar; o que falhou lá falha aqui, e é tratado
            if isinstance(erro, BrokenExecutor):
                self._desistir(erro)
            return None
        self._acordou = True
        return replace(pedido.feita.result(), aviso=aviso)

    def fechar(self) -> None:
        """Encerra o outro processo, sem esperar o que ninguém vai tomar."""
        self._pedidos.clear()
        if self._processo is not None:
            self._processo.shutdown(wait=True, cancel_futures=True)
            self._processo = None
            self._acordou = False

    def _desistir(self, erro: BaseException) -> None:
        """Sem o outro processo o lote segue, só que mais devagar."""
        log.warning("não deu para compor noutro processo: %s", erro)
        self._serve = False
        self.fechar()


def _abrir(compositor: Compositor) -> ProcessPoolExecutor:
    """Sempre um processo novo e limpo: a cópia deste levaria as conexões da base e as travas dele."""
    limpo = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=limpo, initializer=_preparar, initargs=(compositor,))


@contextmanager
def _sem_interrupcao() -> Iterator[None]:
    """O processo que nasce aqui não ouve o Ctrl+C, que é de quem comanda."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    antes = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, antes)


_deste_processo: list[Compositor] = []


def _preparar(compositor: Compositor) -> None:
    """Roda no outro processo, uma vez: quem o criou pode morrer sem avisar, e ele não fica."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    _deste_processo.append(compositor)
    threading.Thread(target=_morrer_junto, daemon=True).start()


def _morrer_junto() -> None:
    if (pai := multiprocessing.parent_process()) is not None:
        pai.join()
        os._exit(0)


def _compor(aviso: Aviso, atual: Reconferido, em: datetime) -> MensagemPronta:
    """Roda no outro processo."""
    (compositor,) = _deste_processo
    emissoes = compositor.emitir(atual)
    return compositor.montar(aviso, atual.cliente, emissoes, atual.destinatarios, em, versao=aviso.versao)
