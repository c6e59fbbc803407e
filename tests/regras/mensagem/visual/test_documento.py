"""O documento em blocos: guardar e ler de volta, e recusar o que não é um."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.erros import DadoInvalido
from regras.mensagem.tom import Tom
from regras.mensagem.visual import documento, trecho
from regras.mensagem.visual.documento import Bloco, Documento, Tipo, bloco_de_texto
from regras.mensagem.visual.prontos import PADRAO
from tests.regras.mensagem.visual.test_cores import CORES
from tests.regras.mensagem.visual.test_trecho import TRECHOS

_TEXTOS = st.one_of(st.tuples(TRECHOS), st.tuples(TRECHOS, TRECHOS, TRECHOS))
_TEXTO = st.builds(Bloco, st.just(Tipo.TEXTO), st.booleans(), _TEXTOS)
_PRONTOS = st.lists(st.sampled_from([tipo for tipo in Tipo if tipo is not Tipo.TEXTO]), unique=True)
DOCUMENTOS = st.builds(
    Documento,
    st.tuples(st.lists(_TEXTO, max_size=3), _PRONTOS).map(lambda par: (*par[0], *map(Bloco, par[1]))),
    cor=CORES,
    logotipo=st.booleans(),
    puro=st.text(),
)


@given(DOCUMENTOS)
def test_o_documento_volta_igual(corpo: Documento) -> None:
    assert documento.ler(documento.escrever(corpo)) == corpo


def _mudado(**mudancas: object) -> str:
    return json.dumps({**json.loads(documento.escrever(PADRAO)), **mudancas})


@pytest.mark.parametrize(
    "guardado",
    ["", "[]", "{", "null", '"x"', "[" * 100_000, _mudado(cor="azul"), _mudado(cor=None), _mudado(blocos=None),
     _mudado(blocos=[{"tipo": "outro", "ligado": True}]), _mudado(blocos=[{"tipo": "texto", "ligado": True}]),
     _mudado(blocos=[{"tipo": "debitos", "ligado": True}] * 2), _mudado(blocos=[{"tipo": "debitos", "ligado": 1}]),
     _mudado(blocos=[{"tipo": "texto", "ligado": True, "textos": ["a", "b"]}]), _mudado(logotipo="sim"),
     _mudado(blocos=[{"tipo": "texto", "ligado": True, "textos": ["a"]}] * 101), _mudado(puro="x" * 200_000)],
)  # fmt: skip
def test_o_que_nao_e_documento_e_recusado_com_frase(guardado: str) -> None:
    with pytest.raises(DadoInvalido, match=r"Corpo da mensagem|Cor"):
        documento.ler(guardado)


def test_um_texto_por_atraso_comeca_do_que_havia_e_volta_ao_do_tom() -> None:
    um, outro = trecho.ler("<p>um</p>"), trecho.ler("<p>outro</p>")
    tres = bloco_de_texto("<p>um</p>").por_atraso(True, Tom.A_VENCER)
    assert [tres.texto(tom) for tom in Tom] == [um] * 3
    mudado = tres.com_texto(Tom.ACIMA_DE_30, outro)
    assert [mudado.texto(tom) for tom in Tom] == [um, um, outro]
    assert mudado.por_atraso(False, Tom.ACIMA_DE_30).textos == (outro,)
    assert mudado.por_atraso(True, Tom.ATE_30) is mudado
