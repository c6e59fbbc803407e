"""Como o dossiê escreve estados, datas e endereços, na página e nas planilhas."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from modelos.avisos.leitura import Tentativa
from regras.aviso import Aviso, Estado
from regras.debito import Classe
from regras.devolucao import Acao
from regras.entrega import Desfecho


def por_que(aviso: Aviso) -> str:
    """Por que o aviso está no estado em que está e, se a data foi corrigida, com qual ele foi feito."""
    feito = f"feito com a data {dia(aviso.data_original)}, corrigida depois" if aviso.data_original else ""
    return "; ".join(filter(None, (aviso.por_que, feito)))


def estado(valor: Estado) -> str:
    """O estado de um aviso."""
    return valor.value.replace("em_duvida", "em dúvida")


def classe(valor: Classe) -> str:
    """A classe de um débito avisado."""
    return valor.value.replace("_", " ")


def acao(valor: Acao) -> str:
    """O que a devolução diz que houve."""
    return "voltou" if valor is Acao.FALHOU else "atrasada"


def tentativa(valor: Tentativa) -> str:
    """Por que houve, ou no que deu, uma tentativa."""
    return f"reenvio pedido pelo operador: {valor.motivo}" if valor.desfecho is Desfecho.COMECADA else valor.motivo


def dia(valor: date | None) -> str:
    """`24/11/2026`, ou vazio."""
    return "" if valor is None else f"{valor:%d/%m/%Y}"


def hora(em: datetime) -> str:
    """`24/11/2026 17:02:11 -0300`: a hora da máquina que emite, com o fuso."""
    return f"{em.astimezone():%d/%m/%Y %H:%M:%S %z}"


def enderecos(emails: Iterable[str]) -> str:
    """Os endereços, separados por ponto e vírgula."""
    return "; ".join(emails)


def quantos(quantidade: int, um: str, varios: str) -> str:
    """A contagem, com concordância."""
    return f"{quantidade} {um if quantidade == 1 else varios}"


def periodo(de: date | None, ate: date | None) -> str:
    """O intervalo pedido, em palavras."""
    if de is None and ate is None:
        return "todos os fechamentos"
    if de is None:
        return f"fechamentos até {dia(ate)}"
    return f"fechamentos de {dia(de)} em diante" if ate is None else f"fechamentos de {dia(de)} a {dia(ate)}"
