from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from modelos import ficha_do_cliente
from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from modelos.carteira import promessas
from modelos.carteira.promessas import Prometido
from regras.cadastro import Cliente
from regras.carteira.promessa import Promessa
from regras.erros import DadoInvalido
from tests.modelos.exemplos import EM, HOJE, dia, gravar_debito

pytestmark = pytest.mark.usefixtures("base")

NAO_CUMPRIDAS = Consulta(filtros={"nao_cumpridas": HOJE.isoformat()})
DEPOIS = EM + timedelta(days=1)


def prometer(codigo: str, ate: date | None, quem: str = "") -> None:
    """Como a ficha do cliente grava."""
    cliente = clientes.obter(codigo) or Cliente(codigo, f"Cliente {codigo}")
    clientes.gravar(replace(cliente, promessa_ate=ate))
    promessas.registrar(codigo, ate, quem, EM)


def test_a_nova_encerra_a_anterior_e_as_duas_ficam() -> None:
    prometer("1", dia(3), "Ana")
    clientes.gravar(Cliente("1", "Cliente 1", promessa_ate=dia(8)))
    promessas.registrar("1", dia(8), " Bia ", DEPOIS)
    assert promessas.do_cliente("1") == [
        Promessa("1", dia(8), "Bia", DEPOIS),
        Promessa("1", dia(3), "Ana", EM, DEPOIS),
    ]


def test_a_mesma_data_so_acerta_o_nome() -> None:
    prometer("1", dia(3), "Ana")
    promessas.registrar("1", dia(3), "Ana Souza", DEPOIS)
    assert promessas.do_cliente("1") == [Promessa("1", dia(3), "Ana Souza", EM)]


def test_sem_data_so_encerra() -> None:
    prometer("1", dia(3), "Ana")
    promessas.registrar("1", None, "", DEPOIS)
    promessas.registrar("1", None, "", DEPOIS)
    assert promessas.do_cliente("1") == [Promessa("1", dia(3), "Ana", EM, DEPOIS)]


def test_nome_com_quebra_de_linha_e_recusado_e_nada_muda() -> None:
    prometer("1", dia(3), "Ana")
    with pytest.raises(DadoInvalido, match="quem prometeu"):
        promessas.registrar("1", dia(9), "Ana\r\nBcc: x", DEPOIS)
    assert promessas.do_cliente("1") == [Promessa("1", dia(3), "Ana", EM)]


def test_excluido_o_cliente_somem_as_promessas_dele() -> None:
    prometer("1", dia(3))
    ficha_do_cliente.excluir("1")
    assert promessas.do_cliente("1") == []


def test_regravar_o_cliente_nao_apaga_a_historia() -> None:
    prometer("1", dia(3), "Ana")
    clientes.gravar(Cliente("1", "Outro nome", promessa_ate=dia(3)))
    assert [promessa.quem for promessa in promessas.do_cliente("1")] == ["Ana"]


def test_nao_cumprida_e_a_que_passou_do_dia_com_o_prometido_em_aberto() -> None:
    assert promessas.somar_nao_cumpridas(HOJE) == (0, 0)
    gravar_debito("1", "a", vence_em=-9, saldo_centavos=30_00)
    gravar_debito("1", "b", vence_em=-9, saldo_centavos=5_00, pago_em=HOJE)
    gravar_debito("1", "c", vence_em=20, saldo_centavos=7_00)
    gravar_debito("2", "a", vence_em=-9, saldo_centavos=1_00)
    gravar_debito("3", "a", vence_em=20, saldo_centavos=2_00)
    gravar_debito("4", "a", vence_em=-9, saldo_centavos=4_00)
    for codigo, ate in (("1", dia(-1)), ("2", HOJE), ("3", dia(-1))):
        prometer(codigo, ate, "Ana")
    pagina = promessas.pagina(NAO_CUMPRIDAS)
    nome = clientes.nomes(["1"])["1"]
    assert pagina.linhas == [Prometido("1", nome, dia(-1), "Ana", EM, 1, 30_00, 37_00)]
    assert pagina.total == 1
    assert promessas.somar_nao_cumpridas(HOJE) == (1, 30_00)


def test_no_prazo_e_todas() -> None:
    gravar_debito("1", "a", vence_em=-9, saldo_centavos=30_00)
    prometer("1", dia(-1))
    prometer("2", HOJE, "Bia")
    no_prazo = promessas.pagina(Consulta(filtros={"vigentes": HOJE.isoformat()}))
    assert [(linha.cliente, linha.quem, linha.saldo_centavos) for linha in no_prazo.linhas] == [("2", "Bia", 0)]
    assert [linha.cliente for linha in promessas.pagina(Consulta()).linhas] == ["1", "2"]


@pytest.mark.parametrize("ordem", ["", "ate", "nome", "codigo", "quem", "registrada_em", "debitos", "saldo"])
def test_toda_ordem_da_lista_ordena(ordem: str) -> None:
    for numero in (1, 2, 3):
        for documento in range(numero):
            gravar_debito(str(numero), str(documento), vence_em=-9, saldo_centavos=10_00)
        prometer(str(numero), dia(-9 + numero), f"{numero}")
    sobe = [linha.cliente for linha in promessas.pagina(replace(NAO_CUMPRIDAS, ordem=ordem)).linhas]
    desce = [linha.cliente for linha in promessas.pagina(replace(NAO_CUMPRIDAS, ordem=ordem, decrescente=True)).linhas]
    assert sobe == ["1", "2", "3"] == desce[::-1]


def test_procura_pelo_cliente_e_por_quem_prometeu() -> None:
    prometer("1", HOJE, "Márcia")
    prometer("2", HOJE, "Bia")
    assert [linha.cliente for linha in promessas.pagina(Consulta(busca="marcia")).linhas] == []
    assert [linha.cliente for linha in promessas.pagina(Consulta(busca="bia")).linhas] == ["2"]


def test_a_importacao_guarda_as_novas_encerra_as_que_sairam_e_nao_mexe_nas_outras() -> None:
    prometer("1", dia(3), "Ana")
    prometer("2", dia(4), "Bia")
    clientes.gravar(Cliente("2", "Dois"))
    clientes.gravar(Cliente("3", "Três", promessa_ate=dia(5)))
    promessas.acompanhar_cadastro(DEPOIS)
    promessas.acompanhar_cadastro(DEPOIS + timedelta(days=1))
    assert promessas.do_cliente("1") == [Promessa("1", dia(3), "Ana", EM)]
    assert promessas.do_cliente("2") == [Promessa("2", dia(4), "Bia", EM, DEPOIS)]
    assert promessas.do_cliente("3") == [Promessa("3", dia(5), "", DEPOIS)]
