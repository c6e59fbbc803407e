"""O histórico de avisos: o que saiu, o que não saiu e por quê, lido aos poucos da base."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from envio.dossie.exportacao import Pedido
from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from regras.aviso import Aviso, Estado
from ui.componentes.botao import Botao
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso.aviso import DialogoAviso
from ui.dialogos.aviso.dossie import DialogoDossie
from ui.dialogos.aviso.filtros_historico import FiltrosDoHistorico, RecorteDoHistorico
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.historico import COLUNAS


class DialogoHistorico(DialogoLista[Aviso]):
    """Lista paginada com filtros e procura; Enter abre o aviso."""

    LISTA = Lista[Aviso](
        titulo="Histórico de avisos",
        explicacao="",
        colunas=COLUNAS,
        chave=lambda aviso: aviso.id,
        assuntos=(Assunto.AVISOS,),
        arquivo="historico.csv",
        consulta=Consulta(ordem="data", decrescente=True),
        fonte=avisos.pagina,
        ficha=lambda contexto, aviso, pai: DialogoAviso(contexto, aviso and aviso.id, pai),
        inclui=False,
        abre="&Abrir o aviso",
        enter="Abre o aviso",
        fecha="Voltar",
        fecha_no_fim=False,
        exporta="E&xportar CSV",
        total=("aviso", "avisos", "Nenhum aviso encontrado"),
        procura="Procurar cliente, e-mail ou número do aviso",
        largura=1180,
        altura=640,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Abre num `RecorteDoHistorico`, uma data, um `Estado`, o código de um cliente, ou em tudo (None)."""
        self._inicio = _em_recorte(argumento)
        super().__init__(contexto, argumento, pai)

    def montar_filtros(self) -> FiltrosDoHistorico:
        """Cliente, datas, estado e documento."""
        self.filtros = FiltrosDoHistorico(self.contexto, self._inicio)
        return self.filtros

    def em_filtros(self) -> Mapping[str, str]:
        """O recorte da faixa."""
        return self.filtros.recorte().em_filtros()

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """O dossiê do cliente."""
        self.dossie = Botao("&Juntar dossiê do cliente…", icone="pasta", ao_clicar=self._ao_pedir_dossie)
        return (self.dossie,)

    def _ao_pedir_dossie(self) -> None:
        """O dossiê do cliente da linha corrente, já com o período dos filtros."""
        if (aviso := self.selecionada()) is not None:
            recorte = self.filtros.recorte()
            pedido = Pedido(aviso.cliente, recorte.de, recorte.ate)
            DialogoDossie(self.contexto, pedido, aviso.cliente_nome, self).responder()


def _em_recorte(argumento: object) -> RecorteDoHistorico:
    """O recorte que o pedido da tela quer dizer."""
    if isinstance(argumento, RecorteDoHistorico):
        return argumento
    if isinstance(argumento, date):
        return RecorteDoHistorico(de=argumento, ate=argumento)
    if isinstance(argumento, Estado):
        return RecorteDoHistorico(estado=argumento)
    return RecorteDoHistorico(cliente=argumento) if isinstance(argumento, str) else RecorteDoHistorico()
