"""Que cliente uma planilha cita: código, número sem zeros, CPF/CNPJ ou nome, quando só um serve."""

from __future__ import annotations

import pytest

from modelos.base.abertura import Base
from modelos.cadastro import clientes
from modelos.importacao.clientes_citados import AMBIGUO, ClientesCitados
from modelos.importacao.resultado import Tipo
from regras.cadastro import Cliente
from tests.modelos.importacao.amostras import TITULOS, Importar, Rejeitadas, contar, obter_debito

CNPJ = "11222333000181"


@pytest.fixture
def citados(base: Base) -> ClientesCitados:
    clientes.gravar_varios(
        [
            Cliente("000123", "Padaria Um", cpf_cnpj=CNPJ),
            Cliente("007", "Mercado"),
            Cliente("7", "Mercado"),
            Cliente("A10", "Só Um", cpf_cnpj="52998224725"),
        ]
    )
    return ClientesCitados()


@pytest.mark.parametrize(
    ("texto", "codigo"),
    [
        ("000123", "000123"),
        ("123", "000123"),
        ("00000123", "000123"),
        ("11.222.333/0001-81", "000123"),
        (CNPJ, "000123"),
        ("Padaria Um", "000123"),
        ("529.982.247-25", "A10"),
        ("007", "007"),
        ("7", "7"),
        ("0007", AMBIGUO),
        ("Mercado", AMBIGUO),
    ],
)
def test_cada_jeito_de_dizer_o_cliente(citados: ClientesCitados, texto: str, codigo: str) -> None:
    assert citados.achar([texto]) == {texto: codigo}


@pytest.mark.parametrize("texto", ["124", "padaria um", "a10", "11222333000180", ""])
def test_o_que_nao_serve_a_ninguem_nao_vem(citados: ClientesCitados, texto: str) -> None:
    assert citados.achar([texto]) == {}


def test_o_debito_e_gravado_no_codigo_do_cadastro_e_de_novo_e_igual(importa: Importar) -> None:
    texto = f"{TITULOS}\n1;10;1;20/11/2026;1,00\nMercado Dois;11;1;20/11/2026;2,00\n"
    assert contar(importa(Tipo.DEBITOS, texto)) == (2, 0, 0, 0, 0)
    assert obter_debito("001", "10").valor_centavos == 100
    assert obter_debito("002", "11").valor_centavos == 200
    assert contar(importa(Tipo.DEBITOS, texto)) == (0, 0, 2, 0, 0)


def test_quem_serve_a_dois_e_rejeitado_e_suspende_a_baixa(importa: Importar, rejeitadas: Rejeitadas) -> None:
    importa(Tipo.CLIENTES, "codigo;nome\n003;Padaria Um\n")
    importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;1,00\n001;11;1;20/11/2026;1,00\n")
    texto = f"{TITULOS}\n001;10;1;20/11/2026;1,00\nPadaria Um;11;1;20/11/2026;1,00\n"
    resultado = importa(Tipo.DEBITOS, texto, ausentes_baixar=True, confirmado=True)
    assert (resultado.rejeitadas, resultado.baixadas) == (1, 0)
    assert "mais de um cliente" in rejeitadas(Tipo.DEBITOS)[0]["motivo"]


def test_rejeitada_que_diz_o_cliente_de_outro_jeito_tambem_nao_e_baixada(importa: Importar) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;1,00\n001;11;1;20/11/2026;1,00\n")
    texto = f"{TITULOS}\n1;10;1;20/11/2026;1,00\n1;11;1;99/11/2026;1,00\n"
    resultado = importa(Tipo.DEBITOS, texto, ausentes_baixar=True, confirmado=True)
    assert (resultado.rejeitadas, resultado.baixadas) == (1, 0)
