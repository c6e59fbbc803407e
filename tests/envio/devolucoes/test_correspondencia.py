from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from boletos.emissao.boleto import montar
from boletos.titulo import codigo, exame
from boletos.titulo.codigo import Decodificado
from envio.devolucoes.correspondencia import procurar
from modelos import demonstracao
from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_cobranca
from regras.debito import Debito
from regras.encargos import Percentuais
from tests.base_copiada import abrir_pronta

AGORA = datetime(2026, 11, 24, 20, 33, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _base(tmp_path: Path, hoje: date) -> Iterator[None]:
    with abrir_pronta(tmp_path / "aviso.db", demonstracao.popular, hoje, AGORA, porta=2525):
        yield


def _do_banco(conta: str) -> Debito:
    lidos = debitos.pagina(Consulta(filtros={"conta_cobranca": conta, "estado": "aberto"})).linhas
    return next(debito for debito in lidos if debito.nosso_numero and debito.saldo_centavos == debito.valor_centavos)


def _lido(debito: Debito, hoje: date) -> Decodificado:
    conta, empresa, cliente = (
        contas_cobranca.obter(debito.conta_cobranca),
        empresas.obter(),
        clientes.obter(debito.cliente),
    )
    assert conta is not None
    assert empresa is not None
    assert cliente is not None
    boleto = montar(
        debito,
        conta,
        empresa,
        cliente,
        hoje,
        Percentuais(multa=empresa.multa_percentual, juros_mes=empresa.juros_percentual_mes),
    )
    return exame.decodificar(boleto.linha_digitavel, hoje)


@pytest.mark.parametrize("conta", ["BB", "SANTANDER", "CAIXA", "BRADESCO", "ITAU", "SICREDI", "SICOOB"])
def test_acha_o_debito_pelo_nosso_numero_em_cada_banco(conta: str, hoje: date) -> None:
    debito = _do_banco(conta)
    (achado,) = procurar(_lido(debito, hoje))
    assert achado.debito.chave == debito.chave
    assert achado.cliente
    assert not achado.do_banco
    assert achado.diferencas == ()


def test_acha_o_prorrogado_e_diz_a_diferenca(hoje: date) -> None:
    debito = _do_banco("ITAU")
    lido = _lido(debito, hoje)
    debitos.gravar(debito._replace(vencimento=debito.vencimento + timedelta(days=10)))
    (achado,) = procurar(lido)
    assert achado.debito.chave == debito.chave
    assert achado.diferencas[0].startswith("A linha vence em ")


def test_acha_o_pago_e_o_de_saldo_menor(hoje: date) -> None:
    debito = _do_banco("BB")
    lido = _lido(debito, hoje)
    debitos.gravar(debito._replace(saldo_centavos=1))
    assert "o saldo é de R$ 0,01" in procurar(lido)[0].diferencas[0].replace("\N{NO-BREAK SPACE}", " ")
    debitos.gravar(debito._replace(saldo_centavos=0, pago_em=hoje))
    assert procurar(lido)[0].diferencas == ("O débito foi pago em 24/11/2026.",)
    debitos.gravar(debito._replace(saldo_centavos=0))
    assert procurar(lido)[0].diferencas == ("O débito não tem mais saldo.",)


@pytest.mark.parametrize("em_barras", [False, True])
def test_acha_pela_linha_que_o_banco_devolveu(hoje: date, em_barras: bool) -> None:
    debito = _do_banco("ITAU")
    barras = codigo.montar("341", debito.vencimento, debito.saldo_centavos, "9" * 25)
    linha = codigo.para_linha(barras)
    debitos.gravar(debito._replace(linha_digitavel=barras if em_barras else linha))
    (achado,) = procurar(exame.decodificar(linha, hoje))
    assert achado.do_banco
    assert achado.debito.chave == debito.chave


def test_nosso_numero_repetido_acha_os_dois(hoje: date) -> None:
    debito = _do_banco("BRADESCO")
    debitos.gravar(debito._replace(documento="REPETIDO"))
    assert {achado.debito.documento for achado in procurar(_lido(debito, hoje))} == {debito.documento, "REPETIDO"}


def test_boleto_de_fora_nao_corresponde_a_nada(hoje: date) -> None:
    debito = _do_banco("ITAU")
    de_fora = codigo.montar("341", debito.vencimento, debito.saldo_centavos, "1" * 25)
    assert procurar(exame.decodificar(de_fora, hoje)) == ()
    de_outro_banco = codigo.montar("077", debito.vencimento, debito.saldo_centavos, "1" * 25)
    assert procurar(exame.decodificar(de_outro_banco, hoje)) == ()


def test_conta_que_nao_basta_para_o_calculo_nao_derruba_a_busca(hoje: date) -> None:
    debito = _do_banco("ITAU")
    lido = _lido(debito, hoje)
    conta = contas_cobranca.obter("ITAU")
    assert conta is not None
    contas_cobranca.gravar(replace(conta, agencia=""))
    assert procurar(lido) == ()
