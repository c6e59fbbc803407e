"""O que um título faz ao débito: de que conta é, qual é o número, e baixa ou não (retorno.md, regras 3 e 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from regras.cadastro import ContaCobranca
from regras.dinheiro import Centavos
from regras.retorno.titulo import (
    DE_PAGAMENTO,
    SEM_TITULO_NO_BANCO,
    ContaLida,
    Efeito,
    Motivo,
    Resultado,
    TituloLido,
)

_POR_EFEITO = {
    Efeito.ESTORNO: Motivo.ESTORNO,
    Efeito.PAGAMENTO_A_CONFIRMAR: Motivo.PAGAMENTO_A_CONFIRMAR,
    Efeito.LIQUIDADO_PARCIAL: Motivo.PAGAMENTO_PARCIAL,
}
_TOLERANCIA_CENTAVOS = 100
_NAO_ALGARISMO = re.compile(r"\D", re.ASCII)
_SO_LETRAS_E_ALGARISMOS = re.compile(r"[\W_]")


class DebitoNoBanco(NamedTuple):
    """O débito que um título pode ter baixado.

    Atributos:
        em_aberto: nem o ERP nem outro título de retorno o diz pago.
    """

    id: int
    saldo_centavos: Centavos
    em_aberto: bool


CalcularEncargos = Callable[[DebitoNoBanco, date], Centavos]
"""Multa mais juros do débito numa data (regras.md §5)."""


@dataclass(frozen=True, slots=True)
class Decisao:
    """O que a leitura faz de um título.

    Atributos:
        retem: os débitos achados ficam fora dos avisos até alguém decidir (retorno.md, regra 8).
        sem_titulo: o banco já não recebe o título (retorno.md, regra 11).
    """

    resultado: Resultado
    motivo: Motivo | None = None
    retem: bool = False
    sem_titulo: bool = False


def casar_conta(banco: str, lida: ContaLida, contas: Iterable[ContaCobranca]) -> str | None:
    """O código da única conta de cobrança que é a do arquivo, ou None se nenhuma ou mais de uma."""
    do_banco = [conta for conta in contas if conta.banco == banco]
    casadas = [conta for conta in do_banco if _coincide(lida, conta)] if any(lida) else do_banco
    return casadas[0].codigo if len(casadas) == 1 else None


def _coincide(lida: ContaLida, conta: ContaCobranca) -> bool:
    """O convênio, havendo dos dois lados, basta e manda; senão, tudo o que o arquivo traz da agência e da conta."""
    if lida.convenio and (convenio := _sem_dv(conta.convenio)):
        return convenio == lida.convenio
    pares = [(lida.agencia, conta.agencia), (lida.conta, conta.conta)]
    trazidos = [(no_arquivo, no_cadastro) for no_arquivo, no_cadastro in pares if no_arquivo]
    return bool(trazidos) and all(no_arquivo == _sem_dv(no_cadastro) for no_arquivo, no_cadastro in trazidos)


def _sem_dv(texto: str) -> str:
    """Só os algarismos, sem o DV depois do hífen e sem os zeros à esquerda."""
    return _NAO_ALGARISMO.sub("", texto.partition("-")[0]).lstrip("0")


def chave_do_numero(nosso_numero: str) -> str:
    """O nosso número do ERP na forma em que se procura: sem prefixo de barra, DV de hífen, nem zeros à esquerda."""
    corpo, _, dv = nosso_numero.rpartition("-")
    if not corpo or len(dv) > 2:
        corpo = nosso_numero
    return _NAO_ALGARISMO.sub("", corpo.rpartition("/")[2]).lstrip("0")


def numeros_possiveis(titulo: TituloLido, pontas: Sequence[int]) -> list[str]:
    """As formas, de `chave_do_numero`, em que o ERP pode ter gravado o número deste título.

    O sequencial, ele com o DV, o número inteiro, e só o fim dele onde o banco deixa (`pontas`).
    """
    sequencial = titulo.sequencial
    if not sequencial:
        return []
    inteiro = titulo.nosso_numero
    if not inteiro.isdigit():
        inteiro = _NAO_ALGARISMO.sub("", inteiro)
    inteiro = inteiro.lstrip("0")
    achados = [sequencial]
    if inteiro and inteiro != sequencial:
        achados.append(inteiro)
        fim = -len(sequencial)
        for com_dv in (inteiro[fim - 1 :], inteiro[fim - 2 :]):
            if com_dv not in achados and com_dv.startswith(sequencial):
                achados.append(com_dv)
    for ponta in pontas:
        if (so_o_fim := sequencial[-ponta:].lstrip("0")) and so_o_fim not in achados:
            achados.append(so_o_fim)
    return achados


def diverge(seu_numero: str, documento: str, parcela: str) -> bool:
    """Diz se o seu número do título não lembra o documento do débito; só se aponta (retorno.md, regra 3)."""
    if not seu_numero or documento in seu_numero:
        return False
    no_banco, na_base = (_SO_LETRAS_E_ALGARISMOS.sub("", texto).upper() for texto in (seu_numero, documento + parcela))
    no_banco, na_base = no_banco.strip("0"), na_base.strip("0")
    if not no_banco or not na_base:
        return False
    so_documento = _SO_LETRAS_E_ALGARISMOS.sub("", documento).upper().strip("0")
    return so_documento not in no_banco and no_banco not in na_base


def decidir(
    titulo: TituloLido,
    conta: str | None,
    debitos: Sequence[DebitoNoBanco],
    *,
    hoje: date,
    totais_fecham: bool,
    encargos: CalcularEncargos,
) -> Decisao:
    """Aplica a tabela do contrato: vale o primeiro motivo; se nenhum, baixa.

    Args:
        titulo: o lido.
        conta: a de cobrança achada.
        debitos: os da conta que têm o número.
        hoje: o do relógio.
        totais_fecham: os totais do arquivo conferem.
        encargos: multa e juros na data da ocorrência.
    """
    if titulo.efeito is Efeito.DESCONHECIDA:
        retem = bool(titulo.valor_pago_centavos)
        return Decisao(Resultado.A_CONFERIR, Motivo.OCORRENCIA_DESCONHECIDA, retem=retem)
    if titulo.efeito not in DE_PAGAMENTO:
        return Decisao(Resultado.SEM_EFEITO, sem_titulo=titulo.efeito in SEM_TITULO_NO_BANCO)
    motivo = _sem_debito_certo(titulo, conta, debitos) or _sem_pagamento_certo(titulo, hoje)
    if motivo is None:
        motivo = _que_nao_fecha(titulo, debitos[0], totais_fecham, encargos)
    if motivo is None:
        return Decisao(Resultado.BAIXADO)
    return Decisao(Resultado.A_CONFERIR, motivo, retem=True)


def _sem_debito_certo(titulo: TituloLido, conta: str | None, debitos: Sequence[DebitoNoBanco]) -> Motivo | None:
    if not titulo.completo or titulo.valor_pago_centavos is None:
        return Motivo.REGISTRO_INCOMPLETO
    if conta is None:
        return Motivo.CONTA_NAO_CADASTRADA
    if not debitos:
        return Motivo.DEBITO_NAO_ENCONTRADO
    return Motivo.MAIS_DE_UM_DEBITO if len(debitos) > 1 else None


def _sem_pagamento_certo(titulo: TituloLido, hoje: date) -> Motivo | None:
    if titulo.efeito in _POR_EFEITO:
        return _POR_EFEITO[titulo.efeito]
    if titulo.data_ocorrencia is None or titulo.data_ocorrencia > hoje:
        return Motivo.DATA_INVALIDA
    return None if titulo.valor_pago_centavos else Motivo.VALOR_ZERO


def _que_nao_fecha(
    titulo: TituloLido, debito: DebitoNoBanco, totais_fecham: bool, encargos: CalcularEncargos
) -> Motivo | None:
    pago, saldo = titulo.valor_pago_centavos or 0, debito.saldo_centavos
    if not debito.em_aberto:
        return Motivo.JA_BAIXADO
    if not totais_fecham:
        return Motivo.TOTAIS_DIVERGENTES
    if pago + (titulo.desconto_centavos or 0) + (titulo.abatimento_centavos or 0) < saldo:
        return Motivo.VALOR_A_MENOR
    if pago <= saldo + _TOLERANCIA_CENTAVOS or titulo.data_ocorrencia is None:
        return None
    devidos = max(encargos(debito, titulo.data_ocorrencia), titulo.encargos_centavos or 0)
    # 1% do saldo, comparado em centésimos de centavo para não arredondar.
    a_mais = 100 * (pago - saldo - devidos)
    return Motivo.VALOR_A_MAIOR if a_mais > max(100 * _TOLERANCIA_CENTAVOS, saldo) else None
