"""Promessas de pagamento: quem não cumpriu, e quem ainda está no prazo."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from modelos.acesso.consulta import Consulta
from modelos.carteira import promessas
from modelos.carteira.promessas import Prometido
from ui import frases
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.moldes.faixa_de_filtros import FiltroMostrar
from ui.moldes.lista import DialogoLista
from ui.tabelas.promessas import colunas_de_prometidos

_LARGURA, _ALTURA = 1180, 600
NAO_CUMPRIDAS, VIGENTES, TODAS = "nao_cumpridas", "vigentes", ""


class DialogoPromessas(DialogoLista[Prometido]):
    """Lista paginada; Enter abre a ficha do cliente, onde se põe a promessa nova."""

    ASSUNTOS = (Assunto.CLIENTES, Assunto.DEBITOS)
    ARQUIVO = "promessas.csv"
    INCLUI = EXCLUI = False
    ABRE, ENTER = "&Abrir o cliente", "Abre o cliente"

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(
            contexto,
            "Promessas de pagamento",
            "Não cumprida é a que passou do dia com débito que vencia até ele ainda em aberto.",
            colunas_de_prometidos(contexto.hoje()),
            lambda linha: linha.cliente,
            fonte=promessas.pagina,
            consulta=Consulta(ordem="ate"),
            procura="Procurar cliente ou quem prometeu",
            pai=pai,
            largura=_LARGURA,
            altura=_ALTURA,
        )

    def montar_filtros(self) -> QWidget:
        """As não cumpridas primeiro: são as que pedem um telefonema."""
        opcoes = ((NAO_CUMPRIDAS, "Não cumpridas"), (VIGENTES, "No prazo"), (TODAS, "Todas"))
        self.filtro = FiltroMostrar(opcoes, largura=170)
        self.filtro.mudou.connect(self.filtrar)
        return self.filtro

    def em_filtros(self) -> dict[str, str]:
        """A parte escolhida, julgada hoje."""
        qual = self.filtro.valor()
        return {qual: self.contexto.hoje().isoformat()} if qual else {}

    def editar(self, objeto: Prometido | None) -> None:
        """Abre a ficha do cliente."""
        if objeto is not None:
            ficha = DialogoCliente(self.contexto, objeto.cliente, self)
            ficha.exec()
            ficha.deleteLater()
            self.visao.setFocus()

    def dizer_total(self) -> str:
        """Quantas promessas; nenhuma por cumprir é boa notícia."""
        if total := self.tabela.total:
            return frases.quantos(total, "promessa", "promessas")
        if self.procura.text() or self.filtro.valor() != NAO_CUMPRIDAS:
            return "Nenhuma promessa encontrada"
        return "Nenhuma promessa por cumprir: quem prometeu, pagou ou ainda está no prazo."
