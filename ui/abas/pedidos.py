"""Guia Pedidos: os que ainda esperam faturamento, para conferir antes de fechar o dia."""

from __future__ import annotations

from modelos.cadastro import clientes
from modelos.carteira import pedidos
from regras.dinheiro import em_reais
from ui import frases
from ui.abas.lista import AbaDeLista
from ui.contexto import Assunto, Contexto
from ui.tabelas.pedidos import COLUNAS, LinhaPedido


class AbaPedidos(AbaDeLista[LinhaPedido]):
    """Pedidos em aberto, o total deles, exportar e importar."""

    ASSUNTOS = frozenset({Assunto.PEDIDOS, Assunto.CLIENTES})
    ARQUIVO = "pedidos-em-aberto.csv"

    def __init__(self, contexto: Contexto) -> None:
        super().__init__(
            contexto,
            titulo="Pedidos em aberto",
            explicacao="O que ainda espera faturamento. Não impede o fechamento: é para conferir antes.",
            procura="Procurar pedido, cliente ou situação",
            colunas=COLUNAS,
            ordenar_por=1,
        )

    def _ler(self) -> list[LinhaPedido]:
        abertos = pedidos.abertos()
        nomes = clientes.nomes({pedido.cliente for pedido in abertos})
        hoje = self.contexto.hoje()
        return [
            LinhaPedido(pedido, nomes.get(pedido.cliente, pedido.cliente), (hoje - pedido.data).days)
            for pedido in abertos
        ]

    def _serve(self, linha: LinhaPedido, palavras: list[str]) -> bool:
        return linha.contem(palavras)

    def _dizer_total(self, linhas: list[LinhaPedido]) -> str:
        if not linhas:
            return "Nenhum pedido em aberto"
        soma = sum(linha.pedido.valor_centavos for linha in linhas)
        return f"{frases.quantos(len(linhas), 'pedido', 'pedidos')}   {em_reais(soma)}"
