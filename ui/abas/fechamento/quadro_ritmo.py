"""Ritmo, fim provável e tempo decorrido de um envio, ao lado dos contadores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import frases
from ui.abas.fechamento.ritmo import Ritmo
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.molduras import Linha
from ui.componentes.texto import Texto
from ui.contexto import em_hora_local
from ui.tema import Letra, Peso

_PASSO_MS = 1000
_NADA = "–"


class QuadroRitmo(QWidget):
    """Três números que andam sozinhos enquanto o envio corre."""

    def __init__(self, agora: Callable[[], datetime]) -> None:
        super().__init__()
        self._agora = agora
        self._ritmo = Ritmo(agora())
        self._faltam = 0
        linha = em_linha(Linha(vertical=True, cor="linha2"), espaco=18, dono=self)
        self._por_minuto, self._fim, self._decorrido = (
            self._por_numero(linha, nome) for nome in ("ritmo", "fim provável", "decorridos")
        )
        self._relogio = QTimer(self, interval=_PASSO_MS)
        self._relogio.timeout.connect(self._repintar)

    def comecar(self) -> None:
        """Zera para um envio que começa."""
        self._ritmo = Ritmo(self._agora())
        self._relogio.start()
        self.contar(0)

    def registrar(self) -> None:
        """Um aviso teve desfecho."""
        self._ritmo.registrar(self._agora())

    def contar(self, faltam: int) -> None:
        """Diz quantos ainda faltam."""
        self._faltam = faltam
        self._repintar()

    def parar(self) -> None:
        """Pausa, ou espera: o tempo não conta."""
        self._ritmo.parar(self._agora())
        self._repintar()

    def seguir(self) -> None:
        """Voltou a enviar."""
        self._ritmo.seguir(self._agora())

    def terminar(self) -> None:
        """Acabou: o tempo fica como estava."""
        self._relogio.stop()
        self.parar()

    def por_minutos(self) -> tuple[int, ...]:
        """Quantos avisos em cada minuto de envio."""
        return self._ritmo.por_minutos(self._agora())

    def _repintar(self) -> None:
        agora = self._agora()
        ritmo, fim = self._ritmo.por_minuto(agora), self._ritmo.fim_provavel(agora, self._faltam)
        self._por_minuto.setText(_NADA if ritmo is None else f"{frases.numero(ritmo)}/min")
        self._fim.setText(_NADA if fim is None else f"{em_hora_local(fim):%H:%M}")
        self._decorrido.setText(frases.duracao(int(self._ritmo.corrido(agora).total_seconds())))

    def _por_numero(self, linha: QHBoxLayout, nome: str) -> Texto:
        numero = Texto(_NADA, letra=Letra.PERGUNTA, peso=Peso.FORTE)
        linha.addLayout(em_coluna(numero, Texto(nome, letra=Letra.DETALHE, cor="texto2"), espaco=0))
        return numero
