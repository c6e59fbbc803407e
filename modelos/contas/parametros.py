"""Os parâmetros da guia Aviso de Débitos: uma linha por parâmetro declarado em `regras.parametros`.

O que aponta para outra tabela (conta, grupos e situações marcados) tem tabela própria: a base impede excluir o que
está em uso, e acompanha a troca de nome.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import peewee

from modelos.acesso.campos import EstruturaField
from modelos.acesso.conexao import Tabela, leitura, ler, transacao
from modelos.cadastro import grupos, situacoes
from modelos.cadastro.grupos import GrupoDB
from modelos.cadastro.situacoes import SituacaoDB
from modelos.contas.contas_email import ContaEmailDB
from regras.erros import DadoInvalido
from regras.nomes import chave
from regras.parametros import PARAMETROS, FiltroSNT, Modo, ParametrosAviso, validar


class ParametroDB(Tabela):
    """Um parâmetro que já foi gravado, pelo nome do campo; do filtro, só o modo. O que falta vale o inicial."""

    na_base = "parametros"

    nome = peewee.TextField(primary_key=True)
    valor = EstruturaField()


class ParametroContaDB(Tabela):
    """A conta de e-mail escolhida, se há uma; impede a exclusão dela."""

    na_base = "parametros_contas"
    rotulo = ("parâmetro do aviso", "parâmetros do aviso")

    id = peewee.AutoField()
    conta = peewee.ForeignKeyField(ContaEmailDB, column_name="conta", unique=True, on_delete="RESTRICT")


class ParametroGrupoDB(Tabela):
    """Um grupo marcado no filtro; acompanha a troca de nome do grupo e impede a exclusão dele."""

    na_base = "parametros_grupos"
    rotulo = ("marcação nos parâmetros do aviso", "marcações nos parâmetros do aviso")

    id = peewee.AutoField()
    grupo = peewee.ForeignKeyField(GrupoDB, column_name="grupo", unique=True, on_delete="RESTRICT", on_update="CASCADE")


class ParametroSituacaoDB(Tabela):
    """Uma situação marcada no filtro."""

    na_base = "parametros_situacoes"
    rotulo = ("marcação nos parâmetros do aviso", "marcações nos parâmetros do aviso")

    id = peewee.AutoField()
    situacao = peewee.ForeignKeyField(
        SituacaoDB, column_name="situacao", unique=True, on_delete="RESTRICT", on_update="CASCADE"
    )


_ESCOLHAS: Mapping[str, tuple[peewee.Field[Any], Callable[[], Sequence[str]]]] = {
    "grupos": (ParametroGrupoDB.grupo, grupos.listar),
    "situacoes": (ParametroSituacaoDB.situacao, situacoes.listar),
}
"""De cada filtro, onde ficam os nomes marcados e os que há para marcar."""


@leitura()
def obter() -> ParametrosAviso:
    """Os parâmetros gravados, ou os iniciais."""
    gravados = dict(ler(ParametroDB.select(ParametroDB.nome, ParametroDB.valor)))
    contas = ler(ParametroContaDB.select(ParametroContaDB.conta))
    for nome in gravados.keys() & _ESCOLHAS.keys():
        coluna, _ = _ESCOLHAS[nome]
        marcados = ler(coluna.model.select(coluna).order_by(coluna.model.id))
        gravados[nome] = FiltroSNT(Modo(gravados[nome]), tuple(marcado for (marcado,) in marcados))
    return ParametrosAviso(conta_email=contas[0][0] if contas else None, **gravados)


@transacao()
def gravar(parametros: ParametrosAviso) -> None:
    """Confere tudo e grava; se algo não confere, nada muda.

    Raises:
        DadoInvalido: faixa, seleção vazia, nome marcado ou conta de e-mail que não existe.
    """
    validar(parametros)
    valores = {nome: getattr(parametros, nome) for nome in PARAMETROS}
    conta = valores.pop("conta_email")
    if conta is not None and not ContaEmailDB.select().where(ContaEmailDB.numero == conta).exists():
        raise DadoInvalido("conta de e-mail", f"a conta {conta} não existe", o_que_fazer="Cadastre a conta antes.")
    _trocar(ParametroContaDB.conta, [] if conta is None else [conta])
    for nome, (coluna, listar) in _ESCOLHAS.items():
        filtro: FiltroSNT = valores[nome]
        _trocar(coluna, _grafias(nome, filtro, listar()))
        valores[nome] = filtro.modo
    linhas = [{"nome": nome, "valor": valor} for nome, valor in valores.items()]
    ParametroDB.sobrepor(linhas, [ParametroDB.nome])


def _trocar(coluna: peewee.Field[Any], valores: Sequence[object]) -> None:
    """Faz dos valores os únicos da tabela da coluna."""
    coluna.model.delete().execute()
    coluna.model.incluir([{coluna.name: valor} for valor in valores])


def _grafias(filtro: str, marcados: FiltroSNT, existentes: Sequence[str]) -> list[str]:
    """Os nomes marcados como estão cadastrados; recusa o que não existe, dizendo os que existem."""
    cadastrados = {chave(nome): nome for nome in existentes}
    sumidos = [nome for nome in marcados.marcados if chave(nome) not in cadastrados]
    if sumidos:
        ha = ", ".join(existentes) or "nenhum cadastrado"
        raise DadoInvalido(
            PARAMETROS[filtro].rotulo, f"não existe: {', '.join(sumidos)}", o_que_fazer=f"Existem: {ha}."
        )
    return list(dict.fromkeys(cadastrados[chave(nome)] for nome in marcados.marcados))
