"""Consulta de clientes (F2): a lista inteira, procurada na base enquanto se digita."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from regras.cadastro import Cliente
from ui import atalhos
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tabelas.clientes import COLUNAS_DA_CONSULTA
from ui.tabelas.quadro import QuadroPaginado
from ui.tema import Letra, Peso


class DialogoEscolherCliente(Dialogo):
    """Digite para procurar, setas andam, Enter escolhe."""

    def __init__(self, contexto: Contexto, corrente: str = "", pai: QWidget | None = None) -> None:
        """Monta a consulta; `corrente` é o código que começa selecionado, se estiver na primeira página."""
        super().__init__("Clientes", pai, largura=760, altura=480)
        self.setProperty("estado", "Consulta de clientes | ESC-Voltar")
        self._escolhido: Cliente | None = None
        self.quadro: QuadroPaginado[Cliente] = QuadroPaginado(
            contexto,
            "Consulta de clientes",
            COLUNAS_DA_CONSULTA,
            clientes.pagina,
            chave=lambda cliente: cliente.codigo,
            consulta=Consulta(ordem="nome"),
            procura="Procurar nome, código, CPF/CNPJ ou cidade",
        )
        self.corpo.addWidget(Texto("Clientes", letra=Letra.BLOCO, peso=Peso.FORTE))
        self.quadro.procura.setMinimumWidth(0)
        self.quadro.procura.setMaximumWidth(16_777_215)
        self.corpo.addWidget(self.quadro.procura)
        self.corpo.addWidget(self.quadro, 1)
        self.botao_escolher = Botao("&Escolher", tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL)
        self.botao_escolher.clicked.connect(self._ao_apertar)
        cancelar = Botao("Cancelar", tecla=atalhos.SAIR.tecla)
        cancelar.clicked.connect(self.reject)
        self.acoes(self.botao_escolher, cancelar)
        self.quadro.abriu.connect(self._ao_escolher)
        self.quadro.carregou.connect(self._ao_carregar)
        self.quadro.procura.setFocus(Qt.FocusReason.OtherFocusReason)
        if corrente:
            self.quadro.procurar_em(corrente)
        self.quadro.atualizar()

    @classmethod
    def perguntar(cls, contexto: Contexto, corrente: str = "", pai: QWidget | None = None) -> Cliente | None:
        """Mostra a lista e devolve o escolhido, ou None."""
        dialogo = cls(contexto, corrente, pai)
        confirmou = dialogo.exec() == cls.DialogCode.Accepted
        dialogo.deleteLater()
        return dialogo.escolhido() if confirmou else None

    def escolhido(self) -> Cliente | None:
        """O cliente escolhido."""
        return self._escolhido

    def _ao_carregar(self) -> None:
        self.botao_escolher.setEnabled(self.quadro.atual() is not None)

    def _ao_apertar(self) -> None:
        if (cliente := self.quadro.atual()) is not None:
            self._ao_escolher(cliente)

    def _ao_escolher(self, cliente: Cliente) -> None:
        self._escolhido = cliente
        self.accept()
