"""O que um banco pede de uma conta de cobrança, e o que ele não aceita."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import NamedTuple


class Grau(IntEnum):
    """O que um problema da conta de cobrança impede, do pior para o menor."""

    RECUSA = auto()
    """O banco não aceita: nenhum código se calcula."""
    HOMOLOGAR = auto()
    """Só vale com a confirmação do banco, que a marca `homologada` da conta diz que veio."""
    RESSALVA = auto()
    """Convém conferir, e não impede: dígito que não entra no código de barras."""


class Problema(NamedTuple):
    """O que o banco não aceita numa conta de cobrança ou num título.

    Atributos:
        atributo: nome do campo em `ContaCobranca` ou `Titulo`, para a tela marcar o lugar.
        rotulo: o campo como o operador o conhece.
        motivo: o que o banco exige, e o que veio.
        onde: onde o operador acha o certo: "no contrato de cobrança…"; pode ser vazio.
    """

    atributo: str
    rotulo: str
    motivo: str
    onde: str = ""
    grau: Grau = Grau.RECUSA

    def frase(self) -> str:
        """Rótulo, motivo e onde achar o certo, numa linha."""
        return f"{self.rotulo}: {self.motivo}; procure {self.onde}" if self.onde else f"{self.rotulo}: {self.motivo}"

    def o_que_fazer(self) -> str:
        """O próximo passo do operador; pode ser vazio."""
        if self.grau is Grau.HOMOLOGAR:
            return "Com o boleto aprovado pelo banco, marque a conta de cobrança como homologada."
        return f"Procure {self.onde}." if self.onde else ""


class Opcao(NamedTuple):
    """Um valor que o banco conhece num campo da conta.

    Atributos:
        codigo: o que se grava.
        nome: como o operador o conhece; pode ser vazio.
        ressalva: por que só vale com a confirmação do banco; vazio é de uso corrente.
        legado: calculado só no boleto avulso; não se oferece no cadastro.
        apelidos: outros jeitos de escrever o mesmo valor.
    """

    codigo: str
    nome: str = ""
    ressalva: str = ""
    legado: bool = False
    apelidos: tuple[str, ...] = ()


class Homologacao(NamedTuple):
    """O que o banco pede para aprovar o boleto de quem emite o seu.

    Atributos:
        minimo, maximo: quantos boletos de amostra.
        pede: o que ele olha além dos códigos, uma frase cada.
    """

    minimo: int = 10
    maximo: int = 20
    pede: tuple[str, ...] = ()


HOMOLOGACAO_USUAL = Homologacao()


class Exigencia(NamedTuple):
    """Um campo da conta de cobrança que o banco usa (boleto.md C.6).

    Atributos:
        atributo: nome do campo em `ContaCobranca`.
        tamanho: máximo de algarismos, sem DV; 0 é forma livre, conferida pelo próprio banco.
        rotulo: como este banco o chama; vazio é o nome usual (`campos.declarar`).
        exigido: falso deixa o campo vazio.
        onde: onde achar o dado no contrato ou no cadastro do banco; `{banco}` é o nome dele, e vazio, o lugar usual.
        opcoes: valores conhecidos; na carteira, outro só com a confirmação do banco, e nos demais só estes.
        letras: as que o campo aceita além de algarismos: o `X` ou o `P` de um dígito.
        padrao: o que vai no código quando o campo está vazio.
        inteiro: quantos algarismos o comum é ter; com menos, ou sem o dígito, só com a confirmação do banco.
    """

    atributo: str
    tamanho: int
    rotulo: str = ""
    exigido: bool = True
    onde: str = ""
    opcoes: tuple[Opcao, ...] = ()
    letras: str = ""
    padrao: str = ""
    inteiro: int = 0

    def nome(self) -> str:
        """O rótulo sem a explicação: `código do beneficiário (PSK)` é o código do beneficiário."""
        return self.rotulo.partition(" (")[0].partition(", ")[0]

    def oferecidas(self) -> tuple[Opcao, ...]:
        """As opções para a tela de cadastro: todas, menos as de legado."""
        return tuple(opcao for opcao in self.opcoes if not opcao.legado)
