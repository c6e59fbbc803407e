"""Boleto em PDF: recibo do pagador e ficha de compensação, uma folha A4 (boleto.md B).

O leiaute é compilado uma vez por conta de cobrança: os fios e o logotipo viram formulário do molde, os rótulos e o que
é da conta viram operadores prontos, intercalados com os campos para que o texto do arquivo saia em ordem de leitura.
Por boleto só se escreve o que muda.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from boletos import barras, conteudo, desenho, leiaute, logotipo, qr
from boletos.blocos import Barras, Caixa, Carimbo, CodigoQR, Fio, Imagem, Texto
from boletos.boleto import Boleto
from boletos.composicao import Lugar, Moldura, Peca, compor, quebrar_no_lugar
from boletos.conteudo import Campos, Timbre
from boletos.documento import Figura, Molde
from boletos.folha import PONTOS_POR_MM, em_literal, medir

_CONTAS_LEMBRADAS = 64
"""Moldes guardados: o de uma conta ocupa uns 30 KB e leva uns 5 ms para compilar."""


class _Campo(NamedTuple):
    """Um lugar com o que já se sabe dele: a abertura e o fecho do texto quando a letra não encolhe."""

    lugar: Lugar
    abre: str
    fecha: str


_Passo = str | _Campo | Barras | CodigoQR


class _Compilado(NamedTuple):
    """O molde com os fios e, em ordem de leitura, o que já está escrito (`str`) e o que falta escrever."""

    molde: Molde
    passos: tuple[_Passo, ...]


def em_pdf(boleto: Boleto) -> bytes:
    """Devolve o boleto em PDF, sempre os mesmos bytes para o mesmo boleto.

    O que não cabe encolhe, quebra ou é cortado com reticências; letra que a fonte não tem é trocada
    (`folha.textos_sem_glifo` diz quais textos têm). Nunca falha por causa de um texto.
    """
    compilado = _compilar(Timbre.de_boleto(boleto))
    campos = conteudo.do_boleto(boleto)
    operadores = [_desenhar(passo, boleto, campos) for passo in compilado.passos]
    return compilado.molde.em_pdf(operadores, conteudo.metadados(boleto), boleto.processamento)


def _desenhar(passo: _Passo, boleto: Boleto, campos: Campos) -> str:
    if isinstance(passo, str):
        return passo
    if isinstance(passo, _Campo):
        return _escrever(passo, campos[passo.lugar.campo])
    if isinstance(passo, Barras):
        return barras.em_vetor(boleto.codigo_barras, passo.x, passo.y)
    return qr.em_vetor(boleto.pix, passo.x, passo.y, passo.lado)


def _em_campo(lugar: Lugar) -> _Campo:
    return _Campo(lugar, desenho.abrir_texto(lugar.letra), desenho.fechar_texto(lugar.letra))


def _escrever(campo: _Campo, paragrafos: tuple[str, ...]) -> str:
    """Os operadores de um lugar: o que `desenho.texto` daria linha a linha, sem refazer o que já se sabe."""
    lugar = campo.lugar
    textos, letra, base, passo = quebrar_no_lugar(lugar, paragrafos)
    abre, fecha = campo.abre, campo.fecha
    if letra is not lugar.letra:
        abre, fecha = desenho.abrir_texto(letra), desenho.fechar_texto(letra)
    fracao = lugar.alinhamento.value
    operadores = []
    for texto in textos:
        x = (lugar.x - medir(texto, letra) * fracao if fracao else lugar.x) * PONTOS_POR_MM
        y = (desenho.ALTURA_MM - base) * PONTOS_POR_MM
        operadores.append(f"{abre}{x:.2f} {y:.2f} Td ({em_literal(texto)}) Tj{fecha}")
        base += passo
    return operadores[0] if len(operadores) == 1 else "\n".join(operadores)


@lru_cache(maxsize=_CONTAS_LEMBRADAS)
def _compilar(timbre: Timbre) -> _Compilado:
    """Separa o que não muda nos boletos da conta do que muda."""
    campos = conteudo.do_timbre(timbre)
    fixo: list[str] = []
    figuras: list[Figura] = []
    passos: list[_Passo] = []
    for peca in compor(leiaute.blocos(timbre.opcoes())):
        if isinstance(peca, Lugar):
            campo = _em_campo(peca)
            passos.append(_escrever(campo, campos[peca.campo]) if peca.campo in campos else campo)
        elif isinstance(peca, Barras | CodigoQR):
            passos.append(peca)
        elif isinstance(peca, Texto):
            passos.append(desenho.texto(peca.x, peca.base, peca.conteudo, peca.letra, peca.alinhamento))
        elif isinstance(peca, Imagem):
            figuras.append(Figura(logotipo.ler(timbre.logotipo), peca.x, peca.y, peca.largura, peca.altura))
        else:
            fixo.append(_tracar(peca))
    return _Compilado(Molde(fixo, figuras), tuple(_juntar(passos)))


def _tracar(peca: Peca) -> str:
    """O que não é texto nem imagem, e não muda."""
    match peca:
        case Fio(tracejado=True):
            return desenho.tracejado(peca.x1, peca.y1, peca.x2, peca.y2, peca.traco)
        case Fio():
            return desenho.fio(peca.x1, peca.y1, peca.x2, peca.y2, peca.traco)
        case Caixa():
            return desenho.caixa(peca.x, peca.y, peca.largura, peca.altura, peca.tinta)
        case Moldura():
            return desenho.moldura(peca.x, peca.y, peca.largura, peca.altura, peca.traco)
        case Carimbo():
            return desenho.carimbo(peca.x, peca.y, peca.conteudo, peca.letra, peca.graus)
    raise TypeError(type(peca))


def _juntar(passos: Iterable[_Passo]) -> list[_Passo]:
    """Emenda os textos prontos vizinhos; o vazio some."""
    juntos: list[_Passo] = []
    for passo in passos:
        if isinstance(passo, str) and juntos and isinstance(juntos[-1], str):
            juntos[-1] = "\n".join(filter(None, (juntos[-1], passo)))
        elif passo:
            juntos.append(passo)
    return juntos
