"""O que o ensaio dos ataques chama de furo; os ataques inteiros são `python -m ensaios.ataques`."""

from __future__ import annotations

from ensaios.ataques.__main__ import ATAQUES
from ensaios.ataques.lugar import Dito


def test_furo_e_saida_outra_frase_que_cala_ou_rastro() -> None:
    recusou = Dito(1, {"erro": {"mensagem": "O diário falta.", "o_que_fazer": "Restaure."}}, "")
    assert list(recusou.problemas(1, "diário", "Restaure")) == []
    assert len(list(recusou.problemas(0, "outra coisa"))) == 2
    assert len(list(Dito(1, {}, "Traceback (most recent call last)").problemas(1))) == 1


def test_cada_item_tem_o_seu_ataque() -> None:
    assert list(ATAQUES) == list(range(1, 17))
    assert len({atacar for _, atacar in ATAQUES.values()}) == 16
