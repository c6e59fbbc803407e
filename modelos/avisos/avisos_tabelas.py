"""As tabelas da caixa de saída, que é também o histórico (regras.md §6).

Os avisos guardam retratos: nenhum aponta para o débito nem para o cliente do cadastro, porque a marca e
o histórico sobrevivem à baixa, à exclusão e à reimportação.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

import peewee

from modelos.acesso.campos import (
    CentavosField,
    DataHoraField,
    EnumeracaoField,
    EstadoField,
    TextoListaField,
)
from modelos.acesso.conexao import Tabela
from modelos.acesso.consulta import texto_de_busca
from regras.aviso import CONTAM, EM_ABERTO, DebitoAvisado, Estado, numero_do_aviso
from regras.debito import Classe

ABERTOS_OU_ENVIANDO = (*EM_ABERTO, Estado.ENVIANDO)
"""No máximo um aviso nestes estados por cliente: a base garante por índice."""
QUE_CONTAM = (*CONTAM, Estado.ENVIANDO)
"""Fazem andar marca e ciclo na seleção: *enviando* pode ter chegado, e do lado seguro não se repete."""


class AvisoDB(Tabela):
    """Um aviso por cliente por data.

    Atributos:
        versao: a corrente; a marca e o ciclo leem só os débitos dela.
        tem_vencido: se a versão corrente leva ao menos um vencido, o que faz andar o ciclo.
    """

    id = peewee.AutoField()
    data = peewee.DateField()
    cliente = peewee.TextField()
    cliente_nome = peewee.TextField()
    chave = peewee.TextField(unique=True)
    estado = EstadoField()
    versao = peewee.IntegerField()
    tem_vencido = peewee.BooleanField()
    destinatarios = TextoListaField()
    destinatarios_pendentes = TextoListaField()
    destinatarios_recusados = TextoListaField()
    message_id = peewee.TextField(null=True)
    resposta = peewee.TextField(null=True)
    motivo = peewee.TextField(null=True)
    tentativas = peewee.IntegerField()
    criado_em = DataHoraField()
    alterado_em = DataHoraField()
    busca = peewee.TextField()

    class Meta:
        """Nome e índices na base."""

        table_name = "avisos"
        indexes = (
            (("cliente", "data"), True),
            (("data", "cliente"), False),
            (("estado", "data", "tem_vencido", "cliente"), False),
        )


# Com as constantes escritas nele, e não passadas: é o que o índice parcial exige.
AvisoDB.add_index(
    AvisoDB.cliente, unique=True, name="avisos_um_em_aberto", where=AvisoDB.estado.in_(sorted(ABERTOS_OU_ENVIANDO))
)


class AvisoDebitoDB(Tabela):
    """Um débito como foi (ou irá) numa versão de um aviso."""

    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(
        AvisoDB, column_name="aviso", object_id_name="aviso_id", index=False, on_delete="CASCADE"
    )
    versao = peewee.IntegerField()
    cliente = peewee.TextField()
    documento = peewee.TextField()
    parcela = peewee.TextField()
    vencimento = peewee.DateField()
    classe = EnumeracaoField(Classe)
    dias = peewee.IntegerField()
    valor_centavos = CentavosField()
    saldo_centavos = CentavosField()
    multa_centavos = CentavosField()
    juros_centavos = CentavosField()
    emissao = peewee.DateField(null=True)
    codigo_barras = peewee.TextField(null=True)
    linha_digitavel = peewee.TextField(null=True)

    class Meta:
        """Nome e índices na base."""

        table_name = "aviso_debitos"
        indexes = (
            (("aviso", "versao"), False),
            (("vencimento", "aviso", "versao", "cliente", "documento", "parcela"), False),
        )


class AvisoVersaoDB(Tabela):
    """Os bytes de uma mensagem montada, comprimidos. A que foi só a alguns destinatários tem a mesma versão.

    Atributos:
        mime: vazio depois de expurgado.
        soma: SHA-256 da mensagem, em hexadecimal, gravada quando o corpo é expurgado.
    """

    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(
        AvisoDB, column_name="aviso", object_id_name="aviso_id", index=False, on_delete="CASCADE"
    )
    versao = peewee.IntegerField()
    message_id = peewee.TextField(unique=True)
    destinatarios = TextoListaField()
    guardada_em = DataHoraField()
    bytes = peewee.IntegerField()
    mime = peewee.BlobField()
    soma = peewee.TextField(null=True)

    class Meta:
        """Nome e índices na base."""

        table_name = "aviso_versoes"
        indexes = ((("aviso", "versao"), False),)


class TentativaDB(Tabela):
    """Uma conversa com o servidor, ou uma decisão, e no que deu."""

    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(AvisoDB, column_name="aviso", object_id_name="aviso_id", on_delete="CASCADE")
    em = DataHoraField()
    de = EstadoField()
    para = EstadoField()
    codigo = peewee.IntegerField()
    resposta = peewee.TextField()
    motivo = peewee.TextField()
    servidor = peewee.TextField()
    message_id = peewee.TextField(null=True)

    class Meta:
        """Nome na base."""

        table_name = "tentativas"


COLUNAS_DO_DEBITO = [getattr(AvisoDebitoDB, campo.name) for campo in fields(DebitoAvisado)]
"""As de `DebitoAvisado`, na ordem dele."""


def busca_do_aviso(chave: str, cliente: str, nome: str, destinatarios: Iterable[str]) -> str:
    """Por que um aviso é achado no histórico: cliente, endereços e o número que o cliente cita ao responder."""
    return texto_de_busca(nome, cliente, *destinatarios, numero_do_aviso(chave))
