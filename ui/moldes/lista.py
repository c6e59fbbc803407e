"""A forma comum dos cadastros pequenos: procura em cima, a lista, e incluir, alterar, excluir e exportar embaixo."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from regras.erros import ErroAviso
from regras.nomes import chave
from ui import atalhos, frases, tema
from ui.atalhos import Atalho
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import ALTURA_DA_ACAO, Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.tabelas import exportacao
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

T = TypeVar("T")
_LARGURA_DA_PROCURA = 220


class DialogoLista(Dialogo, Generic[T]):
    """A subclasse sobrescreve `ler`, `editar`, `remover` e `descrever`.

    `ASSUNTOS` é o que a gravação muda; `ARQUIVO`, o nome proposto para o CSV.
    """

    ASSUNTOS: tuple[Assunto, ...] = ()
    ARQUIVO = "lista.csv"

    def __init__(
        self,
        contexto: Contexto,
        titulo: str,
        explicacao: str,
        colunas: Sequence[Coluna[T]],
        chave_da_linha: Callable[[T], Hashable],
        *,
        pai: QWidget | None = None,
        largura: int = 720,
        altura: int = 480,
        inclui: bool = True,
    ) -> None:
        super().__init__(titulo, pai, largura=largura, altura=altura)
        self.contexto = contexto
        self.setProperty("estado", "Escolha na lista | ESC-Fechar")
        self._todas: list[T] = []
        self.corpo.addLayout(self._montar_topo(titulo, explicacao))
        self.tabela: TabelaBase[T] = TabelaBase(colunas, chave=chave_da_linha)
        self.visao = VisaoTabela(titulo)
        self.visao.setProperty("moldura", True)
        self.visao.mostrar(self.tabela, ordenar_por=0)
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

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """Os botões próprios da tela, entre o de excluir e o de exportar."""
        return ()

    def reler(self) -> None:
        """Lê de novo, mantendo a seleção e a procura."""
        self._todas = self.ler()
        self._filtrar()

    def exportar(self) -> Trabalho | None:
        """Grava em CSV o que a lista mostra."""
        linhas = [self.tabela.textos(item) for item in self.tabela.linhas()]
        return exportacao.exportar(self, self.contexto, self.ARQUIVO, self.tabela.titulos(), lambda: linhas)

    def rodape(self) -> str:
        """O que está escrito embaixo da lista."""
        return self._rodape.text()

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
        pergunta = f"Excluir {self.descrever(objeto)}?"
        if not DialogoConfirmacao.perguntar(self.windowTitle(), pergunta, perigo=True, pai=self):
            return
        try:
            self.remover(objeto)
        except ErroAviso as erro:
            DialogoMensagem.mostrar_erro(self, "Não excluído", erro)
            return
        self.contexto.avisar(*self.ASSUNTOS)

    def _montar_topo(self, titulo: str, explicacao: str) -> QHBoxLayout:
        topo, dizeres = QHBoxLayout(), QVBoxLayout()
        topo.setSpacing(tema.medida(12))
        dizeres.setSpacing(tema.medida(2))
        dizeres.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        dizeres.addWidget(Texto(explicacao, cor="texto2", quebra=True))
        self.procura = CampoTexto(largura=_LARGURA_DA_PROCURA)
        self.procura.setPlaceholderText("Procurar na lista")
        self.procura.setAccessibleName("Procurar na lista")
        self.procura.mudou.connect(self._filtrar)
        topo.addLayout(dizeres, 1)
        topo.addWidget(self.procura, 0, Qt.AlignmentFlag.AlignTop)
        return topo

    def _filtrar(self) -> None:
        palavras = chave(self.procura.text()).split()
        achadas = [item for item in self._todas if _tem(palavras, self.tabela.textos(item))]
        self.tabela.trocar(achadas)
        if palavras:
            dito = f"{len(achadas)} de {len(self._todas)} na lista"
        else:
            dito = frases.quantos(len(achadas), "na lista", "na lista") if achadas else self._frase_da_lista_vazia()
        self._rodape.setText(dito)
        if self.selecionada() is None:
            self.visao.selecionar(0)
        self._ao_selecionar()

    def _frase_da_lista_vazia(self) -> str:
        if hasattr(self, "botao_incluir"):
            return "Nada cadastrado ainda: use Incluir, ou a tecla Insert."
        return "Nada na lista."

    def _montar_acoes(self, inclui: bool) -> None:
        self.botao_excluir = Botao("&Excluir", tecla=atalhos.EXCLUIR.rotulo, papel=Papel.PERIGO, altura=34)
        self.botao_excluir.clicked.connect(self.excluir)
        self._por_atalho(atalhos.EXCLUIR, self.excluir)
        botoes: list[QWidget] = []
        if inclui:
            self.botao_incluir = Botao("&Incluir", icone="mais", tecla=atalhos.INCLUIR.rotulo, altura=34)
            self._por_atalho(atalhos.INCLUIR, self.incluir)
            self.botao_alterar = Botao("&Alterar", tecla="Enter", papel=Papel.PRINCIPAL, altura=ALTURA_DA_ACAO)
            self.botao_incluir.clicked.connect(self.incluir)
            self.botao_alterar.clicked.connect(self.alterar)
            self.visao.abriu.connect(self.alterar)
            botoes += [self.botao_incluir, self.botao_alterar]
        self.botao_exportar = Botao(
            "Exportar CS&V", icone="baixar", tecla=atalhos.EXPORTAR.tecla, altura=ALTURA_DA_ACAO
        )
        self.botao_exportar.clicked.connect(self.exportar)
        esquerda = (self.botao_excluir, *self.botoes_a_mais(), self.botao_exportar)
        self.acoes(*botoes, self.botao_fechar(), esquerda=esquerda)
        self.visao.selecionou.connect(self._ao_selecionar)
        self._por_atalho(atalhos.EXPORTAR, self.exportar, na_tela=True)
        self._por_atalho(atalhos.PROCURAR, self._ao_procurar, na_tela=True)
        self._por_atalho(atalhos.ORDENAR, self.visao.ordenar_pela_seguinte, na_tela=True)
        self._por_atalho(atalhos.INVERTER_ORDEM, self.visao.inverter_ordem, na_tela=True)

    def _por_atalho(self, atalho: Atalho, acao: Callable[[], object], *, na_tela: bool = False) -> None:
        """Na lista só vale com ela em foco: Insert e Delete são do texto enquanto se procura."""
        onde = self if na_tela else self.visao
        alcance = Qt.ShortcutContext.WindowShortcut if na_tela else Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence(atalho.teclas[0]), onde, acao, context=alcance)

    def _ao_procurar(self) -> None:
        self.procura.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.procura.selectAll()

    def _ao_selecionar(self) -> None:
        tem = self.selecionada() is not None
        self.botao_excluir.setEnabled(tem)
        if hasattr(self, "botao_alterar"):
            self.botao_alterar.setEnabled(tem)

    def _ao_mudar(self, assuntos: object) -> None:
        if isinstance(assuntos, frozenset) and assuntos & set(self.ASSUNTOS):
            self.reler()


def _tem(palavras: Sequence[str], textos: Sequence[str]) -> bool:
    """Diz se todas as palavras (na forma de `nomes.chave`) aparecem na linha."""
    linha = chave(" ".join(textos))
    return all(palavra in linha for palavra in palavras)
