"""Módulos, fator de vencimento e campo de valor, com os exemplos de boleto.md A."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletos.titulo import numeros
from boletos.titulo.numeros import Janela
from regras.dinheiro import MAIOR_VALOR_CENTAVOS
from regras.erros import DadoInvalido

FATORES = [
    (date(2000, 7, 3), "1000"),
    (date(2000, 7, 4), "1001"),
    (date(2000, 7, 30), "1027"),
    (date(2002, 5, 1), "1667"),
    (date(2010, 11, 17), "4789"),
    (date(2014, 3, 12), "6000"),
    (date(2014, 3, 13), "6001"),
    (date(2020, 7, 14), "8316"),
    (date(2023, 1, 18), "9234"),
    (date(2025, 2, 21), "9999"),
    (date(2025, 2, 22), "1000"),
    (date(2025, 2, 23), "1001"),
    (date(2025, 2, 24), "1002"),
    (date(2025, 3, 12), "1018"),
    (date(2026, 12, 21), "1667"),
    (date(2027, 11, 19), "2000"),
    (date(2049, 10, 13), "9999"),
    (date(2049, 10, 14), "1000"),
]


@pytest.mark.parametrize(
    ("texto", "digito"), [("001905009", "5"), ("4014481606", "9"), ("0680935031", "4"), ("0", "0"), ("5", "9")]
)
def test_modulo_10(texto: str, digito: str) -> None:
    assert numeros.modulo_10(texto) == digito


@pytest.mark.parametrize("resto", range(11))
def test_variantes_do_modulo_11_em_cada_resto(resto: int) -> None:
    """O último algarismo pesa 2 e o penúltimo 3: dois algarismos bastam para dar qualquer resto."""
    texto = next(f"{n:02d}" for n in range(100) if (n % 10 * 2 + n // 10 * 3) % 11 == resto)
    complemento = str(11 - resto)
    especiais = {0: ("1", "0", "0", "0"), 1: ("1", "0", "P", "X"), 10: ("1", "1", "1", "1")}
    esperados = especiais.get(resto, (complemento,) * 4)
    variantes = (numeros.modulo_11_barra, numeros.modulo_11_zero, numeros.modulo_11_p, numeros.modulo_11_x)
    assert tuple(variante(texto) for variante in variantes) == esperados


@pytest.mark.parametrize("resto", range(11))
def test_variantes_de_um_banco_so_em_cada_resto(resto: int) -> None:
    """Com pesos de 9 a 2 da direita para a esquerda, o último algarismo pesa 9 e o penúltimo 8."""
    texto = next(f"{n:02d}" for n in range(100) if (n % 10 * 2 + n // 10 * 3) % 11 == resto)
    dois_dao_zero = "0" if resto <= 1 else str(11 - resto)
    assert numeros.modulo_11_safra(texto) == {0: "1", 1: "0"}.get(resto, str(11 - resto))
    assert numeros.modulo_11_de_2_a_7(texto) == numeros.modulo_11_de_2_a_10(texto) == dois_dao_zero
    texto = next(f"{n:02d}" for n in range(100) if (n % 10 * 9 + n // 10 * 8) % 11 == resto)
    assert numeros.modulo_11_resto(texto) == ("0" if resto == 10 else str(resto))
    assert numeros.modulo_11_doc(texto) == ("1" if resto == 10 else str(resto))


@pytest.mark.parametrize(("texto", "digitos"), [("22832563", "51"), ("00009194", "38"), ("00000453", "14")])
def test_duplo_digito(texto: str, digitos: str) -> None:
    assert numeros.duplo_digito(texto) == digitos


@given(st.text("0123456789", min_size=1, max_size=23))
def test_duplo_digito_so_soma_ao_primeiro_quando_o_segundo_seria_10(texto: str) -> None:
    primeiro, segundo = numeros.duplo_digito(texto)
    somado = int(primeiro) != int(numeros.modulo_10(texto))
    assert segundo == numeros.modulo_11_de_2_a_7(texto + primeiro)
    assert somado == (numeros.modulo_11_p(texto + numeros.modulo_10(texto)) == "P")


def test_pesos_recomecam_no_fim_da_faixa() -> None:
    assert numeros.modulo_11_zero("100000000") == str(11 - 2)
    assert numeros.modulo_11_p("1000000") == str(11 - 2)
    assert numeros.modulo_11_de_2_a_10("1000000000") == str(11 - 2)
    assert numeros.modulo_11_resto("100000000") == "9"


def test_constante_3197_da_esquerda_para_a_direita() -> None:
    assert numeros.modulo_3197("432700002293850000001") == "7"
    assert numeros.modulo_3197("0100") == "0"


@pytest.mark.parametrize(("vencimento", "fator"), FATORES)
def test_fator_recomeca_em_22_02_2025(vencimento: date, fator: str) -> None:
    assert numeros.fator_de_vencimento(vencimento) == fator


def test_sem_vencimento_o_fator_e_zero() -> None:
    assert numeros.fator_de_vencimento(None) == "0000"


def test_vencimento_anterior_a_julho_de_2000_nao_se_emite() -> None:
    with pytest.raises(DadoInvalido, match="02/07/2000"):
        numeros.fator_de_vencimento(date(2000, 7, 2))


@given(st.dates(numeros.PRIMEIRO_VENCIMENTO))
def test_fator_tem_sempre_quatro_posicoes_e_nunca_comeca_por_zero(vencimento: date) -> None:
    assert 1000 <= int(numeros.fator_de_vencimento(vencimento)) <= 9999


def test_fator_4789_em_2026_e_de_2035(hoje: date) -> None:
    assert numeros.ler_fator(4789, hoje) == date(2035, 7, 9)


def test_fator_da_faixa_de_seguranca_nao_tem_leitura(hoje: date) -> None:
    lidos = [numeros.ler_fator(fator, hoje) for fator in range(1000, 10000)]
    assert lidos.count(None) == 9000 - 8501


def test_limites_da_janela_sao_parametros(hoje: date) -> None:
    assert numeros.ler_fator(4789, hoje, Janela(antes=8000, depois=500)) == date(2010, 11, 17)
    assert not numeros.esta_na_janela(hoje + timedelta(days=6), hoje, Janela(antes=5, depois=5))


@pytest.mark.parametrize(("dias", "esta"), [(-3001, False), (-3000, True), (0, True), (5500, True), (5501, False)])
def test_bordas_da_janela(hoje: date, dias: int, esta: bool) -> None:
    assert numeros.esta_na_janela(hoje + timedelta(days=dias), hoje) is esta


def test_janela_nao_estoura_no_fim_do_calendario() -> None:
    assert numeros.ler_fator(1000, date.max) is None or numeros.ler_fator(1000, date.max) <= date.max
    assert not numeros.esta_na_janela(date(2026, 1, 1), date.max)


@given(st.dates(date(2009, 1, 1), date(2060, 1, 1)), st.integers(-3000, 5500))
def test_ida_e_volta_do_fator_dentro_da_janela(hoje: date, dias: int) -> None:
    vencimento = hoje + timedelta(days=dias)
    assert numeros.ler_fator(int(numeros.fator_de_vencimento(vencimento)), hoje) == vencimento


@pytest.mark.parametrize(
    ("vencimento", "centavos", "posicoes"),
    [
        (date(2025, 2, 22), 12345, "10000000012345"),
        (date(2025, 2, 22), 0, "10000000000000"),
        (None, 1, "00000000000001"),
        (date(2025, 2, 22), MAIOR_VALOR_CENTAVOS, "10009999999999"),
        (date(2025, 2, 22), MAIOR_VALOR_CENTAVOS + 1, "00010000000000"),
    ],
)
def test_posicoes_de_fator_e_valor(vencimento: date | None, centavos: int, posicoes: str) -> None:
    assert numeros.fator_e_valor(vencimento, centavos) == posicoes


@pytest.mark.parametrize("centavos", [-1, numeros.MAIOR_VALOR_SEM_FATOR + 1])
def test_valor_que_nao_cabe_e_recusado(centavos: int) -> None:
    with pytest.raises(DadoInvalido, match="não cabe"):
        numeros.fator_e_valor(None, centavos)


@given(st.integers(MAIOR_VALOR_CENTAVOS + 1, numeros.MAIOR_VALOR_SEM_FATOR))
def test_valor_sem_fator_se_le_inteiro(centavos: int) -> None:
    posicoes = numeros.fator_e_valor(date(2026, 1, 1), centavos)
    assert numeros.ler_fator_e_valor(posicoes, date(2026, 1, 1)) == (None, centavos)
