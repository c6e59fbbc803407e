from __future__ import annotations

from typing import Any

import pytest

from modelos.importacao.celulas import ler_sim_nao, ler_valor
from modelos.importacao.destinos import DESTINOS
from modelos.importacao.formato import Coluna, Formato, Interprete, Lido, Recusado, Vazia, exigir, normalizar_titulo
from modelos.importacao.linhas import LinhaLida
from modelos.importacao.resultado import Tipo
from regras.erros import DadoInvalido

FORMATO = Formato(
    Tipo.CLIENTES,
    (
        exigir("codigo"),
        exigir("valor", ler_valor, campo="valor_centavos"),
        Coluna("apelido"),
        Coluna("avisar", ler_sim_nao, Vazia.MANTEM),
    ),
    chave=("codigo",),
    montar=lambda mudancas, _atual: mudancas,
)
TITULOS = ("codigo", "valor", "apelido", "avisar")


def _interpretar(
    *celulas: str, titulos: tuple[str, ...] = TITULOS, formato: Formato = FORMATO, **linha: Any
) -> Lido | Recusado | None:
    return Interprete(formato, titulos, "a.csv").interpretar(LinhaLida(7, list(celulas), **linha))


def _motivo(*celulas: str, **linha: Any) -> str:
    recusado = _interpretar(*celulas, **linha)
    assert isinstance(recusado, Recusado)
    assert recusado.rejeicao.linha == 7
    return recusado.rejeicao.frase()


def _mudancas(*celulas: str, **linha: Any) -> dict[str, Any]:
    lido = _interpretar(*celulas, **linha)
    assert isinstance(lido, Lido)
    return lido.mudancas


@pytest.mark.parametrize("titulo", ["Nosso Número", "nosso_numero", " NOSSO  NUMERO ", "nosso-número", "NossoNumero"])
def test_titulo_sem_maiusculas_acentos_nem_espacos(titulo: str) -> None:
    assert normalizar_titulo(titulo) == normalizar_titulo("nosso_numero")


def test_colunas_em_outra_ordem_e_a_mais() -> None:
    interprete = Interprete(FORMATO, ("Obs", "Valor", "", "Código"), "a.csv")
    lido = interprete.interpretar(LinhaLida(2, ["x", "1,00", "", "7"]))
    assert isinstance(lido, Lido)
    assert (lido.chave, lido.mudancas) == (("7",), {"codigo": "7", "valor_centavos": 100})
    assert interprete.ignoradas == ("Obs",)


@pytest.mark.parametrize(
    ("titulos", "trecho"),
    [
        (("codigo", "apelido"), "falta a coluna obrigatória valor"),
        (("apelido",), "faltam as colunas obrigatórias codigo, valor"),
        (("codigo", "valor", "Código"), "“codigo” aparece duas vezes"),
        (("\x01" * 500, *["x"] * 40), "títulos lidos"),
    ],
)
def test_titulos_que_nao_servem_sao_erro_do_arquivo(titulos: tuple[str, ...], trecho: str) -> None:
    with pytest.raises(DadoInvalido, match=trecho) as erro:
        Interprete(FORMATO, titulos, "a.csv")
    assert len(erro.value.mensagem) < 800


def test_coluna_ausente_nao_aparece_e_celula_vazia_limpa() -> None:
    assert _mudancas("7", "1,00", titulos=TITULOS[:2]) == {"codigo": "7", "valor_centavos": 100}
    assert _mudancas("7", "1,00", "", "") == {"codigo": "7", "valor_centavos": 100, "apelido": ""}


def test_pontas_sem_espacos_e_zeros_a_esquerda_preservados() -> None:
    assert _mudancas(" 007\u00a0", "1,00", "  a  b ", "n") == {
        "codigo": "007", "valor_centavos": 100, "apelido": "a  b", "avisar": False
    }  # fmt: skip


def test_linha_em_branco_nao_e_linha() -> None:
    assert _interpretar("", " ", "\u00a0", "") is None


@pytest.mark.parametrize(
    ("celulas", "motivo"),
    [
        (("", "1,00", "", ""), "codigo: é obrigatória e está vazia"),
        (("7", "x", "", ""), "valor: “x” não é um valor em reais (exemplo: 1.234,56)"),
        (("7",), "valor: é obrigatória e falta na linha"),
        (("7", "1,00", "x" * 501, ""), "apelido: tem 501 caracteres, e o máximo é 500"),
        (("7", "1,00", "", "", "sobra"), "a linha tem 5 colunas e os títulos são 4"),
    ],
)
def test_linha_ruim_diz_a_coluna_e_o_motivo(celulas: tuple[str, ...], motivo: str) -> None:
    assert _motivo(*celulas) == motivo


