"""Contas de cobrança: por onde saem os boletos."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, fields

import peewee

from modelos.acesso.campos import DataHoraField, NomeField, PercentualField
from modelos.acesso.conexao import Tabela, excluir_se_livre, leitura, ler, ler_uma, transacao
from modelos.carteira.debitos import EM_ABERTO, DebitoDB
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido


class ContaCobrancaDB(Tabela):
    """Uma conta no banco que emite os boletos."""

    na_base = "contas_cobranca"

    codigo = NomeField(primary_key=True)
    banco = peewee.TextField()
    carteira = peewee.TextField()
    agencia = peewee.TextField()
    agencia_dv = peewee.TextField()
    conta = peewee.TextField()
    conta_dv = peewee.TextField()
    convenio = peewee.TextField()
    modalidade = peewee.TextField()
    variacao = peewee.TextField()
    posto = peewee.TextField()
    byte_geracao = peewee.TextField()
    ios = peewee.TextField()
    sistema = peewee.TextField()
    incremento = peewee.TextField()
    com_desconto = peewee.BooleanField()
    especie = peewee.TextField()
    aceite = peewee.TextField()
    local_pagamento = NomeField()
    instrucoes = peewee.TextField()
    homologada = peewee.BooleanField()
    multa_percentual = PercentualField(null=True)
    juros_percentual_mes = PercentualField(null=True)
    beneficiario_final = NomeField(default="")
    beneficiario_final_cpf_cnpj = peewee.TextField(default="")
    conferida_com = peewee.TextField(default="")
    conferida_em = DataHoraField(null=True)
    pdf_a = peewee.BooleanField(default=True)


_SEM_CONTA = EM_ABERTO & (DebitoDB.conta_cobranca == "")
_COLUNAS = [getattr(ContaCobrancaDB, campo.name) for campo in fields(ContaCobranca)]


@leitura()
def obter(codigo: str) -> ContaCobranca | None:
    """A conta do código, ou None."""
    linha = ler_uma(ContaCobrancaDB.select(*_COLUNAS).where(ContaCobrancaDB.codigo == codigo))
    return None if linha is None else ContaCobranca(*linha)


@leitura()
def listar() -> list[ContaCobranca]:
    """Todas, em ordem de código."""
    return [ContaCobranca(*linha) for linha in ler(ContaCobrancaDB.select(*_COLUNAS).order_by(ContaCobrancaDB.codigo))]


@transacao()
def gravar(conta: ContaCobranca) -> None:
    """Inclui ou altera pelo código."""
    gravar_varias([conta])


@transacao()
def incluir(conta: ContaCobranca) -> None:
    """Inclui uma conta nova.

    Raises:
        DadoInvalido: já há conta com esse código.
    """
    if ContaCobrancaDB.select().where(ContaCobrancaDB.codigo == conta.codigo).exists():
        raise DadoInvalido("código", f"já existe uma conta de cobrança {conta.codigo}")
    gravar_varias([conta])


@leitura()
def contar_debitos() -> dict[str, int]:
    """Quantos débitos citam cada conta de cobrança."""
    consulta = DebitoDB.select(DebitoDB.conta_cobranca, peewee.fn.COUNT(DebitoDB.id)).group_by(DebitoDB.conta_cobranca)
    return dict(ler(consulta))


@leitura()
def contar_sem_conta() -> dict[str, int]:
    """Quantos débitos em aberto não dizem a conta, por situação; vazio é a dos sem situação."""
    consulta = DebitoDB.select(DebitoDB.situacao, peewee.fn.COUNT(DebitoDB.id)).where(_SEM_CONTA)
    return {situacao or "": quantos for situacao, quantos in ler(consulta.group_by(DebitoDB.situacao))}


@transacao()
def aplicar(codigo: str, situacoes: Collection[str]) -> int:
    """Põe a conta nos débitos em aberto sem nenhuma, das situações dadas; devolve em quantos.

    Args:
        codigo: o da conta.
        situacoes: nomes como estão no cadastro; vazio é a dos sem situação.
    """
    nomeadas = DebitoDB.situacao.in_([nome for nome in situacoes if nome])
    destas = nomeadas | DebitoDB.situacao.is_null() if "" in situacoes else nomeadas
    return int(DebitoDB.update(conta_cobranca=codigo).where(_SEM_CONTA, destas).execute())


@leitura()
def que_calculam() -> list[ContaCobranca]:
    """As contas com débito em aberto cujo código é calculado aqui: tem nosso número, e não a linha do banco."""
    calculados = DebitoDB.select(DebitoDB.conta_cobranca).where(
        EM_ABERTO, DebitoDB.nosso_numero != "", DebitoDB.linha_digitavel == ""
    )
    citadas = {codigo for (codigo,) in ler(calculados.distinct())}
    return [conta for conta in listar() if conta.codigo in citadas]


@transacao()
def gravar_varias(contas: Iterable[ContaCobranca]) -> None:
    """Inclui ou altera muitas de uma vez."""
    ContaCobrancaDB.sobrepor((asdict(conta) for conta in contas), [ContaCobrancaDB.codigo])


@transacao()
def excluir(codigo: str) -> None:
    """Exclui a conta.

    Raises:
        DadoInvalido: há débitos que a citam; diz quantos.
    """
    citada = DebitoDB.select().where(DebitoDB.conta_cobranca == codigo).count()
    excluir_se_livre(ContaCobrancaDB, ContaCobrancaDB.codigo, codigo, "conta de cobrança", {DebitoDB.rotulo: citada})
