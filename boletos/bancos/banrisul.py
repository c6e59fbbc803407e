"""041 Banrisul: duplo dígito no nosso número e na chave (boleto.md C.2, 041)."""

from __future__ import annotations

from boletos.bancos.campos import (
    carteira_informada,
    com_dv,
    completar,
    exigir,
    juntar,
    nada_na_conta,
    nada_no_titulo,
    preencher,
)
from boletos.bancos.forma import Exigencia, Opcao, Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import duplo_digito
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "041"
DV = "8"
NOME = "Banrisul"
LOCAL_PAGAMENTO = "Pagável em qualquer banco"
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = ()
PRODUTO_DIRETO = "2"
_PRODUTOS = (Opcao(PRODUTO_DIRETO, "direta, o cliente emite"), Opcao("1", "normal, o banco emite"))
_TAMANHO_DO_CODIGO = 7
_COM_CONTROLE, _COM_AGENCIA_E_CONTROLE = 9, 13
"""O contrato escreve o código com os dois dígitos de controle, e às vezes com a agência na frente."""


def numero(titulo: Titulo) -> str:
    """8 posições."""
    return sequencial(titulo.nosso_numero, 8, duplo_digito, digitos=2)


def dv(titulo: Titulo) -> str:
    """O duplo dígito das 8."""
    return duplo_digito(numero(titulo))


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNN-DD`."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """Produto, constante 1, agência (4), código (7), nosso número (8), constante 40 e o duplo dígito das 23."""
    produto = completar(titulo.modalidade or PRODUTO_DIRETO, 1, "produto")
    codigo = completar(_separar(titulo.convenio)[0], _TAMANHO_DO_CODIGO, "código do beneficiário")
    chave = f"{produto}1{completar(titulo.agencia, 4, 'agência')}{codigo}{numero(titulo)}40"
    return chave + duplo_digito(chave)


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA CCCCCC.C.DD`; sem os dois dígitos de controle na conta, sem eles."""
    codigo, controle = _separar(titulo.convenio)
    codigo = preencher(codigo, _TAMANHO_DO_CODIGO)
    return juntar(" ", preencher(titulo.agencia, 4), juntar(".", codigo[:-1], codigo[-1:], controle))


carteira = carteira_informada


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Agência de 4 e código do beneficiário de 7, com ou sem o que o contrato põe em volta."""
    del conta
    onde = "no contrato de cobrança do Banrisul: são 13 posições, agência (4), código (7) e controle (2)"
    return (
        exigir("agencia", 4),
        exigir("convenio", _COM_AGENCIA_E_CONTROLE, onde=onde),
        exigir("modalidade", 1, "produto", exigido=False, opcoes=_PRODUTOS),
        exigir("carteira", 0, exigido=False),
    )


def validar(conta: ContaCobranca) -> list[Problema]:
    """O código tem 7 posições, 9 com o controle, ou 13 com a agência, que tem de ser a da conta."""
    texto, rotulo = conta.convenio, "código do beneficiário"
    if len(texto) > _TAMANHO_DO_CODIGO and len(texto) not in {_COM_CONTROLE, _COM_AGENCIA_E_CONTROLE}:
        motivo = f"são 7 algarismos, 9 com o controle ou 13 com a agência, e veio “{texto[:30]}”"
        return [Problema("convenio", rotulo, motivo)]
    if len(texto) == _COM_AGENCIA_E_CONTROLE and texto[:4] != conta.agencia.zfill(4):
        return [Problema("convenio", rotulo, f"começa pela agência {texto[:4]}, que não é a da conta")]
    return []


a_homologar = nada_na_conta
ressalvas = nada_na_conta
conferir = nada_no_titulo


def _separar(convenio: str) -> tuple[str, str]:
    """(código de 7, dígitos de controle ou vazio)."""
    if len(convenio) == _COM_AGENCIA_E_CONTROLE:
        convenio = convenio[4:]
    return (convenio[:-2], convenio[-2:]) if len(convenio) == _COM_CONTROLE else (convenio, "")
