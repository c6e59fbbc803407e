"""O boleto desenhado pelo `Canvas` do ReportLab: a medida do que o molde compilado poupa.

Parte das mesmas peças que `boletos.papel.ficha` (`blocos.compor`) e põe na página o mesmo texto e a mesma geometria (os
traços fixos são os mesmos operadores); um teste compara os dois. Custa umas vinte vezes mais, porque o ReportLab monta
o documento inteiro a cada boleto.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable

from barcode.itf import ITF
from reportlab.pdfgen.canvas import Canvas

from boletos.emissao.boleto import Boleto
from boletos.papel import conteudo, desenho, leiaute, logotipo, qr
from boletos.papel.barras import ALTURA_BARRAS_MM, LARGURA_BARRAS_MM, MODULOS
from boletos.papel.blocos import Barras, Bloco, CodigoQR, Imagem, Lugar, Texto, compor
from boletos.papel.conteudo import Campos, Timbre
from boletos.papel.desenho import ALTURA_MM
from boletos.papel.documento import PROGRAMA, TAMANHO, Figura
from boletos.papel.folha import FONTES, PONTOS_POR_MM, imprimivel

_BARRA = re.compile("1+")


def em_pdf(boleto: Boleto) -> bytes:
    """Devolve o boleto numa folha A4, sempre os mesmos bytes para o mesmo boleto."""
    saida = io.BytesIO()
    canvas = Canvas(saida, pagesize=TAMANHO, pageCompression=1, invariant=1, pdfVersion=(1, 6), lang="pt-BR")
    metadados = conteudo.metadados(boleto)
    canvas.setTitle(imprimivel(metadados.titulo))
    canvas.setAuthor(imprimivel(metadados.autor))
    canvas.setSubject(imprimivel(metadados.assunto))
    canvas.setCreator(PROGRAMA)
    for fonte in FONTES:
        canvas.setFont(fonte.nome, 1)
    _Pena(canvas, boleto).desenhar(leiaute.blocos(Timbre.de_boleto(boleto).opcoes()))
    canvas.save()
    return saida.getvalue()


class _Pena:
    """Uma função por tipo de peça."""

    def __init__(self, canvas: Canvas, boleto: Boleto) -> None:
        self._canvas = canvas
        self._boleto = boleto
        self._campos: Campos = {**conteudo.do_timbre(Timbre.de_boleto(boleto)), **conteudo.do_boleto(boleto)}
        self._por_tipo: dict[type, Callable[..., None]] = {
            Lugar: self._lugar,
            Texto: self._texto,
            str: self._canvas.addLiteral,
            Imagem: self._imagem,
            Barras: self._barras,
            CodigoQR: self._qr,
        }

    def desenhar(self, blocos: Iterable[Bloco]) -> None:
        for peca in compor(blocos):
            self._por_tipo[type(peca)](peca)

    def _lugar(self, lugar: Lugar) -> None:
        linhas = lugar.encaixar(self._campos[lugar.campo])
        inicio, fim = (
            desenho.copiavel("".join(self._campos[lugar.campo]), "|").split("|") if lugar.corrido else ("", "")
        )
        self._canvas.addLiteral(inicio)
        for texto in linhas:
            self._texto(texto)
        self._canvas.addLiteral(fim)

    def _texto(self, texto: Texto) -> None:
        letra = texto.letra
        visivel = imprimivel(texto.conteudo)
        largura = self._canvas.stringWidth(visivel, letra.fonte.nome, letra.corpo)
        x = texto.x * PONTOS_POR_MM - largura * texto.alinhamento.value
        linha = self._canvas.beginText(x, (ALTURA_MM - texto.base) * PONTOS_POR_MM)
        linha.setFont(letra.fonte.nome, letra.corpo)
        linha.setFillColorRGB(*_componentes(letra.cor))
        linha.textOut(visivel)
        self._canvas.drawText(linha)

    def _imagem(self, imagem: Imagem) -> None:
        pontos = logotipo.ler(self._boleto.logotipo)
        Figura(pontos, *imagem).desenhar(self._canvas)

    def _barras(self, barras: Barras) -> None:
        modulo = LARGURA_BARRAS_MM / MODULOS
        modulos: str = ITF(self._boleto.codigo_barras, narrow=1, wide=3).build()[0]
        self._pintar(
            (barras.x + barra.start() * modulo, barras.y, (barra.end() - barra.start()) * modulo, ALTURA_BARRAS_MM)
            for barra in _BARRA.finditer(modulos)
        )

    def _qr(self, lugar: CodigoQR) -> None:
        linhas = qr.codificar(self._boleto.pix)
        modulo = lugar.lado / (len(linhas) + 2 * qr.MARGEM_MODULOS)
        self._pintar(
            (lugar.x + (inicio + qr.MARGEM_MODULOS) * modulo, lugar.y + numero * modulo, quantos * modulo, modulo)
            for numero, linha in enumerate(linhas, start=qr.MARGEM_MODULOS)
            for inicio, quantos in qr.faixas(linha)
        )

    def _pintar(self, retangulos: Iterable[tuple[float, float, float, float]]) -> None:
        """Pinta de preto, num caminho só: retângulo sozinho, há leitor que o encaixa nos pontos da tela."""
        caminho = self._canvas.beginPath()
        for x, y, largura, altura in retangulos:
            caminho.rect(*(mm * PONTOS_POR_MM for mm in (x, ALTURA_MM - y - altura, largura, altura)))
        self._canvas.setFillColorRGB(0, 0, 0)
        self._canvas.drawPath(caminho, stroke=0, fill=1)


def _componentes(cor: str) -> tuple[float, ...]:
    return tuple(map(float, cor.split()))
