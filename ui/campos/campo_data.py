"""Campo de data: aceita ddmm, ddmmaa e ddmmaaaa; as barras são automáticas; F2 abre o calendário."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from regras.erros import DadoInvalido
from ui import recursos, tema
from ui.campos.campo_texto import CampoTexto

_MAXIMO = 10


def ler_data(texto: str, hoje: date) -> date:
    """Lê `24/11`, `2411`, `24/11/26`, `241126` ou `24112026`; sem o ano vale o de `hoje`.

    Raises:
        DadoInvalido: não é uma data que existe.
    """
    algarismos = "".join(letra for letra in texto if letra.isdigit())
    ano = {4: str(hoje.year), 6: f"20{algarismos[4:]}", 8: algarismos[4:]}.get(len(algarismos), "")
    try:
        return date(int(ano), int(algarismos[2:4]), int(algarismos[:2]))
    except ValueError:
        raise DadoInvalido("data", f"“{texto.strip()}” não é uma data (exemplo: 24/11/{hoje.year})") from None


class CampoData(CampoTexto):
    """Uma data; `data` é None enquanto está vazia ou incompleta."""

    CONSULTA = "Calendário"

    def __init__(
        self,
        hoje: Callable[[], date],
        *,
        obrigatorio: bool = False,
        menor: date | None = None,
        maior: date | None = None,
        largura: int = 128,
    ) -> None:
        self._hoje, self._menor, self._maior = hoje, menor, maior
        super().__init__(
            validar=self._ler,
            formatar=self._reescrever,
            obrigatorio=obrigatorio,
            maximo=_MAXIMO,
            largura=largura,
        )
        self.setPlaceholderText("dd/mm/aaaa")
        self._acao = QAction(recursos.icone("calendario", tema.tom("texto2")), "Abrir o calendário", self)
        self._acao.triggered.connect(self.consultar)
        self.addAction(self._acao, QLineEdit.ActionPosition.TrailingPosition)
        tema.atual().mudou.connect(self._ao_mudar_tema)

    @property
    def data(self) -> date | None:
        """A data, se o texto já é uma."""
        try:
            return self._ler(self.valor()) if self.valor() else None
        except DadoInvalido:
            return None

    def problema(self) -> str:
        """Por que o que está escrito ainda não é uma data; vazio quando é."""
        return self._erro()

    def _ao_mudar(self) -> None:
        # Inteira e impossível (31/02): diz já, sem esperar que se saia do campo.
        if len(self.text()) == _MAXIMO:
            self._dizer(self._erro())
        super()._ao_mudar()

    def definir_data(self, dia: date | None) -> None:
        """Mostra uma data; None esvazia."""
        self.definir("" if dia is None else f"{dia:%d/%m/%Y}")

    def consultar(self) -> None:
        """Mostra o calendário embaixo do campo; escolher um dia o escreve."""
        janela = QWidget(self, Qt.WindowType.Popup)
        janela.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendario = QCalendarWidget()
        calendario.setAccessibleName("Calendário")
        calendario.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        marcado = self.data or self._hoje()
        calendario.setSelectedDate(QDate(marcado.year, marcado.month, marcado.day))
        calendario.activated.connect(self._ao_escolher)
        calendario.clicked.connect(self._ao_escolher)
        calendario.activated.connect(janela.close)
        calendario.clicked.connect(janela.close)
        caixa = QVBoxLayout(janela)
        caixa.setContentsMargins(1, 1, 1, 1)
        caixa.addWidget(calendario)
        janela.move(self.mapToGlobal(QPoint(0, self.height() + tema.medida(2))))
        janela.show()
        calendario.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Põe as barras enquanto se digita no fim; só entram algarismos e barra."""
        texto = event.text()
        if texto and texto.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not (texto.isdigit() or texto == "/"):
                return
            atual = self.text()
            no_fim = self.cursorPosition() == len(atual) and not self.hasSelectedText()
            if texto.isdigit() and no_fim and len(atual) in (2, 5) and not atual.endswith("/"):
                self.insert("/")
            if texto == "/" and (not no_fim or atual.endswith("/") or atual.count("/") == 2 or not atual):
                return
        super().keyPressEvent(event)

    def _ao_escolher(self, dia: QDate) -> None:
        self.definir_data(date(dia.year(), dia.month(), dia.day()))

    def _ao_mudar_tema(self) -> None:
        self._acao.setIcon(recursos.icone("calendario", tema.tom("texto2")))

    def _ler(self, texto: str) -> date:
        dia = ler_data(texto, self._hoje())
        if self._menor is not None and dia < self._menor:
            raise DadoInvalido("data", f"a data não pode ser anterior a {self._menor:%d/%m/%Y}")
        if self._maior is not None and dia > self._maior:
            raise DadoInvalido("data", f"a data não pode passar de {self._maior:%d/%m/%Y}")
        return dia

    def _reescrever(self, texto: str) -> str:
        return f"{ler_data(texto, self._hoje()):%d/%m/%Y}"
