"""As tabelas das devoluções: as que foram lidas, e a caixa de cada conta com o lugar em que a leitura parou."""

from __future__ import annotations

import peewee

from modelos.acesso.campos import DataHoraField, EnumeracaoField
from modelos.acesso.conexao import Tabela
from modelos.avisos.tabelas import AvisoDB
from modelos.contas.contas_email import ContaEmailDB
from regras.devolucao import Acao


class CaixaDB(Tabela):
    """A caixa IMAP de uma conta de e-mail, e até onde foi lida (RFC 9051 §2.3.1.1).

    Atributos:
        validade: UIDVALIDITY da pasta na última leitura; nula antes da primeira.
        ultimo_uid: o maior UID já visto com essa validade.
    """

    na_base = "caixas_devolucoes"

    conta = peewee.ForeignKeyField(
        ContaEmailDB, column_name="conta", object_id_name="conta_id", on_delete="CASCADE", primary_key=True
    )
    servidor = peewee.TextField()
    porta = peewee.IntegerField()
    usuario = peewee.TextField()
    pasta = peewee.TextField()
    validade = peewee.BigIntegerField(null=True)
    ultimo_uid = peewee.BigIntegerField()
    lida_em = DataHoraField(null=True)


class DevolucaoDB(Tabela):
    """O que uma mensagem de devolução disse de um destinatário de um aviso.

    Atributos:
        message_id: o da nossa mensagem, quando a devolução o cita.
        provada: cita, inteiro, o Message-ID ou o ENVID do aviso, que ninguém de fora adivinha.
        em: quando chegou à caixa, pelo relógio do servidor dela.
        soma: SHA-256 da mensagem de devolução como foi lida: lida de novo, não conta duas vezes.
        marcou: o endereço deixou de receber por causa dela.
    """

    na_base = "devolucoes"

    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(AvisoDB, column_name="aviso", object_id_name="aviso_id", on_delete="CASCADE")
    email = peewee.TextField()
    acao = EnumeracaoField(Acao)
    status = peewee.TextField()
    diagnostico = peewee.TextField()
    servidor = peewee.TextField()
    message_id = peewee.TextField(null=True)
    provada = peewee.BooleanField()
    em = DataHoraField()
    lida_em = DataHoraField()
    soma = peewee.TextField()
    marcou = peewee.BooleanField()

    class Meta:
        """Índices."""

        indexes = ((("soma", "email"), True), (("email", "em"), False))
