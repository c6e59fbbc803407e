"""A lista de teclas do programa, tirada de `ui.atalhos`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui import atalhos, tema
from ui.base.dialogo import Dialogo
from ui.componentes.tecla import Tecla
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tema import Letra, Peso

_TITULOS = {
    atalhos.Alcance.PROGRAMA: "Em todo o programa",
    atalhos.Alcance.JANELA: "Na janela",
    atalhos.Alcance.CAMPO: "Nos campos",
    atalhos.Alcance.TABELA: "Nas listas",
    atalhos.Alcance.CONFIRMACAO: "Nas perguntas",
    atalhos.Alcance.MENSAGEM: "No texto da mensagem",
}
_COLUNAS = (
    (atalhos.Alcance.PROGRAMA, atalhos.Alcance.JANELA),
    (atalhos.Alcance.CAMPO, atalhos.Alcance.TABELA, atalhos.Alcance.CONFIRMACAO),
    (atalhos.Alcance.MENSAGEM,),
)


class DialogoAtalhos(Dialogo):
    """Teclas e o que fazem, por lugar onde valem, em colunas."""

    def __init__(self, _contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Atalhos", pai, largura=1080, estado="Atalhos | ESC-Fechar")
        self.por_titulo("Teclas do programa")
        lado = QHBoxLayout()
        lado.setSpacing(tema.medida(28))
        for alcances in _COLUNAS:
            lado.addLayout(self._listar(alcances), 1)
        self.corpo.addLayout(lado, 1)
        fechar = self.botao_fechar()
        self.acoes(fechar)
        self.focar(fechar)

    def _listar(self, alcances: tuple[atalhos.Alcance, ...]) -> QGridLayout:
        grade = QGridLayout()
        grade.setHorizontalSpacing(tema.medida(12))
        grade.setVerticalSpacing(tema.medida(5))
        grade.setColumnStretch(1, 1)
        linha = 0
        for alcance in alcances:
            titulo = Texto(_TITULOS[alcance], letra=Letra.DETALHE, peso=Peso.FORTE, cor="texto2")
            titulo.setContentsMargins(0, tema.medida(8), 0, 0)
            grade.addWidget(titulo, linha, 0, 1, 2)
            linha += 1
            for atalho in (item for item in atalhos.TODOS if item.alcance is alcance):
                grade.addWidget(Tecla(_escrever(atalho)), linha, 0, Qt.AlignmentFlag.AlignLeft)
                grade.addWidget(Texto(atalho.o_que_faz), linha, 1)
                linha += 1
        grade.setRowStretch(linha, 1)
        return grade


def _escrever(atalho: atalhos.Atalho) -> str:
    """`F2 ou F3`; das teclas que são a mesma em dois lugares do teclado, só uma."""
    outras = [tecla for tecla in (*atalho.teclas[1:], *atalho.do_botao) if not tecla.endswith("Enter")]
    return " ou ".join(dict.fromkeys((atalho.tecla, *outras)))
