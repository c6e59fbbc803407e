"""Ajustes de aparência, por usuário: posição da janela, largura de coluna, tamanho da letra (QSettings)."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

ORGANIZACAO = "aviso-de-debitos"
ESCALAS = (1.0, 1.25)
"""Tamanhos de letra oferecidos; as telas são conferidas nestes dois."""


class Preferencias:
    """Lê e grava ajustes de aparência. Nada de negócio mora aqui: isso fica na base."""

    def __init__(self) -> None:
        self._ajustes = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANIZACAO, "janela")

    def geometria(self, tela: str) -> QByteArray:
        """Posição e tamanho gravados de uma tela; vazio na primeira vez."""
        gravada = self._ajustes.value(f"{tela}/geometria")
        return gravada if isinstance(gravada, QByteArray) else QByteArray()

    def guardar_geometria(self, tela: str, geometria: QByteArray) -> None:
        """Guarda posição e tamanho de uma tela."""
        self._ajustes.setValue(f"{tela}/geometria", geometria)

    def colunas(self, tabela: str) -> QByteArray:
        """Largura e ordem gravadas das colunas de uma tabela; vazio na primeira vez."""
        gravada = self._ajustes.value(f"tabelas/{tabela}")
        return gravada if isinstance(gravada, QByteArray) else QByteArray()

    def guardar_colunas(self, tabela: str, estado: QByteArray) -> None:
        """Guarda largura e ordem das colunas de uma tabela."""
        self._ajustes.setValue(f"tabelas/{tabela}", estado)

    def escala(self) -> float:
        """Tamanho da letra: 1.0 é 100 %. Valor estranho no arquivo vale 1.0."""
        gravada = str(self._ajustes.value("aparencia/escala", "1.0"))
        return next((escala for escala in ESCALAS if str(escala) == gravada), 1.0)

    def guardar_escala(self, escala: float) -> None:
        """Guarda o tamanho da letra; vale na próxima abertura."""
        self._ajustes.setValue("aparencia/escala", str(escala))

    def cores(self) -> str:
        """`claro`, `escuro`, ou vazio para seguir o sistema."""
        gravada = str(self._ajustes.value("aparencia/cores", ""))
        return gravada if gravada in ("claro", "escuro") else ""

    def guardar_cores(self, cores: str) -> None:
        """Guarda a aparência escolhida; vazio segue o sistema."""
        self._ajustes.setValue("aparencia/cores", cores)

    def ultima_pasta(self) -> str:
        """Pasta do último arquivo escolhido; na primeira vez, a dos documentos do usuário."""
        # Vazia, a janela abriria na pasta do programa, onde ninguém procura e muitas vezes não se grava.
        documentos = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(self._ajustes.value("arquivos/pasta", documentos))

    def guardar_ultima_pasta(self, pasta: str) -> None:
        """Guarda a pasta do último arquivo escolhido."""
        self._ajustes.setValue("arquivos/pasta", pasta)

    def gravar(self) -> None:
        """Leva ao disco o que foi guardado."""
        self._ajustes.sync()
