"""A forma de um leiaute de retorno: onde está cada campo, e o que cada ocorrência quer dizer (retorno.md §5 a §7).

As posições são as dos manuais, a partir de 1, inclusive. Um banco declara só o que difere do padrão.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from regras.retorno.titulo import ContaLida, Efeito

Faixa = tuple[int, int]
"""Primeira e última colunas."""
NAO_TEM: Faixa = (1, 0)
"""Campo que o leiaute não tem."""
Reduzir = Callable[[str, ContaLida], str]
"""Do nosso número, sem os espaços das pontas, e da conta lida, ao sequencial, onde a posição só não basta."""
Efeitos = Mapping[bytes, Efeito]


def efeitos(*, base: Efeitos | None = None, **codigos: str) -> Efeitos:
    """Uma tabela de ocorrências: por efeito, os códigos separados por espaço; `base` é a que esta completa."""
    declarados = {c.encode(): Efeito(efeito) for efeito, juntos in codigos.items() for c in juntos.split()}
    return {**(base or {}), **declarados}


PADRAO_240 = efeitos(
    liquidado="06 17",
    pagamento_a_confirmar="45 50",
    estorno="44",
    baixado="09 15",
    protestado="25",
    entrada_confirmada="02",
    entrada_rejeitada="03",
    vencimento_alterado="14",
    protesto="19 23",
    instrucao_rejeitada="26 30",
    tarifa="28",
    informativa="04 05 07 08 11 12 13 20 24 27 29 33 34 35 36 37 38 39 40 41 42 43 46 47 48 49 51 52 53 54 55 56 57 58"
    " 59 60",
)
"""As ocorrências do 240 da Febraban, que a maioria segue."""


def colher(*faixas: Faixa) -> Callable[[bytes], tuple[bytes, ...]]:
    """Devolve o que tira de uma linha os pedaços destas faixas, de uma vez; o que a linha não alcança vem curto."""
    return itemgetter(*(slice(inicio - 1, fim) for inicio, fim in faixas))


@dataclass(frozen=True, kw_only=True)
class Leiaute:
    """O que os dois tamanhos têm em comum.

    Atributos:
        nosso_numero: a faixa que se mostra.
        sequencial: a faixa dele sem prefixo nem DV.
        reduzir: no lugar de `sequencial`, quando depende de quantos algarismos vieram ou da conta.
        posicoes: quantos algarismos tem o sequencial.
        pontas: quantos algarismos do fim do sequencial o ERP também pode usar sozinhos.
    """

    banco: str
    efeitos: Efeitos
    nosso_numero: Faixa
    sequencial: Faixa = NAO_TEM
    reduzir: Reduzir | None = None
    posicoes: int = 0
    pontas: tuple[int, ...] = ()
    ocorrencia: Faixa
    seu_numero: Faixa
    vencimento: Faixa
    valor: Faixa
    tarifa: Faixa
    agencia: Faixa
    conta: Faixa
    convenio: Faixa = NAO_TEM

    def tamanho_do_sequencial(self) -> int:
        """Quantos algarismos tem o sequencial."""
        return self.posicoes or self.sequencial[1] - self.sequencial[0] + 1


@dataclass(frozen=True, kw_only=True)
class Leiaute240(Leiaute):
    """Segmentos T e U; a conta é a do cabeçalho do lote.

    Atributos:
        convenio_no_numero: o convênio são os 7 primeiros de um nosso número de 17.
        fora_da_conta_do_lote: quantos registros do lote o fim dele não conta.
        confere_registros: se os fins de lote e de arquivo dizem mesmo quantas linhas há.
    """

    ocorrencia: Faixa = (16, 17)
    seu_numero: Faixa = (59, 73)
    vencimento: Faixa = (74, 81)
    valor: Faixa = (82, 96)
    tarifa: Faixa = (199, 213)
    agencia: Faixa = (54, 58)
    conta: Faixa = (60, 71)
    convenio_no_numero: bool = False
    fora_da_conta_do_lote: int = 0
    confere_registros: bool = True

    def colher_t(self) -> Callable[[bytes], tuple[bytes, ...]]:
        """Nosso número, sequencial, seu número, ocorrência, vencimento, valor e tarifa."""
        return colher(
            self.nosso_numero,
            self.sequencial,
            self.seu_numero,
            self.ocorrencia,
            self.vencimento,
            self.valor,
            self.tarifa,
        )


COLHER_U = colher((18, 32), (33, 47), (48, 62), (78, 92), (138, 145), (146, 153))
"""Juros e multa, desconto, abatimento, valor pago, data da ocorrência e do crédito: iguais em todos os bancos."""
MENOR_U = 153
"""O U mais curto não alcança a data do crédito: é incompleto, não zero."""


@dataclass(frozen=True, kw_only=True)
class Leiaute400(Leiaute):
    """Um registro por título.

    Atributos:
        tipo: o do registro do título, na coluna 1.
        no_titulo: a conta está no título, e não no cabeçalho.
        ano_na_frente: o cabeçalho e o crédito trazem `AAAAMMDD`.
        liquido_de_tarifa: o recebido é o lançado na conta; o que o pagador pagou é ele mais a tarifa.
        menor: o título mais curto não alcança os valores e as datas: é incompleto, não zero.
        convenio_longo: onde e com que valor o cabeçalho diz que o convênio tem uma posição a mais.
    """

    tipo: bytes = b"1"
    ocorrencia: Faixa = (109, 110)
    data: Faixa = (111, 116)
    seu_numero: Faixa = (117, 126)
    vencimento: Faixa = (147, 152)
    valor: Faixa = (153, 165)
    tarifa: Faixa = (176, 188)
    abatimento: Faixa = (228, 240)
    desconto: Faixa = (241, 253)
    recebido: Faixa = (254, 266)
    juros: Faixa = (267, 279)
    multa: Faixa = (280, 292)
    credito: Faixa = (296, 301)
    geracao: Faixa = (95, 100)
    sequencia: Faixa = NAO_TEM
    agencia: Faixa = (27, 30)
    conta: Faixa = NAO_TEM
    no_titulo: bool = False
    ano_na_frente: bool = False
    liquido_de_tarifa: bool = False
    menor: int = 301
    convenio_longo: tuple[Faixa, bytes] | None = None

    def colher_titulo(self) -> Callable[[bytes], tuple[bytes, ...]]:
        """Tudo o que se lê de um título, na ordem em que `leitura` usa."""
        faixas: tuple[Any, ...] = (
            self.nosso_numero,
            self.sequencial,
            self.seu_numero,
            self.ocorrencia,
            self.data,
            self.credito,
            self.vencimento,
            self.valor,
            self.recebido,
            self.tarifa,
            self.juros,
            self.multa,
            self.desconto,
            self.abatimento,
        )
        return colher(*faixas)

    def tem_tarifa(self) -> bool:
        """Diz se o leiaute traz a tarifa."""
        return self.tarifa != NAO_TEM
