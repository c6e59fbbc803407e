"""Bancos privados que um leiaute só descreve: 025, 218, 389, 403, 655, 743 e 745 (boleto.md C.2 e C.5)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte, a_numero_e_dv
from boletos.bancos.campos import algarismos_do_documento, codigos, com_dv, completar, e_numerico, exigir, opcional
from boletos.bancos.forma import Opcao
from boletos.bancos.nosso_numero import ROTULO
from boletos.titulo.numeros import Digito, modulo_11_barra, modulo_11_de_2_a_7, modulo_11_safra, modulo_11_zero
from boletos.titulo.titulo import Titulo

_SEM_CARTEIRA_NO_DV = frozenset({"11", "21", "31", "41"})
"""Nestas, o ACBr põe 00 no lugar da carteira ao calcular o DV do Alfa."""


def _fim_da_conta(titulo: Titulo, _nosso: NossoNumero) -> str:
    return (completar(titulo.conta, 12, "conta") + completar(titulo.conta_dv, 1, "DV da conta"))[-7:]


def _carteira_do_dv(titulo: Titulo, _nosso: NossoNumero) -> str:
    carteira = completar(titulo.carteira, 2, "carteira")
    return "00" if carteira in _SEM_CARTEIRA_NO_DV else carteira


ALFA = Banco(
    "025-6",
    "Alfa",
    Leiaute(
        "agencia:4 conta:12 conta_dv:1 carteira:2",
        (
            "agencia carteira numero dv",
            Parte(7, "fim da conta, com o dígito", _fim_da_conta, volta=a_numero_e_dv("conta")),
            "0",
        ),
        posicoes=10,
        digito=modulo_11_de_2_a_7,
        base=(Parte(2, "carteira", _carteira_do_dv),),
    ),
    homologado=False,
)
"""Só pelo código do ACBr, sem vetor."""

_LEIAUTE_6 = "6"


def _do_bs2(digito: Digito) -> Leiaute:
    onde = "no manual de arquivos que o BS2 entregou: é a versão do leiaute"
    versoes = (Opcao(_LEIAUTE_6, "leiaute de arquivo 6 em diante"), Opcao("5", "leiaute de arquivo até o 5"))
    versao = exigir("modalidade", 1, "leiaute de arquivo", opcoes=versoes, onde=onde)
    campos = ("agencia:4? convenio:10 carteira:2", versao)
    return Leiaute(campos, "001 convenio numero dv 8", posicoes=10, digito=digito)


_ATE_O_5, _DO_6 = _do_bs2(modulo_11_barra), _do_bs2(modulo_11_zero)
BS2 = Banco(
    "218-6",
    "BS2",
    lambda de: _DO_6 if de.modalidade == _LEIAUTE_6 else _ATE_O_5,
    variantes=((_DO_6, {"modalidade": _LEIAUTE_6}), (_ATE_O_5, {"modalidade": "5"})),
    carteiras=codigos("21"),
    agencia_codigo="agencia:4/convenio",
    homologado=False,
)
"""Só pelo código do ACBr, sem vetor. Restos 0 e 1 dão 1, ou 0 do leiaute de arquivo 6 em diante."""


class _ComDvInformado(Leiaute):
    """A última posição é o DV que o banco informou; o cálculo dele não tem vetor e não é conferido."""

    def numero(self, titulo: Titulo) -> str:
        texto = titulo.nosso_numero.replace(" ", "")
        corpo, hifen, digito = texto.rpartition("-")
        junto = corpo + digito if hifen and len(digito) == 1 and e_numerico(corpo) else texto
        return completar(junto, self._posicoes, ROTULO)

    def digito(self, titulo: Titulo, numero: str) -> str:
        del titulo
        return numero[-1]

    def impresso(self, titulo: Titulo, nosso: NossoNumero) -> str:
        del titulo
        return com_dv(nosso.numero[:-1], nosso.dv)


MERCANTIL = Banco(
    "389-1",
    "Mercantil",
    _ComDvInformado(
        (
            "agencia:4 agencia_dv:1?",
            exigir("convenio", 9, "número do contrato"),
            opcional("com_desconto", 0, "com desconto"),
            "carteira:0?",
        ),
        (
            "agencia numero convenio",
            Parte(
                1,
                "marca do desconto",
                lambda titulo, _: "0" if titulo.com_desconto else "2",
                volta=lambda lido: {"com_desconto": lido == "0"},
            ),
        ),
        posicoes=11,
    ),
    agencia_codigo="agencia:4-dv/convenio:9",
)

_RAIZ_DO_CNPJ = Parte(
    8,
    "raiz do CNPJ",
    lambda titulo, _: algarismos_do_documento(titulo)[:8],
    volta=lambda lido: {"documento_beneficiario": f"{lido}000000"},
)

CORA = Banco(
    "403-9",
    "Cora",
    Leiaute(
        "carteira:2 agencia:4? conta:12?",
        "00000 numero carteira",
        prefixo=(_RAIZ_DO_CNPJ,),
        posicoes=10,
    ),
    agencia_codigo="agencia:4/conta",
    carteira="carteira:2",
    homologado=False,
)
"""Só pelo código do ACBr, sem vetor; na prática a Cora entrega a linha pronta."""

_COM_DV = "COM_DV"


def _do_votorantim(mascara: str) -> Leiaute:
    """O dígito não entra no campo livre e não tem vetor; só a variante o imprime."""
    variante = Opcao(_COM_DV, "imprime o dígito do nosso número", "o dígito impresso não tem boleto conferido")
    campos = (
        exigir("convenio", 10, "convênio"),
        "agencia:4? carteira:3",
        opcional("modalidade", 0, "variante", opcoes=(variante,)),
    )
    return Leiaute(campos, "convenio carteira numero 00", posicoes=10, digito=modulo_11_safra, mascara=mascara)


_SEM_DIGITO, _COM_DIGITO = _do_votorantim("{numero}"), _do_votorantim("{numero}-{dv}")
VOTORANTIM = Banco(
    "655-6",
    "Votorantim",
    lambda de: _COM_DIGITO if de.modalidade.upper() == _COM_DV else _SEM_DIGITO,
    variantes=((_SEM_DIGITO, {"modalidade": ""}), (_COM_DIGITO, {"modalidade": _COM_DV})),
    carteiras=codigos("500"),
    agencia_codigo="agencia:4/convenio:10",
)

SEMEAR = Banco(
    "743-9",
    "Semear",
    Leiaute(
        "agencia:4 conta:7 conta_dv:1 carteira:2",
        "agencia carteira numero conta conta_dv",
        posicoes=11,
        digito=modulo_11_zero,
    ),
    agencia_codigo="agencia:4/conta:7-dv",
    homologado=False,
)
"""O DV do nosso número tem vetor; o campo livre vem só do código de bibliotecas."""

_ONDE_DA_CONTA_COSMOS = "no contrato de cobrança do Citibank: a conta Cosmos tem 10 algarismos, na forma 0.BBBBBB.SS.D"
_ONDE_DO_PORTFOLIO = "no contrato de cobrança do Citibank: são os 3 últimos algarismos do código da empresa"

CITIBANK = Banco(
    "745-5",
    "Citibank",
    Leiaute(
        (
            exigir("convenio", 10, "conta Cosmos", onde=_ONDE_DA_CONTA_COSMOS),
            exigir("modalidade", 3, "portfólio", onde=_ONDE_DO_PORTFOLIO),
            "agencia:4? carteira:0?",
        ),
        (
            "3 modalidade",
            Parte(
                9,
                "conta Cosmos",
                lambda titulo, _: completar(titulo.convenio, 10, "conta Cosmos")[1:],
                volta=lambda lido: {"convenio": f"0{lido}"},
            ),
            "numero dv",
        ),
        posicoes=11,
        digito=modulo_11_zero,
        mascara="{numero}.{dv}",
    ),
    agencia_codigo="agencia:4 / convenio:10",
)
"""Pessoa jurídica; a conta Cosmos entra sem a primeira posição."""

TODOS = (ALFA, BS2, MERCANTIL, CORA, VOTORANTIM, SEMEAR, CITIBANK)
