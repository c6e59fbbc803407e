"""Campos de valor em reais e de percentual. O valor é sempre inteiro em centavos; o percentual, `Decimal`."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from regras.dinheiro import MAIOR_VALOR_CENTAVOS, Centavos, formatar, ler_centavos, ler_percentual
from regras.erros import DadoInvalido
from ui.campos.campo_texto import CampoTexto

_ACEITAS = frozenset("0123456789.,")


class _CampoNumerico(CampoTexto):
    """O comum aos dois: alinhado à direita, só algarismos e separadores, ponto do numérico vira vírgula."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Troca o ponto do teclado numérico e barra o que não é número."""
        texto = event.text()
        if texto == "." and event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
            self.insert(",")
            return
        if texto and texto.isprintable() and texto not in _ACEITAS and not _e_comando(event):
            return
        super().keyPressEvent(event)


class CampoDinheiro(_CampoNumerico):
    """Valor em reais: `1.234,56` na tela, centavos fora dela. Vazio vale zero, ou None com `aceita_vazio`."""

    def __init__(
        self,
        *,
        menor: Centavos = 0,
        maior: Centavos = MAIOR_VALOR_CENTAVOS,
        aceita_vazio: bool = False,
        largura: int = 110,
    ) -> None:
        self._menor, self._maior, self._aceita_vazio = menor, maior, aceita_vazio
        super().__init__(validar=self._ler, formatar=_reescrever, maximo=16, largura=largura)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    @property
    def centavos(self) -> Centavos | None:
        """O valor em centavos. None: vazio com `aceita_vazio`, ou o texto ainda não é um valor."""
        if not self.valor():
            return None if self._aceita_vazio else 0
        try:
            return self._ler(self.valor())
        except DadoInvalido:
            return None

    def definir_centavos(self, centavos: Centavos | None) -> None:
        """Mostra um valor; None esvazia."""
        self.definir("" if centavos is None else formatar(centavos))

    def _ler(self, texto: str) -> Centavos:
        centavos = ler_centavos(texto)
        if not self._menor <= centavos <= self._maior:
            raise DadoInvalido("valor", f"o valor vai de {formatar(self._menor)} a {formatar(self._maior)}")
        return centavos


class CampoPercentual(_CampoNumerico):
    """Percentual de 0 a 100. Vazio é None (herda do nível acima); zero é zero."""

    def __init__(self, *, obrigatorio: bool = False, largura: int = 80) -> None:
        super().__init__(validar=ler_percentual, formatar=_virgula, obrigatorio=obrigatorio, maximo=10, largura=largura)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    @property
    def percentual(self) -> Decimal | None:
        """O percentual, ou None se vazio ou ainda não é um percentual."""
        try:
            return ler_percentual(self.valor()) if self.valor() else None
        except DadoInvalido:
            return None

    def definir_percentual(self, percentual: Decimal | None) -> None:
        """Mostra um percentual; None esvazia."""
        self.definir("" if percentual is None else str(percentual))


def _e_comando(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))


def _reescrever(texto: str) -> str:
    return formatar(ler_centavos(texto))


def _virgula(texto: str) -> str:
    return texto.replace(".", ",")
