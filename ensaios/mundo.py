"""O mundo do modelo do protocolo: o que há, e quanto pode acontecer em cada história."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Estado(Enum):
    """Do aviso, na base."""

    PENDENTE = "pendente"
    ENVIANDO = "enviando"
    ENVIADO = "enviado"
    EM_DUVIDA = "em dúvida"


class Linha(Enum):
    """Do diário."""

    OUTRO_AVISO = "outro aviso"
    TRANSMITINDO = "transmitindo"
    ACEITO = "aceito"
    ADIADO = "adiado"
    DESISTIU = "desistiu"
    SEM_RESPOSTA = "sem resposta"
    REENVIAR = "decisão: reenviar"
    DADO_COMO_ENVIADO = "decisão: enviado"


class Passo(Enum):
    """Em que ponto um processo está."""

    PARADO = 0
    CONCILIAR = 1
    OLHAR = 2
    ANOTAR = 3
    TOMAR = 4
    PONTO = 5
    ANOTAR_DESFECHO = 6
    GRAVAR_DESFECHO = 7


Anotada = tuple[int, Linha]
"""Tentativa (0 é nenhuma) e o que houve."""


@dataclass(frozen=True, slots=True)
class Base:
    """Um arquivo de base; `vistas` é quantas linhas do diário ela conferiu."""

    uuid: int = 1
    estado: Estado = Estado.PENDENTE
    tentativa: int = 0
    vistas: int = 1
    travada: bool = False


@dataclass(frozen=True, slots=True)
class Processo:
    """Um processo; `nome` é por que nome do arquivo ele chegou à base."""

    passo: Passo = Passo.PARADO
    base: int = 0
    nome: int = 0
    tentativa: int = 0
    desfecho: Linha = Linha.ADIADO
    vezes: int = 0


@dataclass(frozen=True, slots=True)
class Mundo:
    """Tudo o que há; `bases[0]` é a verdadeira. Os contadores limitam o que o mundo faz."""

    bases: tuple[Base, ...] = (Base(),)
    diarios: tuple[tuple[int, tuple[Anotada, ...]], ...] = ((1, ((0, Linha.OUTRO_AVISO),)),)
    processos: tuple[Processo, ...] = (Processo(), Processo())
    tentativas: int = 0
    aceitos: int = 0
    riscos_aceitos: int = 0
    dado_como_enviado: bool = False
    quedas: int = 0
    restauracoes: int = 0
    copias: int = 0
    apagados: int = 0


@dataclass(frozen=True, slots=True)
class Limites:
    """Quanto o mundo pode fazer em cada história."""

    vezes: int = 1
    quedas: int = 1
    restauracoes: int = 1
    copias: int = 1
    apagados: int = 1
    juntos: int = 2
    tentativas: int = 3
