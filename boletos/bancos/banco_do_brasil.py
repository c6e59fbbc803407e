"""001 Banco do Brasil: o leiaute depende do tamanho do convênio (boleto.md C.2, 001)."""

from __future__ import annotations

from boletos.bancos.campos import (
    com_dv,
    completar,
    conferir_dv,
    e_numerico,
    exigir,
    juntar,
    nada_na_conta,
    preencher,
    resumir,
)
from boletos.bancos.forma import Exigencia, Opcao, Problema
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import modulo_11_x
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

CODIGO = "001"
DV = "9"
NOME = "Banco do Brasil"
LOCAL_PAGAMENTO = "Pagável em qualquer banco até o vencimento. Após, atualize o boleto no site bb.com.br."
HOMOLOGADO = True
LEGADO = False
CIP = ""

CARTEIRAS: tuple[Opcao, ...] = (
    Opcao("17", "simples, o cliente numera"),
    Opcao("11", "simples, com registro"),
    Opcao("12", "indexada, com registro"),
    Opcao("15", "prêmios de seguro"),
    Opcao("16", "simples"),
    Opcao("18", "simples"),
    Opcao("31", "vinculada", "a 31 não tem boleto conferido"),
    Opcao("51", "descontada"),
)
_DE_NUMERO_LIVRE = tuple(opcao for opcao in CARTEIRAS if opcao.codigo in {"16", "18"})
NUMERO_LIVRE = "21"
"""Modalidade do convênio de 6 posições cujo nosso número são 17 posições livres."""

_TAMANHO_DO_SEQUENCIAL = {4: 7, 6: 5, 7: 10, 8: 9}
_TAMANHO_LONGO = 17


def numero(titulo: Titulo) -> str:
    """Convênio e sequencial (11 ou 17 posições), ou o nosso número livre de 17."""
    convenio = _convenio(titulo.convenio)
    if _e_livre(titulo.modalidade, convenio):
        return sequencial(titulo.nosso_numero, _TAMANHO_LONGO, None, (convenio,))
    if _e_longo(convenio) and len(titulo.nosso_numero) == _TAMANHO_LONGO and e_numerico(titulo.nosso_numero):
        return titulo.nosso_numero
    calcular_dv = None if _e_longo(convenio) else lambda numero: modulo_11_x(convenio + numero)
    return convenio + sequencial(titulo.nosso_numero, _TAMANHO_DO_SEQUENCIAL[len(convenio)], calcular_dv, (convenio,))


def dv(titulo: Titulo) -> str:
    """M11-X de convênio e sequencial; os de 17 posições não têm."""
    completo = numero(titulo)
    return "" if len(completo) == _TAMANHO_LONGO else modulo_11_x(completo)


def impresso(titulo: Titulo) -> str:
    """`NNNNNNNNNNN-D`, ou as 17 posições sem DV."""
    return com_dv(numero(titulo), dv(titulo))


def campo_livre(titulo: Titulo) -> str:
    """As quatro divisões de boleto.md C.2, 001."""
    convenio, completo = _convenio(titulo.convenio), numero(titulo)
    if _e_livre(titulo.modalidade, convenio):
        return f"{convenio}{completo}{NUMERO_LIVRE}"
    carteira_2 = completar(_so_carteira(titulo.carteira), 2, "carteira")
    if _e_longo(convenio):
        return f"000000{completo}{carteira_2}"
    return f"{completo}{completar(titulo.agencia, 4, 'agência')}{completar(titulo.conta, 8, 'conta')}{carteira_2}"


def agencia_codigo(titulo: Titulo) -> str:
    """`AAAA-D / CCCCCCCC-D`, calculado o DV que falta; sem agência nem conta, o convênio."""
    agencia, conta = titulo.agencia, titulo.conta
    agencia_e_conta = juntar(
        " / ",
        com_dv(preencher(agencia, 4), titulo.agencia_dv.upper() or modulo_11_x(agencia)),
        com_dv(preencher(conta, 8), titulo.conta_dv.upper() or modulo_11_x(conta)),
    )
    return agencia_e_conta or titulo.convenio


