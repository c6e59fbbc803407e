"""O registro das importações: o que entrou, quando, e o que ficou de fora."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela, leitura, ler, ler_uma, transacao


class ImportacaoDB(Tabela):
    """Um arquivo importado."""

    na_base = "importacoes"

    id = peewee.AutoField()
    em = DataHoraField()
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
    sha256 = peewee.TextField()
    ausentes_baixar = peewee.BooleanField()


@dataclass(frozen=True, slots=True)
class Importacao:
    """O resultado de um arquivo.

    Contagens em linhas, `arquivo` é o caminho inteiro, `em` em UTC, `erro` com a frase se nada entrou, e `sha256` o do
    conteúdo, vazio se não se leu. `ausentes_baixar`: pediu-se a baixa do que não estava no arquivo.
    """

    em: datetime
    arquivo: str
    tipo: str
    lidas: int = 0
    incluidas: int = 0
    alteradas: int = 0
    iguais: int = 0
    rejeitadas: int = 0
    baixadas: int = 0
    apontamentos: int = 0
    erro: str | None = None
    sha256: str = ""
    ausentes_baixar: bool = False

    @property
    def falhou(self) -> bool:
        """Nada do ERP chegou: o arquivo não entrou, ou cada linha dele foi rejeitada."""
        return bool(self.erro) or 0 < self.lidas == self.rejeitadas


_COLUNAS = [getattr(ImportacaoDB, campo.name) for campo in fields(Importacao)]


@transacao()
def registrar(importacao: Importacao) -> None:
    """Acrescenta um resultado."""
    ImportacaoDB.insert(asdict(importacao)).execute()


@leitura()
def ultima(tipo: str | None = None, arquivo: str | None = None) -> Importacao | None:
    """A mais recente, de qualquer tipo e arquivo ou só dos pedidos; None se nunca houve."""
    linhas = ImportacaoDB.select(*_COLUNAS).order_by(ImportacaoDB.id.desc())
    if tipo is not None:
        linhas = linhas.where(ImportacaoDB.tipo == tipo)
    if arquivo is not None:
        linhas = linhas.where(ImportacaoDB.arquivo == arquivo)
    linha = ler_uma(linhas)
    return None if linha is None else Importacao(*linha)


@leitura()
def ultimas_que_entraram() -> list[Importacao]:
    """A última de cada tipo que entrou, da mais velha à mais nova."""
    de_cada = ImportacaoDB.select(peewee.fn.MAX(ImportacaoDB.id))
    de_cada = de_cada.where(ImportacaoDB.erro.is_null()).group_by(ImportacaoDB.tipo)
    linhas = ImportacaoDB.select(*_COLUNAS).where(ImportacaoDB.id.in_(de_cada)).order_by(ImportacaoDB.id)
    return [Importacao(*linha) for linha in ler(linhas)]
