"""Mensagens cadastradas. A de número 1 é a padrão e a 0, a do agradecimento: nascem com a base e não se excluem."""

from __future__ import annotations

from dataclasses import asdict, fields

import peewee

from modelos.acesso.campos import NomeField
from modelos.acesso.conexao import Tabela, excluir_se_livre, leitura, ler, ler_uma, transacao
from modelos.contas.contas_email import ContaEmailDB
from regras.cadastro import Mensagem
from regras.erros import DadoInvalido
from regras.mensagem.visual.prontos import NUMERO_DO_AGRADECIMENTO, NUMERO_PADRAO, agradecimento, original


class MensagemDB(Tabela):
    """Um texto de aviso."""

    na_base = "mensagens"

    numero = peewee.IntegerField(primary_key=True)
    nome = NomeField()
    assunto = NomeField()
    html = peewee.TextField()
    texto = peewee.TextField()
    visual = peewee.TextField(default="")


_COLUNAS = [getattr(MensagemDB, campo.name) for campo in fields(Mensagem)]


@leitura()
def obter(numero: int) -> Mensagem | None:
    """A mensagem do número, ou None."""
    linha = ler_uma(MensagemDB.select(*_COLUNAS).where(MensagemDB.numero == numero))
    return None if linha is None else Mensagem(*linha)


@leitura()
def listar() -> list[Mensagem]:
    """Todas, em ordem de número."""
    return [Mensagem(*linha) for linha in ler(MensagemDB.select(*_COLUNAS).order_by(MensagemDB.numero))]


@leitura()
def da_conta(numero_conta: int) -> Mensagem:
    """A mensagem que a conta de e-mail usa; a padrão se a conta não aponta nenhuma."""
    escolhida = ContaEmailDB.select(ContaEmailDB.mensagem).where(ContaEmailDB.numero == numero_conta).scalar()
    return (obter(escolhida) if escolhida is not None else None) or padrao()


def padrao() -> Mensagem:
    """A mensagem padrão, como está gravada."""
    gravada = obter(NUMERO_PADRAO)
    if gravada is None:
        raise RuntimeError("a base foi aberta sem a mensagem padrão")
    return gravada


def do_agradecimento() -> Mensagem:
    """A que confirma o recebimento, como está gravada."""
    return obter(NUMERO_DO_AGRADECIMENTO) or agradecimento()


def garantir_padrao() -> None:
    """Semeia a mensagem padrão e a do agradecimento na base que não as tem; a alterada fica como está."""
    for numero, como_veio in ((NUMERO_PADRAO, original), (NUMERO_DO_AGRADECIMENTO, agradecimento)):
        if obter(numero) is None:
            gravar(como_veio())


@transacao()
def gravar(mensagem: Mensagem) -> None:
    """Inclui ou altera pelo número."""
    MensagemDB.sobrepor([asdict(mensagem)], [MensagemDB.numero])


@transacao()
def excluir(numero: int) -> None:
    """Exclui a mensagem.

    Raises:
        DadoInvalido: é a padrão ou a do agradecimento, ou há contas de e-mail que a usam.
    """
    if numero in (NUMERO_PADRAO, NUMERO_DO_AGRADECIMENTO):
        qual = "a padrão" if numero == NUMERO_PADRAO else "a do agradecimento"
        raise DadoInvalido("mensagem", f"{qual} não pode ser excluída", o_que_fazer="Altere o texto dela, se quiser.")
    usam = ContaEmailDB.select().where(ContaEmailDB.mensagem == numero).count()
    excluir_se_livre(MensagemDB, MensagemDB.numero, numero, "mensagem", {("conta de e-mail", "contas de e-mail"): usam})
