"""Trocar a base por uma cópia com a janela fechada: ninguém está na base, e o operador vê o que se passa."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from modelos.base import copias
from regras.erros import ErroAviso
from ui import tema
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.componentes.texto import Estado, Texto
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho


class DialogoRestaurando(Dialogo):
    """Andamento da troca; não se fecha antes do fim.

    Atributos:
        guardada: onde a base anterior ficou, ou None se não havia ou a troca não foi feita.
        erro: por que não foi feita, ou None.
    """

    def __init__(self, copia: Path, caminho_base: Path, em: datetime) -> None:
        super().__init__("Restaurar")
        self.guardada: Path | None = None
        self.erro: ErroAviso | None = None
        self.setProperty("estado", "Restaurando, aguarde")
        self.corpo.addWidget(Texto("Restaurando a base…", letra=Letra.PERGUNTA, peso=Peso.FORTE))
        frase = "A cópia {} é conferida, a base atual é guardada ao lado e a troca é feita de uma vez."
        self.corpo.addWidget(Texto(frase.format(copia.name), cor="texto2", quebra=True))
        self.corpo.addSpacing(tema.medida(6))
        self.corpo.addWidget(Estado("ciclo", "Não desligue o computador.", "texto2"))
        self._trabalho = Trabalho.de_funcao(lambda: copias.restaurar(copia, caminho_base, em))

    def executar(self) -> None:
        """Restaura e volta quando terminou."""
        self._trabalho.iniciar(self._ao_restaurar, self._ao_falhar, self.accept)
        self.exec()
        self.deleteLater()

    def reject(self) -> None:
        """A troca não se interrompe."""

    def _ao_restaurar(self, guardada: Path | None) -> None:
        self.guardada = guardada

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.erro = erro


def restaurar(copia: Path, caminho_base: Path, agora: Callable[[], datetime]) -> str:
    """Restaura e devolve o recado para a janela que vai abrir; se não deu, diz por quê, e a base é a de antes."""
    dialogo = DialogoRestaurando(copia, caminho_base, agora())
    dialogo.executar()
    if dialogo.erro is not None:
        DialogoMensagem.mostrar_erro(None, "A base não foi restaurada", dialogo.erro)
        return "A base não foi restaurada: continua a de antes"
    if dialogo.guardada is None:
        return f"Base restaurada de {copia.name}"
    return f"Base restaurada de {copia.name}; a anterior ficou em {dialogo.guardada.name}"
