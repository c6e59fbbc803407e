"""O extrato OFX guardado entre os retornos, e os débitos em aberto que os créditos dele podem ter pago."""

from __future__ import annotations

from typing import Any

from modelos.acesso.conexao import leitura, ler, ler_uma
from modelos.cadastro.clientes import ClienteDB
from modelos.carteira.debitos import CHAVE, EM_ABERTO, DebitoDB
from modelos.retorno.tabelas import RetornoTituloDB
from regras.debito import ChaveDebito
from regras.retorno.extrato import Credito
from regras.retorno.titulo import Resultado

LEIAUTE = 0
"""O do OFX, no lugar de 240 ou 400."""


@leitura()
def abertos(campos: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Estas colunas de cada débito em aberto, e o nome do cliente."""
    consulta = DebitoDB.select(*(getattr(DebitoDB, nome) for nome in campos), ClienteDB.nome).join(ClienteDB)
    return ler(consulta.where(EM_ABERTO))


@leitura()
def a_decidir(numero: int) -> list[Credito]:
    """Os créditos de um extrato que ainda não deram débito nenhum por pago, na ordem do arquivo."""
    colunas = ("linha", "data_ocorrencia", "valor_pago_centavos", "nosso_numero", "seu_numero")
    consulta = RetornoTituloDB.select(*(getattr(RetornoTituloDB, nome) for nome in colunas))
    deste = (RetornoTituloDB.retorno == numero) & (RetornoTituloDB.resultado == Resultado.SEM_EFEITO)
    return [Credito(*linha) for linha in ler(consulta.where(deste).order_by(RetornoTituloDB.linha))]


@leitura()
def aberto(chave: ChaveDebito) -> int | None:
    """O número do débito, se está em aberto."""
    consulta = DebitoDB.select(DebitoDB.id).where(EM_ABERTO)
    for coluna, valor in zip(CHAVE, chave, strict=True):
        consulta = consulta.where(coluna == valor)
    achado = ler_uma(consulta)
    return None if achado is None else int(achado[0])
