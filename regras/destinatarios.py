"""Quem recebe um aviso (regras.md §3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from regras.cadastro import Contato
from regras.nomes import chave
from regras.parametros import FiltroSNT, Modo


class Destinatarios(NamedTuple):
    """Resultado da escolha: quem recebe, e o que ficou de fora por endereço ruim.

    Atributos:
        enderecos: em minúsculas, sem repetição, na ordem dos contatos.
        invalidos: pares (contato, endereço) com sintaxe recusada.
        devolvidos: endereços que seriam usados, mas estão marcados como devolvidos.
    """

    enderecos: tuple[str, ...]
    invalidos: tuple[tuple[str, str], ...] = ()
    devolvidos: tuple[str, ...] = ()


def passa_no_filtro(grupos: Iterable[str], filtro: FiltroSNT, marcados: Collection[str]) -> bool:
    """Diz se um contato com estes grupos recebe (regras.md §3.1).

    `marcados` são as chaves (`nomes.chave`) dos grupos marcados no filtro, calculadas uma vez por quem chama.
    """
    if filtro.modo is Modo.TODOS:
        return True
    tem_marcado = any(chave(grupo) in marcados for grupo in grupos)
    return tem_marcado if filtro.modo is Modo.SELECIONA else not tem_marcado


def escolher(contatos: Iterable[Contato], filtro: FiltroSNT, devolvidos: Collection[str]) -> Destinatarios:
    """Escolhe os endereços de um cliente; o e-mail do cadastro vem como primeiro contato, sem grupo."""
    if filtro.modo is not Modo.TODOS:
        marcados = filtro.chaves()
        contatos = [contato for contato in contatos if passa_no_filtro(contato.grupos, filtro, marcados)]
    escolhidos: dict[str, None] = {}
    invalidos: list[tuple[str, str]] = []
    barrados: dict[str, None] = {}
    for contato in contatos:
        if contato.invalidos:
            invalidos.extend((contato.nome, endereco) for endereco in contato.invalidos)
        for endereco in contato.validos:
            (barrados if endereco in devolvidos else escolhidos)[endereco] = None
    return Destinatarios(tuple(escolhidos), tuple(invalidos), tuple(barrados))
