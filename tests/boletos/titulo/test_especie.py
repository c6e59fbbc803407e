"""Espécie e aceite como se imprimem."""

from __future__ import annotations

import pytest

from boletos.titulo.especie import NOMES, validar_aceite, validar_especie
from regras.erros import DadoInvalido


@pytest.mark.parametrize(("texto", "sigla"), [("", "DM"), ("dm", "DM"), (" DSI ", "DSI"), ("nf", "NF")])
def test_especie_em_maiusculas_e_dm_por_omissao(texto: str, sigla: str) -> None:
    assert validar_especie(texto) == sigla


def test_todas_as_siglas_de_b7_menos_a_de_proposta() -> None:
    assert len(NOMES) == 33
    assert all(validar_especie(sigla) == sigla for sigla in NOMES)


@pytest.mark.parametrize(("texto", "frase"), [("XX", "sigla"), ("01", "sigla"), ("BDP", "proposta")])
def test_especie_desconhecida_ou_de_proposta_e_recusada(texto: str, frase: str) -> None:
    with pytest.raises(DadoInvalido, match=frase):
        validar_especie(texto)


@pytest.mark.parametrize(("texto", "letra"), [("", "N"), ("n", "N"), (" A ", "A")])
def test_aceite_e_n_por_omissao(texto: str, letra: str) -> None:
    assert validar_aceite(texto) == letra


@pytest.mark.parametrize("texto", ["S", "NÃO", "AN"])
def test_aceite_que_nao_e_a_nem_n_e_recusado(texto: str) -> None:
    with pytest.raises(DadoInvalido, match="aceite"):
        validar_aceite(texto)
