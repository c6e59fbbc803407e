"""Plataforma comum ("Autbank"): onze bancos com o mesmo leiaute (boleto.md C.3)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    codigos,
    com_dv,
    completar,
    exigir,
    juntar,
    nada_na_conta,
    preencher,
)
from boletos.bancos.forma import Exigencia, Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.bancos.plataforma import Plataforma
from boletos.titulo.numeros import modulo_10
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

_LOCAL_POR_EXTENSO = "Canais eletrônicos, agências ou correspondentes bancários de todo o BRASIL"


class Autbank(Plataforma):
    """Um banco da plataforma; tem a forma de `forma.Banco`."""

    carteira = staticmethod(carteira_informada)
    ressalvas = staticmethod(nada_na_conta)

    def numero(self, titulo: Titulo) -> str:
        """10 posições."""
        return sequencial(
            titulo.nosso_numero, 10, lambda dez: modulo_10(_base_do_dv(titulo) + dez), (_prefixo_impresso(titulo),)
        )

    def dv(self, titulo: Titulo) -> str:
        """Módulo 10 de agência (4), carteira (3) e nosso número (10)."""
        return modulo_10(_base_do_dv(titulo) + self.numero(titulo))

    def impresso(self, titulo: Titulo) -> str:
        """`AAAAD/CCC/NNNNNNNNNN-D`, a agência com o DV."""
        return f"{_prefixo_impresso(titulo)}/{self.numero(titulo)}-{self.dv(titulo)}"

    def campo_livre(self, titulo: Titulo) -> str:
        """Agência (4), carteira (3), operação (7) e nosso número com DV (11)."""
        operacao = completar(titulo.convenio, 7, "número da operação")
        return f"{_base_do_dv(titulo)}{operacao}{self.numero(titulo)}{self.dv(titulo)}"

    def agencia_codigo(self, titulo: Titulo) -> str:
        """`AAAA-D/conta-D`."""
        agencia = com_dv(preencher(titulo.agencia, 4), titulo.agencia_dv)
        return juntar("/", agencia, com_dv(titulo.conta, titulo.conta_dv))

    def exigencias(self, conta: ContaCobranca) -> tuple[Exigencia, ...]:
        """Agência de 4, operação de 7 e carteira de 3; conta e DVs só se imprimem."""
        del conta
        onde = f"no contrato de cobrança com {self.NOME}: é o número da operação, também chamado contrato ou convênio"
        return (
            exigir("agencia", 4),
            exigir("agencia_dv", 1, exigido=False),
            exigir("conta", 12, exigido=False),
            exigir("conta_dv", 1, exigido=False),
            exigir("convenio", 7, "número da operação", onde=onde),
            exigir("carteira", 3, opcoes=self.CARTEIRAS),
        )


FAMILIA = (
    Autbank("077", "9", "Inter", (Opcao("110", "o cliente emite"), Opcao("112", "o banco emite"))),
    Autbank("212", "7", "Original", homologado=False),
    Autbank("224", "0", "Fibra", codigos("112", "121"), local=_LOCAL_POR_EXTENSO),
    Autbank("246", "1", "ABC Brasil", homologado=False),
    Autbank("530", "4", "Ser Finance", codigos("110")),
    Autbank("604", "1", "Industrial do Brasil", homologado=False),
    Autbank("611", "4", "Paulista", homologado=False),
    Autbank("633", "5", "Rendimento", codigos("121"), local=_LOCAL_POR_EXTENSO),
    Autbank("637", "0", "Sofisa", codigos("112", "121")),
    Autbank("643", "2", "Pine", codigos("112"), local=_LOCAL_POR_EXTENSO),
    Autbank("707", "2", "Daycoval", codigos("121")),
)
"""Os da plataforma; nos não homologados, sem vetor, a carteira é conforme o contrato."""


def _base_do_dv(titulo: Titulo) -> str:
    return completar(titulo.agencia, 4, "agência") + completar(titulo.carteira, 3, "carteira")


def _prefixo_impresso(titulo: Titulo) -> str:
    return f"{preencher(titulo.agencia, 4)}{titulo.agencia_dv}/{preencher(titulo.carteira, 3)}"
