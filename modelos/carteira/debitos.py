"""Débitos: os títulos a receber, de chave cliente + documento + parcela."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import peewee

from modelos.acesso.campos import CentavosField, NomeField, PercentualField
from modelos.acesso.conexao import Tabela, excluir_se_livre, leitura, ler, ler_uma, transacao
from modelos.acesso.consulta import Consulta, Pagina, filtrar, onde_contem, paginar, texto_de_busca
from modelos.cadastro import situacoes
from modelos.cadastro.clientes import ClienteDB
from modelos.cadastro.situacoes import SituacaoDB
from regras.debito import ChaveDebito, Debito, conferir
from regras.erros import DadoInvalido
from regras.retorno.conciliacao import chave_do_numero


class DebitoDB(Tabela):
    """Um débito. A conta de cobrança é texto livre: a desconhecida é gravada e apontada.

    `baixado_em` e `titulo_baixado` são o reflexo do que o retorno do banco diz (`modelos.retorno.efeitos`): gravar um
    débito não os muda. `numero` é o nosso número na forma em que o retorno o procura.
    """

    na_base = "debitos"
    rotulo = ("débito", "débitos")

    id = peewee.AutoField()
    cliente = peewee.ForeignKeyField(
        ClienteDB, column_name="cliente", index=False, on_delete="RESTRICT", on_update="CASCADE"
    )
    documento = NomeField()
    parcela = NomeField()
    vencimento = peewee.DateField()
    valor_centavos = CentavosField()
    saldo_centavos = CentavosField()
    emissao = peewee.DateField(null=True)
    situacao = peewee.ForeignKeyField(
        SituacaoDB, column_name="situacao", null=True, index=False, on_delete="RESTRICT", on_update="CASCADE"
    )
    conta_cobranca = peewee.TextField()
    nosso_numero = peewee.TextField()
    linha_digitavel = peewee.TextField()
    pix_copia_e_cola = peewee.TextField()
    pago_em = peewee.DateField(null=True)
    multa_percentual = PercentualField(null=True)
    juros_percentual_mes = PercentualField(null=True)
    ausente_em = peewee.DateField(null=True)
    baixado_em = peewee.DateField(null=True)
    titulo_baixado = peewee.TextField(constraints=[peewee.SQL("DEFAULT ''")])
    numero = peewee.TextField()
    busca = peewee.TextField()

    class Meta:
        """Índices."""

        indexes = (
            (("cliente", "documento", "parcela"), True),
            (("vencimento",), False),
            (("conta_cobranca", "numero"), False),
        )


CHAVE: list[peewee.Field[Any]] = [DebitoDB.cliente, DebitoDB.documento, DebitoDB.parcela]
"""As colunas da chave única."""
COLUNAS = [getattr(DebitoDB, nome) for nome in Debito._fields]
"""As de `Debito`, na ordem dele."""
EM_ABERTO_NO_ERP = (DebitoDB.saldo_centavos > peewee.SQL("0")) & DebitoDB.pago_em.is_null()
"""Saldo maior que zero e sem data de pagamento, com a constante que o índice parcial exige."""
EM_ABERTO = EM_ABERTO_NO_ERP & DebitoDB.baixado_em.is_null()
"""Nem o ERP nem o banco o dizem pago (regras.md §1)."""
SO_NO_BANCO = EM_ABERTO_NO_ERP & DebitoDB.baixado_em.is_null(False)
"""O banco o diz pago, e o ERP ainda não."""
DebitoDB.add_index(DebitoDB.id, name="debitos_so_no_banco", where=SO_NO_BANCO)
# O índice cobre tudo o que a seleção lê, cliente a cliente: um débito em aberto nunca precisa ser buscado na tabela.
# `pago_em` e `baixado_em`, sempre nulos aqui, estão nele porque o SQLite ainda os confere.
DebitoDB.add_index(
    DebitoDB.cliente,
    DebitoDB.vencimento,
    DebitoDB.documento,
    DebitoDB.parcela,
    DebitoDB.saldo_centavos,
    DebitoDB.valor_centavos,
    DebitoDB.emissao,
    DebitoDB.situacao,
    DebitoDB.conta_cobranca,
    DebitoDB.nosso_numero,
    DebitoDB.linha_digitavel,
    DebitoDB.pix_copia_e_cola,
    DebitoDB.multa_percentual,
    DebitoDB.juros_percentual_mes,
    DebitoDB.titulo_baixado,
    DebitoDB.pago_em,
    DebitoDB.baixado_em,
    name="debitos_em_aberto",
    where=EM_ABERTO,
)
_DO_BANCO = ("baixado_em", "titulo_baixado")
_SITUACAO = Debito._fields.index("situacao")
_ORDENS = {
    "": (DebitoDB.vencimento, DebitoDB.cliente, DebitoDB.documento, DebitoDB.parcela),
    "vencimento": (DebitoDB.vencimento, DebitoDB.cliente, DebitoDB.documento, DebitoDB.parcela),
    "cliente": (DebitoDB.cliente, DebitoDB.documento, DebitoDB.parcela),
    "documento": (DebitoDB.documento, DebitoDB.parcela, DebitoDB.cliente),
    "valor": (DebitoDB.valor_centavos, DebitoDB.id),
    "saldo": (DebitoDB.saldo_centavos, DebitoDB.id),
    "situacao": (DebitoDB.situacao, DebitoDB.vencimento, DebitoDB.id),
    "conta_cobranca": (DebitoDB.conta_cobranca, DebitoDB.vencimento, DebitoDB.id),
    "pago_em": (DebitoDB.pago_em, DebitoDB.id),
    "cliente_nome": (ClienteDB.busca, DebitoDB.vencimento, DebitoDB.id),
}


@leitura()
def obter(chave: ChaveDebito) -> Debito | None:
    """O débito da chave, ou None."""
    linha = ler_uma(DebitoDB.select(*COLUNAS).where(_de_chave(chave)))
    return None if linha is None else de_linha(linha)


@leitura()
def pagina(consulta: Consulta) -> Pagina[Debito]:
    """Uma página de débitos; a busca vale também para o nome do cliente.

    Filtros: `cliente`, `situacao`, `sem_situacao` (S), `conta_cobranca`, `estado` (`aberto` ou `baixado`),
    `vencimento_de` e `vencimento_ate` (AAAA-MM-DD).
    """
    linhas = _mostradas(DebitoDB.select(*COLUNAS), consulta)
    if consulta.ordem == "cliente_nome":
        linhas = linhas.join(ClienteDB)
    return paginar(linhas, consulta, _ORDENS, de_linha)


def _mostradas(linhas: peewee.ModelSelect[Any], consulta: Consulta) -> peewee.ModelSelect[Any]:
    """Só o que a consulta mostra, sem o recorte.

    O nome é procurado uma vez entre os clientes: juntá-los a cada débito custava vinte vezes mais.
    """
    procura = [
        no_debito | DebitoDB.cliente.in_(ClienteDB.select(ClienteDB.codigo).where(no_cliente))
        for no_debito, no_cliente in zip(
            onde_contem(consulta.busca, DebitoDB.busca), onde_contem(consulta.busca, ClienteDB.busca), strict=True
        )
    ]
    return filtrar(linhas, [*_condicoes(consulta), *procura])


def _condicoes(consulta: Consulta) -> list[Any]:
    filtros = consulta.filtros
    condicoes = [
        coluna == filtros[nome]
        for nome, coluna in (
            ("cliente", DebitoDB.cliente),
            ("situacao", DebitoDB.situacao),
            ("conta_cobranca", DebitoDB.conta_cobranca),
        )
        if filtros.get(nome)
    ]
    if filtros.get("sem_situacao"):
        condicoes.append(DebitoDB.situacao.is_null())
    if estado := filtros.get("estado"):
        condicoes.append({"aberto": EM_ABERTO, "baixado": ~EM_ABERTO}[estado])
    if inicio := filtros.get("vencimento_de"):
        condicoes.append(DebitoDB.vencimento >= date.fromisoformat(inicio))
    if fim := filtros.get("vencimento_ate"):
        condicoes.append(DebitoDB.vencimento <= date.fromisoformat(fim))
    return condicoes


@leitura()
def totais(consulta: Consulta) -> tuple[int, int]:
    """Quantidade e soma dos saldos, em centavos, do que a consulta mostra sem o recorte."""
    somas = DebitoDB.select(peewee.fn.COUNT(DebitoDB.id), peewee.fn.SUM(DebitoDB.saldo_centavos))
    ((quantidade, soma),) = ler(_mostradas(somas, consulta))
    return int(quantidade), int(soma or 0)


@leitura()
def contar_clientes(consulta: Consulta) -> int:
    """Quantos clientes têm débito no que a consulta mostra sem o recorte."""
    return int(_mostradas(DebitoDB.select(peewee.fn.COUNT(DebitoDB.cliente.distinct())), consulta).scalar())


@transacao()
def gravar(debito: Debito) -> None:
    """Inclui ou altera pela chave.

    Raises:
        DadoInvalido: o cliente não está cadastrado.
    """
    gravar_varios([debito])


@transacao()
def incluir(debito: Debito) -> None:
    """Grava um débito novo.

    Raises:
        DadoInvalido: já existe um com esta chave, o cliente não está cadastrado, ou não passa em `debito.conferir`.
    """
    conferir(debito)
    if obter(debito.chave) is not None:
        raise DadoInvalido("documento", "já existe débito deste cliente com este documento e parcela")
    gravar(debito)


@transacao()
def alterar(debito: Debito) -> None:
    """Grava um débito que existe.

    Raises:
        DadoInvalido: não existe mais, ou não passa em `debito.conferir`.
    """
    conferir(debito)
    if obter(debito.chave) is None:
        raise DadoInvalido("documento", "o débito foi excluído por outra tela ou terminal")
    gravar(debito)


@transacao()
def gravar_varios(debitos: Sequence[Debito]) -> None:
    """Inclui ou altera muitos de uma vez; situação nova é cadastrada, e vale a primeira grafia.

    Raises:
        DadoInvalido: algum cliente não está cadastrado; nada é gravado.
    """
    grafias = situacoes.garantir({debito.situacao for debito in debitos if debito.situacao})
    try:
        DebitoDB.sobrepor([em_linha(debito, grafias.get(debito.situacao)) for debito in debitos], CHAVE)
    except peewee.IntegrityError as erro:
        codigos = ", ".join(sorted({debito.cliente for debito in debitos})[:5])
        raise DadoInvalido("débito", "o cliente não está cadastrado", codigos) from erro


@transacao()
def excluir(chave: ChaveDebito) -> None:
    """Exclui o débito; os avisos em que ele foi guardam o próprio retrato.

    Raises:
        DadoInvalido: um retorno do banco o baixa ou o retém; excluído e importado de novo, seria cobrado.
    """
    linha = ler_uma(DebitoDB.select(DebitoDB.id).where(_de_chave(chave)))
    if linha is not None:
        excluir_se_livre(DebitoDB, DebitoDB.id, linha[0], "débito")


def em_linha(debito: Debito, situacao: str | None) -> dict[str, Any]:
    """As colunas de um débito; `situacao` é a grafia cadastrada, ou None para sem situação."""
    busca = texto_de_busca(debito.documento, debito.parcela, debito.nosso_numero)
    colunas = {**debito._asdict(), "situacao": situacao, "numero": chave_do_numero(debito.nosso_numero), "busca": busca}
    for coluna in _DO_BANCO:
        del colunas[coluna]
    return colunas


def de_linha(linha: Sequence[Any]) -> Debito:
    """Débito a partir das `COLUNAS`."""
    return Debito._make((*linha[:_SITUACAO], linha[_SITUACAO] or "", *linha[_SITUACAO + 1 :]))


def _de_chave(chave: ChaveDebito) -> Any:  # noqa: ANN401 - condição do peewee, sem tipo público
    cliente, documento, parcela = chave
    return (DebitoDB.cliente == cliente) & (DebitoDB.documento == documento) & (DebitoDB.parcela == parcela)


@leitura()
def com_linha(linha_digitavel: str, codigo_barras: str) -> list[Debito]:
    """Os débitos que guardam esta linha digitável do banco (47 algarismos), ou o código de barras dela (44)."""
    condicao = DebitoDB.linha_digitavel.in_([linha_digitavel, codigo_barras])
    return [de_linha(linha) for linha in ler(DebitoDB.select(*COLUNAS).where(condicao).order_by(*_ORDENS[""]))]


@leitura()
def parecidos(vencimento: date | None, valor_centavos: int, contas: Sequence[str]) -> list[Debito]:
    """Os débitos destas contas de cobrança, com nosso número, que vencem nesse dia ou têm esse valor ou saldo.

    Do de vencimento mais novo para o mais velho; None não compara o vencimento.
    """
    valor = (DebitoDB.valor_centavos == valor_centavos) | (DebitoDB.saldo_centavos == valor_centavos)
    condicao = valor if vencimento is None else (DebitoDB.vencimento == vencimento) | valor
    linhas = DebitoDB.select(*COLUNAS).where(condicao, DebitoDB.conta_cobranca.in_(contas), DebitoDB.nosso_numero != "")
    return [de_linha(linha) for linha in ler(linhas.order_by(DebitoDB.vencimento.desc(), DebitoDB.id.desc()))]


@leitura()
def contar_em_aberto() -> int:
    """Quantos débitos estão em aberto na base."""
    return DebitoDB.select().where(EM_ABERTO).count()
