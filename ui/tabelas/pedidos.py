"""Os pedidos em aberto, com o nome do cliente e há quanto tempo esperam."""

from __future__ import annotations

from dataclasses import dataclass

from regras.carteira.pedido import Pedido
from regras.nomes import chave
from ui import frases
from ui.tabelas import colunas
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso


@dataclass(frozen=True, slots=True)
class LinhaPedido:
    """Um pedido em aberto; `dias` são os corridos desde a data dele."""

    pedido: Pedido
    nome: str
    dias: int

    def contem(self, palavras: list[str]) -> bool:
        """Diz se todas as palavras (na forma de `nomes.chave`) aparecem no pedido ou no cliente."""
        texto = chave(f"{self.pedido.numero} {self.pedido.cliente} {self.nome} {self.pedido.situacao}")
        return all(palavra in texto for palavra in palavras)


COLUNAS: tuple[Coluna[LinhaPedido], ...] = (
    Coluna("Pedido", lambda linha: linha.pedido.numero, largura=110, peso=Peso.MEIO),
    colunas.dia("Data", lambda linha: linha.pedido.data, 100),
    Coluna("Há", lambda linha: _ha(linha.dias), lambda linha: linha.dias, Alinhamento.DIREITA, largura=90),
    Coluna("Código", lambda linha: linha.pedido.cliente, largura=90, detalhe=True),
    Coluna("Cliente", lambda linha: linha.nome, lambda linha: chave(linha.nome), largura=0),
    colunas.texto("Situação", lambda linha: linha.pedido.situacao, 150),
    colunas.dinheiro("Valor", lambda linha: linha.pedido.valor_centavos, 120, peso=Peso.FORTE),
)
"""As colunas dos pedidos em aberto."""


def _ha(dias: int) -> str:
    if dias < 0:
        return "–"
    return "hoje" if dias == 0 else frases.quantos(dias, "dia", "dias")
