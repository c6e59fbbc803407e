"""Um cálculo por vez fora da linha da tela: só o resultado do último pedido aparece."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from regras.erros import ErroAviso
from ui.contexto import Contexto
from ui.trabalho import Trabalho


class Calculo(QObject):
    """Pede-se quantas vezes quiser; enquanto um anda, só o último pedido espera, e o resultado velho é descartado.

    Sinais:
        pronto(object): o resultado do último pedido.
        falhou(ErroAviso): o último pedido não deu certo.
        ocupado(bool): começou ou acabou de calcular.
    """

    pronto = Signal(object)
    falhou = Signal(object)
    ocupado = Signal(bool)

    def __init__(
        self,
        contexto: Contexto,
        pai: QObject,
        pronto: Callable[[Any], object] | None = None,
        falhou: Callable[[ErroAviso], object] | None = None,
    ) -> None:
        """Monta parado; `pronto` e `falhou`, se ditos, são ligados aos sinais de mesmo nome."""
        super().__init__(pai)
        if pronto is not None:
            self.pronto.connect(pronto)
        if falhou is not None:
            self.falhou.connect(falhou)
        self._contexto = contexto
        self._proxima: Callable[[], object] | None = None
        self._trabalho: Trabalho | None = None

    @property
    def calculando(self) -> bool:
        """Diz se há pedido em curso ou esperando."""
        return self._trabalho is not None

    def pedir(self, funcao: Callable[[], object]) -> None:
        """Calcula `funcao` na thread do trabalho, com a conexão dela."""
        self._proxima = funcao
        if self._trabalho is None:
            self.ocupado.emit(True)
            self._comecar(funcao)

    def _comecar(self, funcao: Callable[[], object]) -> None:
        self._proxima = None
        self._trabalho = self._contexto.calcular(funcao)
        self._trabalho.iniciar(self._ao_chegar, self._ao_falhar, self._ao_terminar)

    def _ao_chegar(self, resultado: object) -> None:
        if self._proxima is None:
            self.pronto.emit(resultado)

    def _ao_falhar(self, erro: object) -> None:
        if self._proxima is None:
            self.falhou.emit(erro)

    def _ao_terminar(self) -> None:
        self._trabalho = None
        if self._proxima is not None:
            self._comecar(self._proxima)
        else:
            self.ocupado.emit(False)
