"""237 Bradesco e os bancos que usam o leiaute dele com o próprio código (boleto.md C.2, 237)."""

from __future__ import annotations

from boletos.bancos.campos import (
    codigos,
    com_dv,
    completar,
    conferir_dv,
    exigir,
    juntar,
    preencher,
)
from boletos.bancos.forma import Exigencia, Opcao, Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.bancos.plataforma import Plataforma
from boletos.titulo.numeros import modulo_11_p
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca


class FamiliaBradesco(Plataforma):
    """Um banco com o leiaute do Bradesco; tem a forma de `forma.Banco`."""

    CIP = "000"

    def numero(self, titulo: Titulo) -> str:
        """11 posições."""
        carteira_2 = _carteira(titulo)
        return sequencial(titulo.nosso_numero, 11, lambda onze: modulo_11_p(carteira_2 + onze), (carteira_2,))

    def dv(self, titulo: Titulo) -> str:
        """M11-P de carteira (2) e nosso número (11)."""
        return modulo_11_p(_carteira(titulo) + self.numero(titulo))

    def impresso(self, titulo: Titulo) -> str:
        """`CC/NNNNNNNNNNN-D`."""
        return f"{_carteira(titulo)}/{self.numero(titulo)}-{self.dv(titulo)}"

    def campo_livre(self, titulo: Titulo) -> str:
        """Agência (4), carteira (2), nosso número (11), conta (7) e zero."""
        agencia = completar(titulo.agencia, 4, "agência")
        return f"{agencia}{_carteira(titulo)}{self.numero(titulo)}{self._conta_do_codigo(titulo)}0"

    def agencia_codigo(self, titulo: Titulo) -> str:
        """`AAAA-D/CCCCCCC-D`."""
        return juntar(
            "/",
            com_dv(preencher(titulo.agencia, 4), titulo.agencia_dv.upper()),
            com_dv(preencher(titulo.conta, 7), titulo.conta_dv.upper()),
        )

    def carteira(self, titulo: Titulo) -> str:
        """Duas posições."""
        return preencher(titulo.carteira, 2)

    def exigencias(self, conta: ContaCobranca) -> tuple[Exigencia, ...]:
        """Agência de 4, conta de 7, carteira de 2; sem os DVs, que têm campo próprio."""
        del conta
        return (
            exigir("agencia", 4),
            exigir("agencia_dv", 1, exigido=False, letras="P"),
            exigir("conta", 7),
            exigir("conta_dv", 1, exigido=False, letras="P"),
            exigir("carteira", 2, opcoes=self.CARTEIRAS),
        )

    def ressalvas(self, conta: ContaCobranca) -> list[Problema]:
        """Só o próprio Bradesco tem regra pública de DV."""
        del conta
        return []

    def _conta_do_codigo(self, titulo: Titulo) -> str:
        return completar(titulo.conta, 7, "conta")


class Bradesco(FamiliaBradesco):
    """O próprio: confere os dígitos de agência e conta, que se imprimem e não entram no código."""

    def ressalvas(self, conta: ContaCobranca) -> list[Problema]:
        """M11-P de agência e de conta; o dígito 10, que aqui é P, também se escreve 0."""
        return [
            problema
            for campo, dv in (("agencia", conta.agencia_dv), ("conta", conta.conta_dv))
            for problema in conferir_dv(conta, campo, modulo_11_p)
            if not (dv == "0" and modulo_11_p(getattr(conta, campo)) == "P")
        ]


class Cresol(FamiliaBradesco):
    """Na posição da conta vai o código do beneficiário no sistema Cresol, que pode não ser a conta impressa."""

    def exigencias(self, conta: ContaCobranca) -> tuple[Exigencia, ...]:
        """As da família, e o código do beneficiário, se não é a conta."""
        onde = "no contrato de cobrança da Cresol: é o código do beneficiário no sistema, se não for o número da conta"
        return (*super().exigencias(conta), exigir("convenio", 7, exigido=False, onde=onde))

    def _conta_do_codigo(self, titulo: Titulo) -> str:
        return completar(titulo.convenio or titulo.conta, 7, "código do beneficiário")


class BTG(FamiliaBradesco):
    """O nosso número se imprime sem a carteira."""

    def impresso(self, titulo: Titulo) -> str:
        """`NNNNNNNNNNN-D`."""
        return com_dv(self.numero(titulo), self.dv(titulo))


BRADESCO = Bradesco(
    "237",
    "2",
    "Bradesco",
    (
        Opcao("09", "com registro, o cliente emite"),
        *codigos("02", "04", "06", "16", "19"),
        Opcao("21", "interna, com registro"),
        Opcao("22", "interna, sem registro"),
        *codigos("25", "26"),
    ),
    local="Pagável preferencialmente na Rede Bradesco ou Bradesco Expresso",
)
FAMILIA = (
    BRADESCO,
    FamiliaBradesco("084", "1", "Uniprime", codigos("09")),
    Cresol("133", "3", "Cresol", codigos("09", "19")),
    BTG(
        "208",
        "1",
        "BTG Pactual",
        codigos("01", "02", "03", "04", "05", "06"),
        local="Pagável em canais eletrônicos, agências ou correspondentes bancários de todo o Brasil",
    ),
    FamiliaBradesco("274", "7", "Money Plus", homologado=False),
    FamiliaBradesco("329", "8", "QI SCD", local="Pagável preferencialmente na QI SCD", homologado=False),
    FamiliaBradesco("435", "9", "Delbank", homologado=False),
    FamiliaBradesco("457", "X", "UY3", homologado=False),
    FamiliaBradesco("712", "9", "Ourinvest", homologado=False),
)
"""Os bancos da família; os não homologados vêm só do código de bibliotecas. O BTG imprime 1, que não é o do cálculo."""


def _carteira(titulo: Titulo) -> str:
    return completar(titulo.carteira, 2, "carteira")
