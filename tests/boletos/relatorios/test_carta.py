"""A carta do kit: diz a conta, o que acompanha e o que o banco pede."""

from __future__ import annotations

from boletos.papel import leitura_pdf
from boletos.relatorios import carta, homologacao
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from tests.boletos.contas_de_exemplo import CAIXA, SANTANDER
from tests.conftest import HOJE


def test_a_carta_diz_a_quem_de_que_conta_e_o_que_conferir() -> None:
    casos = homologacao.casos(CAIXA, EMPRESA_DE_EXEMPLO, HOJE)
    pdf = carta.em_pdf(CAIXA, EMPRESA_DE_EXEMPLO, HOJE, casos)
    texto = leitura_pdf.texto(pdf)
    assert leitura_pdf.contar_paginas(pdf) == 1
    assert "Ao 104-0 Caixa" in texto
    assert "24 de novembro de 2026" in texto
    assert f"Seguem {len(casos)}" in texto
    assert "1825/245274-0" in texto
    assert "SAC e da Ouvidoria" in texto
    assert "do campo livre 0123456789" in texto
    assert texto.count(EMPRESA_DE_EXEMPLO.nome) >= 2
    assert carta.em_pdf(CAIXA, EMPRESA_DE_EXEMPLO, HOJE, casos) == pdf


def test_o_que_cada_banco_pede_e_dele() -> None:
    casos = homologacao.casos(SANTANDER, EMPRESA_DE_EXEMPLO, HOJE)
    texto = leitura_pdf.texto(carta.em_pdf(SANTANDER, EMPRESA_DE_EXEMPLO, HOJE, casos))
    assert "logotipo do banco" in texto
    assert "Ouvidoria" not in texto
