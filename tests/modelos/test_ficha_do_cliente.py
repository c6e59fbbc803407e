"""O cliente por inteiro: gravar com contatos e promessa, contar o que depende dele e excluir."""

from __future__ import annotations

import pytest

from modelos import ficha_do_cliente
from modelos.avisos import leitura as avisos
from modelos.cadastro import clientes, contatos
from modelos.carteira import debitos, pedidos
from regras.aviso import Estado
from regras.cadastro import Cliente, Contato
from regras.carteira.pedido import Pedido
from regras.erros import DadoInvalido
from tests.modelos.exemplos import EM, HOJE, dia, gravar_aviso, gravar_cliente, gravar_debito

pytestmark = pytest.mark.usefixtures("base")

ANA = Contato.criar("1", "Ana", "ana@exemplo.com.br", ("Financeiro", "Compras"))
BIA = Contato.criar("1", "Bia", "bia@exemplo.com.br")


def test_conta_so_o_que_e_do_cliente() -> None:
    gravar_debito("1", "a")
    gravar_debito("2", "a")
    pedidos.gravar(Pedido("9", "1", HOJE, 100))
    contatos.gravar(Contato.criar("1", "Ana", "a@b.com"))
    gravar_aviso("1", Estado.ENVIADO, data=dia(-1))
    gravar_aviso("1", Estado.PENDENTE)
    gravar_aviso("2", Estado.ADIADO)
    achados = ficha_do_cliente.contar_dependentes("1")
    assert achados == (1, 1, 1, 1, 2)
    assert achados.impedem


def test_contatos_e_historico_nao_impedem() -> None:
    gravar_cliente("1")
    contatos.gravar(Contato.criar("1", "Ana", "a@b.com"))
    gravar_aviso("1", Estado.RECUSADO)
    achados = ficha_do_cliente.contar_dependentes("1")
    assert achados == (0, 0, 0, 1, 1)
    assert not achados.impedem


def test_cliente_novo_entra_com_os_contatos_ja_no_nome_dele() -> None:
    ficha_do_cliente.gravar(Cliente("9", "Padaria"), [ANA._replace(cliente="")], novo=True, em=EM)
    assert clientes.obter("9") == Cliente("9", "Padaria")
    assert contatos.do_cliente("9") == [ANA._replace(cliente="9")]


def test_codigo_ja_usado_nao_sobrepoe_o_cliente() -> None:
    gravar_cliente("1")
    antes = clientes.obter("1")
    with pytest.raises(DadoInvalido, match=f"código: já é do cliente {antes.nome if antes else ''}"):
        ficha_do_cliente.gravar(Cliente("1", "Outro"), [], novo=True, em=EM)
    assert clientes.obter("1") == antes


def test_contato_recusado_nao_deixa_o_cliente_pela_metade() -> None:
    gravar_cliente("1")
    contatos.gravar(ANA)
    antes = clientes.obter("1")
    with pytest.raises(DadoInvalido, match="repetido"):
        ficha_do_cliente.gravar(Cliente("1", "Alterado"), [BIA, BIA], novo=False, em=EM)
    assert clientes.obter("1") == antes
    assert contatos.do_cliente("1") == [ANA]


@pytest.mark.parametrize("cliente", [Cliente("", "Sem código"), Cliente("9", "")])
def test_cliente_sem_codigo_ou_sem_nome_e_recusado(cliente: Cliente) -> None:
    with pytest.raises(DadoInvalido, match="está vazio"):
        ficha_do_cliente.gravar(cliente, [], novo=True, em=EM)


def test_excluir_leva_os_contatos() -> None:
    gravar_cliente("1")
    contatos.gravar(Contato.criar("1", "Ana", "a@b.com", ("Financeiro",)))
    ficha_do_cliente.excluir("1")
    assert clientes.obter("1") is None
    assert contatos.do_cliente("1") == []


def test_excluir_quem_tem_debito_e_pedido_diz_quantos() -> None:
    gravar_debito("1", "a")
    gravar_debito("1", "b")
    pedidos.gravar(Pedido("9", "1", HOJE, 100))
    with pytest.raises(DadoInvalido, match=r"2 débitos e 1 pedido .*\(1\)"):
        ficha_do_cliente.excluir("1")
    assert debitos.obter(("1", "a", "1")) is not None


@pytest.mark.parametrize("estado", [Estado.PENDENTE, Estado.ADIADO, Estado.ENVIANDO])
def test_excluir_quem_tem_aviso_em_aberto_e_recusado(estado: Estado) -> None:
    gravar_cliente("1")
    gravar_aviso("1", estado)
    with pytest.raises(DadoInvalido, match="1 aviso em aberto"):
        ficha_do_cliente.excluir("1")


def test_o_historico_sobrevive_a_exclusao_do_cliente() -> None:
    gravar_cliente("1")
    numero = gravar_aviso("1", Estado.ENVIADO)
    ficha_do_cliente.excluir("1")
    assert [aviso.id for aviso in avisos.listar(cliente="1")] == [numero]


def test_excluir_o_que_nao_existe_nao_e_erro() -> None:
    ficha_do_cliente.excluir("sumiu")
