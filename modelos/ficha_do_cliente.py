"""O cliente por inteiro: gravado com os contatos e a promessa, e excluído só quando nada dele está em andamento."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from modelos.acesso.conexao import excluir_se_livre, leitura, transacao
from modelos.avisos.tabelas import ABERTOS_OU_ENVIANDO, AvisoDB
from modelos.cadastro import clientes, contatos
from modelos.cadastro.clientes import ClienteDB
from modelos.cadastro.contatos import ContatoDB
from modelos.carteira import promessas
from modelos.carteira.debitos import DebitoDB
from modelos.carteira.pedidos import PedidoDB
from regras.cadastro import Cliente, Contato, conferir_cliente
from regras.erros import DadoInvalido


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
def contar_dependentes(codigo: str) -> DependentesDoCliente:
    """Conta o que depende de um cliente: é o que a tela diz antes de excluir."""
    avisos = AvisoDB.select().where(AvisoDB.cliente == codigo)
    return DependentesDoCliente(
        debitos=DebitoDB.select().where(DebitoDB.cliente == codigo).count(),
        pedidos=PedidoDB.select().where(PedidoDB.cliente == codigo).count(),
        avisos_em_aberto=avisos.where(AvisoDB.estado.in_(ABERTOS_OU_ENVIANDO)).count(),
        contatos=ContatoDB.select().where(ContatoDB.cliente == codigo).count(),
        avisos=avisos.count(),
    )


@transacao()
def gravar(
    cliente: Cliente, seus_contatos: Sequence[Contato], *, novo: bool, quem_prometeu: str = "", em: datetime
) -> None:
    """Grava o cliente com a sua promessa e faz dos dados os seus únicos contatos: ou tudo, ou nada.

    Args:
        cliente: com o código preenchido.
        seus_contatos: na ordem em que ficam; o código do cliente é posto aqui.
        novo: verdadeiro ao incluir; o código não pode existir.
        quem_prometeu: quem fez a promessa de pagamento que está no cadastro.
        em: instante em UTC.

    Raises:
        DadoInvalido: código já usado, contato sem nome ou de nome repetido, ou não passa em `conferir_cliente` nem em
            `promessa.conferir`.
    """
    conferir_cliente(cliente)
    existente = clientes.obter(cliente.codigo) if novo else None
    if existente is not None:
        raise DadoInvalido("código", f"já é do cliente {existente.nome}")
    clientes.gravar(cliente)
    promessas.registrar(cliente.codigo, cliente.promessa_ate, quem_prometeu, em)
    contatos.gravar_do_cliente(cliente.codigo, [contato._replace(cliente=cliente.codigo) for contato in seus_contatos])


@transacao()
def excluir(codigo: str) -> None:
    """Exclui o cliente e os seus contatos; o histórico de avisos fica.

    Raises:
        DadoInvalido: tem débitos, pedidos ou aviso em aberto; diz quantos.
    """
    abertos = AvisoDB.select().where((AvisoDB.cliente == codigo) & AvisoDB.estado.in_(ABERTOS_OU_ENVIANDO)).count()
    usos = {("aviso em aberto", "avisos em aberto"): abertos}
    excluir_se_livre(ClienteDB, ClienteDB.codigo, codigo, "cliente", usos)
