"""A conta viva de um fechamento em curso, atualizada a cada evento. Sem Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from regras.aviso import Aviso, Estado
from regras.dinheiro import Centavos

_QUE_FALTAM = frozenset({Estado.PENDENTE, Estado.ENVIANDO})


class Contagem:
    """Avisos por estado; cada aviso conta uma vez, no último estado conhecido.

    Atributos:
        resolvidos_centavos: quanto somam os que já tiveram um desfecho nesta execução.
        total_centavos: quanto soma a fila.
    """

    def __init__(self, fila: Iterable[Aviso] = ()) -> None:
        self._estados = {aviso.id: aviso.estado for aviso in fila}
        self._valores = {aviso.id: aviso.total_centavos for aviso in fila}
        self._por_estado = Counter(self._estados.values())
        self._resolvidos: set[int] = set()
        self.resolvidos_centavos: Centavos = 0
        self.total_centavos: Centavos = sum(self._valores.values())

    @property
    def total(self) -> int:
        """Avisos da fila."""
        return len(self._estados)

    @property
    def resolvidos(self) -> int:
        """Quantos já tiveram um desfecho nesta execução."""
        return len(self._resolvidos)

    @property
    def faltam(self) -> int:
        """Os que ainda esperam a vez."""
        return sum(self._por_estado[estado] for estado in _QUE_FALTAM)

    def quantos(self, estado: Estado) -> int:
        """Avisos num estado."""
        return self._por_estado[estado]

    def registrar(self, aviso: Aviso) -> None:
        """Um aviso teve desfecho."""
        if (antes := self._estados.get(aviso.id)) is not None:
            self._por_estado[antes] -= 1
        self._estados[aviso.id] = aviso.estado
        self._por_estado[aviso.estado] += 1
        if aviso.id not in self._resolvidos:
            self._resolvidos.add(aviso.id)
            self.resolvidos_centavos += self._valores.get(aviso.id, aviso.total_centavos)
