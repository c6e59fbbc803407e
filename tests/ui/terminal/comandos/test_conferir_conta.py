"""`conferir-conta`: a prova pelo terminal, o que ela grava, e o que ela se recusa a gravar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from regras.cadastro import ContaCobranca
from tests.boletos.contas_de_exemplo import ITAU, SANTANDER
from tests.boletos.linha_do_banco import linha_de, pdf_de
from tests.linha_de_comando import Terminal

BB = ContaCobranca("BB", "001", "17", convenio="1234567")


@pytest.fixture
def loja(pronto: Terminal) -> Terminal:
    """A máquina pronta, com a conta do Banco do Brasil digitada errada, e uma do Santander."""
    pronto.importar("codigo;banco;carteira;convenio\nBB;001;17;1234576\nS;033;101;1234567\n", "contas-cobranca")
    return pronto


def test_so_mostra_o_que_difere_e_o_que_o_boleto_diz(loja: Terminal) -> None:
    dito = loja("conferir-conta", "BB", linha_de(BB))
    conferencia = dito.objeto["conferencia"]
    assert (dito.codigo, conferencia["igual"], conferencia["gravada"], conferencia["banco"]) == (3, False, False, "001")
    (difere,) = [parte for parte in conferencia["partes"] if parte["do_banco"] != parte["da_conta"]]
    assert difere == {"inicio": 26, "fim": 32, "nome": "convênio", "do_banco": "1234567", "da_conta": "1234576"}
    (leitura,) = conferencia["leituras"]
    assert (leitura["muda"], leitura["igual"]) == ({"convenio": "1234567"}, True)
    assert loja("conferir-conta", "BB", linha_de(BB)).codigo == 3
    texto = loja.dizer("conferir-conta", "BB", linha_de(BB)).saida
    assert "convênio (posições 26 a 32): 1234567 no boleto, 1234576 na conta" in texto
    assert "O boleto diz: convênio: 1234567, e estava 1234576." in texto


def test_gravar_preenche_e_marca_e_o_dia_passa_a_dizer(loja: Terminal) -> None:
    def ressalvas() -> list[str]:
        return [item["passo"] for item in loja("fechar", "--conferir").objeto["ressalvas"]]

    assert "cobranca" in ressalvas()
    dito = loja("conferir-conta", "BB", *linha_de(BB), "--gravar")
    assert (dito.codigo, dito.objeto["conferencia"]["gravada"]) == (0, True)
    assert loja("conferir-conta", "BB", linha_de(BB)).codigo == 0
    assert "cobranca" not in ressalvas()
    loja.importar("codigo;banco;carteira;convenio\nBB;001;17;1234568\n", "contas-cobranca")
    (mudou,) = [item for item in loja("fechar", "--conferir").objeto["ressalvas"] if item["passo"] == "cobranca_mudou"]
    assert "convênio era 1234567 e agora é 1234568" in mudou["motivo"]


def test_o_pdf_serve_e_o_de_outra_empresa_nao_se_grava(loja: Terminal) -> None:
    for cnpj, codigo, gravada in (("11222333000181", 0, True), ("99888777000161", 2, None)):
        dito = loja("conferir-conta", "BB", loja.escrever("boleto.pdf", pdf_de(BB, cnpj)[0]), "--gravar")
        assert dito.codigo == codigo
        assert dito.objeto.get("conferencia", {}).get("gravada") is gravada


def test_leitura_dupla_se_mostra_e_so_se_grava_dizendo_qual(loja: Terminal) -> None:
    loja.importar("codigo;banco;carteira;convenio\nBB;001;17;\n", "contas-cobranca")
    linha = linha_de(replace(BB, convenio="521475", agencia="131", conta="59127"))
    leituras = loja("conferir-conta", "BB", linha).objeto["conferencia"]["leituras"]
    assert [leitura["muda"]["convenio"] for leitura in leituras] == ["521475", "5214"]
    recusa = loja("conferir-conta", "BB", linha, "--gravar")
    assert (recusa.codigo, "--leitura" in recusa.frase) == (2, True)
    assert loja("conferir-conta", "BB", linha, "--gravar", "--leitura", "2").codigo == 0
    assert loja("conferir-conta", "BB", linha, "--gravar", "--leitura", "9").codigo == 2


@pytest.mark.parametrize(
    ("conta", "boleto", "frase"),
    [
        ("XX", linha_de(BB), "a conta de cobrança XX não existe"),
        ("BB", "0019", "faltam"),
        ("S", linha_de(ITAU), "é do banco 341, e a conta S é do banco 033"),
    ],
)
def test_recusas(loja: Terminal, conta: str, boleto: str, frase: str) -> None:
    dito = loja("conferir-conta", conta, boleto, "--gravar")
    assert (dito.codigo, frase in dito.frase) == (2, True)


def test_arquivo_que_nao_se_le_e_dito(loja: Terminal) -> None:
    assert loja("conferir-conta", "S", str(loja.pasta / "nao-ha.pdf")).codigo == 1
    assert loja("conferir-conta", "S", linha_de(SANTANDER)).objeto["conferencia"]["cita_a_empresa"] is None
