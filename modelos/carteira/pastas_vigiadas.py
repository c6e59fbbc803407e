"""As pastas em que o ERP e o banco gravam, e que o programa lê sozinho; e no que deu a última leitura de cada uma."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela, leitura, ler, transacao


class PastaVigiadaDB(Tabela):
    """Uma pasta."""

    na_base = "pastas_vigiadas"

    id = peewee.AutoField()
    caminho = peewee.TextField(unique=True)
    conta_cobranca = peewee.TextField()
    ausentes_baixar = peewee.BooleanField()
    maquina = peewee.TextField()
    lida_em = DataHoraField(null=True)
    alcancada = peewee.BooleanField()
    recusados = peewee.IntegerField()
    esperando = peewee.IntegerField()


@dataclass(frozen=True, slots=True)
class PastaVigiada:
    """Uma pasta.

    Atributos:
        caminho: inteiro.
        conta_cobranca: código da conta cujo retorno o banco grava ali; vazio aceita o de qualquer uma.
        ausentes_baixar: o arquivo de débitos dali é o retrato completo do ERP.
        maquina: o computador em que foi posta: nos outros, não a alcançar não é notícia.
        lida_em: a última leitura, em UTC.
        alcancada: a última leitura chegou a ela.
        recusados: quantos arquivos recusados estavam nela então.
        esperando: quantos ficaram para depois.
    """

    caminho: str
    conta_cobranca: str = ""
    ausentes_baixar: bool = False
    maquina: str = ""
    lida_em: datetime | None = None
    alcancada: bool = True
    recusados: int = 0
    esperando: int = 0

    def em_dia(self) -> bool:
        """Diz se nada nela pede atenção."""
        return self.alcancada and not self.recusados and not self.esperando


@leitura()
def listar() -> list[PastaVigiada]:
    """Todas, na ordem em que foram postas."""
    colunas = [getattr(PastaVigiadaDB, campo.name) for campo in fields(PastaVigiada)]
    return [PastaVigiada(*linha) for linha in ler(PastaVigiadaDB.select(*colunas).order_by(PastaVigiadaDB.id))]


@transacao()
def gravar(pasta: PastaVigiada) -> None:
    """Guarda a pasta, no lugar da que tem o mesmo caminho."""
    PastaVigiadaDB.sobrepor([asdict(pasta)], [PastaVigiadaDB.caminho])


@transacao()
def anotar(pasta: PastaVigiada) -> None:
    """Guarda no que deu a leitura; a pasta que alguém tirou no meio não volta."""
    deu = {nome: getattr(pasta, nome) for nome in ("lida_em", "alcancada", "recusados", "esperando")}
    PastaVigiadaDB.update(**deu).where(PastaVigiadaDB.caminho == pasta.caminho).execute()


@transacao()
def tirar(caminho: str) -> bool:
    """Deixa de vigiar; diz se a pasta era vigiada. Os arquivos dela ficam."""
    return bool(PastaVigiadaDB.delete().where(PastaVigiadaDB.caminho == caminho).execute())
