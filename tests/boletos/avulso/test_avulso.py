"""Boletos avulsos: os vetores pelo comando, o que vai em avisos, o que vai em erro, e entrada hostil."""

from __future__ import annotations

import json
import math
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletos.avulso import avulso as avulso_modulo
from boletos.avulso.avulso import BoletoAvulso, gerar
from boletos.avulso.entrada import Entrada
from boletos.bancos import BANCOS
from boletos.emissao.boleto import Parte
from tests.boletos.titulo.test_pix import DINAMICO, com_valor

HOJE = date(2026, 11, 24)
VETORES = json.loads((Path(__file__).parents[2] / "exemplos" / "vetores.json").read_text(encoding="utf-8"))
ITEM: dict[str, Any] = {
    "banco": "341",
    "carteira": "109",
    "agencia": "0810",
    "conta": "53678",
    "conta_dv": "9",
    "nosso_numero": "12345",
    "valor": "150.00",
    "vencimento": "2026-12-01",
    "documento": "1234",
    "emissao": "2026-10-01",
    "beneficiario": {"nome": "Empresa Ltda.", "cpf_cnpj": "11222333000181"},
    "pagador": {"nome": "José da Silva", "cpf_cnpj": "52998224725"},
    "instrucoes": "Uma|Duas",
}


def _gerar(**mudanca: object) -> BoletoAvulso:
    return gerar(ITEM | mudanca, HOJE)


@pytest.mark.parametrize("vetor", VETORES, ids=lambda vetor: vetor["id"])
def test_vetor(vetor: dict[str, Any]) -> None:
    avulso = gerar(vetor, HOJE)
    obtidos = {
        "nosso_numero_impresso": avulso.nosso_numero,
        "campo_livre": avulso.campo_livre,
        "codigo_barras": avulso.codigo_barras,
        "linha_digitavel": avulso.linha_digitavel,
    }
    esperados = {campo: vetor[campo] for campo in obtidos if vetor[campo] is not None}
    assert {campo: obtidos[campo] for campo in esperados} == esperados
    if vetor["nosso_numero_dv"] is not None:
        assert avulso.nosso_numero is not None
        assert avulso.nosso_numero.endswith(vetor["nosso_numero_dv"])


def test_chave_desconhecida_e_dita_tambem_dentro_dos_objetos() -> None:
    avulso = _gerar(carteria="109", pagador={"nome": "José", "cpf_cnpj": "52998224725", "fone": "1"}, fonte="vetor")
    assert avulso.erro is None
    assert avulso.avisos == (
        "carteria: chave que o comando não conhece; não foi usada",
        "pagador.fone: chave que o comando não conhece; não foi usada",
    )


@pytest.mark.parametrize("quem", ["beneficiario", "pagador"])
def test_quem_cobra_ou_quem_paga_ausente_e_dito(quem: str) -> None:
    avulso = _gerar(**{quem: None})
    assert avulso.erro is None
    assert avulso.avisos == (f"{quem}: falta informar nome e cpf_cnpj; o boleto sai sem isso",)


def test_beneficiario_final_e_condicoes_vao_no_boleto_antes_das_instrucoes() -> None:
    avulso = _gerar(
        beneficiario_final={"nome": "Fundo Aurora", "cpf_cnpj": "11222333000181"},
        descontos=[{"data": "2026-11-30", "valor": "10.00"}],
        multa={"percentual": "2"},
        juros={"percentual_mes": "1"},
    )
    assert (avulso.erro, avulso.avisos) == (None, ())
    assert avulso.boleto is not None
    assert avulso.boleto.beneficiario_final == Parte("Fundo Aurora", "11.222.333/0001-81")
    assert [linha.replace("\N{NO-BREAK SPACE}", " ") for linha in avulso.boleto.instrucoes] == [
        "Até 30/11/2026, conceder desconto de R$ 10,00.",
        "Após 01/12/2026, cobrar multa de R$ 3,00.",
        "Após 01/12/2026, cobrar R$ 0,05 por dia de atraso.",
        "Uma",
        "Duas",
    ]


