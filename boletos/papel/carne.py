"""Carnê em PDF: três boletos por folha A4, cada um com o seu canhoto (boleto.md B.1 e B.4)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from boletos.emissao.boleto import Boleto
from boletos.papel import conteudo, ficha
from boletos.papel.conteudo import Timbre
from boletos.papel.continuacao import Pagina
from boletos.papel.documento import Metadados, Molde
from boletos.papel.leiaute_carne import VIAS_POR_FOLHA, por_na_folha
from boletos.pdf import estrutura
from boletos.pdf.estrutura import Elemento
from regras.erros import DadoInvalido

_CARNES_LEMBRADOS = 16
"""Moldes guardados: um por sequência de contas de cobrança, que num carnê é quase sempre uma só repetida."""


def em_pdf(boletos: Sequence[Boleto], senha: str = "") -> bytes:
    """Devolve os boletos num arquivo só, na ordem dada, três por folha; os mesmos boletos dão os mesmos bytes.

    Args:
        boletos: ao menos um.
        senha: pedida para abrir; vazia é documento aberto.

    Raises:
        DadoInvalido: não há boleto.
    """
    if not boletos:
        raise DadoInvalido("carnê", "não há boleto nenhum para pôr nele")
    timbres = tuple(map(Timbre.de_boleto, boletos))
    campos = [conteudo.do_boleto(boleto) for boleto in boletos]
    tem_letra_rara = timbres[0].pdf_a and any(map(conteudo.tem_letra_rara, campos))
    molde, vias = _compilar(timbres, tem_letra_rara)
    paginas: list[list[str]] = []
    mais: list[Pagina] = []
    for numero, (boleto, timbre, dele, via) in enumerate(zip(boletos, timbres, campos, vias, strict=True)):
        lugar = numero % VIAS_POR_FOLHA
        if not lugar:
            paginas.append([])
        sobras = ficha.sobras_do_timbre(timbre, do_carne=True).copy()
        escrito = ficha.escrever(boleto, dele, ficha.separar(timbre, via.primeira_marca, do_carne=True), sobras)
        paginas[-1] += por_na_folha(lugar, (molde.usar[via.desenho], *escrito))
        if sobras:
            mais += ficha.continuar(boleto, dele, sobras, -(-len(boletos) // VIAS_POR_FOLHA) + len(mais))
    if mais:
        da_continuacao = tuple(um for pagina in mais for um in pagina.elementos)
        molde, _ = _compilar(timbres, tem_letra_rara, len(mais), da_continuacao)
    paginas += (pagina.operadores for pagina in mais)
    return molde.em_pdf(paginas, _metadados(boletos), boletos[0].processamento, senha)


class _Via(NamedTuple):
    """De uma via, qual é o desenho fixo no molde e de onde se contam as marcas dela na página."""

    desenho: int
    primeira_marca: int


@lru_cache(maxsize=_CARNES_LEMBRADOS)
def _compilar(
    timbres: tuple[Timbre, ...],
    tem_letra_rara: bool,
    mais: int = 0,
    da_continuacao: tuple[Elemento, ...] = (),
) -> tuple[Molde, list[_Via]]:
    desenhos = {timbre: ordem for ordem, timbre in enumerate(dict.fromkeys(timbres))}
    vias: list[_Via] = []
    elementos: list[Elemento] = []
    marcas = 0
    for numero, timbre in enumerate(timbres):
        pagina, lugar = divmod(numero, VIAS_POR_FOLHA)
        marcas = marcas if lugar else 0
        dela = ficha.separar(timbre, marcas, do_carne=True).elementos
        elementos += (um._replace(pagina=pagina) for um in dela)
        vias.append(_Via(desenhos[timbre], marcas))
        marcas += estrutura.contar_marcas(dela)
    formas = [ficha.separar(timbre, 0, do_carne=True).forma for timbre in desenhos]
    elementos += da_continuacao
    marcado = ficha.marcar(elementos, desenhos, tem_letra_rara=tem_letra_rara)
    return Molde(formas, -(-len(timbres) // VIAS_POR_FOLHA) + mais, marcado), vias


def _metadados(boletos: Sequence[Boleto]) -> Metadados:
    primeiro = boletos[0]
    quantos = f"{len(boletos)} boletos" if len(boletos) > 1 else "1 boleto"
    return Metadados(
        f"Carnê com {quantos}", primeiro.beneficiario.nome, f"Boletos bancários para {primeiro.pagador.nome}"
    )
