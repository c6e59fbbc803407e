"""O que um retorno disse de um débito, em palavras: na tela, no terminal e no dossiê."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from regras.retorno.arquivo import Decisao, NoBanco
from regras.retorno.titulo import Efeito, Motivo, Resultado

RESULTADOS: Mapping[Resultado, str] = {
    Resultado.BAIXADO: "baixado",
    Resultado.A_CONFERIR: "a conferir",
    Resultado.SEM_EFEITO: "sem efeito",
    Resultado.REPETIDO: "repetido",
}


def efeito(item: Efeito) -> str:
    """O efeito da ocorrência, por extenso."""
    return _EFEITOS.get(item, item.value.replace("_", " "))


def motivo(item: Motivo) -> str:
    """Por que o título está a conferir."""
    return _MOTIVOS.get(item, item.value)


def decisao(dito: NoBanco) -> str:
    """O que se fez do título: o resultado com o motivo, o que o operador decidiu, e o arquivo desfeito."""
    resultado = RESULTADOS[dito.resultado]
    partes = [f"{resultado}: {motivo(dito.motivo)}" if dito.motivo else resultado]
    partes += (_com_motivo(f"{_DECISOES[feita.decisao]} em {_dia(feita.em)}", feita.motivo) for feita in dito.decisoes)
    if dito.desfeito_em is not None:
        partes.append(_com_motivo(f"arquivo desfeito em {_dia(dito.desfeito_em)}", dito.desfeito_por))
    return "; ".join(partes)


def _dia(em: datetime) -> str:
    return f"{em.astimezone():%d/%m/%Y}"


def _com_motivo(frase: str, por_que: str) -> str:
    return f"{frase} ({por_que})" if por_que else frase


_DECISOES: Mapping[Decisao, str] = {Decisao.BAIXAR: "dado por pago", Decisao.SOLTAR: "solto"}
_EFEITOS: Mapping[Efeito, str] = {
    Efeito.LIQUIDADO_CARTORIO: "liquidado em cartório",
    Efeito.BAIXADO: "baixado sem pagamento",
    Efeito.INSTRUCAO_REJEITADA: "instrução rejeitada",
}
_MOTIVOS: Mapping[Motivo, str] = {
    Motivo.OCORRENCIA_DESCONHECIDA: "ocorrência desconhecida",
    Motivo.CONTA_NAO_CADASTRADA: "conta não cadastrada",
    Motivo.DEBITO_NAO_ENCONTRADO: "débito não encontrado",
    Motivo.MAIS_DE_UM_DEBITO: "mais de um débito",
    Motivo.DATA_INVALIDA: "data inválida",
    Motivo.JA_BAIXADO: "já baixado",
}
