"""Passo 1: a base como nasceu.

As definições são deste passo e não mudam mais: as tabelas de hoje estão nos módulos de `modelos`.
"""

from __future__ import annotations

import re
from typing import Any

import peewee

_EM_ABERTO = ("pendente", "enviando", "adiado")


def _em_minusculas(tabela: type[peewee.Model]) -> str:
    """`_ContasCobranca` é a tabela `contas_cobranca`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", tabela.__name__.strip("_")).lower()


def _parte_de(tabela: type[peewee.Model], coluna: str) -> peewee.Field[Any]:
    """Some junto com a linha de que faz parte."""
    return peewee.ForeignKeyField(tabela, column_name=coluna, index=False, on_delete="CASCADE", on_update="CASCADE")


def _depende_de(
    tabela: type[peewee.Model], coluna: str, *, null: bool = False, index: bool = False, unique: bool = False
) -> peewee.Field[Any]:
    """Impede que a linha apontada seja excluída; acompanha a troca do nome dela."""
    opcoes = {"null": null, "index": index, "unique": unique, "on_delete": "RESTRICT", "on_update": "CASCADE"}
    campo: peewee.Field[Any] = peewee.ForeignKeyField(tabela, column_name=coluna, **opcoes)  # type: ignore[call-overload]  # os tipos do peewee querem `null` literal
    return campo


class _Tabela(peewee.Model):
    class Meta:
        table_function = _em_minusculas


class _Identidade(_Tabela):
    id = peewee.AutoField()
    uuid = peewee.TextField()
    trava = peewee.TextField(null=True)


class _Empresas(_Tabela):
    id = peewee.AutoField()
    nome = peewee.TextField()
    cpf_cnpj = peewee.TextField()
    endereco = peewee.TextField()
    numero = peewee.TextField()
    complemento = peewee.TextField()
    bairro = peewee.TextField()
    cidade = peewee.TextField()
    uf = peewee.TextField()
    cep = peewee.TextField()
    telefone = peewee.TextField()
    email = peewee.TextField()
    multa_percentual = peewee.TextField()
    juros_percentual_mes = peewee.TextField()


class _Grupos(_Tabela):
    nome = peewee.TextField(primary_key=True)
    chave = peewee.TextField(unique=True)


class _Situacoes(_Tabela):
    nome = peewee.TextField(primary_key=True)
    chave = peewee.TextField(unique=True)


class _Clientes(_Tabela):
    codigo = peewee.TextField(primary_key=True)
    nome = peewee.TextField()
    fantasia = peewee.TextField()
    cpf_cnpj = peewee.TextField()
    email = peewee.TextField()
    endereco = peewee.TextField()
    numero = peewee.TextField()
    complemento = peewee.TextField()
    bairro = peewee.TextField()
    cidade = peewee.TextField()
    uf = peewee.TextField()
    cep = peewee.TextField()
    avisar = peewee.BooleanField()
    promessa_ate = peewee.DateField(null=True)
    email_validos = peewee.TextField()
    email_invalidos = peewee.TextField()
    busca = peewee.TextField(index=True)


class _Contatos(_Tabela):
    id = peewee.AutoField()
    cliente = _parte_de(_Clientes, "cliente")
    nome = peewee.TextField()
    email = peewee.TextField()
    validos = peewee.TextField()
    invalidos = peewee.TextField()
    busca = peewee.TextField(index=True)

    class Meta:
        indexes = ((("cliente", "nome"), True),)


class _ContatosGrupos(_Tabela):
    id = peewee.AutoField()
    contato = _parte_de(_Contatos, "contato")
    grupo = _depende_de(_Grupos, "grupo", index=True)

    class Meta:
        indexes = ((("contato", "grupo"), True),)


class _ContasCobranca(_Tabela):
    codigo = peewee.TextField(primary_key=True)
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
    local_pagamento = peewee.TextField()
    instrucoes = peewee.TextField()
    homologada = peewee.BooleanField()
    multa_percentual = peewee.TextField(null=True)
    juros_percentual_mes = peewee.TextField(null=True)


class _Debitos(_Tabela):
    id = peewee.AutoField()
    cliente = _depende_de(_Clientes, "cliente")
    documento = peewee.TextField()
    parcela = peewee.TextField()
    vencimento = peewee.DateField()
    valor_centavos = peewee.BigIntegerField()
    saldo_centavos = peewee.BigIntegerField()
    emissao = peewee.DateField(null=True)
    situacao = _depende_de(_Situacoes, "situacao", null=True)
    conta_cobranca = peewee.TextField()
    nosso_numero = peewee.TextField()
    linha_digitavel = peewee.TextField()
    pix_copia_e_cola = peewee.TextField()
    pago_em = peewee.DateField(null=True)
    multa_percentual = peewee.TextField(null=True)
    juros_percentual_mes = peewee.TextField(null=True)
    busca = peewee.TextField()

    class Meta:
        indexes = ((("cliente", "documento", "parcela"), True), (("vencimento",), False))


class _ContasEmail(_Tabela):
    numero = peewee.IntegerField(primary_key=True)
    remetente = peewee.TextField()
    servidor = peewee.TextField()
    porta = peewee.IntegerField()
    seguranca = peewee.TextField()
    usuario = peewee.TextField()
    nome = peewee.TextField()
    por_minuto = peewee.IntegerField(null=True)
    por_hora = peewee.IntegerField(null=True)
    por_dia = peewee.IntegerField(null=True)
    mensagem = peewee.IntegerField(null=True)


class _Mensagens(_Tabela):
    numero = peewee.IntegerField(primary_key=True)
    nome = peewee.TextField()
    assunto = peewee.TextField()
    html = peewee.TextField()
    texto = peewee.TextField()


class _Parametros(_Tabela):
    id = peewee.AutoField()
    habilitado = peewee.BooleanField()
    conta_email = _depende_de(_ContasEmail, "conta_email", null=True)
    grupos_modo = peewee.TextField()
    situacoes_modo = peewee.TextField()
    vencendo_em_dias = peewee.IntegerField()
    enviar_vencidos = peewee.BooleanField()
    dias_para_vencido = peewee.IntegerField()
    intervalo_dias = peewee.IntegerField()
    prorrogar_dia_util = peewee.BooleanField()
    valor_minimo_centavos = peewee.BigIntegerField()
    vencidos_ate_dias = peewee.IntegerField()


class _ParametrosGrupos(_Tabela):
    id = peewee.AutoField()
    grupo = _depende_de(_Grupos, "grupo", unique=True)


class _ParametrosSituacoes(_Tabela):
    id = peewee.AutoField()
    situacao = _depende_de(_Situacoes, "situacao", unique=True)


class _FeriadosLocais(_Tabela):
    dia = peewee.DateField(primary_key=True)
    nome = peewee.TextField()


class _Devolvidos(_Tabela):
    email = peewee.TextField(primary_key=True)
    motivo = peewee.TextField()
    em = peewee.DateTimeField()


class _Pedidos(_Tabela):
    numero = peewee.TextField(primary_key=True)
    cliente = _depende_de(_Clientes, "cliente", index=True)
    data = peewee.DateField()
    valor_centavos = peewee.BigIntegerField()
    situacao = peewee.TextField()
    em_aberto = peewee.BooleanField()
    busca = peewee.TextField()

    class Meta:
        indexes = ((("em_aberto", "data"), False),)


class _Notas(_Tabela):
    id = peewee.AutoField()
    serie = peewee.TextField()
    numero = peewee.BigIntegerField()
    emissao = peewee.DateField(null=True)
    situacao = peewee.TextField()

    class Meta:
        indexes = ((("serie", "numero"), True),)


class _Avisos(_Tabela):
    id = peewee.AutoField()
    data = peewee.DateField()
    cliente = peewee.TextField()
    cliente_nome = peewee.TextField()
    chave = peewee.TextField(unique=True)
    estado = peewee.TextField()
    versao = peewee.IntegerField()
    tem_vencido = peewee.BooleanField()
    destinatarios = peewee.TextField()
    message_id = peewee.TextField(null=True)
    resposta = peewee.TextField(null=True)
    motivo = peewee.TextField(null=True)
    tentativas = peewee.IntegerField()
    criado_em = peewee.DateTimeField()
    alterado_em = peewee.DateTimeField()
    busca = peewee.TextField()

    class Meta:
        indexes = (
            (("cliente", "data"), True),
            (("data", "cliente"), False),
            (("estado", "data", "tem_vencido", "cliente"), False),
        )


class _AvisoDebitos(_Tabela):
    id = peewee.AutoField()
    aviso = _parte_de(_Avisos, "aviso")
    versao = peewee.IntegerField()
    cliente = peewee.TextField()
    documento = peewee.TextField()
    parcela = peewee.TextField()
    vencimento = peewee.DateField()
    classe = peewee.TextField()
    dias = peewee.IntegerField()
    valor_centavos = peewee.BigIntegerField()
    saldo_centavos = peewee.BigIntegerField()
    multa_centavos = peewee.BigIntegerField()
    juros_centavos = peewee.BigIntegerField()
    emissao = peewee.DateField(null=True)
    codigo_barras = peewee.TextField(null=True)
    linha_digitavel = peewee.TextField(null=True)

    class Meta:
        indexes = (
            (("aviso", "versao"), False),
            (("vencimento", "aviso", "versao", "cliente", "documento", "parcela"), False),
        )


class _AvisoMensagens(_Tabela):
    id = peewee.AutoField()
    aviso = _parte_de(_Avisos, "aviso")
    versao = peewee.IntegerField()
    tipo = peewee.TextField()
    message_id = peewee.TextField(unique=True)
    destinatarios = peewee.TextField()
    guardada_em = peewee.DateTimeField()
    bytes = peewee.IntegerField()
    mime = peewee.BlobField()

    class Meta:
        indexes = ((("aviso", "versao"), False),)


class _Entregas(_Tabela):
    id = peewee.AutoField()
    aviso = _parte_de(_Avisos, "aviso")
    email = peewee.TextField()
    estado = peewee.TextField()
    codigo = peewee.IntegerField()
    resposta = peewee.TextField()

    class Meta:
        indexes = ((("aviso", "email"), True), (("estado", "aviso"), False))


class _Tentativas(_Tabela):
    id = peewee.AutoField()
    aviso = peewee.ForeignKeyField(_Avisos, column_name="aviso", on_delete="CASCADE")
    em = peewee.DateTimeField()
    tipo = peewee.TextField()
    desfecho = peewee.TextField()
    de = peewee.TextField()
    para = peewee.TextField()
    codigo = peewee.IntegerField()
    resposta = peewee.TextField()
    motivo = peewee.TextField()
    servidor = peewee.TextField()
    message_id = peewee.TextField(null=True)


class _Fechamentos(_Tabela):
    id = peewee.AutoField()
    data = peewee.DateField(index=True)
    inicio_em = peewee.DateTimeField()
    fim_em = peewee.DateTimeField(null=True)
    habilitado = peewee.BooleanField()
    totais = peewee.TextField(null=True)
    fora = peewee.TextField(null=True)


class _Terminais(_Tabela):
    id = peewee.AutoField()
    nome = peewee.TextField()
    usuario = peewee.TextField()
    entrou_em = peewee.DateTimeField()
    trava = peewee.TextField(unique=True)


class _Copias(_Tabela):
    id = peewee.AutoField()
    arquivo = peewee.TextField()
    bytes = peewee.BigIntegerField()
    sha256 = peewee.TextField()
    em = peewee.DateTimeField()


class _Importacoes(_Tabela):
    id = peewee.AutoField()
    em = peewee.DateTimeField()
    arquivo = peewee.TextField()
    tipo = peewee.TextField()
    lidas = peewee.IntegerField()
    incluidas = peewee.IntegerField()
    alteradas = peewee.IntegerField()
    iguais = peewee.IntegerField()
    rejeitadas = peewee.IntegerField()
    baixadas = peewee.IntegerField()
    apontamentos = peewee.IntegerField()
    erro = peewee.TextField(null=True)


# O índice cobre tudo o que a seleção lê: um débito em aberto nunca precisa ser buscado na tabela. `pago_em`,
# sempre nulo aqui, está nele porque o SQLite ainda o confere.
# A condição sai com constantes literais; com parâmetros o SQLite não usaria o índice parcial.
_Debitos.add_index(
    _Debitos.vencimento,
    _Debitos.cliente,
    _Debitos.documento,
    _Debitos.parcela,
    _Debitos.saldo_centavos,
    _Debitos.valor_centavos,
    _Debitos.emissao,
    _Debitos.situacao,
    _Debitos.conta_cobranca,
    _Debitos.nosso_numero,
    _Debitos.linha_digitavel,
    _Debitos.pix_copia_e_cola,
    _Debitos.multa_percentual,
    _Debitos.juros_percentual_mes,
    _Debitos.pago_em,
    name="debitos_em_aberto",
    where=(_Debitos.saldo_centavos > 0) & _Debitos.pago_em.is_null(),
)
_Avisos.add_index(_Avisos.cliente, unique=True, name="avisos_um_em_aberto", where=_Avisos.estado.in_(_EM_ABERTO))


def aplicar(base: peewee.Database) -> None:
    """Cria as tabelas, na ordem em que estão aqui, e os índices."""
    tabelas = _Tabela.__subclasses__()
    with base.bind_ctx(tabelas, bind_refs=False, bind_backrefs=False):
        base.create_tables(tabelas, safe=False)
