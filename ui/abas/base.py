"""O que a janela espera de uma guia."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import tema
from ui.contexto import Assunto, Contexto, PedidoDePrevia


class Aba(QWidget):
    """Guia da janela principal. A subclasse monta a tela e sobrescreve o que precisar.

    Atributos:
        situacao_atual: o que a barra de estado diz desta guia.

    Sinais:
        situacao(str): texto curto à direita da barra de estado ("2 alterações não gravadas"); use `situar`.
        pronta(): acabou de ler o que precisava e já aceita o foco no primeiro campo.
    """

    situacao = Signal(str)
    pronta = Signal()

    ASSUNTOS: frozenset[Assunto] = frozenset()
    """De que gravações esta guia precisa saber; ao mudarem, `atualizar` é chamado se ela está à vista."""

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self.contexto = contexto
        self._desatualizada = True
        self.situacao_atual = ""
        tema.dar_fundo(self, "sup")
        contexto.mudou.connect(self._ao_mudar_a_base)
        contexto.mudou_por_fora.connect(self._envelhecer)
        contexto.talvez_mudou.connect(self._reler)

    def situar(self, texto: str) -> None:
        """Troca o que a barra de estado diz desta guia."""
        self.situacao_atual = texto
        self.situacao.emit(texto)

    def atualizar(self) -> None:
        """Relê da base o que mostra. Chamado ao entrar na guia e quando um dos `ASSUNTOS` muda."""

    def ao_entrar(self) -> None:
        """A guia ficou à vista: relê se algo mudou enquanto estava escondida."""
        if self._desatualizada:
            self._desatualizada = False
            self.atualizar()

    def primeiro_campo(self) -> QWidget | None:
        """Quem recebe o foco ao entrar na guia."""
        return None

    def tem_alteracoes(self) -> bool:
        """Diz se há o que gravar: ESC só pergunta nesse caso."""
        return False

    def gravar(self, depois: Callable[[], object] | None = None) -> None:
        """Grava o que mudou (Ctrl+S, Alt+G) e, se deu certo, chama `depois`; o erro aparece na própria guia."""
        if depois is not None:
            depois()

    def desistir(self) -> None:
        """Joga fora o que mudou."""

    def pedido_de_previa(self) -> PedidoDePrevia:
        """O que F4 mostra a partir desta guia."""
        return PedidoDePrevia()

    def sair_um_nivel(self) -> bool:
        """Trata ESC dentro da guia (fechar um detalhe, por exemplo); verdadeiro se tratou."""
        return False

    def _envelhecer(self) -> None:
        """Outro programa gravou: à vista, a faixa oferece F5; escondida, relê ao voltar."""
        self._desatualizada = self._desatualizada or not self.isVisible()

    def _ao_mudar_a_base(self, assuntos: frozenset[Assunto]) -> None:
        if self.ASSUNTOS & assuntos:
            self._reler()

    def _reler(self) -> None:
        if self.isVisible():
            self.atualizar()
        else:
            self._desatualizada = True
