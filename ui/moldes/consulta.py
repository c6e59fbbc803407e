"""Consulta (F2): escolher uma linha de uma lista, com procura enquanto digita."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from regras.nomes import chave as sem_acento
from ui import atalhos, tema
from ui.base.dialogo import Dialogo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

L = TypeVar("L")
_PARA_A_LISTA = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class DialogoConsulta(Dialogo):
    """Lista curta para escolher um. Digite para filtrar, setas andam, Enter escolhe."""

    def __init__(
        self,
        titulo: str,
        colunas: Sequence[Coluna[L]],
        linhas: Sequence[L],
        *,
        chave: Callable[[L], Hashable],
        corrente: Hashable = None,
        vazia: str = "",
        pai: QWidget | None = None,
    ) -> None:
        """Monta a consulta.

        Args:
            titulo: da janela.
            colunas: o que mostrar.
            linhas: o que há para escolher.
            chave: identifica uma linha.
            corrente: chave da que começa selecionada.
            vazia: o que dizer se não há linhas.
            pai: dono.
        """
        super().__init__(titulo, pai, largura=620, altura=400)
        self.setProperty("estado", "Consulta | ESC-Voltar")
        self._linhas = list(linhas)
        self._modelo: TabelaBase[L] = TabelaBase(colunas, chave=chave)
        self._modelo.trocar(linhas)
        self.corpo.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        self._procura = CampoTexto(largura=0)
        self._procura.setPlaceholderText("Procurar")
        self._procura.setAccessibleName(f"Procurar em {titulo}")
        self._procura.setProperty("teclas", ["↑↓-Anda na lista", "Enter-Escolhe"])
        self._procura.textChanged.connect(self._ao_procurar)
        self._procura.installEventFilter(self)
        self.corpo.addWidget(self._procura)
        self._visao = VisaoTabela(titulo)
        self._visao.setProperty("moldura", True)
        self._visao.mostrar(self._modelo)
        self._visao.abriu.connect(self.accept)
        self.corpo.addWidget(self._visao, 1)
        if not linhas and vazia:
            self.corpo.addWidget(Texto(vazia, cor="texto2", quebra=True))
        self.corpo.addSpacing(tema.medida(4))
        escolher = Botao("&Escolher", tecla="Enter", papel=Papel.PRINCIPAL, altura=34)
        escolher.clicked.connect(self._ao_escolher)
        escolher.setEnabled(bool(linhas))
        cancelar = Botao("Cancelar", tecla=atalhos.SAIR.tecla, altura=34)
        cancelar.clicked.connect(self.reject)
        self.acoes(escolher, cancelar)
        self._visao.selecionar(max(0, self._modelo.posicao_de(corrente)))
        self._procura.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def perguntar(cls, titulo: str, colunas: Sequence[Coluna[L]], linhas: Sequence[L], **outros: object) -> L | None:
        """Mostra a lista e devolve a linha escolhida, ou None; aceita os argumentos do construtor."""
        dialogo = cls(titulo, colunas, linhas, **outros)  # type: ignore[arg-type]  # repassa os nomeados como vieram
        confirmou = dialogo.exec() == cls.DialogCode.Accepted
        dialogo.deleteLater()
        return dialogo.escolhida() if confirmou else None  # type: ignore[return-value]  # a linha é uma das dadas

    def escolhida(self) -> object:
        """A linha corrente."""
        return self._visao.atual()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Setas e Enter na procura valem para a lista."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _PARA_A_LISTA:
                self._visao.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._ao_escolher()
                return True
        return super().eventFilter(watched, event)

    def _ao_escolher(self) -> None:
        if self._visao.atual() is not None:
            self.accept()

    def _ao_procurar(self, texto: str) -> None:
        palavras = sem_acento(texto).split()
        achadas = [
            linha
            for linha in self._linhas
            if all(palavra in sem_acento(" ".join(self._modelo.textos(linha))) for palavra in palavras)
        ]
        self._modelo.trocar(achadas)
        if self._visao.atual() is None:
            self._visao.selecionar(0)
