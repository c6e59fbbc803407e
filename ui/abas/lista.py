"""A forma comum das guias que mostram uma lista só: procura, exportar, importar, lista e totais."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui import atalhos
from ui.abas.base import Aba
from ui.componentes.botao import Botao
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tabelas.base import Coluna, L
from ui.tabelas.lida import TabelaLida
from ui.tabelas.quadro import QuadroLista
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho


class AbaDeLista(Aba, Generic[L]):
    """Lê a lista inteira fora da tela e a filtra enquanto se digita.

    A subclasse diz as colunas, lê (`_ler`, na thread do trabalho), filtra (`_serve`) e soma (`_dizer_total`).
    """

    ARQUIVO = "lista.csv"

    def __init__(
        self,
        contexto: Contexto,
        *,
        titulo: str,
        explicacao: str,
        procura: str,
        colunas: Sequence[Coluna[L]],
        ordenar_por: int = 0,
    ) -> None:
        super().__init__(contexto)
        self._modelo: TabelaLida[L] = TabelaLida(
            colunas,
            self._ler,
            chave=lambda linha: linha,
            serve=self._serve,
            ordem=ordenar_por,
            contexto=contexto,
        )
        self._quadro: QuadroLista[L] = QuadroLista(
            titulo, self._modelo, procura=procura, largura_da_procura=300, com_corrente=False
        )
        self._quadro.carregou.connect(self._ao_carregar)
        self.visao = self._quadro.visao
        self.visao.setProperty("teclas", ["Letras-Procuram", "Ctrl+E-Exporta", "F5-Atualiza"])
        self.total = Texto("Lendo…", peso=Peso.FORTE)
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight)
        topo = em_linha(
            Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE),
            ELASTICO,
            self._quadro.procura,
            Botao("E&xportar CSV", icone="baixar", tecla=atalhos.EXPORTAR.tecla, ao_clicar=self.exportar),
            Botao("&Importar…", icone="subir", ao_clicar=self._ao_importar),
            espaco=12,
        )
        frase = Texto(explicacao, cor="texto2", quebra=True)
        em_coluna(topo, frase, (self._quadro, 1), self.total, espaco=10, margens=(20, 16, 20, 12), dono=self)

    def atualizar(self) -> None:
        """Relê a lista da base."""
        self._quadro.atualizar()

    def primeiro_campo(self) -> QWidget | None:
        """A procura."""
        return self._quadro.procura

    def exportar(self) -> Trabalho | None:
        """Grava em CSV o que está à mostra."""
        return self._quadro.exportar(self.contexto, self.ARQUIVO)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 lê de novo; Ctrl+E exporta; Ctrl+F procura."""
        controle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F5:
            self.atualizar()
        elif controle and event.key() == Qt.Key.Key_E:
            self.exportar()
        elif controle and event.key() == Qt.Key.Key_F:
            self._quadro.ir_a_procura()
        else:
            super().keyPressEvent(event)

    def _ler(self) -> list[L]:
        """Lê da base; roda na thread do trabalho."""
        raise TypeError("a subclasse tem de definir")

    def _serve(self, _linha: L, _palavras: list[str]) -> bool:
        """Diz se a linha atende à procura."""
        raise TypeError("a subclasse tem de definir")

    def _dizer_total(self, _linhas: list[L]) -> str:
        """O rodapé do que está à mostra."""
        raise TypeError("a subclasse tem de definir")

    def _ao_importar(self) -> None:
        self.contexto.abrir.emit("importar", None)

    def _ao_carregar(self) -> None:
        self.total.setText(self._dizer_total(self._modelo.linhas()))
