"""A conta de cobrança diante do banco: o que se recusa, o que espera a homologação, e onde achar o certo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from boletos import bancos
from boletos.bancos.banco import Banco
from boletos.bancos.forma import Grau
from regras.cadastro import ContaCobranca
from tests.boletos.contas_de_exemplo import CONTAS as EXEMPLOS

CONTAS = {banco: EXEMPLOS[banco] for banco in ("001", "033", "104", "237", "341", "748", "756")}
BB6 = EXEMPLOS["001 convênio 6"]


def _frases(conta: ContaCobranca) -> list[str]:
    return [problema.frase() for problema in bancos.problemas(conta)]


@pytest.mark.parametrize("conta", [*CONTAS.values(), BB6], ids=lambda conta: conta.banco)
def test_conta_certa_nao_tem_problema(conta: ContaCobranca) -> None:
    assert _frases(conta) == []


RECUSADAS = [
    ("001", {"convenio": ""}, "convênio: falta informar: até 8 algarismos"),
    ("001", {"convenio": "521475", "agencia": "", "agencia_dv": ""}, "agência: falta informar: até 4"),
    ("001", {"carteira": "123"}, "carteira: o banco exige 2 algarismos"),
    ("001", {"carteira": "SR"}, "carteira: o banco exige 2 algarismos"),
    ("001", {"modalidade": "22"}, "modalidade: o banco aceita 21"),
    ("001", {"modalidade": "21"}, "modalidade: a 21 é só de convênio de 6 posições"),
    ("001", {"agencia_dv": "8"}, "DV da agência: veio 8, e o cálculo do banco dá 7"),
    ("001", {"conta_dv": "X"}, "DV da conta: veio X, e o cálculo do banco dá 0"),
    ("033", {"convenio": "12345678"}, "código do beneficiário (PSK): o banco aceita até 7"),
    ("033", {"convenio": "123-4"}, "código do beneficiário (PSK): o banco aceita só algarismos"),
    ("033", {"ios": "8"}, "IOS: o banco aceita 0, 7, 9, e veio “8”"),
    ("104", {"sistema": "SICOB14"}, "sistema: SICOB14 é legado"),
    ("104", {"carteira": "9"}, "carteira: o banco aceita RG"),
    ("104", {"modalidade": "3"}, "emissão: o banco aceita 4, 1"),
    ("104", {"convenio": "0"}, "código do beneficiário: não pode ser zero"),
    ("104", {"convenio": "1000001"}, "código do beneficiário: o DV de 100000 é 4, e veio 1"),
    ("104", {"convenio": "0055077"}, "código do beneficiário: “0055077” tem duas leituras"),
    ("237", {"agencia": "12345"}, "agência: o banco aceita até 4 algarismos, e veio “12345”"),
    ("237", {"conta": "0"}, "conta: não pode ser zero"),
    ("341", {"conta_dv": "0"}, "DAC da conta: veio 0, e o cálculo do banco dá 9"),
    ("341", {"carteira": "196"}, "código do cliente: falta informar: até 5 algarismos"),
    ("748", {"byte_geracao": "1"}, "byte de geração: o banco aceita 2, 3, 4, 5, 6, 7, 8, 9, e veio “1”"),
    ("748", {"posto": ""}, "posto: falta informar: até 2 algarismos"),
    ("748", {"modalidade": "2"}, "tipo de cobrança: o banco aceita 1, 3"),
    ("756", {"modalidade": "09"}, "modalidade: o banco aceita 01"),
    ("756", {"carteira": ""}, "carteira: falta informar: até 1 algarismo"),
]


@pytest.mark.parametrize(("banco", "mudanca", "frase"), RECUSADAS)
@pytest.mark.parametrize("homologada", [False, True])
def test_conta_errada_diz_o_que_o_banco_exige(
    banco: str, mudanca: dict[str, str], frase: str, homologada: bool
) -> None:
    """Homologar com o banco não conserta dado errado."""
    conta = replace(CONTAS[banco], homologada=homologada, **mudanca)
    assert any(dita.startswith(frase) for dita in _frases(conta)), _frases(conta)


A_HOMOLOGAR = [
    ("001", {"carteira": "31"}, "carteira: a 31 não tem boleto conferido"),
    ("001", {"carteira": "17", "convenio": "521475", "modalidade": "21"}, "carteira: a 17 é fora da lista"),
    ("001", {"convenio": "12387989"}, "convênio: o de 8 posições"),
    ("033", {"carteira": "102"}, "carteira: a 102 é sem registro, extinta"),
    ("033", {"modalidade": "SEM_DV"}, "modalidade: o nosso número sem DV só vale se o banco confirmar"),
    ("104", {"carteira": "SR"}, "carteira: a sem registro (SR) é extinta"),
    ("237", {"carteira": "18"}, "carteira: a 18 é fora da lista"),
    ("341", {"carteira": "175"}, "carteira: a 175 é sem registro, extinta"),
    ("748", {"modalidade": "3"}, "tipo de cobrança: o 3, sem registro, é extinto"),
    ("748", {"carteira": "2"}, "carteira: a 2 é fora da lista"),
    ("756", {"carteira": "9"}, "carteira: a 9 usa o número do contrato"),
]


@pytest.mark.parametrize(("banco", "mudanca", "frase"), A_HOMOLOGAR)
def test_o_que_depende_do_banco_so_passa_com_a_conta_homologada(
    banco: str, mudanca: dict[str, str], frase: str
) -> None:
    conta = replace(CONTAS[banco], **mudanca)
    assert len(_frases(conta)) == 1
    assert _frases(conta)[0].startswith(frase)
    assert _frases(conta)[0].endswith("homologar com o banco")
    assert "marque a conta de cobrança como homologada" in bancos.problemas(conta)[0].o_que_fazer()
    assert _frases(replace(conta, homologada=True)) == []


def test_banco_nao_homologado_pede_a_confirmacao_da_conta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bancos.BANCOS["237"], "HOMOLOGADO", False)
    conta = replace(CONTAS["237"], codigo="sem homologação")
    assert _frases(conta) == [
        "banco: homologar com o banco: o leiaute de Bradesco não foi conferido com boletos de verdade"
    ]
    assert _frases(replace(conta, homologada=True)) == []


@pytest.mark.parametrize(
    ("banco", "mudanca", "frase"),
    [
        ("237", {"agencia_dv": "3"}, "DV da agência: veio 3, e o cálculo do banco dá 2"),
        ("756", {"agencia_dv": "4"}, "DV da cooperativa: veio 4, e o cálculo do banco dá 3"),
        ("756", {"convenio": "172279"}, "código do cliente, com o DV: “172279” não fecha: o dígito de 17227 é 8"),
    ],
)
def test_digito_que_so_se_imprime_e_ressalva_e_nao_impede(banco: str, mudanca: dict[str, str], frase: str) -> None:
    conta = replace(CONTAS[banco], **mudanca)
    assert [problema.frase() for problema in bancos.ressalvas(conta)] == [frase]
    assert _frases(conta) == []


def test_digito_10_do_bradesco_se_escreve_p_ou_0() -> None:
    for digito in ("P", "p", "0"):
        assert bancos.ressalvas(replace(CONTAS["237"], agencia="1172", agencia_dv=digito)) == ()


@pytest.mark.parametrize("conta", CONTAS.values(), ids=lambda conta: conta.banco)
def test_conta_certa_nao_tem_ressalva(conta: ContaCobranca) -> None:
    assert bancos.ressalvas(conta) == ()


@pytest.mark.parametrize("banco", bancos.BANCOS.values(), ids=lambda banco: banco.CODIGO)
def test_toda_exigencia_diz_onde_achar_o_dado(banco: Banco) -> None:
    conta = ContaCobranca("1", banco.CODIGO, "")
    for exigencia in banco.exigencias(conta):
        assert hasattr(conta, exigencia.atributo)
        assert exigencia.rotulo
        assert exigencia.onde.startswith(("no ", "na ", "com "))


@pytest.mark.parametrize("banco", bancos.BANCOS.values(), ids=lambda banco: banco.CODIGO)
def test_campo_vazio_e_apontado_com_o_lugar_onde_achar(banco: Banco) -> None:
    conta = ContaCobranca("1", banco.CODIGO, "")
    exigidas = {exigencia.atributo for exigencia in banco.exigencias(conta) if exigencia.exigido}
    apontadas = {problema.atributo for problema in bancos.problemas(conta) if "; procure " in problema.frase()}
    assert exigidas <= apontadas
    assert not any(
        problema.grau is Grau.HOMOLOGAR for problema in bancos.problemas(conta) if problema.atributo in exigidas
    )


DE_C6 = {
    "001": {"agencia": 4, "conta": 8, "convenio": 8},
    "003": {"agencia": 3, "convenio": 4},
    "004": {"agencia": 4, "conta": 7, "carteira": 2},
    "021": {"conta": 10},
    "033": {"convenio": 7, "carteira": 3},
    "041": {"agencia": 4},
    "070": {"agencia": 3, "conta": 6, "carteira": 1},
    "085": {"conta": 7, "convenio": 6, "carteira": 2},
    "097": {"agencia": 4, "convenio": 6},
    "104": {"convenio": 7, "modalidade": 1},
    "136": {"agencia": 4, "conta": 9},
    **{banco: {"agencia": 4, "conta": 7, "carteira": 2} for banco in ("084", "133", "208", "237")},
    "336": {"convenio": 12, "carteira": 2, "modalidade": 1},
    "341": {"agencia": 4, "conta": 5, "convenio": 5, "carteira": 3},
    "389": {"agencia": 4, "convenio": 9},
    "422": {"agencia": 4, "conta": 8},
    "655": {"convenio": 10, "carteira": 3},
    "745": {"convenio": 10, "modalidade": 3},
    "748": {"agencia": 4, "convenio": 5, "carteira": 1, "posto": 2, "byte_geracao": 1, "modalidade": 1},
    "756": {"agencia": 4, "convenio": 7, "carteira": 1, "modalidade": 2},
    "077": {"agencia": 4, "convenio": 7, "carteira": 3},
}
"""Tamanhos de boleto.md C.6; no 001 o convênio vai a 8, que é de biblioteca."""
COM_DV_NO_CODIGO = {
    "003": {"agencia_dv"},
    **{banco: {"conta_dv"} for banco in ("004", "021", "025", "047", "070", "085", "136", "743")},
    "422": {"agencia_dv", "conta_dv"},
}
"""Bancos cujo campo livre leva o DV do cadastro: nos outros ele só se imprime, e pode faltar."""


@pytest.mark.parametrize("codigo_do_banco", DE_C6)
def test_tamanhos_sao_os_do_quadro_de_entradas(codigo_do_banco: str) -> None:
    exigencias = bancos.BANCOS[codigo_do_banco].exigencias(ContaCobranca("1", codigo_do_banco, ""))
    tamanhos = {exigencia.atributo: exigencia.tamanho for exigencia in exigencias}
    assert {campo: tamanhos[campo] for campo in DE_C6[codigo_do_banco]} == DE_C6[codigo_do_banco]


def test_digito_do_cadastro_so_e_exigido_onde_entra_no_codigo() -> None:
    exigidos = {
        banco.CODIGO: campos
        for banco in bancos.oferecidos()
        if (
            campos := {e.atributo for e in banco.exigencias(ContaCobranca("1", banco.CODIGO, "")) if e.exigido}
            & {"agencia_dv", "conta_dv"}
        )
    }
    assert exigidos == COM_DV_NO_CODIGO


def test_carteiras_vem_em_lista_com_a_usual_primeiro() -> None:
    usuais = {codigo: bancos.BANCOS[codigo].CARTEIRAS[0].codigo for codigo in CONTAS}
    assert usuais == {conta.banco: conta.carteira for conta in CONTAS.values()}


def test_legado_nao_se_oferece_no_cadastro() -> None:
    sistema = next(e for e in bancos.BANCOS["104"].exigencias(CONTAS["104"]) if e.atributo == "sistema")
    assert [opcao.codigo for opcao in sistema.oferecidas()] == ["SIGCB"]
    assert not [banco.CODIGO for banco in bancos.oferecidos() if banco.LEGADO]
