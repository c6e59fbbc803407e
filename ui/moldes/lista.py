"""A forma comum das telas que são uma lista: procura em cima, filtros, a lista, o total e as ações embaixo."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Generic

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from modelos.acesso.consulta import Consulta, Pagina
from regras.erros import ErroAviso
from ui import atalhos, frases
from ui.atalhos import Atalho
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.tabelas.base import Coluna, L
from ui.tabelas.lida import TabelaLida
from ui.tabelas.paginada import TabelaPaginada
from ui.tabelas.quadro import QuadroLista
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA_DA_PROCURA = 220


class DialogoLista(Dialogo, Generic[L]):
    """A subclasse sobrescreve `ler` (ou diz a `fonte`, se a lista mora na base), `editar`, `remover` e `descrever`.

    Declara também o que a tela tem:
        ASSUNTOS: o que ela mostra; quando muda, relê.
        MUDAM: o que excluir muda; vazio são os `ASSUNTOS`.
        ARQUIVO: o nome proposto para o CSV.
        INCLUI, EXCLUI, ABRE: os botões; `ABRE` é o texto do que abre a linha, e vazio não o tem.
        ENTER: o que Enter faz na lista, como a barra de estado o diz.
        FECHA: o texto do que fecha.
        EXPORTA: o do que exporta, com a letra dele.
        FECHA_NO_FIM: False põe o que fecha antes do que abre, como nas consultas.

    A lista que mora na base conta as linhas em destaque e tem `Exportar` antes dos botões próprios; o cadastro pequeno,
    em letra de apoio e depois deles.
    """

    ASSUNTOS: tuple[Assunto, ...] = ()
    MUDAM: tuple[Assunto, ...] = ()
    ARQUIVO = "lista.csv"
    INCLUI = True
    EXCLUI = True
    ABRE = "&Alterar"
    ENTER = "Altera"
    FECHA = "Fechar"
    EXPORTA = "Exportar CS&V"
    FECHA_NO_FIM = True

    def __init__(
        self,
        contexto: Contexto,
        titulo: str,
        explicacao: str,
        colunas: Sequence[Coluna[L]],
        chave: Callable[[L], Hashable],
        *,
        fonte: Callable[[Consulta], Pagina[L]] | None = None,
        consulta: Consulta | None = None,
        nome: str = "",
        procura: str = "Procurar na lista",
        pai: QWidget | None = None,
        largura: int = 720,
        altura: int = 480,
    ) -> None:
        """Monta e lê.

        Args:
            contexto: o das telas.
            titulo: da janela e da tela.
            explicacao: a frase embaixo dele.
            colunas: o que mostrar.
            chave: identifica uma linha.
            fonte: lê uma página da base; None lê tudo por `ler`.
            consulta: a ordem de início, com `fonte`.
            nome: o da lista para o leitor de tela; vazio é o título.
            procura: o que se pode procurar.
            pai: dono.
            largura: em pixels com letra em 100 %.
            altura: idem.
        """
        super().__init__(titulo, pai, largura=largura, altura=altura)
        self.contexto = contexto
        self.setProperty("estado", f"{titulo if fonte else 'Escolha na lista'} | ESC-{self.FECHA}")
        self._filtros = self.montar_filtros()
        self.tabela: TabelaLida[L] | TabelaPaginada[L]
        if fonte is None:
            self.tabela = TabelaLida(colunas, self.ler, chave=chave)
        else:
            inicio = replace(consulta or Consulta(), filtros=dict(self.em_filtros()))
            self.tabela = TabelaPaginada(colunas, fonte, contexto.base, chave=chave, consulta=inicio)
            self.tabela.consultou.connect(self.ao_consultar)
        self.quadro: QuadroLista[L] = QuadroLista(
            nome or titulo,
            self.tabela,
            procura=procura,
            largura_da_procura=380 if fonte else _LARGURA_DA_PROCURA,
            preferencias=contexto.preferencias if fonte else None,
        )
        self.visao, self.procura = self.quadro.visao, self.quadro.procura
        self._na_base = fonte is not None
        apoio = Texto("Lendo…", letra=Letra.DETALHE, cor="texto2")
        self.rodape = Texto("Lendo…", peso=Peso.MEIO) if self._na_base else apoio
        self._montar_corpo(titulo, explicacao)
        self._montar_acoes()
        self._ligar()
        self.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reler()

    def ler(self) -> list[L]:
        """Lê as linhas da base."""
        raise TypeError("a subclasse tem de definir")

    def montar_filtros(self) -> QWidget | None:
        """A faixa de filtros, em cima da lista; ao mudar, chame `filtrar`."""
        return None

    def em_filtros(self) -> Mapping[str, str]:
        """Os filtros da consulta, como estão na tela."""
        return {}

    def editar(self, objeto: L | None) -> None:
        """Abre a linha, ou uma nova."""
        raise TypeError("a subclasse tem de definir")

    def remover(self, objeto: L) -> None:
        """Exclui da base.

        Raises:
            DadoInvalido: algo depende dele.
        """
        raise TypeError("a subclasse tem de definir")

    def descrever(self, objeto: L) -> str:
        """Como a pergunta de exclusão chama a linha."""
        raise TypeError("a subclasse tem de definir")

    def confirmar_exclusao(self, objeto: L) -> bool:
        """Pergunta se é para excluir; quem tem dependentes diz quais são."""
        pergunta = f"Excluir {self.descrever(objeto)}?"
        return DialogoConfirmacao.perguntar(self.windowTitle(), pergunta, perigo=True, pai=self)

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """Os botões próprios da tela, à esquerda."""
        return ()

    def dizer_total(self) -> str:
        """O que vai embaixo da lista."""
        total = self.tabela.total
        if isinstance(self.tabela, TabelaLida) and self.tabela.procurando:
            return f"{total} de {self.tabela.lidas} na lista"
        if total:
            return frases.quantos(total, "na lista", "na lista")
        return "Nada cadastrado ainda: use Incluir, ou a tecla Insert." if self.INCLUI else "Nada na lista."

    def ao_consultar(self, consulta: Consulta) -> None:
        """A procura ou o filtro de uma lista que mora na base mudou, ou ela vai ser relida."""

    def ao_carregar(self) -> None:
        """Chegaram linhas."""
        self.rodape.setText(self.dizer_total())

    def ao_selecionar(self, tem: bool) -> None:
        """Há, ou não, uma linha corrente: os botões que precisam dela acompanham."""
        for botao in self._da_linha:
            botao.setEnabled(tem)

    def reler(self) -> None:
        """Lê de novo, mantendo a seleção e a procura."""
        self.quadro.atualizar()

    def filtrar(self) -> None:
        """Aplica os filtros como estão na tela."""
        if isinstance(self.tabela, TabelaPaginada):
            self.tabela.filtrar(self.em_filtros())

    def exportar(self) -> Trabalho | None:
        """Grava em CSV a lista inteira, como está filtrada."""
        return self.quadro.exportar(self.contexto, self.ARQUIVO)

    def total(self) -> str:
        """O que está escrito embaixo da lista."""
        return self.rodape.text()

    def selecionada(self) -> L | None:
        """A linha corrente."""
        return self.quadro.atual()

    def incluir(self) -> None:
        """Abre a edição de uma linha nova."""
        self.editar(None)

    def alterar(self) -> None:
        """Abre a linha corrente."""
        if (objeto := self.selecionada()) is not None:
            self.editar(objeto)

    def excluir(self) -> None:
        """Pergunta e exclui a linha corrente; o que depende dela é dito e nada muda."""
        objeto = self.selecionada()
        if objeto is None or not self.confirmar_exclusao(objeto):
            return
        try:
            self.remover(objeto)
        except ErroAviso as erro:
            DialogoMensagem.mostrar_erro(self, "Não excluído", erro)
            return
        self.contexto.avisar(*(self.MUDAM or self.ASSUNTOS))

    def _montar_corpo(self, titulo: str, explicacao: str) -> None:
        dizeres = em_coluna(
            Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE),
            *([Texto(explicacao, cor="texto2", quebra=True)] if explicacao else []),
            espaco=2,
        )
        self.corpo.addLayout(em_linha((dizeres, 1), (self.procura, Qt.AlignmentFlag.AlignTop), espaco=12))
        if self._filtros is not None:
            self.corpo.addWidget(self._filtros)
        self.corpo.addWidget(self.quadro, 1)
        self.corpo.addWidget(self.rodape)

    def _montar_acoes(self) -> None:
        esquerda: list[QWidget] = []
        direita: list[QWidget] = []
        self._da_linha: list[QWidget] = []
        if self.EXCLUI:
            self.botao_excluir = Botao(
                "E&xcluir" if self._na_base else "&Excluir",
                tecla=atalhos.EXCLUIR.rotulo,
                papel=Papel.PERIGO,
                ao_clicar=self.excluir,
            )
            esquerda.append(self.botao_excluir)
            self._da_linha.append(self.botao_excluir)
        self.botao_exportar = Botao(self.EXPORTA, icone="baixar", tecla=atalhos.EXPORTAR.tecla, ao_clicar=self.exportar)
        proprios = self.botoes_a_mais()
        esquerda += [self.botao_exportar, *proprios] if self._na_base else [*proprios, self.botao_exportar]
        if self.INCLUI:
            self.botao_incluir = Botao("&Incluir", icone="mais", tecla=atalhos.INCLUIR.rotulo, ao_clicar=self.incluir)
            direita.append(self.botao_incluir)
        if self.ABRE:
            self.botao_alterar = Botao(
                self.ABRE, tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL, ao_clicar=self.alterar
            )
            direita.append(self.botao_alterar)
            self._da_linha.append(self.botao_alterar)
        direita.insert(len(direita) if self.FECHA_NO_FIM else 0, self.botao_fechar(self.FECHA))
        self.acoes(*direita, esquerda=tuple(esquerda))

    def _ligar(self) -> None:
        self.quadro.carregou.connect(self.ao_carregar)
        self.quadro.carregou.connect(self._ao_selecionar)
        self.quadro.selecionou.connect(self._ao_selecionar)
        self.contexto.mudou.connect(self._ao_mudar)
        teclas = ["Letras-Procuram", "F6-Ordena", "F5-Atualiza"]
        if self.EXCLUI:
            self._atalho(atalhos.EXCLUIR, self.excluir, self.visao)
            teclas.insert(0, "Del-Exclui")
        if self.INCLUI:
            self._atalho(atalhos.INCLUIR, self.incluir, self)
            teclas.insert(0, "Ins-Inclui")
        if self.ABRE:
            self.quadro.abriu.connect(self.editar)
            teclas.insert(0, f"Enter-{self.ENTER}")
        else:
            self.procura.setProperty("teclas", ["↑↓-Anda na lista"])
        self.visao.setProperty("teclas", teclas)
        for atalho, acao in (
            (atalhos.ATUALIZAR, self.quadro.atualizar),
            (atalhos.ORDENAR, self.visao.ordenar_pela_seguinte),
            (atalhos.INVERTER_ORDEM, self.visao.inverter_ordem),
            (atalhos.EXPORTAR, self.exportar),
            (atalhos.PROCURAR, self.quadro.ir_a_procura),
        ):
            self._atalho(atalho, acao, self)
        self._ao_selecionar()

    def _atalho(self, atalho: Atalho, acao: Callable[[], object], onde: QWidget) -> None:
        """O da lista só vale com ela em foco: Delete é do texto enquanto se procura."""
        alcance = Qt.ShortcutContext.WindowShortcut if onde is self else Qt.ShortcutContext.WidgetShortcut
        for tecla in atalho.teclas:
            QShortcut(QKeySequence(tecla), onde, acao, context=alcance)

    def _ao_selecionar(self) -> None:
        self.ao_selecionar(self.selecionada() is not None)

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if assuntos & set(self.ASSUNTOS):
            self.reler()
