"""A caixa em que as devoluções de cada conta chegam, e o lugar em que a leitura parou. A senha fica no cofre."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from modelos.acesso.conexao import (
    leitura,
    ler,
    ler_uma,
    transacao,
)
from modelos.avisos.devolucoes_tabelas import CaixaDB
from regras.devolucao import CaixaDevolucoes

_COLUNAS = [getattr(CaixaDB, campo.name) for campo in fields(CaixaDevolucoes)]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Até onde a pasta foi lida; vazio antes da primeira leitura. `lida_em` em UTC."""

    validade: int | None = None
    ultimo_uid: int = 0
    lida_em: datetime | None = None


@leitura()
def obter(conta: int) -> CaixaDevolucoes | None:
    """A caixa da conta, ou None se não foi configurada."""
    linha = ler_uma(CaixaDB.select(*_COLUNAS).where(CaixaDB.conta == conta))
    return None if linha is None else CaixaDevolucoes(*linha)


@leitura()
def listar() -> list[CaixaDevolucoes]:
    """Todas, em ordem de conta."""
    return [CaixaDevolucoes(*linha) for linha in ler(CaixaDB.select(*_COLUNAS).order_by(CaixaDB.conta))]


@leitura()
def cursor(conta: int) -> Cursor:
    """Até onde a caixa da conta foi lida."""
    colunas = (CaixaDB.validade, CaixaDB.ultimo_uid, CaixaDB.lida_em)
    linha = ler_uma(CaixaDB.select(*colunas).where(CaixaDB.conta == conta))
    return Cursor() if linha is None else Cursor(*linha)


@transacao()
def gravar(caixa: CaixaDevolucoes) -> None:
    """Inclui ou altera a caixa da conta; noutro servidor, usuário ou pasta a leitura recomeça."""
    antes = obter(caixa.conta)
    if antes == caixa:
        return
    linha = asdict(caixa) | {"validade": None, "ultimo_uid": 0, "lida_em": None}
    CaixaDB.sobrepor([linha], [CaixaDB.conta])


@transacao()
def avancar(conta: int, validade: int, ultimo_uid: int, em: datetime) -> None:
    """Anota até onde a pasta foi lida; a caixa que já não existe é ignorada."""
    CaixaDB.update(validade=validade, ultimo_uid=ultimo_uid, lida_em=em).where(CaixaDB.conta == conta).execute()


@transacao()
def excluir(conta: int) -> None:
    """Deixa de ler devoluções desta conta; as já lidas ficam no histórico."""
    CaixaDB.delete().where(CaixaDB.conta == conta).execute()
