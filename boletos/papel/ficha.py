"""Boleto em PDF: recibo do pagador e ficha de compensação, uma folha A4 (boleto.md B).

O leiaute é compilado uma vez por conta de cobrança: os fios e o logotipo viram formulário do molde, os rótulos e o que
é da conta viram operadores prontos, intercalados com os campos para que o texto do arquivo saia em ordem de leitura.
Por boleto só se escreve o que muda.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from boletos.emissao.boleto import Boleto
from boletos.papel import barras, conteudo, desenho, leiaute, leiaute_carne, logotipo, qr
from boletos.papel.blocos import Barras, Bloco, CodigoQR, Imagem, Lugar, Texto, compor
from boletos.papel.conteudo import Timbre
from boletos.papel.documento import Figura, Molde, abrir
from boletos.papel.folha import MILESIMOS_POR_MM, PONTOS_POR_MM, em_literal_latino, em_milesimos, so_com_ascii

_MAIOR_CITADO = 40
_CONTAS_LEMBRADAS = 64
"""Moldes guardados: o de uma conta ocupa uns 30 KB e leva uns 5 ms para compilar."""


class _Campo(NamedTuple):
    """Um lugar com as contas que não dependem do conteúdo já feitas.

    Atributos:
        nome: do conteúdo.
        linhas: o começo de cada linha que cabe sem encolher, até o parêntese do texto; à esquerda já com o ponto
            inteiro, nos outros alinhamentos só a ordenada. Nenhum quando a base depende de quantas linhas são.
        cabem: largura do lugar em milésimos do corpo.
        recuo: quanto cada milésimo de texto afasta o ponto para a esquerda, em pontos da página.
    """

    nome: str
    lugar: Lugar
    linhas: tuple[str, ...]
    cabem: float
    recuo: float
    abre: str
    fecha: str

    @classmethod
    def de(cls, lugar: Lugar) -> _Campo:
        """Prepara um lugar."""
        letra = lugar.letra
        milesimo = letra.corpo * letra.largura / MILESIMOS_POR_MM
        recuo = milesimo * PONTOS_POR_MM * lugar.alinhamento.value
        abre, fecha = desenho.abrir_texto(letra), f") Tj{desenho.fechar_texto(letra)}"
        antes = "" if recuo else f"{abre}{lugar.x * PONTOS_POR_MM:.2f} "
        linhas = tuple(f"{antes}{_em_ordenada(base)} Td (" for base in _bases(lugar))
        return cls(lugar.campo, lugar, linhas, lugar.largura / milesimo, recuo, abre, fecha)

    def cabe(self, paragrafos: tuple[str, ...]) -> bool:
        """Diz se o conteúdo sai inteiro sem encolher nem quebrar."""
        fonte = self.lugar.letra.fonte
        return len(paragrafos) <= len(self.linhas) and all(em_milesimos(um, fonte) <= self.cabem for um in paragrafos)


_Passo = str | _Campo | Barras | CodigoQR


class _Compilado(NamedTuple):
    """O molde com os fios e, em ordem de leitura, o que já está escrito (`str`) e o que falta escrever."""

    molde: Molde
    passos: tuple[_Passo, ...]


def em_pdf(boleto: Boleto, senha: str = "") -> bytes:
    """Devolve o boleto em PDF, sempre os mesmos bytes para o mesmo boleto.

    O que não cabe encolhe, quebra ou é cortado com reticências; letra que a fonte não tem é trocada
    (`folha.textos_sem_glifo` diz quais textos têm). Nunca falha por causa de um texto.

    Args:
        boleto: o que se imprime.
        senha: pedida para abrir; vazia é documento aberto. Quem cifra é o ReportLab, e por isso demora mais.
    """
    if senha:
        return _com_senha(boleto, senha)
    compilado = _compilar(Timbre.de_boleto(boleto))
    operadores = _escrever_passos(compilado.passos, boleto)
    return compilado.molde.em_pdf(operadores, conteudo.metadados(boleto), boleto.processamento)


def cortados(boleto: Boleto, via: int | None = None) -> tuple[str, ...]:
    """O que não cabe na folha nem encolhido nem quebrado, e sai cortado: uma frase por campo, com o que faltou.

    Args:
        boleto: o que se imprime.
        via: a do carnê; None é a folha inteira.
    """
    timbre = Timbre.de_boleto(boleto)
    campos = conteudo.do_boleto(boleto)
    faltas = dict(_cortados_do_timbre(timbre, via))
    for passo in _separar(timbre, via)[2]:
        if isinstance(passo, _Campo) and not passo.cabe(campos[passo.nome]):
            _anotar_corte(faltas, passo.lugar, campos[passo.nome])
    return tuple(faltas.values())


@lru_cache(maxsize=_CONTAS_LEMBRADAS)
def _cortados_do_timbre(timbre: Timbre, via: int | None) -> dict[str, str]:
    campos = conteudo.do_timbre(timbre)
    faltas: dict[str, str] = {}
    for peca in compor(_blocos(timbre, via)):
        if isinstance(peca, Lugar) and peca.campo in campos:
            _anotar_corte(faltas, peca, campos[peca.campo])
    return faltas


def _anotar_corte(faltas: dict[str, str], lugar: Lugar, paragrafos: tuple[str, ...]) -> None:
    if faltou := lugar.cortado(paragrafos):
        texto = " ".join(paragrafos)
        frase = f"“{texto[:_MAIOR_CITADO]}{'…' if len(texto) > _MAIOR_CITADO else ''}” não cabe: não sai “{faltou}”"
        faltas[lugar.campo] = max(frase, faltas.get(lugar.campo, ""), key=len)


def desenhar(canvas: Canvas, boleto: Boleto, via: int | None = None) -> None:
    """Desenha um boleto na página aberta: a folha inteira, ou uma via do carnê (0, 1 ou 2, de cima para baixo)."""
    fixo, figuras, passos = _separar(Timbre.de_boleto(boleto), via)
    canvas.addLiteral("\n".join(fixo))
    for figura in figuras:
        figura.desenhar(canvas)
    canvas.addLiteral(so_com_ascii("\n".join(_escrever_passos(passos, boleto))))


def _com_senha(boleto: Boleto, senha: str) -> bytes:
    saida = io.BytesIO()
    canvas = abrir(saida, conteudo.metadados(boleto), senha)
    desenhar(canvas, boleto)
    canvas.save()
    return saida.getvalue()


def _escrever_passos(passos: Iterable[_Passo], boleto: Boleto) -> list[str]:
    campos = conteudo.do_boleto(boleto)
    operadores = []
    for passo in passos:
        if isinstance(passo, str):
            operadores.append(passo)
        elif isinstance(passo, _Campo):
            operadores.append(_escrever(passo, campos[passo.nome]))
        else:
            operadores.append(_desenhar(passo, boleto))
    return operadores


def _desenhar(passo: Barras | CodigoQR, boleto: Boleto) -> str:
    if isinstance(passo, Barras):
        return barras.em_vetor(boleto.codigo_barras, passo.x, passo.y)
    return qr.em_vetor(boleto.pix, passo.x, passo.y, passo.lado)


def _bases(lugar: Lugar) -> Iterator[float]:
    """A linha de base de cada linha que cabe com a letra do lugar; nenhuma se ela depende de quantas são."""
    if lugar.linhas == 1:
        yield lugar.base
    elif not (lugar.pe or lugar.corrido):
        passo = lugar.letra.entrelinha_mm
        for numero in range(max(1, int(lugar.altura / passo))):
            yield lugar.base + numero * passo


def _escrever(campo: _Campo, paragrafos: tuple[str, ...]) -> str:
    """Os operadores de um lugar: o que `desenho.texto` daria linha a linha, sem refazer o que já se sabe."""
    _, lugar, linhas, cabem, recuo, abre, fecha = campo
    if len(paragrafos) > len(linhas):
        return _encaixar(lugar, paragrafos)
    operadores = []
    for texto, comeco in zip(paragrafos, linhas, strict=False):
        largura = em_milesimos(texto, lugar.letra.fonte)
        if largura > cabem or not texto or "  " in texto:
            return _encaixar(lugar, paragrafos)
        if recuo:
            comeco = f"{abre}{lugar.x * PONTOS_POR_MM - largura * recuo:.2f} {comeco}"  # noqa: PLW2901 - o começo inteiro
        operadores.append(f"{comeco}{em_literal_latino(texto)}{fecha}")
    return operadores[0] if len(operadores) == 1 else "\n".join(operadores)


def _encaixar(lugar: Lugar, paragrafos: tuple[str, ...]) -> str:
    """O caminho de um conteúdo que quebra, encolhe ou é cortado."""
    linhas = "\n".join(texto.tracar() for texto in lugar.encaixar(paragrafos))
    return desenho.copiavel("".join(paragrafos), linhas) if lugar.corrido and linhas else linhas


def _em_ordenada(y_mm: float) -> str:
    return f"{(desenho.ALTURA_MM - y_mm) * PONTOS_POR_MM:.2f}"


def _blocos(timbre: Timbre, via: int | None) -> tuple[Bloco, ...]:
    return leiaute.blocos(timbre.opcoes()) if via is None else leiaute_carne.via(via, timbre.opcoes())


@lru_cache(maxsize=_CONTAS_LEMBRADAS)
def _compilar(timbre: Timbre) -> _Compilado:
    fixo, figuras, passos = _separar(timbre, None)
    return _Compilado(Molde(fixo, figuras), passos)


@lru_cache(maxsize=_CONTAS_LEMBRADAS)
def _separar(timbre: Timbre, via: int | None) -> tuple[tuple[str, ...], tuple[Figura, ...], tuple[_Passo, ...]]:
    """Separa o que não muda nos boletos da conta (traços, figuras) do que se escreve em ordem de leitura."""
    campos = conteudo.do_timbre(timbre)
    fixo: list[str] = []
    figuras: list[Figura] = []
    passos: list[_Passo] = []
    for peca in compor(_blocos(timbre, via)):
        if isinstance(peca, Lugar):
            campo = _Campo.de(peca)
            passos.append(_escrever(campo, campos[peca.campo]) if peca.campo in campos else campo)
        elif isinstance(peca, Barras | CodigoQR):
            passos.append(peca)
        elif isinstance(peca, Texto):
            passos.append(peca.tracar())
        elif isinstance(peca, Imagem):
            figuras.append(Figura(logotipo.ler(timbre.logotipo), *peca))
        else:
            fixo.append(peca)
    return tuple(fixo), tuple(figuras), tuple(_juntar(passos))


def _juntar(passos: Iterable[_Passo]) -> list[_Passo]:
    """Emenda os textos prontos vizinhos; o vazio some."""
    juntos: list[_Passo] = []
    for passo in passos:
        if isinstance(passo, str) and juntos and isinstance(juntos[-1], str):
            juntos[-1] = "\n".join(filter(None, (juntos[-1], passo)))
        elif passo:
            juntos.append(passo)
    return juntos
