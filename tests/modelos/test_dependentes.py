"""O que depende de um cliente ou débito, contado antes de excluir."""

from __future__ import annotations

import pytest

from modelos import dependentes
from modelos.avisos import debitos_avisados
from modelos.cadastro import contatos
from modelos.carteira import pedidos
from regras.aviso import Estado
from regras.cadastro import Contato
from regras.carteira.pedido import Pedido
from tests.modelos.exemplos import HOJE, avisado, dia, gravar_aviso, gravar_cliente, gravar_debito

pytestmark = pytest.mark.usefixtures("base")


def test_conta_so_o_que_e_do_cliente() -> None:
    gravar_debito("1", "a")
    gravar_debito("2", "a")
    pedidos.gravar(Pedido("9", "1", HOJE, 100))
    contatos.gravar(Contato.criar("1", "Ana", "a@b.com"))
    gravar_aviso("1", Estado.ENVIADO, data=dia(-1))
    gravar_aviso("1", Estado.PENDENTE)
    gravar_aviso("2", Estado.ADIADO)
    achados = dependentes.do_cliente("1")
    assert achados == (1, 1, 1, 1, 2)
    assert achados.impedem


def test_contatos_e_historico_nao_impedem() -> None:
    gravar_cliente("1")
    contatos.gravar(Contato.criar("1", "Ana", "a@b.com"))
    gravar_aviso("1", Estado.RECUSADO)
    achados = dependentes.do_cliente("1")
    assert achados == (0, 0, 0, 1, 1)
    assert not achados.impedem


def test_avisos_em_que_o_debito_foi() -> None:
    debito = gravar_debito("1", "a")
    gravar_aviso("1", Estado.ENVIADO, data=dia(-1), debitos=[avisado("1", "a"), avisado("1", "b")])
    segundo = gravar_aviso("1", Estado.ENVIADO, debitos=[avisado("1", "a")])
    gravar_aviso("2", Estado.ENVIADO, debitos=[avisado("2", "a")])
    debitos_avisados.gravar_debitos([(segundo, 2, [avisado("1", "a")])])
    assert dependentes.avisos_do_debito(debito.chave) == 2
    assert dependentes.avisos_do_debito(("1", "sumiu", "1")) == 0
