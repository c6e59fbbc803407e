"""Banco sem leiaute aqui: cabeçalho e nada mais; o código vem pronto, na linha digitável do banco (boleto.md C.1)."""

from __future__ import annotations

from boletos.bancos.campos import com_dv, exigir, juntar, nada_na_conta, nada_no_titulo
from boletos.bancos.forma import Exigencia, Opcao
from boletos.titulo.numeros import modulo_11_x
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

SO_COM_LINHA = "este banco só com a linha digitável do banco"

_NOMES = {
    "037": "Banpará",
    "121": "Agibank",
    "197": "Stone",
    "260": "Nubank",
    "290": "PagBank",
    "323": "Mercado Pago",
    "364": "Efí",
    "380": "PicPay",
    "461": "Asaas",
}
"""Os mais comuns; outro qualquer sai com o código no lugar do nome."""


class SemLeiaute:
    """Um banco de que só se imprime a linha digitável recebida; tem a forma de `forma.Banco`."""

    LOCAL_PAGAMENTO = "Pagável em qualquer banco"
    HOMOLOGADO = True
    LEGADO = False
    CIP = ""
    CARTEIRAS: tuple[Opcao, ...] = ()
    validar = staticmethod(nada_na_conta)
    a_homologar = staticmethod(nada_na_conta)
    ressalvas = staticmethod(nada_na_conta)
    conferir = staticmethod(nada_no_titulo)

    def __init__(self, codigo: str) -> None:
        self.CODIGO = codigo
        self.DV = modulo_11_x(codigo)
        self.NOME = _NOMES.get(codigo, f"Banco {codigo}")

    def numero(self, titulo: Titulo) -> str:
        """Não se calcula.

        Raises:
            DadoInvalido: sempre.
        """
        raise self._recusa()

    def dv(self, titulo: Titulo) -> str:
        """Não se calcula.

        Raises:
            DadoInvalido: sempre.
        """
        raise self._recusa()

    def impresso(self, titulo: Titulo) -> str:
        """Não se calcula.

        Raises:
            DadoInvalido: sempre.
        """
        raise self._recusa()

    def campo_livre(self, titulo: Titulo) -> str:
        """Não se calcula.

        Raises:
            DadoInvalido: sempre.
        """
        raise self._recusa()

    def agencia_codigo(self, titulo: Titulo) -> str:
        """`agência-D / conta-D`, ou o convênio no lugar da conta."""
        agencia = com_dv(titulo.agencia, titulo.agencia_dv)
        return juntar(" / ", agencia, titulo.convenio or com_dv(titulo.conta, titulo.conta_dv))

    def carteira(self, titulo: Titulo) -> str:
        """Como está na conta."""
        return titulo.carteira

    def exigencias(self, conta: ContaCobranca) -> tuple[Exigencia, ...]:
        """O que se imprime; nada é exigido, porque o banco fez o código."""
        del conta
        campos = ("agencia", "agencia_dv", "conta", "conta_dv", "convenio", "carteira")
        return tuple(exigir(campo, 0, exigido=False) for campo in campos)

    def _recusa(self) -> DadoInvalido:
        return DadoInvalido("banco", f"{SO_COM_LINHA} ({self.CODIGO})")
