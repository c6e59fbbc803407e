from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.erros import DadoInvalido
from regras.mensagem.gabarito import compilar, preencher

VARIAVEIS = {"cliente": "Padaria & Cia", "quantidade_debitos": 1, "debitos": [], "vencidos": [], "total": "R$ 1,00"}


def escrever(fonte: str, *, escapar: bool = False) -> str:
    return preencher(compilar(fonte, "Corpo", escapar=escapar), VARIAVEIS)


def motivo_da_recusa(fonte: str) -> str:
    try:
        escrever(fonte)
    except DadoInvalido as erro:
        return erro.motivo
    return ""


def recusar(fonte: str) -> DadoInvalido:
    with pytest.raises(DadoInvalido) as erro:
        escrever(fonte)
    return erro.value


def test_html_e_escapado_e_texto_puro_nao() -> None:
    assert escrever("{{ cliente }}", escapar=True) == "Padaria &amp; Cia"
    assert escrever("{{ cliente }}") == "Padaria & Cia"


def test_variavel_desconhecida_diz_a_linha_e_sugere_a_parecida() -> None:
    erro = recusar("Olá,\n{{ Clinte }}")
    assert erro.onde == "linha 2"
    assert "“Clinte” não existe; você quis dizer “cliente”?" in erro.motivo
    assert "cliente, fantasia" in erro.o_que_fazer


def test_campo_desconhecido_do_debito_sugere_o_parecido() -> None:
    assert (
        "“vencimeto” não existe; você quis dizer “vencimento”?"
        in recusar("{% for d in debitos %}{{ d.vencimeto }}{% endfor %}").motivo
    )


def test_filtro_desconhecido_sugere_o_parecido() -> None:
    assert "você quis dizer “maiusculas”?" in recusar("{{ cliente|maiuscula }}").motivo


@pytest.mark.parametrize(
    ("fonte", "trecho", "linha"),
    [
        ("{{ cliente", "acabou antes de fechar", 1),
        ("{{ cliente }", "fora do lugar", 1),
        ("{{ nome do cliente }}", "espaços no nome", 1),
        ("\n{% if cliente %}x", "{% if %} não foi fechado: falta {% endif %}", 2),
        ("{% for d in debitos %}\n", "{% for %} não foi fechado: falta {% endfor %}", 1),
        ("{% se cliente %}", "o comando {% se %} não existe", 1),
        ("{% endif %}", "o comando {% endif %} não existe, ou está fora do lugar", 1),
        ("{% if cliente x %}", "ou sobra algo nele", 1),
        ("{# nota", "não foi fechado com #}", 1),
        ("{% raw %}x", "falta {% endraw %}", 1),
        ("{{ cliente ? }}", "“?” não pode ficar entre chaves", 1),
        ("{{ cliente ' }}", "“'” não pode ficar entre chaves", 1),
        ("{{{{)", "“)” fora do lugar; uma", 1),
        ("{{ }}", "falta algo antes de fechar", 1),
        ("{{", "acabou antes de fechar", 1),
    ],
)
def test_erro_de_escrita_sai_em_portugues_com_a_linha(fonte: str, trecho: str, linha: int) -> None:
    erro = recusar(fonte)
    assert trecho in erro.motivo
    assert erro.onde == f"linha {linha}"


@pytest.mark.parametrize(
    "fonte",
    [
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{{ range(1000000000)|length }}",
        "{{ cliente.__class__.__mro__ }}",
        "{{ cliente['__class__'] }}",
        "{{ cliente|attr('__class__') }}",
        "{{ cliente.format() }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ cliente|center(999999999) }}",
        "{% set x = 'aa' %}{% set x = x ~ x %}",
        "{% set x %}a{% endset %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% block a %}{% endblock %}",
        "{% filter upper %}a{% endfilter %}",
        "{% with a = 1 %}{% endwith %}",
        "{% autoescape false %}a{% endautoescape %}",
        "{{ cliente|safe }}",
        "{{ lipsum }}",
        "{{ self }}",
        "{{ -1 }}",
        "{{ cliente is mapping }}",
        "{{ debitos[cliente] }}",
        "{{ quantidade_debitos|plural(*debitos) }}",
        "{% for a in debitos %}{% for b in debitos %}{% endfor %}{% endfor %}",
        "{% for a in debitos recursive %}{% endfor %}",
        "{% for a, b in debitos %}{% endfor %}",
        "{% for a in 'texto' %}{% endfor %}",
        "{% for a in cliente %}{% endfor %}",
        "(" * 50 + "{{ " + "(" * 5000 + "cliente" + ")" * 5000 + " }}",
        "{{ " + "not " * 500 + "cliente }}",
        "{% if cliente %}" * 200 + "{% endif %}" * 200,
    ],
)
def test_o_que_esta_fora_da_linguagem_e_recusado_sem_demora(fonte: str) -> None:
    inicio = time.perf_counter()
    recusar(fonte)
    assert time.perf_counter() - inicio < 2


def test_texto_grande_demais_e_recusado() -> None:
    assert "o máximo é 200000" in recusar("x" * 200_001).motivo


