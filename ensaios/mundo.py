"""O mundo do modelo do protocolo: o que há, que furo se replanta, e quanto pode acontecer em cada história."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum


class Defeito(StrEnum):
    """Um furo replantado."""

    TRAVA_PELO_NOME = "trava-pelo-nome"
    DESISTENCIA_SEM_DONO = "desistencia-sem-dono"
    DIARIO_POR_USUARIO = "diario-por-usuario"
    DIARIO_SEM_CADEIA = "diario-sem-cadeia"
    DIARIO_SO_CONTADO = "diario-so-contado"
    SEM_CERCADO = "sem-cercado"
    COPIA_COM_A_MESMA_IDENTIDADE = "copia-com-a-mesma-identidade"


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
    RECOMECO = "recomeço"
    ILEGIVEL = "ilegível"


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
Diario = tuple[Anotada, ...]
COMECO: Diario = ((0, Linha.OUTRO_AVISO),)
"""O diário antes da história: um aviso já enviado, que a base conhece."""


@dataclass(frozen=True, slots=True)
class Base:
    """Um arquivo de base.

    Atributos:
        visto: o começo do diário que ela conferiu; é o que a contagem e a última soma dizem dele.
        posse: o número de quem pode escrever.
    """

    uuid: int = 1
    estado: Estado = Estado.PENDENTE
    tentativa: int = 0
    visto: Diario = COMECO
    travada: bool = False
    posse: int = 0


@dataclass(frozen=True, slots=True)
class Processo:
    """Um processo, de um usuário; `nome` é por que nome do arquivo ele chegou à base.

    Atributos:
        anotou: quantas linhas o diário tinha depois da última que ele escreveu.
        sem_trava: perdeu-a sem saber: outro a toma e o crê morto.
    """

    passo: Passo = Passo.PARADO
    base: int = 0
    nome: int = 0
    tentativa: int = 0
    desfecho: Linha = Linha.ADIADO
    vezes: int = 0
    posse: int = 0
    anotou: int = 0
    sem_trava: bool = False


@dataclass(frozen=True, slots=True)
class Mundo:
    """Tudo o que há; `bases[0]` é a verdadeira. Os contadores limitam o que o mundo faz.

    Atributos:
        diarios: por chave, o que fica ao lado de uma base.
        copias: por identidade e usuário, a cópia do diário na pasta de dados dele.
        por_cima: quem perdeu a posse escreveu na base.
    """

    bases: tuple[Base, ...] = (Base(),)
    diarios: tuple[tuple[int, Diario], ...] = ((1, COMECO),)
    copias: tuple[tuple[tuple[int, int], Diario], ...] = ()
    processos: tuple[Processo, ...] = (Processo(), Processo())
    tentativas: int = 0
    aceitos: int = 0
    riscos_aceitos: int = 0
    dado_como_enviado: bool = False
    por_cima: bool = False
    quedas: int = 0
    restauracoes: int = 0
    bases_copiadas: int = 0
    estragos: int = 0
    travas_perdidas: int = 0

    @property
    def acontecidos(self) -> int:
        """Quanto o mundo já fez."""
        return self.quedas + self.restauracoes + self.bases_copiadas + self.estragos + self.travas_perdidas


@dataclass(frozen=True, slots=True)
class Limites:
    """Quanto o mundo pode fazer em cada história."""

    vezes: int = 1
    quedas: int = 1
    restauracoes: int = 1
    bases_copiadas: int = 1
    estragos: int = 1
    travas_perdidas: int = 1
    juntos: int = 2
    tentativas: int = 3


def trocar(mundo: Mundo, quem: int, processo: Processo) -> Mundo:
    """O mundo com este processo assim."""
    processos = list(mundo.processos)
    processos[quem] = processo
    return replace(mundo, processos=tuple(processos))


def ir(mundo: Mundo, quem: int, passo: Passo) -> Mundo:
    """O processo neste passo."""
    return trocar(mundo, quem, replace(mundo.processos[quem], passo=passo))


def parar(mundo: Mundo, quem: int) -> Mundo:
    """Acabou ou caiu: só as vezes contam."""
    return trocar(mundo, quem, Processo(vezes=mundo.processos[quem].vezes))


def por_base(mundo: Mundo, qual: int, base: Base) -> Mundo:
    """O mundo com esta base assim."""
    bases = list(mundo.bases)
    bases[qual] = base
    return replace(mundo, bases=tuple(bases))


def copia_de(mundo: Mundo, qual: int, quem: int) -> Diario:
    """A cópia do diário que este usuário tem."""
    return dict(mundo.copias).get((mundo.bases[qual].uuid, quem), ())


def espelhar(mundo: Mundo, qual: int, quem: int, linhas: Diario) -> Mundo:
    """A cópia deste usuário fica igual ao diário."""
    copias = dict(mundo.copias)
    copias[mundo.bases[qual].uuid, quem] = linhas
    return replace(mundo, copias=tuple(sorted(copias.items())))
