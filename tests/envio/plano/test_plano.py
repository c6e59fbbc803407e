"""O plano do dia: o boleto de cada débito, por que não há boleto, e os avisos que já existem."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from envio.plano.plano import (
    AvisoPrevisto,
    Emissor,
    PlanoDoDia,
    de_gravados,
    prever,
    retratar,
)
from regras.cadastro import Cliente
from regras.debito import Classe, Debito
from regras.encargos import Encargos
from regras.erros import DadoInvalido
from regras.selecao import Apontamento, AvisoPlanejado, DebitoSelecionado, Plano
from tests.envio.cenario import AVISO, COBRANCA, EMPRESA
from tests.modelos.exemplos import HOJE, avisado, dia

CLIENTE = Cliente("000123", "José", cpf_cnpj="52998224725")
DEBITO = Debito("000123", "10", "1", dia(-10), 150_00, 100_00, dia(-40), conta_cobranca="BB", nosso_numero="77")
INTEIRO = DEBITO._replace(valor_centavos=100_00)


def emissor(**campos: object) -> Emissor:
    """Com a conta BB; os campos trocam os da conta."""
    return Emissor(EMPRESA, {"BB": replace(COBRANCA, **campos)}, HOJE)


def selecionar(debito: Debito) -> DebitoSelecionado:
    return DebitoSelecionado(debito, Classe.VENCIDO, 10, Encargos(2_00, 33), debito.saldo_centavos + 2_33)


@pytest.mark.parametrize(
    ("mudanca", "trecho"),
    [
        ({"conta_cobranca": ""}, "sem conta de cobrança"),
        ({"conta_cobranca": "ITAU"}, "a conta de cobrança ITAU não está cadastrada"),
        ({"nosso_numero": ""}, "nosso número: falta"),
        ({"valor_centavos": 150_00}, "segunda via"),
    ],
)
def test_debito_sem_boleto_vai_so_no_relatorio_com_o_motivo(mudanca: dict[str, object], trecho: str) -> None:
    retrato, boleto, motivo = emissor().avisar(selecionar(INTEIRO._replace(**mudanca)), CLIENTE)
    assert boleto is None
    assert trecho in motivo
    assert (retrato.tem_boleto, retrato.codigo_barras, retrato.linha_digitavel) == (False, None, None)
    assert (retrato.saldo_centavos, retrato.atualizado_centavos) == (100_00, 102_33)


def test_debito_com_boleto_leva_o_codigo_no_retrato() -> None:
    retrato, boleto, motivo = emissor().avisar(selecionar(INTEIRO), CLIENTE)
    assert boleto is not None
    assert motivo == ""
    assert (retrato.codigo_barras, retrato.linha_digitavel) == (boleto.codigo_barras, boleto.linha_digitavel)
    assert (retrato.emissao, retrato.vencimento, retrato.dias) == (dia(-40), dia(-10), 10)


@pytest.mark.parametrize(
    ("da_conta", "do_debito", "multa"),
    [
        (None, None, "2,00"),
        (Decimal(5), None, "5,00"),
        (Decimal(5), Decimal(7), "7,00"),
        (Decimal(5), Decimal(0), None),
    ],
)
def test_percentual_e_do_debito_senao_da_conta_senao_da_empresa(
    da_conta: Decimal | None, do_debito: Decimal | None, multa: str | None
) -> None:
    debito = INTEIRO._replace(multa_percentual=do_debito, vencimento=dia(5))
    boleto = emissor(multa_percentual=da_conta).emitir(debito, CLIENTE)
    de_multa = [linha for linha in boleto.instrucoes if "multa" in linha]
    assert bool(de_multa) is bool(multa)
    assert all(f"R$ {multa}" in linha.replace("\N{NO-BREAK SPACE}", " ") for linha in de_multa)


def test_emitir_sem_conta_levanta_a_frase_do_apontamento() -> None:
    with pytest.raises(DadoInvalido) as erro:
        emissor().emitir(INTEIRO._replace(conta_cobranca=""), CLIENTE)
    assert erro.value.motivo == "sem conta de cobrança: o débito vai só no relatório"


def test_retratar_sem_boleto_nao_inventa_linha() -> None:
    assert retratar(selecionar(INTEIRO), None).linha_digitavel is None


def test_prever_junta_os_apontamentos_da_selecao_os_dos_boletos_e_os_das_letras() -> None:
    aviso = AvisoPlanejado(
        replace(CLIENTE, nome="Żółw"),
        ("a@b.com.br",),
        tuple(map(selecionar, (INTEIRO, INTEIRO._replace(documento="11", conta_cobranca="")))),
    )
    plano = Plano(HOJE, (aviso,), (), (Apontamento("000123", "e-mail inválido"),))
    (previsto,), apontamentos = prever(plano, emissor(instrucoes="☎"))
    assert [debito.tem_boleto for debito in previsto.debitos] == [True, False]
    assert (previsto.cliente, previsto.cliente_nome, previsto.destinatarios) == ("000123", "Żółw", ("a@b.com.br",))
    assert [(item.cliente, item.documento) for item in apontamentos] == [
        ("", None),
        ("000123", None),
        ("000123", "11"),
        ("000123", None),
    ]
    assert "Żółw" in apontamentos[-1].motivo


def test_totais_do_plano() -> None:
    com_boleto = replace(avisado(), linha_digitavel="0" * 47)
    previsto = AvisoPrevisto("000123", "José", (), (com_boleto, avisado(documento="2")))
    plano = PlanoDoDia(HOJE, True, True, (previsto, previsto))
    assert (plano.quantidade_debitos, plano.quantidade_boletos) == (4, 2)
    assert plano.total_centavos == 4 * (100_00 + 2_00 + 13) == 2 * previsto.total_centavos


def test_aviso_gravado_aparece_como_esta() -> None:
    (previsto,) = de_gravados([replace(AVISO, message_id="<1@x>", motivo="caixa cheia")])
    assert (previsto.id, previsto.estado, previsto.message_id) == (1, AVISO.estado, "<1@x>")
    assert (previsto.motivo, previsto.debitos) == ("caixa cheia", AVISO.debitos)
