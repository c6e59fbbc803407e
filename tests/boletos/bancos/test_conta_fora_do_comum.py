"""Conta errada não passa em silêncio: o que só vale com a confirmação gravada nela, e o que se recusa."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stdnum import luhn

from boletos import bancos
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from tests.boletos.contas_de_exemplo import CONTAS

ESCRITURAIS = ("104", "112", "115", "116", "117", "119", "134", "135", "136", "147", "188")


def _frases(conta: ContaCobranca) -> list[str]:
    return [problema.frase() for problema in bancos.problemas(conta)]


def _campo_livre(conta: ContaCobranca, nosso_numero: str) -> str:
    return bancos.obter(conta.banco).campo_livre(Titulo.da_conta(conta, nosso_numero=nosso_numero))


@pytest.mark.parametrize(
    ("banco", "mudanca", "frase"),
    [
        ("237", {"conta": "3171877", "conta_dv": ""}, "DV da conta: falta, e só ele prova que a conta está certa"),
        ("341", {"conta_dv": ""}, "DAC da conta: falta, e só ele prova que a conta está certa"),
        ("033", {"convenio": "12345"}, "código do beneficiário (PSK): tem 5 algarismos, e o comum são 7"),
        ("748", {"convenio": "129"}, "código do beneficiário: tem 3 algarismos, e o comum são 5"),
        ("041", {"convenio": "900015"}, "código do beneficiário: tem 6 algarismos, e o comum são 7"),
        ("237", {"carteira": "99"}, "carteira: a 99 é fora da lista conferida"),
    ],
)
def test_so_emite_com_a_confirmacao_gravada_na_conta(banco: str, mudanca: dict[str, str], frase: str) -> None:
    conta = replace(CONTAS[banco], **mudanca)  # type: ignore[arg-type] - campos de texto
    [dita] = _frases(conta)
    assert dita.startswith(frase)
    assert "marque a conta de cobrança como homologada" in bancos.problemas(conta)[0].o_que_fazer()
    assert _frases(replace(conta, homologada=True)) == []


@pytest.mark.parametrize("mudanca", [{"conta_dv": "P"}, {"conta": "317187", "conta_dv": ""}])
def test_dv_do_bradesco_que_so_se_imprime_nao_impede(mudanca: dict[str, str]) -> None:
    conta = replace(CONTAS["237"], **mudanca)  # type: ignore[arg-type] - campos de texto
    assert _frases(conta) == []
    assert any("DV da conta" in problema.rotulo for problema in bancos.julgar(conta)) is bool(mudanca["conta_dv"])


def test_zeros_escritos_dizem_que_o_codigo_comeca_por_eles() -> None:
    assert _frases(replace(CONTAS["033"], convenio="0012345")) == []
    assert _frases(replace(CONTAS["748"], convenio="00129")) == []


@pytest.mark.parametrize(
    ("convenio", "frase"),
    [
        ("900015046", None),
        ("1102900015046", None),
        ("900015047", "o controle de 9000150 é 46, e veio 47"),
        ("1102900015064", "o controle de 9000150 é 46, e veio 64"),
    ],
)
def test_controle_do_banrisul_e_conferido(convenio: str, frase: str | None) -> None:
    conta = replace(CONTAS["041"], convenio=convenio, homologada=True)
    assert [problema.motivo for problema in bancos.problemas(conta)] == ([frase] if frase else [])


@pytest.mark.parametrize(("carteira", "emissao"), [("10", "3"), ("20", "4"), ("24", "4")])
def test_c6_tira_da_carteira_quem_emite(carteira: str, emissao: str) -> None:
    conta = replace(CONTAS["336"], carteira=carteira, modalidade="")
    assert _campo_livre(conta, "42") == f"0000001234560000000042{carteira}{emissao}"
    assert _frases(conta) == []


@pytest.mark.parametrize(("carteira", "modalidade", "certa"), [("10", "4", "3"), ("20", "3", "4")])
def test_c6_recusa_emissao_que_contradiz_a_carteira(carteira: str, modalidade: str, certa: str) -> None:
    conta = replace(CONTAS["336"], carteira=carteira, modalidade=modalidade, homologada=True)
    assert _frases(conta) == [f"identificador do leiaute: na carteira {carteira} é {certa}, e veio {modalidade}"]


@pytest.mark.parametrize("carteira", ESCRITURAIS)
def test_itau_escritural_tem_dac_so_da_carteira_e_do_nosso_numero(carteira: str) -> None:
    """O módulo 10 do Itaú é o de Luhn: quem confere é a conta de outra biblioteca."""
    dac, da_conta = luhn.calc_check_digit(f"{carteira}98712345"), luhn.calc_check_digit("081053678")
    esperado = f"{carteira}98712345{dac}081053678{da_conta}000"
    assert _campo_livre(replace(CONTAS["341"], carteira=carteira), "98712345") == esperado


def test_itau_115_e_188_por_extenso() -> None:
    livres = [_campo_livre(replace(CONTAS["341"], carteira=carteira), "98712345") for carteira in ("115", "188")]
    assert livres == ["1159871234580810536789000", "1889871234550810536789000"]
