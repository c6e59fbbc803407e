"""As consultas guardadas ao banco do ERP. A senha fica no cofre, nunca aqui."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import StrEnum

import peewee

from modelos.acesso.conexao import Tabela, leitura, ler, transacao


class Sgbd(StrEnum):
    """O banco de dados do ERP."""

    POSTGRESQL = "postgresql"
    MYSQL = "mysql"
    SQLSERVER = "sqlserver"
    FIREBIRD = "firebird"
    ORACLE = "oracle"
    SQLITE = "sqlite"


class ConsultaErpDB(Tabela):
    """Uma consulta."""

    na_base = "consultas_erp"

    id = peewee.AutoField()
    nome = peewee.TextField(unique=True)
    sgbd = peewee.TextField()
    servidor = peewee.TextField()
    porta = peewee.IntegerField()
    banco = peewee.TextField()
    usuario = peewee.TextField()
    tipo = peewee.TextField()
    consulta = peewee.TextField()
    tempo_maximo_s = peewee.IntegerField()
    ausentes_baixar = peewee.BooleanField()


@dataclass(frozen=True, slots=True)
class ConsultaErp:
    """Uma consulta ao banco do ERP.

    Atributos:
        nome: como o operador a chama.
        porta: 0 é a de costume do banco.
        banco: o nome dele no servidor; o arquivo, no SQLite e no Firebird.
        tipo: o arquivo do contrato que ela traz.
        consulta: um SELECT só.
        tempo_maximo_s: em segundos, para tudo.
        ausentes_baixar: traz todos os débitos em aberto do ERP.
    """

    nome: str
    sgbd: str
    banco: str
    consulta: str
    tipo: str
    servidor: str = ""
    porta: int = 0
    usuario: str = ""
    tempo_maximo_s: int = 60
    ausentes_baixar: bool = False


@leitura()
def listar() -> list[ConsultaErp]:
    """Todas, por nome."""
    colunas = [getattr(ConsultaErpDB, campo.name) for campo in fields(ConsultaErp)]
    return [ConsultaErp(*linha) for linha in ler(ConsultaErpDB.select(*colunas).order_by(ConsultaErpDB.nome))]


def obter(nome: str) -> ConsultaErp | None:
    """A deste nome, ou None."""
    return next((cada for cada in listar() if cada.nome == nome), None)


@transacao()
def gravar(consulta: ConsultaErp) -> None:
    """Guarda, no lugar da que tem o mesmo nome."""
    ConsultaErpDB.sobrepor([asdict(consulta)], [ConsultaErpDB.nome])


@transacao()
def excluir(nome: str) -> None:
    """Esquece a consulta; não haver nenhuma não é erro."""
    ConsultaErpDB.delete().where(ConsultaErpDB.nome == nome).execute()
