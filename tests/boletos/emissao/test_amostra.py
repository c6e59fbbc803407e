"""O boleto de amostra parece um boleto e não pode ser pago por ninguém."""

from __future__ import annotations

from datetime import date

import pytest

from boletos.bancos import BANCOS
from boletos.emissao.amostra import amostra
from boletos.titulo import exame
from regras.cadastro import ContaCobranca, Empresa
from regras.erros import DadoInvalido

EMPRESA = Empresa("Empresa de Exemplo Ltda.", "11222333000181", "Rua do Ensaio", "100", cidade="Joinville", uf="SC")
CONTAS = [
    None,
    ContaCobranca("1", "341", "109", agencia="0810", conta="53678"),
    ContaCobranca("1", "748", "1", agencia="0710", posto="65", convenio="129", byte_geracao="2"),
    *(ContaCobranca("1", banco, "") for banco in [*BANCOS, "260"]),
]


@pytest.mark.parametrize("conta", CONTAS, ids=lambda conta: conta.banco if conta else "sem conta")
def test_nenhum_leitor_aceita_a_amostra(conta: ContaCobranca | None, hoje: date) -> None:
    boleto = amostra(conta, EMPRESA, hoje)
    for texto in (boleto.codigo_barras, boleto.linha_digitavel):
        with pytest.raises(DadoInvalido, match="dígito geral não confere"):
            exame.decodificar(texto, hoje)


@pytest.mark.parametrize("conta", CONTAS, ids=lambda conta: conta.banco if conta else "sem conta")
def test_amostra_vale_um_centavo_e_traz_a_marca(conta: ContaCobranca | None, hoje: date) -> None:
    boleto = amostra(conta, EMPRESA, hoje)
    assert (boleto.valor_centavos, boleto.sem_valor) == (1, True)
    assert (len(boleto.codigo_barras), len(boleto.linha_digitavel)) == (44, 47)
    assert boleto.beneficiario.nome == EMPRESA.nome
    assert boleto.nosso_numero


def test_amostra_de_conta_completa_usa_o_leiaute_do_banco(hoje: date) -> None:
    boleto = amostra(CONTAS[1], EMPRESA, hoje)
    assert (boleto.nosso_numero, boleto.agencia_codigo) == ("109/00000000-1", "0810/53678-9")


def test_amostra_e_sempre_igual_no_mesmo_dia(hoje: date) -> None:
    assert amostra(CONTAS[1], EMPRESA, hoje) == amostra(CONTAS[1], EMPRESA, hoje)
