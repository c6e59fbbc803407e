"""O que um leitor de tela acha num PDF: títulos, parágrafos e figuras, na ordem de leitura (PDF/UA-1).

Na página, cada pedaço é marcado com um número; aqui os números viram a árvore do documento.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

FIM = "EMC"
"""Fecha o que `abrir` abriu."""


class Elemento(NamedTuple):
    """Um pedaço do documento.

    Atributos:
        tipo: `H1`, `P`, `Figure`, `Table`…, como a norma os chama.
        pagina: a partir de 0.
        marcas: os números dele na página, em ordem de leitura.
        alternativo: o que se lê no lugar de uma figura.
        filhos: os de dentro; quem os tem não tem marcas.
        mais: outras chaves do dicionário.
    """

    tipo: str
    pagina: int = 0
    marcas: tuple[int, ...] = ()
    alternativo: str = ""
    filhos: tuple[Elemento, ...] = ()
    mais: str = ""


def abrir(tipo: str, numero: int) -> str:
    """O operador que começa um pedaço, com o número dele na página."""
    return f"/{tipo} <</MCID {numero}>> BDC"


def enfeite(operadores: str) -> str:
    """O que se vê e não se lê: fios, fundos e o que se repete em toda página."""
    return f"/Artifact BMC\n{operadores}\n{FIM}"


def em_objetos(elementos: Sequence[Elemento], paginas: Sequence[int], primeiro: int) -> dict[int, bytes]:
    """Devolve os dicionários da árvore, por número; a raiz é o primeiro.

    Args:
        elementos: os do documento, em ordem de leitura.
        paginas: o número do objeto de cada página.
        primeiro: daqui em diante os números estão livres.
    """
    raiz, indice, documento = primeiro, primeiro + 1, primeiro + 2
    arvore = _Arvore(paginas)
    filhos = arvore.escrever(elementos, documento, documento + 1)
    por_pagina = groupby(sorted(arvore.donos), lambda um: um[0])
    nums = b" ".join(b"%d [%b]" % (pagina, _referir([dono for *_, dono in grupo])) for pagina, grupo in por_pagina)
    return arvore.feitos | {
        raiz: b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>"
        % (documento, indice, len(paginas)),
        indice: b"<< /Nums [%b] >>" % nums,
        documento: b"<< /S /Document /P %d 0 R /K [%b] >>" % (raiz, _referir(filhos)),
    }


class _Arvore:
    """Os dicionários já escritos, e de que elemento é cada marca de cada página."""

    def __init__(self, paginas: Sequence[int]) -> None:
        self._paginas = paginas
        self.feitos: dict[int, bytes] = {}
        self.donos: list[tuple[int, int, int]] = []

    def escrever(self, elementos: Sequence[Elemento], pai: int, livre: int) -> list[int]:
        """Escreve os elementos a partir do primeiro número livre, os de dentro depois; devolve o número de cada um."""
        numeros = list(range(livre, livre + len(elementos)))
        livre += len(elementos)
        for numero, um in zip(numeros, elementos, strict=True):
            mais = f" /Alt ({um.alternativo})" if um.alternativo else ""
            if um.filhos:
                conteudo = _referir(self.escrever(um.filhos, numero, livre))
                livre = max(self.feitos) + 1
            else:
                self.donos.extend((um.pagina, marca, numero) for marca in um.marcas)
                mais += f" /Pg {self._paginas[um.pagina]} 0 R"
                conteudo = b" ".join(b"%d" % marca for marca in um.marcas)
            dele = (um.tipo.encode(), pai, (mais + um.mais).encode("cp1252"), conteudo)
            self.feitos[numero] = b"<< /S /%b /P %d 0 R%b /K [%b] >>" % dele
        return numeros


def _referir(numeros: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % numero for numero in numeros)


def contar_marcas(elementos: Sequence[Elemento]) -> int:
    """Quantas marcas há, também nos de dentro."""
    return sum(len(um.marcas) + contar_marcas(um.filhos) for um in elementos)
