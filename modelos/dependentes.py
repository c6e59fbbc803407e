"""O que depende de um cliente ou de um débito: é o que a tela diz antes de excluir."""

from __future__ import annotations

from typing import NamedTuple

from modelos.acesso.conexao import leitura
from modelos.avisos.tabelas import ABERTOS_OU_ENVIANDO, AvisoDB, AvisoDebitoDB
from modelos.cadastro.contatos import ContatoDB
from modelos.carteira.debitos import DebitoDB
from modelos.carteira.pedidos import PedidoDB
from regras.debito import ChaveDebito


class DependentesDoCliente(NamedTuple):
    """Quantos de cada. Os três primeiros impedem a exclusão; os contatos vão junto; os avisos ficam no histórico."""

    debitos: int
    pedidos: int
    avisos_em_aberto: int
    contatos: int
    avisos: int

    @property
    def impedem(self) -> bool:
        """Diz se algo impede a exclusão."""
        return any(self[:3])


@leitura()
def do_cliente(codigo: str) -> DependentesDoCliente:
    """Conta o que depende de um cliente."""
    avisos = AvisoDB.select().where(AvisoDB.cliente == codigo)
    return DependentesDoCliente(
        debitos=DebitoDB.select().where(DebitoDB.cliente == codigo).count(),
        pedidos=PedidoDB.select().where(PedidoDB.cliente == codigo).count(),
        avisos_em_aberto=avisos.where(AvisoDB.estado.in_(ABERTOS_OU_ENVIANDO)).count(),
        contatos=ContatoDB.select().where(ContatoDB.cliente == codigo).count(),
        avisos=avisos.count(),
    )


@leitura()
def avisos_do_debito(chave: ChaveDebito) -> int:
    """Em quantos avisos o débito foi; eles guardam o próprio retrato e ficam no histórico."""
    cliente, documento, parcela = chave
    deste = (
        (AvisoDB.cliente == cliente)
        & (AvisoDebitoDB.documento == documento)
        & (AvisoDebitoDB.parcela == parcela)
        & (AvisoDebitoDB.versao == AvisoDB.versao)
    )
    return AvisoDebitoDB.select().join(AvisoDB).where(deste).count()
