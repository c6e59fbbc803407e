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
from regras.apontamento import Apontamento
from regras.apontamento import TipoDeApontamento as Tipo
from regras.cadastro import Cliente
from regras.debito import Classe, Debito
from regras.encargos import Encargos
from regras.erros import DadoInvalido
from regras.selecao import AvisoPlanejado, DebitoSelecionado, Plano
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
    ("mudanca", "tipo", "houve"),
    [
        ({"conta_cobranca": ""}, Tipo.SEM_CONTA, "sem conta de cobrança: o débito vai só no relatório"),
        ({"conta_cobranca": "ITAU"}, Tipo.CONTA_INEXISTENTE, "a conta de cobrança ITAU não está cadastrada"),
        ({"nosso_numero": ""}, Tipo.SEM_NOSSO_NUMERO, "nosso número: falta"),
        ({"nosso_numero": "7X"}, Tipo.NOSSO_NUMERO_RECUSADO, "nosso número: “7X”"),
        ({"valor_centavos": 150_00}, Tipo.SALDO_MENOR, "saldo: é menor"),
        ({"saldo_centavos": 0}, Tipo.SALDO_NAO_CABE, "saldo: R$"),
        ({"vencimento": dia(-4000)}, Tipo.FORA_DA_JANELA, "vencimento: "),
        ({"linha_digitavel": "1"}, Tipo.LINHA_DIGITAVEL_RECUSADA, "linha digitável: "),
    ],
)
def test_debito_sem_boleto_vai_so_no_relatorio_com_o_motivo(mudanca: dict[str, object], tipo: Tipo, houve: str) -> None:
    retrato, boleto, apontado = emissor().avisar(selecionar(INTEIRO._replace(**mudanca)), CLIENTE)
    assert boleto is None
    assert apontado is not None
    assert apontado.tipo is tipo
    assert apontado.houve.startswith(houve)
    assert (retrato.tem_boleto, retrato.codigo_barras, retrato.linha_digitavel) == (False, None, None)


@pytest.mark.parametrize(
    ("campos", "tipo"),
    [
        ({"carteira": ""}, Tipo.CONTA_INCOMPLETA),
        ({"especie": "XX"}, Tipo.CONTA_INCOMPLETA),
        ({"carteira": "99", "homologada": False}, Tipo.BANCO_NAO_HOMOLOGADO),
    ],
)
def test_o_que_o_banco_recusa_na_conta_diz_de_que_conta_e(campos: dict[str, object], tipo: Tipo) -> None:
    _, boleto, apontado = emissor(**campos).avisar(selecionar(INTEIRO), CLIENTE)
    assert boleto is None
    assert apontado is not None
    assert (apontado.tipo, apontado.conta) == (tipo, "BB")


@pytest.mark.parametrize(
    ("documento", "tipo"), [("", Tipo.PAGADOR_SEM_DOCUMENTO), ("52998224700", Tipo.PAGADOR_RECUSADO)]
)
def test_pagador_sem_documento_que_valha(documento: str, tipo: Tipo) -> None:
    _, boleto, apontado = emissor().avisar(selecionar(INTEIRO), replace(CLIENTE, cpf_cnpj=documento))
    assert boleto is None
    assert apontado is not None
    assert apontado.tipo is tipo


def test_pix_que_nao_confere_e_ressalva_de_um_boleto_que_vai() -> None:
    _, boleto, apontado = emissor().avisar(selecionar(INTEIRO._replace(pix_copia_e_cola="x")), CLIENTE)
    assert boleto is not None
    assert apontado is not None
    assert apontado.tipo is Tipo.PIX_RECUSADO
    assert apontado.houve.endswith("o boleto vai sem o QR")


def test_debito_com_boleto_leva_o_codigo_no_retrato() -> None:
    retrato, boleto, apontado = emissor().avisar(selecionar(INTEIRO), CLIENTE)
    assert boleto is not None
    assert apontado is None
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
    plano = Plano(HOJE, (aviso,), (), (Apontamento(Tipo.EMAIL_INVALIDO, "000123"),))
    quem_emite = emissor(instrucoes="☎")
    (previsto,), do_plano = prever(plano, quem_emite)
    apontamentos = (*quem_emite.apontar_letras(), *do_plano)
    assert [debito.tem_boleto for debito in previsto.debitos] == [True, False]
    assert (previsto.cliente, previsto.cliente_nome, previsto.destinatarios) == ("000123", "Żółw", ("a@b.com.br",))
    assert [(item.cliente, item.documento) for item in apontamentos] == [
        ("", None),
        ("000123", None),
        ("000123", "11"),
        ("000123", None),
    ]
    assert "Żółw" in apontamentos[-1].houve


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
