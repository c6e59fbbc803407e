"""336 C6 e 174 Pefisa, que usa o mesmo leiaute pelo código do ACBr, sem vetor (boleto.md C.2, 336)."""

from __future__ import annotations

from boletos.bancos.campos import (
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
from boletos.titulo.numeros import modulo_11_p
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

_O_BENEFICIARIO_EMITE = "4"
_EMISSOES = (Opcao(_O_BENEFICIARIO_EMITE, "o beneficiário emite"), Opcao("3", "o banco emite"))


class LeiauteC6(Plataforma):
    """Um banco com o leiaute do C6; tem a forma de `forma.Banco`."""

    ressalvas = staticmethod(nada_na_conta)

    def numero(self, titulo: Titulo) -> str:
        """10 posições."""
        return sequencial(titulo.nosso_numero, 10, lambda dez: modulo_11_p(_carteira(titulo) + dez))

    def dv(self, titulo: Titulo) -> str:
        """M11-P de carteira (2) e nosso número (10)."""
        return modulo_11_p(_carteira(titulo) + self.numero(titulo))

    def impresso(self, titulo: Titulo) -> str:
        """`NNNNNNNNNN-D`."""
        return com_dv(self.numero(titulo), self.dv(titulo))

    def campo_livre(self, titulo: Titulo) -> str:
        """Código do beneficiário (12), nosso número sem DV (10), carteira (2) e o identificador do leiaute."""
        codigo = completar(titulo.convenio, 12, "código do beneficiário")
        emissao = completar(titulo.modalidade or _O_BENEFICIARIO_EMITE, 1, "identificador do leiaute")
        return f"{codigo}{self.numero(titulo)}{_carteira(titulo)}{emissao}"

    def agencia_codigo(self, titulo: Titulo) -> str:
        """`AAAA/CCCCCCCCCCCC`."""
        return juntar("/", preencher(titulo.agencia, 4), preencher(titulo.convenio, 12))

    def carteira(self, titulo: Titulo) -> str:
        """Duas posições."""
        return preencher(titulo.carteira, 2)

    def exigencias(self, conta: ContaCobranca) -> tuple[Exigencia, ...]:
        """Código do beneficiário de 12, carteira de 2 e quem emite; a agência só se imprime."""
        del conta
        onde = f"no contrato de cobrança com {self.NOME}: o código do beneficiário tem até 12 algarismos"
        return (
            exigir("convenio", 12, onde=onde),
            exigir("agencia", 4, exigido=False),
            exigir("carteira", 2, opcoes=self.CARTEIRAS),
            exigir("modalidade", 1, "identificador do leiaute", exigido=False, opcoes=_EMISSOES),
        )


FAMILIA = (
    LeiauteC6("174", "0", "Pefisa", homologado=False),
    LeiauteC6(
        "336",
        "0",
        "C6",
        codigos("10", "20", "21", "24", "30", "40", "43", "60"),
        local="Pagável em canais eletrônicos, agências ou correspondentes bancários de todo o Brasil",
    ),
)


def _carteira(titulo: Titulo) -> str:
    return completar(titulo.carteira, 2, "carteira")
