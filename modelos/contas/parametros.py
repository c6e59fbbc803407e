"""Os parâmetros da guia Aviso de Débitos: uma linha, e os nomes marcados nos dois filtros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import peewee

from modelos.acesso.campos import CentavosField, EnumeracaoField
from modelos.acesso.conexao import (
    Tabela,
    leitura,
    ler,
    transacao,
)
from modelos.cadastro import grupos, situacoes
from modelos.cadastro.grupos import GrupoDB
from modelos.cadastro.situacoes import SituacaoDB
from modelos.contas.contas_email import ContaEmailDB
from regras.erros import DadoInvalido
from regras.nomes import chave
from regras.parametros import ROTULOS, FiltroSNT, Modo, ParametrosAviso, validar

_UNICA = 1


class ParametrosDB(Tabela):
    """Linha única; sem ela valem os iniciais de regras.md §2."""

    na_base = "parametros"
    rotulo = ("parâmetro do aviso", "parâmetros do aviso")

    id = peewee.AutoField()
    habilitado = peewee.BooleanField()
    conta_email = peewee.ForeignKeyField(
        ContaEmailDB, column_name="conta_email", null=True, index=False, on_delete="RESTRICT"
    )
    grupos_modo = EnumeracaoField(Modo)
    situacoes_modo = EnumeracaoField(Modo)
    vencendo_em_dias = peewee.IntegerField()
    enviar_vencidos = peewee.BooleanField()
    dias_para_vencido = peewee.IntegerField()
    intervalo_dias = peewee.IntegerField()
    prorrogar_dia_util = peewee.BooleanField()
    valor_minimo_centavos = CentavosField()
    vencidos_ate_dias = peewee.IntegerField()


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


_FILTROS = ("grupos", "situacoes")
_SIMPLES = [campo.name for campo in fields(ParametrosAviso) if campo.name not in _FILTROS]


@leitura()
def obter() -> ParametrosAviso:
    """Os parâmetros gravados, ou os iniciais."""
    linha = ParametrosDB.select().dicts().first()
    if linha is None:
        return ParametrosAviso()
    marcados_grupos = ParametroGrupoDB.select(ParametroGrupoDB.grupo).order_by(ParametroGrupoDB.id)
    marcadas_situacoes = ParametroSituacaoDB.select(ParametroSituacaoDB.situacao).order_by(ParametroSituacaoDB.id)
    return ParametrosAviso(
        grupos=FiltroSNT(linha["grupos_modo"], tuple(nome for (nome,) in ler(marcados_grupos))),
        situacoes=FiltroSNT(linha["situacoes_modo"], tuple(nome for (nome,) in ler(marcadas_situacoes))),
        **{nome: linha[nome] for nome in _SIMPLES},
    )


@transacao()
def gravar(parametros: ParametrosAviso) -> None:
    """Confere tudo e grava; se algo não confere, nada muda.

    Raises:
        DadoInvalido: faixa, seleção vazia, nome marcado ou conta de e-mail que não existe.
    """
    validar(parametros)
    marcados_grupos = _grafias("grupos", parametros.grupos, grupos.listar())
    marcadas_situacoes = _grafias("situacoes", parametros.situacoes, situacoes.listar())
    numero = parametros.conta_email
    if numero is not None and not ContaEmailDB.select().where(ContaEmailDB.numero == numero).exists():
        raise DadoInvalido("conta de e-mail", f"a conta {numero} não existe", o_que_fazer="Cadastre a conta antes.")
    linha = {nome: getattr(parametros, nome) for nome in _SIMPLES}
    modos = {f"{nome}_modo": getattr(parametros, nome).modo for nome in _FILTROS}
    ParametrosDB.sobrepor([{"id": _UNICA, **linha, **modos}], [ParametrosDB.id])
    ParametroGrupoDB.delete().execute()
    ParametroGrupoDB.sobrepor([{"grupo": nome} for nome in marcados_grupos], [ParametroGrupoDB.grupo])
    ParametroSituacaoDB.delete().execute()
    ParametroSituacaoDB.sobrepor([{"situacao": nome} for nome in marcadas_situacoes], [ParametroSituacaoDB.situacao])


def _grafias(filtro: str, marcados: FiltroSNT, existentes: Sequence[str]) -> list[str]:
    """Os nomes marcados como estão cadastrados; recusa o que não existe, dizendo os que existem."""
    cadastrados = {chave(nome): nome for nome in existentes}
    sumidos = [nome for nome in marcados.marcados if chave(nome) not in cadastrados]
    if sumidos:
        ha = ", ".join(existentes) or "nenhum cadastrado"
        raise DadoInvalido(ROTULOS[filtro], f"não existe: {', '.join(sumidos)}", o_que_fazer=f"Existem: {ha}.")
    return list(dict.fromkeys(cadastrados[chave(nome)] for nome in marcados.marcados))
