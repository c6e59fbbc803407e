from __future__ import annotations

from regras.apontamento import Apontamento
from regras.apontamento import TipoDeApontamento as Tipo
from ui.tabelas.linhas_previa import LinhaPrevia, TotaisDaPrevia
from ui.tabelas.previa import COLUNAS, POR_QUE, dizer_apontamento, dizer_totais

PARA, VENCIDOS, A_VENCER = (
    [coluna.titulo for coluna in COLUNAS].index(titulo) for titulo in ("Para", "Vencidos", "A vencer")
)


def test_linha_sem_aviso_mostra_traco_onde_nao_ha_o_que_contar() -> None:
    linha = LinhaPrevia(
        "7", "Mercado", apontamentos=(Apontamento(Tipo.EMAIL_INVALIDO, "7", contato="Ana", endereco="x"),)
    )
    assert [COLUNAS[posicao].texto(linha) for posicao in (PARA, VENCIDOS, A_VENCER)] == ["–"] * 3
    assert COLUNAS[POR_QUE].texto(linha) == "E-mail inválido no contato Ana: x"


def test_o_rodape_soma_vencidos_e_a_vencer() -> None:
    assert dizer_totais(TotaisDaPrevia(2, 123456, 1000, 1)).split("   ") == [
        "Vencidos R$\u00a01.234,56",
        "A vencer R$\u00a010,00",
        "Total R$\u00a01.244,56",
        "1 boleto",
    ]


def test_apontamento_de_um_documento_comeca_por_ele() -> None:
    assert (
        dizer_apontamento(Apontamento(Tipo.SEM_NOSSO_NUMERO, "1", "10482", "1", houve="Sem nosso número"))
        == "10482/1: sem nosso número."
    )
    assert dizer_apontamento(Apontamento(Tipo.LETRA_DO_CLIENTE, "1", houve="sem e-mail")) == "Sem e-mail."
