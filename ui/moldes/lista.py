"""A forma comum das telas que são uma lista: procura em cima, filtros, a lista, o total e as ações embaixo."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from modelos.acesso.consulta import Consulta, Pagina
from regras.erros import ErroAviso
from ui import atalhos, frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.moldes.faixa_de_filtros import FaixaDeFiltros, FiltroMostrar
from ui.tabelas.base import Coluna, L
from ui.tabelas.lida import TabelaLida
from ui.tabelas.paginada import TabelaPaginada
from ui.tabelas.quadro import QuadroLista
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_PROCURA_CURTA, _PROCURA_LONGA = 220, 380


@dataclass(frozen=True, kw_only=True)
class Lista(Generic[L]):
    """O que uma tela de lista tem, dito uma vez.

    Atributos:
        titulo: da janela e da tela.
        explicacao: a frase embaixo dele.
        chave: identifica uma linha.
        colunas: o que mostrar.
        assuntos: o que ela mostra; quando muda, relê.
        mudam: o que excluir muda; vazio são os `assuntos`.
        arquivo: o nome proposto para o CSV.
        ler: a lista inteira, do cadastro pequeno.
        consulta: a ordem de início da lista que mora na base.
        fonte: uma página dela.
        ficha: a que abre uma linha, ou uma nova (None).
        demora: o cadastro lido inteiro é lido fora da thread da tela; `ler` não toca nela.
        remover: exclui da base; levanta `ErroAviso` se algo depende da linha. None é lista em que não se exclui.
        descrever: como a pergunta de exclusão chama a linha.
        inclui: tem o botão de incluir.
        abre: o texto do botão que abre a linha; vazio não o tem.
        enter: o que Enter faz na lista, como a barra de estado o diz.
        fecha: o texto do que fecha.
        fecha_no_fim: falso põe o que fecha antes do que abre, como nas consultas.
        exporta: o texto do que exporta, com a letra dele.
        total: embaixo da lista, o nome de uma linha, o de várias e a frase de nenhuma.
        nome: o da lista para o leitor de tela; vazio é o título.
        procura: o que se pode procurar.
        largura: em pixels com letra em 100 %.
        altura: idem.
    """

    titulo: str
    explicacao: str
    chave: Callable[[L], Hashable]
    colunas: Sequence[Coluna[L]] = ()
    assuntos: tuple[Assunto, ...]
    mudam: tuple[Assunto, ...] = ()
    arquivo: str
    ler: Callable[[], Sequence[L]] | None = None
    consulta: Consulta | None = None
    fonte: Callable[[Consulta], Pagina[L]] | None = None
    ficha: Callable[[Contexto, L | None, QWidget], Dialogo] | None = None
    remover: Callable[[L], object] | None = None
    descrever: Callable[[L], str] = str
    demora: bool = False
    inclui: bool = True
    abre: str = "&Alterar"
    enter: str = "Altera"
    fecha: str = "Fechar"
    fecha_no_fim: bool = True
    exporta: str = "Exportar CS&V"
    total: tuple[str, str, str] | None = None
    nome: str = ""
    procura: str = "Procurar na lista"
    largura: int = 720
    altura: int = 480


class DialogoLista(Dialogo, Generic[L]):
    """A subclasse diz a `LISTA`, e sobrescreve o que depende do que está na tela.

    A lista que mora na base conta as linhas em destaque e tem `Exportar` antes dos botões próprios; o cadastro pequeno,
    em letra de apoio e depois deles.
    """

    LISTA: ClassVar[Lista[Any]]

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        lista = self.LISTA
        super().__init__(lista.titulo, pai, largura=lista.largura, altura=lista.altura)
        self.contexto = contexto
        self._na_base = lista.consulta is not None
        self.setProperty("estado", f"{lista.titulo if self._na_base else 'Escolha na lista'} | ESC-{lista.fecha}")
        self._filtros = self.montar_filtros()
        self.tabela = self._montar_tabela()
        self.quadro: QuadroLista[L] = QuadroLista(
            lista.nome or lista.titulo,
            self.tabela,
            procura=lista.procura,
            largura_da_procura=_PROCURA_LONGA if self._na_base else _PROCURA_CURTA,
            preferencias=contexto.preferencias if self._na_base else None,
        )
        self.visao, self.procura = self.quadro.visao, self.quadro.procura
        apoio = Texto("Lendo…", letra=Letra.DETALHE, cor="texto2")
        self.rodape = Texto("Lendo…", peso=Peso.MEIO) if self._na_base else apoio
        self._montar_corpo()
        self._montar_acoes()
        self._ligar()
        self.focar(self.visao)
        self.reler()

    def colunas(self) -> Sequence[Coluna[L]]:
        """O que mostrar, quando depende do dia ou da tela."""
        return self.LISTA.colunas

    def ler(self) -> Sequence[L]:
        """A lista inteira, do cadastro pequeno."""
        return self.LISTA.ler() if self.LISTA.ler is not None else ()

    def pagina(self, consulta: Consulta) -> Pagina[L]:
        """Uma página da lista que mora na base, na thread do trabalho."""
        if self.LISTA.fonte is None:
            raise TypeError("a subclasse tem de definir")
        return self.LISTA.fonte(consulta)

    def montar_filtros(self) -> FaixaDeFiltros[Any] | FiltroMostrar | None:
        """A faixa de filtros, em cima da lista."""
        return None

    def em_filtros(self) -> Mapping[str, str]:
        """Os filtros da consulta, como estão na tela."""
        return {}

    def editar(self, objeto: L | None) -> None:
        """Abre a linha, ou uma nova."""
        if self.LISTA.ficha is not None:
            self.LISTA.ficha(self.contexto, objeto, self).responder()

    def confirmar_exclusao(self, objeto: L) -> bool:
        """Pergunta se é para excluir; quem tem dependentes diz quais são."""
        pergunta = f"Excluir {self.LISTA.descrever(objeto)}?"
        return DialogoConfirmacao.perguntar(self.windowTitle(), pergunta, perigo=True, pai=self)

    def remover(self, objeto: L) -> None:
        """Exclui da base; levanta `ErroAviso` se algo depende da linha."""
        if self.LISTA.remover is not None:
            self.LISTA.remover(objeto)

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """Os botões próprios da tela, à esquerda."""
        return ()

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """Os próprios que só valem com uma linha corrente, depois deles."""
        return ()

    def dizer_total(self) -> str:
        """O que vai embaixo da lista."""
        total = self.tabela.total
        if self.LISTA.total is not None:
            uma, varias, nenhuma = self.LISTA.total
            convite = "" if self.procura.text() or not self.LISTA.inclui else ": use Incluir, ou a tecla Insert"
            return frases.quantos(total, uma, varias) if total else f"{nenhuma}{convite}"
        if isinstance(self.tabela, TabelaLida) and self.tabela.procurando:
            return f"{total} de {self.tabela.lidas} na lista"
        if total:
            return frases.quantos(total, "na lista", "na lista")
        return "Nada cadastrado ainda: use Incluir, ou a tecla Insert." if self.LISTA.inclui else "Nada na lista."

    def ao_consultar(self, consulta: Consulta) -> None:
        """A procura ou o filtro de uma lista que mora na base mudou, ou ela vai ser relida."""

    def ao_carregar(self) -> None:
        """Chegaram linhas."""
        self.rodape.setText(self.dizer_total())

    def reler(self) -> None:
        """Lê de novo, mantendo a seleção e a procura."""
        self.quadro.atualizar()

    def filtrar(self) -> None:
        """Aplica os filtros como estão na tela."""
        if isinstance(self.tabela, TabelaPaginada):
            self.tabela.filtrar(self.em_filtros())

    def exportar(self) -> Trabalho | None:
        """Grava em CSV a lista inteira, como está filtrada."""
        return self.quadro.exportar(self.contexto, self.LISTA.arquivo)

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
        self.contexto.avisar(*(self.LISTA.mudam or self.LISTA.assuntos))

    def _montar_tabela(self) -> TabelaLida[L] | TabelaPaginada[L]:
        lista = self.LISTA
        if not self._na_base:
            # O que demora vem na ordem em que se lê.
            ordem, contexto = (None, self.contexto) if lista.demora else (0, None)
            return TabelaLida(self.colunas(), self.ler, chave=lista.chave, ordem=ordem, contexto=contexto)
        inicio = replace(lista.consulta or Consulta(), filtros=dict(self.em_filtros()))
        tabela = TabelaPaginada(self.colunas(), self.pagina, self.contexto.base, chave=lista.chave, consulta=inicio)
        tabela.consultou.connect(self.ao_consultar)
        return tabela

    def _montar_corpo(self) -> None:
        frase = self.LISTA.explicacao
        dizeres = em_coluna(
            Texto(self.LISTA.titulo, letra=Letra.BLOCO, peso=Peso.FORTE),
            *([Texto(frase, cor="texto2", quebra=True)] if frase else []),
            espaco=2,
        )
        self.corpo.addLayout(em_linha((dizeres, 1), (self.procura, Qt.AlignmentFlag.AlignTop), espaco=12))
        if self._filtros is not None:
            self._filtros.mudou.connect(self.filtrar)
            self.corpo.addWidget(self._filtros)
        self.corpo.addWidget(self.quadro, 1)
        self.corpo.addWidget(self.rodape)

    def _montar_acoes(self) -> None:
        lista = self.LISTA
        self.botao_excluir = Botao(
            "E&xcluir" if self._na_base else "&Excluir",
            tecla=atalhos.EXCLUIR.rotulo,
            papel=Papel.PERIGO,
            ao_clicar=self.excluir,
        )
        self.botao_exportar = Botao(
            lista.exporta, icone="baixar", tecla=atalhos.EXPORTAR.tecla, ao_clicar=self.exportar
        )
        self.botao_incluir = Botao("&Incluir", icone="mais", tecla=atalhos.INCLUIR.rotulo, ao_clicar=self.incluir)
        self.botao_alterar = Botao(lista.abre, tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL, ao_clicar=self.alterar)
        da_linha = self.botoes_da_linha()
        self._da_linha = (self.botao_excluir, self.botao_alterar, *da_linha)
        proprios = (*self.botoes_a_mais(), *da_linha)
        esquerda = (self.botao_exportar, *proprios) if self._na_base else (*proprios, self.botao_exportar)
        if lista.remover is not None:
            esquerda = (self.botao_excluir, *esquerda)
        abrem = ((self.botao_incluir, lista.inclui), (self.botao_alterar, bool(lista.abre)))
        direita = [botao for botao, existe in abrem if existe]
        direita.insert(len(direita) if lista.fecha_no_fim else 0, self.botao_fechar(lista.fecha))
        self.acoes(*direita, esquerda=esquerda)

    def _ligar(self) -> None:
        self.quadro.carregou.connect(self.ao_carregar)
        self.quadro.carregou.connect(self._ao_selecionar)
        self.quadro.selecionou.connect(self._ao_selecionar)
        self.contexto.mudou.connect(self._ao_mudar)
        teclas = ["Letras-Procuram", "F6-Ordena", "F5-Atualiza"]
        if self.LISTA.remover is not None:
            # Só com a lista em foco: Delete é do texto enquanto se procura.
            excluir = QKeySequence(atalhos.EXCLUIR.teclas[0])
            # Dita junto da função, a biblioteca ignora o alcance, e Del na procura excluiria a linha.
            na_lista = QShortcut(excluir, self.visao, context=Qt.ShortcutContext.WidgetShortcut)
            na_lista.activated.connect(self.excluir)
            teclas.insert(0, "Del-Exclui")
        if self.LISTA.inclui:
            self.ligar_teclas((atalhos.INCLUIR, self.incluir))
            teclas.insert(0, "Ins-Inclui")
        if self.LISTA.abre:
            self.quadro.abriu.connect(self.editar)
            teclas.insert(0, f"Enter-{self.LISTA.enter}")
        else:
            self.procura.setProperty("teclas", ["↑↓-Anda na lista"])
        self.visao.setProperty("teclas", teclas)
        self.ligar_teclas(
            (atalhos.ATUALIZAR, self.quadro.atualizar),
            (atalhos.ORDENAR, self.visao.ordenar_pela_seguinte),
            (atalhos.INVERTER_ORDEM, self.visao.inverter_ordem),
            (atalhos.EXPORTAR, self.exportar),
            (atalhos.PROCURAR, self.quadro.ir_a_procura),
        )
        self._ao_selecionar()

    def _ao_selecionar(self) -> None:
        for botao in self._da_linha:
            botao.setEnabled(self.selecionada() is not None)

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if assuntos & set(self.LISTA.assuntos):
            self.reler()
