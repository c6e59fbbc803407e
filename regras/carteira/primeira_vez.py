"""O que se sugere antes do primeiro aviso: quem já está em protesto ou no jurídico não recebe lembrete.

No primeiro fechamento vão todos os vencidos (regras.md §2.4), também os que a empresa já cobra por outro caminho.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from regras.nomes import chave
from regras.parametros import FiltroSNT, Modo

_COMECOS = ("protest", "juridic")


def e_delicada(situacao: str) -> bool:
    """Diz se o nome da situação fala de protesto ou de jurídico, em qualquer grafia."""
    return any(palavra.startswith(_COMECOS) for palavra in chave(situacao).split())


def sugerir(filtro: FiltroSNT, situacoes: Iterable[str]) -> tuple[str, ...]:
    """As situações delicadas que o filtro ainda deixa passar; vazio quando o operador escolheu só elas."""
    marcadas = filtro.chaves()
    achadas = tuple(nome for nome in situacoes if e_delicada(nome) and filtro.aceita(nome, marcadas))
    escolheu_so_elas = filtro.modo is Modo.SELECIONA and len(achadas) == len(marcadas)
    return () if escolheu_so_elas else achadas


def deixar_de_fora(filtro: FiltroSNT, situacoes: Collection[str]) -> FiltroSNT:
    """O filtro sem estas situações: T passa a N com elas, N as acrescenta, S as desmarca."""
    if filtro.modo is Modo.TODOS:
        return FiltroSNT(Modo.NAO_SELECIONA, tuple(situacoes))
    tirar = {chave(nome) for nome in situacoes}
    ficam = tuple(nome for nome in filtro.marcados if chave(nome) not in tirar)
    return replace(filtro, marcados=ficam if filtro.modo is Modo.SELECIONA else (*ficam, *situacoes))