def test_erro_diz_tudo_o_que_falta() -> None:
    avulso = gerar({"banco": "633", "nosso_numero": "1"}, HOJE)
    assert avulso.erro == (
        "agência: falta informar. carteira: falta informar. número da operação: falta informar. "
        "valor: falta informar (0.00 é valor em aberto)."
    )


def test_o_esquema_publicado_tem_as_chaves_que_o_comando_le_e_so_elas() -> None:
    esquema = json.loads((Path(__file__).parents[3] / "docs" / "boleto.schema.json").read_text(encoding="utf-8"))
    definicoes = esquema["$defs"]
    propriedades = definicoes["boleto"]["properties"]
    partes = {quem: dict.fromkeys(definicoes["parte"]["properties"]) for quem in propriedades if "benef" in quem}
    completo = dict.fromkeys(propriedades) | {
        **{quem: chaves for quem, chaves in partes.items() if quem != "documento_beneficiario"},
        "pagador": dict.fromkeys(definicoes["parte"]["properties"]),
        "descontos": [dict.fromkeys(definicoes["desconto"]["properties"])],
        "multa": dict.fromkeys(definicoes["multa"]["properties"]),
        "juros": dict.fromkeys(definicoes["juros"]["properties"]),
    }
    assert not any("não conhece" in aviso for aviso in gerar(completo | {"banco": "341"}, HOJE).avisos)
    lidas = Entrada({})
    avulso_modulo._Calculo(lidas, BANCOS["341"], HOJE, b"")
    assert lidas._lidos | {"banco"} == set(propriedades)


def test_item_completo_da_boleto_sem_aviso_nem_erro() -> None:
    avulso = _gerar()
    assert (avulso.erro, avulso.avisos) == (None, ())
    assert avulso.boleto is not None
    assert avulso.boleto.nosso_numero == avulso.nosso_numero == "109/00012345-6"
    assert avulso.boleto.linha_digitavel == avulso.linha_digitavel
    assert avulso.boleto.instrucoes == ("Uma", "Duas")
    assert avulso.boleto.pagador == Parte("José da Silva", "529.982.247-25")
    assert (avulso.boleto.emissao, avulso.boleto.processamento) == (date(2026, 10, 1), HOJE)
    assert (avulso.boleto.vencimento, avulso.boleto.valor_centavos) == (date(2026, 12, 1), 15000)


def test_numeros_servem_no_lugar_de_textos() -> None:
    numeros = _gerar(banco=341, carteira=109, agencia=810, conta=53678, nosso_numero=12345, valor=150.0)
    assert numeros.codigo_barras == _gerar().codigo_barras
    assert _gerar(banco=1, convenio=1234567, carteira=18).nosso_numero == "12345670000012345"


def test_beneficiario_e_pagador_podem_faltar() -> None:
    avulso = _gerar(beneficiario=None, pagador=None, documento=None, emissao=None, instrucoes=None)
    assert avulso.boleto is not None
    assert (avulso.boleto.beneficiario, avulso.boleto.pagador) == (Parte(""), Parte(""))


def test_itau_de_15_posicoes_usa_o_documento_se_falta_o_seu_numero() -> None:
    item = {"carteira": "198", "convenio": "12345"}
    assert _gerar(**item).campo_livre == _gerar(**item, seu_numero="1234").campo_livre
    assert _gerar(**item, seu_numero="99").campo_livre != _gerar(**item).campo_livre


def test_sicredi_usa_o_ano_da_emissao_se_falta_o_ano() -> None:
    item = {"banco": "748", "agencia": "0710", "posto": "65", "convenio": "129", "byte_geracao": "2", "carteira": "1"}
    assert _gerar(**item).nosso_numero == _gerar(**item, ano="26").nosso_numero


FALTAS = [
    ({"agencia": None}, None, None, "agência: falta informar"),
    ({"banco": "033", "convenio": None}, "000000012345-5", None, "código do beneficiário: falta informar"),
    ({"banco": "237", "conta": None, "carteira": "09"}, "09/00000012345-8", None, "conta: falta informar"),
    ({"carteira": "198", "convenio": "12345", "agencia": None}, None, "1980001234500012341234580", "agência: falta"),
    ({"nosso_numero": None}, None, None, "nosso número: falta informar"),
    ({"nosso_numero": "12345-0"}, None, None, "traz o dígito 0"),
    ({"carteira": []}, None, None, "carteira: tem de ser texto"),
]


