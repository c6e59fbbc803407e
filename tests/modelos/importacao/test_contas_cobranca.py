"""O arquivo das contas de cobrança: o que a célula vazia quer dizer em cada coluna."""

from __future__ import annotations

from decimal import Decimal

from modelos.contas import contas_cobranca
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo
from regras.cadastro import ContaCobranca
from tests.modelos.importacao.amostras import Importar, Rejeitadas

FORMATO = FORMATOS[Tipo.CONTAS_COBRANCA]

TITULOS = "codigo;banco;carteira;especie;aceite;com_desconto;homologada;multa_percentual"


def obter(codigo: str = "BB") -> ContaCobranca:
    conta = contas_cobranca.obter(codigo)
    assert conta is not None
    return conta


def test_existente_muda_so_no_que_veio() -> None:
    atual = ContaCobranca("BB", "001", "17", convenio="1234567", homologada=True)
    assert FORMATO.montar({"codigo": "BB", "carteira": "18"}, atual) == ContaCobranca(
        "BB", "001", "18", convenio="1234567", homologada=True
    )


def test_vazio_volta_ao_inicial_e_percentual_vazio_herda(importa: Importar) -> None:
    importa(Tipo.CONTAS_COBRANCA, f"{TITULOS}\nBB;1;17;ds;s;S;S;1,5\n")
    cheia = obter()
    assert (cheia.banco, cheia.especie, cheia.aceite, cheia.com_desconto) == ("001", "DS", "A", True)
    assert (cheia.homologada, cheia.multa_percentual) == (True, Decimal("1.5"))
    importa(Tipo.CONTAS_COBRANCA, f"{TITULOS}\nBB;001;17;;;;;\n")
    assert obter() == ContaCobranca("BB", "001", "17")


def test_zero_e_zero_e_nao_heranca(importa: Importar) -> None:
    importa(Tipo.CONTAS_COBRANCA, "codigo;banco;carteira;multa_percentual\nBB;001;17;0\n")
    assert obter().multa_percentual == 0


def test_banco_que_nao_e_codigo_rejeita_so_a_linha(importa: Importar, rejeitadas: Rejeitadas) -> None:
    resultado = importa(Tipo.CONTAS_COBRANCA, "codigo;banco;carteira\nA;Itaú;109\nB;341;109\n")
    assert (resultado.rejeitadas, resultado.incluidas) == (1, 1)
    assert "banco" in rejeitadas(Tipo.CONTAS_COBRANCA)[0]["motivo"]
