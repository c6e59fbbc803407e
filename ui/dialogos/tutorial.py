"""O passo a passo do módulo, dentro do programa, com índice e procura."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from ui import atalhos, recursos, tema
from ui.componentes.campo_texto import CampoTexto
from ui.componentes.molduras import Linha
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.dialogos.ajuda import html_do_tema
from ui.dialogos.base import Dialogo
from ui.tema import Letra, Peso

_CAPITULO = re.compile(r'<h2 id="([a-z_]+)">(.*?)</h2>')
_LARGURA, _ALTURA = 980, 620


class DialogoTutorial(Dialogo):
    """Índice à esquerda, texto à direita. `argumento` é o capítulo em que abre."""

    def __init__(self, _contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(self.tr("Tutorial: aviso de débitos"), pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", self.tr("Tutorial | ESC-Fechar"))
        self.corpo.setContentsMargins(0, 0, 0, 0)
        self._capitulos = _CAPITULO.findall(recursos.tutorial())
        self._texto = QTextBrowser()
        self._texto.setAccessibleName(self.tr("Texto do tutorial"))
        self._texto.setOpenExternalLinks(False)
        self._texto.document().setDocumentMargin(tema.medida(24))
        self._texto.setHtml(html_do_tutorial())
        self._texto.setProperty("teclas", [self.tr("Ctrl+F-Procurar")])
        lado = QHBoxLayout()
        lado.setSpacing(0)
        lado.addWidget(self._indice())
        lado.addWidget(Linha(vertical=True, cor="linha2"))
        lado.addWidget(self._texto, 1)
        self.corpo.addLayout(lado, 1)
        self.acoes(self.botao_fechar())
        QShortcut(QKeySequence(atalhos.PROCURAR.teclas[0]), self, self._procura.setFocus)
        self.ir_para(str(argumento) if argumento else "")
        self._texto.setFocus(Qt.FocusReason.OtherFocusReason)

    def ir_para(self, capitulo: str) -> None:
        """Vai a um capítulo pelo nome; vazio ou desconhecido fica no começo."""
        for posicao, (nome, _) in enumerate(self._capitulos):
            if nome == capitulo:
                self._lista.setCurrentRow(posicao)
                self._texto.setSource(QUrl(f"#{nome}"))

    def capitulos(self) -> list[str]:
        """Os nomes dos capítulos, em ordem."""
        return [nome for nome, _ in self._capitulos]

    def procurar(self, texto: str) -> bool:
        """Acha a próxima ocorrência, voltando ao começo no fim; diz se achou."""
        if not texto.strip():
            return False
        if self._texto.find(texto):
            return True
        self._texto.moveCursor(QTextCursor.MoveOperation.Start)
        return self._texto.find(texto)

    def _indice(self) -> QWidget:
        coluna = QWidget()
        coluna.setProperty("fundo", "painel")
        coluna.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        coluna.setFixedWidth(tema.medida(284))
        caixa = QVBoxLayout(coluna)
        caixa.setContentsMargins(*[tema.medida(lado) for lado in (16, 20, 12, 12)])
        caixa.setSpacing(tema.medida(10))
        caixa.addWidget(Texto(self.tr("Passo a passo"), letra=Letra.BLOCO, peso=Peso.FORTE))
        self._procura = CampoTexto(largura=0)
        self._procura.setPlaceholderText(self.tr("Procurar no tutorial"))
        self._procura.setAccessibleName(self.tr("Procurar no tutorial"))
        self._procura.setProperty("teclas", [self.tr("Enter-Próxima ocorrência")])
        self._procura.returnPressed.connect(self._ao_procurar)
        caixa.addWidget(self._procura)
        self._lista = QListWidget()
        self._lista.setAccessibleName(self.tr("Capítulos do tutorial"))
        self._lista.setProperty("fundo", "painel")
        self._lista.setWordWrap(True)
        self._lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for nome, titulo in self._capitulos:
            item = QListWidgetItem(titulo)
            item.setData(Qt.ItemDataRole.UserRole, nome)
            self._lista.addItem(item)
        self._lista.clicked.connect(self._ao_escolher)
        self._lista.activated.connect(self._ao_escolher)
        caixa.addWidget(self._lista, 1)
        return coluna

    def _ao_escolher(self, indice: QModelIndex) -> None:
        self.ir_para(str(indice.data(Qt.ItemDataRole.UserRole)))

    def _ao_procurar(self) -> None:
        achou = self.procurar(self._procura.text())
        self._procura.setToolTip("" if achou else self.tr("Não achei este texto."))


def html_do_tutorial() -> str:
    """O tutorial com as cores do tema; cada `h2` é um capítulo e vira uma âncora."""
    tons = tema.cores()
    titulos = _CAPITULO.sub(
        lambda achado: (
            f'<a name="{achado[1]}"></a><p style="font-size:{tema.fonte(Letra.BLOCO).pointSizeF():.1f}pt;'
            f'font-weight:600;margin:{tema.medida(20)}px 0 {tema.medida(6)}px 0;color:{tons.texto}">{achado[2]}</p>'
        ),
        recursos.tutorial(),
    )
    return html_do_tema(titulos)
