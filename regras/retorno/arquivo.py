"""O arquivo retorno lido: o que se guarda dele, os itens e o que há a apontar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from regras.calendario import e_dia_util
from regras.debito import ChaveDebito
from regras.dinheiro import Centavos
from regras.erros import DadoInvalido
from regras.retorno.titulo import Efeito, Motivo, Resultado

MAIOR_MOTIVO = 200
"""Caracteres."""


class EstadoDoRetorno(StrEnum):
    """O de um arquivo lido."""

    LIDO = "lido"
    DESFEITO = "desfeito"


class Decisao(StrEnum):
    """O que o operador decide de um título: dar o débito por pago, ou tirar a baixa e a retenção dele."""

    BAIXAR = "baixar"
    SOLTAR = "soltar"


class TipoDeApontamento(StrEnum):
    """O que se aponta de um arquivo; nada disto o recusa."""

    JA_LIDO = "ja lido"
    TOTAIS = "totais"
    FALTAM = "faltam"
    FORA_DE_ORDEM = "fora de ordem"
    GERACAO_FUTURA = "geracao futura"
    U_SEM_T = "u sem t"
    SEU_NUMERO = "seu numero"
    ILEGIVEIS = "ilegiveis"


class ApontamentoDoRetorno(NamedTuple):
    """Algo a conferir no arquivo.

    Atributos:
        numeros: as linhas, ou os números de sequência, conforme o tipo.
        conta: a conta de cobrança de que se fala.
        quantos: quando há mais do que `numeros` diz.
    """

    tipo: TipoDeApontamento
    numeros: tuple[int, ...] = ()
    conta: str = ""
    quantos: int = 0


class ItemDoRetorno(NamedTuple):
    """Um título como o contrato o mostra; dinheiro em centavos."""

    linha: int
    nosso_numero: str
    seu_numero: str
    conta_cobranca: str | None
    ocorrencia: str
    efeito: Efeito
    data_ocorrencia: date | None
    data_credito: date | None
    vencimento: date | None
    valor_centavos: Centavos | None
    valor_pago_centavos: Centavos | None
    tarifa_centavos: Centavos | None
    debito: ChaveDebito | None
    resultado: Resultado
    motivo: Motivo | None


@dataclass(frozen=True, slots=True)
class Retorno:
    """Um arquivo lido; `id` None é o que não foi gravado.

    Atributos:
        leiaute: 240 ou 400; 0 é o extrato OFX.
        lido_em: em UTC.
    """

    id: int | None
    arquivo: str
    sha256: str
    banco: str
    leiaute: int
    conta_cobranca: str | None
    sequencia: int | None
    data_geracao: date | None
    lido_em: datetime
    estado: EstadoDoRetorno = EstadoDoRetorno.LIDO


class DecisaoTomada(NamedTuple):
    """Uma decisão do operador sobre um título. Instante em UTC; o motivo pode ser vazio."""

    decisao: Decisao
    em: datetime
    motivo: str = ""


class NoBanco(NamedTuple):
    """O que um título de retorno disse de um débito, e o que se fez disso.

    Atributos:
        retorno: o `id` do arquivo.
        desfeito_em: quando o arquivo foi desfeito, em UTC; None se vale.
        desfeito_por: por que, nas palavras do operador.
    """

    retorno: int
    arquivo: str
    lido_em: datetime
    linha: int
    ocorrencia: str
    efeito: Efeito
    data_ocorrencia: date | None
    valor_pago_centavos: Centavos | None
    resultado: Resultado
    motivo: Motivo | None
    desfeito_em: datetime | None
    desfeito_por: str
    decisoes: tuple[DecisaoTomada, ...] = ()


def conferir_motivo(por_que: str) -> str:
    """O motivo de uma decisão, numa linha; vazio serve.

    Raises:
        DadoInvalido: comprido demais.
    """
    limpo = " ".join(por_que.split())
    if len(limpo) > MAIOR_MOTIVO:
        raise DadoInvalido("motivo", f"passa de {MAIOR_MOTIVO} letras")
    return limpo


@dataclass(frozen=True, slots=True)
class Retencao:
    """Por que um débito espera: o título que o banco mandou e ninguém decidiu."""

    motivo: Motivo
    retorno: int
    linha: int


def esta_atrasado(geracao: date, hoje: date, dias: int, feriados_locais: Collection[date] = ()) -> bool:
    """Diz se, depois da geração e até hoje, há mais que `dias` dias úteis bancários (retorno.md, regra 10)."""
    corridos = (hoje - geracao).days
    if corridos <= dias:
        return False
    uteis = 0
    for passo in range(1, corridos + 1):
        uteis += e_dia_util(geracao + timedelta(days=passo), feriados_locais)
        if uteis > dias:
            return True
    return False