@pytest.mark.parametrize(("mudanca", "nosso_numero", "campo_livre", "frase"), FALTAS)
def test_o_que_falta_e_dito_e_o_resto_e_calculado(
    mudanca: dict[str, Any], nosso_numero: str | None, campo_livre: str | None, frase: str
) -> None:
    avulso = _gerar(**mudanca)
    assert (avulso.nosso_numero, avulso.campo_livre, avulso.boleto) == (nosso_numero, campo_livre, None)
    assert avulso.erro is not None
    assert frase in avulso.erro


@pytest.mark.parametrize(
    ("mudanca", "frase"),
    [
        ({"valor": None}, "valor: falta informar"),
        ({"valor": -1}, "valor: não pode ser negativo"),
        ({"valor": math.nan}, "valor: não é um número"),
        ({"valor": "100000000000000.00"}, "valor: não cabe"),
        ({"vencimento": "2026-02-30"}, "vencimento: 2026-02-30 não existe"),
        ({"vencimento": "2000-07-02"}, "vencimento: 02/07/2000 é anterior"),
    ],
)
def test_valor_ou_vencimento_ruim_ainda_da_o_campo_livre(mudanca: dict[str, Any], frase: str) -> None:
    avulso = _gerar(**mudanca)
    assert avulso.campo_livre == _gerar().campo_livre
    assert (avulso.codigo_barras, avulso.linha_digitavel, avulso.boleto) == (None, None, None)
    assert avulso.erro is not None
    assert frase in avulso.erro


@pytest.mark.parametrize("mudanca", [{"documento": []}, {"especie": "??"}, {"pagador": 3}, {"emissao": "ontem"}])
def test_erro_fora_do_codigo_ainda_mostra_o_codigo(mudanca: dict[str, Any]) -> None:
    avulso = _gerar(**mudanca)
    assert avulso.linha_digitavel == _gerar().linha_digitavel
    assert avulso.boleto is None
    assert avulso.erro


@pytest.mark.parametrize(
    ("mudanca", "frase"),
    [
        ({"conta_dv": "1"}, "DAC da conta: veio 1, e o cálculo do banco dá 9"),
        ({"carteira": "175"}, "carteira: a 175 é sem registro, extinta"),
        ({"pagador": {"cpf_cnpj": "11111111112"}}, "pagador.cpf_cnpj: “111.111.111-12” não é"),
        ({"beneficiario": {"cpf_cnpj": "?"}}, "beneficiario.cpf_cnpj: “?” não é"),
        ({"vencimento": None}, "vencimento: sem data, o fator é 0000"),
        ({"vencimento": "2010-01-01"}, "vencimento: 01/01/2010 está fora da janela"),
        ({"valor": "100000000.00"}, "valor: acima de 99.999.999,99"),
        ({"banco": "104", "sistema": "SICOB10", "convenio": "87000000414"}, "sistema: SICOB10 é legado"),
        ({"banco": "001", "convenio": "12387989", "carteira": "18"}, "convênio: o de 8 posições"),
        (
            {"banco": "001", "convenio": "1234567", "carteira": "18", "nosso_numero": "9" * 17},
            "não é do convênio 1234567",
        ),
    ],
)
def test_o_que_um_cadastro_recusaria_e_aviso_e_nao_impede(mudanca: dict[str, Any], frase: str) -> None:
    avulso = _gerar(**mudanca)
    assert avulso.erro is None
    assert avulso.boleto is not None
    assert any(frase in aviso for aviso in avulso.avisos), avulso.avisos


def test_banco_nao_homologado_e_aviso(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BANCOS["341"], "HOMOLOGADO", False)
    assert _gerar().avisos == (
        "banco: homologar com o banco: o leiaute de Itaú não foi conferido com boletos de verdade",
    )


def test_sem_vencimento_o_fator_e_zero() -> None:
    avulso = _gerar(vencimento=None)
    assert avulso.codigo_barras is not None
    assert avulso.codigo_barras[5:9] == "0000"


