"""Cadastro de mensagens: lista, e o editor com variáveis a um clique e a prévia ao lado."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from envio.leitura_mime import Partes
from modelos import empresas, mensagens
from regras import texto as regras_do_texto
from regras.cadastro import Mensagem
from regras.erros import DadoInvalido, ErroAviso
from regras.texto import CAMPOS_DO_DEBITO, VARIAVEIS
from regras.variaveis import EMPRESA_DE_EXEMPLO, LISTAS, Variavel
from ui import frases, tema
from ui.componentes.botao import Botao
from ui.componentes.campo_texto import CampoTexto
from ui.componentes.formulario import Formulario
from ui.componentes.texto import Estado, Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.ficha import DialogoFicha
from ui.dialogos.lista import DialogoLista
from ui.dialogos.mensagem import DialogoMensagem
from ui.dialogos.papel import Papel
from ui.tabelas.base import Coluna
from ui.tema import Letra, Peso

_PAUSA_MS = 250
"""A prévia espera uma pausa na digitação."""


class CampoLongo(QPlainTextEdit):
    """Texto de várias linhas; Tab sai do campo.

    Sinais:
        mudou(): o texto mudou.
    """

    mudou = Signal()

    def __init__(self, altura: int, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(tema.medida(altura))
        self.textChanged.connect(self.mudou)

    def valor(self) -> str:
        """O texto como está escrito."""
        return self.toPlainText()


class DialogoTextoDoAviso(DialogoFicha):
    """O editor de uma mensagem."""

    _ultimo: CampoTexto | CampoLongo

    def __init__(self, contexto: Contexto, mensagem: Mensagem | None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, self.tr("Mensagem"), pai, largura=1180, altura=680)
        self._numero = mensagem.numero if mensagem else _proximo()
        self._empresa = empresas.obter() or EMPRESA_DE_EXEMPLO
        self._por_campos()
        self.variaveis = self._listar_variaveis()
        self.papel = Papel()
        self.erro_da_previa = Estado("erro", "", "perigo", quebra=True)
        self._mostrar_mensagem(mensagem or Mensagem(self._numero, "", "", ""))
        restaurar = Botao(self.tr("&Restaurar o texto padrão"), icone="desfazer", altura=34)
        restaurar.clicked.connect(self.restaurar)
        self.concluir(restaurar)
        self._dividir()
        self.textos["nome"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._relogio = QTimer(self, singleShot=True, interval=_PAUSA_MS)
        self._relogio.timeout.connect(self.prever)
        self.formulario.mudou.connect(self._relogio.start)
        self.prever()

    def mensagem(self) -> Mensagem:
        """A mensagem como está na tela."""
        nome, assunto = self.textos["nome"].valor(), self.textos["assunto"].valor()
        return Mensagem(self._numero, nome, assunto, self.html.valor(), self.puro.valor())

    def prever(self) -> None:
        """Preenche a mensagem com um aviso de exemplo; o erro de escrita aparece embaixo da prévia."""
        frase = ""
        try:
            exemplo = regras_do_texto.exemplo(self._empresa, self.contexto.hoje())
            pronta = regras_do_texto.preencher(self.mensagem(), exemplo)
            self.papel.mostrar(Partes(pronta.assunto, (), pronta.html, pronta.texto, ()))
        except DadoInvalido as erro:
            frase = frases.erro_de_campo(erro)
        self.erro_da_previa.mostrar("erro", frase, "perigo")
        self.erro_da_previa.setVisible(bool(frase))

    def inserir(self, item: QListWidgetItem) -> None:
        """Escreve a variável onde está o cursor do último campo usado."""
        trecho = str(item.data(Qt.ItemDataRole.UserRole))
        if isinstance(self._ultimo, CampoLongo):
            self._ultimo.insertPlainText(trecho)
        else:
            self._ultimo.insert(trecho)
        self._ultimo.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Anota o último campo que teve o foco: é nele que a variável entra."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, CampoTexto | CampoLongo):
            self._ultimo = watched
        return super().eventFilter(watched, event)

    def restaurar(self) -> None:
        """Põe no editor o texto que veio com o programa; só vale depois de gravar."""
        try:
            original = mensagens.original()
        except ErroAviso as erro:
            DialogoMensagem.mostrar_erro(self, self.tr("Não restaurado"), erro)
            return
        nome = self.textos["nome"].valor() or original.nome
        self._mostrar_mensagem(Mensagem(self._numero, nome, original.assunto, original.html, original.texto))

    def guardar(self) -> None:
        """Confere e grava."""
        for campo in (self.textos["assunto"], self.html, self.puro):
            self.formulario.mostrar_erro(campo, "")
        mensagem = self.mensagem()
        regras_do_texto.validar(mensagem)
        mensagens.gravar(mensagem)
        self.contexto.avisar(Assunto.MENSAGENS)

    def _por_campos(self) -> None:
        self.formulario = Formulario(eixo_campo=110, eixo_ajuda=0)
        self.texto("nome", self.tr("&Nome"), CampoTexto(obrigatorio=True, largura=0))
        assunto = self.texto("assunto", self.tr("&Assunto"), CampoTexto(obrigatorio=True, largura=0))
        self.html, self.puro = CampoLongo(140), CampoLongo(70)
        self.formulario.campo(self.tr("&HTML"), self.html)
        self.formulario.campo(self.tr("&Texto puro"), self.puro)
        self.puro.setPlaceholderText(self.tr("em branco, é escrito pelo programa"))
        self.nomear(self.html, "Corpo da mensagem")
        self.nomear(self.puro, "Texto puro")
        self._ultimo = self.html
        self._anotados = (assunto, self.html, self.puro)

    def _listar_variaveis(self) -> QListWidget:
        lista = QListWidget()
        lista.setMinimumHeight(tema.medida(150))
        lista.setAccessibleName(self.tr("Variáveis"))
        escritas = [(variavel, _trecho(variavel)) for variavel in VARIAVEIS]
        escritas += [(variavel, f"{{{{ d.{variavel.nome} }}}}") for variavel in CAMPOS_DO_DEBITO]
        for variavel, trecho in escritas:
            item = QListWidgetItem(f"{variavel.nome} · {variavel.descricao}", lista)
            item.setData(Qt.ItemDataRole.UserRole, trecho)
            item.setToolTip(self.tr("{}\nExemplo: {}").format(trecho, variavel.exemplo))
        lista.itemClicked.connect(self.inserir)
        for tecla in ("Return", "Enter"):
            atalho = QShortcut(QKeySequence(tecla), lista, context=Qt.ShortcutContext.WidgetShortcut)
            atalho.activated.connect(self._inserir_corrente)
        return lista

    def _inserir_corrente(self) -> None:
        item = self.variaveis.currentItem()
        if item is not None:
            self.inserir(item)

    def _dividir(self) -> None:
        esquerda, direita = QWidget(), QWidget()
        self._empilhar(esquerda, self.formulario, Texto(self.tr("Variáveis: um clique escreve"), letra=Letra.DETALHE))
        self._empilhar(esquerda, self.variaveis)
        titulo = Texto(self.tr("Como o cliente recebe (exemplo)"), peso=Peso.FORTE)
        self._empilhar(direita, titulo, self.papel, self.erro_da_previa)
        divisor = QSplitter(Qt.Orientation.Horizontal)
        divisor.addWidget(esquerda)
        divisor.addWidget(direita)
        divisor.setChildrenCollapsible(False)
        self.corpo.insertWidget(0, divisor, 100)
        for campo in self._anotados:
            campo.installEventFilter(self)

    def _empilhar(self, dono: QWidget, *widgets: QWidget) -> None:
        caixa = dono.layout()
        if caixa is None:
            caixa = QVBoxLayout(dono)
            caixa.setContentsMargins(0, 0, tema.medida(10), 0)
        for widget in widgets:
            caixa.addWidget(widget)

    def _mostrar_mensagem(self, mensagem: Mensagem) -> None:
        self.preencher_textos({"nome": mensagem.nome, "assunto": mensagem.assunto})
        self.html.setPlainText(mensagem.html)
        self.puro.setPlainText(mensagem.texto)


class DialogoMensagens(DialogoLista[Mensagem]):
    """Lista das mensagens."""

    ASSUNTOS = (Assunto.MENSAGENS,)

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        colunas: tuple[Coluna[Mensagem], ...] = (
            Coluna(self.tr("Número"), lambda mensagem: str(mensagem.numero), lambda mensagem: mensagem.numero),
            Coluna(self.tr("Nome"), lambda mensagem: mensagem.nome, largura=200),
            Coluna(self.tr("Assunto"), lambda mensagem: mensagem.assunto, largura=0),
        )
        frase = self.tr("O que os avisos dizem. Cada conta de e-mail escolhe a sua; a de número 1 é a padrão.")
        super().__init__(contexto, self.tr("Mensagens"), frase, colunas, lambda mensagem: mensagem.numero, pai=pai)

    def ler(self) -> list[Mensagem]:
        """Todas, em ordem de número."""
        return mensagens.listar()

    def editar(self, objeto: Mensagem | None) -> None:
        """Inclui ou altera."""
        DialogoTextoDoAviso(self.contexto, objeto, self).exec()

    def remover(self, objeto: Mensagem) -> None:
        """Exclui a mensagem."""
        mensagens.excluir(objeto.numero)

    def descrever(self, objeto: Mensagem) -> str:
        """Número e nome."""
        return self.tr("a mensagem {}, {}").format(objeto.numero, objeto.nome)


def _proximo() -> int:
    return max(mensagem.numero for mensagem in mensagens.listar()) + 1


def _trecho(variavel: Variavel) -> str:
    """O que o clique escreve: o valor, a condição ou a repetição."""
    if variavel.nome in LISTAS:
        return f"{{% for d in {variavel.nome} %}}\n{{{{ d.documento }}}}\n{{% endfor %}}"
    if variavel.nome.startswith("tem_"):
        return f"{{% if {variavel.nome} %}}\n{{% endif %}}"
    return f"{{{{ {variavel.nome} }}}}"
