"""001 Banco do Brasil: o leiaute depende do tamanho do convênio (boleto.md C.2, 001)."""

from __future__ import annotations

from collections.abc import Iterator

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Origem, Parte, ao_campo
from boletos.bancos.campos import (
    Campos,
    com_dv,
    completar,
    conferir_dv,
    e_numerico,
    exigir,
    juntar,
    opcional,
    preencher,
    resumir,
)
from boletos.bancos.forma import Exigencia, Grau, Homologacao, Opcao, Problema
from boletos.titulo.numeros import modulo_11_x
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca

_CARTEIRAS = (
    Opcao("17", "simples, o cliente numera"),
    Opcao("11", "simples, com registro"),
    Opcao("12", "indexada, com registro"),
    Opcao("15", "prêmios de seguro"),
    Opcao("16", "simples"),
    Opcao("18", "simples"),
    Opcao("31", "vinculada", "a 31 não tem boleto conferido"),
    Opcao("51", "descontada"),
)
_DE_NUMERO_LIVRE = tuple(opcao for opcao in _CARTEIRAS if opcao.codigo in {"16", "18"})
NUMERO_LIVRE = "21"
"""Modalidade do convênio de 6 posições cujo nosso número são 17 posições livres."""
_LONGO = 17


def _tamanho_do_convenio(texto: str) -> int:
    """O que decide o leiaute: 4, 6, 7 ou 8 posições."""
    significativo = len(texto.lstrip("0"))
    if significativo >= 7:
        return min(significativo, 8)
    return 4 if significativo <= 4 and len(texto) != 6 else 6


def _convenio(titulo: Titulo, _nosso: NossoNumero | None = None) -> str:
    return completar(titulo.convenio, 8, "convênio")[-_tamanho_do_convenio(titulo.convenio) :]


def _carteira(titulo: Titulo, _nosso: NossoNumero) -> str:
    return completar(_so_carteira(titulo.carteira), 2, "carteira")


def _so_carteira(texto: str) -> str:
    """A carteira sem a variação, que pode vir junto: `17/019`."""
    return texto.replace("-", "/").partition("/")[0]


class _Longo(Leiaute):
    """O nosso número de 17 posições já completo entra como veio; `_conferir` diz se é do convênio."""

    def numero(self, titulo: Titulo) -> str:
        if len(titulo.nosso_numero) == _LONGO and e_numerico(titulo.nosso_numero):
            _convenio(titulo)
            return titulo.nosso_numero
        return super().numero(titulo)


def _campos(*, usa_conta: bool = True, carteiras: tuple[Opcao, ...] = _CARTEIRAS) -> Campos:
    onde = "no contrato de cobrança do BB: “número do convênio”, de 4, 6 ou 7 posições"
    livre = Opcao(NUMERO_LIVRE, "nosso número livre de 17 posições, convênio de 6")
    return (
        exigir("convenio", 8, "convênio", onde=onde),
        "agencia:4 agencia_dv:1X? conta:8 conta_dv:1X?"
        if usa_conta
        else "agencia:4? agencia_dv:1X? conta:8? conta_dv:1X?",
        exigir("carteira", 0, opcoes=carteiras),
        opcional("variacao", 3, "variação"),
        opcional("modalidade", 2, opcoes=(livre,)),
    )


_CARTEIRA_2 = Parte(2, "carteira", _carteira, volta=ao_campo("carteira"))


def _parte_do_convenio(tamanho: int) -> Parte:
    return Parte(tamanho, "convênio", _convenio, volta=ao_campo("convenio"))


def _curto(convenio: int) -> Leiaute:
    """Convênio e sequencial em 11 posições, com DV; agência e conta entram no código."""
    return Leiaute(
        _campos(),
        ("numero agencia conta", _CARTEIRA_2),
        prefixo=(_parte_do_convenio(convenio),),
        posicoes=11 - convenio,
        digito=modulo_11_x,
    )


def _longo(convenio: int) -> Leiaute:
    """Convênio e sequencial em 17 posições, sem DV."""
    return _Longo(
        _campos(usa_conta=False),
        ("000000 numero", _CARTEIRA_2),
        prefixo=(_parte_do_convenio(convenio),),
        posicoes=_LONGO - convenio,
    )


