"""A segunda faixa do topo: a base não pode enviar, por que, e o que fazer (regras.md §6.7)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from regras.base_travada import Bloqueio
from ui import tema
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_linha
from ui.componentes.texto import Icone, Texto, TextoElidido
from ui.contexto import Contexto
from ui.tema import Peso


class FaixaDaTrava(QWidget):
    """Só aparece com a base travada; o botão abre a tela que explica e destrava."""

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setFixedHeight(tema.medida(40))
        tema.dar_fundo(self, "aviso_fundo")
        self._motivo = TextoElidido(cor="aviso")
        self.botao = Botao(
            "Entender e destra&var…", icone="cadeado", ao_clicar=lambda: contexto.abrir.emit("destravar", None)
        )
        em_linha(
            Icone("cadeado", "aviso"),
            Texto("Base travada: nenhum aviso sai.", peso=Peso.PLENO, cor="aviso"),
            (self._motivo, 1),
            self.botao,
            espaco=10,
            margens=(20, 0, 20, 0),
            dono=self,
        )
        contexto.envio_mudou.connect(lambda: self.botao.setEnabled(not contexto.em_envio))
        self.hide()

    def mostrar(self, bloqueio: Bloqueio | None) -> None:
        """Mostra por que a base está travada; None esconde a faixa."""
        self.setVisible(bloqueio is not None)
        if bloqueio is None:
            return
        self._motivo.setText(f"Motivo: {bloqueio.frase()}.")
        self.botao.setVisible(bloqueio.confirmar_resolve)

    def texto(self) -> str:
        """O motivo, como está na tela."""
        return self._motivo.text()
