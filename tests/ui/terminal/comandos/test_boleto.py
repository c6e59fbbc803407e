"""`boleto`: um PDF por item, sem abrir base; item ruim não impede os outros."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from boletos.papel.leitura_pdf import texto as ler_texto
from tests.linha_de_comando import Dito, Terminal

ITEM = {
    "banco": "001",
    "carteira": "18",
    "convenio": "1238798",
    "nosso_numero": "7777700168",
    "valor": "135.00",
    "vencimento": "2026-12-01",
    "documento": "10/Á",
    "pagador": {"nome": "José", "cpf_cnpj": "52998224725"},
    "beneficiario": {"nome": "Aurora", "cpf_cnpj": "11222333000181"},
}


def gerar(terminal: Terminal, entrada: object) -> Dito:
    conteudo = entrada if isinstance(entrada, str | bytes) else json.dumps(entrada)
    return terminal("boleto", terminal.escrever("entrada.json", conteudo), "--saida", str(terminal.pasta / "pdfs"))


def test_um_pdf_por_item_com_a_linha_impressa(terminal: Terminal) -> None:
    dito = gerar(terminal, [ITEM])
    (boleto,) = dito.objeto["boletos"]
    assert (dito.codigo, boleto["indice"], boleto["avisos"], boleto["erro"]) == (0, 0, [], None)
    assert boleto["arquivo"] == "boleto-0001-001-10-A.pdf"
    impresso = ler_texto((terminal.pasta / "pdfs" / boleto["arquivo"]).read_bytes())
    assert boleto["linha_digitavel"] in "".join(filter(str.isdigit, impresso))
    assert boleto["codigo_barras"].isdigit()


def test_nao_abre_base(terminal: Terminal) -> None:
    terminal.base.unlink()
    gerar(terminal, [ITEM])
    assert not terminal.base.exists()


def test_item_ruim_nao_impede_os_outros_e_a_saida_e_3(terminal: Terminal) -> None:
    dito = gerar(terminal, [{"banco": "000"}, "não é objeto", ITEM])
    ditos = dito.objeto["boletos"]
    assert (dito.codigo, [bool(item["erro"]) for item in ditos]) == (3, [True, True, False])
    assert [item["indice"] for item in ditos] == [0, 1, 2]
    assert [item["arquivo"] for item in ditos[:2]] == [None, None]
    assert len(list((terminal.pasta / "pdfs").iterdir())) == 1


def test_lista_vazia_e_certa(terminal: Terminal) -> None:
    assert gerar(terminal, []) == Dito(0, '{\n "boletos": []\n}\n', "")


@pytest.mark.parametrize(
    ("entrada", "codigo", "trecho"),
    [
        ("", 1, "não é um arquivo JSON"),
        ("{", 1, "não é um arquivo JSON"),
        ("[" * 100_000, 1, "não é um arquivo JSON"),
        (b"\xff\xfe\x00binario", 1, "não é um arquivo JSON"),
        ({"banco": "001"}, 2, "não é uma lista de boletos"),
    ],
)
def test_entrada_que_nao_e_lista_de_boletos(terminal: Terminal, entrada: object, codigo: int, trecho: str) -> None:
    dito = gerar(terminal, entrada)
    assert dito.codigo == codigo
    assert trecho in dito.frase


def test_arquivo_que_nao_existe_ou_pasta_que_nao_se_cria(terminal: Terminal) -> None:
    dito = terminal("boleto", str(terminal.pasta / "nada.json"), "--saida", str(terminal.pasta))
    assert dito.codigo == 1
    assert "Não foi possível ler" in dito.frase
    ocupado = terminal.escrever("ocupado", "não é pasta")
    dito = terminal("boleto", terminal.escrever("e.json", "[]"), "--saida", ocupado)
    assert dito.codigo == 1
    assert "Não foi possível gravar em" in dito.frase


def test_nome_do_arquivo_nao_sai_da_pasta(terminal: Terminal) -> None:
    dito = gerar(terminal, [ITEM | {"documento": "../../fora"}])
    (pdf,) = (terminal.pasta / "pdfs").iterdir()
    assert dito.objeto["boletos"][0]["arquivo"] == pdf.name
    assert not list(Path(terminal.pasta).glob("*.pdf"))


def test_em_texto_diz_o_arquivo_o_erro_e_os_avisos(terminal: Terminal) -> None:
    item = ITEM | {"pagador": {"nome": "José", "cpf_cnpj": "111"}}
    entrada = terminal.escrever("entrada.json", json.dumps([item, {"banco": "000"}]))
    dito = terminal.dizer("boleto", entrada, "--saida", str(terminal.pasta / "pdfs"))
    assert "boleto-0001" in dito.saida
    assert "Item 0: pagador.cpf_cnpj" in dito.saida
