"""A coluna "A seguir" de um envio em curso: quem ainda espera a vez, o ritmo por minuto e o que cancelar faz."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from regras.aviso import Aviso
from ui import frases, tema
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import Linha
from ui.componentes.texto import Icone, Texto
from ui.tabelas.andamento import TabelaFila
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

_LARGURA = 384
_ALTURA_DO_RITMO, _MINUTOS = 52, 20


class FilaASeguir(QWidget):
    """Só mostra; quem anda com ela é o andamento."""

    def __init__(self) -> None:
        super().__init__()
        tema.dar_fundo(self, "painel")
        self.setFixedWidth(tema.medida(_LARGURA))
        self._titulo = Texto("A seguir", letra=Letra.BLOCO, peso=Peso.FORTE)
        self._quantos = Texto(cor="texto2")
        self._modelo = TabelaFila()
        self.visao = VisaoTabela(
            "Avisos que esperam a vez", self._modelo, moldura=False, teclas=["↑↓-Anda na fila", "Alt+P-Pausar"]
        )
        self.visao.setProperty("transparente", True)
        self.visao.horizontalHeader().hide()
        self._limite = Texto(letra=Letra.DETALHE, cor="texto2")
        self.ritmo = BarrasDoRitmo()
        self._promessa = self._montar_promessa()
        em_coluna(
            em_linha(self._titulo, ELASTICO, self._quantos),
            (self.visao, 1),
            Linha(),
            em_linha(Texto("Ritmo, envios por minuto", peso=Peso.FORTE), ELASTICO, self._limite),
            self.ritmo,
            Linha(),
            self._promessa,
            margens=(20, 14, 20, 12),
            dono=self,
        )

    def comecar(self, limite_por_minuto: int | None) -> None:
        """Esvazia para um envio que começa.

        Args:
            limite_por_minuto: o da conta; None é sem limite.
        """
        frase = f"limite da conta {frases.numero(limite_por_minuto)}" if limite_por_minuto else ""
        self._limite.setText(frase)
        self._promessa.show()
        self.mostrar(())
        self.ritmo.mostrar(())

    def mostrar(self, avisos: Iterable[Aviso]) -> None:
        """Mostra os que esperam a vez, na ordem em que saem."""
        self._titulo.setText("A seguir")
        self._modelo.trocar(avisos)
        self._contar("{} na fila")

    def esperar(self, avisos: Iterable[Aviso]) -> None:
        """Mostra os adiados, que esperam a hora de tentar de novo."""
        self._titulo.setText("À espera")
        self._modelo.trocar(avisos)
        self._contar("{} a tentar de novo")

    def retirar(self, aviso: Aviso) -> None:
        """Um aviso chegou a vez dele."""
        if self._modelo.retirar(aviso.id):
            self._contar("{} na fila")

    def calar_promessa(self) -> None:
        """No modo de teste nada fica registrado: a frase do que cancelar faz não vale."""
        self._promessa.hide()

    def textos(self) -> list[str]:
        """O título, a contagem e os clientes, como estão na tela."""
        return [self._titulo.text(), self._quantos.text(), *(aviso.cliente_nome for aviso in self._modelo.linhas())]

    def _contar(self, frase: str) -> None:
        quantos = self._modelo.rowCount()
        self._quantos.setText(frase.format(frases.numero(quantos)) if quantos else "ninguém na fila")

    def _montar_promessa(self) -> QWidget:
        promessa = QWidget()
        frase = (
            "Pode pausar ou cancelar: o que já saiu fica registrado, e o resto sai quando você prosseguir ou no "
            "próximo fechamento. Nada sai duas vezes."
        )
        em_linha(
            (Icone("cadeado"), Qt.AlignmentFlag.AlignTop),
            (Texto(frase, letra=Letra.DETALHE, cor="texto2", quebra=True), 1),
            dono=promessa,
        )
        return promessa


class BarrasDoRitmo(QWidget):
    """Quantos avisos tiveram desfecho em cada minuto de envio, os últimos vinte."""

    def __init__(self) -> None:
        super().__init__()
        self._minutos: tuple[int, ...] = ()
        self.setFixedHeight(tema.medida(_ALTURA_DO_RITMO))
        self.mostrar(())

    def mostrar(self, minutos: Sequence[int]) -> None:
        """Troca as barras; o último minuto ainda corre."""
        novos = tuple(minutos[-_MINUTOS:])
        if novos != self._minutos or not novos:
            self._minutos = novos
            ditos = ", ".join(map(frases.numero, novos)) or "nenhum ainda"
            self.setAccessibleName(f"Envios por minuto: {ditos}")
            self.setToolTip(self.accessibleName())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o eixo e as barras, com o número em cima da maior e da última."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.fillRect(QRectF(0, self.height() - 1, self.width(), 1), tema.cor("linha2"))
        pintor.setFont(tema.fonte(Letra.TECLA))
        passo, topo = self.width() / _MINUTOS, tema.medida(14)
        maior = max(self._minutos, default=0)
        numerados = {self._minutos.index(maior), len(self._minutos) - 1} if maior else set()
        for posicao, quantos in enumerate(self._minutos):
            altura = quantos / maior * (self.height() - topo - 1) if maior else 0
            barra = QRectF(posicao * passo, self.height() - 1 - altura, passo - tema.medida(2), altura)
            pintor.fillRect(barra, tema.cor("acento"))
            if posicao in numerados:
                pintor.setPen(tema.cor("texto2"))
                area = QRectF(barra.left() - passo, barra.top() - topo, barra.width() + 2 * passo, topo)
                pintor.drawText(area, int(Qt.AlignmentFlag.AlignCenter), frases.numero(quantos))
        pintor.end()
