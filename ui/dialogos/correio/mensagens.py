"""Cadastro de mensagens: lista, e o editor com variáveis a um clique e a prévia ao lado."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QSplitter, QWidget

from modelos.cadastro import empresas
from modelos.contas import mensagens
from regras.cadastro import Mensagem
from regras.erros import ErroAviso
from regras.mensagem import texto as regras_do_texto
from regras.mensagem.texto import CAMPOS_DO_DEBITO, VARIAVEIS
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO, LISTAS, Variavel
from regras.mensagem.visual import prontos
from ui import atalhos, tema
from ui.base.mensagem import DialogoMensagem
from ui.campos.campo_texto import CampoLongo, CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_coluna
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.correio.previa_mensagem import PreviaMensagem
from ui.moldes.ficha import Campo, DialogoFicha
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna
from ui.tema import Letra

_PAUSA_MS = 250
"""A prévia espera uma pausa na digitação."""


class DialogoTextoDoAviso(DialogoFicha):
    """O editor de uma mensagem."""

    AJUDAS = "mensagem"
    ASSUNTOS = (Assunto.MENSAGENS,)

    _ultimo: CampoTexto | CampoLongo

    def __init__(self, contexto: Contexto, mensagem: Mensagem | None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Mensagem", pai, largura=1320, altura=690, eixo=110)
        self._numero = mensagem.numero if mensagem else _proximo()
        self._declarar()
        self.variaveis = self._listar_variaveis()
        self.previa = PreviaMensagem(contexto, empresas.obter() or EMPRESA_DE_EXEMPLO)
        self.mostrar(mensagem or Mensagem(self._numero, "", "", ""))
        adotar = partial(self._adotar, prontos.original)
        self.botao_restaurar = Botao("&Restaurar o texto padrão", icone="desfazer", ao_clicar=adotar)
        self.concluir(self.botao_restaurar, self._listar_prontas())
        self._dividir()
        self.focar(self.textos["nome"])
        self._relogio = QTimer(self, singleShot=True, interval=_PAUSA_MS)
        self._relogio.timeout.connect(self.prever)
        self.formulario.mudou.connect(self._relogio.start)
        self.ligar_teclas((atalhos.CONSULTA, self._ao_pedir_cliente))
        self.prever()

    def mensagem(self) -> Mensagem:
        """A mensagem como está na tela."""
        return Mensagem(self._numero, **self.colher())

    def prever(self) -> None:
        """Mostra a mensagem como está na tela."""
        self.previa.mostrar(self.mensagem())

    def inserir(self, item: QListWidgetItem | None) -> None:
        """Escreve a variável onde está o cursor do último campo usado."""
        if item is None:
            return
        trecho = str(item.data(Qt.ItemDataRole.UserRole))
        if isinstance(self._ultimo, CampoLongo):
            self._ultimo.insertPlainText(trecho)
        else:
            self._ultimo.insert(trecho)
        self.focar(self._ultimo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Anota o último campo que teve o foco: é nele que a variável entra."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, CampoTexto | CampoLongo):
            self._ultimo = watched
        return super().eventFilter(watched, event)

    def _adotar(self, ler: Callable[[], Mensagem]) -> None:
        """Põe no editor um texto que veio com o programa; só vale depois de gravar, e Ctrl+Z desfaz."""
        try:
            texto = ler()
        except ErroAviso as erro:
            DialogoMensagem.mostrar_erro(self, "Texto não lido", erro)
            return
        self.textos["nome"].definir(self.textos["nome"].valor() or texto.nome)
        self.textos["assunto"].definir(texto.assunto)
        self.html.trocar(texto.html)
        self.puro.trocar(texto.texto)

    def _listar_prontas(self) -> Botao:
        botao = Botao("Textos &prontos", icone="livro")
        menu = QMenu(botao)
        for posicao, nome in enumerate(("&Lembrete", "&Vencido", "Vencido há &muito")):
            menu.addAction(nome, partial(self._adotar, partial(_pronta, posicao)))
        botao.clicked.connect(lambda: menu.exec(botao.mapToGlobal(QPoint(0, -menu.sizeHint().height()))))
        self.prontas = menu
        return botao

    def _ao_pedir_cliente(self) -> None:
        if self.previa.trocar.isVisible():
            self.previa.trocar_cliente()

    def guardar(self) -> None:
        """Confere e grava."""
        for campo in (self.textos["assunto"], self.html, self.puro):
            self.formulario.mostrar_erro(campo, "")
        mensagem = self.mensagem()
        regras_do_texto.validar(mensagem)
        mensagens.gravar(mensagem)

    def _declarar(self) -> None:
        assunto = CampoTexto(obrigatorio=True, largura=0)
        self.html, self.puro = CampoLongo(140), CampoLongo(70)
        self.puro.setPlaceholderText("em branco, é escrito pelo programa")
        self.declarar(
            Campo("nome", "&Nome", CampoTexto(obrigatorio=True, largura=0)),
            Campo("assunto", "&Assunto", assunto),
            Campo("html", "&HTML", self.html, "Corpo da mensagem"),
            Campo("texto", "&Texto puro", self.puro, "Texto puro", "mensagem.puro"),
        )
        self._ultimo = self.html
        self._anotados = (assunto, self.html, self.puro)

    def _listar_variaveis(self) -> QListWidget:
        lista = QListWidget()
        lista.setMinimumHeight(tema.medida(110))
        lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lista.setAccessibleName("Variáveis")
        escritas = [(variavel, _trecho(variavel)) for variavel in VARIAVEIS]
        escritas += [(variavel, f"{{{{ d.{variavel.nome} }}}}") for variavel in CAMPOS_DO_DEBITO]
        for variavel, trecho in escritas:
            item = QListWidgetItem(f"{variavel.nome} · {variavel.descricao}", lista)
            item.setData(Qt.ItemDataRole.UserRole, trecho)
            item.setToolTip(f"{trecho}\nExemplo: {variavel.exemplo}")
        lista.itemClicked.connect(self.inserir)
        for tecla in atalhos.ABRIR.teclas:
            na_lista = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(tecla), lista, lambda: self.inserir(lista.currentItem()), context=na_lista)
        return lista

    def _dividir(self) -> None:
        esquerda, direita, ate_o_divisor = QWidget(), QWidget(), (0, 0, 10, 0)
        dizeres = Texto("Variáveis: um clique escreve", letra=Letra.DETALHE)
        em_coluna(self.formulario, dizeres, self.variaveis, espaco=6, margens=ate_o_divisor, dono=esquerda)
        em_coluna(self.previa, margens=ate_o_divisor, dono=direita)
        divisor = QSplitter(Qt.Orientation.Horizontal)
        divisor.addWidget(esquerda)
        divisor.addWidget(direita)
        divisor.setChildrenCollapsible(False)
        divisor.setSizes([tema.medida(440), tema.medida(840)])
        self.corpo.insertWidget(0, divisor, 100)
        for campo in self._anotados:
            campo.installEventFilter(self)


class DialogoMensagens(DialogoLista[Mensagem]):
    """Lista das mensagens."""

    LISTA = Lista[Mensagem](
        titulo="Mensagens",
        explicacao="O que os avisos dizem. Cada conta de e-mail escolhe a sua; a 1 é a padrão, e a 0 agradece.",
        colunas=(
            Coluna("Número", lambda mensagem: str(mensagem.numero), lambda mensagem: mensagem.numero),
            Coluna("Nome", lambda mensagem: mensagem.nome, largura=200),
            Coluna("Assunto", lambda mensagem: mensagem.assunto, largura=0),
        ),
        chave=lambda mensagem: mensagem.numero,
        assuntos=(Assunto.MENSAGENS,),
        arquivo="mensagens.csv",
        ler=mensagens.listar,
        ficha=DialogoTextoDoAviso,
        remover=lambda mensagem: mensagens.excluir(mensagem.numero),
        descrever=lambda mensagem: f"a mensagem {mensagem.numero}, {mensagem.nome}",
    )


def _pronta(posicao: int) -> Mensagem:
    return prontos.prontas()[posicao]


def _proximo() -> int:
    return max(mensagem.numero for mensagem in mensagens.listar()) + 1


def _trecho(variavel: Variavel) -> str:
    """O que o clique escreve: o valor, a condição ou a repetição."""
    if variavel.nome in LISTAS:
        return f"{{% for d in {variavel.nome} %}}\n{{{{ d.documento }}}}\n{{% endfor %}}"
    if variavel.nome.startswith("tem_"):
        return f"{{% if {variavel.nome} %}}\n{{% endif %}}"
    return f"{{{{ {variavel.nome} }}}}"
