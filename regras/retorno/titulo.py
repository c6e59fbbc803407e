"""O que se lê de um título no retorno, e o que ele vira: efeito, resultado e motivo (retorno.md §7 e regra 4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from regras.dinheiro import Centavos


class Efeito(StrEnum):
    """O que a ocorrência do banco quer dizer."""

    LIQUIDADO = "liquidado"
    LIQUIDADO_CARTORIO = "liquidado_cartorio"
    LIQUIDADO_PARCIAL = "liquidado_parcial"
    PAGAMENTO_A_CONFIRMAR = "pagamento_a_confirmar"
    ESTORNO = "estorno"
    BAIXADO = "baixado"
    ENTRADA_CONFIRMADA = "entrada_confirmada"
    ENTRADA_REJEITADA = "entrada_rejeitada"
    VENCIMENTO_ALTERADO = "vencimento_alterado"
    PROTESTO = "protesto"
    PROTESTADO = "protestado"
    INSTRUCAO_REJEITADA = "instrucao_rejeitada"
    TARIFA = "tarifa"
    INFORMATIVA = "informativa"
    DESCONHECIDA = "desconhecida"


QUE_BAIXAM = frozenset({Efeito.LIQUIDADO, Efeito.LIQUIDADO_CARTORIO})
"""A lista branca: só estes dão um débito por pago."""
DE_PAGAMENTO = QUE_BAIXAM | {Efeito.LIQUIDADO_PARCIAL, Efeito.PAGAMENTO_A_CONFIRMAR, Efeito.ESTORNO}
"""Os que falam de dinheiro: o que não baixa fica a conferir, e o débito, retido."""
SEM_TITULO_NO_BANCO = frozenset({Efeito.BAIXADO, Efeito.PROTESTADO})
"""O banco já não recebe o título, que não foi pago."""


class NoDebito(StrEnum):
    """O que um título faz ao débito enquanto vale."""

    BAIXA = "baixa"
    RETENCAO = "retencao"
    SEM_TITULO = "sem titulo"


class Resultado(StrEnum):
    """O que a leitura fez do título; o texto é o do contrato."""

    BAIXADO = "baixado"
    A_CONFERIR = "a_conferir"
    SEM_EFEITO = "sem_efeito"
    REPETIDO = "repetido"


class Motivo(StrEnum):
    """Por que um título ficou a conferir; a ordem é a do contrato, e vale o primeiro que se aplica."""

    OCORRENCIA_DESCONHECIDA = "ocorrencia desconhecida"
    REGISTRO_INCOMPLETO = "registro incompleto"
    CONTA_NAO_CADASTRADA = "conta nao cadastrada"
    DEBITO_NAO_ENCONTRADO = "debito nao encontrado"
    MAIS_DE_UM_DEBITO = "mais de um debito"
    ESTORNO = "estorno"
    PAGAMENTO_A_CONFIRMAR = "pagamento a confirmar"
    PAGAMENTO_PARCIAL = "pagamento parcial"
    DATA_INVALIDA = "data invalida"
    VALOR_ZERO = "valor zero"
    JA_BAIXADO = "ja baixado"
    TOTAIS_DIVERGENTES = "arquivo com totais divergentes"
    VALOR_A_MENOR = "valor a menor"
    VALOR_A_MAIOR = "valor a maior"


class ContaLida(NamedTuple):
    """A conta como o arquivo a diz: só algarismos, sem DV nem zeros à esquerda; vazio é o que ele não traz."""

    agencia: str = ""
    conta: str = ""
    convenio: str = ""


class TituloLido(NamedTuple):
    """Um título do arquivo. Dinheiro em centavos; None é o que o leiaute não tem, ou o que não se lê.

    Atributos:
        linha: a do arquivo, a partir de 1; no 240, a do segmento T.
        nosso_numero: como no arquivo, sem os espaços das pontas.
        sequencial: o nosso número reduzido pela posição, sem zeros à esquerda; vazio é em branco ou zerado.
        valor_pago_centavos: o que o pagador pagou; None se não é número ou se falta o registro que o diz.
        encargos_centavos: juros mais multa.
        completo: o registro alcança os campos de valor e data, e no 240 o T tem o seu U.
    """

    linha: int
    conta: ContaLida
    nosso_numero: str
    sequencial: str
    seu_numero: str
    ocorrencia: str
    efeito: Efeito
    data_ocorrencia: date | None
    data_credito: date | None
    vencimento: date | None
    valor_centavos: Centavos | None
    valor_pago_centavos: Centavos | None
    tarifa_centavos: Centavos | None
    encargos_centavos: Centavos | None
    desconto_centavos: Centavos | None
    abatimento_centavos: Centavos | None
    completo: bool
