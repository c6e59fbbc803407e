"""Folhear um PDF: uma página por vez, desenhada fora da linha da tela, com anterior e seguinte."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QWidget

from boletos.papel import leitura_pdf
from regras.erros import ErroAviso
from ui import tema
from ui.calculo import Calculo
from ui.componentes.botao import Botao
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.texto import Texto
from ui.contexto import Contexto

_DPI, _MENOR_DPI = 88, 50
_VAO = 6
POLEGADAS_DO_A4 = 8.27
"""A página é desenhada na largura que há, para não rolar de lado."""


def desenhar(pdf: bytes, pagina: int, dpi: float, densidade: float, senhas: tuple[str, ...] = ()) -> tuple[QImage, int]:
    """Desenha uma página e diz quantas há. Rode dentro de um `Trabalho`.

    Args:
        pdf: o arquivo.
        pagina: conta de 1.
        dpi: pontos lógicos por polegada.
        densidade: pontos da tela por ponto lógico.
        senhas: as que o arquivo pode pedir para abrir.
    """
    senha = leitura_pdf.senha_que_abre(pdf, senhas)
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, pagina, dpi * densidade, senha)
    imagem = QImage(pontos, largura, altura, largura * 3, QImage.Format.Format_RGB888).copy()
    imagem.setDevicePixelRatio(densidade)
    return imagem, leitura_pdf.contar_paginas(pdf, senha)


class Folheador(QWidget):
    """A página à vista e os botões de folhear."""

    def __init__(self, contexto: Contexto, nome: str) -> None:
        """Monta vazio; `nome` é o que o leitor de tela diz da página."""
        super().__init__()
        self._pdf = b""
        self._senhas: tuple[str, ...] = ()
        self._pagina, self._paginas = 1, 0
        self._desenho = Calculo(contexto, self, self._ao_desenhar, self._ao_falhar)
        self.folha = QLabel()
        self.folha.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.folha.setAccessibleName(nome)
        self._rolagem = QScrollArea()
        self._rolagem.setWidgetResizable(True)
        self._rolagem.setWidget(self.folha)
        self._rolagem.setAccessibleName(nome)
        em_coluna((self._rolagem, 1), self._montar_botoes(), espaco=_VAO, dono=self)
        self._repintar_posicao()

    def mostrar(self, pdf: bytes, senhas: tuple[str, ...] = ()) -> None:
        """Abre a primeira página deste PDF; `senhas` são as que ele pode pedir."""
        self._pdf, self._senhas, self._pagina, self._paginas = pdf, senhas, 1, 0
        self._abrir_pagina()

    def dizer(self, texto: str) -> None:
        """Não há página: diz por quê no lugar dela."""
        self._pdf, self._pagina, self._paginas = b"", 1, 0
        self.folha.setText(texto)
        self._repintar_posicao()

    def pagina(self) -> str:
        """`Página 1 de 2`, como está na tela."""
        return self._posicao.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A página acompanha a largura."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._abrir_pagina()

    def _montar_botoes(self) -> QHBoxLayout:
        self.anterior = Botao("", icone="seta_esquerda", ao_clicar=lambda: self._andar(-1))
        self.seguinte = Botao("", icone="seta_direita", ao_clicar=lambda: self._andar(1))
        self.anterior.setAccessibleName("Página anterior")
        self.seguinte.setAccessibleName("Página seguinte")
        self._posicao = Texto(cor="texto2")
        return em_linha(ELASTICO, self.anterior, self._posicao, self.seguinte, ELASTICO, espaco=_VAO)

    def _andar(self, passo: int) -> None:
        self._pagina = min(max(1, self._pagina + passo), max(1, self._paginas))
        self._abrir_pagina()

    def _abrir_pagina(self) -> None:
        pdf, senhas, pagina = self._pdf, self._senhas, self._pagina
        self._repintar_posicao()
        if pdf:
            barra = self._rolagem.verticalScrollBar().sizeHint().width()
            cabe = (self._rolagem.width() - barra - tema.medida(8)) / POLEGADAS_DO_A4
            dpi = min(tema.medida(_DPI), max(_MENOR_DPI, int(cabe)))
            densidade = self.devicePixelRatioF()
            self._desenho.pedir(lambda: desenhar(pdf, pagina, dpi, densidade, senhas))

    def _ao_desenhar(self, desenho: tuple[QImage, int]) -> None:
        if not self._pdf:
            return
        imagem, self._paginas = desenho
        self.folha.setPixmap(QPixmap.fromImage(imagem))
        self._repintar_posicao()

    def _repintar_posicao(self) -> None:
        self._posicao.setText(f"Página {self._pagina} de {self._paginas}" if self._paginas else "")
        self.anterior.setEnabled(self._pagina > 1)
        self.seguinte.setEnabled(self._pagina < self._paginas)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.folha.setText(erro.frase())
