"""Título: o que o cálculo de um banco recebe, tudo texto, como está no contrato e no ERP."""

from __future__ import annotations

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
        modalidade: BB `21` (nosso número livre), Santander `SEM_DV`, Caixa posição 2 do nosso número,
            Sicredi tipo, Sicoob modalidade.
        ano: dois algarismos do ano de geração (Sicredi).
        seu_numero: número do documento (Itaú, carteiras de 15 posições).
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
    ano: str = ""
    ios: str = ""
    seu_numero: str = ""
    parcela: str = ""
    sistema: str = ""
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
        valor_centavos: Centavos | None = None,
    ) -> Titulo:
        """Junta o que é da conta de cobrança com o que é do título."""
        return cls(
            nosso_numero,
            conta.carteira,
            conta.modalidade,
            conta.agencia,
            conta.agencia_dv,
            conta.conta,
            conta.conta_dv,
            conta.convenio,
            conta.variacao,
            conta.posto,
            conta.byte_geracao,
            ano,
            conta.ios,
            seu_numero,
            parcela,
            conta.sistema,
            valor_centavos,
        )
