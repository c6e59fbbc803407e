"""O arquivo da empresa: uma por base, e o percentual vazio volta ao inicial."""

from __future__ import annotations

from decimal import Decimal

import pytest

from modelos.cadastro import empresas
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo
from regras.cadastro import Empresa
from tests.modelos.importacao.amostras import Importar

FORMATO = FORMATOS[Tipo.EMPRESA]

TITULOS = "nome;cpf_cnpj;uf;cep;multa_percentual;juros_percentual_mes"


def test_a_segunda_linha_altera_a_mesma_empresa(importa: Importar) -> None:
    resultado = importa(Tipo.EMPRESA, f"{TITULOS}\nAurora;11222333000181;;;;\nAurora Ltda;11222333000181;;;;\n")
    assert (resultado.incluidas, resultado.alteradas) == (1, 1)
    empresa = empresas.obter()
    assert empresa is not None
    assert empresa.nome == "Aurora Ltda"


@pytest.mark.parametrize(
    ("celulas", "esperados"),
    [(";", (Decimal(2), Decimal(1))), ("0;0", (0, 0)), ("1,5;0.5", (Decimal("1.5"), Decimal("0.5")))],
)
def test_percentual_vazio_e_o_inicial_e_zero_e_zero(
    importa: Importar, celulas: str, esperados: tuple[Decimal, Decimal]
) -> None:
    importa(Tipo.EMPRESA, f"{TITULOS}\nAurora;11222333000181;;;9;9\n")
    importa(Tipo.EMPRESA, f"{TITULOS}\nAurora;11222333000181;;;{celulas}\n")
    empresa = empresas.obter()
    assert empresa is not None
    assert (empresa.multa_percentual, empresa.juros_percentual_mes) == esperados


def test_mascara_e_caixa_sao_arrumadas(importa: Importar) -> None:
    importa(Tipo.EMPRESA, f"{TITULOS}\nAurora;11.222.333/0001-81;sc;89201-000;;\n")
    empresa = empresas.obter()
    assert empresa is not None
    assert (empresa.cpf_cnpj, empresa.uf, empresa.cep) == ("11222333000181", "SC", "89201000")


def test_existente_muda_so_no_que_veio() -> None:
    atual = Empresa("Aurora", "11222333000181", telefone="47 3333-0000")
    assert FORMATO.montar({"nome": "Nova"}, atual) == Empresa("Nova", "11222333000181", telefone="47 3333-0000")


def test_documento_invalido_e_apontado() -> None:
    (frase,) = FORMATO.apontar({"cpf_cnpj": "11222333000182"})
    assert "empresa" in frase
