"""Contas de e-mail de saída. Senha e token não ficam aqui: só no cofre do sistema."""

from __future__ import annotations

from dataclasses import asdict, fields

import peewee

from modelos.acesso.campos import EnumeracaoField, NomeField
from modelos.acesso.conexao import Tabela, excluir_se_livre, leitura, ler, ler_uma, transacao
from regras.cadastro import Autenticacao, ContaEmail, Seguranca


class ContaEmailDB(Tabela):
    """Uma conta, pelo número que o operador usa. `mensagem` vazia é a padrão."""

    na_base = "contas_email"

    numero = peewee.IntegerField(primary_key=True)
    remetente = NomeField()
    servidor = NomeField()
    porta = peewee.IntegerField()
    seguranca = EnumeracaoField(Seguranca)
    usuario = NomeField()
    nome = NomeField()
    por_minuto = peewee.IntegerField(null=True)
    por_hora = peewee.IntegerField(null=True)
    por_dia = peewee.IntegerField(null=True)
    mensagem = peewee.IntegerField(null=True)
    autenticacao = EnumeracaoField(Autenticacao)
    aplicativo = peewee.TextField()
    locatario = peewee.TextField()


_COLUNAS = [getattr(ContaEmailDB, campo.name) for campo in fields(ContaEmail)]


@leitura()
def obter(numero: int) -> ContaEmail | None:
    """A conta do número, ou None."""
    linha = ler_uma(ContaEmailDB.select(*_COLUNAS).where(ContaEmailDB.numero == numero))
    return None if linha is None else ContaEmail(*linha)


@leitura()
def listar() -> list[ContaEmail]:
    """Todas, em ordem de número."""
    return [ContaEmail(*linha) for linha in ler(ContaEmailDB.select(*_COLUNAS).order_by(ContaEmailDB.numero))]


def unica() -> ContaEmail | None:
    """A única conta que existe; None quando não há nenhuma, ou há mais de uma."""
    contas = listar()
    return contas[0] if len(contas) == 1 else None


@transacao()
def gravar(conta: ContaEmail) -> None:
    """Inclui ou altera pelo número."""
    ContaEmailDB.sobrepor([asdict(conta)], [ContaEmailDB.numero])


@transacao()
def excluir(numero: int) -> None:
    """Exclui a conta.

    Raises:
        DadoInvalido: é a conta escolhida nos parâmetros do aviso.
    """
    excluir_se_livre(ContaEmailDB, ContaEmailDB.numero, numero, "conta de e-mail")
