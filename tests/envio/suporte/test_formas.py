"""As formas, uma a uma: acham o que devem e não se perdem numa linha comprida."""

from __future__ import annotations

import pytest

from envio.suporte.formas import DE_PESSOA, DE_SEGREDO, ENTRE_ASPAS, IDENTIFICADOR, SERVIDOR


@pytest.mark.parametrize("repetido", ["a", "1.", "a b ", "/a", "a@", "%ab", "'", "a.", "1:", "0 ", "000201 "])
def test_nenhuma_forma_demora_numa_linha_feita_para_isso(repetido: str) -> None:
    linha = repetido * (2000 // len(repetido))
    for forma, marca in (*DE_SEGREDO, *DE_PESSOA):
        linha = forma.sub(marca, linha)
    assert len(ENTRE_ASPAS.sub("", SERVIDOR.sub("", linha))) <= 20_000


@pytest.mark.parametrize("dentro", ["saldo_centavos", "[e-mail]", "", " :; "])
def test_nome_do_programa_e_pontuacao_podem_ficar_entre_aspas(dentro: str) -> None:
    assert IDENTIFICADOR.fullmatch(dentro)


@pytest.mark.parametrize("dentro", ["fulano", "Fulano de Tal", "fulano tal", "12", "Saldo_Atual"])
def test_o_que_alguem_digitou_nao_fica(dentro: str) -> None:
    assert not IDENTIFICADOR.fullmatch(dentro)
