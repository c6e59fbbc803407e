from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.cadastro import Mensagem
from regras.mensagem.constrangimento import Alerta, PorQue, procurar
from regras.mensagem.visual import prontos


def _no_corpo(texto: str) -> tuple[Alerta, ...]:
    return procurar(Mensagem(1, "Teste", "Aviso", f"<p>{texto}</p>"))


@pytest.mark.parametrize(
    ("texto", "palavra", "por_que"),
    [
        ("Pague SOB PENA de execução", "sob pena", PorQue.AMEACA),
        ("Este é o último aviso", "ultimo aviso", PorQue.AMEACA),
        ("tomaremos medidas judiciais", "medidas judiciais", PorQue.AMEACA),
        ("você será negativado", "sera negativado", PorQue.AMEACA),
        ("pediremos a penhora", "penhora", PorQue.AMEACA),
        ("Você é CALOTEIRO", "caloteiro", PorQue.EXPOE),
        ("caro devedor,", "devedor", PorQue.EXPOE),
        ("avisaremos o seu chefe", "seu chefe", PorQue.EXPOE),
        ("agiu de má-fé", "ma-fe", PorQue.EXPOE),
        ("Intimação para pagamento", "intimacao", PorQue.ENGANO),
        ("isso é estelionato", "estelionato", PorQue.ENGANO),
        ("a polícia", "policia", PorQue.ENGANO),
    ],
)
def test_palavra_que_o_cdc_nao_permite_e_achada_com_o_porque(texto: str, palavra: str, por_que: PorQue) -> None:
    assert Alerta("Mensagem", palavra, por_que) in _no_corpo(texto)


@pytest.mark.parametrize(
    "texto",
    [
        "Débitos vencidos há 12 dias",
        "Até hoje não identificamos o pagamento. Se já pagou, desconsidere.",
        "O protocolo do pedido é 10",
        "política de privacidade",
    ],
)
def test_cobranca_cordial_nao_tem_alerta(texto: str) -> None:
    assert _no_corpo(texto) == ()


def test_cada_parte_e_dita_e_a_repetida_sai_uma_vez() -> None:
    mensagem = Mensagem(1, "Teste", "Último aviso", "<p>calote, calote</p>", "cadeia")
    assert [(item.parte, item.palavra) for item in procurar(mensagem)] == [
        ("Assunto", "ultimo aviso"),
        ("Mensagem", "calote"),
        ("Texto puro", "cadeia"),
    ]


def test_atributo_do_html_nao_conta_e_etiqueta_no_meio_nao_esconde() -> None:
    assert _no_corpo('<a href="https://exemplo.com/cadeia">aqui</a>') == ()
    assert [item.palavra for item in _no_corpo("sob <b>pena</b>")] == ["sob pena"]


@given(st.text(max_size=200))
def test_texto_qualquer_nunca_derruba(texto: str) -> None:
    _no_corpo(texto)


def test_os_textos_que_vem_com_o_programa_nao_tem_alerta() -> None:
    assert [procurar(pronta) for pronta in (prontos.original(), *prontos.prontas())] == [()] * 5
