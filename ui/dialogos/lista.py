"""A forma comum dos cadastros pequenos: a lista, e incluir, alterar e excluir embaixo."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from regras.erros import ErroAviso
from ui import atalhos, frases
from ui.atalhos import Atalho
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.base import Dialogo
from ui.dialogos.confirmacao import DialogoConfirmacao
from ui.dialogos.mensagem import DialogoMensagem
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

T = TypeVar("T")


class DialogoLista(Dialogo, Generic[T]):
    """A subclasse sobrescreve `ler`, `editar`, `remover` e `descrever`; `ASSUNTOS` é o que a gravação muda."""

    ASSUNTOS: tuple[Assunto, ...] = ()

    def __init__(
        self,
        contexto: Contexto,
        titulo: str,
        explicacao: str,
        colunas: Sequence[Coluna[T]],
        chave: Callable[[T], Hashable],
        *,
        pai: QWidget | None = None,
        largura: int = 720,
        altura: int = 480,
        inclui: bool = True,
    ) -> None:
        super().__init__(titulo, pai, largura=largura, altura=altura)
        self.contexto = contexto
        self.setProperty("estado", self.tr("Escolha na lista | ESC-Fechar"))
        self.corpo.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        self.corpo.addWidget(Texto(explicacao, cor="texto2", quebra=True))
        self.tabela: TabelaBase[T] = TabelaBase(colunas, chave=chave)
        self.visao = VisaoTabela(titulo)
        self.visao.setProperty("moldura", True)
        self.visao.mostrar(self.tabela)
        self.corpo.addWidget(self.visao, 1)
        self._rodape = Texto(letra=Letra.DETALHE, cor="texto2")
        self.corpo.addWidget(self._rodape)
        self._montar_acoes(inclui)
        self.reler()
        self.visao.selecionar(0)
        self.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        contexto.mudou.connect(self._ao_mudar)

    def ler(self) -> list[T]:
        """Lê as linhas da base."""
        raise TypeError("a subclasse tem de definir")

    def editar(self, objeto: T | None) -> None:
        """Abre a edição da linha, ou de uma nova."""
        raise TypeError("a subclasse tem de definir")

    def remover(self, objeto: T) -> None:
        """Exclui da base.

        Raises:
            DadoInvalido: algo depende dele.
        """
        raise TypeError("a subclasse tem de definir")

    def descrever(self, objeto: T) -> str:
        """Como a pergunta de exclusão chama a linha."""
        raise TypeError("a subclasse tem de definir")

    def reler(self) -> None:
        """Lê de novo, mantendo a seleção."""
        self.tabela.trocar(self.ler())
        total = len(self.tabela.linhas())
        self._rodape.setText(frases.quantos(total, "na lista", "na lista") if total else self._frase_da_lista_vazia())
        self._ao_selecionar()

    def selecionada(self) -> T | None:
        """A linha corrente."""
        return self.tabela.linha(self.visao.currentIndex().row())

    def incluir(self) -> None:
        """Abre a edição de uma linha nova."""
        self.editar(None)

    def alterar(self) -> None:
        """Abre a edição da linha corrente."""
        objeto = self.selecionada()
        if objeto is not None:
            self.editar(objeto)

    def excluir(self) -> None:
        """Pergunta e exclui a linha corrente; o que depende dela é dito e nada muda."""
        objeto = self.selecionada()
        if objeto is None:
            return
        pergunta = self.tr("Excluir {}?").format(self.descrever(objeto))
        if not DialogoConfirmacao.perguntar(self.windowTitle(), pergunta, perigo=True, pai=self):
            return
        try:
            self.remover(objeto)
        except ErroAviso as erro:
            DialogoMensagem.mostrar_erro(self, self.tr("Não excluído"), erro)
            return
        self.contexto.avisar(*self.ASSUNTOS)

    def _frase_da_lista_vazia(self) -> str:
        if hasattr(self, "botao_incluir"):
            return self.tr("Nada cadastrado ainda: use Incluir, ou a tecla Insert.")
        return self.tr("Nada na lista.")

    def _montar_acoes(self, inclui: bool) -> None:
        self.botao_excluir = Botao(self.tr("&Excluir"), tecla=atalhos.EXCLUIR.rotulo, papel=Papel.PERIGO, altura=34)
        self.botao_excluir.clicked.connect(self.excluir)
        self._por_atalho(atalhos.EXCLUIR, self.excluir)
        botoes: list[QWidget] = []
        if inclui:
            self.botao_incluir = Botao(self.tr("&Incluir"), icone="mais", tecla=atalhos.INCLUIR.rotulo, altura=34)
            self._por_atalho(atalhos.INCLUIR, self.incluir)
            self.botao_alterar = Botao(self.tr("&Alterar"), tecla="Enter", altura=34)
            self.botao_incluir.clicked.connect(self.incluir)
            self.botao_alterar.clicked.connect(self.alterar)
            self.visao.abriu.connect(self.alterar)
            botoes += [self.botao_incluir, self.botao_alterar]
        self.acoes(*botoes, self.botao_fechar(), esquerda=(self.botao_excluir,))
        self.visao.selecionou.connect(self._ao_selecionar)

    def _por_atalho(self, atalho: Atalho, acao: Callable[[], None]) -> None:
        na_lista = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence(atalho.teclas[0]), self.visao, acao, context=na_lista)

    def _ao_selecionar(self) -> None:
        tem = self.selecionada() is not None
        self.botao_excluir.setEnabled(tem)
        if hasattr(self, "botao_alterar"):
            self.botao_alterar.setEnabled(tem)

    def _ao_mudar(self, assuntos: object) -> None:
        if isinstance(assuntos, frozenset) and assuntos & set(self.ASSUNTOS):
            self.reler()
