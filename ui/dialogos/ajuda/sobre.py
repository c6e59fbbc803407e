"""Sobre o programa: versão, licença e as pastas onde tudo fica."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

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
        super().__init__("Sobre", pai, largura=600, estado="Sobre | ESC-Fechar")
        desenho = QLabel()
        desenho.setPixmap(recursos.desenho_em_pontos(recursos.ICONE_DO_PROGRAMA, "", tema.medida(48)))
        nome = Texto("Aviso de Débitos", letra=Letra.PERGUNTA, peso=Peso.FORTE)
        self.corpo.addLayout(em_linha(desenho, (nome, 1), espaco=16))
        frase = (
            "Avisa por e-mail, no fechamento do dia, os débitos a vencer e vencidos de cada cliente, com relatório e "
            "boletos em PDF."
        )
        self.corpo.addWidget(Texto(frase, quebra=True))
        self.corpo.addLayout(self._fatos(contexto))
        if ressalva := lugar.ressalva(contexto.base.caminho):
            self.corpo.addWidget(CaixaMensagem("aviso", ressalva))
        self.corpo.addStretch(1)
        fechar = self.botao_fechar()
        self.acoes(fechar)
        self.focar(fechar)

    def _fatos(self, contexto: Contexto) -> QFormLayout:
        fatos = QFormLayout(horizontalSpacing=tema.medida(16), verticalSpacing=tema.medida(6))
        fatos.setContentsMargins(0, tema.medida(8), 0, 0)
        for rotulo, valor in (
            ("Versão", versao()),
            ("Licença", "MIT; letra Inter sob a SIL Open Font License 1.1"),
            ("Base", str(contexto.base.caminho)),
            ("Registro", str(locais.pasta_de_registros())),
        ):
            texto = Texto(valor, quebra=True)
            texto.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            fatos.addRow(Texto(rotulo, cor="texto2"), texto)
        return fatos
