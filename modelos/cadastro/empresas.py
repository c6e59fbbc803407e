"""A empresa que cobra: uma por base."""

from __future__ import annotations

from dataclasses import asdict, fields

import peewee

from modelos.acesso.campos import NomeField, OctetosField, PercentualField
from modelos.acesso.conexao import Tabela, leitura, transacao
from modelos.acesso.consulta_pronta import ConsultaPronta
from regras.cadastro import Empresa

_UNICA = 1


class EmpresaDB(Tabela):
    """Linha única."""

    na_base = "empresas"

    id = peewee.AutoField()
    nome = NomeField()
    cpf_cnpj = peewee.TextField()
    endereco = NomeField()
    numero = peewee.TextField()
    complemento = NomeField()
    bairro = NomeField()
    cidade = NomeField()
    uf = peewee.TextField()
    cep = peewee.TextField()
    telefone = peewee.TextField()
    email = peewee.TextField()
    multa_percentual = PercentualField()
    juros_percentual_mes = PercentualField()
    logotipo = OctetosField(default=b"")
    algarismos_da_senha = peewee.IntegerField(default=0)


_COLUNAS = [getattr(EmpresaDB, campo.name) for campo in fields(Empresa)]
_A_UNICA = ConsultaPronta(lambda: EmpresaDB.select(*_COLUNAS).limit(1))


@leitura()
def obter() -> Empresa | None:
    """A empresa, ou None enquanto não for cadastrada."""
    linha = _A_UNICA.ler_uma()
    return None if linha is None else Empresa(*linha)


@transacao()
def gravar(empresa: Empresa) -> None:
    """Inclui ou substitui a empresa."""
    EmpresaDB.sobrepor([{"id": _UNICA, **asdict(empresa)}], [EmpresaDB.id])
