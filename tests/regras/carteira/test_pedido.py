from datetime import date

import pytest

from regras.carteira.pedido import Pedido


def _pedido(situacao: str) -> Pedido:
    return Pedido("000123", "C1", date(2026, 11, 3), 15_000, situacao)


@pytest.mark.parametrize("situacao", ["", "Aberto", "Em separação", "Parcial"])
def test_pedido_que_ainda_espera_faturamento_esta_em_aberto(situacao: str) -> None:
    assert _pedido(situacao).esta_em_aberto()


@pytest.mark.parametrize("situacao", ["Faturado", "CANCELADO", " concluído ", "Encerrado"])
def test_pedido_encerrado_sai_dos_abertos_sem_olhar_maiusculas_e_acentos(situacao: str) -> None:
    assert not _pedido(situacao).esta_em_aberto()