@pytest.mark.parametrize("letra", ["\0", "\t", "\n", "\r", "\x1f", "\x7f", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("texto", ["a{}b", "{}a", "a{}"])
def test_caractere_de_controle_rejeita_onde_quer_que_esteja(texto: str, letra: str) -> None:
    assert "caractere de controle" in _motivo("7", "1,00", texto.format(letra), "")


def test_coluna_ignorada_nao_e_julgada() -> None:
    titulos = ("codigo", "valor", "obs")
    assert _mudancas("7", "1,00", "a\nb" + "x" * 600, titulos=titulos) == {"codigo": "7", "valor_centavos": 100}


def test_quinhentos_caracteres_cabem() -> None:
    assert len(_mudancas("7", "1,00", "x" * 500, "")["apelido"]) == 500


def test_celulas_vazias_a_mais_nao_contam() -> None:
    assert _mudancas("7", "1,00", "", "", "", " ")["codigo"] == "7"


def test_celula_que_falta_no_fim_da_linha_nao_limpa() -> None:
    assert _mudancas("7", "1,00") == {"codigo": "7", "valor_centavos": 100}


def test_ultima_linha_incompleta_de_arquivo_sem_fim_e_rejeitada() -> None:
    assert "parece cortado" in _motivo("7", "1,0", cortada=True)
    assert _mudancas("7", "1,00", "", "S", cortada=True)["avisar"] is True


@pytest.mark.parametrize(
    ("celulas", "linha", "chave"),
    [
        (["7", "x"], {}, ("7",)),
        (["", "x"], {}, None),
        (["a\nb", "1"], {}, None),
        (["7", '"x'], {"defeito": "aspas não fechadas", "legiveis": 1}, ("7",)),
        (['"7'], {"defeito": "aspas não fechadas", "legiveis": 0}, None),
        (["7", "1", "", "", "a mais"], {}, None),
    ],
)
def test_chave_da_rejeitada_so_se_e_legivel(celulas: list[str], linha: dict[str, Any], chave: Any) -> None:
    recusado = _interpretar(*celulas, **linha)
    assert isinstance(recusado, Recusado)
    assert recusado.chave == chave


def test_defeito_de_celula_so_pesa_na_coluna_do_contrato() -> None:
    titulos = ("codigo", "valor", "obs")
    assert _motivo("7", "1,00", "", titulos=titulos, defeitos_de_celula={1: "fórmula"}) == "valor: fórmula"
    assert _mudancas("7", "1,00", "", titulos=titulos, defeitos_de_celula={2: "fórmula"})["codigo"] == "7"


@pytest.mark.parametrize("tipo", list(Tipo))
def test_campos_do_formato_existem_na_dataclass_e_a_chave_e_obrigatoria(tipo: Tipo) -> None:
    formato = DESTINOS[tipo].formato
    nomes = [coluna.nome for coluna in formato.colunas]
    assert formato.tipo is tipo
    assert len(set(nomes)) == len(nomes)
    assert all(coluna.vazia is Vazia.RECUSA for coluna in formato.colunas if coluna.nome in formato.chave)


CONTRATO = {
    Tipo.EMPRESA: "*nome *cpf_cnpj endereco numero complemento bairro cidade uf cep telefone email multa_percentual "
    "juros_percentual_mes",
    Tipo.CONTAS_COBRANCA: "*codigo *banco *carteira agencia agencia_dv conta conta_dv convenio modalidade variacao "
    "posto byte_geracao ios sistema incremento com_desconto especie aceite local_pagamento instrucoes homologada "
    "multa_percentual juros_percentual_mes",
    Tipo.CLIENTES: "*codigo *nome fantasia cpf_cnpj email telefone endereco numero complemento bairro cidade uf cep "
    "avisar promessa_ate",
    Tipo.CONTATOS: "*cliente *nome *email telefone grupos",
    Tipo.DEBITOS: "*cliente *documento *parcela *vencimento *valor emissao saldo situacao conta_cobranca nosso_numero "
    "linha_digitavel pix_copia_e_cola pago_em multa_percentual juros_percentual_mes",
    Tipo.PEDIDOS: "*numero *cliente *data *valor situacao",
    Tipo.NOTAS: "*serie *numero emissao situacao",
}
"""A tabela de linha-de-comando.md; com asterisco as obrigatórias."""


@pytest.mark.parametrize("tipo", list(Tipo))
def test_colunas_sao_exatamente_as_do_contrato(tipo: Tipo) -> None:
    colunas = DESTINOS[tipo].formato.colunas
    assert " ".join(f"{'*' * coluna.obrigatoria}{coluna.nome}" for coluna in colunas) == CONTRATO[tipo]
