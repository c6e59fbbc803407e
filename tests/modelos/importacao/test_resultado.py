import pytest

from modelos.importacao import resultado
from modelos.importacao.resultado import Apontamentos, Rejeicao, Resultado, Saida, Tipo, saida_geral


@pytest.mark.parametrize(
    ("saidas", "geral"),
    [
        ([], Saida.CERTO),
        ([Saida.CERTO, Saida.COM_RESSALVAS], Saida.COM_RESSALVAS),
        ([Saida.COM_RESSALVAS, Saida.NAO_PODE], Saida.NAO_PODE),
        ([Saida.NAO_PODE, Saida.USO_ERRADO, Saida.COM_RESSALVAS], Saida.USO_ERRADO),
    ],
)
def test_mais_de_um_desfecho_vale_a_saida_2_depois_1_depois_3(saidas: list[Saida], geral: Saida) -> None:
    assert saida_geral([Resultado("a", Tipo.NOTAS, saida=saida) for saida in saidas]) == geral


def test_rejeicao_da_linha_inteira_nao_cita_coluna() -> None:
    assert Rejeicao(2, "", "aspas não fechadas").frase() == "aspas não fechadas"
    assert Rejeicao(2, "valor", "é ambíguo").frase() == "valor: é ambíguo"


def test_apontamento_repetido_aparece_uma_vez_e_o_excesso_vira_contagem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resultado, "MAIOR_QUANTIDADE_DE_APONTAMENTOS", 2)
    apontamentos = Apontamentos()
    for frase in "aabcad":
        apontamentos.juntar(frase)
    assert apontamentos.frases() == ("a", "b", "e mais 2 apontamentos como estes")
