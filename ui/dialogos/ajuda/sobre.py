"""Sobre o programa: versão, licença e as pastas onde tudo fica."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from envio.suporte.maquina import versao
from modelos.acesso import locais
from modelos.base import lugar
from ui import recursos, tema
from ui.base.dialogo import Dialogo
from ui.componentes.disposicao import em_linha
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tema import Letra, Peso


class DialogoSobre(Dialogo):
    """Quem é o programa e onde guarda as coisas; os caminhos podem ser copiados."""

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Sobre", pai, largura=600)
        self.setProperty("estado", "Sobre | ESC-Fechar")
        desenho = QLabel()
        desenho.setPixmap(recursos.desenho_em_pontos(recursos.ICONE_DO_PROGRAMA, "", tema.medida(48)))
        topo = em_linha(desenho, (Texto("Aviso de Débitos", letra=Letra.PERGUNTA, peso=Peso.FORTE), 1), espaco=16)
        self.corpo.addLayout(topo)
        self.corpo.addWidget(
            Texto(
                (
                    "Avisa por e-mail, no fechamento do dia, os débitos a vencer e vencidos de cada cliente, "
                    "com relatório e boletos em PDF."
                ),
                quebra=True,
            )
        )
        self.corpo.addLayout(self._fatos(contexto))
        if ressalva := lugar.ressalva(contexto.base.caminho):
            self.corpo.addWidget(CaixaMensagem("aviso", ressalva))
        self.corpo.addStretch(1)
        fechar = self.botao_fechar()
        self.acoes(fechar)
        fechar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fatos(self, contexto: Contexto) -> QGridLayout:
        grade = QGridLayout()
        grade.setContentsMargins(0, tema.medida(8), 0, 0)
        grade.setHorizontalSpacing(tema.medida(16))
        grade.setVerticalSpacing(tema.medida(6))
        grade.setColumnStretch(1, 1)
        fatos = (
            ("Versão", versao()),
            ("Licença", "MIT; letra Inter sob a SIL Open Font License 1.1"),
            ("Base", str(contexto.base.caminho)),
            ("Registro", str(locais.pasta_de_registros())),
        )
        for linha, (rotulo, valor) in enumerate(fatos):
            grade.addWidget(Texto(rotulo, cor="texto2"), linha, 0, Qt.AlignmentFlag.AlignTop)
            texto = Texto(valor, quebra=True)
            texto.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grade.addWidget(texto, linha, 1)
        return grade
