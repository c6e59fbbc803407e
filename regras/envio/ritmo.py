"""O ritmo de uma conta de e-mail: quando a próxima mensagem pode sair (email.md §2 e §4).

Conta destinatários, que é o que os provedores contam. O limite por minuto espalha as mensagens; o da hora e o
do dia, atingidos, param o lote.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTO, HORA, DIA = timedelta(minutes=1), timedelta(hours=1), timedelta(hours=24)
_NADA = timedelta(0)

MAIOR_RECUO = 16
"""Quantas vezes mais devagar que o limite se chega a ir depois de o provedor reclamar."""
_NORMAL = 100
_RETOMADA = 90
"""O recuo é em centésimos: dobra a cada reclamação e perde um décimo a cada mensagem que sai."""


@dataclass(frozen=True, slots=True)
class Transmissao:
    """Uma mensagem cujo fim dos dados foi pedido; `em` em UTC."""

    em: datetime
    destinatarios: int


@dataclass(frozen=True, slots=True)
class Limites:
    """Ritmo em destinatários; None é sem limite."""

    por_minuto: int | None = None
    por_hora: int | None = None
    por_dia: int | None = None


@dataclass(frozen=True, slots=True)
class Vez:
    """Quando a próxima pode sair.

    Atributos:
        espera: quanto falta; zero já pode.
        esgotado: o limite da hora ou do dia que foi atingido, com o número; vazio se nenhum.
        quando: com o limite esgotado, o instante em que volta a caber, em UTC.
    """

    espera: timedelta = _NADA
    esgotado: str = ""
    quando: datetime | None = None


class Ritmo:
    """O ritmo de uma conta durante um lote.

    Args:
        limites: os da conta.
        passadas: as transmissões das últimas 24 h, na ordem em que foram.
    """

    def __init__(self, limites: Limites, passadas: Iterable[Transmissao] = ()) -> None:
        self._limites = limites
        self._passadas = list(passadas)
        self._recuo = _NORMAL

    def vez(self, destinatarios: int, agora: datetime, a_caminho: Collection[Transmissao] = ()) -> Vez:
        """Diz quando sai uma mensagem a tantos destinatários. Sem nada na janela, cabe sempre uma.

        Args:
            destinatarios: quantos ela tem.
            agora: instante em UTC; transmissão mais nova que ele (relógio que voltou) vale como de agora.
            a_caminho: as que já começaram, por outras conexões, e ainda não foram anotadas.
        """
        self._trazer_do_futuro(agora)
        for limite, janela, nome in self._janelas():
            if quando := self._volta_a_caber(destinatarios, agora, a_caminho, limite, janela):
                return Vez(esgotado=f"limite de {limite} destinatários por {nome}", quando=quando)
        return Vez(espera=self._espera(agora, a_caminho))

    def anotar(self, transmissao: Transmissao) -> None:
        """Conta mais uma e, passada sem reclamação, volta devagar ao ritmo do limite."""
        self._passadas.append(transmissao)
        self._recuo = max(self._recuo * _RETOMADA // 100, _NORMAL)

    def recuar(self) -> None:
        """O provedor pediu menos: metade do ritmo."""
        self._recuo = min(self._recuo * 2, MAIOR_RECUO * _NORMAL)

    def passo(self) -> timedelta:
        """Quanto se espera depois de cada destinatário, agora; zero sem limite por minuto."""
        por_minuto = self._limites.por_minuto
        return MINUTO * self._recuo / (por_minuto * _NORMAL) if por_minuto else _NADA

    def _trazer_do_futuro(self, agora: datetime) -> None:
        """A mais nova que agora passa a ser de agora de uma vez: senão contaria até o relógio chegar lá de novo."""
        if any(passada.em > agora for passada in self._passadas):
            self._passadas = [Transmissao(min(ida.em, agora), ida.destinatarios) for ida in self._passadas]

    def _janelas(self) -> Iterator[tuple[int, timedelta, str]]:
        limites = self._limites
        for limite, janela, nome in ((limites.por_dia, DIA, "dia"), (limites.por_hora, HORA, "hora")):
            if limite:
                yield limite, janela, nome

    def _volta_a_caber(
        self, novos: int, agora: datetime, a_caminho: Collection[Transmissao], limite: int, janela: timedelta
    ) -> datetime | None:
        dentro = [(min(passada.em, agora), passada.destinatarios) for passada in (*self._passadas, *a_caminho)]
        dentro = [(em, quantos) for em, quantos in dentro if em > agora - janela]
        usados = sum(quantos for _, quantos in dentro)
        if not dentro or usados + novos <= limite:
            return None
        for em, quantos in dentro:
            usados -= quantos
            if usados + novos <= limite:
                return em + janela
        return dentro[-1][0] + janela

    def _espera(self, agora: datetime, a_caminho: Collection[Transmissao]) -> timedelta:
        passo = self.passo()
        faltas = [min(ida.em, agora) + passo * ida.destinatarios - agora for ida in (*self._passadas[-1:], *a_caminho)]
        return max(_NADA, *faltas) if faltas else _NADA
