"""O histórico de avisos: o que saiu, o que não saiu e por quê, lido aos poucos da base."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from envio.dossie.exportacao import Pedido
from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from regras.aviso import Aviso, Estado
from ui import frases
from ui.componentes.botao import Botao
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso.aviso import DialogoAviso
from ui.dialogos.aviso.dossie import DialogoDossie
from ui.dialogos.aviso.filtros_historico import FiltrosDoHistorico, RecorteDoHistorico
from ui.moldes.lista import DialogoLista
from ui.tabelas.historico import COLUNAS

_LARGURA, _ALTURA = 1180, 640


class DialogoHistorico(DialogoLista[Aviso]):
    """Lista paginada com filtros e procura; Enter abre o aviso."""

    ASSUNTOS = (Assunto.AVISOS,)
    ARQUIVO = "historico.csv"
    INCLUI = EXCLUI = False
    ABRE, ENTER = "&Abrir o aviso", "Abre o aviso"
    FECHA, FECHA_NO_FIM = "Voltar", False
    EXPORTA = "E&xportar CSV"

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Monta e lê.

        Args:
            contexto: o das telas.
            argumento: um `RecorteDoHistorico`, uma data, um `Estado`, o código de um cliente, ou None.
            pai: dono.
        """
        self._inicio = _em_recorte(argumento)
        super().__init__(
            contexto,
            "Histórico de avisos",
            "",
            COLUNAS,
            lambda aviso: aviso.id,
            fonte=avisos.pagina,
            consulta=Consulta(ordem="data", decrescente=True),
            procura="Procurar cliente, e-mail ou número do aviso",
            pai=pai,
            largura=_LARGURA,
            altura=_ALTURA,
        )

    def montar_filtros(self) -> QWidget:
        """Cliente, datas, estado e documento."""
        self.filtros = FiltrosDoHistorico(self.contexto, self._inicio)
        self.filtros.mudou.connect(self.filtrar)
        return self.filtros

    def em_filtros(self) -> Mapping[str, str]:
        """O recorte da faixa."""
        return self.filtros.recorte().em_filtros()

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """O dossiê do cliente."""
        self.dossie = Botao("&Juntar dossiê do cliente…", icone="pasta", ao_clicar=self._ao_pedir_dossie)
        return (self.dossie,)

    def dizer_total(self) -> str:
        """Quantos avisos."""
        total = self.tabela.total
        return frases.quantos(total, "aviso", "avisos") if total else "Nenhum aviso encontrado"

    def ao_selecionar(self, tem: bool) -> None:
        """O dossiê é do cliente da linha."""
        super().ao_selecionar(tem)
        self.dossie.setEnabled(tem)

    def editar(self, objeto: Aviso | None) -> None:
        """Abre o aviso."""
        if objeto is not None:
            dialogo = DialogoAviso(self.contexto, objeto.id, self)
            dialogo.exec()
            dialogo.deleteLater()

    def _ao_pedir_dossie(self) -> None:
        """O dossiê do cliente da linha corrente, já com o período dos filtros."""
        if (aviso := self.selecionada()) is not None:
            recorte = self.filtros.recorte()
            pedido = Pedido(aviso.cliente, recorte.de, recorte.ate)
            dialogo = DialogoDossie(self.contexto, pedido, aviso.cliente_nome, self)
            dialogo.exec()
            dialogo.deleteLater()


def _em_recorte(argumento: object) -> RecorteDoHistorico:
    """O recorte que o pedido da tela quer dizer."""
    if isinstance(argumento, RecorteDoHistorico):
        return argumento
    if isinstance(argumento, date):
        return RecorteDoHistorico(de=argumento, ate=argumento)
    if isinstance(argumento, Estado):
        return RecorteDoHistorico(estado=argumento)
    return RecorteDoHistorico(cliente=argumento) if isinstance(argumento, str) else RecorteDoHistorico()
