"""O que há a consertar e não impede o aviso: o tipo e os campos de cada caso. A frase nasce na tela e no terminal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from regras.erros import DadoInvalido
from regras.retorno.arquivo import Retencao


class TipoDeApontamento(StrEnum):
    """O que se aponta. O débito vai só no relatório em todos de `SEM_CONTA` a `PDF_NAO_CONFERE`."""

    SEM_CONTA = auto()
    CONTA_INEXISTENTE = auto()
    CONTA_INCOMPLETA = auto()
    BANCO_NAO_HOMOLOGADO = auto()
    SEM_NOSSO_NUMERO = auto()
    NOSSO_NUMERO_RECUSADO = auto()
    LINHA_DIGITAVEL_RECUSADA = auto()
    FORA_DA_JANELA = auto()
    SALDO_NAO_CABE = auto()
    SALDO_MENOR = auto()
    PAGADOR_SEM_DOCUMENTO = auto()
    PAGADOR_RECUSADO = auto()
    TITULO_BAIXADO = auto()
    PDF_NAO_CONFERE = auto()
    PIX_RECUSADO = auto()
    TEXTO_CORTADO = auto()
    LETRA_DO_CLIENTE = auto()
    LETRA_DO_DEBITO = auto()
    LETRA_DA_CONTA = auto()
    LETRA_DA_EMPRESA = auto()
    ANTIGO = auto()
    RETIDO = auto()
    RETORNO_ATRASADO = auto()
    RENEGOCIADO = auto()
    EMAIL_INVALIDO = auto()
    ENDERECO_DEVOLVIDO = auto()
    DEVOLUCOES_NAO_LIDAS = auto()
    DEVOLUCOES_PELA_METADE = auto()
    SEM_EMPRESA = auto()
    EMPRESA_INCOMPLETA = auto()
    GRUPOS_SUMIDOS = auto()
    SITUACOES_SUMIDAS = auto()


@dataclass(frozen=True, slots=True)
class Apontamento:
    """Algo a consertar que não impede o aviso. Sem documento, fala do cliente; sem cliente, da empresa.

    Atributos:
        conta: código da conta de cobrança de que se fala.
        conta_email: número da conta de e-mail de que se fala.
        contato: nome do contato do endereço.
        endereco: o e-mail inválido ou devolvido.
        dias: o limite dos vencidos antigos.
        nomes: os campos que faltam na empresa, ou os grupos ou situações que não existem mais.
        houve: o que disse quem recusou, quando foi um erro.
        o_que_fazer: o conserto que o erro trouxe.
        retencao: o título do retorno que segura o débito.
        dia: a geração do último retorno da conta.
    """

    tipo: TipoDeApontamento
    cliente: str = ""
    documento: str | None = None
    parcela: str | None = None
    conta: str = ""
    conta_email: int | None = None
    contato: str = ""
    endereco: str = ""
    dias: int = 0
    nomes: tuple[str, ...] = ()
    houve: str = ""
    o_que_fazer: str = ""
    retencao: Retencao | None = None
    dia: date | None = None


class SemBoleto(DadoInvalido):
    """O débito fica sem boleto (regras.md §4).

    Atributos:
        tipo: por quê, como se aponta.
        conta: código da conta de cobrança, se é dela que se fala.
    """

    def __init__(
        self,
        tipo: TipoDeApontamento,
        campo: str,
        motivo: str,
        *,
        o_que_fazer: str = "",
        onde: str = "",
        conta: str = "",
    ) -> None:
        super().__init__(campo, motivo, onde, o_que_fazer)
        self.tipo = tipo
        self.conta = conta
