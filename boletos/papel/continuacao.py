"""A página que recebe por inteiro o que não coube na folha do boleto, ou na via do carnê."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from boletos.papel import desenho
from boletos.papel.cores import ACENTO, TEXTO, TEXTO_2
from boletos.papel.desenho import ALTURA_MM, LARGURA_MM
from boletos.papel.folha import NEGRITO, REGULAR, Letra, imprimivel, partir, quebrar
from boletos.pdf import estrutura
from boletos.pdf.estrutura import Elemento

Sobras = Mapping[str, tuple[str, ...]]
"""Os parágrafos, inteiros, de cada campo que não coube, pelo nome dele."""

_MARGEM_MM, _TOPO_MM = 14.0, 10.0
_PE_MM = ALTURA_MM - 16
_UTIL_MM = LARGURA_MM - 2 * _MARGEM_MM
_TITULO, _CAMPO, _CORPO = Letra(NEGRITO, 14, ACENTO), Letra(NEGRITO, 9.5, TEXTO), Letra(REGULAR, 9.5, TEXTO)
_DETALHE = Letra(REGULAR, 9, TEXTO_2)
_ESPACO_MM = 4.0
_NOMES = {
    "agencia_codigo": "Agência / Código do beneficiário",
    "banco": "Banco",
    "banco_nome": "Banco",
    "beneficiario_endereco": "Endereço do beneficiário",
    "beneficiario_endereco_em_linha": "Endereço do beneficiário",
    "beneficiario_final": "Beneficiário final",
    "beneficiario_nome": "Beneficiário",
    "carteira": "Carteira",
    "documento": "Nº do documento",
    "instrucoes": "Instruções (Texto de responsabilidade do beneficiário)",
    "local_pagamento": "Local de pagamento",
    "nosso_numero": "Nosso número",
    "pagador_endereco": "Endereço do pagador",
    "pagador_nome": "Pagador",
    "pix": "Pix copia e cola",
}


class Linha(NamedTuple):
    """Uma linha da página, abaixo da anterior; `copia` é o que se copia dela, quando não é só ela."""

    altura_mm: float
    texto: str
    letra: Letra
    papel: str = "P"
    copia: str = ""


class Pagina(NamedTuple):
    """Os operadores e, em ordem de leitura, o que eles são."""

    operadores: list[str]
    elementos: list[Elemento]


def paginas(de_que: Iterable[str], sobras: Sobras, primeira: int) -> list[Pagina]:
    """Devolve as páginas com o que não coube, por inteiro.

    Args:
        de_que: as linhas que dizem de que boleto elas são.
        sobras: os campos, só com letras que a fonte tem.
        primeira: o número da primeira delas no documento, a partir de 0.
    """
    feitas: list[Pagina] = []
    y = _PE_MM
    for linha in _linhas(de_que, sobras):
        if y + linha.altura_mm > _PE_MM:
            barra = desenho.caixa(_MARGEM_MM, _TOPO_MM, _UTIL_MM, 0.8, ACENTO)
            feitas.append(Pagina([estrutura.enfeite(barra)], []))
            y = _TOPO_MM + 4
        y += linha.altura_mm
        operadores, elementos = feitas[-1]
        texto = desenho.texto(_MARGEM_MM, y, linha.texto, linha.letra)
        texto = desenho.copiavel(linha.copia, texto) if linha.copia else texto
        operadores += (estrutura.abrir(linha.papel, len(elementos)), texto, estrutura.FIM)
        elementos.append(Elemento(linha.papel, primeira + len(feitas) - 1, (len(elementos),)))
    return feitas


def _linhas(de_que: Iterable[str], sobras: Sobras) -> Iterator[Linha]:
    yield Linha(6, "Continuação do boleto", _TITULO, "H1")
    for texto in de_que:
        for pedaco in quebrar(imprimivel(texto), _DETALHE, _UTIL_MM):
            yield Linha(_DETALHE.entrelinha_mm + 0.6, pedaco, _DETALHE)
    for nome, paragrafos in {_NOMES.get(campo, campo): inteiro for campo, inteiro in sobras.items()}.items():
        yield Linha(_CAMPO.entrelinha_mm + _ESPACO_MM, nome, _CAMPO, "H2")
        corrido = nome == _NOMES["pix"]
        for paragrafo in paragrafos:
            pedacos = (partir if corrido else quebrar)(paragrafo, _CORPO, _UTIL_MM)
            for ordem, pedaco in enumerate(pedacos):
                copia = paragrafo if corrido and not ordem else ""
                yield Linha(_CORPO.entrelinha_mm, pedaco, _CORPO, copia=copia)