def test_resultado_grande_demais_e_recusado() -> None:
    compilado = compilar("{% for d in debitos %}" + "x" * 100_000 + "{% endfor %}", "Corpo", escapar=False)
    with pytest.raises(DadoInvalido, match="passa de 1000000"):
        preencher(compilado, {"debitos": [1] * 1000})


@pytest.mark.parametrize(
    "fonte",
    [
        "{{ debitos }}",
        "{{ debitos ~ '' }}",
        "{{ [cliente, cliente] }}",
        "{{ debitos|upper }}",
        "{{ 1|plural(debitos, '') }}",
    ],
)
def test_lista_inteira_nao_se_escreve(fonte: str) -> None:
    assert "uma lista inteira não se escreve" in recusar(fonte).motivo


def test_emenda_para_assim_que_passa_do_maior_resultado() -> None:
    compilado = compilar("{{ " + " ~ ".join(["cliente"] * 2_000) + " }}", "Corpo", escapar=False)
    with pytest.raises(DadoInvalido, match="passa de 1000000"):
        preencher(compilado, {"cliente": "x" * 1_000})


def test_emenda_escapa_no_html_e_guarda_a_ordem() -> None:
    assert escrever("{{ cliente ~ ' <' ~ 1 }}", escapar=True) == "Padaria &amp; Cia &lt;1"


def test_pedacos_demais_sao_recusados_antes_de_compilar() -> None:
    assert "mais de 5000 comandos" in recusar("{{cliente}}" * 5_001).motivo


def test_passos_demais_para_os_debitos_do_aviso_sao_recusados() -> None:
    compilado = compilar(
        "{% for d in debitos %}" + "{% if d %}{% endif %}" * 1_000 + "{% endfor %}", "C", escapar=False
    )
    assert preencher(compilado, {"debitos": [1] * 100}) == ""
    with pytest.raises(DadoInvalido, match="demais para 10000 débitos"):
        preencher(compilado, {"debitos": [1] * 10_000})


def test_valor_que_falta_na_hora_diz_a_linha() -> None:
    erro = recusar("\n\n{{ vencidos[0].documento }}")
    assert (erro.onde, erro.motivo) == ("linha 3", "“0” não tem valor aqui")


@pytest.mark.parametrize(
    "fonte", ["\n{{ cliente > 3 }}", "\n{{ quantidade_debitos|length }}", "\n{{ cliente|plural }}"]
)
def test_filtro_no_valor_errado_diz_a_linha(fonte: str) -> None:
    erro = recusar(fonte)
    assert erro.onde == "linha 2"
    assert "não serve" in erro.motivo


@pytest.mark.parametrize(
    ("fonte", "esperado"),
    [
        ("{{ cliente|maiusculas }}", "PADARIA & CIA"),
        ("{{ cliente|minusculas }}", "padaria & cia"),
        ("{{ debitos|quantidade }}", "0"),
        ('{{ quantidade_debitos|plural("débito", "débitos") }}', "1 débito"),
        ('{{ 2|plural("débito", "débitos") }}', "2 débitos"),
        ("{% if quantidade_debitos == 1 and not vencidos %}um{% else %}vários{% endif %}", "um"),
        ("{{ 'a' if quantidade_debitos is odd else 'b' }}{{ '-' ~ total }}", "a-R$ 1,00"),
        ("{% raw %}{{ cliente }}{% endraw %}{# nota #}", "{{ cliente }}"),
        ("{% for d in debitos[:3] %}{{ loop.index }}{% else %}nada{% endfor %}", "nada"),
    ],
)
def test_a_linguagem_aceita(fonte: str, esperado: str) -> None:
    assert escrever(fonte) == esperado


def test_variaveis_citadas_sao_conhecidas() -> None:
    fonte = "{{ cliente }}{% for d in debitos %}{{ d.valor }}{% endfor %}"
    assert compilar(fonte, "Corpo", escapar=False).variaveis == {"cliente", "debitos"}


def test_repetir_o_mesmo_texto_nao_compila_outra_vez() -> None:
    primeiro = compilar("{{ cliente }} uma vez", "Corpo", escapar=True)
    assert compilar("{{ cliente }} uma vez", "Corpo", escapar=True) is primeiro


COMANDOS = ["{{", "}}", "{%", "%}", "{#", "#}", "if", "for", "in", "end", "endif", "endfor", "set", "raw", "not", "is"]
NOMES = ["cliente", "debitos", "d", "valor", "range", "__class__", "upper", "loop", "odd", "0"]
PEDACOS = st.sampled_from([*COMANDOS, *NOMES, ".", "|", "(", ")", "[", "]", "'", '"', "~", "=="])
INGLES = re.compile(r"\b(unexpected|expected|unknown|undefined|token|the|of)\b")


@given(st.lists(PEDACOS, max_size=25), st.sampled_from(["", " ", "\n"]))
def test_texto_qualquer_ou_serve_ou_e_recusado_em_portugues(pedacos: list[str], entre: str) -> None:
    assert not INGLES.search(motivo_da_recusa(entre.join(pedacos)))
