"""Campos da base: dinheiro, percentual, instante, enumeração e lista, sempre sem ponto flutuante."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import peewee

from regras.aviso import Estado
from regras.dinheiro import Centavos
from regras.erros import DadoInvalido
from regras.nomes import tem_invisivel
from regras.parametros import FiltroSNT, Modo, ParametrosAviso

if TYPE_CHECKING:
    _Inteiro = peewee.BigIntegerField[Centavos]
    _Texto = peewee.TextField[str]
    _Instante = peewee.DateTimeField[datetime]
else:
    _Inteiro, _Texto, _Instante = peewee.BigIntegerField, peewee.TextField, peewee.DateTimeField


class NomeField(_Texto):
    """Texto que alguém lê para saber quem ou o quê: sem caractere de controle nem de direção, venha de onde vier."""

    def db_value(self, value: str | None) -> str | None:
        """Recusa o nome que na tela passaria por outro.

        Raises:
            DadoInvalido: há um caractere que não se vê.
        """
        if value is not None and tem_invisivel(value):
            raise DadoInvalido(self.name.replace("_", " "), "tem um caractere que não se vê; digite de novo")
        return value


class CentavosField(_Inteiro):
    """Dinheiro inteiro, em centavos."""


class PercentualField(_Texto):
    """Percentual `Decimal`, guardado como texto para não virar ponto flutuante."""

    def db_value(self, value: Decimal | None) -> str | None:
        """Escreve sem expoente."""
        return None if value is None else f"{value:f}"

    def python_value(self, value: str | None) -> Decimal | None:
        """Lê de volta."""
        return None if value is None else Decimal(value)


class OctetosField(_Texto):
    """Poucos octetos, guardados em base 64: o mesmo tipo de coluna em qualquer base."""

    def db_value(self, value: bytes | None) -> str | None:
        """Escreve em base 64."""
        return None if value is None else base64.b64encode(value).decode("ascii")

    def python_value(self, value: str | None) -> bytes | None:
        """Lê de volta."""
        return None if value is None else base64.b64decode(value)


class EnumeracaoField(_Texto):
    """Membro de um `StrEnum`, guardado pelo seu texto."""

    enumeracao: type[StrEnum]

    def __init__(self, enumeracao: type[StrEnum], **opcoes: object) -> None:
        self.enumeracao = enumeracao
        super().__init__(**opcoes)

    def db_value(self, value: str | None) -> str | None:
        """Aceita o membro ou o seu texto, e recusa o que não existe."""
        return None if value is None else str(self.enumeracao(value))

    def python_value(self, value: str | None) -> StrEnum | None:
        """Devolve o membro."""
        return None if value is None else self.enumeracao(value)


class EstadoField(EnumeracaoField):
    """Estado de um aviso (regras.md §6)."""

    def __init__(self, **opcoes: object) -> None:
        super().__init__(Estado, **opcoes)


class DataHoraField(_Instante):
    """Instante em UTC: exige fuso ao gravar e devolve com fuso."""

    def db_value(self, value: datetime | None) -> datetime | None:
        """Converte para UTC; instante sem fuso é defeito de quem chama."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"instante sem fuso: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def python_value(self, value: str | datetime | None) -> datetime | None:
        """Devolve com o fuso UTC."""
        if value is None:
            return None
        instante = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return instante.replace(tzinfo=UTC)


class TextoListaField(_Texto):
    """Lista de textos, guardada em JSON."""

    def db_value(self, value: Iterable[str] | None) -> str | None:
        """Escreve sem escapar acentos."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def python_value(self, value: str | None) -> tuple[str, ...] | None:
        """Devolve uma tupla."""
        return None if value is None else tuple(json.loads(value))


class EstruturaField(_Texto):
    """Objeto JSON livre, para totais e listas que só são mostrados."""

    def db_value(self, value: object) -> str | None:
        """Escreve com chaves em ordem, para que o igual fique igual."""
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def python_value(self, value: str | None) -> object:
        """Devolve como o JSON diz."""
        return None if value is None else json.loads(value)


class ParametrosField(_Texto):
    """Os parâmetros da guia com que algo foi feito, em JSON."""

    def db_value(self, value: ParametrosAviso | None) -> str | None:
        """Escreve com chaves em ordem."""
        return None if value is None else _escrever_parametros(value)

    def python_value(self, value: str | None) -> ParametrosAviso | None:
        """Lê de volta; os de um dia inteiro são quase sempre os mesmos, e se leem uma vez."""
        return None if value is None else _ler_parametros(value)


@lru_cache(maxsize=16)
def _escrever_parametros(parametros: ParametrosAviso) -> str:
    return json.dumps(asdict(parametros), ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=16)
def _ler_parametros(texto: str) -> ParametrosAviso:
    valores: dict[str, Any] = {
        nome: FiltroSNT(Modo(valor["modo"]), tuple(valor["marcados"])) if isinstance(valor, dict) else valor
        for nome, valor in json.loads(texto).items()
    }
    return ParametrosAviso(**valores)
