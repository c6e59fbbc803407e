"""Recalcula o plano do dia enquanto se digita, fora da linha da tela e sem correr atrás de cada tecla."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from envio.fechamento import fechamento
from regras.parametros import ParametrosAviso
from ui.abas.aviso_debitos.resumo_hoje import ResumoDeHoje, resumir
from ui.calculo import Calculo
from ui.contexto import Contexto

ESPERA_MS = 250


@dataclass(frozen=True, slots=True)
class Previsao:
    """O resumo com os parâmetros da tela e, para comparar, com os gravados."""

    parametros: ParametrosAviso
    agora: ResumoDeHoje
    gravado: ResumoDeHoje


class PrevisaoViva(QObject):
    """Pede-se à vontade; só o último pedido depois da espera vira conta.

    Sinais:
        comecou(): a conta começou.
        pronta(Previsao): a conta do pedido mais recente.
        falhou(ErroAviso): não deu para calcular.
    """

    comecou = Signal()
    pronta = Signal(object)
    falhou = Signal(object)

    def __init__(self, contexto: Contexto, pai: QObject | None = None) -> None:
        super().__init__(pai)
        self._contexto = contexto
        self._pedido = (ParametrosAviso(), ParametrosAviso())
        self._memoria: tuple[date, ParametrosAviso, ResumoDeHoje] | None = None
        self._calculo = Calculo(contexto, self, self._ao_chegar, self.falhou.emit)
        self._espera = QTimer(self, singleShot=True, interval=ESPERA_MS)
        self._espera.timeout.connect(self._calcular)

    def pedir(self, tela: ParametrosAviso, gravado: ParametrosAviso) -> None:
        """Pede a previsão com os parâmetros da tela e a do gravado, para comparar."""
        self._pedido = (tela, gravado)
        self._espera.start()

    def esquecer(self) -> None:
        """A base mudou: a previsão do gravado tem de ser refeita."""
        self._memoria = None

    def _calcular(self) -> None:
        tela, gravado = self._pedido
        hoje, memoria = self._contexto.hoje(), self._memoria
        sabido = memoria[2] if memoria is not None and memoria[:2] == (hoje, gravado) else None
        retirados = self._contexto.retirados(hoje)
        self.comecou.emit()
        self._calculo.pedir(lambda: _prever(hoje, tela, gravado, sabido, retirados))

    def _ao_chegar(self, chegada: tuple[ParametrosAviso, Previsao]) -> None:
        gravado, previsao = chegada
        self._memoria = (previsao.agora.data, gravado, previsao.gravado)
        if not self._espera.isActive():
            self.pronta.emit(previsao)


def _prever(
    hoje: date,
    tela: ParametrosAviso,
    gravado: ParametrosAviso,
    sabido: ResumoDeHoje | None,
    retirados: frozenset[str],
) -> tuple[ParametrosAviso, Previsao]:
    agora = resumir(fechamento.planejar_em_partes(hoje, parametros=tela, mesmo_desabilitado=True), retirados)
    if sabido is None:
        if not gravado.habilitado:
            sabido = ResumoDeHoje(hoje)
        elif gravado == tela:
            sabido = agora
        else:
            sabido = resumir(fechamento.planejar_em_partes(hoje, parametros=gravado), retirados)
    return gravado, Previsao(tela, agora, sabido)
