"""Endereços que devolveram mensagem: ficam fora do envio até serem limpos."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from modelos import devolvidos
from modelos.devolvidos import Devolvido
from ui.contexto import Assunto, Contexto, em_hora_local
from ui.dialogos.lista import DialogoLista
from ui.tabelas.base import Coluna


class DialogoDevolvidos(DialogoLista[Devolvido]):
    """Lista dos devolvidos; excluir da lista faz o endereço voltar a receber."""

    ASSUNTOS = (Assunto.DEVOLVIDOS,)
    ARQUIVO = "devolvidos.csv"

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        colunas: tuple[Coluna[Devolvido], ...] = (
            Coluna(self.tr("E-mail"), lambda item: item.email, largura=240),
            Coluna(self.tr("Desde"), lambda item: f"{em_hora_local(item.em):%d/%m/%Y}", lambda item: item.em),
            Coluna(self.tr("Motivo"), lambda item: item.motivo, largura=0),
        )
        frase = self.tr("Estes endereços não recebem avisos. Exclua da lista o que já foi corrigido.")
        titulo = self.tr("Endereços devolvidos")
        super().__init__(contexto, titulo, frase, colunas, lambda item: item.email, pai=pai, inclui=False)

    def ler(self) -> list[Devolvido]:
        """Todos, em ordem de endereço."""
        return devolvidos.listar()

    def remover(self, objeto: Devolvido) -> None:
        """Tira a marca."""
        devolvidos.limpar(objeto.email)

    def descrever(self, objeto: Devolvido) -> str:
        """Diz o efeito."""
        return self.tr("{} da lista, para que volte a receber").format(objeto.email)
