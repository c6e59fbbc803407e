"""Um boleto de verdade (vetor 237-008) para os testes do papel."""

from __future__ import annotations

from datetime import date

import pytest

from boletos.emissao.boleto import Boleto, Parte


@pytest.fixture
def boleto() -> Boleto:
    """Bradesco, carteira 04, R$ 141,50, vencido em 01/09/2016."""
    return Boleto(
        banco="237",
        banco_dv="2",
        banco_nome="Bradesco",
        local_pagamento="Pagável preferencialmente na Rede Bradesco ou Bradesco Expresso",
        beneficiario=Parte(
            "Distribuidora São João Ltda.",
            "11.222.333/0001-81",
            "Rua das Palmeiras, 1250, galpão 4 - Distrito Industrial",
            "Joinville",
            "SC",
            "89219-600",
        ),
        pagador=Parte(
            "Panificadora Pão de Açúcar",
            "45.997.418/0001-53",
            "Avenida Getúlio Vargas, 87 - Centro",
            "Jaraguá do Sul",
            "SC",
            "89251-000",
        ),
        agencia_codigo="1234-X / 0123456-X",
        carteira="04",
        nosso_numero="04/00000000453-1",
        documento="000123/2",
        especie="DM",
        aceite="N",
        emissao=date(2016, 8, 1),
        processamento=date(2016, 8, 10),
        vencimento=date(2016, 9, 1),
        valor_centavos=141_50,
        codigo_barras="23792690400000141501234040000000045301234560",
        linha_digitavel="23791234054000000004853012345608269040000014150",
        instrucoes=(
            "Após 01/09/2016, cobrar multa de R$ 2,83",
            "Após 01/09/2016, cobrar R$ 0,05 por dia de atraso",
        ),
        cip="000",
    )
