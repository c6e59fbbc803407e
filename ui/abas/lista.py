"""A forma comum das guias que mostram uma lista só: procura, exportar, importar, lista e totais."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from regras.erros import ErroAviso
from regras.nomes import chave
from ui import atalhos, tema
from ui.abas.base import Aba
from ui.calculo import Calculo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.texto import Estado, Texto
from ui.contexto import Contexto
from ui.tabelas import exportacao
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

L = TypeVar("L")


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
        self._todas: list[L] = []
        self._calculo = Calculo(contexto, self)
        self._calculo.pronto.connect(self._ao_ler)
        self._calculo.falhou.connect(self._ao_falhar)
        fora = QVBoxLayout(self)
        fora.setContentsMargins(*[tema.medida(lado) for lado in (20, 16, 20, 12)])
        fora.setSpacing(tema.medida(10))
        fora.addLayout(self._montar_topo(titulo, procura))
        fora.addWidget(Texto(explicacao, cor="texto2", quebra=True))
        self._erro = Estado("erro", "", "perigo", quebra=True)
        self._erro.hide()
        fora.addWidget(self._erro)
        self._modelo: TabelaBase[L] = TabelaBase(colunas, chave=lambda linha: linha)
        self.visao = VisaoTabela(titulo)
        self.visao.setProperty("moldura", True)
        self.visao.setProperty("teclas", ["Letras-Procuram", "Ctrl+E-Exporta", "F5-Atualiza"])
        self.visao.mostrar(self._modelo, ordenar_por=ordenar_por)
        fora.addWidget(self.visao, 1)
        self._total = Texto("Lendo…", peso=Peso.FORTE)
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight)
        fora.addWidget(self._total)

    def atualizar(self) -> None:
        """Relê a lista da base."""
        self._calculo.pedir(self._ler)

    def primeiro_campo(self) -> QWidget | None:
        """A procura."""
        return self._procura

    def total(self) -> str:
        """O rodapé, como está na tela."""
        return self._total.text()

    def exportar(self) -> Trabalho | None:
        """Grava em CSV o que está à mostra."""
        linhas = self._modelo.linhas()
        return exportacao.exportar(
            self, self.contexto, self.ARQUIVO, self._modelo.titulos(), lambda: map(self._modelo.textos, linhas)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 lê de novo; Ctrl+E exporta; Ctrl+F procura."""
        controle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F5:
            self.atualizar()
        elif controle and event.key() == Qt.Key.Key_E:
            self.exportar()
        elif controle and event.key() == Qt.Key.Key_F:
            self._procura.setFocus()
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

    def _montar_topo(self, titulo: str, procura: str) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(12))
        linha.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        linha.addStretch(1)
        self._procura = CampoTexto(largura=300)
        self._procura.setPlaceholderText(procura)
        self._procura.setAccessibleName(procura)
        self._procura.mudou.connect(self._filtrar)
        linha.addWidget(self._procura)
        exportar = Botao("E&xportar CSV", icone="baixar", tecla=atalhos.EXPORTAR.tecla)
        exportar.clicked.connect(self.exportar)
        importar = Botao("&Importar…", icone="subir")
        importar.clicked.connect(self._ao_importar)
        linha.addWidget(exportar)
        linha.addWidget(importar)
        return linha

    def _ao_importar(self) -> None:
        self.contexto.abrir.emit("importar", None)

    def _ao_ler(self, linhas: list[L]) -> None:
        self._erro.hide()
        self._todas = linhas
        self._filtrar()

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._erro.mostrar("erro", erro.frase(), "perigo")
        self._erro.show()

    def _filtrar(self) -> None:
        palavras = chave(self._procura.text()).split()
        achadas = [linha for linha in self._todas if self._serve(linha, palavras)]
        self._modelo.trocar(achadas)
        self._total.setText(self._dizer_total(achadas))
