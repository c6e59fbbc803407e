"""Campo de arquivo, ou de pasta: digite, cole ou arraste o caminho, ou escolha com F2."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from regras.erros import DadoInvalido
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_linha
from ui.preferencias import Preferencias


def perguntar_qual(pai: QWidget, preferencias: Preferencias, titulo: str, filtro: str) -> Path | None:
    """Pergunta, na janela do sistema, que arquivo abrir; None se desistiram. Lembra a pasta."""
    nome, _ = QFileDialog.getOpenFileName(pai, titulo, preferencias.ultima_pasta(), filtro)
    if not nome:
        return None
    preferencias.guardar_ultima_pasta(str(Path(nome).parent))
    return Path(nome)


class CampoArquivo(QWidget):
    """Caminho de um arquivo que existe, ou vazio.

    Sinais:
        mudou(): o caminho mudou.
        validou(str): a frase do erro, ou vazio.
    """

    CONSULTA = "Escolher arquivo"

    mudou = Signal()
    validou = Signal(str)

    def __init__(self, filtro: str, preferencias: Preferencias) -> None:
        """Monta o campo; `filtro` é como o Qt o escreve, e `preferencias` lembra a última pasta."""
        super().__init__()
        self._filtro, self._preferencias = filtro, preferencias
        self._texto = CampoTexto(validar=self._validar, maximo=4096, largura=0)
        self._texto.setAcceptDrops(False)
        self._botao = Botao("Escolher…", ao_clicar=self.consultar)
        self._botao.setFocusPolicy(self._botao.focusPolicy().NoFocus)
        self._texto.mudou.connect(self.mudou)
        self._texto.validou.connect(self.validou)
        self.setFocusProxy(self._texto)
        self.setFocusPolicy(self._texto.focusPolicy())
        self.setAcceptDrops(True)
        em_linha((self._texto, 1), self._botao, dono=self)

    def caminho(self) -> Path | None:
        """O arquivo escolhido, ou None se está vazio."""
        texto = self._texto.valor().strip('"')
        return Path(texto) if texto else None

    def definir(self, caminho: Path | None) -> None:
        """Mostra um caminho."""
        self._texto.definir("" if caminho is None else str(caminho))

    def conferir(self) -> str:
        """Confere que o arquivo existe."""
        return self._texto.conferir()

    def consultar(self) -> None:
        """Abre a janela de arquivos do sistema."""
        if caminho := perguntar_qual(self, self._preferencias, "Escolher arquivo", self._filtro):
            self.definir(caminho)

    @staticmethod
    def _validar(texto: str) -> None:
        _conferir(texto)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Aceita um arquivo arrastado."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Fica com o arquivo solto aqui."""
        self.definir(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()


class CampoPasta(CampoArquivo):
    """Caminho de uma pasta que existe, ou vazio."""

    CONSULTA = "Escolher pasta"

    def __init__(self, preferencias: Preferencias) -> None:
        super().__init__("", preferencias)

    def consultar(self) -> None:
        """Abre a janela de pastas do sistema."""
        if nome := QFileDialog.getExistingDirectory(self, "Escolher pasta", self._preferencias.ultima_pasta()):
            self._preferencias.guardar_ultima_pasta(nome)
            self.definir(Path(nome))

    @staticmethod
    def _validar(texto: str) -> None:
        if not Path(texto.strip('"')).is_dir():
            raise DadoInvalido("pasta", "não há pasta com este caminho", o_que_fazer="F2 escolhe na lista.")


def _conferir(texto: str) -> None:
    caminho = Path(texto.strip('"'))
    if not caminho.is_file():
        raise DadoInvalido("arquivo", f"não há arquivo {caminho.name} nessa pasta", o_que_fazer="F2 escolhe na lista.")
