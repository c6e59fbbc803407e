from hypothesis import given
from hypothesis import strategies as st

from regras.carteira.nota import Falha, procurar_falhas


def test_falha_e_a_faixa_que_falta_entre_duas_notas_da_serie() -> None:
    numeracao = [("1", 10), ("1", 11), ("1", 14), ("2", 5), ("2", 6)]
    assert list(procurar_falhas(numeracao)) == [Falha("1", 12, 13)]


def test_series_diferentes_nao_se_continuam() -> None:
    assert list(procurar_falhas([("1", 1), ("2", 9)])) == []


def test_numero_absurdo_abre_uma_faixa_so() -> None:
    (falha,) = procurar_falhas([("1", 1), ("1", 1_000_000_001)])
    assert falha.quantidade == 999_999_999


@given(st.sets(st.integers(1, 60), min_size=1))
def test_notas_e_falhas_juntas_cobrem_a_serie_inteira_sem_sobra(numeros: set[int]) -> None:
    falhas = procurar_falhas(("1", numero) for numero in sorted(numeros))
    faltam = {numero for falha in falhas for numero in range(falha.de, falha.ate + 1)}
    assert faltam | numeros == set(range(min(numeros), max(numeros) + 1))
    assert not faltam & numeros
