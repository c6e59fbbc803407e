"""O texto puro, derivado ou escrito à parte; e o HTML da mensagem, que se vê, ou se escreve à mão."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from regras.mensagem.variaveis import CAMPOS_DO_DEBITO, LISTAS, VARIAVEIS, Variavel
from ui import atalhos, tema
from ui.base.botao_ajuda import BotaoAjuda
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_texto import CampoLongo
from ui.componentes.botao import Botao
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.navegacao import Navegacao
from ui.componentes.texto import Texto
from ui.tema import Letra

_EM_BRANCO = "em branco, é escrito pelo programa"


class TextoPuro(QWidget):
    """O texto puro da mensagem: no visual, o derivado até que se escreva outro.

    Sinais:
        mudou(): o texto mudou.
    """

    mudou = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._visual, self._derivado, self._preenchido = True, "", ""
        self.a_parte = CaixaMarcar("&Escrever o texto puro à parte")
        self.a_parte.toggled.connect(self._ao_marcar)
        self.texto = CampoLongo(70)
        self.texto.setAccessibleName("Texto puro")
        self.texto.setPlaceholderText(_EM_BRANCO)
        self.texto.mudou.connect(self.mudou)
        self.ajuda = _com_ajuda(self, self.texto, "mensagem.puro")
        dizer = "O mesmo aviso sem formatação, para leitores simples. O programa o tira da mensagem."
        em_coluna(
            Texto(dizer, letra=Letra.DETALHE, cor="texto2", quebra=True),
            em_linha(self.a_parte, ELASTICO, self.ajuda), (self.texto, 1), espaco=6, margens=(0, 8, 0, 0), dono=self,
        )  # fmt: skip

    def proprio(self) -> str:
        """O escrito à parte; vazio é o derivado."""
        return self.texto.valor() if self.a_parte.isChecked() else ""

    def definir(self, proprio: str) -> None:
        """Põe o escrito à parte; vazio volta ao derivado."""
        self._por(proprio)
        self.a_parte.blockSignals(True)
        self.a_parte.setChecked(bool(proprio.strip()))
        self.a_parte.blockSignals(False)
        self.acertar(visual=self._visual)

    def mostrar_derivado(self, modelo: str, preenchido: str) -> None:
        """O que o programa tirou da mensagem: o modelo, de que se parte para escrever outro, e como sai."""
        self._derivado, self._preenchido = modelo, preenchido
        if not self.a_parte.isChecked() and self.texto.valor() != preenchido:
            self._por(preenchido)

    def acertar(self, *, visual: bool) -> None:
        """No HTML escrito à mão não há de que derivar: o texto é o que se escreve, ou o padrão."""
        self._visual = visual
        self.a_parte.setVisible(visual)
        self.texto.setReadOnly(visual and not self.a_parte.isChecked())

    def _ao_marcar(self, a_parte: bool) -> None:
        self._por(self._derivado if a_parte else self._preenchido)
        self.acertar(visual=self._visual)
        self.mudou.emit()

    def _por(self, texto: str) -> None:
        self.texto.blockSignals(True)
        self.texto.definir(texto)
        self.texto.blockSignals(False)


class Avancado(QWidget):
    """O HTML: o gerado, só para ver; ou o escrito à mão, com as variáveis a um clique.

    Sinais:
        mudou(): o HTML escrito à mão mudou.
        pediu_html(): deixar o editor visual.
        pediu_visual(): deixar o HTML.
    """

    mudou = Signal()
    pediu_html = Signal()
    pediu_visual = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._dizer = Texto("", letra=Letra.DETALHE, cor="texto2", quebra=True)
        self.html = CampoLongo(140)
        self.html.setAccessibleName("HTML da mensagem")
        self.html.mudou.connect(self._ao_mudar)
        self.escrever = Botao("Escrever em &HTML…", icone="lapis", ao_clicar=self.pediu_html)
        self.voltar = Botao("Usar o editor &visual…", icone="texto", ao_clicar=self.pediu_visual)
        self.ajuda = _com_ajuda(self, self.html, "mensagem.html")
        self._titulo = Texto("Variáveis: um clique escreve", letra=Letra.DETALHE)
        self.variaveis = self._listar_variaveis()
        em_coluna(
            self._dizer, (self.html, 2), self._titulo, (self.variaveis, 1),
            em_linha(self.escrever, self.voltar, ELASTICO, self.ajuda), espaco=6, margens=(0, 8, 0, 0), dono=self,
        )  # fmt: skip

    def mostrar_gerado(self, html: str) -> None:
        """O HTML dos blocos, como será gravado."""
        if self.html.valor() != html:
            self.html.blockSignals(True)
            self.html.definir(html)
            self.html.blockSignals(False)

    def acertar(self, *, visual: bool) -> None:
        """No visual, o HTML só se vê."""
        self.html.setReadOnly(visual)
        self._dizer.setText(
            "O HTML que o programa escreve a partir da mensagem. Para mudá-lo à mão, deixa-se o editor visual."
            if visual
            else "Esta mensagem foi escrita em HTML, e é ele que vale. O editor visual recomeça de um texto pronto."
        )
        self.escrever.setVisible(visual)
        for parte in (self.voltar, self._titulo, self.variaveis):
            parte.setVisible(not visual)

    def inserir(self, item: QListWidgetItem | None) -> None:
        """Escreve a variável onde está o cursor."""
        if item is not None:
            self.html.insertPlainText(str(item.data(Qt.ItemDataRole.UserRole)))
            self.html.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ao_mudar(self) -> None:
        if not self.html.isReadOnly():
            self.mudou.emit()

    def _listar_variaveis(self) -> QListWidget:
        lista = QListWidget()
        lista.setMinimumHeight(tema.medida(90))
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
            ligado = QShortcut(QKeySequence(tecla), lista, context=na_lista)
            ligado.activated.connect(lambda: self.inserir(lista.currentItem()))
        return lista


def _com_ajuda(dono: QWidget, campo: QWidget, chave: str) -> BotaoAjuda:
    """O botão i de um campo fora do formulário; F1 nele abre o mesmo."""
    botao = BotaoAjuda(chave)
    Navegacao(dono).vigiar(campo, ajuda=botao.abrir)
    return botao


def _trecho(variavel: Variavel) -> str:
    """O que o clique escreve: o valor, a condição ou a repetição."""
    if variavel.nome in LISTAS:
        return f"{{% for d in {variavel.nome} %}}\n{{{{ d.documento }}}}\n{{% endfor %}}"
    if variavel.nome.startswith("tem_"):
        return f"{{% if {variavel.nome} %}}\n{{% endif %}}"
    return f"{{{{ {variavel.nome} }}}}"
