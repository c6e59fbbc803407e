"""Feriados locais: a tabela que a empresa preenche, além dos bancários nacionais (regras.md §5)."""

from __future__ import annotations

from datetime import date

import peewee

from modelos.acesso.campos import NomeField
from modelos.acesso.conexao import Tabela, leitura, ler, ler_uma, transacao
from modelos.acesso.consulta_pronta import ConsultaPronta


class FeriadoLocalDB(Tabela):
    """Um dia sem expediente bancário na praça da empresa."""

    na_base = "feriados_locais"

    dia = peewee.DateField(primary_key=True)
    nome = NomeField()


_DIAS = ConsultaPronta(lambda: FeriadoLocalDB.select(FeriadoLocalDB.dia))


@leitura()
def listar() -> list[tuple[date, str]]:
    """Dia e nome de cada um, em ordem."""
    linhas = FeriadoLocalDB.select(FeriadoLocalDB.dia, FeriadoLocalDB.nome).order_by(FeriadoLocalDB.dia)
    return [(dia, nome) for dia, nome in ler(linhas)]


def dias() -> frozenset[date]:
    """Só os dias, para as contas de dia útil."""
    with leitura():
        return frozenset(dia for (dia,) in _DIAS.ler())


@leitura()
def obter(dia: date) -> str | None:
    """O nome do feriado do dia, ou None."""
    linha = ler_uma(FeriadoLocalDB.select(FeriadoLocalDB.nome).where(FeriadoLocalDB.dia == dia))
    return None if linha is None else str(linha[0])


@transacao()
def gravar(dia: date, nome: str) -> None:
    """Inclui ou altera pelo dia."""
    FeriadoLocalDB.sobrepor([{"dia": dia, "nome": nome}], [FeriadoLocalDB.dia])


@transacao()
def excluir(dia: date) -> None:
    """Exclui; o que não existe já está excluído."""
    FeriadoLocalDB.delete().where(FeriadoLocalDB.dia == dia).execute()
