"""A conta, o número e a decisão: a tabela do contrato, na ordem dela."""

from __future__ import annotations

from datetime import date

import pytest

from regras.cadastro import ContaCobranca
from regras.retorno.conciliacao import (
    DebitoNoBanco,
    Decisao,
    casar_conta,
    chave_do_numero,
    decidir,
    diverge,
    numeros_possiveis,
)
from regras.retorno.titulo import ContaLida, Efeito, Motivo, Resultado, TituloLido

HOJE = date(2026, 11, 24)
PAGO = TituloLido(
    linha=3,
    conta=ContaLida("1234", "55501", ""),
    nosso_numero="09000000000000001235",
    sequencial="123",
    seu_numero="1001",
    ocorrencia="06",
    efeito=Efeito.LIQUIDADO,
    data_ocorrencia=HOJE,
    data_credito=HOJE,
    vencimento=HOJE,
    valor_centavos=15000,
    valor_pago_centavos=15000,
    tarifa_centavos=0,
    encargos_centavos=0,
    desconto_centavos=0,
    abatimento_centavos=0,
    completo=True,
)
DEBITO = DebitoNoBanco(1, 15000, em_aberto=True)


def _decidir(
    *, debitos: tuple[DebitoNoBanco, ...] = (DEBITO,), conta: str | None = "1", fecham: bool = True, **troca: object
) -> Decisao:
    titulo = PAGO._replace(**troca)  # type: ignore[arg-type]
    return decidir(titulo, conta, debitos, hoje=HOJE, totais_fecham=fecham, encargos=lambda _debito, _em: 300)


def test_pago_em_dia_baixa() -> None:
    assert _decidir() == Decisao(Resultado.BAIXADO)
    assert _decidir(efeito=Efeito.LIQUIDADO_CARTORIO).resultado is Resultado.BAIXADO


@pytest.mark.parametrize(
    ("motivo", "troca"),
    [
        (Motivo.REGISTRO_INCOMPLETO, {"completo": False}),
        (Motivo.REGISTRO_INCOMPLETO, {"valor_pago_centavos": None}),
        (Motivo.REGISTRO_INCOMPLETO, {"valor_pago_centavos": None, "conta": None}),
        (Motivo.CONTA_NAO_CADASTRADA, {"conta": None, "debitos": ()}),
        (Motivo.DEBITO_NAO_ENCONTRADO, {"debitos": ()}),
        (Motivo.MAIS_DE_UM_DEBITO, {"debitos": (DEBITO, DEBITO)}),
        (Motivo.ESTORNO, {"efeito": Efeito.ESTORNO, "valor_pago_centavos": 0}),
        (Motivo.PAGAMENTO_A_CONFIRMAR, {"efeito": Efeito.PAGAMENTO_A_CONFIRMAR, "data_ocorrencia": None}),
        (Motivo.PAGAMENTO_PARCIAL, {"efeito": Efeito.LIQUIDADO_PARCIAL}),
        (Motivo.DATA_INVALIDA, {"data_ocorrencia": None, "valor_pago_centavos": 0}),
        (Motivo.DATA_INVALIDA, {"data_ocorrencia": date(2026, 11, 25)}),
        (Motivo.VALOR_ZERO, {"valor_pago_centavos": 0, "debitos": (DEBITO._replace(em_aberto=False),)}),
        (Motivo.JA_BAIXADO, {"debitos": (DEBITO._replace(em_aberto=False),), "fecham": False}),
        (Motivo.TOTAIS_DIVERGENTES, {"fecham": False, "valor_pago_centavos": 1}),
        (Motivo.VALOR_A_MENOR, {"valor_pago_centavos": 14999}),
        (Motivo.VALOR_A_MAIOR, {"valor_pago_centavos": 15000 + 300 + 150 + 1}),
        (Motivo.VALOR_A_MAIOR, {"valor_pago_centavos": 15000 + 500 + 150 + 1, "encargos_centavos": 500}),
    ],
)
def test_o_primeiro_motivo_que_se_aplica(motivo: Motivo, troca: dict[str, object]) -> None:
    assert _decidir(**troca) == Decisao(Resultado.A_CONFERIR, motivo, retem=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "troca",
    [
        {"valor_pago_centavos": 14000, "desconto_centavos": 600, "abatimento_centavos": 400},
        {"valor_pago_centavos": 15000 + 300 + 150},
        {"valor_pago_centavos": 15000 + 500 + 150, "encargos_centavos": 500},
        {"valor_pago_centavos": 1000 + 300 + 100, "debitos": (DEBITO._replace(saldo_centavos=1000),)},
    ],
)
def test_o_que_o_desconto_os_encargos_e_a_tolerancia_explicam_baixa(troca: dict[str, object]) -> None:
    assert _decidir(**troca).resultado is Resultado.BAIXADO  # type: ignore[arg-type]


