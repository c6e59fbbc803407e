"""Quem está com a base aberta: o número vivo e a lista dos terminais."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from modelos.base.terminais import Terminal
from ui import frases, tema
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.texto import Texto
from ui.contexto import Contexto, em_hora_local
from ui.tabelas.base import Alinhamento, Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Peso

_ALTURA_DA_LISTA = 54
_ALTURA_DA_LINHA = 26
_BORDAS = 2
_COLUNA_NOME, _COLUNA_DESDE = 1, 3
_NOME, _NOME_APERTADO = 112, 94


class QuadroTerminais(QWidget):
    """Mostra os terminais vivos; quem lê a base é o cabeçalho.

    Sinais:
        mudou(int): quantos outros terminais estão abertos.
    """

    mudou = Signal(int)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self.quantos = Texto("1", peso=Peso.PLENO)
        self._modelo: TabelaBase[Terminal] = TabelaBase(self._colunas(), chave=lambda terminal: terminal.id)
        self.lista = VisaoTabela("Terminais logados no Banco de Dados", teclas=[])
        self.lista.risca = False
        self.lista.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lista.horizontalHeader().hide()
        self.lista.verticalHeader().setDefaultSectionSize(tema.medida(_ALTURA_DA_LINHA))
        self.lista.setFixedHeight(tema.medida(_ALTURA_DA_LISTA))
        self.lista.mostrar(self._modelo)
        titulo = em_linha(Texto("Terminais logados no Banco de Dados:"), self.quantos, ELASTICO, espaco=7)
        em_coluna(titulo, self.lista, espaco=5, dono=self)

    def mostrar(self, vivos: Sequence[Terminal]) -> None:
        """Troca a lista, o próprio terminal primeiro."""
        ordenados = sorted(vivos, key=lambda terminal: (not self._e_este(terminal), terminal.id))
        self._modelo.trocar(ordenados)
        self.quantos.setText(frases.numero(len(ordenados)))
        self.mudou.emit(sum(not self._e_este(terminal) for terminal in ordenados))

    def compactar(self, compacto: bool) -> None:
        """Na janela baixa a lista mostra uma linha e rola, sem a hora de entrada."""
        altura = _ALTURA_DA_LINHA + _BORDAS if compacto else _ALTURA_DA_LISTA
        self.lista.setFixedHeight(tema.medida(altura))
        self.lista.setColumnHidden(_COLUNA_DESDE, compacto)
        self.lista.setColumnWidth(_COLUNA_NOME, tema.medida(_NOME_APERTADO if compacto else _NOME))

    def _e_este(self, terminal: Terminal) -> bool:
        return terminal.id == self._contexto.terminal

    def _colunas(self) -> tuple[Coluna[Terminal], ...]:
        return (
            Coluna(
                "",
                lambda _terminal: "",
                icone=lambda _terminal: "ponto",
                cor=lambda terminal: "ok" if self._e_este(terminal) else "aviso",
                largura=32,
            ),
            Coluna("", lambda terminal: terminal.nome, peso=Peso.FORTE, largura=_NOME),
            Coluna("", lambda terminal: terminal.usuario, largura=0),
            Coluna("", self._desde, cor=lambda _terminal: "texto2", largura=110),
            Coluna(
                "",
                lambda terminal: "este terminal" if self._e_este(terminal) else "outro terminal",
                alinhamento=Alinhamento.DIREITA,
                detalhe=True,
                largura=98,
            ),
        )

    def _desde(self, terminal: Terminal) -> str:
        """A hora; se não foi hoje, o dia também."""
        entrou = em_hora_local(terminal.entrou_em)
        hoje = em_hora_local(self._contexto.agora()).date()
        quando = f"{entrou:%H:%M}" if entrou.date() == hoje else f"{entrou:%d/%m %H:%M}"
        return f"desde {quando}"


def dizer_outros(outros: int) -> str:
    """A frase da faixa de alerta: há mais alguém com a base aberta?"""
    if not outros:
        return "Só este terminal está aberto"
    return frases.quantos(outros, "outro terminal está aberto", "outros terminais estão abertos")
