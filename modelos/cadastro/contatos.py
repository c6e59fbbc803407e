"""Contatos dos clientes e os grupos de cada um (regras.md §3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import peewee

from modelos.acesso.campos import NomeField, TextoListaField
from modelos.acesso.conexao import Tabela, leitura, ler, transacao
from modelos.acesso.consulta import Consulta, Pagina, paginar, texto_de_busca
from modelos.cadastro import grupos
from modelos.cadastro.clientes import ClienteDB
from modelos.cadastro.grupos import GrupoDB
from regras.cadastro import Contato
from regras.erros import DadoInvalido


class ContatoDB(Tabela):
    """Uma pessoa de um cliente, de chave cliente + nome."""

    na_base = "contatos"
    rotulo = ("contato", "contatos")

    id = peewee.AutoField()
    cliente = peewee.ForeignKeyField(
        ClienteDB, column_name="cliente", index=False, on_delete="CASCADE", on_update="CASCADE"
    )
    nome = NomeField()
    email = peewee.TextField()
    telefone = peewee.TextField()
    validos = TextoListaField()
    invalidos = TextoListaField()
    busca = peewee.TextField(index=True)

    class Meta:
        """Índices."""

        indexes = ((("cliente", "nome"), True),)


class ContatoGrupoDB(Tabela):
    """Um contato num grupo; a ordem de inclusão é a dos grupos do contato."""

    na_base = "contatos_grupos"
    rotulo = ("contato", "contatos")

    id = peewee.AutoField()
    contato = peewee.ForeignKeyField(ContatoDB, column_name="contato", index=False, on_delete="CASCADE")
    grupo = peewee.ForeignKeyField(GrupoDB, column_name="grupo", on_delete="RESTRICT", on_update="CASCADE")

    class Meta:
        """Índices."""

        indexes = ((("contato", "grupo"), True),)


COLUNAS: list[peewee.Field[Any]] = [
    ContatoDB.id,
    ContatoDB.cliente,
    ContatoDB.nome,
    ContatoDB.email,
    ContatoDB.validos,
    ContatoDB.invalidos,
    ContatoDB.telefone,
]
"""As que `com_grupos` espera."""
_ORDENS = {
    "": (ContatoDB.busca, ContatoDB.id),
    "nome": (ContatoDB.busca, ContatoDB.id),
    "cliente": (ContatoDB.cliente, ContatoDB.nome, ContatoDB.id),
    "email": (ContatoDB.email, ContatoDB.id),
}


@leitura()
def obter(cliente: str, nome: str) -> Contato | None:
    """O contato de um cliente pelo nome, ou None."""
    achados = com_grupos(ler(ContatoDB.select(*COLUNAS).where(_de_chave(cliente, nome))))
    return achados[0] if achados else None


@leitura()
def do_cliente(codigo: str) -> list[Contato]:
    """Os contatos de um cliente, na ordem em que foram cadastrados."""
    return com_grupos(ler(ContatoDB.select(*COLUNAS).where(ContatoDB.cliente == codigo).order_by(ContatoDB.id)))


@leitura()
def pagina(consulta: Consulta) -> Pagina[Contato]:
    """Uma página de contatos. Filtros: `cliente` (código), `grupo` (nome)."""
    linhas = ContatoDB.select(*COLUNAS)
    if cliente := consulta.filtros.get("cliente"):
        linhas = linhas.where(ContatoDB.cliente == cliente)
    if grupo := consulta.filtros.get("grupo"):
        do_grupo = ContatoGrupoDB.select(ContatoGrupoDB.contato).where(ContatoGrupoDB.grupo == grupo)
        linhas = linhas.where(ContatoDB.id.in_(do_grupo))
    cruas = paginar(linhas, consulta, _ORDENS, lambda linha: linha, [ContatoDB.busca])
    return Pagina(com_grupos(cruas.linhas), cruas.total)


@transacao()
def gravar(contato: Contato) -> None:
    """Inclui ou altera pela chave cliente + nome.

    Raises:
        DadoInvalido: o cliente não existe, ou o contato não tem nome.
    """
    gravar_varios([contato])


@transacao()
def gravar_varios(contatos: Sequence[Contato]) -> None:
    """Inclui ou altera muitos de uma vez; os grupos de cada um passam a ser só os dados.

    Raises:
        DadoInvalido: cliente inexistente, contato sem nome ou grupo sem nome.
    """
    if not contatos:
        return
    for contato in contatos:
        if not contato.nome.strip():
            raise DadoInvalido("nome do contato", "está vazio", f"cliente {contato.cliente}")
    grafias = grupos.garantir(grupo for contato in contatos for grupo in contato.grupos)
    try:
        ContatoDB.sobrepor([em_linha(contato) for contato in contatos], [ContatoDB.cliente, ContatoDB.nome])
    except peewee.IntegrityError as erro:
        raise DadoInvalido("contato", "o cliente não está cadastrado", _codigos(contatos)) from erro
    numeros = _numeros(contatos)
    for bloco in peewee.chunked(numeros.values(), 5000):
        ContatoGrupoDB.delete().where(ContatoGrupoDB.contato.in_(bloco)).execute()
    pares = [
        {"contato": numeros[contato.cliente, contato.nome], "grupo": grupo}
        for contato in contatos
        for grupo in dict.fromkeys(grafias[nome] for nome in contato.grupos)
    ]
    ContatoGrupoDB.sobrepor(pares, [ContatoGrupoDB.contato, ContatoGrupoDB.grupo])


@transacao()
def gravar_do_cliente(codigo: str, contatos: Sequence[Contato]) -> None:
    """Faz dos dados os únicos contatos do cliente, nesta ordem.

    Raises:
        DadoInvalido: o cliente não existe, contato sem nome ou nome repetido.
    """
    nomes = [contato.nome for contato in contatos]
    if repetidos := sorted({nome for nome in nomes if nomes.count(nome) > 1}):
        raise DadoInvalido("nome do contato", f"repetido: {', '.join(repetidos)}", f"cliente {codigo}")
    ContatoDB.delete().where(ContatoDB.cliente == codigo).execute()
    gravar_varios(contatos)


@transacao()
def excluir(cliente: str, nome: str) -> None:
    """Exclui um contato; o que não existe já está excluído."""
    ContatoDB.delete().where(_de_chave(cliente, nome)).execute()


def em_linha(contato: Contato) -> dict[str, Any]:
    """As colunas de um contato, com as que se derivam dele (sem os grupos)."""
    return {
        "cliente": contato.cliente,
        "nome": contato.nome,
        "email": contato.email,
        "telefone": contato.telefone,
        "validos": contato.validos,
        "invalidos": contato.invalidos,
        "busca": texto_de_busca(contato.nome, contato.cliente, contato.email),
    }


def _de_chave(cliente: str, nome: str) -> Any:  # noqa: ANN401 - condição do peewee, sem tipo público
    return (ContatoDB.cliente == cliente) & (ContatoDB.nome == nome)


def _codigos(contatos: Iterable[Contato]) -> str:
    return ", ".join(sorted({contato.cliente for contato in contatos})[:5])


def _numeros(contatos: Iterable[Contato]) -> dict[tuple[str, str], int]:
    codigos = sorted({contato.cliente for contato in contatos})
    numeros: dict[tuple[str, str], int] = {}
    for bloco in peewee.chunked(codigos, 5000):
        linhas = ContatoDB.select(ContatoDB.cliente, ContatoDB.nome, ContatoDB.id).where(ContatoDB.cliente.in_(bloco))
        numeros |= {(cliente, nome): numero for cliente, nome, numero in ler(linhas)}
    return {(contato.cliente, contato.nome): numeros[contato.cliente, contato.nome] for contato in contatos}


def com_grupos(linhas: Iterable[tuple[Any, ...]]) -> list[Contato]:
    """Os contatos das linhas lidas com `COLUNAS`, cada um com os seus grupos na ordem gravada."""
    lidas = list(linhas)
    pares = (
        ContatoGrupoDB.select(ContatoGrupoDB.contato, ContatoGrupoDB.grupo)
        .where(ContatoGrupoDB.contato.in_([linha[0] for linha in lidas]))
        .order_by(ContatoGrupoDB.id)
    )
    por_contato: dict[int, list[str]] = {}
    for contato, grupo in ler(pares):
        por_contato.setdefault(contato, []).append(grupo)
    return [
        Contato(cliente, nome, email, tuple(por_contato.get(numero, ())), validos, invalidos, telefone)
        for numero, cliente, nome, email, validos, invalidos, telefone in lidas
    ]
