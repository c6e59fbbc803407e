"""Endereços devolvidos: ficam de fora até o operador limpar a marca (regras.md §3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import (
    Tabela,
    leitura,
    ler,
    transacao,
)
from modelos.acesso.consulta_pronta import ConsultaPronta


class DevolvidoDB(Tabela):
    """Um endereço, em minúsculas."""

    na_base = "devolvidos"

    email = peewee.TextField(primary_key=True)
    motivo = peewee.TextField()
    em = DataHoraField()


_ENDERECOS = ConsultaPronta(lambda: DevolvidoDB.select(DevolvidoDB.email))


@dataclass(frozen=True, slots=True)
class Devolvido:
    """Um endereço que o servidor do destinatário disse não existir; `em` é o instante em UTC."""

    email: str
    motivo: str
    em: datetime


@transacao()
def marcar(email: str, motivo: str, em: datetime) -> None:
    """Marca o endereço; marcado de novo, vale o último motivo."""
    DevolvidoDB.sobrepor([{"email": email.strip().lower(), "motivo": motivo, "em": em}], [DevolvidoDB.email])


@transacao()
def limpar(email: str) -> bool:
    """Tira a marca e diz se havia."""
    endereco = email.strip().lower()
    return bool(DevolvidoDB.delete().where(DevolvidoDB.email == endereco).execute())


@leitura()
def listar() -> list[Devolvido]:
    """Todos, em ordem de endereço."""
    colunas = (DevolvidoDB.email, DevolvidoDB.motivo, DevolvidoDB.em)
    return [Devolvido(*linha) for linha in ler(DevolvidoDB.select(*colunas).order_by(DevolvidoDB.email))]


@leitura()
def enderecos() -> frozenset[str]:
    """Só os endereços, para a seleção."""
    return frozenset(email for (email,) in _ENDERECOS.ler())
