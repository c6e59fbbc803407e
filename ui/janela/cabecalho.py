"""O alto da janela, antes das guias: faixa de alerta, terminais abertos, Sair e backup."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from modelos.base import autorizacao, copias, terminais
from modelos.base.bloqueio import Bloqueio
from modelos.base.copias import Copia
from modelos.base.terminais import Terminal
from regras.erros import ErroAviso
from ui import atalhos, tema
from ui.componentes.botao import Botao
from ui.componentes.molduras import Linha
from ui.componentes.texto import Estado, Icone, Texto
from ui.contexto import Assunto, Contexto
from ui.janela.quadro_backup import QuadroBackup
from ui.janela.quadro_terminais import QuadroTerminais, dizer_outros
from ui.tema import Letra, Peso

INTERVALO_MS = 3000
_LARGURA_ESQUERDA = 732


class FaixaDeAlerta(QWidget):
    """A faixa vermelha do topo, com o texto exato da tela de origem."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setFixedHeight(tema.medida(32))
        self.texto = Texto("ATENÇÃO! TODOS USUÁRIOS DEVEM ESTAR FORA DO AR", peso=Peso.PLENO, cor="faixa_texto")
        self.outros = Estado("certo", dizer_outros(0), "faixa_texto", letra=Letra.CORPO)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(tema.medida(20), 0, tema.medida(20), 0)
        caixa.setSpacing(tema.medida(10))
        caixa.addWidget(Icone("alerta", "faixa_texto"))
        caixa.addWidget(self.texto)
        caixa.addStretch(1)
        caixa.addWidget(self.outros)

    def dizer_outros(self, outros: int) -> None:
        """Diz se há mais alguém com a base aberta."""
        self.outros.mostrar("terminal" if outros else "certo", dizer_outros(outros), "faixa_texto")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o vermelho."""
        pintor = QPainter(self)
        pintor.fillRect(self.rect(), tema.cor("faixa"))
        pintor.end()


class Cabecalho(QWidget):
    """Terminais e Sair à esquerda, backup à direita; relidos da base de tempos em tempos, fora da tela.

    Sinais:
        pediu_sair(): o botão Sair.
        leu_trava(str | None): por que a base não pode enviar, ou None se pode.
    """

    pediu_sair = Signal()
    leu_trava = Signal(object)

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._contexto = contexto
        self._lendo = False
        self.setProperty("fundo", "fundo")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.terminais = QuadroTerminais(contexto)
        self.backup = QuadroBackup(contexto)
        self.sair = Botao("Sair", icone="sair", tecla=atalhos.SAIR.tecla)
        self._montar()
        self.sair.clicked.connect(self.pediu_sair)
        contexto.mudou.connect(self._ao_mudar)
        contexto.envio_mudou.connect(self._ao_mudar_envio)
        self._relogio = QTimer(self)
        self._relogio.setInterval(INTERVALO_MS)
        self._relogio.timeout.connect(self.atualizar)

    def acompanhar(self, ligado: bool = True) -> None:
        """Começa a reler de tempos em tempos, ou para (a janela está fechando)."""
        if ligado:
            self.atualizar()
            self._relogio.start()
        else:
            self._relogio.stop()

    def compactar(self, compacto: bool) -> None:
        """Na janela baixa, a lista de terminais encolhe."""
        self.terminais.compactar(compacto)

    def atualizar(self) -> None:
        """Relê terminais e último backup; se a leitura anterior ainda corre, espera a próxima."""
        if self._lendo:
            return
        self._lendo = True
        trabalho = self._contexto.calcular(_ler)
        trabalho.evento.connect(self._ao_ler)
        trabalho.falhou.connect(self._ao_falhar)
        trabalho.terminou.connect(self._ao_terminar)
        trabalho.iniciar()

    def _montar(self) -> None:
        esquerda = QWidget()
        esquerda.setMaximumWidth(tema.medida(_LARGURA_ESQUERDA))
        dentro = QHBoxLayout(esquerda)
        dentro.setContentsMargins(0, 0, 0, 0)
        dentro.setSpacing(tema.medida(12))
        dentro.addWidget(self.terminais, 1)
        lado = QWidget()
        pilha = QHBoxLayout(lado)
        pilha.setContentsMargins(0, tema.medida(22), 0, 0)
        pilha.addWidget(self.sair, 0, Qt.AlignmentFlag.AlignTop)
        dentro.addWidget(lado, 0, Qt.AlignmentFlag.AlignTop)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(*[tema.medida(lado) for lado in (20, 10, 20, 10)])
        caixa.setSpacing(tema.medida(20))
        caixa.addWidget(esquerda, 5)
        caixa.addWidget(Linha(vertical=True, cor="linha2"))
        caixa.addWidget(self.backup, 4)

    def _ao_ler(self, lido: tuple[list[Terminal], Copia | None, Bloqueio | None]) -> None:
        vivos, copia, trava = lido
        self.terminais.mostrar(vivos)
        self.backup.mostrar(copia)
        self.leu_trava.emit(trava)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.backup.estado.mostrar("erro", "A base não respondeu", "perigo")
        self.backup.estado.setToolTip(erro.frase())

    def _ao_terminar(self) -> None:
        self._lendo = False

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.COPIAS in assuntos:
            self.atualizar()

    def _ao_mudar_envio(self) -> None:
        livre = not self._contexto.em_envio
        self.sair.setEnabled(livre)
        self.backup.liberar(livre)


def _ler() -> tuple[list[Terminal], Copia | None, Bloqueio | None]:
    return terminais.vivos(), copias.ultima(), autorizacao.travada()
