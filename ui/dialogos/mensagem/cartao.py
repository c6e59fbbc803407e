"""O cartão de um bloco: o texto que se escreve ali mesmo, ou o bloco pronto que se liga, desliga e move."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QTabBar, QWidget

from regras.mensagem.tom import Tom
from regras.mensagem.visual.documento import Bloco, Tipo
from ui import recursos, tema
from ui.base.confirmacao import DialogoConfirmacao
from ui.campos.caixa_marcar import CaixaMarcar
from ui.componentes.botao import AoClicar, Botao
from ui.componentes.disposicao import Item, em_coluna, em_linha
from ui.componentes.texto import Texto
from ui.dialogos.mensagem.campo_rico import CampoRico
from ui.tema import Letra, Peso

FORMATO = "application/x-aviso-bloco"
"""O que se arrasta: a posição do bloco."""
TITULOS = {
    Tipo.TEXTO: ("Texto", ""),
    Tipo.CABECALHO: ("Cabeçalho", "O nome da empresa numa faixa da cor, ou o logotipo dela."),
    Tipo.DEBITOS: ("Tabela de débitos", "Cada débito com vencimento, valor e linha digitável, e os totais."),
    Tipo.BOLETOS: ("Boletos", "O que vai em anexo, e que os encargos são calculados ao pagar."),
    Tipo.RESPOSTAS: ("Botões de resposta", "“Já paguei”, “Preciso de prazo” e “Não sou o responsável”."),
    Tipo.SEGURANCA: ("Para sua segurança", "Que o cliente confira o beneficiário antes de pagar."),
    Tipo.QUEM_COBRA: ("Quem cobra", "Nome, CNPJ e endereço da empresa. A lei os exige: desligado, saem no fim."),
}
TONS = {Tom.A_VENCER: "A vencer", Tom.ATE_30: "Até 30 dias", Tom.ACIMA_DE_30: "Acima de 30 dias"}
_BOTAO = 26


class _Punho(QWidget):
    """Por onde se arrasta o bloco; no teclado, as setas dos botões fazem o mesmo."""

    def __init__(self, cartao: Cartao) -> None:
        super().__init__()
        self._cartao = cartao
        self._inicio = QPoint()
        self.setFixedSize(tema.medida(18), tema.medida(_BOTAO))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Arraste para mover")
        desenho = Texto("")
        desenho.setPixmap(recursos.desenho_em_pontos("arrastar", tema.tom("texto3"), tema.medida(16)))
        em_linha(desenho, espaco=0, dono=self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pode ser o começo de um arrasto."""
        self._inicio = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Passado o tremor da mão, arrasta."""
        andou = (event.position().toPoint() - self._inicio).manhattanLength()
        if not event.buttons() & Qt.MouseButton.LeftButton or andou < QApplication.startDragDistance():
            return
        arrasto = QDrag(self)
        dados = QMimeData()
        dados.setData(FORMATO, str(self._cartao.posicao).encode())
        arrasto.setMimeData(dados)
        arrasto.setPixmap(self._cartao.grab())
        arrasto.exec(Qt.DropAction.MoveAction)


class Cartao(QFrame):
    """Um bloco da mensagem.

    Sinais:
        mudou(str): o bloco mudou; a chave junta num passo só o que se escreve seguido.
        pediu_mover(int): uma posição para cima (-1) ou para baixo (1).
        pediu_excluir(): tirar o bloco de texto.
        trocou_de_tom(object): o texto à mostra passou a ser o deste `Tom`.
    """

    mudou = Signal(str)
    pediu_mover = Signal(int)
    pediu_excluir = Signal()
    trocou_de_tom = Signal(object)

    def __init__(self, bloco: Bloco, posicao: int, quantos: int) -> None:
        super().__init__()
        self.posicao = posicao
        self._bloco = bloco
        self.titulo, descricao = TITULOS[bloco.tipo]
        tema.dar_moldura(self, "numeros")
        self.setAccessibleName(f"Bloco {posicao + 1} de {quantos}: {self.titulo}")
        self.subir = self._botao("seta_cima", "Subir", lambda: self.pediu_mover.emit(-1))
        self.descer = self._botao("seta_baixo", "Descer", lambda: self.pediu_mover.emit(1))
        self.subir.setEnabled(posicao > 0)
        self.descer.setEnabled(posicao < quantos - 1)
        alto = em_linha(_Punho(self), (Texto(self.titulo, peso=Peso.FORTE), 1), *self._acoes(), espaco=4)
        miolo = (
            self._texto()
            if bloco.tipo is Tipo.TEXTO
            else Texto(descricao, letra=Letra.DETALHE, cor="texto2", quebra=True)
        )
        em_coluna(alto, miolo, espaco=4, margens=(6, 6, 8, 8), dono=self)
        self.definir(bloco)

    def bloco(self) -> Bloco:
        """O bloco como está na tela."""
        return self._bloco

    def definir(self, bloco: Bloco) -> None:
        """Mostra outro bloco do mesmo tipo."""
        self._bloco = bloco
        if bloco.tipo is not Tipo.TEXTO:
            self.liga.blockSignals(True)
            self.liga.setChecked(bloco.ligado)
            self.liga.blockSignals(False)
            return
        self.por_atraso.blockSignals(True)
        self.por_atraso.setChecked(len(bloco.textos) > 1)
        self.por_atraso.blockSignals(False)
        self.tons.setVisible(len(bloco.textos) > 1)
        self._mostrar_texto()

    def tom(self) -> Tom:
        """O tom cujo texto está à mostra."""
        return list(Tom)[self.tons.currentIndex()]

    def mostrar_tom(self, tom: Tom) -> None:
        """Põe à mostra o texto deste tom, sem avisar ninguém."""
        self.tons.blockSignals(True)
        self.tons.setCurrentIndex(list(Tom).index(tom))
        self.tons.blockSignals(False)
        self._mostrar_texto()

    def _acoes(self) -> tuple[Item, ...]:
        if self._bloco.tipo is Tipo.TEXTO:
            self.por_atraso = CaixaMarcar("Um por atraso")
            self.por_atraso.setToolTip("Um texto para cada tom: a vencer, até 30 e acima de 30 dias de atraso")
            self.por_atraso.toggled.connect(self._ao_trocar_de_modo)
            self.excluir = self._botao("lixeira", "Excluir", self.pediu_excluir.emit)
            return self.por_atraso, 6, self.subir, self.descer, self.excluir
        self.liga = CaixaMarcar("Sai")
        self.liga.setAccessibleName(f"{self.titulo} sai na mensagem")
        self.liga.toggled.connect(self._ao_ligar)
        return self.liga, 6, self.subir, self.descer

    def _botao(self, icone: str, acao: str, fazer: AoClicar) -> Botao:
        botao = Botao("", icone=icone, altura=_BOTAO, ao_clicar=fazer)
        botao.setAccessibleName(f"{acao} {self.titulo}")
        botao.setToolTip(acao)
        return botao

    def _texto(self) -> QWidget:
        self.tons = QTabBar()
        self.tons.setAccessibleName("Texto conforme o atraso")
        self.tons.setExpanding(False)
        self.tons.setDrawBase(False)
        for titulo in TONS.values():
            self.tons.addTab(titulo)
        self.tons.currentChanged.connect(self._ao_trocar_de_tom)
        self.campo = CampoRico("Texto da mensagem")
        self.campo.mudou.connect(self._ao_escrever)
        dentro = QWidget()
        em_coluna(self.tons, self.campo, espaco=0, dono=dentro)
        return dentro

    def _mostrar_texto(self) -> None:
        um_so = len(self._bloco.textos) == 1
        self.campo.setAccessibleName("Texto da mensagem" if um_so else f"Texto da mensagem: {TONS[self.tom()]}")
        self.campo.blockSignals(True)
        self.campo.definir(self._bloco.texto(self.tom()))
        self.campo.blockSignals(False)

    def _ao_escrever(self) -> None:
        self._bloco = self._bloco.com_texto(self.tom(), self.campo.trecho())
        self.mudou.emit(f"texto {self.posicao} {self.tom()}")

    def _ao_trocar_de_tom(self) -> None:
        self._mostrar_texto()
        self.trocou_de_tom.emit(self.tom())

    def _ao_trocar_de_modo(self, por_atraso: bool) -> None:
        perde = not por_atraso and len(set(self._bloco.textos)) > 1
        if perde and not DialogoConfirmacao.perguntar(
            "Um texto só",
            f"Usar o texto “{TONS[self.tom()]}” para todos?",
            detalhe="Os outros dois saem da mensagem; Ctrl+Z os traz de volta.",
            pai=self.window(),
        ):
            self.definir(self._bloco)
            return
        self.definir(self._bloco.por_atraso(por_atraso, self.tom()))
        self.mudou.emit("")

    def _ao_ligar(self, ligado: bool) -> None:
        self._bloco = Bloco(self._bloco.tipo, ligado)
        self.mudou.emit("")
