"""Uma tarefa longa de cada vez: começa, anda, e acaba de um só jeito, com o que deu, a falha ou o cancelamento."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from regras.erros import ErroAviso
from ui.contexto import Contexto
from ui.trabalho import Trabalho


@dataclass(frozen=True, slots=True)
class Fim:
    """No que deu.

    Atributos:
        resultado: o evento que o traz, se a tarefa tem um e chegou a ele.
        erro: por que parou, se falhou.
        cancelada: o cancelamento foi pedido.
    """

    resultado: object = None
    erro: ErroAviso | None = None
    cancelada: bool = False


class Tarefa(QObject):
    """Pode ser começada de novo depois de acabar; começar com uma em curso não faz nada.

    Sinais:
        andou(object): cada evento do gerador, menos o do resultado.
        acabou(Fim): uma vez por tarefa começada, depois que a thread acabou.
    """

    andou = Signal(object)
    acabou = Signal(object)

    def __init__(self, contexto: Contexto, pai: QObject, resultado: type | None = None) -> None:
        """Monta parada; `resultado` é o tipo do evento que traz o que ela deu."""
        super().__init__(pai)
        self._contexto, self._tipo = contexto, resultado
        self._trabalho: Trabalho | None = None
        self._resultado: object = None
        self._erro: ErroAviso | None = None

    @property
    def em_curso(self) -> bool:
        """Diz se começou e ainda não acabou."""
        return self._trabalho is not None

    def comecar(self, gerador: Callable[[], Iterable[object]]) -> None:
        """Itera o gerador na thread do trabalho."""
        if self._trabalho is not None:
            return
        self._resultado = self._erro = None
        self._trabalho = self._contexto.trabalhar(gerador)
        self._trabalho.iniciar(self._ao_acontecer, self._ao_falhar, self._ao_terminar)

    def cancelar(self) -> None:
        """Para no próximo evento; parada, nada muda."""
        if self._trabalho is not None:
            self._trabalho.cancelar()

    def largar(self) -> None:
        """Desiste sem esperar: o que a rede ainda segura acaba sozinho, e `acabou` não sai."""
        trabalho, self._trabalho = self._trabalho, None
        if trabalho is not None:
            trabalho.disconnect(self)
            trabalho.cancelar()

    def _ao_acontecer(self, evento: object) -> None:
        if self._tipo is not None and isinstance(evento, self._tipo):
            self._resultado = evento
        else:
            self.andou.emit(evento)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._erro = erro

    def _ao_terminar(self) -> None:
        cancelada = self._trabalho is not None and self._trabalho.cancelado
        self._trabalho = None
        self.acabou.emit(Fim(self._resultado, self._erro, cancelada))
