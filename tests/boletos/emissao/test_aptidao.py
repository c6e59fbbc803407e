from __future__ import annotations

from dataclasses import replace

import pytest

from boletos import bancos
from boletos.emissao.aptidao import Aptidao, avaliar, mesma_homologacao
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

ITAU = ContaCobranca("ITAU", "341", "109", agencia="0810", conta="53678", conta_dv="9")


def test_conta_que_o_banco_aceita_esta_pronta() -> None:
    parecer = avaliar(ITAU)
    assert (parecer.aptidao, parecer.recusas, parecer.a_homologar) == (Aptidao.PRONTA, (), ())


def test_o_que_o_banco_recusa_torna_a_conta_incompleta_mesmo_homologada() -> None:
    parecer = avaliar(replace(ITAU, agencia="", homologada=True))
    assert parecer.aptidao is Aptidao.INCOMPLETA
    assert [problema.atributo for problema in parecer.recusas] == ["agencia"]


def test_carteira_extinta_pede_homologacao_e_a_marca_a_libera_sem_esconder_o_porque() -> None:
    extinta = replace(ITAU, carteira="175")
    assert avaliar(extinta).aptidao is Aptidao.HOMOLOGAR
    liberada = avaliar(replace(extinta, homologada=True))
    assert liberada.aptidao is Aptidao.PRONTA
    assert [problema.atributo for problema in liberada.a_homologar] == ["carteira"]


def test_banco_sem_leiaute_so_imprime_a_linha_do_banco() -> None:
    assert avaliar(ContaCobranca("NU", "260", "")).aptidao is Aptidao.SO_COM_LINHA


def test_codigo_de_banco_que_nao_existe_e_recusado() -> None:
    with pytest.raises(DadoInvalido, match="três algarismos"):
        avaliar(replace(ITAU, banco="34"))


@pytest.mark.parametrize("banco", [banco.CODIGO for banco in bancos.oferecidos()])
def test_conta_vazia_de_todo_banco_oferecido_se_avalia(banco: str) -> None:
    assert avaliar(ContaCobranca("X", banco, "")).aptidao in Aptidao


@pytest.mark.parametrize(
    ("mudanca", "vale"),
    [
        ({"carteira": "175"}, False),
        ({"banco": "001"}, False),
        ({"convenio": "12345"}, False),
        ({"instrucoes": "Não receber após 10 dias."}, True),
        ({"codigo": "OUTRO"}, True),
    ],
)
def test_a_homologacao_e_do_contrato_e_da_carteira(mudanca: dict[str, str], vale: bool) -> None:
    assert mesma_homologacao(ITAU, replace(ITAU, **mudanca)) is vale
