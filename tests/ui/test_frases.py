from __future__ import annotations

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from regras.aviso import Estado
from regras.debito import Classe
from regras.erros import DadoInvalido
from regras.parametros import Modo
from regras.selecao import Motivo
from ui import frases

AGORA = datetime(2026, 11, 24, 17, 33, tzinfo=UTC)


def test_frases_nao_importa_qt() -> None:
    arvore = ast.parse(Path(frases.__file__).read_text(encoding="utf-8"))
    importados = [no.module or "" for no in ast.walk(arvore) if isinstance(no, ast.ImportFrom)]
    assert not [modulo for modulo in importados if modulo.startswith(("PySide6", "ui"))]


def test_todo_enum_tem_frase() -> None:
    assert all(frases.MOTIVOS[valor] for valor in Motivo)
    assert all(frases.ESTADOS[valor] for valor in Estado)
    assert all(frases.CLASSES[valor] for valor in Classe)


def test_legenda_do_filtro_e_a_da_tela_de_origem() -> None:
    assert " ".join(frases.modo(modo) for modo in Modo) == "(S) seleciona (N) não seleciona (T) todos"


@pytest.mark.parametrize(
    ("quantidade", "frase"), [(0, "0 clientes"), (1, "1 cliente"), (2, "2 clientes"), (1284, "1.284 clientes")]
)
def test_contagem_concorda(quantidade: int, frase: str) -> None:
    assert frases.quantos(quantidade, "cliente", "clientes") == frase


@pytest.mark.parametrize(
    ("nomes", "frase"), [([], ""), (["A"], "A"), (["A", "B"], "A e B"), (["A", "B", "C"], "A, B e C")]
)
def test_lista_de_nomes(nomes: list[str], frase: str) -> None:
    assert frases.lista(nomes) == frase


def test_lista_curta_diz_quantos_faltam() -> None:
    assert frases.lista_curta(["A", "B", "C", "D"], 2) == "A, B e mais 2"


@pytest.mark.parametrize(
    ("minutos", "frase"),
    [
        (0, "agora há pouco"),
        (12, "há 12 min"),
        (60, "há 1 h"),
        (72, "há 1 h 12 min"),
        (1440, "há 1 dia"),
        (4320, "há 3 dias"),
    ],
)
def test_tempo_passado(minutos: int, frase: str) -> None:
    assert frases.ha_quanto(AGORA - timedelta(minutes=minutos), AGORA) == frase


@pytest.mark.parametrize(
    ("dias", "frase"),
    [
        (-3, "Vence em 3 dias"),
        (-1, "Vence amanhã"),
        (0, "Vence hoje"),
        (1, "Vencido há 1 dia"),
        (12, "Vencido há 12 dias"),
    ],
)
def test_atraso(dias: int, frase: str) -> None:
    assert frases.dias_de_atraso(dias) == frase


def test_datas_por_extenso() -> None:
    dia = date(2026, 11, 24)
    assert frases.data_com_dia(dia) == "terça-feira, 24/11/2026"
    assert frases.dia_e_mes(dia) == "ter, 24/11"
    assert frases.mes_por_extenso(dia) == "novembro de 2026"
    assert (frases.mes_curto(dia), frases.mes_curto(dia, com_ano=True)) == ("nov", "nov 26")
    assert frases.mes_curto(date(2027, 1, 31)) == "jan 27"
    assert frases.data_e_hora(AGORA) == "24/11/2026 17:33"


@pytest.mark.parametrize(("quantidade", "frase"), [(900, "900 bytes"), (38_900, "38 KB"), (1_250_000, "1,2 MB")])
def test_tamanho_de_arquivo(quantidade: int, frase: str) -> None:
    assert frases.tamanho(quantidade) == frase


def test_erro_de_campo_traz_o_conserto_e_nao_repete_o_nome() -> None:
    erro = DadoInvalido("Vencendo em dias", "70 está fora da faixa de 0 a 60", o_que_fazer="Informe outro.")
    assert frases.erro_de_campo(erro) == "70 está fora da faixa de 0 a 60. Informe outro."
    assert erro.frase() == "Vencendo em dias: 70 está fora da faixa de 0 a 60. Informe outro."
