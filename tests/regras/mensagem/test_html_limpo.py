from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from regras.erros import DadoInvalido
from regras.mensagem.html_limpo import em_texto, limpar


@pytest.mark.parametrize(
    ("fonte", "esperado"),
    [
        ("<script>alert(1)</script>a", "a"),
        ("<style>b{color:red}</style>a", "a"),
        ("<head><title>t</title></head><body>a</body>", "a"),
        ('<img src="https://x/y.png">a', "a"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="/relativo">a</a>', "<a>a</a>"),
        ('<a href="https://x.com/">a</a>', '<a href="https://x.com/">a</a>'),
        ('<a href="mailto:a@b.com">a</a>', '<a href="mailto:a@b.com">a</a>'),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ("<form><input value=1>a</form>", "a"),
        ("<!-- nota -->a", "a"),
        (
            '<p style="color:red;position:fixed;display:none;background:url(http://x)">a</p>',
            '<p style="color:red">a</p>',
        ),
    ],
)
def test_so_passa_o_que_pode_ir_num_email(fonte: str, esperado: str) -> None:
    assert limpar(fonte) == esperado


def test_tabela_com_estilo_embutido_fica() -> None:
    fonte = '<table width="600"><tbody><tr><td style="padding:4px" align="right">a</td></tr></tbody></table>'
    assert limpar(fonte) == fonte


def test_texto_visivel_sem_etiquetas_e_com_os_sinais_de_volta() -> None:
    assert em_texto('<p title="nada">Padaria &amp;\n <b>Cia</b></p>') == "Padaria & Cia"


@pytest.mark.parametrize("etiqueta", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<p><b></p>"])
def test_aninhamento_hostil_e_recusado_sem_demora(etiqueta: str) -> None:
    inicio = time.perf_counter()
    with pytest.raises(DadoInvalido, match="uma dentro da outra"):
        limpar(etiqueta * (200_000 // len(etiqueta)), "Corpo")
    assert time.perf_counter() - inicio < 2


def test_texto_longo_e_bem_fechado_passa() -> None:
    fonte = "<table>" + "<tr><td>linha<br></td></tr>" * 5_000 + "</table>"
    assert limpar(fonte).count("<tr>") == 5_000


def test_limpa_de_qualquer_thread() -> None:
    with ThreadPoolExecutor(4) as executor:
        assert set(executor.map(limpar, ["<p onclick=x>a</p>"] * 200)) == {"<p>a</p>"}


@pytest.mark.parametrize(
    ("fonte", "esperado"),
    [
        ('<img src="cid:logotipo@aviso" alt="A">', '<img src="cid:logotipo@aviso" alt="A">'),
        ('<img src="https://x/y.png">a', "<img>a"),
        ('<img src="cid:outra@aviso">a', "<img>a"),
        ('<img src="cid:logotipo@aviso" onerror="x()">', '<img src="cid:logotipo@aviso">'),
        ('<a href=" CID:logotipo@aviso">a</a>', "<a>a</a>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
    ],
)
def test_so_a_imagem_do_logotipo_passa_e_so_quando_a_empresa_tem_um(fonte: str, esperado: str) -> None:
    assert limpar(fonte, logotipo=True) == esperado
    assert "<img" not in limpar(fonte)
