"""Uma caixa de devoluções em memória, para as telas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from envio.correio.caixa_de_entrada import Chegada, Entrada, Marco
from regras.devolucao import CaixaDevolucoes
from regras.erros import AmbienteIndisponivel

ACERVO = Path(__file__).resolve().parents[2] / "exemplos" / "devolucoes"
EM = datetime(2026, 11, 24, 15, 31, tzinfo=UTC)


class Caixa:
    """Uma caixa com uma devolução, em memória."""

    def __init__(self, falha: AmbienteIndisponivel | None = None) -> None:
        self.falha = falha
        self.entradas: list[Entrada] = []

    def __call__(self, _caixa: CaixaDevolucoes, entrada: Entrada) -> Caixa:
        self.entradas.append(entrada)
        return self

    def abrir(self) -> Marco:
        if self.falha:
            raise self.falha
        return Marco(7, 1)

    def listar(self, *, depois_de: int, desde: date | None) -> list[int]:
        return [] if depois_de else [1]

    def cabecalhos(self, numeros: Sequence[int]) -> dict[int, bytes]:
        return dict.fromkeys(numeros, b"From: mailer-daemon@x\r\n\r\n")

    def comeco(self, _numero: int) -> Chegada | None:
        return Chegada((ACERVO / "postfix.eml").read_bytes(), EM)

    def fechar(self) -> None:
        """Nada a fechar."""
