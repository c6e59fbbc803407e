from __future__ import annotations

import io
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from modelos.importacao import leitura_xlsx
from modelos.importacao.linhas import LinhaLida
from regras.erros import DadoInvalido
from tests.modelos.importacao.planilhas import FOLHA, montar, trocar


def _abrir(xlsx: bytes) -> tuple[tuple[str, ...], list[LinhaLida], tuple[str, ...]]:
    with ExitStack() as pilha:
        planilha = leitura_xlsx.abrir(io.BytesIO(xlsx), "a.xlsx", pilha)
        return planilha.titulos, list(planilha.linhas()), planilha.avisos


def test_titulos_e_linhas_com_o_numero_da_planilha() -> None:
    titulos, linhas, avisos = _abrir(montar([], ["codigo", "nome"], [], ["001", "Pão"], ["002", None]))
    assert titulos == ("codigo", "nome")
    assert linhas == [LinhaLida(4, ["001", "Pão"]), LinhaLida(5, ["002", ""])]
    assert avisos == ()


@pytest.mark.parametrize(
    ("celula", "texto"),
    [
        ("000123", "000123"),
        (123.0, "123"),
        (123, "123"),
        (1234.56, "1234.56"),
        (0.1 + 0.2, "0.3"),
        (0.125, "0.125"),
        (99_999_999.99, "99999999.99"),
        (0.0000001, "0.0000001"),
        (-5, "-5"),
        (999_999_999_999_999, "999999999999999"),
        (date(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24, 8, 30), "2026-11-24"),  # noqa: DTZ001 - o Excel não guarda fuso
        (time(8, 30), "08:30:00"),
        (timedelta(hours=36), "1 day, 12:00:00"),
        (True, "verdadeiro"),
        (False, "falso"),
        ("duas\nlinhas", "duas\nlinhas"),
        (" 7 ", " 7 "),
    ],
)
def test_celula_vira_o_texto_que_estaria_no_csv(celula: Any, texto: str) -> None:
    assert _abrir(montar(["a", "b"], [celula, "x"]))[1][0].celulas[0] == texto


@pytest.mark.parametrize("numero", [10**15, -(10**15), 12345678901234567])
def test_numero_com_mais_de_quinze_algarismos_perdeu_a_precisao(numero: int) -> None:
    (linha,) = _abrir(montar(["a", "b"], ["x", numero]))[1]
    assert list(linha.defeitos_de_celula) == [1]
    assert "quinze algarismos" in linha.defeitos_de_celula[1]


def test_formula_com_erro_e_defeito_da_celula_e_nao_celula_vazia() -> None:
    xlsx = montar(["a", "b"], ["x", "y"], ["x", 7])
    com_erro = trocar(xlsx, FOLHA, b'<c r="B3" t="n"><v>7</v></c>', b'<c r="B3" t="e"><v>#N/A</v></c>')
    (boa, ruim) = _abrir(com_erro)[1]
    assert not boa.defeitos_de_celula
    assert (ruim.numero, list(ruim.defeitos_de_celula)) == (3, [1])


def test_planilha_que_nao_comeca_na_coluna_a() -> None:
    xlsx = montar([None, "a", "b"], [None, "x", 7])
    com_erro = trocar(xlsx, FOLHA, b'<c r="C2" t="n"><v>7</v></c>', b'<c r="C2" t="e"><v>#N/A</v></c>')
    titulos, (linha,), _ = _abrir(com_erro)
    assert titulos == ("a", "b")
    assert list(linha.defeitos_de_celula) == [1]


def test_mais_de_uma_aba_preenchida_avisa_qual_foi_lida() -> None:
    assert _abrir(montar(["a"], ["x"], outras_abas=["Plan2"]))[2] == (
        "há mais de uma aba preenchida; só “Sheet” foi lida",
    )


def test_linhas_de_dados_estimadas_para_o_progresso() -> None:
    with ExitStack() as pilha:
        assert leitura_xlsx.abrir(io.BytesIO(montar(["a"], ["x"], ["y"])), "a.xlsx", pilha).total == 2


def test_aba_oculta_nao_e_lida() -> None:
    xlsx = montar(["escondida"], ["x"], outras_abas=["Visível"])
    oculta = trocar(
        xlsx, "xl/workbook.xml", b'name="Sheet" sheetId="1" state="visible"', b'name="Sheet" sheetId="1" state="hidden"'
    )
    assert _abrir(oculta)[0] == ("sobra",)


def test_planilha_em_branco_e_erro_do_arquivo() -> None:
    with pytest.raises(DadoInvalido, match="em branco"):
        _abrir(montar())


@pytest.mark.parametrize("corte", [0.3, 0.6, 0.95])
def test_arquivo_cortado_e_xlsx_corrompido(corte: float) -> None:
    inteiro = montar(["a"], *[[str(numero)] for numero in range(200)])
    with pytest.raises(DadoInvalido, match="corrompido"):
        _abrir(inteiro[: int(len(inteiro) * corte)])


@pytest.mark.parametrize("parte", ["xl/workbook.xml", FOLHA])
def test_xml_estragado_por_dentro_e_xlsx_corrompido(parte: str) -> None:
    with pytest.raises(DadoInvalido):
        _abrir(trocar(montar(["a"], ["x"]), parte, b"</", b"<"))
