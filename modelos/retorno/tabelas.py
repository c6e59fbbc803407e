"""As tabelas do retorno: uma camada à parte do saldo e do pagamento que vieram do ERP (retorno.md, regra 7)."""

from __future__ import annotations

import peewee

from modelos.acesso.campos import CentavosField, DataHoraField, EnumeracaoField, EstruturaField
from modelos.acesso.conexao import Tabela
from modelos.carteira.debitos import DebitoDB
from regras.retorno.arquivo import Decisao, EstadoDoRetorno
from regras.retorno.titulo import Efeito, Motivo, NoDebito, Resultado


class RetornoDB(Tabela):
    """Um arquivo lido, inteiro e comprimido em `conteudo`."""

    na_base = "retornos"

    id = peewee.AutoField()
    arquivo = peewee.TextField()
    sha256 = peewee.TextField(index=True)
    banco = peewee.TextField()
    leiaute = peewee.IntegerField()
    conta_cobranca = peewee.TextField(null=True)
    sequencia = peewee.IntegerField(null=True)
    data_geracao = peewee.DateField(null=True)
    lido_em = DataHoraField()
    estado = EnumeracaoField(EstadoDoRetorno)
    desfeito_em = DataHoraField(null=True)
    desfeito_por = peewee.TextField(default="")
    apontamentos = EstruturaField()
    conteudo = peewee.BlobField()


class RetornoContaDB(Tabela):
    """Uma conta de cobrança de que o arquivo fala, com o que a sequência e a guarda de atualidade olham.

    `data_geracao` no futuro vale o dia da leitura (regra 6).
    """

    na_base = "retorno_contas"

    id = peewee.AutoField()
    retorno = peewee.ForeignKeyField(RetornoDB, column_name="retorno", on_delete="CASCADE")
    conta = peewee.TextField()
    sequencia = peewee.IntegerField(null=True)
    data_geracao = peewee.DateField(null=True)


class RetornoTituloDB(Tabela):
    """Um título de um arquivo.

    `numero` é o sequencial; `repeticao` é o que faz outro título ser o mesmo (regra 5), vazia no arquivo desfeito.
    """

    na_base = "retorno_titulos"

    id = peewee.AutoField()
    retorno = peewee.ForeignKeyField(RetornoDB, column_name="retorno", index=False, on_delete="CASCADE")
    linha = peewee.IntegerField()
    conta_cobranca = peewee.TextField(null=True)
    numero = peewee.TextField()
    nosso_numero = peewee.TextField()
    seu_numero = peewee.TextField()
    ocorrencia = peewee.TextField()
    efeito = EnumeracaoField(Efeito)
    data_ocorrencia = peewee.DateField(null=True)
    data_credito = peewee.DateField(null=True)
    vencimento = peewee.DateField(null=True)
    valor_centavos = CentavosField(null=True)
    valor_pago_centavos = CentavosField(null=True)
    tarifa_centavos = CentavosField(null=True)
    debito = peewee.ForeignKeyField(DebitoDB, column_name="debito", null=True, on_delete="SET NULL")
    resultado = EnumeracaoField(Resultado)
    motivo = EnumeracaoField(Motivo, null=True)
    repeticao = peewee.TextField(index=True)

    class Meta:
        """Índices."""

        indexes = ((("retorno", "linha"), True),)


A_CONFERIR = RetornoTituloDB.resultado == peewee.SQL(f"'{Resultado.A_CONFERIR.value}'")
"""Os que esperam uma decisão, com a constante que o índice parcial exige: são poucos, e o painel os conta sempre."""
RetornoTituloDB.add_index(RetornoTituloDB.retorno, name="retorno_titulos_a_conferir", where=A_CONFERIR)


class RetornoDecisaoDB(Tabela):
    """O que o operador decidiu de um título, para o histórico; o que vale é o efeito."""

    na_base = "retorno_decisoes"

    id = peewee.AutoField()
    titulo = peewee.ForeignKeyField(RetornoTituloDB, column_name="titulo", on_delete="CASCADE")
    decisao = EnumeracaoField(Decisao)
    em = DataHoraField()
    motivo = peewee.TextField()


class RetornoEfeitoDB(Tabela):
    """O que um título faz a um débito enquanto vale; desfazer e soltar apagam a linha.

    `vencimento`, `valor_centavos`, `saldo_centavos` e `pago_em` são os do débito quando o efeito nasceu.
    """

    na_base = "retorno_efeitos"
    rotulo = ("efeito do retorno do banco", "efeitos do retorno do banco")

    id = peewee.AutoField()
    titulo = peewee.ForeignKeyField(RetornoTituloDB, column_name="titulo", on_delete="CASCADE")
    debito = peewee.ForeignKeyField(DebitoDB, column_name="debito", index=False, on_delete="RESTRICT")
    tipo = EnumeracaoField(NoDebito)
    em = peewee.DateField(null=True)
    vencimento = peewee.DateField()
    valor_centavos = CentavosField()
    saldo_centavos = CentavosField()
    pago_em = peewee.DateField(null=True)
    titulo_baixado = peewee.TextField()

    class Meta:
        """Índices: as retenções, que são poucas, se acham sem passar pelas baixas, que só crescem."""

        indexes = ((("tipo", "debito"), False),)
