import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.importacao.aspas import Estado, separar

CAMPOS = st.lists(
    st.text(st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"]), max_size=8), min_size=1
)


@pytest.mark.parametrize(
    ("texto", "campos"),
    [
        ("a;b;c", ["a", "b", "c"]),
        ("", [""]),
        (";", ["", ""]),
        ('"a;b";c', ["a;b", "c"]),
        ('"a ""b""";""', ['a "b"', ""]),
        ('CANO 12" PVC;x', ['CANO 12" PVC', "x"]),
        ('"a";', ["a", ""]),
    ],
)
def test_separa_respeitando_as_aspas(texto: str, campos: list[str]) -> None:
    assert separar(texto, ";") == (campos, Estado.INTEIRA)


@pytest.mark.parametrize(
    ("texto", "antes", "estado"),
    [
        ('1;"abc;2', ["1"], Estado.ABERTA),
        ('1;"abc""', ["1"], Estado.ABERTA),
        ('"', [], Estado.ABERTA),
        ('1;"TORRES 12" LTDA";3', ["1"], Estado.FORA_DO_LUGAR),
    ],
)
def test_defeito_entrega_os_campos_de_antes_dele(texto: str, antes: list[str], estado: Estado) -> None:
    assert separar(texto, ";") == (antes, estado)


@given(CAMPOS, st.sampled_from(";\t,"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_o_que_o_modulo_csv_escreve_volta_igual(campos: list[str], separador: str, aspas: int) -> None:
    saida = io.StringIO()
    csv.writer(saida, delimiter=separador, quoting=aspas, lineterminator="").writerow(campos)
    assert separar(saida.getvalue(), separador) == (campos, Estado.INTEIRA)


@given(st.text('"; a\n', max_size=30))
def test_nenhum_texto_faz_o_separador_falhar(texto: str) -> None:
    separacao = separar(texto, ";")
    assert len(separacao.campos) <= texto.count(";") + 1
