"""A forma que todo banco tem: as mesmas constantes e as mesmas funções."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from boletos.titulo import Titulo
from regras.cadastro import ContaCobranca


class Problema(NamedTuple):
    """O que o banco não aceita numa conta de cobrança ou num título.

    Atributos:
        atributo: nome do campo em `ContaCobranca` ou `Titulo`, para a tela marcar o lugar.
        rotulo: o campo como o operador o conhece.
        motivo: o que o banco exige, e o que veio.
    """

    atributo: str
    rotulo: str
    motivo: str

    def frase(self) -> str:
        """Rótulo e motivo numa linha."""
        return f"{self.rotulo}: {self.motivo}"


class Banco(Protocol):
    """Um banco. O módulo de cada banco tem esta forma; o de uma plataforma comum tem uma classe com ela.

    O cálculo (`numero` a `campo_livre`) aceita o que um cadastro real recusaria, como agência 0 ou carteira fora da
    lista; quem recusa é `validar` (a conta), `a_homologar` (a conta) e `conferir` (o título).

    Atributos:
        CODIGO, DV, NOME: como no cabeçalho do boleto (boleto.md C.1).
        LOCAL_PAGAMENTO: texto corrente; a conta de cobrança pode trazer outro (boleto.md B.5).
        HOMOLOGADO: falso pede a confirmação de cada conta de cobrança (`homologada`).
        CIP: `000` no Bradesco e família, vazio nos demais (boleto.md B.3).
    """

    CODIGO: str
    DV: str
    NOME: str
    LOCAL_PAGAMENTO: str
    HOMOLOGADO: bool
    CIP: str

    def numero(self, titulo: Titulo) -> str:
        """Devolve o nosso número sem máscara nem DV, com os zeros; repetir não muda.

        Raises:
            DadoInvalido: falta, não cabe, ou o DV que veio junto não confere.
        """
        ...

    def dv(self, titulo: Titulo) -> str:
        """Devolve o DV do nosso número; vazio onde o banco não tem.

        Raises:
            DadoInvalido: falta dado que entra na conta.
        """
        ...

    def impresso(self, titulo: Titulo) -> str:
        """Devolve o nosso número como se imprime, com prefixo e DV.

        Raises:
            DadoInvalido: falta dado que entra na conta.
        """
        ...

    def campo_livre(self, titulo: Titulo) -> str:
        """Devolve as 25 posições do campo livre.

        Raises:
            DadoInvalido: falta dado, ou algum não cabe.
        """
        ...

    def agencia_codigo(self, titulo: Titulo) -> str:
        """Agência e código do beneficiário como se imprimem; o que falta é omitido, nunca é erro."""
        ...

    def carteira(self, titulo: Titulo) -> str:
        """A carteira como se imprime; nunca é erro."""
        ...

    def validar(self, conta: ContaCobranca) -> list[Problema]:
        """Diz o que o banco não aceita nesta conta de cobrança (boleto.md C.6)."""
        ...

    def a_homologar(self, conta: ContaCobranca) -> list[Problema]:
        """Diz o que nesta conta só vale com a confirmação do banco: carteira extinta ou fora da lista, variante."""
        ...

    def conferir(self, titulo: Titulo) -> list[Problema]:
        """Diz o que o banco não aceita neste título, embora o cálculo aceite."""
        ...