@pytest.mark.parametrize(
    ("item", "frase"),
    [
        (None, "não é um objeto"),
        ([], "não é um objeto"),
        ("341", "não é um objeto"),
        ({}, "banco: falta informar"),
        ({"banco": "3411"}, "banco: “3411” não é um código"),
        ({"banco": ["341"]}, "banco: tem de ser texto"),
        ({"banco": "260"}, "banco: este banco só com a linha digitável do banco (260)"),
    ],
)
def test_item_sem_banco_que_se_calcule(item: object, frase: str) -> None:
    avulso = gerar(item, HOJE)
    assert (avulso.nosso_numero, avulso.linha_digitavel, avulso.boleto) == (None, None, None)
    assert avulso.erro is not None
    assert frase in avulso.erro


lixo = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text(max_size=30) | st.just("9" * 600),
    lambda filhos: st.lists(filhos, max_size=2) | st.dictionaries(st.text(max_size=5), filhos, max_size=2),
    max_leaves=3,
)


@given(st.sampled_from(sorted(BANCOS)), st.dictionaries(st.sampled_from(sorted({*VETORES[0], *ITEM})), lixo))
def test_entrada_hostil_nunca_derruba(banco: str, mudanca: dict[str, Any]) -> None:
    avulso = gerar(ITEM | mudanca | {"banco": banco}, HOJE)
    assert (avulso.boleto is None) == (avulso.erro is not None)
    assert avulso.codigo_barras is None or len(avulso.codigo_barras) == 44


@given(st.sampled_from(sorted(ITEM)), lixo)
def test_um_campo_hostil_de_cada_vez_nunca_derruba(campo: str, conteudo: object) -> None:
    avulso = gerar(ITEM | {campo: conteudo}, HOJE)
    assert (avulso.boleto is None) == (avulso.erro is not None)


def test_decimal_do_json_vale_como_valor() -> None:
    assert _gerar(valor=Decimal("150.00")).codigo_barras == _gerar().codigo_barras


@pytest.mark.parametrize(
    "mudanca",
    [
        {"pagador": {"nome": "Łukasz", "cpf_cnpj": "52998224725"}},
        {"beneficiario": {"nome": "Empresa", "cpf_cnpj": "11222333000181", "cidade": "Łódź"}},
        {"instrucoes": "Sem desconto|Łigue"},
        {"local_pagamento": "Łá"},
        {"documento": "Ł1"},
    ],
)
def test_letra_que_a_fonte_nao_tem_vai_em_avisos_e_o_boleto_sai(mudanca: dict[str, object]) -> None:
    avulso = _gerar(**mudanca)
    assert avulso.boleto is not None
    assert ["Ł" in aviso and "fonte do PDF" in aviso for aviso in avulso.avisos] == [True]


def test_pix_que_confere_vai_no_boleto() -> None:
    avulso = _gerar(pix_copia_e_cola=DINAMICO)
    assert avulso.boleto is not None
    assert avulso.boleto.pix == DINAMICO
    assert avulso.avisos == ()


@pytest.mark.parametrize("pix", ["x" * 900, "linha\nquebrada", 7, ["lista"], "\ud800", com_valor("1.00")])
def test_pix_que_nao_confere_vira_aviso_e_nao_impede(pix: object) -> None:
    avulso = _gerar(pix_copia_e_cola=pix)
    assert avulso.erro is None
    assert avulso.boleto is not None
    assert avulso.boleto.pix == ""
    [aviso] = avulso.avisos
    assert aviso.startswith("Pix do banco: ")
    assert aviso.endswith("o boleto vai sem o QR")


@pytest.mark.parametrize("valor", ["-1", "1.234", True, "10,555"])
def test_valor_ruim_nao_e_dito_tambem_como_falta(valor: object) -> None:
    erro = _gerar(valor=valor).erro or ""
    assert erro.startswith("valor: ")
    assert "falta informar" not in erro


@pytest.mark.parametrize("banco", [None, "", " "])
def test_banco_que_falta_e_dito_como_falta(banco: object) -> None:
    assert _gerar(banco=banco).erro == "banco: falta informar o código de três algarismos."
