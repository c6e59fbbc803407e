"""`mensagem`: mostra ou altera o texto usado pela conta."""

from __future__ import annotations

import pytest

from tests.linha_de_comando import CONTA_LOCAL, Terminal


def test_base_nova_mostra_a_padrao(terminal: Terminal) -> None:
    mensagem = terminal("mensagem").objeto["mensagem"]
    assert sorted(mensagem) == ["assunto", "html", "nome", "numero", "texto"]
    assert "{{ empresa }}" in mensagem["assunto"]
    assert "Assunto: " in terminal.dizer("mensagem").saida


def test_altera_so_o_que_veio(terminal: Terminal) -> None:
    antes = terminal("mensagem").objeto["mensagem"]
    depois = terminal("mensagem", "--assunto", "Boletos da {{ empresa }}").objeto["mensagem"]
    assert depois == antes | {"assunto": "Boletos da {{ empresa }}"}
    html = terminal.escrever("corpo.html", "\N{ZERO WIDTH NO-BREAK SPACE}<p>Olá, {{ cliente }}: {{ total }}</p>")
    trocada = terminal("mensagem", "--html", html).objeto["mensagem"]
    assert (trocada["html"], trocada["texto"]) == ("<p>Olá, {{ cliente }}: {{ total }}</p>", "")
    assert terminal("mensagem").objeto["mensagem"] == trocada


def test_e_a_mensagem_que_vai_no_aviso(pronto: Terminal) -> None:
    pronto("mensagem", "--assunto", "Boletos da {{ empresa }}")
    pronto("fechar")
    assert b"Subject: Boletos da Aurora\r\n" in pronto.correio.entregues[0].mime


@pytest.mark.parametrize(
    ("assunto", "trecho"),
    [("{{ inventada }}", "inventada"), ("{{ empresa", "assunto"), ("{% for x in y %}", ""), ("{{ ''.__class__ }}", "")],
)
def test_texto_que_nao_se_preenche_e_recusado_e_nada_muda(terminal: Terminal, assunto: str, trecho: str) -> None:
    antes = terminal("mensagem").objeto
    dito = terminal("mensagem", "--assunto", assunto)
    assert dito.codigo == 2
    assert trecho in dito.frase.lower()
    assert terminal("mensagem").objeto == antes


def test_conta_que_nao_existe_e_recusada_e_a_pedida_vale(terminal: Terminal) -> None:
    assert terminal("mensagem", "--conta", "7").codigo == 2
    for numero in ("1", "2"):
        terminal("conta-email", numero, *CONTA_LOCAL, "--porta", "2525")
    assert terminal("mensagem", "--conta", "2").codigo == 0


@pytest.mark.parametrize(("conteudo", "trecho"), [(b"\xe1\xe9", "UTF-8"), (None, "Não foi possível ler")])
def test_arquivo_que_nao_se_le(terminal: Terminal, conteudo: bytes | None, trecho: str) -> None:
    caminho = str(terminal.pasta / "nada.html") if conteudo is None else terminal.escrever("x.html", conteudo)
    dito = terminal("mensagem", "--html", caminho)
    assert dito.codigo == 1
    assert trecho in dito.frase


def test_ajuda_lista_as_variaveis(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        terminal("mensagem", "--help")
    assert "cliente" in capsys.readouterr().out
