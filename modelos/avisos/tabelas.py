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
    ParametrosField,
    TextoListaField,
)
from modelos.acesso.conexao import Tabela
from modelos.acesso.consulta import texto_de_busca
from regras.aviso import CONTAM, EM_ABERTO, DebitoAvisado, Estado, numero_do_aviso
from regras.cancelamento import Causa
from regras.debito import Classe
from regras.entrega import Desfecho, Entrega, EstadoDaEntrega, TipoDeMensagem

ABERTOS_OU_ENVIANDO = (*EM_ABERTO, Estado.ENVIANDO)
"""No máximo um aviso nestes estados por cliente: a base garante por índice."""
QUE_CONTAM = (*CONTAM, Estado.ENVIANDO)
"""Fazem andar marca e ciclo na seleção: *enviando* pode ter chegado, e do lado seguro não se repete."""


class AvisoDB(Tabela):
    """Um aviso por cliente por data.

    As duas datas só diferem no que foi feito com o relógio adiantado (`modelos.avisos.correcao_de_data`).

    Atributos:
        data: a do fechamento, para marca, ciclo e histórico.
        data_original: aquela com que foi feito, se foi corrigida depois; a da chave, do Message-ID e do diário.
        versao: a corrente; a marca e o ciclo leem só os débitos dela.
        tem_vencido: se a versão corrente leva ao menos um vencido, o que faz andar o ciclo.
        parametros: os com que foi planejado; alterados no mesmo dia, os dele não mudam (regras.md §2.6).
    """

    na_base = "avisos"

    id = peewee.AutoField()
    data = peewee.DateField()
    data_original = peewee.DateField(null=True)
    cliente = peewee.TextField()
    cliente_nome = peewee.TextField()
    chave = peewee.TextField(unique=True)
    estado = EstadoField()
    versao = peewee.IntegerField()
    tem_vencido = peewee.BooleanField()
    parametros = ParametrosField()
    destinatarios = TextoListaField()
    message_id = peewee.TextField(null=True)
    resposta = peewee.TextField(null=True)
    motivo = peewee.TextField(null=True)
    tentativas = peewee.IntegerField()
    criado_em = DataHoraField()
    alterado_em = DataHoraField()
    busca = peewee.TextField()

    class Meta:
        """Índices."""

        indexes = (
            (("cliente", "data"), False),
            (("data", "cliente"), False),
            (("estado", "data", "tem_vencido", "cliente"), False),
        )


# Com as constantes escritas nele, e não passadas: é o que o índice parcial exige.
AvisoDB.add_index(
    AvisoDB.cliente, unique=True, name="avisos_um_em_aberto", where=AvisoDB.estado.in_(sorted(ABERTOS_OU_ENVIANDO))
)
# As corrigidas para o mesmo dia podem ser muitas, e ainda há a de hoje.
AvisoDB.add_index(
    AvisoDB.cliente, AvisoDB.data, unique=True, name="avisos_um_por_data", where=AvisoDB.data_original.is_null()
)


class AvisoDebitoDB(Tabela):
    """Um débito como foi (ou irá) numa versão de um aviso."""

    na_base = "aviso_debitos"

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
    causa = EnumeracaoField(Causa, null=True)
    causa_dia = peewee.DateField(null=True)

    class Meta:
        """Índices."""

        indexes = (
            (("aviso", "versao"), False),
            (("vencimento", "aviso", "versao", "cliente", "documento", "parcela"), False),
        )


class AvisoMensagemDB(Tabela):
    """Uma mensagem montada para um aviso. As que não são a principal têm a versão da que estava corrente.

    Atributos:
        mime: os bytes, comprimidos; vazio depois de expurgado.
        soma: SHA-256 da mensagem, em hexadecimal, gravada quando o corpo é expurgado.
    """

    na_base = "aviso_mensagens"

    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(
        AvisoDB, column_name="aviso", object_id_name="aviso_id", index=False, on_delete="CASCADE"
    )
    versao = peewee.IntegerField()
    tipo = EnumeracaoField(TipoDeMensagem)
    message_id = peewee.TextField(unique=True)
    destinatarios = TextoListaField()
    guardada_em = DataHoraField()
    bytes = peewee.IntegerField()
    mime = peewee.BlobField()
    soma = peewee.TextField(null=True)

    class Meta:
        """Índices."""

        indexes = ((("aviso", "versao"), False),)


class EntregaDB(Tabela):
    """Em que pé está a entrega de um aviso a um endereço: a resposta mais recente que valeu para ele."""

    na_base = "entregas"

    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(
        AvisoDB, column_name="aviso", object_id_name="aviso_id", index=False, on_delete="CASCADE"
    )
    email = peewee.TextField()
    estado = EnumeracaoField(EstadoDaEntrega)
    codigo = peewee.IntegerField()
    resposta = peewee.TextField()

    class Meta:
        """Índices."""

        indexes = ((("aviso", "email"), True), (("estado", "aviso"), False))


class TentativaDB(Tabela):
    """Uma conversa com o servidor, ou uma decisão, e no que deu."""

    na_base = "tentativas"

    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(AvisoDB, column_name="aviso", object_id_name="aviso_id", on_delete="CASCADE")
    em = DataHoraField()
    tipo = EnumeracaoField(TipoDeMensagem)
    desfecho = EnumeracaoField(Desfecho)
    de = EstadoField()
    para = EstadoField()
    codigo = peewee.IntegerField()
    resposta = peewee.TextField()
    motivo = peewee.TextField()
    servidor = peewee.TextField()
    message_id = peewee.TextField(null=True)


COLUNAS_DO_DEBITO = [getattr(AvisoDebitoDB, campo.name) for campo in fields(DebitoAvisado)]
"""As de `DebitoAvisado`, na ordem dele."""
COLUNAS_DA_ENTREGA = [getattr(EntregaDB, campo.name) for campo in fields(Entrega)]
"""As de `Entrega`, na ordem dela."""


def busca_do_aviso(chave: str, cliente: str, nome: str, destinatarios: Iterable[str]) -> str:
    """Por que um aviso é achado no histórico: cliente, endereços e o número que o cliente cita ao responder."""
    return texto_de_busca(nome, cliente, *destinatarios, numero_do_aviso(chave))
