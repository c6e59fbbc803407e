"""Código de barras ⇄ linha digitável: vetores, recusas e propriedades."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletos.titulo import codigo, exame, numeros
from boletos.titulo.numeros import modulo_11_barra
from regras.dinheiro import MAIOR_VALOR_CENTAVOS
from regras.erros import DadoInvalido

HOJE = date(2026, 11, 24)
VETORES = json.loads((Path(__file__).parents[2] / "exemplos" / "vetores.json").read_text(encoding="utf-8"))
COM_LINHA = [vetor for vetor in VETORES if vetor["linha_digitavel"]]

BARRAS = "00193376900000135000000001238798977770016818"
LINHA = "00190000090123879897777700168188337690000013500"

vencimentos = st.integers(-3000, 5500).map(lambda dias: HOJE + timedelta(days=dias))
campos_livres = st.text("0123456789", min_size=25, max_size=25)
bancos = st.integers(1, 799).map(lambda numero: f"{numero:03d}")
valores = st.integers(0, MAIOR_VALOR_CENTAVOS)


@pytest.mark.parametrize("vetor", COM_LINHA, ids=lambda vetor: vetor["id"])
def test_vetor_vai_e_volta(vetor: dict[str, str]) -> None:
    assert codigo.para_linha(vetor["codigo_barras"]) == vetor["linha_digitavel"]
    lido = exame.decodificar(vetor["linha_digitavel"], HOJE)
    assert lido.codigo_barras == vetor["codigo_barras"]
    assert lido.banco == vetor["banco"]


def test_linha_impressa_tem_pontos_depois_do_quinto_e_espaco_entre_campos() -> None:
    assert codigo.formatar_linha(LINHA) == "00190.00009 01238.798977 77700.168188 3 37690000013500"


@pytest.mark.parametrize(
    "texto", [LINHA, codigo.formatar_linha(LINHA), f" {LINHA}\n", LINHA[:10] + "-" + LINHA[10:], BARRAS]
)
def test_linha_com_mascara_e_codigo_de_barras_dao_o_mesmo(texto: str) -> None:
    lido = exame.decodificar(texto, date(2010, 1, 1))
    assert (lido.banco, lido.vencimento, lido.valor_centavos) == ("001", date(2008, 2, 1), 13500)
    assert (lido.campo_livre, lido.codigo_barras, lido.linha_digitavel) == (BARRAS[19:], BARRAS, LINHA)


def _trocado(posicao: int, algarismo: str) -> str:
    return BARRAS[:posicao] + algarismo + BARRAS[posicao + 1 :]


@pytest.mark.parametrize(
    ("texto", "frase"),
    [
        ("", "está vazia"),
        ("  . - ", "está vazia"),
        ("não é código", "só pode ter algarismos"),
        ("٣" * 47, "só pode ter algarismos"),
        ("836400000011331201380002812884627116080136181551", "arrecadação"),
        ("8" + BARRAS[1:], "arrecadação"),
        (LINHA[:-1], "falta 1 algarismo"),
        (LINHA * 30, "tem 1410 algarismos"),
        (_trocado(3, "0"), "a moeda é 0"),
        (_trocado(4, "0"), "não traz dígito verificador geral"),
        (_trocado(4, "4"), "dígito geral não confere"),
        ("1" + LINHA[1:], "1º campo não confere"),
        (LINHA[:10] + "1" + LINHA[11:], "2º campo não confere"),
        (LINHA[:30] + "9" + LINHA[31:], "3º campo não confere"),
    ],
)
def test_o_que_nao_e_boleto_e_recusado_com_frase(texto: str, frase: str) -> None:
    with pytest.raises(DadoInvalido, match=frase):
        exame.decodificar(texto, HOJE)


def test_fator_fora_da_janela_da_vencimento_indefinido() -> None:
    barras = codigo.montar("001", HOJE - timedelta(days=3001), 100, "0" * 25)
    lido = exame.decodificar(barras, HOJE)
    assert lido.vencimento is None
    assert lido.tem_fator


def test_sem_fator_as_quatorze_posicoes_sao_o_valor() -> None:
    lido = exame.decodificar(codigo.montar("001", HOJE, 12_345_678_901, "0" * 25), HOJE)
    assert (lido.vencimento, lido.valor_centavos, lido.tem_fator) == (None, 12_345_678_901, False)


@pytest.mark.parametrize("campo_livre", ["", "0" * 24, "0" * 26, "0" * 24 + "P"])
def test_campo_livre_de_outro_tamanho_e_recusado(campo_livre: str) -> None:
    with pytest.raises(DadoInvalido, match="25 algarismos"):
        codigo.montar("001", HOJE, 100, campo_livre)


@given(bancos, vencimentos, valores, campos_livres)
def test_ida_e_volta_de_qualquer_boleto(banco: str, vencimento: date, centavos: int, campo_livre: str) -> None:
    barras = codigo.montar(banco, vencimento, centavos, campo_livre)
    linha = codigo.para_linha(barras)
    lido = exame.decodificar(linha, HOJE)
    assert (len(barras), len(linha), barras[4] != "0") == (44, 47, True)
    assert codigo.de_linha(linha) == barras
    assert (lido.banco, lido.vencimento, lido.valor_centavos, lido.campo_livre) == (
        banco,
        vencimento,
        centavos,
        campo_livre,
    )


codigos = st.builds(codigo.montar, bancos, vencimentos, valores, campos_livres)


@given(codigos, st.integers(0, 46), st.integers(1, 9))
def test_algarismo_trocado_na_linha_e_recusado(barras: str, posicao: int, soma: int) -> None:
    """O módulo 10 pega toda troca nos três campos. O DV geral só deixa passar, no 5º, a que mantém o DV 1.

    Os restos 0, 1 e 10 dão todos o DV 1 (boleto.md A.3): essa cegueira é do padrão, e por isso a linha do banco é
    também comparada com o saldo e o vencimento do débito.
    """
    linha = codigo.para_linha(barras)
    algarismo = str((int(linha[posicao]) + soma) % 10)
    trocada = linha[:posicao] + algarismo + linha[posicao + 1 :]
    if posicao > 32 and linha[32] == "1" and _dv_das_posicoes(trocada) == "1":
        assert exame.decodificar(trocada, HOJE).campo_livre == barras[19:]
        return
    with pytest.raises(DadoInvalido):
        exame.decodificar(trocada, HOJE)


def _dv_das_posicoes(linha: str) -> str:
    barras = codigo.de_linha(linha)
    return modulo_11_barra(barras[:4] + barras[5:])


@given(st.text(max_size=60))
def test_texto_qualquer_nunca_derruba_a_leitura(texto: str) -> None:
    with pytest.raises(DadoInvalido):
        exame.decodificar(texto, HOJE)


@given(st.text("0123456789", min_size=44, max_size=44))
def test_codigo_aceito_volta_a_ser_ele_mesmo(barras: str) -> None:
    certo = barras[:3].replace("8", "7") + "9" + barras[4:]
    certo = certo[:4] + numeros.modulo_11_barra(certo[:4] + certo[5:]) + certo[5:]
    assert exame.decodificar(certo, HOJE).codigo_barras == certo
