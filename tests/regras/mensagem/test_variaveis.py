from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from regras.aviso import DebitoAvisado
from regras.cadastro import Cliente, Empresa
from regras.debito import Classe
from regras.mensagem.variaveis import (
    CAMPOS_DO_DEBITO,
    COM_VALORES,
    LISTAS,
    VARIAVEIS,
    ConteudoDoAviso,
    DebitoEmTexto,
    em_uma_linha,
    em_variaveis,
    exemplo,
    quem_cobra,
)

EMPRESA = Empresa(
    "Aurora Ltda", "11222333000181", "Rua A", "10", "", "Centro", "Joinville", "SC", "89201000", "47 3433", "a@b.com"
)


def avisado(classe: Classe = Classe.VENCIDO, dias: int = 4) -> DebitoAvisado:
    return DebitoAvisado("000123", "1234", "1", date(2026, 11, 20), classe, dias, 123_456, 100_000, 2_000, 133)


def variaveis(*debitos: DebitoAvisado, fantasia: str = "") -> dict[str, object]:
    cliente = Cliente("000123", "Padaria  Pão\r\nLtda", fantasia)
    return em_variaveis(ConteudoDoAviso(EMPRESA, cliente, date(2026, 11, 24), debitos))


def test_toda_variavel_da_lista_tem_valor_e_nenhuma_sobra() -> None:
    assert list(variaveis(avisado())) == [variavel.nome for variavel in VARIAVEIS]


def test_todo_campo_do_debito_esta_na_lista() -> None:
    assert DebitoEmTexto._fields == tuple(campo.nome for campo in CAMPOS_DO_DEBITO)


def test_toda_variavel_tem_ajuda_e_exemplo() -> None:
    assert all(variavel.descricao and variavel.exemplo for variavel in VARIAVEIS + CAMPOS_DO_DEBITO)


def test_listas_e_valores_sao_variaveis_conhecidas() -> None:
    assert {variavel.nome for variavel in VARIAVEIS} >= LISTAS | COM_VALORES


def test_valores_saem_em_texto_brasileiro() -> None:
    tudo = variaveis(avisado(), replace(avisado(Classe.A_VENCER, -3), multa_centavos=0, juros_centavos=0))
    assert (tudo["data"], tudo["total"], tudo["total_vencido"], tudo["total_a_vencer"]) == (
        "24/11/2026",
        "R$\xa02.021,33",
        "R$\xa01.021,33",
        "R$\xa01.000,00",
    )


def test_debito_sai_em_texto_brasileiro() -> None:
    (debito,) = variaveis(replace(avisado(), emissao=date(2026, 10, 1), linha_digitavel="1234567890" * 4 + "1234567"))[
        "debitos"
    ]  # type: ignore[misc]  # o dicionário é de objetos
    assert debito == DebitoEmTexto(
        "1234", "1", "01/10/2026", "20/11/2026", 4, "vencido há 4 dias", "vencido", "1.234,56", "1.000,00", "20,00",
        "1,33", "1.021,33", True, True, "12345.67890 12345.678901 23456.789012 3 45678901234567",
    )  # fmt: skip


def test_sem_boleto_a_linha_fica_vazia() -> None:
    tudo = variaveis(avisado())
    assert (tudo["quantidade_debitos"], tudo["quantidade_boletos"]) == (1, 0)
    assert tudo["debitos"][0].linha_digitavel == ""  # type: ignore[index]  # o dicionário é de objetos


@pytest.mark.parametrize(
    ("classe", "dias", "prazo"),
    [
        (Classe.VENCIDO, 1, "venceu ontem"),
        (Classe.VENCIDO, 40, "vencido há 40 dias"),
        (Classe.A_VENCER, 0, "vence hoje"),
        (Classe.A_VENCER, -1, "vence amanhã"),
        (Classe.A_VENCER, -3, "vence em 3 dias"),
        (Classe.A_VENCER, 2, "vencimento prorrogado para o próximo dia útil"),
    ],
)
def test_prazo_por_extenso(classe: Classe, dias: int, prazo: str) -> None:
    assert variaveis(avisado(classe, dias))["debitos"][0].prazo == prazo  # type: ignore[index]  # idem


def test_fantasia_vazia_e_o_nome_em_uma_linha() -> None:
    assert variaveis()["fantasia"] == variaveis()["cliente"] == "Padaria Pão Ltda"
    assert variaveis(fantasia="Pão")["fantasia"] == "Pão"


@pytest.mark.parametrize("sujo", ["a\r\nb", "a\u2028b", "a\x00b", "a\x85b", "a\u202eb", "a\ud800b", "  a   b\n"])
def test_uma_linha_sem_controle(sujo: str) -> None:
    assert em_uma_linha(sujo) == "a b"


def test_acento_emoji_e_espaco_fixo_ficam() -> None:
    assert em_uma_linha("Pão 🍞 d'Água") == "Pão 🍞 d'Água"


def test_quem_cobra_com_cpf_diz_cpf() -> None:
    assert quem_cobra(replace(EMPRESA, cpf_cnpj="52998224725"))["documento_empresa"] == "CPF 529.982.247-25"


def test_endereco_pula_o_que_falta() -> None:
    assert quem_cobra(EMPRESA)["endereco_empresa"] == "Rua A, 10 - Centro, Joinville/SC, CEP 89201-000"
    assert quem_cobra(Empresa("A", ""))["endereco_empresa"] == quem_cobra(Empresa("A", ""))["documento_empresa"] == ""


def test_exemplo_e_obvio_e_tem_os_dois_tipos(hoje: date) -> None:
    conteudo = exemplo(EMPRESA, hoje)
    assert "Exemplo" in conteudo.cliente.nome
    assert {debito.classe for debito in conteudo.debitos} == {Classe.VENCIDO, Classe.A_VENCER}
    assert all((hoje - debito.vencimento).days == debito.dias for debito in conteudo.debitos)
    assert {debito.linha_digitavel for debito in conteudo.debitos} == {"0" * 47}
