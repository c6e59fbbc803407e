from __future__ import annotations

from regras.selecao import Apontamento
from ui.tabelas.linhas_previa import LinhaPrevia, TotaisDaPrevia
from ui.tabelas.previa import A_VENCER, COLUNAS, PARA, POR_QUE, VENCIDOS, dizer_apontamento, dizer_totais


def test_linha_sem_aviso_mostra_traco_onde_nao_ha_o_que_contar() -> None:
    linha = LinhaPrevia("7", "Mercado", apontamentos=(Apontamento("7", "e-mail inválido no contato Ana"),))
    assert [COLUNAS[posicao].texto(linha) for posicao in (PARA, VENCIDOS, A_VENCER)] == ["–"] * 3
    assert COLUNAS[POR_QUE].texto(linha) == "E-mail inválido no contato Ana"


def test_o_rodape_soma_vencidos_e_a_vencer() -> None:
    assert dizer_totais(TotaisDaPrevia(2, 123456, 1000, 1)).split("   ") == [
        "Vencidos R$\u00a01.234,56",
        "A vencer R$\u00a010,00",
        "Total R$\u00a01.244,56",
        "1 boleto",
    ]


def test_apontamento_de_um_documento_comeca_por_ele() -> None:
    assert dizer_apontamento(Apontamento("1", "Sem nosso número", "10482", "1")) == "10482/1: sem nosso número."
    assert dizer_apontamento(Apontamento("1", "sem e-mail")) == "Sem e-mail."
