"""Campo do logotipo: mostra a imagem como sai no boleto, com Escolher e Tirar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from boletos.papel import logotipo
from modelos.acesso import disco
from regras.erros import DadoInvalido
from ui import frases, tema
from ui.campos.campo_arquivo import perguntar_qual
from ui.componentes.botao import Botao
from ui.componentes.disposicao import ELASTICO, em_linha
from ui.preferencias import Preferencias

_LARGURA, _ALTURA = 150, 46


class CampoLogotipo(QWidget):
    """O logotipo já preparado para o boleto, ou nenhum.

    Sinais:
        mudou(): escolheram outro, ou tiraram.
        validou(str): a frase do erro do arquivo escolhido, ou vazio.
    """

    mudou = Signal()
    validou = Signal(str)

    def __init__(self, preferencias: Preferencias) -> None:
        """Monta vazio; `preferencias` lembra a última pasta."""
        super().__init__()
        self._preferencias = preferencias
        self._png = b""
        self._imagem = QLabel()
        self._imagem.setFixedSize(tema.medida(_LARGURA), tema.medida(_ALTURA))
        self._imagem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._imagem.setProperty("moldura", True)
        self.botao_escolher = Botao("Escolher…", ao_clicar=self.escolher)
        self.botao_tirar = Botao("Tirar", ao_clicar=lambda: self._trocar(b""))
        self.botao_tirar.setAccessibleName("Tirar o logotipo")
        self.setFocusProxy(self.botao_escolher)
        em_linha(self._imagem, self.botao_escolher, self.botao_tirar, ELASTICO, dono=self)
        self.definir(b"")

    def png(self) -> bytes:
        """O logotipo preparado; vazio é nenhum."""
        return self._png

    def definir(self, png: bytes) -> None:
        """Mostra um logotipo já preparado."""
        self._png = png
        desenho = QPixmap()
        desenho.loadFromData(png, "PNG")
        if desenho.isNull():
            self._imagem.setText("sem logotipo")
        else:
            self._imagem.setPixmap(
                desenho.scaled(
                    self._imagem.size(),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        self.botao_tirar.setEnabled(bool(png))

    def escolher(self) -> None:
        """Abre a janela de arquivos do sistema."""
        filtro = "Imagens (*.png *.jpg *.jpeg *.webp)"
        if caminho := perguntar_qual(self, self._preferencias, "Escolher o logotipo", filtro):
            self.ler(caminho)

    def ler(self, caminho: Path) -> None:
        """Fica com a imagem de um arquivo; se ela não serve, diz por quê e mantém a de antes."""
        try:
            self._trocar(logotipo.preparar(caminho.read_bytes()))
        except OSError as erro:
            self.validou.emit(f"Não foi possível ler {caminho.name}: {disco.dizer(erro)}.")
        except DadoInvalido as erro:
            self.validou.emit(frases.erro_de_campo(erro))

    def _trocar(self, png: bytes) -> None:
        self.definir(png)
        self.validou.emit("")
        self.mudou.emit()
