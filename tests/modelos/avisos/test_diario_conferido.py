"""O marco do diário de envios."""

from __future__ import annotations

import pytest

from modelos.avisos import diario_conferido
from modelos.avisos.diario_conferido import Marco, Passagem, PosseTomada
from regras.erros import AmbienteIndisponivel


@pytest.mark.usefixtures("base")
def test_o_ultimo_marco_gravado_vale() -> None:
    assert diario_conferido.obter() == Marco()
    diario_conferido.gravar(Marco(1, 10, "a"))
    diario_conferido.gravar(Marco(2, 25, "b"))
    assert diario_conferido.obter() == Marco(2, 25, "b")


@pytest.mark.usefixtures("base")
def test_o_marco_anda_na_mesma_transacao_do_que_a_linha_conta() -> None:
    posse = diario_conferido.tomar_posse()

    def falhar() -> None:
        raise AmbienteIndisponivel("O disco ficou cheio.")

    with pytest.raises(AmbienteIndisponivel):
        diario_conferido.com_a_posse(Passagem(posse, Marco(1, 10, "a")), falhar)
    assert diario_conferido.obter() == Marco()
    gravados: list[str] = []
    diario_conferido.com_a_posse(Passagem(posse, Marco(1, 10, "a")), lambda: gravados.append("x"))
    assert (diario_conferido.obter(), gravados) == (Marco(1, 10, "a"), ["x"])


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("marco", [None, Marco(9, 90, "z")])
def test_quem_perdeu_a_posse_nao_escreve_por_cima(marco: Marco | None) -> None:
    velha = diario_conferido.tomar_posse()
    nova = diario_conferido.tomar_posse()
    assert nova > velha
    with pytest.raises(PosseTomada, match="Outro processo"):
        diario_conferido.com_a_posse(Passagem(velha, marco), lambda: pytest.fail("gravou sem a posse"))
    assert diario_conferido.obter() == Marco()


@pytest.mark.usefixtures("base")
def test_diario_que_voltou_atras_durante_o_envio_nao_grava() -> None:
    posse = diario_conferido.tomar_posse()
    diario_conferido.com_a_posse(Passagem(posse, Marco(5, 50, "e")), lambda: None)
    with pytest.raises(PosseTomada):
        diario_conferido.com_a_posse(Passagem(posse, Marco(1, 10, "a")), lambda: pytest.fail("gravou"))
