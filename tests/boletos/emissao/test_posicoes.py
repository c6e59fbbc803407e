from __future__ import annotations

from dataclasses import replace

import pytest

from boletos import bancos
from boletos.emissao.posicoes import da_linha, do_campo_livre, do_codigo
from boletos.relatorios.homologacao import boletos
from boletos.titulo.codigo import TAMANHO_BARRAS, TAMANHO_CAMPO_LIVRE, TAMANHO_LINHA
from regras.cadastro import ContaCobranca
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from tests.conftest import HOJE

ITAU = ContaCobranca("ITAU", "341", "109", agencia="0810", conta="53678", conta_dv="9")
CONTAS = (
    ContaCobranca("BB7", "001", "17", "0131", "7", "59127", "0", "1234567"),
    ContaCobranca("BB6", "001", "17", "0131", "7", "59127", "0", "123456"),
    ContaCobranca("BB6L", "001", "16", "0131", "7", "59127", "0", "123456", modalidade="21"),
    ContaCobranca("BB4", "001", "17", "0131", "7", "59127", "0", "1234"),
    ContaCobranca("SANTANDER", "033", "101", "1234", convenio="1234567"),
    ContaCobranca("SEM_DV", "033", "101", "1234", convenio="1234567", modalidade="SEM_DV"),
    ContaCobranca("CAIXA", "104", "1", "1234", convenio="123456", modalidade="4"),
    ContaCobranca("BRADESCO", "237", "09", "1234", "3", "123456", "0"),
    ITAU,
    replace(ITAU, carteira="107", convenio="12345"),
    ContaCobranca("SICREDI", "748", "1", "0156", convenio="85305", modalidade="1", posto="05", byte_geracao="2"),
    ContaCobranca("SICOOB", "756", "1", "4327", convenio="229385", modalidade="01"),
)


@pytest.mark.parametrize("banco", [banco.CODIGO for banco in bancos.oferecidos()])
@pytest.mark.parametrize("convenio", ["", "1234", "123456", "1234567"])
def test_o_campo_livre_de_todo_banco_soma_25(banco: str, convenio: str) -> None:
    partes = do_campo_livre(ContaCobranca("X", banco, "107", convenio=convenio))
    assert sum(tamanho for tamanho, _ in partes) == TAMANHO_CAMPO_LIVRE


@pytest.mark.parametrize("conta", CONTAS, ids=lambda conta: f"{conta.codigo}-{conta.carteira}")
def test_as_partes_juntas_dao_o_codigo_e_a_linha(conta: ContaCobranca) -> None:
    boleto = boletos(conta, EMPRESA_DE_EXEMPLO, HOJE)[0]
    codigo, linha = do_codigo(boleto, conta), da_linha(boleto)
    assert "".join(parte.conteudo for parte in codigo) == boleto.codigo_barras
    assert "".join(parte.conteudo for parte in linha) == boleto.linha_digitavel
    assert (codigo[0].inicio, codigo[-1].fim) == (1, TAMANHO_BARRAS)
    assert (linha[0].inicio, linha[-1].fim) == (1, TAMANHO_LINHA)


@pytest.mark.parametrize("conta", CONTAS, ids=lambda conta: f"{conta.codigo}-{conta.carteira}")
def test_cada_parte_do_campo_livre_traz_o_campo_da_conta_que_ela_diz(conta: ContaCobranca) -> None:
    boleto = boletos(conta, EMPRESA_DE_EXEMPLO, HOJE)[0]
    por_nome = {parte.o_que_e.removeprefix("Campo livre: "): parte.conteudo for parte in do_codigo(boleto, conta)}
    esperados = {
        "agência": conta.agencia,
        "cooperativa": conta.agencia,
        "conta": conta.conta,
        "convênio": conta.convenio,
        "carteira": conta.carteira,
        "posto": conta.posto,
        "código do cliente": conta.convenio,
        "código do beneficiário": f"{conta.convenio}0" if conta.banco == "104" else conta.convenio,
        "byte de geração": conta.byte_geracao,
        "zeros": "0",
        "zero": "0",
        "constante 9": "9",
        "constante 21": "21",
    }
    achados = {nome: conteudo for nome, conteudo in por_nome.items() if nome in esperados}
    assert {nome: conteudo.lstrip("0") for nome, conteudo in achados.items()} == {
        nome: esperados[nome].lstrip("0") for nome in achados
    }
    assert len(achados) >= 1


def test_valor_alto_toma_o_lugar_do_fator() -> None:
    boleto = replace(boletos(ITAU, EMPRESA_DE_EXEMPLO, HOJE)[0], valor_centavos=10_000_000_000)
    nomes = [parte.o_que_e for parte in do_codigo(boleto, ITAU)]
    assert nomes[3].startswith("Valor, sem fator")
    assert not any(nome.startswith("Fator") for nome in nomes)
