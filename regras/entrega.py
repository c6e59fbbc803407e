"""A mensagem que sai por um aviso, e o que o servidor disse de cada endereço (regras.md §3.6 e §6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class TipoDeMensagem(StrEnum):
    """Por que a mensagem sai: a todos, só a quem faltava, por ordem do operador, para agradecer, ou de experiência."""

    PRINCIPAL = "principal"
    COMPLEMENTO = "complemento"
    REENVIO = "reenvio"
    AGRADECIMENTO = "agradecimento"
    AMOSTRA = "amostra"

    def so_nas_tentativas(self) -> bool:
        """Diz se não muda o aviso: fica só nas tentativas dele."""
        return self in (TipoDeMensagem.REENVIO, TipoDeMensagem.AGRADECIMENTO)


class Desfecho(StrEnum):
    """No que uma tentativa deu.

    `COMECADA` é a do reenvio cujo ponto final ia ser escrito: sem outra, pode ter ido. `DECIDIDA` é a do operador sobre
    um em dúvida, e `REFEITA` a que a base só soube pelo diário.
    """

    COMECADA = "comecada"
    ACEITA = "aceita"
    NAO_ACEITA = "nao_aceita"
    SEM_RESPOSTA = "sem_resposta"
    DECIDIDA = "decidida"
    REFEITA = "refeita"


class EstadoDaEntrega(StrEnum):
    """Em que pé está um endereço: o adiado é tentado de novo no mesmo dia, e do desistido não se tenta mais."""

    ACEITO = "aceito"
    ADIADO = "adiado"
    RECUSADO = "recusado"
    EM_DUVIDA = "em_duvida"
    DESISTIDO = "desistido"


@dataclass(frozen=True, slots=True)
class Entrega:
    """A entrega de um aviso a um endereço; `codigo` é 0 quando nada foi respondido."""

    email: str
    estado: EstadoDaEntrega
    codigo: int = 0
    resposta: str = ""


Entregas = tuple[Entrega, ...]

_AINDA_NAO_RECEBEU = frozenset({EstadoDaEntrega.ADIADO, EstadoDaEntrega.RECUSADO, EstadoDaEntrega.DESISTIDO})


def no_estado(entregas: Iterable[Entrega], estado: EstadoDaEntrega) -> tuple[str, ...]:
    """Os endereços que estão assim, na ordem."""
    return tuple(entrega.email for entrega in entregas if entrega.estado is estado)


def juntar(antes: Entregas, respostas: Iterable[Entrega]) -> Entregas:
    """Como os endereços ficam depois de outra mensagem do mesmo aviso.

    Quem recebeu, ou pode ter recebido, não passa a faltar por uma recusa: repetir sozinho seria mandar duas vezes.
    """
    depois = {entrega.email: entrega for entrega in antes}
    for resposta in respostas:
        anterior = depois.get(resposta.email)
        aceita = resposta.estado is EstadoDaEntrega.ACEITO
        if aceita or anterior is None or anterior.estado in _AINDA_NAO_RECEBEU:
            depois[resposta.email] = resposta
    return tuple(depois.values())


def por_em_duvida(entregas: Entregas, emails: Iterable[str]) -> Entregas:
    """Os adiados destes endereços podem ter recebido: não são repetidos sozinhos."""
    tomados = set(emails)
    return tuple(
        replace(entrega, estado=EstadoDaEntrega.EM_DUVIDA)
        if entrega.estado is EstadoDaEntrega.ADIADO and entrega.email in tomados
        else entrega
        for entrega in entregas
    )


def desistir(entregas: Entregas) -> Entregas:
    """Deixa de tentar quem faltava."""
    return tuple(
        replace(entrega, estado=EstadoDaEntrega.DESISTIDO) if entrega.estado is EstadoDaEntrega.ADIADO else entrega
        for entrega in entregas
    )


def dizer_quem_falta(entregas: Entregas) -> str:
    """O motivo de um aviso enviado só a alguns; vazio quando todos receberam."""
    faltam, recusados = (no_estado(entregas, e) for e in (EstadoDaEntrega.ADIADO, EstadoDaEntrega.RECUSADO))
    partes = [f"falta entregar a {', '.join(faltam)}"] if faltam else []
    partes += [f"recusado de vez para {', '.join(recusados)}"] if recusados else []
    return "; ".join(partes)
