"""Promessas de pagamento: quem não cumpriu, e quem ainda está no prazo."""

from __future__ import annotations

from collections.abc import Sequence

from modelos.acesso.consulta import Consulta
from modelos.carteira import promessas
from modelos.carteira.promessas import Prometido
from ui import frases
from ui.contexto import Assunto
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.dialogos.cadastro.promessa import DialogoPromessa
from ui.moldes.faixa_de_filtros import FiltroMostrar
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna
from ui.tabelas.promessas import colunas_de_prometidos

NAO_CUMPRIDAS, VIGENTES, TODAS = "nao_cumpridas", "vigentes", ""


class DialogoPromessas(DialogoLista[Prometido]):
    """Lista paginada; Enter abre a ficha do cliente, e Incluir registra a promessa de qualquer um."""

    LISTA = Lista[Prometido](
        titulo="Promessas de pagamento",
        explicacao="Não cumprida é a que passou do dia com débito que vencia até ele ainda em aberto.",
        chave=lambda linha: linha.cliente,
        assuntos=(Assunto.CLIENTES, Assunto.DEBITOS),
        arquivo="promessas.csv",
        consulta=Consulta(ordem="ate"),
        fonte=promessas.pagina,
        abre="&Abrir o cliente",
        enter="Abre o cliente",
        procura="Procurar cliente ou quem prometeu",
        largura=1180,
        altura=600,
    )

    def colunas(self) -> Sequence[Coluna[Prometido]]:
        """As promessas julgadas hoje."""
        return colunas_de_prometidos(self.contexto.hoje())

    def montar_filtros(self) -> FiltroMostrar:
        """As não cumpridas primeiro: são as que pedem um telefonema."""
        opcoes = ((NAO_CUMPRIDAS, "Não cumpridas"), (VIGENTES, "No prazo"), (TODAS, "Todas"))
        self.filtro = FiltroMostrar(opcoes, largura=170)
        return self.filtro

    def em_filtros(self) -> dict[str, str]:
        """A parte escolhida, julgada hoje."""
        qual = self.filtro.valor()
        return {qual: self.contexto.hoje().isoformat()} if qual else {}

    def editar(self, objeto: Prometido | None) -> None:
        """Abre a ficha do cliente, ou a de uma promessa nova."""
        if objeto is None:
            DialogoPromessa(self.contexto, self).responder()
        else:
            DialogoCliente(self.contexto, objeto.cliente, self).responder()
        self.focar(self.visao)

    def dizer_total(self) -> str:
        """Quantas promessas; nenhuma por cumprir é boa notícia."""
        if total := self.tabela.total:
            return frases.quantos(total, "promessa", "promessas")
        if self.procura.text() or self.filtro.valor() != NAO_CUMPRIDAS:
            return "Nenhuma promessa encontrada"
        return "Nenhuma promessa por cumprir: quem prometeu, pagou ou ainda está no prazo."