def carteira(titulo: Titulo) -> str:
    """`17`, ou com a variação, `17/019`."""
    return juntar("/", titulo.carteira, preencher(titulo.variacao, 3))


def exigencias(conta: ContaCobranca) -> tuple[Exigencia, ...]:
    """Convênio de 4, 6 ou 7 posições; agência e conta onde entram no código."""
    usa_conta = len(conta.convenio.lstrip("0")) < 7 and conta.modalidade != NUMERO_LIVRE
    livre = Opcao(NUMERO_LIVRE, "nosso número livre de 17 posições, convênio de 6")
    return (
        exigir(
            "convenio", 8, "convênio", onde="no contrato de cobrança do BB: “número do convênio”, de 4, 6 ou 7 posições"
        ),
        exigir("agencia", 4, exigido=usa_conta),
        exigir("agencia_dv", 1, exigido=False, letras="X"),
        exigir("conta", 8, exigido=usa_conta),
        exigir("conta_dv", 1, exigido=False, letras="X"),
        exigir("carteira", 0, opcoes=_DE_NUMERO_LIVRE if conta.modalidade == NUMERO_LIVRE else CARTEIRAS),
        exigir("variacao", 3, "variação", exigido=False),
        exigir("modalidade", 2, exigido=False, opcoes=(livre,)),
    )


def validar(conta: ContaCobranca) -> list[Problema]:
    """Carteira de 2 posições; a modalidade 21 só com convênio de 6; DVs M11-X."""
    achados = []
    if not e_numerico(_so_carteira(conta.carteira)) or len(_so_carteira(conta.carteira).lstrip("0")) > 2:
        motivo = f"o banco exige 2 algarismos, e veio “{resumir(conta.carteira)}”"
        achados.append(Problema("carteira", "carteira", motivo))
    if conta.modalidade == NUMERO_LIVRE and e_numerico(conta.convenio) and len(conta.convenio.lstrip("0")) != 6:
        achados.append(Problema("modalidade", "modalidade", "a 21 é só de convênio de 6 posições"))
    achados += conferir_dv(conta, "agencia", modulo_11_x)
    return achados + conferir_dv(conta, "conta", modulo_11_x)


def a_homologar(conta: ContaCobranca) -> list[Problema]:
    """O convênio de 8 posições, que nenhum documento do banco descreve."""
    if len(conta.convenio.lstrip("0")) != 8:
        return []
    motivo = "o de 8 posições não consta de documento do banco: homologar com o banco"
    return [Problema("convenio", "convênio", motivo, homologar=True)]


ressalvas = nada_na_conta


def conferir(titulo: Titulo) -> list[Problema]:
    """O nosso número de 17 posições tem de começar pelo convênio da conta."""
    convenio = _convenio(titulo.convenio)
    if _e_livre(titulo.modalidade, convenio) or numero(titulo).startswith(convenio):
        return []
    return [Problema("nosso_numero", "nosso número", f"“{titulo.nosso_numero}” não é do convênio {convenio}")]


def _convenio(texto: str) -> str:
    """O convênio no tamanho que decide o leiaute: 4, 6, 7 ou 8 posições."""
    completo = completar(texto, 8, "convênio")
    significativo = completo.lstrip("0")
    if len(significativo) >= 7:
        return significativo
    return completo[-4:] if len(significativo) <= 4 and len(texto) != 6 else completo[-6:]


def _e_longo(convenio: str) -> bool:
    return len(convenio) >= 7


def _e_livre(modalidade: str, convenio: str) -> bool:
    return modalidade == NUMERO_LIVRE and len(convenio) == 6


def _so_carteira(texto: str) -> str:
    """A carteira sem a variação, que pode vir junto: `17/019`."""
    return texto.replace("-", "/").partition("/")[0]
