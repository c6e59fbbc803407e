"""O protocolo de leitura da caixa em que as devoluções chegam: só lê, e nunca apaga, move nem marca (email.md §7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entrada:
    """Com que usuário e senha se entra numa caixa; com token, a senha é vazia."""

    usuario: str
    senha: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Chegada:
    """O começo de uma mensagem da caixa, e quando ela chegou, em UTC."""

    mime: bytes
    em: datetime


@dataclass(frozen=True, slots=True)
class Marco:
    """Como a pasta está.

    Atributos:
        validade: a dos números das mensagens (UIDVALIDITY); se muda, eles já não são os mesmos.
        ultimo: o maior número já dado a uma mensagem; 0 se o servidor não diz.
    """

    validade: int
    ultimo: int


class Caixa(Protocol):
    """Uma pasta aberta só para leitura. Toda espera tem limite.

    Qualquer método levanta `AmbienteIndisponivel` se a conexão cai ou o servidor responde algo que não se entende.
    """

    def abrir(self) -> Marco:
        """Conecta, entra e abre a pasta.

        Raises:
            ConfiguracaoIncompleta: o servidor recusou o usuário ou a senha, ou a pasta não existe.
        """
        ...

    def listar(self, *, depois_de: int, desde: date | None) -> list[int]:
        """Devolve, em ordem, os números (UID) das mensagens maiores que um e, se dada, recebidas desde a data."""
        ...

    def cabecalhos(self, numeros: Sequence[int]) -> dict[int, bytes]:
        """Devolve os cabeçalhos da triagem de cada mensagem; a que já não existe não vem."""
        ...

    def comeco(self, numero: int) -> Chegada | None:
        """Devolve o começo da mensagem, ou None se ela já não existe."""
        ...

    def fechar(self) -> None:
        """Encerra a conexão; nunca falha, e pode ser chamado de novo."""
        ...
