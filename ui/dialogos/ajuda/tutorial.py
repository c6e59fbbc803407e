"""O passo a passo do módulo, dentro do programa: índice por tarefa, imagens das telas e procura que realça."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QImageReader, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser, QTextEdit, QWidget

from ui import atalhos, frases, recursos, tema
from ui.base.ajuda import html_do_tema
from ui.base.dialogo import Dialogo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.molduras import Linha
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tema import Letra, Peso

_MARCA = re.compile(r'<h1>(.*?)</h1>|<h2 id="([a-z_]+)">(.*?)</h2>')
_IMAGEM = re.compile(r'<img src="([a-z_]+)" alt="([^"]*)">')
_LARGURA, _ALTURA, _LARGURA_DO_INDICE = 1240, 660, 284
_ACHADOS_NO_MAXIMO = 500
_SEGUINTE = atalhos.CONSULTA.teclas[1]


class DialogoTutorial(Dialogo):
    """Índice à esquerda, texto à direita. `argumento` é o capítulo em que abre."""

    def __init__(self, _contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Tutorial: aviso de débitos", pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", "Tutorial | ESC-Fechar")
        self.corpo.setContentsMargins(0, 0, 0, 0)
        self._achados: list[QTextCursor] = []
        self._corrente = -1
        self.texto = QTextBrowser()
        self.texto.setAccessibleName("Texto do tutorial")
        self.texto.setOpenExternalLinks(False)
        self.texto.document().setDocumentMargin(tema.medida(24))
        self.texto.setHtml(html_do_tutorial())
        self.texto.setProperty("teclas", ["Ctrl+F-Procurar", "F3-Próxima ocorrência"])
        lado = em_linha(self._indice(), Linha(vertical=True, cor="linha2"), (self.texto, 1), espaco=0)
        self.corpo.addLayout(lado, 1)
        self.acoes(self.botao_fechar())
        self.ligar_teclas((atalhos.PROCURAR, self._ao_pedir_procura))
        QShortcut(QKeySequence(_SEGUINTE), self, partial(self.andar, 1))
        QShortcut(QKeySequence(f"Shift+{_SEGUINTE}"), self, partial(self.andar, -1))
        self.ir_para(str(argumento) if argumento else "")
        self.focar(self.texto)

    def ir_para(self, capitulo: str) -> None:
        """Vai a um capítulo pelo nome; vazio ou desconhecido fica no começo."""
        for posicao in range(self._lista.count()):
            if self._lista.item(posicao).data(Qt.ItemDataRole.UserRole) == capitulo:
                self._lista.setCurrentRow(posicao)
                self.texto.setSource(QUrl(f"#{capitulo}"))

    def procurar(self, texto: str) -> int:
        """Realça todas as ocorrências e vai à primeira; devolve quantas são."""
        self._achados, self._corrente = [], -1
        cursor = QTextCursor(self.texto.document())
        while texto.strip() and len(self._achados) < _ACHADOS_NO_MAXIMO:
            cursor = self.texto.document().find(texto.strip(), cursor)
            if cursor.isNull():
                break
            self._achados.append(cursor)
        self.andar(1)
        return len(self._achados)

    def andar(self, passo: int) -> None:
        """F3 e Shift+F3: vai à ocorrência seguinte ou à anterior, dando a volta."""
        if self._achados:
            self._corrente = (self._corrente + passo) % len(self._achados)
            no_comeco = QTextCursor(self._achados[self._corrente])
            no_comeco.setPosition(no_comeco.selectionStart())
            self.texto.setTextCursor(no_comeco)
            self.texto.ensureCursorVisible()
        self._realcar()

    def _realcar(self) -> None:
        pintadas = []
        for posicao, cursor in enumerate(self._achados):
            forma = QTextCharFormat()
            forma.setBackground(tema.cor("primario" if posicao == self._corrente else "aviso_fundo"))
            forma.setForeground(tema.cor("primario_texto" if posicao == self._corrente else "texto"))
            pintada = QTextEdit.ExtraSelection()
            pintada.cursor, pintada.format = cursor, forma
            pintadas.append(pintada)
        self.texto.setExtraSelections(pintadas)
        self._situacao.setText(self._dizer_achados())

    def _dizer_achados(self) -> str:
        if self._achados:
            total = frases.quantos(len(self._achados), "ocorrência", "ocorrências")
            return f"{self._corrente + 1} de {total} (F3)"
        return "Nada encontrado." if self._procura.valor() else ""

    def _indice(self) -> QWidget:
        coluna = QWidget()
        tema.dar_fundo(coluna, "painel")
        coluna.setFixedWidth(tema.medida(_LARGURA_DO_INDICE))
        self._procura = CampoTexto(largura=0)
        self._procura.setPlaceholderText("Procurar no tutorial")
        self._procura.setAccessibleName("Procurar no tutorial")
        self._procura.setProperty("teclas", ["Enter-Próxima ocorrência", "Shift+Enter-Anterior"])
        self._procura.mudou.connect(lambda: self.procurar(self._procura.valor()))
        self._procura.returnPressed.connect(partial(self.andar, 1))
        self._situacao = Texto(letra=Letra.DETALHE, cor="texto2")
        caixa = em_coluna(
            Texto("Tutorial", letra=Letra.BLOCO, peso=Peso.FORTE),
            self._procura,
            self._situacao,
            margens=(16, 20, 12, 12),
            dono=coluna,
        )
        self._lista = QListWidget()
        self._lista.setAccessibleName("Capítulos do tutorial")
        self._lista.setProperty("fundo", "painel")
        self._lista.setWordWrap(True)
        self._lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for grupo, nome, titulo in _MARCA.findall(recursos.tutorial()):
            self._lista.addItem(_item_do_indice(grupo, nome, titulo))
        self._lista.clicked.connect(self._ao_escolher)
        self._lista.activated.connect(self._ao_escolher)
        caixa.addWidget(self._lista, 1)
        return coluna

    def _ao_escolher(self, indice: QModelIndex) -> None:
        if nome := indice.data(Qt.ItemDataRole.UserRole):
            self.ir_para(str(nome))

    def _ao_pedir_procura(self) -> None:
        self._procura.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._procura.selectAll()


def _item_do_indice(grupo: str, nome: str, titulo: str) -> QListWidgetItem:
    """Um capítulo; ou o nome de um grupo deles, que não se escolhe."""
    item = QListWidgetItem(grupo or titulo)
    if grupo:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(tema.fonte(Letra.DETALHE, Peso.FORTE))
        item.setForeground(tema.cor("texto2"))
    else:
        item.setData(Qt.ItemDataRole.UserRole, nome)
    return item


def html_do_tutorial() -> str:
    """O tutorial com as cores do tema e as imagens da aparência em vigor; cada `h2` é um capítulo e vira uma âncora."""
    tons = tema.cores()

    def titular(achado: re.Match[str]) -> str:
        if achado[1]:
            letra, cor, ancora, texto = Letra.PERGUNTA, tons["texto2"], "", achado[1]
        else:
            letra, cor, ancora, texto = Letra.BLOCO, tons["texto"], f'<a name="{achado[2]}"></a>', achado[3]
        return (
            f'{ancora}<p style="font-size:{tema.fonte(letra).pointSizeF():.1f}pt;font-weight:600;'
            f'margin:{tema.medida(20)}px 0 {tema.medida(6)}px 0;color:{cor}">{texto}</p>'
        )

    return html_do_tema(_IMAGEM.sub(_ilustrar, _MARCA.sub(titular, recursos.tutorial())))


def _ilustrar(achado: re.Match[str]) -> str:
    """A imagem, encolhida se a tela é estreita, e a legenda."""
    arquivo = recursos.imagem_do_tutorial(achado[1], escuro=tema.escuro())
    cabe = tema.medida(_LARGURA - _LARGURA_DO_INDICE - 90)
    # Só o cabeçalho: abrir as onze imagens inteiras para saber a largura pararia a tela.
    largura = min(QImageReader(str(arquivo)).size().width(), cabe)
    vao, endereco = tema.medida(8), QUrl.fromLocalFile(str(arquivo)).toString()
    return (
        f'<p style="margin:{vao}px 0 0 0"><img src="{endereco}" width="{largura}"></p>'
        f'<p class="fraco" style="margin:0 0 {vao}px 0">{achado[2]}</p>'
    )
