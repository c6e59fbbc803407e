"""O texto dos blocos: guardar e ler, colar limpo, e só os links que se aceitam."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.erros import DadoInvalido
from regras.mensagem.visual import trecho
from regras.mensagem.visual.etiquetas import ETIQUETAS
from regras.mensagem.visual.trecho import Paragrafo, Parte

_LINKS = st.sampled_from(["", "https://exemplo.com.br/a?b=1&c=2", "mailto:a@b.com.br"])
_PARTES = st.one_of(
    st.builds(Parte, texto=st.text(), negrito=st.booleans(), italico=st.booleans(), link=_LINKS),
    st.builds(Parte, campo=st.sampled_from(sorted(ETIQUETAS)), negrito=st.booleans(), link=_LINKS),
)
_PARAGRAFOS = st.builds(Paragrafo, st.lists(_PARTES, max_size=6).map(tuple), item=st.booleans())
TRECHOS = st.lists(_PARAGRAFOS, max_size=6).map(trecho.normalizar)


@given(TRECHOS)
def test_o_que_se_guarda_volta_igual(texto: trecho.Trecho) -> None:
    assert trecho.ler(trecho.escrever(texto)) == texto
    assert trecho.normalizar(texto) == texto


@given(st.text())
def test_qualquer_coisa_colada_vira_um_trecho_que_se_guarda(colado: str) -> None:
    texto = trecho.ler(colado)
    assert trecho.ler(trecho.escrever(texto)) == texto


DO_WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>x</title>
<style><!-- p.MsoNormal {margin:0} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=PT-BR>
<!--StartFragment--><p class=MsoNormal style='margin-bottom:8pt'><b><span style='font-size:14pt;color:red'>Atenção,
cliente<o:p></o:p></span></b></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>Ligue
para <i>nós</i><o:p></o:p></p>
<p class=MsoNormal>
<a href="http://exemplo.com.br/" onclick="x()">o sítio</a>&nbsp;e <a href="javascript:x()">isto</a></p>
<!--EndFragment--></body></html>"""


def test_o_que_vem_do_word_fica_limpo() -> None:
    assert trecho.escrever(trecho.ler(DO_WORD)) == (
        "<p><b>Atenção, cliente</b></p><ul><li>Ligue para <i>nós</i></li></ul>"
        '<p><a href="http://exemplo.com.br/">o sítio</a> e isto</p>'
    )


@pytest.mark.parametrize(
    ("colado", "fica"),
    [
        (
            '<b style="font-weight:normal"><span style="font-weight:700">forte</span> fraco</b>',
            "<p><b>forte</b> fraco</p>",
        ),
        ("<div>um</div><div><br></div><div>dois</div>", "<p>um</p><p>dois</p>"),
        ("<ol><li><p>a</p></li><li>b</li></ol>c", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "<p>a b</p><p>c</p>"),
        ("<script>roubar()</script>oi<img src=x onerror=y>", "<p>oi</p>"),
        ("<var>cliente</var> <var>outra</var>", "<p><var>cliente</var> outra</p>"),
        ("a<br>b", "<p>a</p><p>b</p>"),
        ("<h2>Título</h2>texto", "<p><b>Título</b></p><p>texto</p>"),
        ("<b>nunca fecha<p>outro</p>", "<p><b>nunca fecha</b></p><p><b>outro</b></p>"),
    ],
)
def test_so_fica_o_que_um_trecho_sabe_dizer(colado: str, fica: str) -> None:
    assert trecho.escrever(trecho.ler(colado)) == fica


def test_texto_com_chaves_conhecidas_vira_etiqueta_e_o_resto_fica_como_esta() -> None:
    lido = trecho.ler_texto("Olá, {{cliente}} {{ clinte }}\n\n{% if %}")
    assert trecho.escrever(lido) == "<p>Olá, <var>cliente</var> {{ clinte }}</p><p>{% if %}</p>"


@pytest.mark.parametrize(
    ("escrito", "endereco"),
    [
        (" www.exemplo.com.br ", "https://www.exemplo.com.br"),
        ("exemplo.com.br/pagar?a=1", "https://exemplo.com.br/pagar?a=1"),
        ("cobranca@exemplo.com.br", "mailto:cobranca@exemplo.com.br"),
        ("HTTP://exemplo.com.br", "HTTP://exemplo.com.br"),
        ("mailto:a@b.com.br?subject=x", "mailto:a@b.com.br?subject=x"),
    ],
)
def test_link_ganha_o_comeco_que_falta(escrito: str, endereco: str) -> None:
    assert trecho.conferir_link(escrito) == endereco


@pytest.mark.parametrize(
    "escrito",
    ["", "javascript:alert(1)", "data:text/html,x", "ftp://a.b", "file:///etc/passwd", "cid:logotipo@aviso", "nada",
     "https://", 'https://a.b/"onclick="x', "https://a.b/{{ cliente }}", "https:\\\\a.b", "http://a b.c"],
)  # fmt: skip
def test_link_que_nao_e_pagina_nem_email_e_recusado(escrito: str) -> None:
    with pytest.raises(DadoInvalido, match="Link"):
        trecho.conferir_link(escrito)


def test_leitor_de_tela_ouve_o_nome_da_etiqueta() -> None:
    lido = trecho.ler("<p>Olá, <var>fantasia</var>.</p><ul><li>um</li></ul>")
    assert trecho.em_texto(lido) == "Olá, [Nome fantasia do cliente].\n• um"
