"""O código de barras e a linha digitável, posição a posição, com o nome de cada parte (boleto.md A.1, A.5 e C.2)."""

from __future__ import annotations

from typing import NamedTuple

from boletos.bancos import obter
from boletos.bancos.banco import Composicao
from boletos.emissao.boleto import Boleto
from regras.cadastro import ContaCobranca
from regras.dinheiro import MAIOR_VALOR_CENTAVOS, em_reais


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
    """As 44 posições do código de barras; o campo livre vai aberto nas partes do banco."""
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
    """As partes do campo livre desta conta, como o banco as declara; sem leiaute aqui, uma só."""
    return obter(conta.banco).leiaute(conta).composicao()


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
