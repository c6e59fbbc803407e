from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletos.titulo import codigo, exame
from boletos.titulo.codigo import TAMANHO_BARRAS, TAMANHO_LINHA, formatar_linha
from boletos.titulo.exame import examinar
from regras.erros import DadoInvalido

HOJE = date(2026, 11, 24)
VENCIMENTO = date(2026, 12, 10)
BARRAS = codigo.montar("341", VENCIMENTO, 123_456, "1091234567881234567890000"[:25])
LINHA = codigo.para_linha(BARRAS)

codigos = st.builds(
    codigo.montar,
    st.sampled_from(["001", "341", "756"]),
    st.dates(HOJE - timedelta(days=2000), HOJE + timedelta(days=2000)),
    st.integers(0, 9_999_999_999),
    st.text("0123456789", min_size=25, max_size=25),
)


def _decodifica(linha: str) -> bool:
    try:
        exame.decodificar(linha, HOJE)
    except DadoInvalido:
        return False
    return True


@pytest.mark.parametrize(
    "texto", [LINHA, BARRAS, formatar_linha(LINHA), f"  {formatar_linha(LINHA)}\n", f"{BARRAS[:22]}-{BARRAS[22:]}"]
)
def test_linha_ou_codigo_com_ou_sem_pontuacao_diz_banco_vencimento_e_valor(texto: str) -> None:
    exame = examinar(texto, HOJE)
    assert exame.esta_certo
    assert exame.lido is not None
    assert (exame.lido.banco, exame.lido.vencimento, exame.lido.valor_centavos) == ("341", VENCIMENTO, 123_456)


@given(codigos)
def test_o_exame_concorda_com_o_decodificador(barras: str) -> None:
    linha = codigo.para_linha(barras)
    assert examinar(linha, HOJE).lido == examinar(barras, HOJE).lido == exame.decodificar(linha, HOJE)
    assert examinar(linha, HOJE).esta_certo


@given(codigos, st.integers(0, TAMANHO_LINHA - 1), st.integers(1, 9))
def test_algarismo_trocado_e_acusado_no_campo_em_que_esta_e_em_nenhum_outro(
    barras: str, posicao: int, soma: int
) -> None:
    linha = codigo.para_linha(barras)
    trocada = f"{linha[:posicao]}{(int(linha[posicao]) + soma) % 10}{linha[posicao + 1 :]}"
    exame = examinar(trocada, HOJE)
    assert exame.esta_certo == _decodifica(trocada)
    campos = [
        ordem for ordem, posicoes in enumerate(codigo.CAMPOS_DA_LINHA, 1) if posicoes.start <= posicao < posicoes.stop
    ]
    if exame.lido is not None and trocada[3] == "9":
        assert [digito.lugar for digito in exame.digitos if not digito.confere and digito.trecho] == [
            f"{ordem}º campo" for ordem in campos
        ]


def test_erro_num_campo_e_dito_com_o_que_veio_e_o_que_o_calculo_da() -> None:
    trocada = LINHA[:12] + str((int(LINHA[12]) + 1) % 10) + LINHA[13:]
    exame = examinar(trocada, HOJE)
    (errado,) = [digito for digito in exame.digitos if not digito.confere and digito.trecho]
    assert (errado.lugar, errado.posicao, errado.informado) == ("2º campo", 21, LINHA[20])
    assert errado.calculado != LINHA[20]
    assert exame.problema == "o dígito do 2º campo não confere: há algarismo trocado ali"
    assert exame.lido is not None
    assert exame.lido.valor_centavos == 123_456


def test_erro_no_valor_e_procurado_do_33_em_diante() -> None:
    assert "33º" in examinar(LINHA[:-1] + "9", HOJE).problema
    assert examinar(LINHA[:-1] + "9", HOJE).digitos[-1].posicao == 33


def test_dois_campos_errados_sao_ditos_os_dois() -> None:
    trocada = LINHA[:9] + str((int(LINHA[9]) + 1) % 10) + LINHA[10:20] + str((int(LINHA[20]) + 1) % 10) + LINHA[21:]
    assert examinar(trocada, HOJE).problema.startswith("o dígito do 1º campo e 2º campo")


def test_codigo_de_barras_errado_nao_diz_campo() -> None:
    exame = examinar(BARRAS[:-1] + str((int(BARRAS[-1]) + 1) % 10), HOJE)
    assert [digito.posicao for digito in exame.digitos] == [5]
    assert exame.problema == "o dígito geral não confere: há algarismo trocado no código"


@pytest.mark.parametrize(
    ("digitado", "campos", "frase"),
    [
        (9, 0, "faltam 38"),
        (10, 1, "faltam 37"),
        (32, 3, "faltam 15"),
        (TAMANHO_BARRAS, 3, "faltam 3"),
        (46, 3, "falta 1"),
    ],
)
def test_linha_pela_metade_confere_os_campos_inteiros_e_diz_quanto_falta(
    digitado: int, campos: int, frase: str
) -> None:
    exame = examinar(LINHA[:digitado], HOJE)
    assert [digito.confere for digito in exame.digitos] == [True] * campos
    assert exame.problema.startswith(frase)
    assert exame.lido is None


@pytest.mark.parametrize(
    ("texto", "frase"),
    [
        ("8" * 44, "é de arrecadação"),
        ("34191.7900A", "só pode ter algarismos"),
        ("٣٤١", "só pode ter algarismos"),
        ("1" * 48, "tem 48 algarismos"),
        (BARRAS[:3] + "0" + BARRAS[4:], "a moeda é 0"),
        (LINHA[:3] + "0" + LINHA[4:], "o dígito do 1º campo"),
    ],
)
def test_o_que_nao_e_boleto_e_dito(texto: str, frase: str) -> None:
    exame = examinar(texto, HOJE)
    assert exame.problema.startswith(frase)
    assert not exame.esta_certo


@given(st.text(max_size=60))
def test_nenhum_texto_derruba_o_exame(texto: str) -> None:
    exame = examinar(texto, HOJE)
    assert exame.esta_certo == (exame.lido is not None and exame.problema == "")


def test_vazio_nao_tem_problema_nem_leitura() -> None:
    assert examinar(" .- ", HOJE) == examinar("", HOJE)
    assert examinar("", HOJE).problema == ""
