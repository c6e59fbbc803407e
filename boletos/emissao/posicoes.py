"""O código de barras e a linha digitável, posição a posição, com o nome de cada parte (boleto.md A.1, A.5 e C.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from boletos.bancos import bradesco, itau
from boletos.emissao.boleto import Boleto
from boletos.titulo.codigo import TAMANHO_CAMPO_LIVRE
from regras.cadastro import ContaCobranca
from regras.dinheiro import MAIOR_VALOR_CENTAVOS, em_reais

Composicao = tuple[tuple[int, str], ...]
"""As partes do campo livre, da esquerda para a direita: quantas posições e o que é."""


class Posicao(NamedTuple):
    """Uma parte do código: `inicio` conta de 1."""

    inicio: int
    conteudo: str
    o_que_e: str

    @property
    def fim(self) -> int:
        """A última posição."""
        return self.inicio + len(self.conteudo) - 1


def do_codigo(boleto: Boleto, conta: ContaCobranca) -> tuple[Posicao, ...]:
    """As 44 posições do código de barras; o campo livre vai aberto nas partes do banco, quando se conhecem."""
    barras = boleto.codigo_barras
    vence = f"{boleto.vencimento:%d/%m/%Y}" if boleto.vencimento else "sem vencimento"
    partes = [
        (3, "Código do banco"),
        (1, "Moeda (9 é real)"),
        (1, "Dígito geral: módulo 11 das outras 43 posições"),
        *_fator_e_valor(boleto, vence),
        *((tamanho, f"Campo livre: {nome}") for tamanho, nome in do_campo_livre(conta)),
    ]
    return _cortar(barras, partes)


def da_linha(boleto: Boleto) -> tuple[Posicao, ...]:
    """As 47 posições da linha digitável, campo a campo."""
    partes = [
        (9, "1º campo: código 1 a 4 e 20 a 24"),
        (1, "Dígito do 1º campo, módulo 10"),
        (10, "2º campo: código 25 a 34"),
        (1, "Dígito do 2º campo, módulo 10"),
        (10, "3º campo: código 35 a 44"),
        (1, "Dígito do 3º campo, módulo 10"),
        (1, "4º campo: dígito geral, código 5"),
        (14, "5º campo: fator e valor, código 6 a 19"),
    ]
    return _cortar(boleto.linha_digitavel, partes)


def do_campo_livre(conta: ContaCobranca) -> Composicao:
    """As partes do campo livre desta conta; um banco que não está aqui tem uma parte só."""
    compor = _POR_BANCO.get(conta.banco)
    return compor(conta) if compor is not None else ((TAMANHO_CAMPO_LIVRE, "conforme o banco"),)


def _fator_e_valor(boleto: Boleto, vence: str) -> list[tuple[int, str]]:
    """Acima de R$ 99.999.999,99 o valor toma as 14 posições (boleto.md A.7)."""
    if boleto.valor_centavos > MAIOR_VALOR_CENTAVOS:
        return [(14, f"Valor, sem fator de vencimento: {em_reais(boleto.valor_centavos)}")]
    return [(4, f"Fator de vencimento: {vence}"), (10, f"Valor em centavos: {em_reais(boleto.valor_centavos)}")]


def _cortar(algarismos: str, partes: list[tuple[int, str]]) -> tuple[Posicao, ...]:
    posicoes, inicio = [], 0
    for tamanho, nome in partes:
        posicoes.append(Posicao(inicio + 1, algarismos[inicio : inicio + tamanho], nome))
        inicio += tamanho
    return tuple(posicoes)


def _banco_do_brasil(conta: ContaCobranca) -> Composicao:
    convenio = len(conta.convenio.lstrip("0"))
    if convenio > _CONVENIO_DE_6:
        return (6, "zeros"), (7, "convênio"), (10, "sequencial do nosso número"), (2, "carteira")
    if convenio > _CONVENIO_DE_4 and conta.modalidade == "21":
        return (6, "convênio"), (17, "nosso número livre"), (2, "constante 21")
    do_convenio = 6 if convenio > _CONVENIO_DE_4 else 4
    return (
        *((do_convenio, "convênio"), (11 - do_convenio, "sequencial do nosso número")),
        *((4, "agência"), (8, "conta"), (2, "carteira")),
    )


def _santander(conta: ContaCobranca) -> Composicao:
    sem_dv = conta.modalidade.upper() == "SEM_DV"
    numero: Composicao = ((13, "nosso número, sem dígito"),) if sem_dv else ((12, "nosso número"), (1, "dígito dele"))
    return (1, "constante 9"), (7, "código do beneficiário"), *numero, (1, "IOS"), (3, "carteira")


def _itau(conta: ContaCobranca) -> Composicao:
    if conta.carteira.lstrip("0") in itau.DE_15_POSICOES:
        return (
            *((3, "carteira"), (8, "nosso número"), (7, "número do documento"), (5, "código do cliente")),
            *((1, "DAC das 23 anteriores"), (1, "zero")),
        )
    return (
        *((3, "carteira"), (8, "nosso número"), (1, "DAC do nosso número"), (4, "agência"), (5, "conta")),
        *((1, "DAC de agência e conta"), (3, "zeros")),
    )


def _fixa(*partes: tuple[int, str]) -> Callable[[ContaCobranca], Composicao]:
    return lambda _conta: partes


_BRADESCO = _fixa((4, "agência"), (2, "carteira"), (11, "nosso número"), (7, "conta"), (1, "zero"))
_CAIXA = _fixa(
    *((7, "código do beneficiário"), (3, "nosso número, 3 a 5"), (1, "nosso número, 1"), (3, "nosso número, 6 a 8")),
    *((1, "nosso número, 2"), (9, "nosso número, 9 a 17"), (1, "dígito das 24 anteriores")),
)
_SICREDI = _fixa(
    *((1, "tipo de cobrança"), (1, "carteira"), (2, "ano do nosso número"), (1, "byte de geração")),
    *((5, "sequencial"), (1, "dígito do nosso número"), (4, "cooperativa"), (2, "posto")),
    *((5, "código do beneficiário"), (1, "1 se há valor"), (1, "zero"), (1, "dígito das 24 anteriores")),
)
_SICOOB = _fixa(
    *((1, "carteira"), (4, "cooperativa"), (2, "modalidade"), (7, "código do cliente")),
    *((7, "nosso número"), (1, "dígito do nosso número"), (3, "parcela")),
)
_CONVENIO_DE_4, _CONVENIO_DE_6 = 4, 6
_POR_BANCO: Mapping[str, Callable[[ContaCobranca], Composicao]] = {
    "001": _banco_do_brasil,
    "033": _santander,
    "104": _CAIXA,
    "341": _itau,
    "748": _SICREDI,
    "756": _SICOOB,
    **dict.fromkeys((banco.CODIGO for banco in bradesco.FAMILIA), _BRADESCO),
}
