"""A forma comum dos cadastros grandes: a lista que mora na base, filtros em cima, ações e totais embaixo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import atalhos, tema
from ui.atalhos import Atalho
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.tabelas.quadro import QuadroPaginado
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

L = TypeVar("L")


class DialogoListaPaginada(Dialogo, Generic[L]):
    """A subclasse monta o quadro com `mostrar`, e sobrescreve `editar` e `pedir_exclusao`.

    `ASSUNTOS` é o que a lista mostra: quando muda, ela relê. `ARQUIVO` é o nome proposto para o CSV.
    """

    ASSUNTOS: frozenset[Assunto] = frozenset()
    ARQUIVO = "lista.csv"

    def __init__(
        self, contexto: Contexto, titulo: str, explicacao: str, pai: QWidget | None, *, largura: int, altura: int
    ) -> None:
        super().__init__(titulo, pai, largura=largura, altura=altura)
        self.contexto = contexto
        self.setProperty("estado", f"{titulo} | ESC-Fechar")
        self._titulo, self._explicacao = titulo, explicacao
        self.rodape = Texto("Lendo…", peso=Peso.MEIO)
        self.quadro: QuadroPaginado[L]

    def mostrar(self, quadro: QuadroPaginado[L], filtros: QWidget | None = None) -> None:
        """Põe título, procura, filtros, lista, rodapé e botões, e faz a primeira leitura."""
        self.quadro = quadro
        topo = QHBoxLayout()
        topo.setSpacing(tema.medida(12))
        dizeres = QVBoxLayout()
        dizeres.setSpacing(tema.medida(2))
        dizeres.addWidget(Texto(self._titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        dizeres.addWidget(Texto(self._explicacao, cor="texto2", quebra=True))
        topo.addLayout(dizeres, 1)
        topo.addWidget(quadro.procura, 0, Qt.AlignmentFlag.AlignTop)
        self.corpo.addLayout(topo)
        if filtros is not None:
            self.corpo.addWidget(filtros)
        self.corpo.addWidget(quadro, 1)
        self.corpo.addWidget(self.rodape)
        quadro.visao.setProperty(
            "teclas",
            [
                "Enter-Altera",
                "Ins-Inclui",
                "Del-Exclui",
                "Letras-Procuram",
                "F6-Ordena",
            ],
        )
        self._montar_acoes()
        self._ligar()
        quadro.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        quadro.atualizar()

    def editar(self, objeto: L | None) -> None:
        """Abre a ficha da linha, ou de uma nova."""
        raise TypeError("a subclasse tem de definir")

    def pedir_exclusao(self, objeto: L) -> None:
        """Diz o que depende da linha, pergunta e exclui."""
        raise TypeError("a subclasse tem de definir")

    def incluir(self) -> None:
        """Abre a ficha de uma linha nova."""
        self.editar(None)

    def alterar(self) -> None:
        """Abre a ficha da linha corrente."""
        if (objeto := self.quadro.atual()) is not None:
            self.editar(objeto)

    def excluir(self) -> None:
        """Exclui a linha corrente, com pergunta."""
        if (objeto := self.quadro.atual()) is not None:
            self.pedir_exclusao(objeto)

    def exportar(self) -> Trabalho | None:
        """Grava em CSV a lista inteira, como está filtrada."""
        return self.quadro.exportar(self, self.ARQUIVO)

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """Os da subclasse, entre Exportar e o vão."""
        return ()

    def _montar_acoes(self) -> None:
        self.botao_excluir = Botao("E&xcluir", tecla=atalhos.EXCLUIR.rotulo, papel=Papel.PERIGO)
        self.botao_exportar = Botao("Exportar CS&V", icone="baixar", tecla=atalhos.EXPORTAR.tecla)
        self.botao_incluir = Botao("&Incluir", icone="mais", tecla=atalhos.INCLUIR.rotulo)
        self.botao_alterar = Botao("&Alterar", tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL)
        for botao, acao in (
            (self.botao_excluir, self.excluir),
            (self.botao_exportar, self.exportar),
            (self.botao_incluir, self.incluir),
            (self.botao_alterar, self.alterar),
        ):
            botao.clicked.connect(acao)
        esquerda = (self.botao_excluir, self.botao_exportar, *self.botoes_a_mais())
        self.acoes(self.botao_incluir, self.botao_alterar, self.botao_fechar(), esquerda=esquerda)

    def _ligar(self) -> None:
        self.quadro.abriu.connect(self.editar)
        self.quadro.selecionou.connect(self._ao_selecionar)
        self.quadro.carregou.connect(self._ao_selecionar)
        self.contexto.mudou.connect(self._ao_mudar)
        self._atalho(atalhos.ATUALIZAR, self.quadro.atualizar, self)
        self._atalho(atalhos.ORDENAR, self.quadro.ordenar_pela_seguinte, self)
        self._atalho(atalhos.INVERTER_ORDEM, self.quadro.inverter_ordem, self)
        self._atalho(atalhos.EXPORTAR, self.exportar, self)
        self._atalho(atalhos.PROCURAR, self._ao_procurar, self)
        self._atalho(atalhos.INCLUIR, self.incluir, self)
        self._atalho(atalhos.EXCLUIR, self.excluir, self.quadro.visao)
        self._ao_selecionar()

    def _atalho(self, atalho: Atalho, acao: Callable[[], object], onde: QWidget) -> None:
        alcance = Qt.ShortcutContext.WindowShortcut if onde is self else Qt.ShortcutContext.WidgetShortcut
        for tecla in atalho.teclas:
            QShortcut(QKeySequence(tecla), onde, acao, context=alcance)

    def _ao_procurar(self) -> None:
        self.quadro.procura.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.quadro.procura.selectAll()

    def _ao_selecionar(self) -> None:
        tem = self.quadro.atual() is not None
        self.botao_alterar.setEnabled(tem)
        self.botao_excluir.setEnabled(tem)

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if assuntos & self.ASSUNTOS:
            self.quadro.atualizar()
