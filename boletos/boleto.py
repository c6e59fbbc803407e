"""O boleto pronto para imprimir: tudo o que aparece no papel, já calculado e formatado."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regras.dinheiro import Centavos


@dataclass(frozen=True, slots=True)
class Parte:
    """Beneficiário ou pagador como se imprime; `endereco` já em uma linha."""

    nome: str
    cpf_cnpj: str = ""
    endereco: str = ""
    cidade: str = ""
    uf: str = ""
    cep: str = ""


@dataclass(frozen=True, slots=True)
class Boleto:
    """Um boleto calculado (boleto.md A e B). Valor em centavos; 0 é valor em aberto.

    Atributos:
        banco: código de três algarismos; `banco_dv` e `banco_nome` o acompanham no cabeçalho.
        agencia_codigo: agência/código do beneficiário, como o banco imprime.
        nosso_numero: na forma impressa, com DV.
        cip: `000` no Bradesco e família, vazio nos demais.
        vencimento: None é sem vencimento (fator 0000).
        instrucoes: uma linha por instrução, com valores e datas já calculados.
        codigo_barras: 44 algarismos.
        linha_digitavel: 47 algarismos, sem máscara.
        sem_valor: verdadeiro na amostra do teste de envio, que não pode ser paga.
    """

    banco: str
    banco_dv: str
    banco_nome: str
    local_pagamento: str
    beneficiario: Parte
    pagador: Parte
    agencia_codigo: str
    carteira: str
    nosso_numero: str
    documento: str
    especie: str
    aceite: str
    emissao: date | None
    processamento: date
    vencimento: date | None
    valor_centavos: Centavos
    codigo_barras: str
    linha_digitavel: str
    instrucoes: tuple[str, ...] = ()
    cip: str = ""
    sem_valor: bool = False
