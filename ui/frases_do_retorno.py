"""O retorno do banco em palavras: o arquivo, os títulos e o que há a conferir. Sem Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from regras.retorno.arquivo import ApontamentoDoRetorno
from regras.retorno.arquivo import TipoDeApontamento as Tipo
from regras.retorno.titulo import Efeito, Resultado

RESULTADOS: Mapping[Resultado, str] = {
    Resultado.BAIXADO: "baixado",
    Resultado.A_CONFERIR: "a conferir",
    Resultado.SEM_EFEITO: "sem efeito",
    Resultado.REPETIDO: "repetido",
}


def efeito(item: Efeito) -> str:
    """O efeito da ocorrência, por extenso."""
    return _EFEITOS.get(item, item.value.replace("_", " "))


def apontamento(item: ApontamentoDoRetorno) -> str:
    """O que há a conferir num arquivo, sem maiúscula nem ponto."""
    return _DIZERES[item.tipo](item)


def _linhas(numeros: Sequence[int], quantos: int = 0) -> str:
    ditas = ", ".join(map(str, numeros[:5]))
    total = quantos or len(numeros)
    return f"{'linhas' if total > 1 else 'linha'} {ditas}{' e outras' if total > len(numeros[:5]) else ''}"


def _faltam(item: ApontamentoDoRetorno) -> str:
    primeira, ultima = item.numeros
    quais = f"o arquivo {primeira}" if primeira == ultima else f"os arquivos de {primeira} a {ultima}"
    return f"conta {item.conta}: {'falta' if primeira == ultima else 'faltam'} {quais}; baixe-os no banco e leia"


def _fora_de_ordem(item: ApontamentoDoRetorno) -> str:
    este, ultimo = item.numeros
    return f"conta {item.conta}: o número {este} não passa do último lido, {ultimo}, e o conteúdo é outro"


_EFEITOS: Mapping[Efeito, str] = {
    Efeito.LIQUIDADO_CARTORIO: "liquidado em cartório",
    Efeito.BAIXADO: "baixado sem pagamento",
}
_DIZERES: Mapping[Tipo, Callable[[ApontamentoDoRetorno], str]] = {
    Tipo.JA_LIDO: lambda item: f"este arquivo já foi lido: é o retorno {item.numeros[0]}, e nada mudou",
    Tipo.TOTAIS: lambda item: (
        f"totais que não fecham ({_linhas(item.numeros)}): nada foi baixado; baixe o arquivo de novo no banco"
    ),
    Tipo.FALTAM: _faltam,
    Tipo.FORA_DE_ORDEM: _fora_de_ordem,
    Tipo.GERACAO_FUTURA: lambda _item: "a data de geração está no futuro",
    Tipo.U_SEM_T: lambda item: f"segmento U sem o seu T: {_linhas(item.numeros, item.quantos)}",
    Tipo.SEU_NUMERO: lambda item: (
        f"o seu número não lembra o documento do débito: {_linhas(item.numeros, item.quantos)}"
    ),
}
