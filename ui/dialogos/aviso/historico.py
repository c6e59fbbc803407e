"""O histórico de avisos: o que saiu, o que não saiu e por quê, lido aos poucos da base."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from envio.dossie.exportacao import Pedido
from envio.fechamento.resolucao import Decisao, resolver
from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from regras.aviso import Aviso, Estado
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.componentes.botao import Botao
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso.aviso import DialogoAviso
from ui.dialogos.aviso.dossie import DialogoDossie
from ui.dialogos.aviso.filtros_historico import FiltrosDoHistorico, RecorteDoHistorico
from ui.moldes.lista import DialogoLista, Lista
from ui.moldes.marcacao import DialogoMarcar
from ui.tabelas.historico import COLUNAS

_NO_MAXIMO = 1000
"""Quantos em dúvida se oferecem de uma vez; os outros aparecem depois destes."""


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
        """O dossiê do cliente, e decidir de uma vez os que estão em dúvida."""
        self.dossie = Botao("&Juntar dossiê do cliente…", icone="pasta", ao_clicar=self._ao_pedir_dossie)
        self.decidir = Botao("&Dar vários como enviados…", icone="certo", ao_clicar=self._ao_decidir)
        self.decidir.hide()
        self._decisao = Calculo(self.contexto, self, self._ao_decididos, self._ao_falhar)
        self._decisao.ocupado.connect(self._ao_ocupar)
        return (self.dossie, self.decidir)

    def ao_carregar(self) -> None:
        """Com vários em dúvida à mostra, decidir um a um não é preciso."""
        super().ao_carregar()
        self.decidir.setVisible(self.filtros.recorte().estado is Estado.EM_DUVIDA and self.tabela.total > 1)

    def _ao_decidir(self) -> None:
        """Nada vem marcado: dá-se como enviado só o que se marcou, depois da pergunta, com o foco no Não."""
        todos = avisos.pagina(Consulta(ordem="data", limite=_NO_MAXIMO, filtros=dict(self.em_filtros()))).linhas
        linhas = {_em_linha(aviso): aviso for aviso in todos}
        explicacao = "Marque os que você conferiu que chegaram; os outros continuam em dúvida."
        marcados = DialogoMarcar.perguntar("Avisos em dúvida", explicacao, list(linhas), (), pai=self)
        escolhidos = [linhas[nome] for nome in marcados or ()]
        quantos = frases.quantos(len(escolhidos), "aviso", "avisos")
        if escolhidos and DialogoConfirmacao.perguntar(
            "Dar como enviados",
            f"Dar {quantos} como enviado{'s' * (len(escolhidos) > 1)}?",
            detalhe=f"São {em_reais(sum(aviso.total_centavos for aviso in escolhidos))}.",
            alerta="Se alguma mensagem não chegou, o cliente não será avisado destes débitos até o próximo intervalo.",
            sim="&Sim, dar como enviados",
            pai=self,
        ):
            ambiente = self.contexto.ambiente
            self._decisao.pedir(lambda: [resolver(aviso.id, Decisao.ENVIADO, ambiente) for aviso in escolhidos])

    def _ao_ocupar(self, ocupado: bool) -> None:
        self.contexto.marcar_envio(ocupado)
        self.decidir.setEnabled(not ocupado)
        if not ocupado:
            self.contexto.avisar(Assunto.AVISOS)

    def _ao_decididos(self, decididos: list[Aviso]) -> None:
        quantos = frases.quantos(len(decididos), "aviso dado como enviado", "avisos dados como enviados")
        self.contexto.recado.emit(f"{quantos}.")

    def _ao_falhar(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self, "Dar como enviados", erro)

    def _ao_pedir_dossie(self) -> None:
        """O dossiê do cliente da linha corrente, já com o período dos filtros."""
        if (aviso := self.selecionada()) is not None:
            recorte = self.filtros.recorte()
            pedido = Pedido(aviso.cliente, recorte.de, recorte.ate)
            DialogoDossie(self.contexto, pedido, aviso.cliente_nome, self).responder()


def _em_linha(aviso: Aviso) -> str:
    onde = f"{frases.data_curta(aviso.data)}, {em_reais(aviso.total_centavos)}"
    return f"{aviso.cliente} {aviso.cliente_nome}, {onde}, aviso {aviso.id}"


def _em_recorte(argumento: object) -> RecorteDoHistorico:
    """O recorte que o pedido da tela quer dizer."""
    if isinstance(argumento, RecorteDoHistorico):
        return argumento
    if isinstance(argumento, date):
        return RecorteDoHistorico(de=argumento, ate=argumento)
    if isinstance(argumento, Estado):
        return RecorteDoHistorico(estado=argumento)
    return RecorteDoHistorico(cliente=argumento) if isinstance(argumento, str) else RecorteDoHistorico()
