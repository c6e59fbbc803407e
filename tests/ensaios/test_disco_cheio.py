"""Os momentos em que o disco enche; o ensaio monta discos de verdade e por isso não roda aqui."""

from __future__ import annotations

from ensaios.disco_cheio import ONDE, sortear_enchidas


def test_os_momentos_sao_sorteados_sempre_iguais_e_cobrem_os_discos_e_a_partida() -> None:
    enchidas = sortear_enchidas(40, 300, semente=7)
    assert enchidas == sortear_enchidas(40, 300, semente=7)
    assert {enchida.onde for enchida in enchidas} == set(ONDE)
    assert sum(enchida.espera_s < 0 for enchida in enchidas) == 8
    assert sum(not enchida.avanco and enchida.espera_s >= 0 for enchida in enchidas) == 8
    assert sum(enchida.sobra_bytes == 0 for enchida in enchidas) > 5
