"""Do débito ao boleto: o que sai, e a frase de cada caso sem boleto (regras.md §4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from boletos.emissao.boleto import Boleto, Parte, montar
from boletos.titulo import codigo, exame
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.dinheiro import MAIOR_VALOR_CENTAVOS
from regras.encargos import Percentuais
from regras.erros import DadoInvalido
from tests.boletos.titulo.test_pix import DINAMICO, com_valor

HOJE = date(2026, 11, 24)
VENCIMENTO = date(2026, 12, 1)
EMPRESA = Empresa(
    "Empresa Ltda.", "11222333000181", "Rua A", "10", "sala 2", "Centro", cidade="Joinville", uf="SC", cep="89201000"
)
CLIENTE = Cliente(
    "000123", "José da Silva", cpf_cnpj="52998224725", endereco="Rua B", numero="5", cidade="Itajaí", uf="SC"
)
CONTA = ContaCobranca("01", "341", "109", agencia="0810", conta="53678", conta_dv="9")
PERCENTUAIS = Percentuais(Decimal(2), Decimal(1))
DEBITO = Debito(
    "000123",
    "1234",
    "2",
    VENCIMENTO,
    15000,
    15000,
    emissao=date(2026, 10, 1),
    nosso_numero="12345",
    conta_cobranca="01",
)


def _montar(conta: ContaCobranca = CONTA, cliente: Cliente = CLIENTE, **mudanca: Any) -> Boleto:
    return montar(DEBITO._replace(**mudanca), conta, EMPRESA, cliente, HOJE, PERCENTUAIS)


def _linha(banco: str = "341", vencimento: date | None = VENCIMENTO, centavos: int = 15000) -> str:
    return codigo.para_linha(codigo.montar(banco, vencimento, centavos, "1" * 25))


def test_boleto_traz_tudo_o_que_se_imprime() -> None:
    assert _montar() == Boleto(
        banco="341",
        banco_dv="7",
        banco_nome="Itaú",
        local_pagamento="ATÉ O VENCIMENTO PAGUE PREFERENCIALMENTE NO ITAÚ / APÓS O VENCIMENTO PAGUE SOMENTE NO ITAÚ",
        beneficiario=Parte(
            "Empresa Ltda.", "11.222.333/0001-81", "Rua A, 10, sala 2 - Centro", "Joinville", "SC", "89201-000"
        ),
        pagador=Parte("José da Silva", "529.982.247-25", "Rua B, 5", "Itajaí", "SC", ""),
        agencia_codigo="0810/53678-9",
        carteira="109",
        nosso_numero="109/00012345-6",
        documento="1234/2",
        especie="DM",
        aceite="N",
        emissao=date(2026, 10, 1),
        processamento=HOJE,
        vencimento=VENCIMENTO,
        valor_centavos=15000,
        codigo_barras="34195164700000150001090001234560810536789000",
        linha_digitavel="34191090080123456081905367890000516470000015000",
        instrucoes=(
            "Após 01/12/2026, cobrar multa de R$\N{NO-BREAK SPACE}3,00.",
            "Após 01/12/2026, cobrar R$\N{NO-BREAK SPACE}0,05 por dia de atraso.",
        ),
        pdf_a=True,
    )


def test_codigo_traz_o_vencimento_original_e_o_saldo_mesmo_vencido() -> None:
    vencido = HOJE - timedelta(days=400)
    lido = exame.decodificar(_montar(vencimento=vencido).linha_digitavel, HOJE)
    assert (lido.banco, lido.vencimento, lido.valor_centavos) == ("341", vencido, 15000)


def test_conta_pode_trazer_local_especie_aceite_e_instrucoes() -> None:
    conta = replace(
        CONTA, local_pagamento="Pague em casa", especie="dsi", aceite="a", instrucoes="Não receber em cheque|Obrigado"
    )
    boleto = _montar(conta)
    assert (boleto.local_pagamento, boleto.especie, boleto.aceite) == ("Pague em casa", "DSI", "A")
    assert boleto.instrucoes[2:] == ("Não receber em cheque", "Obrigado")


def test_bradesco_imprime_o_cip() -> None:
    conta = ContaCobranca("01", "237", "09", agencia="1923", conta="31718", conta_dv="7")
    assert (_montar(conta).cip, _montar().cip) == ("000", "")


def test_sicredi_usa_o_ano_da_emissao() -> None:
    conta = ContaCobranca("01", "748", "1", agencia="0710", posto="65", convenio="00129", byte_geracao="2")
    assert _montar(conta, emissao=date(2016, 5, 1), nosso_numero="8879").nosso_numero == "16/208879-3"
    with pytest.raises(DadoInvalido, match="informe a emissão"):
        _montar(conta, emissao=None, nosso_numero="8879")
    assert _montar(conta, emissao=None, nosso_numero="16208879").nosso_numero == "16/208879-3"


def test_itau_de_15_posicoes_leva_o_documento() -> None:
    conta = replace(CONTA, carteira="198", convenio="12345")
    assert _montar(conta).codigo_barras[30:37] == "0001234"
    with pytest.raises(DadoInvalido, match="número do documento"):
        _montar(conta, documento="NF-1")


SEM_BOLETO = [
    ({"nosso_numero": ""}, "nosso número: falta, e não há linha digitável do banco"),
    ({"nosso_numero": "0000-0"}, "nosso número: falta, e não há linha digitável do banco"),
    ({"nosso_numero": "123456789"}, "nosso número: “123456789” traz o dígito 9"),
    ({"nosso_numero": "1234567890"}, "nosso número: “1234567890” não cabe"),
    ({"nosso_numero": "109/00012345-0"}, "o calculado é 6"),
    ({"vencimento": HOJE - timedelta(days=3001)}, "vencimento: .* está fora da janela"),
    ({"vencimento": HOJE + timedelta(days=5501)}, "vencimento: .* está fora da janela"),
    ({"saldo_centavos": 14999}, "saldo: é menor que o valor registrado no boleto"),
    ({"saldo_centavos": 0}, "saldo: R\\$ 0,00 não cabe"),
    ({"saldo_centavos": MAIOR_VALOR_CENTAVOS + 1}, "saldo: R\\$ 100.000.000,00 não cabe"),
]


@pytest.mark.parametrize(("mudanca", "frase"), SEM_BOLETO)
def test_debito_sem_boleto_diz_por_que(mudanca: dict[str, Any], frase: str) -> None:
    with pytest.raises(DadoInvalido, match=frase):
        _montar(**mudanca)


@pytest.mark.parametrize(("documento", "frase"), [("", "sem CPF/CNPJ"), ("52998224724", "“52998224724” não confere")])
def test_pagador_sem_documento_valido_nao_tem_boleto(documento: str, frase: str) -> None:
    for mudanca in ({}, {"linha_digitavel": _linha()}):
        with pytest.raises(DadoInvalido, match=frase):
            _montar(cliente=replace(CLIENTE, cpf_cnpj=documento), **mudanca)


def test_pagador_com_cnpj_de_letras_tem_boleto() -> None:
    assert _montar(cliente=replace(CLIENTE, cpf_cnpj="12ABC34501DE35")).pagador.cpf_cnpj == "12.ABC.345/01DE-35"


@pytest.mark.parametrize(
    ("mudanca", "frase"),
    [
        ({"agencia": ""}, "agência: falta informar: até 4 algarismos.*conta de cobrança 01"),
        ({"conta_dv": "1"}, "DAC da conta: veio 1"),
        ({"carteira": "999"}, "carteira: a 999 é fora da lista"),
        ({"especie": "??"}, "espécie"),
        ({"aceite": "?"}, "aceite"),
        ({"banco": "34"}, "banco: “34” não é um código"),
        ({"banco": "260"}, "banco: este banco só com a linha digitável do banco"),
    ],
)
def test_conta_que_o_banco_nao_aceita_nao_tem_boleto(mudanca: dict[str, str], frase: str) -> None:
    with pytest.raises(DadoInvalido, match=frase):
        _montar(replace(CONTA, **mudanca))


def test_banco_sem_vetor_espera_a_confirmacao_e_diz_como_dar() -> None:
    conta = ContaCobranca("BS2", "218", "21", convenio="1234567890", modalidade="6")
    with pytest.raises(DadoInvalido, match="homologar com o banco") as recusa:
        _montar(conta)
    assert recusa.value.onde == "conta de cobrança BS2"
    assert recusa.value.o_que_fazer.endswith("marque a conta de cobrança como homologada.")
    assert _montar(replace(conta, homologada=True)).nosso_numero == "0000012345-5"


def test_conta_incompleta_diz_onde_achar_o_dado() -> None:
    with pytest.raises(DadoInvalido, match="código do beneficiário: falta informar: até 10") as recusa:
        _montar(ContaCobranca("BS2", "218", "21", modalidade="6", homologada=True))
    assert recusa.value.o_que_fazer == "Procure no contrato de cobrança com o banco, ou com o gerente da conta."


def test_documento_de_quem_cobra_chega_ao_campo_livre_do_credisis() -> None:
    boleto = _montar(ContaCobranca("C", "097", "18", agencia="1", convenio="6641"))
    assert boleto.codigo_barras[19:] == "0000009780001006641012345"


def test_banco_extinto_nao_se_monta_a_partir_de_um_debito() -> None:
    with pytest.raises(DadoInvalido, match="HSBC é legado"):
        _montar(ContaCobranca("H", "399", "CNR", convenio="1122334", homologada=True))


def test_carteira_fora_da_lista_vale_com_a_conta_homologada() -> None:
    assert _montar(replace(CONTA, carteira="999", homologada=True)).carteira == "999"


def test_titulo_que_o_banco_recusa_nao_tem_boleto() -> None:
    conta = ContaCobranca("01", "001", "17", convenio="1234567")
    with pytest.raises(DadoInvalido, match="não é do convênio 1234567"):
        _montar(conta, nosso_numero="76543210000000001")


def test_data_de_referencia_no_fim_do_calendario_nao_derruba() -> None:
    with pytest.raises(DadoInvalido, match="fora da janela"):
        montar(DEBITO, CONTA, EMPRESA, CLIENTE, date.max, PERCENTUAIS)


def test_linha_do_banco_e_a_impressa_com_o_numero_como_veio() -> None:
    linha = _linha()
    boleto = _montar(linha_digitavel=codigo.formatar_linha(linha), nosso_numero="veio do banco")
    assert (boleto.linha_digitavel, boleto.codigo_barras) == (linha, codigo.de_linha(linha))
    assert (boleto.nosso_numero, boleto.agencia_codigo) == ("veio do banco", "0810/53678-9")


def test_com_linha_do_banco_o_nosso_numero_e_o_leiaute_nao_sao_exigidos() -> None:
    conta = ContaCobranca("01", "260", "1", agencia="1", conta="123")
    boleto = _montar(conta, linha_digitavel=_linha("260"), nosso_numero="")
    assert (boleto.banco, boleto.banco_nome, boleto.nosso_numero) == ("260", "Nubank", "")
    assert boleto.local_pagamento == "Pagável em qualquer banco"


def test_com_linha_do_banco_a_conta_nao_precisa_de_homologacao() -> None:
    assert _montar(replace(CONTA, carteira="999", agencia=""), linha_digitavel=_linha()).carteira == "999"


def test_linha_do_saldo_serve_mesmo_com_saldo_menor_que_o_valor() -> None:
    assert _montar(saldo_centavos=9000, linha_digitavel=_linha(centavos=9000)).valor_centavos == 9000


@pytest.mark.parametrize(
    ("linha", "mudanca", "frase"),
    [
        (_linha("237"), {}, "é do banco 237, e a conta de cobrança 01 é do banco 341"),
        (_linha(), {"saldo_centavos": 9000}, "é de R\\$ 150,00, e o saldo é de R\\$ 90,00"),
        (_linha(centavos=0), {}, "é de R\\$ 0,00, e o saldo é de R\\$ 150,00"),
        (_linha(vencimento=HOJE), {}, "vence em 24/11/2026, e o débito vence em 01/12/2026"),
        (_linha(vencimento=None), {}, "não traz vencimento que se leia"),
        ("1" * 47, {}, "não confere"),
        ("34191", {}, "faltam 42 algarismos"),
        (" ", {}, "está vazia"),
    ],
)
def test_linha_do_banco_que_nao_e_a_do_debito_e_recusada(linha: str, mudanca: dict[str, Any], frase: str) -> None:
    with pytest.raises(DadoInvalido, match=f"linha digitável: .*{frase}"):
        _montar(linha_digitavel=linha, **mudanca)


def test_saldo_diferente_manda_registrar_segunda_via() -> None:
    for mudanca in ({"saldo_centavos": 9000}, {"saldo_centavos": 9000, "linha_digitavel": _linha()}):
        with pytest.raises(DadoInvalido) as recusa:
            _montar(**mudanca)
        assert recusa.value.o_que_fazer == "Registre segunda via no banco."


@pytest.mark.parametrize("pix", [DINAMICO, com_valor("150.00")])
def test_pix_do_banco_que_confere_vai_no_boleto(pix: str) -> None:
    boleto = _montar(pix_copia_e_cola=f" {pix} ")
    assert (boleto.pix, boleto.ressalva) == (pix, "")


@pytest.mark.parametrize(
    ("pix", "frase"),
    [
        (com_valor("150.01"), "é de R$\xa0150,01, e o boleto é de R$\xa0150,00"),
        (DINAMICO[:-1] + "0", "o código de conferência (CRC) não bate: há letra trocada ou faltando"),
        ("chave@exemplo.com.br", "está cortado ou não é um copia e cola de Pix"),
    ],
)
def test_pix_que_nao_confere_deixa_o_boleto_sem_qr_e_diz_por_que(pix: str, frase: str) -> None:
    boleto = _montar(pix_copia_e_cola=pix)
    assert boleto.pix == ""
    assert boleto.ressalva == f"Pix do banco: {frase}; o boleto vai sem o QR"
    assert boleto.codigo_barras == _montar().codigo_barras


def test_logotipo_e_da_empresa_e_o_beneficiario_final_da_conta() -> None:
    conta = replace(CONTA, beneficiario_final=" Fundo Horizonte ", beneficiario_final_cpf_cnpj="11222333000181")
    boleto = montar(DEBITO, conta, replace(EMPRESA, logotipo=b"png"), CLIENTE, HOJE, PERCENTUAIS)
    assert boleto.logotipo == b"png"
    assert boleto.beneficiario_final == Parte("Fundo Horizonte", "11.222.333/0001-81")
    assert _montar().beneficiario_final is None


@pytest.mark.parametrize(
    ("parte", "linhas"),
    [
        (Parte("X", "", "Rua A, 1", "Joinville", "SC", "89201-000"), ("Rua A, 1", "Joinville/SC - CEP 89201-000")),
        (Parte("X", "", "Rua A, 1"), ("Rua A, 1",)),
        (Parte("X", uf="SC"), ("SC",)),
        (Parte("X", cep="89201-000"), ("CEP 89201-000",)),
        (Parte("X"), ()),
    ],
)
def test_linhas_de_endereco_pulam_o_que_falta(parte: Parte, linhas: tuple[str, ...]) -> None:
    assert parte.linhas_do_endereco() == linhas
