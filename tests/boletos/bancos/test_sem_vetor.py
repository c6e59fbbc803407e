"""O que não tem vetor: as contas descritas na referência, feitas aqui à mão ou por outra conta (boleto.md C)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from boletos import bancos
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido
from tests.boletos.contas_de_exemplo import CONTAS, LEGADO
from tests.boletos.nosso_numero import dv_de, numero_de

CNPJ = "11222333000181"


def _titulo(conta: ContaCobranca, nosso_numero: str = "12345", documento: str = CNPJ) -> Titulo:
    return Titulo.da_conta(
        conta,
        nosso_numero=nosso_numero,
        ano="26",
        seu_numero="1234",
        documento_beneficiario=documento,
        vencimento=date(2026, 12, 1),
        valor_centavos=100,
    )


def _mod_10(texto: str) -> int:
    """Módulo 10 por extenso (A.2), sem nada do programa."""
    soma = 0
    for lugar, algarismo in enumerate(reversed(texto)):
        produto = int(algarismo) * (2 if lugar % 2 == 0 else 1)
        soma += produto - 9 if produto > 9 else produto
    return (10 - soma % 10) % 10


def _resto_11(texto: str, maior_peso: int) -> int:
    """Resto por 11 com pesos de 2 a `maior_peso`, por extenso (A.3)."""
    pesos = range(2, maior_peso + 1)
    soma = sum(int(algarismo) * pesos[lugar % len(pesos)] for lugar, algarismo in enumerate(reversed(texto)))
    return soma % 11


def _duplo_digito(texto: str) -> str:
    primeiro = _mod_10(texto)
    while _resto_11(f"{texto}{primeiro}", 7) == 1:
        primeiro = (primeiro + 1) % 10
    resto = _resto_11(f"{texto}{primeiro}", 7)
    return f"{primeiro}{11 - resto if resto else 0}"


NAO_HOMOLOGADOS = {
    *("025", "047", "174", "212", "218", "246", "274", "322", "329", "403", "435", "457", "604", "611", "712", "743"),
}


def test_sem_vetor_nao_esta_homologado_e_o_resto_esta() -> None:
    assert {banco.CODIGO for banco in bancos.BANCOS.values() if not banco.HOMOLOGADO} == NAO_HOMOLOGADOS


@pytest.mark.parametrize("codigo_do_banco", sorted(NAO_HOMOLOGADOS))
def test_conta_de_banco_sem_vetor_so_emite_com_a_confirmacao(codigo_do_banco: str) -> None:
    conta = CONTAS[codigo_do_banco]
    assert bancos.problemas(conta) == ()
    frases = [problema.frase() for problema in bancos.problemas(replace(conta, homologada=False))]
    assert frases[0].startswith("banco: homologar com o banco")


CAMPOS_LIVRES = [
    # agência, carteira, nosso número, DV, os 7 últimos de conta com DV, zero
    ("025", "0001 51 0000012345 8 1234567 0"),
    # 2 últimos da agência, conta com DV, nosso número, DV, 047, duplo dígito
    ("047", "12 031012345 00012345 9 047 33"),
    # 001, código, nosso número, DV, 8
    ("218", "001 1234567890 0000012345 5 8"),
    # 01, zeros, convênio, 9, sequencial, DV
    ("322", "01 000 1234567 9 00000012345 0"),
    # zeros, raiz do CNPJ, nosso número, carteira
    ("403", "00000 11222333 0000012345 01"),
    # agência, carteira, nosso número, conta, DV da conta
    ("743", "0001 01 00000012345 1234567 8"),
    # código, nosso número, carteira, identificador do leiaute
    ("174", "000000123456 0000012345 01 4"),
]


@pytest.mark.parametrize(("codigo_do_banco", "esperado"), CAMPOS_LIVRES)
def test_campo_livre_fatia_por_fatia(codigo_do_banco: str, esperado: str) -> None:
    assert bancos.obter(codigo_do_banco).campo_livre(_titulo(CONTAS[codigo_do_banco])) == esperado.replace(" ", "")


IMPRESSOS = [
    ("025", "0000012345-8"),
    ("047", "00012345-9"),
    ("218", "0000012345-5"),
    ("322", "1234567900000012345-0"),
    ("403", "112223330000012345"),
    ("743", "00000012345-5"),
    ("655", "0000012345"),
    ("655 com dígito", "0000012345-5"),
]


@pytest.mark.parametrize(("nome", "esperado"), IMPRESSOS)
def test_nosso_numero_impresso(nome: str, esperado: str) -> None:
    conta = CONTAS[nome]
    assert bancos.obter(conta.banco).impresso(_titulo(conta)) == esperado


@pytest.mark.parametrize("nosso_numero", [str(n) for n in range(1, 60)])
def test_digitos_conferem_com_a_conta_por_extenso(nosso_numero: str) -> None:
    """Sessenta seguidos passam por todos os restos, também os que têm regra própria."""
    oito, dez, onze = nosso_numero.zfill(8), nosso_numero.zfill(10), nosso_numero.zfill(11)
    resto_047, resto_218, resto_025 = _resto_11(f"012{oito}", 9), _resto_11(dez, 9), _resto_11(f"51{dez}", 7)
    dois_dao_zero = {0: "0", 1: "0"}
    esperados = {
        "047": dois_dao_zero.get(resto_047, str(11 - resto_047)),
        "218": dois_dao_zero.get(resto_218, str(11 - resto_218)),
        "218 leiaute 5": {0: "1", 1: "1"}.get(resto_218, str(11 - resto_218)),
        "025": dois_dao_zero.get(resto_025, str(11 - resto_025)),
        "322": str(_mod_10(f"12345679{onze}")),
        "212": str(_mod_10(f"0001121{dez}")),
        "655 com dígito": {0: "1", 1: "0"}.get(resto_218, str(11 - resto_218)),
    }
    calculados = {nome: dv_de(bancos.obter(nome[:3]), _titulo(CONTAS[nome], nosso_numero)) for nome in esperados}
    assert calculados == esperados
    chave = bancos.obter("047").campo_livre(_titulo(CONTAS["047"], nosso_numero))
    assert chave[23:] == _duplo_digito(chave[:23])


def test_alfa_de_carteira_11_poe_zeros_no_lugar_dela() -> None:
    conta = replace(CONTAS["025"], carteira="11")
    assert dv_de(bancos.obter("025"), _titulo(conta)) == str(11 - _resto_11("000000012345", 7))


@pytest.mark.parametrize("codigo_do_banco", ["274", "329", "435", "457", "712"])
def test_familia_bradesco_so_troca_o_cabecalho(codigo_do_banco: str) -> None:
    titulo = _titulo(CONTAS[codigo_do_banco])
    banco, bradesco = bancos.obter(codigo_do_banco), bancos.obter("237")
    assert (banco.campo_livre(titulo), banco.impresso(titulo), banco.CIP) == (
        bradesco.campo_livre(titulo),
        bradesco.impresso(titulo),
        "000",
    )


def test_delbank_de_carteira_de_3_posicoes_nao_cabe() -> None:
    recusas = bancos.problemas(replace(CONTAS["435"], carteira="112"))
    assert [problema.motivo for problema in recusas] == ["o banco aceita até 2 algarismos, e veio “112”"]


@pytest.mark.parametrize("codigo_do_banco", ["212", "246", "604", "611"])
def test_autbank_sem_vetor_faz_a_conta_do_inter(codigo_do_banco: str) -> None:
    titulo = _titulo(CONTAS[codigo_do_banco])
    assert bancos.obter(codigo_do_banco).campo_livre(titulo) == bancos.obter("077").campo_livre(titulo)


def test_pefisa_faz_a_conta_do_c6() -> None:
    titulo = _titulo(CONTAS["174"])
    assert bancos.obter("174").impresso(titulo) == bancos.obter("336").impresso(titulo)


def test_cresol_poe_no_codigo_o_do_sistema_e_imprime_a_conta() -> None:
    banco, conta = bancos.obter("133"), CONTAS["133"]
    assert banco.campo_livre(_titulo(conta))[17:24] == "0003892"
    assert banco.agencia_codigo(_titulo(conta)) == "0012-4/0047744-3"
    assert banco.campo_livre(_titulo(replace(conta, convenio="")))[17:24] == "0047744"


@pytest.mark.parametrize(
    ("convenio", "impresso"),
    [("9000150", "1102 900015.0"), ("900015046", "1102 900015.0.46"), ("1102900015046", "1102 900015.0.46")],
)
def test_banrisul_aceita_o_codigo_como_o_contrato_o_escreve(convenio: str, impresso: str) -> None:
    conta = replace(CONTAS["041"], convenio=convenio)
    banco = bancos.obter("041")
    assert bancos.problemas(conta) == ()
    assert banco.campo_livre(_titulo(conta)) == banco.campo_livre(_titulo(CONTAS["041"]))
    assert banco.agencia_codigo(_titulo(conta)) == impresso


@pytest.mark.parametrize(
    ("convenio", "frase"),
    [("90001504", "são 7 algarismos, 9 com o controle"), ("1103900015046", "começa pela agência 1103")],
)
def test_banrisul_recusa_codigo_pela_metade_ou_de_outra_agencia(convenio: str, frase: str) -> None:
    assert frase in bancos.problemas(replace(CONTAS["041"], convenio=convenio))[0].motivo


@pytest.mark.parametrize(
    ("documento", "frase"),
    [
        ("", "falta informar"),
        ("12ABC34501DE35", "tem letras e não cabe no código: consulte o banco"),
        ("123", "não tem 11 nem 14"),
        ("٣" * 11, "não tem 11 nem 14"),
    ],
)
@pytest.mark.parametrize("codigo_do_banco", ["097", "403"])
def test_documento_que_nao_cabe_no_codigo_e_recusado(codigo_do_banco: str, documento: str, frase: str) -> None:
    banco = bancos.obter(codigo_do_banco)
    with pytest.raises(DadoInvalido, match=frase):
        banco.campo_livre(_titulo(CONTAS[codigo_do_banco], documento=documento))


@pytest.mark.parametrize(("documento", "digito"), [("12345678912", "5"), (CNPJ, "8"), ("11.222.333/0001-81", "8")])
def test_credisis_leva_um_digito_do_documento(documento: str, digito: str) -> None:
    assert bancos.obter("097").impresso(_titulo(CONTAS["097"], documento=documento))[3] == digito


def test_conta_que_leva_o_digito_no_codigo_exige_o_digito() -> None:
    """Sem ele o código sairia deslocado; a conta no tamanho inteiro já o traz."""
    banco, conta = bancos.obter("004"), replace(CONTAS["004"], conta_dv="")
    with pytest.raises(DadoInvalido, match="DV da conta: falta informar"):
        banco.campo_livre(_titulo(conta))
    inteira = replace(conta, conta="00011932")
    assert banco.campo_livre(_titulo(inteira)) == banco.campo_livre(_titulo(CONTAS["004"]))


def test_hsbc_csb_fatia_por_fatia() -> None:
    """Nosso número (10), DV de pesos 2 a 7, agência, conta com DV, zeros e 1."""
    resto = _resto_11("0000012345", 7)
    banco, titulo = bancos.obter("399"), _titulo(LEGADO["399 CSB"])
    assert banco.campo_livre(titulo) == f"0000012345{11 - resto}12341234567001"
    assert banco.impresso(titulo) == f"0000012345{11 - resto}"


def test_hsbc_csb_de_conta_com_dois_digitos() -> None:
    conta = ContaCobranca("HSBC", "399", "CSB", "0134", "", "05168", "42")
    titulo = _titulo(conta, "2759900117")
    assert bancos.obter("399").campo_livre(titulo) == "2759900117001340516842001"
    assert bancos.obter("399").impresso(titulo) == "27599001170"


def test_hsbc_cnr_sem_vencimento_usa_o_tipo_5_sem_a_data() -> None:
    """1º dígito 4 (12345678 → 0·…): soma de 12345678·d·5 com o código do beneficiário."""
    banco = bancos.obter("399")
    titulo = _titulo(LEGADO["399 CNR"], "12345678")._replace(vencimento=None)
    primeiro = sum(int(a) * p for a, p in zip("12345678", range(2, 10), strict=True)) % 11 % 10
    soma = str(int(f"12345678{primeiro}5") + 1122334)
    terceiro = sum(int(a) * (9 - lugar % 8) for lugar, a in enumerate(reversed(soma))) % 11 % 10
    assert dv_de(banco, titulo) == f"{primeiro}5{terceiro}"
    assert banco.campo_livre(titulo) == "1122334000001234567800002"


@pytest.mark.parametrize("carteira", ["", "X", "CRN"])
def test_hsbc_pede_cnr_ou_csb(carteira: str) -> None:
    with pytest.raises(DadoInvalido, match="informe CNR"):
        bancos.obter("399").impresso(_titulo(replace(LEGADO["399 CNR"], carteira=carteira)))


@pytest.mark.parametrize("nome", LEGADO)
def test_legado_se_calcula_e_a_conta_e_recusada_no_cadastro(nome: str) -> None:
    conta = LEGADO[nome]
    assert len(bancos.obter(conta.banco).campo_livre(_titulo(conta))) == 25
    for homologada in (False, True):
        recusas = [problema.frase() for problema in bancos.problemas(replace(conta, homologada=homologada))]
        assert any("é legado" in frase for frase in recusas), recusas


@pytest.mark.parametrize("texto", ["1234567890-5", "12345678905"])
def test_mercantil_recebe_o_digito_junto(texto: str) -> None:
    assert bancos.obter("389").impresso(_titulo(CONTAS["389"], texto)) == "1234567890-5"


@pytest.mark.parametrize("texto", ["", "123456789012", "12A", "1-23", "-5"])
def test_mercantil_recusa_numero_torto(texto: str) -> None:
    with pytest.raises(DadoInvalido, match="nosso número"):
        numero_de(bancos.obter("389"), _titulo(CONTAS["389"], texto))


def test_sicoob_de_carteira_9_leva_o_contrato_e_pede_homologacao() -> None:
    conta = CONTAS["756 contrato"]
    assert bancos.obter("756").campo_livre(_titulo(conta))[7:14] == "1234567"
    assert "homologar com o banco" in bancos.problemas(replace(conta, homologada=False))[0].motivo
