"""A forma que todo banco tem: as mesmas constantes e as mesmas funções."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca


class Problema(NamedTuple):
    """O que o banco não aceita numa conta de cobrança ou num título.

    Atributos:
        atributo: nome do campo em `ContaCobranca` ou `Titulo`, para a tela marcar o lugar.
        rotulo: o campo como o operador o conhece.
        motivo: o que o banco exige, e o que veio.
        onde: onde o operador acha o certo: "no contrato de cobrança…"; pode ser vazio.
        homologar: verdadeiro se a conta só espera a confirmação do banco.
    """

    atributo: str
    rotulo: str
    motivo: str
    onde: str = ""
    homologar: bool = False

    def frase(self) -> str:
        """Rótulo, motivo e onde achar o certo, numa linha."""
        return f"{self.rotulo}: {self.motivo}; procure {self.onde}" if self.onde else f"{self.rotulo}: {self.motivo}"

    def o_que_fazer(self) -> str:
        """O próximo passo do operador; pode ser vazio."""
        if self.homologar:
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


class Exigencia(NamedTuple):
    """Um campo da conta de cobrança que o banco usa (boleto.md C.6).

    Atributos:
        atributo: nome do campo em `ContaCobranca`.
        rotulo: como este banco o chama.
        tamanho: máximo de algarismos, sem DV; 0 é forma livre, conferida pelo próprio banco.
        exigido: falso deixa o campo vazio.
        onde: onde achar o dado no contrato ou no cadastro do banco.
        opcoes: valores conhecidos; na carteira, outro só com a confirmação do banco, e nos demais só estes.
        letras: as que o campo aceita além de algarismos: o `X` ou o `P` de um dígito.
    """

    atributo: str
    rotulo: str
    tamanho: int
    exigido: bool = True
    onde: str = ""
    opcoes: tuple[Opcao, ...] = ()
    letras: str = ""

    def oferecidas(self) -> tuple[Opcao, ...]:
        """As opções para a tela de cadastro: todas, menos as de legado."""
        return tuple(opcao for opcao in self.opcoes if not opcao.legado)


class Banco(Protocol):
    """Um banco. O módulo de cada banco tem esta forma; o de uma plataforma comum tem uma classe com ela.

    O cálculo (`numero` a `campo_livre`) aceita o que um cadastro real recusaria, como agência 0 ou carteira fora da
    lista. Quem julga a conta é `bancos.problemas` e `bancos.ressalvas`, com o que o banco declara em `exigencias` e o
    que só ele sabe conferir; quem julga o título é `conferir`.

    Atributos:
        CODIGO, DV, NOME: como no cabeçalho do boleto (boleto.md C.1).
        LOCAL_PAGAMENTO: texto corrente; a conta de cobrança pode trazer outro (boleto.md B.5).
        HOMOLOGADO: falso (leiaute sem vetor) pede a confirmação de cada conta de cobrança (`homologada`).
        LEGADO: verdadeiro só se calcula no boleto avulso, e não se oferece no cadastro (boleto.md C.4).
        CIP: `000` no Bradesco e família, vazio nos demais (boleto.md B.3).
        CARTEIRAS: as conhecidas, na ordem em que se oferecem; vazia é conforme o contrato.
    """

    CODIGO: str
    DV: str
    NOME: str
    LOCAL_PAGAMENTO: str
    HOMOLOGADO: bool
    LEGADO: bool
    CIP: str
    CARTEIRAS: tuple[Opcao, ...]

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

    def exigencias(self, conta: ContaCobranca) -> tuple[Exigencia, ...]:
        """Os campos que o banco usa nesta conta, na ordem em que se mostram; o que já está nela pode mudar a lista."""
        ...

    def validar(self, conta: ContaCobranca) -> list[Problema]:
        """Diz o que o banco não aceita nesta conta, além das `exigencias`; a conta pode estar torta."""
        ...

    def a_homologar(self, conta: ContaCobranca) -> list[Problema]:
        """Diz o que nesta conta só vale com a confirmação do banco, além das `exigencias`."""
        ...

    def ressalvas(self, conta: ContaCobranca) -> list[Problema]:
        """Diz o que convém conferir e não impede: dígito que não entra no código de barras."""
        ...

    def conferir(self, titulo: Titulo) -> list[Problema]:
        """Diz o que o banco não aceita neste título, embora o cálculo aceite."""
        ...
