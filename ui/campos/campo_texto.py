"""Campos de texto: o de uma linha, com validação na hora e a frase ao lado; o de senha; e o de várias linhas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from regras.erros import DadoInvalido
from ui import frases, recursos, tema
from ui.componentes.texto import marcar_erro

LARGURA_PADRAO = 250

_MAIOR_SENHA = 10_000
"""Mais do que qualquer cofre guarda: quem recusa, com frase, é ele. Cortada calada, seria outra senha."""


class CampoTexto(QLineEdit):
    """Uma linha de texto.

    Ao sair do campo confere e reescreve na forma canônica; enquanto se corrige um erro, confere a cada tecla.

    Sinais:
        validou(str): a frase do erro, ou vazio quando está certo.
        mudou(): o conteúdo mudou por digitação ou por `definir`.
    """

    validou = Signal(str)
    mudou = Signal()

    def __init__(
        self,
        *,
        validar: Callable[[str], object] | None = None,
        formatar: Callable[[str], str] | None = None,
        obrigatorio: bool = False,
        maximo: int = 500,
        largura: int = LARGURA_PADRAO,
    ) -> None:
        """Monta o campo.

        Args:
            validar: recebe o texto sem espaços nas pontas e levanta `DadoInvalido` (as funções de `regras`).
            formatar: reescreve o texto certo ao sair do campo.
            obrigatorio: vazio é erro.
            maximo: quantas letras cabem.
            largura: em pixels com letra em 100 %; 0 deixa crescer.
        """
        super().__init__()
        self._validar, self._formatar, self._obrigatorio = validar, formatar, obrigatorio
        self._em_erro = False
        self._aceito = ""
        self.setMaxLength(maximo)
        if largura:
            self.setFixedWidth(tema.medida(largura))
        self.textChanged.connect(self._ao_mudar)
        self.editingFinished.connect(self.conferir)

    def valor(self) -> str:
        """O texto sem espaços nas pontas."""
        return self.text().strip()

    def definir(self, texto: str) -> None:
        """Põe um texto e esquece o erro anterior."""
        self.setText(self._formatar(texto) if self._formatar and texto else texto)
        self.setCursorPosition(0)
        self._dizer("")

    def travar(self, travado: bool) -> None:
        """Deixa o texto à mostra, legível, sem que se possa mudá-lo; o Tab passa adiante (a chave de um cadastro)."""
        self.setReadOnly(travado)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if travado else Qt.FocusPolicy.StrongFocus)

    def aceitar_o_que_esta(self) -> None:
        """O texto de agora já estava gravado (veio de um arquivo): enquanto for ele, não se julga de novo."""
        self._aceito = self.valor()

    def conferir(self) -> str:
        """Confere agora; devolve a frase do erro, ou vazio, e avisa o formulário."""
        frase = self._erro()
        if not frase and self._formatar and self.valor():
            escrito = self._formatar(self.valor())
            if escrito != self.text():
                self.setText(escrito)
        self._dizer(frase)
        return frase

    def _erro(self) -> str:
        texto = self.valor()
        if not texto:
            return "Preencha este campo." if self._obrigatorio else ""
        if self._validar is None or texto == self._aceito:
            return ""
        try:
            self._validar(texto)
        except DadoInvalido as erro:
            return frases.erro_de_campo(erro)
        return ""

    def _dizer(self, frase: str) -> None:
        self._em_erro = bool(frase)
        marcar_erro(self, self._em_erro)
        self.validou.emit(frase)

    def _ao_mudar(self) -> None:
        if self._em_erro:
            self._dizer(self._erro())
        self.mudou.emit()


class CampoSenha(CampoTexto):
    """Senha, com o olho que mostra enquanto está aberto."""

    def __init__(self, *, largura: int = LARGURA_PADRAO, obrigatorio: bool = False) -> None:
        super().__init__(largura=largura, obrigatorio=obrigatorio, maximo=_MAIOR_SENHA)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._olho = QAction(self)
        self._olho.setCheckable(True)
        self._olho.toggled.connect(self._ao_alternar)
        self.addAction(self._olho, QLineEdit.ActionPosition.TrailingPosition)
        self._ao_alternar(False)

    def valor(self) -> str:
        """A senha como foi digitada: espaço também vale."""
        return self.text()

    def _ao_alternar(self, mostrar: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if mostrar else QLineEdit.EchoMode.Password)
        self._olho.setIcon(recursos.icone("olho_fechado" if mostrar else "olho", tema.tom("texto2")))
        self._olho.setText("Esconder a senha" if mostrar else "Mostrar a senha")
        self._olho.setToolTip(self._olho.text())


class TextoDeLer(QPlainTextEdit):
    """Texto de várias linhas que só se lê e se copia; Tab passa adiante."""

    def __init__(self, nome: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(nome)


class CampoLongo(QPlainTextEdit):
    """Texto de várias linhas; Tab sai do campo.

    Sinais:
        mudou(): o texto mudou.
    """

    mudou = Signal()

    def __init__(self, altura: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(tema.medida(altura))
        self.textChanged.connect(self.mudou)

    def valor(self) -> str:
        """O texto como está escrito."""
        return self.toPlainText()

    def definir(self, texto: str) -> None:
        """Põe um texto, sem como desfazer."""
        self.setPlainText(texto)

    def trocar(self, texto: str) -> None:
        """Troca o texto inteiro como quem digita: Ctrl+Z traz o anterior de volta."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(texto)
        self.moveCursor(QTextCursor.MoveOperation.Start)
