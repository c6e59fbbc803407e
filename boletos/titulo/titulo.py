"""Título: o que o cálculo de um banco recebe, tudo texto, como está no contrato e no ERP."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import NamedTuple

from regras.cadastro import ContaCobranca
from regras.dinheiro import Centavos


class Titulo(NamedTuple):
    """Entradas do nosso número e do campo livre; vazio é "não informado" (nomes de boleto.md E).

    O cálculo aceita o que um cadastro recusaria (agência 0, carteira fora da lista): julgar é da validação do banco.
    Banco novo que precise de outra entrada acrescenta-a aqui.

    Atributos:
        nosso_numero: o sequencial, ou a forma do banco com prefixo, máscara e DV.
        convenio: convênio, código do beneficiário ou do cliente, conforme o banco.
        modalidade: o que cada banco distingue na mesma carteira: tipo, produto, variante, portfólio (boleto.md E).
        ano: dois algarismos do ano de geração (Sicredi).
        seu_numero: número do documento (Itaú, carteiras de 15 posições).
        incremento: o que o BRB põe antes da agência, quando contratado.
        documento_beneficiario: CPF ou CNPJ de quem cobra (CrediSIS, Cora).
        com_desconto: marca do Mercantil.
        vencimento: None é sem vencimento; só o HSBC o põe no campo livre.
        valor_centavos: None é não informado; só o Sicredi o põe no campo livre.
    """

    nosso_numero: str = ""
    carteira: str = ""
    modalidade: str = ""
    agencia: str = ""
    agencia_dv: str = ""
    conta: str = ""
    conta_dv: str = ""
    convenio: str = ""
    variacao: str = ""
    posto: str = ""
    byte_geracao: str = ""
    ios: str = ""
    sistema: str = ""
    incremento: str = ""
    ano: str = ""
    seu_numero: str = ""
    parcela: str = ""
    documento_beneficiario: str = ""
    com_desconto: bool = False
    vencimento: date | None = None
    valor_centavos: Centavos | None = None

    @classmethod
    def da_conta(
        cls,
        conta: ContaCobranca,
        *,
        nosso_numero: str = "",
        ano: str = "",
        seu_numero: str = "",
        parcela: str = "",
        documento_beneficiario: str = "",
        vencimento: date | None = None,
        valor_centavos: Centavos | None = None,
    ) -> Titulo:
        """Junta o que é da conta de cobrança com o que é do título."""
        do_titulo = (ano, seu_numero, parcela, documento_beneficiario, conta.com_desconto, vencimento, valor_centavos)
        return cls._make((nosso_numero, *_da_conta(conta), *do_titulo))


_da_conta = attrgetter(*Titulo._fields[1 : Titulo._fields.index("ano")])
"""Os textos da conta de cobrança, na ordem em que o título os tem."""
