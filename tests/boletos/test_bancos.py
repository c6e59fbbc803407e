"""Os bancos: todos os vetores, o nosso número como o ERP o escreve, e a validação da conta de cobrança."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from boletos import bancos
from boletos.bancos.banco import Banco
from boletos.bancos.sem_leiaute import SO_COM_LINHA
from boletos.titulo import codigo
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.dinheiro import ler_centavos
from regras.erros import DadoInvalido
from tests.boletos.contas_de_exemplo import CONTAS as EXEMPLOS
from tests.boletos.nosso_numero import dv_de, numero_de

VETORES = json.loads((Path(__file__).parents[1] / "exemplos" / "vetores.json").read_text(encoding="utf-8"))

ESPERADOS = ("nosso_numero_dv", "nosso_numero_impresso", "campo_livre", "codigo_barras", "linha_digitavel")

CONTAS = {banco: EXEMPLOS[banco] for banco in ("001", "033", "104", "237", "341", "748", "756")}


def _titulo(vetor: dict[str, Any]) -> Titulo:
    textos = {campo: vetor.get(campo) or "" for campo in Titulo._fields[:-3]}
    centavos = None if vetor["valor"] is None else ler_centavos(vetor["valor"])
    return Titulo(
        **textos,
        com_desconto=bool(vetor["com_desconto"]),
        vencimento=date.fromisoformat(vetor["vencimento"]) if vetor["vencimento"] else None,
        valor_centavos=centavos,
    )


def _calcular(vetor: dict[str, Any], esperado: str) -> str:
    banco, titulo = bancos.obter(vetor["banco"]), _titulo(vetor)
    if esperado == "nosso_numero_dv":
        return dv_de(banco, titulo)
    if esperado == "nosso_numero_impresso":
        return banco.impresso(titulo)
    campo_livre = banco.campo_livre(titulo)
    if esperado == "campo_livre":
        return campo_livre
    barras = codigo.montar(vetor["banco"], titulo.vencimento, titulo.valor_centavos or 0, campo_livre)
    return barras if esperado == "codigo_barras" else codigo.para_linha(barras)


def test_nenhum_vetor_fica_de_fora() -> None:
    """Todo banco do arquivo tem leiaute aqui, e todo vetor espera alguma coisa."""
    assert len({vetor["id"] for vetor in VETORES}) == len(VETORES) == 331
    assert {vetor["banco"] for vetor in VETORES} <= set(bancos.BANCOS)
    assert [vetor["id"] for vetor in VETORES if not any(vetor[campo] is not None for campo in ESPERADOS)] == []


@pytest.mark.parametrize("vetor", VETORES, ids=lambda vetor: vetor["id"])
def test_vetor(vetor: dict[str, Any]) -> None:
    esperados = {campo: vetor[campo] for campo in ESPERADOS if vetor[campo] is not None}
    assert {campo: _calcular(vetor, campo) for campo in esperados} == esperados


@pytest.mark.parametrize("vetor", VETORES, ids=lambda vetor: vetor["id"])
def test_nosso_numero_impresso_e_aceito_de_volta(vetor: dict[str, Any]) -> None:
    """O ERP pode mandar o que o banco imprime: o prefixo e o DV saem, e o número é o mesmo."""
    banco, titulo = bancos.obter(vetor["banco"]), _titulo(vetor)
    try:
        impresso = banco.impresso(titulo)
    except DadoInvalido:
        assert not (titulo.agencia and titulo.conta), "só o DAC do Itaú depende de dado que o vetor não traz"
        return
    assert numero_de(banco, titulo._replace(nosso_numero=impresso)) == numero_de(banco, titulo)


@pytest.mark.parametrize("vetor", VETORES, ids=lambda vetor: vetor["id"])
def test_zeros_a_esquerda_nao_mudam_o_campo_livre(vetor: dict[str, Any]) -> None:
    if vetor["campo_livre"] is None:
        return
    titulo = _titulo(vetor)
    com_zeros = {campo: f"000{getattr(titulo, campo)}" for campo in ("agencia", "conta") if getattr(titulo, campo)}
    sem_zeros = titulo._replace(**{campo: valor.lstrip("0") or "0" for campo, valor in com_zeros.items()})
    banco = bancos.obter(vetor["banco"])
    assert banco.campo_livre(titulo._replace(**com_zeros)) == vetor["campo_livre"]
    assert banco.campo_livre(sem_zeros) == vetor["campo_livre"]


@pytest.mark.parametrize("banco", bancos.BANCOS.values(), ids=lambda banco: banco.CODIGO)
def test_todo_banco_tem_a_mesma_forma(banco: Banco) -> None:
    nomes = {nome for nome in dir(Banco) if not nome.startswith("_")} | set(Banco.__annotations__)
    assert {nome for nome in nomes if not hasattr(banco, nome)} == set()
    assert bancos.BANCOS[banco.CODIGO] is banco


@pytest.mark.parametrize(
    ("conta", "agencia_codigo", "carteira"),
    [
        (CONTAS["001"], "0131-7 / 00059127-0", "17"),
        (replace(CONTAS["001"], agencia_dv="", conta_dv="", variacao="19"), "0131-7 / 00059127-0", "17/019"),
        (replace(CONTAS["001"], agencia="", conta=""), "1234567", "17"),
        (CONTAS["033"], "1234/1234567", "Cobrança Simples ECR"),
        (replace(CONTAS["033"], carteira="104", agencia=""), "1234567", "104"),
        (CONTAS["104"], "1825/245274-0", "RG"),
        (replace(CONTAS["104"], convenio="1242119", carteira="2"), "1825/1242119", "SR"),
        (replace(CONTAS["104"], convenio="5507"), "1825/005507-7", "RG"),
        (CONTAS["237"], "1923-2/0031718-7", "09"),
        (CONTAS["341"], "0810/53678-9", "109"),
        (CONTAS["748"], "0710.65.00129", "1"),
        (CONTAS["756"], "4277 / 017227-8", "1"),
        (ContaCobranca("8", "260", "1", agencia="1", conta="2", conta_dv="7"), "1 / 2-7", "1"),
    ],
)
def test_agencia_e_carteira_como_o_banco_imprime(conta: ContaCobranca, agencia_codigo: str, carteira: str) -> None:
    banco, titulo = bancos.obter(conta.banco), Titulo.da_conta(conta)
    assert (banco.agencia_codigo(titulo), banco.carteira(titulo)) == (agencia_codigo, carteira)


@pytest.mark.parametrize("codigo_do_banco", bancos.BANCOS)
def test_imprimir_conta_vazia_ou_torta_nunca_e_erro(codigo_do_banco: str) -> None:
    banco = bancos.obter(codigo_do_banco)
    for lixo in ("", "0", "não sei", "9" * 40, "٣"):
        titulo = Titulo(*(lixo for _ in Titulo._fields[:-3]))
        assert isinstance(banco.agencia_codigo(titulo) + banco.carteira(titulo), str)


def _recusas(conta: ContaCobranca, nosso_numero: str, centavos: int = 100) -> list[str]:
    titulo = Titulo.da_conta(conta, nosso_numero=nosso_numero, ano="26", valor_centavos=centavos)
    return [problema.frase() for problema in bancos.obter(conta.banco).conferir(titulo)]


def test_titulo_que_o_calculo_aceita_e_o_banco_nao() -> None:
    assert _recusas(CONTAS["001"], "76543210000000321") == [
        "nosso número: “76543210000000321” não é do convênio 1234567"
    ]
    assert _recusas(CONTAS["104"], "1", 1_000_000_000) == ["valor: a Caixa aceita até R$ 9.999.999,99"]
    assert _recusas(CONTAS["748"], "26000001") == ["nosso número: o byte de geração (3ª posição) não pode ser 0"]


@pytest.mark.parametrize("conta", CONTAS.values(), ids=lambda conta: conta.banco)
def test_titulo_comum_e_aceito(conta: ContaCobranca) -> None:
    assert _recusas(conta, "1") == []


def _campo_livre(conta: ContaCobranca, **mudanca: Any) -> str:
    titulo = Titulo.da_conta(conta, nosso_numero="1", ano="26", valor_centavos=100)._replace(**mudanca)
    return bancos.obter(conta.banco).campo_livre(titulo)


@pytest.mark.parametrize("documento", ["1234567", "123-456/7", " 1.234.567 "])
def test_itau_de_15_posicoes_usa_os_algarismos_do_documento(documento: str) -> None:
    conta = replace(CONTAS["341"], carteira="196", convenio="12345")
    assert _campo_livre(conta, seu_numero=documento)[11:18] == "1234567"


@pytest.mark.parametrize("documento", ["12345678", "NF123", ""])
def test_itau_de_15_posicoes_recusa_documento_que_nao_cabe(documento: str) -> None:
    with pytest.raises(DadoInvalido, match="número do documento"):
        _campo_livre(replace(CONTAS["341"], carteira="196", convenio="12345"), seu_numero=documento)


def test_itau_comum_nao_olha_o_documento() -> None:
    assert _campo_livre(CONTAS["341"], seu_numero="NF 123456789") == _campo_livre(CONTAS["341"])


def test_sicredi_marca_no_codigo_se_ha_valor() -> None:
    assert _campo_livre(CONTAS["748"])[22] == "1"
    assert _campo_livre(CONTAS["748"], valor_centavos=0)[22] == "0"
    with pytest.raises(DadoInvalido, match="valor"):
        _campo_livre(CONTAS["748"], valor_centavos=None)


def test_sicoob_tem_parcela_unica_por_omissao() -> None:
    assert _campo_livre(CONTAS["756"])[-3:] == "001"
    assert _campo_livre(CONTAS["756"], parcela="12")[-3:] == "012"


@pytest.mark.parametrize("sistema", ["SICOB", "X"])
def test_caixa_recusa_sistema_desconhecido(sistema: str) -> None:
    with pytest.raises(DadoInvalido, match="o corrente é SIGCB"):
        _campo_livre(CONTAS["104"], sistema=sistema)


@pytest.mark.parametrize(
    ("convenio", "campo_livre"),
    [
        ("0001234", "1234000000112340005912717"),
        ("1234", "1234000000112340005912717"),
        ("001234", "0012340000112340005912717"),
        ("0123456", "1234560000112340005912717"),
        ("01234567", "0000001234567000000000117"),
    ],
)
def test_tamanho_do_convenio_do_bb_decide_o_leiaute(convenio: str, campo_livre: str) -> None:
    conta = replace(CONTAS["001"], convenio=convenio, agencia="1234")
    assert _campo_livre(conta) == campo_livre
    assert _campo_livre(replace(conta, carteira="17/019")) == campo_livre


DVS_DE_C1 = [
    *("003-5", "004-3", "021-3", "025-6", "041-8", "047-7", "070-1", "077-9", "084-1", "085-0", "097-3", "133-3"),
    *("136-8", "174-0", "208-1", "212-7", "218-6", "224-0", "246-1", "274-7", "322-0", "329-8", "336-0", "389-1"),
    *("403-9", "422-7", "435-9", "457-X", "530-4", "604-1", "611-4", "633-5", "637-0", "643-2", "655-6", "707-2"),
    *("712-9", "743-9", "745-5", "356-5", "399-9", "001-9", "033-7", "104-0", "237-2", "341-7", "748-X", "756-0"),
]


@pytest.mark.parametrize("impresso", DVS_DE_C1)
def test_codigo_e_dv_do_cabecalho_sao_os_do_quadro_geral(impresso: str) -> None:
    banco = bancos.obter(impresso[:3])
    assert f"{banco.CODIGO}-{banco.DV}" == impresso
    assert not banco.NOME.startswith("Banco 0")


def test_banco_sem_leiaute_so_imprime_a_linha_do_banco() -> None:
    banco, titulo = bancos.obter("999"), Titulo(nosso_numero="1")
    assert banco.NOME == "Banco 999"
    for calcular in (banco.impresso, banco.campo_livre, banco.calcular):
        with pytest.raises(DadoInvalido, match=SO_COM_LINHA):
            calcular(titulo)
    assert bancos.problemas(ContaCobranca("9", "999", "")) == ()
    assert banco.conferir(titulo) == ()


@pytest.mark.parametrize("codigo_do_banco", ["", "1", "0001", "abc", "٣٤١"])
def test_codigo_de_banco_torto_e_recusado(codigo_do_banco: str) -> None:
    with pytest.raises(DadoInvalido, match="três algarismos"):
        bancos.obter(codigo_do_banco)
