"""033 Santander (boleto.md C.2, 033)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute
from boletos.bancos.campos import exigir, opcional
from boletos.bancos.forma import Homologacao, Opcao
from boletos.titulo.numeros import modulo_11_zero

_SEM_DV = "SEM_DV"
"""Modalidade da variante de 13 posições sem DV (manual v35): só se o banco confirmar."""
_VARIANTES = (Opcao(_SEM_DV, "13 posições, sem dígito", "o nosso número sem DV só vale se o banco confirmar"),)
_IOS = (Opcao("0", "os demais"), Opcao("7", "seguradora"), Opcao("9", "seguradora"))
_NOMES_DAS_CARTEIRAS = {"101": "Cobrança Simples ECR", "102": "Cobrança Simples CSR", "201": "Penhor"}
"""Como o banco as imprime; a sem nome conhecido sai com o número."""

_CAMPOS = (
    exigir(
        "convenio",
        7,
        "código do beneficiário (PSK)",
        onde="no contrato de cobrança do Santander: código do beneficiário, também chamado PSK ou código do cedente",
        inteiro=7,
    ),
    "agencia:4? carteira:3",
    opcional("ios", 1, "IOS", opcoes=_IOS, padrao="0"),
    opcional("modalidade", 0, opcoes=_VARIANTES),
)
_COM_DIGITO = Leiaute(_CAMPOS, "9 convenio numero dv ios carteira", posicoes=12, digito=modulo_11_zero)
_SEM_DIGITO = Leiaute(_CAMPOS, "9 convenio numero ios carteira", posicoes=13)

BANCO = Banco(
    "033-7",
    "Santander",
    lambda de: _SEM_DIGITO if de.modalidade.upper() == _SEM_DV else _COM_DIGITO,
    variantes=((_COM_DIGITO, {"modalidade": ""}), (_SEM_DIGITO, {"modalidade": _SEM_DV})),
    carteiras=(
        Opcao("101", "rápida, com registro"),
        Opcao("104", "eletrônica, com registro"),
        Opcao("201", "penhor"),
        Opcao("102", "sem registro", "a 102 é sem registro, extinta"),
    ),
    homologacao=Homologacao(pede=("o logotipo do banco e a frase de local de pagamento que ele informar",)),
    agencia_codigo="agencia:4/convenio:7",
    carteira=lambda titulo: _NOMES_DAS_CARTEIRAS.get(titulo.carteira, titulo.carteira),
)
