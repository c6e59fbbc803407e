from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ui import frases
from ui.abas.fechamento.ritmo import Ritmo

T0 = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


def _em(segundos: float) -> datetime:
    return T0 + timedelta(seconds=segundos)


def test_no_comeco_e_cedo_para_dizer() -> None:
    ritmo = Ritmo(T0)
    ritmo.registrar(_em(1))
    assert ritmo.por_minuto(_em(2)) is None
    assert ritmo.fim_provavel(_em(2), 10) is None


def test_ritmo_e_fim_saem_do_que_ja_foi() -> None:
    ritmo = Ritmo(T0)
    for segundo in range(5, 35, 5):
        ritmo.registrar(_em(segundo))
    assert ritmo.por_minuto(_em(30)) == 12
    assert ritmo.fim_provavel(_em(30), 24) == _em(30 + 120)
    assert ritmo.fim_provavel(_em(30), 0) is None


def test_so_o_ultimo_minuto_conta() -> None:
    ritmo = Ritmo(T0)
    for segundo in range(60):
        ritmo.registrar(_em(segundo))
    for segundo in range(70, 190, 10):
        ritmo.registrar(_em(segundo))
    assert ritmo.por_minuto(_em(180)) in {6, 7}


def test_pausa_e_espera_nao_contam() -> None:
    ritmo = Ritmo(T0)
    for segundo in range(1, 11):
        ritmo.registrar(_em(segundo))
    ritmo.parar(_em(10))
    assert ritmo.corrido(_em(3600)) == timedelta(seconds=10)
    assert ritmo.fim_provavel(_em(3600), 5) is None
    ritmo.seguir(_em(3600))
    assert ritmo.por_minuto(_em(3600)) == 60
    assert ritmo.corrido(_em(3605)) == timedelta(seconds=15)


@pytest.mark.parametrize(
    ("segundos", "texto"), [(0, "0 s"), (42, "42 s"), (97, "1 min 37 s"), (3600, "1 h 0 min"), (7530, "2 h 5 min")]
)
def test_duracao_por_extenso(segundos: int, texto: str) -> None:
    assert frases.duracao(segundos) == texto


def test_cada_minuto_de_envio_tem_a_sua_conta_e_a_pausa_nao_e_minuto() -> None:
    ritmo = Ritmo(T0)
    for segundo in (5, 10, 59, 61):
        ritmo.registrar(_em(segundo))
    assert ritmo.por_minutos(_em(62)) == (3, 1)
    ritmo.parar(_em(70))
    ritmo.seguir(_em(670))
    ritmo.registrar(_em(671))
    assert ritmo.por_minutos(_em(671)) == (3, 2)
    assert Ritmo(T0).por_minutos(T0) == (0,)
