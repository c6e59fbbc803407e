"""Consulta de clientes (F2): a lista inteira, procurada na base enquanto se digita."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from regras.cadastro import Cliente
from ui.contexto import Contexto
from ui.moldes.consulta import DialogoEscolha
from ui.tabelas.clientes import COLUNAS_DA_CONSULTA
from ui.tabelas.paginada import TabelaPaginada
from ui.tabelas.quadro import QuadroLista


class DialogoEscolherCliente(DialogoEscolha[Cliente]):
    """Digite para procurar, setas andam, Enter escolhe."""

    def __init__(self, contexto: Contexto, corrente: str = "", pai: QWidget | None = None) -> None:
        """Monta a consulta; `corrente` é o código que começa selecionado, se estiver na primeira página."""
        modelo: TabelaPaginada[Cliente] = TabelaPaginada(
            COLUNAS_DA_CONSULTA,
            clientes.pagina,
            contexto.base,
            chave=lambda cliente: cliente.codigo,
            consulta=Consulta(ordem="nome"),
        )
        quadro = QuadroLista(
            "Consulta de clientes",
            modelo,
            procura="Procurar nome, código, CPF/CNPJ ou cidade",
            largura_da_procura=0,
            preferencias=contexto.preferencias,
        )
        super().__init__(
            "Clientes", quadro, corrente=corrente, estado="Consulta de clientes", pai=pai, largura=760, altura=480
        )

    @classmethod
    def perguntar(cls, contexto: Contexto, corrente: str = "", pai: QWidget | None = None) -> Cliente | None:
        """Mostra a lista e devolve o escolhido, ou None."""
        dialogo = cls(contexto, corrente, pai)
        return dialogo.escolhida() if dialogo.responder() else None