def test_desconhecida_nunca_baixa_e_so_retem_com_dinheiro() -> None:
    desconhecida = Decisao(Resultado.A_CONFERIR, Motivo.OCORRENCIA_DESCONHECIDA, retem=True)
    assert _decidir(efeito=Efeito.DESCONHECIDA, conta=None) == desconhecida
    for valor in (0, None):
        assert not _decidir(efeito=Efeito.DESCONHECIDA, valor_pago_centavos=valor).retem


def test_o_que_nao_e_pagamento_nao_tem_efeito() -> None:
    assert _decidir(efeito=Efeito.TARIFA, conta=None) == Decisao(Resultado.SEM_EFEITO)
    for efeito in (Efeito.BAIXADO, Efeito.PROTESTADO):
        assert _decidir(efeito=efeito) == Decisao(Resultado.SEM_EFEITO, sem_titulo=True)


def _conta(codigo: str, **campos: str) -> ContaCobranca:
    return ContaCobranca(codigo, "237", "09", **campos)


def test_a_conta_e_a_unica_que_coincide_no_que_o_arquivo_traz() -> None:
    certa = _conta("1", agencia="01234", conta="55501-2")
    outra = _conta("2", agencia="1234", conta="777")
    de_outro_banco = ContaCobranca("3", "341", "109", agencia="1234", conta="55501")
    lida = ContaLida("1234", "55501", "")
    assert casar_conta("237", lida, [outra, certa, de_outro_banco]) == "1"
    assert casar_conta("237", lida, [outra, de_outro_banco]) is None
    assert casar_conta("237", lida, [certa, _conta("4", agencia="1234", conta="55501")]) is None
    assert casar_conta("237", ContaLida("1234"), [certa, outra]) is None
    assert casar_conta("237", ContaLida("", "55501"), [certa, outra]) == "1"


def test_o_convenio_dos_dois_lados_basta_e_manda() -> None:
    conta = _conta("1", agencia="1", conta="2", convenio="0007654")
    assert casar_conta("237", ContaLida("9", "9", "7654"), [conta]) == "1"
    assert casar_conta("237", ContaLida("1", "2", "7655"), [conta]) is None
    assert casar_conta("237", ContaLida("1", "2", "7655"), [_conta("2", agencia="1", conta="2")]) == "2"
    assert casar_conta("237", ContaLida("", "", "7655"), [_conta("2", agencia="1", conta="2")]) is None


def test_arquivo_sem_identificacao_e_da_unica_conta_do_banco() -> None:
    assert casar_conta("237", ContaLida(), [_conta("1"), ContaCobranca("2", "341", "109")]) == "1"
    assert casar_conta("237", ContaLida(), [_conta("1"), _conta("2")]) is None


@pytest.mark.parametrize(
    ("no_erp", "pontas"),
    [
        ("123", ()),
        ("00000000123", ()),
        ("00000000123-5", ()),
        ("09/00000000123-P", ()),
        ("000000001235", ()),
        ("09000000000000001235", ()),
    ],
)
def test_as_formas_em_que_o_erp_guarda_o_numero(no_erp: str, pontas: tuple[int, ...]) -> None:
    assert chave_do_numero(no_erp) in numeros_possiveis(PAGO, pontas)


def test_numero_do_sicredi_pelo_fim_e_em_branco_nenhum() -> None:
    titulo = PAGO._replace(nosso_numero="262000017", sequencial="26200001")
    assert {chave_do_numero(texto) for texto in ("26/200001-7", "1", "00001", "200001")} <= set(
        numeros_possiveis(titulo, (6, 5))
    )
    assert numeros_possiveis(PAGO._replace(nosso_numero="000", sequencial=""), (6, 5)) == []


@pytest.mark.parametrize(
    ("seu_numero", "difere"),
    [
        ("1001", False),
        ("000000000001001", False),
        ("1001/1", False),
        ("10011", False),
        ("", False),
        ("000", False),
        ("9999", True),
        ("NF77", True),
    ],
)
def test_seu_numero_so_diverge_quando_nao_lembra_o_documento(seu_numero: str, difere: bool) -> None:
    assert diverge(seu_numero, "1001", "1") is difere
