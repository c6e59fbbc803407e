"""Para onde vai cada arquivo, e o que se prepara olhando a base antes de gravar um lote."""

from __future__ import annotations

from typing import Any

import pytest

from modelos.cadastro import grupos, situacoes
from modelos.contas import contas_cobranca
from modelos.importacao.destinos import DESTINOS
from modelos.importacao.resultado import Tipo
from regras.cadastro import ContaCobranca

pytestmark = pytest.mark.usefixtures("base")


def test_ha_um_destino_por_arquivo_do_contrato() -> None:
    assert set(DESTINOS) == set(Tipo)
    assert all(destino.formato.tipo is tipo for tipo, destino in DESTINOS.items())


@pytest.mark.parametrize(
    ("tipo", "exige"),
    [
        (Tipo.EMPRESA, False),
        (Tipo.CONTAS_COBRANCA, False),
        (Tipo.CLIENTES, False),
        (Tipo.CONTATOS, True),
        (Tipo.DEBITOS, True),
        (Tipo.PEDIDOS, True),
        (Tipo.NOTAS, False),
    ],
)
def test_quem_exige_cliente_cadastrado(tipo: Tipo, exige: bool) -> None:
    assert DESTINOS[tipo].exige_cliente() is exige


def test_grupos_novos_sao_criados_e_os_repetidos_ficam_um() -> None:
    grupos.garantir(["Financeiro"])
    mudancas: list[dict[str, Any]] = [{"grupos": ("FINANCEIRO", "Sócios", "financeiro")}, {"grupos": ()}, {}]
    assert list(DESTINOS[Tipo.CONTATOS].preparar(mudancas)) == []
    assert mudancas == [{"grupos": ("Financeiro", "Sócios")}, {"grupos": ()}, {}]
    assert grupos.listar() == ["Financeiro", "Sócios"]


def test_situacao_vai_na_grafia_cadastrada_e_a_conta_desconhecida_e_apontada_uma_vez() -> None:
    situacoes.garantir(["Jurídico"])
    contas_cobranca.gravar(ContaCobranca("BB", "001", "17"))
    mudancas: list[dict[str, Any]] = [
        {"situacao": "JURIDICO", "conta_cobranca": "BB"},
        {"situacao": "", "conta_cobranca": "ITAU"},
        {"conta_cobranca": "ITAU"},
        {"conta_cobranca": ""},
    ]
    (frase,) = DESTINOS[Tipo.DEBITOS].preparar(mudancas)
    assert "“ITAU”" in frase
    assert (mudancas[0]["situacao"], mudancas[1]["situacao"]) == ("Jurídico", "")