_POR_CONVENIO = {4: _curto(4), 6: _curto(6), 7: _longo(7), 8: _longo(8)}
_LIVRE = Leiaute(
    _campos(usa_conta=False, carteiras=_DE_NUMERO_LIVRE),
    (
        _parte_do_convenio(6),
        Parte(_LONGO, "nosso número livre", lambda _, nosso: nosso.numero, Origem.NUMERO),
        NUMERO_LIVRE,
    ),
    aceita=(_parte_do_convenio(6),),
    mascara="{numero}",
    posicoes=_LONGO,
)


def _leiaute(de: Titulo | ContaCobranca) -> Leiaute:
    tamanho = _tamanho_do_convenio(de.convenio)
    return _LIVRE if tamanho == 6 and de.modalidade == NUMERO_LIVRE else _POR_CONVENIO[tamanho]


class _BancoDoBrasil(Banco):
    """O que a conta tem de trazer já muda com a modalidade 21, antes de o convênio estar completo."""

    def exigencias(self, conta: ContaCobranca) -> tuple[Exigencia, ...]:
        return _LIVRE.campos if conta.modalidade == NUMERO_LIVRE else super().exigencias(conta)


def _agencia_codigo(titulo: Titulo) -> str:
    """`AAAA-D / CCCCCCCC-D`, calculado o DV que falta; sem agência nem conta, o convênio."""
    agencia, conta = titulo.agencia, titulo.conta
    agencia_e_conta = juntar(
        " / ",
        com_dv(preencher(agencia, 4), titulo.agencia_dv.upper() or modulo_11_x(agencia)),
        com_dv(preencher(conta, 8), titulo.conta_dv.upper() or modulo_11_x(conta)),
    )
    return agencia_e_conta or titulo.convenio


def _validar(conta: ContaCobranca) -> Iterator[Problema]:
    """Carteira de 2 posições; a modalidade 21 só com convênio de 6; DVs M11-X; convênio de 8, que o banco confirma."""
    carteira, convenio = _so_carteira(conta.carteira), conta.convenio.lstrip("0")
    if carteira and (not e_numerico(carteira) or len(carteira.lstrip("0")) > 2):
        yield Problema("carteira", "carteira", f"o banco exige 2 algarismos, e veio “{resumir(conta.carteira)}”")
    if conta.modalidade == NUMERO_LIVRE and e_numerico(conta.convenio) and len(convenio) != 6:
        yield Problema("modalidade", "modalidade", "a 21 é só de convênio de 6 posições")
    yield from conferir_dv(conta, "agencia", modulo_11_x)
    yield from conferir_dv(conta, "conta", modulo_11_x)
    if len(convenio) == 8:
        motivo = "o de 8 posições não consta de documento do banco: homologar com o banco"
        yield Problema("convenio", "convênio", motivo, grau=Grau.HOMOLOGAR)


def _conferir(titulo: Titulo) -> Iterator[Problema]:
    """O nosso número de 17 posições tem de começar pelo convênio da conta."""
    convenio, leiaute = _convenio(titulo), _leiaute(titulo)
    if leiaute is not _LIVRE and not leiaute.numero(titulo).startswith(convenio):
        yield Problema("nosso_numero", "nosso número", f"“{titulo.nosso_numero}” não é do convênio {convenio}")


BANCO = _BancoDoBrasil(
    "001-9",
    "Banco do Brasil",
    _leiaute,
    variantes=(
        *((_POR_CONVENIO[tamanho], {"modalidade": ""}) for tamanho in (7, 6, 4, 8)),
        (_LIVRE, {"modalidade": NUMERO_LIVRE}),
    ),
    carteiras=_CARTEIRAS,
    agencia_codigo=_agencia_codigo,
    carteira=lambda titulo: juntar("/", titulo.carteira, preencher(titulo.variacao, 3)),
    local="Pagável em qualquer banco até o vencimento. Após, atualize o boleto no site bb.com.br.",
    homologacao=Homologacao(pede=("validação dos boletos impressos fora do banco, antes da primeira emissão",)),
    validar=_validar,
    conferir=_conferir,
)
