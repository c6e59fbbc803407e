"""Trabalho demorado fora da linha da tela: gerador → QThread → sinais. Só este módulo usa QThread.

O gerador roda numa thread própria, com conexão própria da base. Cada valor que ele produz sai em `evento`;
um erro sai em `falhou`; `terminou` sai sempre, por último, depois que a thread acabou. Todos os sinais chegam
na linha da tela, então podem ser ligados a qualquer função.

    trabalho = Trabalho(lambda: fechamento.executar(hoje, ambiente), base)
    trabalho.iniciar(self.ao_acontecer, self.ao_falhar, self.ao_terminar)  # a falha é ErroAviso, pronto para mostrar

Cancelar é parar de iterar: o gerador é fechado entre dois valores e o seu `finally` roda na thread dele. Um valor com
`em_curso` acima de zero não serve para parar nem para pausar: itera-se até o que estava em curso acabar, e o gerador,
que consulta `segurando`, não começa mais nada.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from PySide6.QtCore import QObject, QThread, Signal, SignalInstance

from envio.eventos import Aguardar
from regras.erros import ErroAviso

log = logging.getLogger(__name__)

Ouvinte = Callable[..., object] | SignalInstance
"""Quem recebe um sinal: uma função, ou outro sinal que o repassa."""
FRASE_DE_DEFEITO = "O programa encontrou um defeito e interrompeu esta tarefa."
CONSERTO_DE_DEFEITO = "O que já estava gravado continua gravado; os detalhes ficaram no registro do programa."


class ComConexao(Protocol):
    """O que se pede da base: uma conexão própria da thread que chama, fechada ao sair."""

    def conexao(self) -> AbstractContextManager[object]:
        """Abre a conexão."""
        ...


class _Executor(QThread):
    """A thread que itera o gerador. Vive só o tempo de uma execução."""

    evento = Signal(object)
    falhou = Signal(object)

    def __init__(self, gerador: Callable[[], Iterable[object]], base: ComConexao | None) -> None:
        super().__init__()
        self._gerador = gerador
        self._base = base
        self.parar = threading.Event()
        self.acordar = threading.Event()
        self.pode_seguir = threading.Event()
        self.pode_seguir.set()

    def run(self) -> None:
        """Itera até o fim, o cancelamento ou um erro. É a guarda da thread: nada escapa daqui."""
        try:
            with self._base.conexao() if self._base is not None else nullcontext():
                self._iterar()
        except ErroAviso as erro:
            self.falhou.emit(erro)
        except Exception:
            log.exception("defeito num trabalho")
            self.falhou.emit(ErroAviso(FRASE_DE_DEFEITO, CONSERTO_DE_DEFEITO))

    def _iterar(self) -> None:
        passos: Iterator[object] = iter(self._gerador())
        em_curso = 0
        try:
            while em_curso or not self.parar.is_set():
                try:
                    evento = next(passos)
                except StopIteration:
                    return
                # Antes de avisar: quem recebe o `Aguardar` já pode adiantá-lo.
                self.acordar.clear()
                self.evento.emit(evento)
                if isinstance(evento, Aguardar) and not self.parar.is_set():
                    self.acordar.wait(evento.segundos)
                em_curso = getattr(evento, "em_curso", 0)
                if not em_curso:
                    self.pode_seguir.wait()
        finally:
            if hasattr(passos, "close"):
                passos.close()


class Trabalho(QObject):
    """Uma tarefa demorada. Pede-se a um objeto novo de cada vez; ele se guarda vivo até `terminou`.

    Sinais:
        evento(object): cada valor produzido pelo gerador.
        falhou(ErroAviso): a tarefa parou por um erro; defeito do programa também chega como frase.
        terminou(): sempre, e por último.
    """

    evento = Signal(object)
    falhou = Signal(object)
    terminou = Signal()

    _vivos: set[Trabalho] = set()  # noqa: RUF012 - guarda de vida: QThread viva e coletada derruba o processo

    def __init__(self, gerador: Callable[[], Iterable[object]], base: ComConexao | None = None) -> None:
        super().__init__()
        self._executor = _Executor(gerador, base)
        self._executor.evento.connect(self.evento)
        self._executor.falhou.connect(self.falhou)
        self._executor.finished.connect(self._encerrar)

    @classmethod
    def de_funcao(cls, funcao: Callable[[], object], base: ComConexao | None = None) -> Trabalho:
        """Trabalho que calcula uma coisa só: o resultado sai num único `evento`."""
        return cls(lambda: iter((funcao(),)), base)

    @classmethod
    def vivos(cls) -> list[Trabalho]:
        """Os que começaram e ainda não terminaram."""
        return list(cls._vivos)

    @classmethod
    def esperar_todos(cls) -> None:
        """Cancela os vivos e espera as threads acabarem; só para o fim do programa, já sem laço de eventos."""
        for trabalho in cls.vivos():
            trabalho.cancelar()
            trabalho.esperar()

    @property
    def cancelado(self) -> bool:
        """Diz se o cancelamento já foi pedido."""
        return self._executor.parar.is_set()

    @property
    def pausado(self) -> bool:
        """Diz se a pausa foi pedida."""
        return not self._executor.pode_seguir.is_set()

    def segurando(self) -> bool:
        """Diz se foi pedido cancelar ou pausar: o gerador não deve começar nada novo. Vale em qualquer thread."""
        return self.cancelado or self.pausado

    def iniciar(
        self,
        evento: Ouvinte | None = None,
        falhou: Ouvinte | None = None,
        terminou: Ouvinte | None = None,
    ) -> Trabalho:
        """Liga o que se der aos sinais de mesmo nome e começa; devolve o próprio trabalho para encadear."""
        for sinal, receber in ((self.evento, evento), (self.falhou, falhou), (self.terminou, terminou)):
            if receber is not None:
                sinal.connect(receber)
        Trabalho._vivos.add(self)
        self._executor.start()
        return self

    def cancelar(self) -> None:
        """Pede para parar no próximo valor do gerador; interrompe a espera de um `Aguardar` e a pausa."""
        self._executor.parar.set()
        self._executor.acordar.set()
        self._executor.pode_seguir.set()

    def esperar(self) -> None:
        """Bloqueia até a thread acabar; só para o fim do programa: na tela, espere `terminou`."""
        self._executor.wait()
        Trabalho._vivos.discard(self)

    def adiantar(self) -> None:
        """Acaba já com a espera de um `Aguardar`; fora dela, nada muda."""
        self._executor.acordar.set()

    def pausar(self) -> None:
        """Pede para segurar depois do próximo valor, até `continuar` ou `cancelar`."""
        if not self.cancelado:
            self._executor.pode_seguir.clear()

    def continuar(self) -> None:
        """Desfaz a pausa."""
        self._executor.pode_seguir.set()

    def _encerrar(self) -> None:
        self._executor.wait()
        Trabalho._vivos.discard(self)
        self.terminou.emit()
