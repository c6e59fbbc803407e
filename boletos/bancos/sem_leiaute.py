"""Banco sem leiaute aqui: cabeçalho e nada mais; o código vem pronto, na linha digitável do banco (boleto.md C.1)."""

from __future__ import annotations

from boletos.bancos.campos import com_dv, exigir, juntar, nada_na_conta, nada_no_titulo
from boletos.bancos.forma import Exigencia, Opcao
from boletos.numeros import modulo_11_x
from boletos.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

SO_COM_LINHA = "este banco só com a linha digitável do banco"

_NOMES = {
    "003": "Banco da Amazônia",
    "004": "Banco do Nordeste",
    "021": "Banestes",
    "025": "Alfa",
    "037": "Banpará",
    "041": "Banrisul",
    "047": "Banese",
    "070": "BRB",
    "077": "Inter",
    "084": "Uniprime",
    "085": "Ailos",
    "097": "CrediSIS",
    "133": "Cresol",
    "136": "Unicred",
    "174": "Pefisa",
    "208": "BTG Pactual",
    "212": "Original",
    "218": "BS2",
    "224": "Fibra",
    "246": "ABC Brasil",
    "260": "Nubank",
    "274": "Money Plus",
    "322": "Sulcredi",
    "323": "Mercado Pago",
    "329": "QI SCD",
    "336": "C6",
    "389": "Mercantil",
    "403": "Cora",
    "422": "Safra",
    "435": "Delbank",
    "457": "UY3",
    "530": "Ser Finance",
    "604": "Industrial do Brasil",
    "611": "Paulista",
    "633": "Rendimento",
    "637": "Sofisa",
    "643": "Pine",
    "655": "Votorantim",
    "707": "Daycoval",
    "712": "Ourinvest",
    "743": "Semear",
    "745": "Citibank",
}
_DV_QUE_NAO_E_O_DO_CALCULO = {"085": "0", "208": "1", "403": "9", "637": "0"}


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
        self.DV = _DV_QUE_NAO_E_O_DO_CALCULO.get(codigo) or modulo_11_x(codigo)
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
