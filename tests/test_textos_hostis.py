"""Nomes, e-mails e dados de cobrança que não servem, do arquivo importado à mensagem que sai."""

from __future__ import annotations

import email
import email.policy
import re
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from boletos.papel.leitura_pdf import texto as ler_texto
from envio.correio.leitura_mime import ler_partes
from tests.linha_de_comando import CLIENTES, CONTAS, DEBITOS, EMPRESA, Dito, Terminal, por_cliente

INJECAO = "=?UTF-8?Q?=0A?=Bcc: ladrao@example.com"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Uma máquina pronta para fechar o dia, com o nome do cliente no assunto."""
    maquina = Terminal(tmp_path)
    maquina.preparar()
    assert maquina("mensagem", "--assunto", "Débitos de {{ cliente }} com {{ empresa }}").codigo == 0
    return maquina


def trocar_nome(terminal: Terminal, nome: str) -> Dito:
    escapado = nome.replace('"', '""')
    return terminal.importar(f'codigo;nome\n001;"{escapado}"\n', "clientes")


def enviada(terminal: Terminal) -> tuple[bytes, EmailMessage]:
    """A mensagem do cliente 001, em bytes e lida."""
    assert por_cliente(terminal("fechar"))["001"] == "enviado"
    mime = terminal.correio.entregues[0].mime
    lida = email.message_from_bytes(mime, policy=email.policy.default)
    assert isinstance(lida, EmailMessage)
    return mime, lida


CABECALHOS = {"from", "to", "subject", "date", "message-id", "mime-version", "content-type", "auto-submitted"}


def conferir_cabecalhos(mime: bytes, lida: EmailMessage) -> None:
    """Só os cabeçalhos da casa, um de cada, e um destinatário só."""
    nomes = [nome.lower() for nome in lida.keys()]  # noqa: SIM118 - a mensagem não é um dicionário: repete chaves
    assert len(nomes) == len(set(nomes))
    assert CABECALHOS <= set(nomes) <= CABECALHOS | {"x-aviso-id", "reply-to"}
    assert [endereco.addr_spec for endereco in lida["To"].addresses] == ["a@um.example.com"]
    cruas = mime.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert [linha for linha in cruas if linha.lower().startswith((b"bcc", b"cc"))] == []


@pytest.mark.parametrize(
    "nome",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}",
        "{% for x in y %}",
        INJECAO,
        "=?UTF-8?B?CkJjYzogeEB5?=",
        "Padaria, a@b.com.br <c@d.com.br>; e@f.com.br",
        "Nome 'com' \"aspas\" & cia",
        "N" * 500,
        "😀 Łukasz 中央",
    ],
)
def test_nome_hostil_e_so_um_nome(terminal: Terminal, nome: str) -> None:
    assert trocar_nome(terminal, nome).codigo == 0
    mime, lida = enviada(terminal)
    conferir_cabecalhos(mime, lida)
    html = ler_partes(mime).html
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "49" not in str(lida["Subject"])
    assert len(str(lida["Subject"])) <= 200


def test_o_nome_com_script_aparece_escrito_e_nao_como_html(terminal: Terminal) -> None:
    trocar_nome(terminal, "<script>alert(1)</script>")
    partes = ler_partes(enviada(terminal)[0])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in partes.html
    assert "<script>alert(1)</script>" in partes.texto
    assert "<script>alert(1)</script>" in ler_texto(partes.anexos[0].conteudo)


@pytest.mark.parametrize(
    "quebra", ["\n", "\r\n", "\r", "\x0b", "\x85", "\N{LINE SEPARATOR}", "\0", "\x1b", "\u202e", "\u2066", "\u200f"]
)
def test_nome_com_quebra_de_linha_ou_controle_e_rejeitado_e_o_antigo_fica(terminal: Terminal, quebra: str) -> None:
    dito = trocar_nome(terminal, f"Padaria{quebra}Bcc: ladrao@example.com")
    assert dito.codigo in {1, 3}
    assert "Padaria Pão & Cia" in str(enviada(terminal)[1]["Subject"])


@pytest.mark.parametrize("nome", [INJECAO, "<script>x</script>", "Aurora, Ltda <x@y.com.br>"])
def test_empresa_com_nome_hostil(terminal: Terminal, nome: str) -> None:
    assert terminal.importar(EMPRESA.replace("Aurora", f'"{nome}"'), "empresa").codigo == 0
    mime, lida = enviada(terminal)
    conferir_cabecalhos(mime, lida)
    assert [endereco.addr_spec for endereco in lida["From"].addresses] == ["cob@aurora.example.com"]


@pytest.mark.parametrize("nome", [INJECAO, 'Cobrança, "Aurora" <x@y.com.br>'])
def test_remetente_com_nome_hostil(terminal: Terminal, nome: str) -> None:
    conta = ("--remetente", "cob@aurora.example.com", "--servidor", "127.0.0.1", "--seguranca", "nenhuma")
    assert terminal("conta-email", "1", *conta, "--porta", "2525", "--nome", nome).codigo == 0
    mime, lida = enviada(terminal)
    conferir_cabecalhos(mime, lida)
    assert [endereco.addr_spec for endereco in lida["From"].addresses] == ["cob@aurora.example.com"]


@pytest.mark.parametrize(
    ("enderecos", "recebem", "apontado"),
    [
        ("a@um.example.com, c@um.example.com", ("a@um.example.com", "c@um.example.com"), None),
        ("a@um.example.com,,;A@UM.example.com", ("a@um.example.com",), None),
        ("Silva, José <a@um.example.com>", (), "Silva"),
        ("a@um.example.com, sem-arroba", ("a@um.example.com",), "sem-arroba"),
        ('"a,b"@um.example.com', (), '"a'),
        ("a@um.example.com\\nBcc: x@y.com", (), "a@um.example.com\\nBcc"),
    ],
)
def test_email_com_virgula_sao_varios_e_o_invalido_e_apontado(
    terminal: Terminal, enderecos: str, recebem: tuple[str, ...], apontado: str | None
) -> None:
    escapado = enderecos.replace('"', '""')
    dito = terminal.importar(f'codigo;nome;email\n001;Padaria;"{escapado}"\n', "clientes")
    assert dito.codigo == 0
    previsto = terminal("fechar", "--simular").objeto
    de_001 = [tuple(aviso["destinatarios"]) for aviso in previsto["avisos"] if aviso["cliente"] == "001"]
    assert de_001 == ([recebem] if recebem else [])
    assert ({"cliente": "001", "motivo": "sem destinatario"} in previsto["fora"]) is not bool(recebem)
    motivos = " ".join(dito.objeto["arquivos"][0]["apontamentos"])
    assert (apontado in motivos) if apontado else not motivos


def test_caractere_fora_da_fonte_sai_trocado_e_e_apontado_ao_simular_e_ao_fechar(terminal: Terminal) -> None:
    trocar_nome(terminal, "Łukasz 😀 中")
    apontados = [terminal("fechar", *opcao).objeto["apontamentos"] for opcao in (["--simular"], [])]
    assert [[item["cliente"] for item in lista] for lista in apontados] == [["001"], ["001"]]
    assert "sai “?ukasz ? ?”" in apontados[0][0]["motivo"]
    relatorio, boleto = ler_partes(terminal.correio.entregues[0].mime).anexos
    for anexo in (relatorio, boleto):
        assert "?ukasz ? ?" in ler_texto(anexo.conteudo)


@pytest.mark.parametrize(
    ("tipo", "conteudo", "trecho"),
    [
        ("contas-cobranca", CONTAS.replace(";17;", ";99;"), "carteira"),
        ("contas-cobranca", CONTAS.replace(";1234567", ";12"), "falta informar"),
        ("contas-cobranca", CONTAS.replace(";001;", ";998;"), "998"),
        ("debitos", DEBITOS.replace("BB;1\n", "BB;99999999999999999999\n"), "nosso número"),
        ("debitos", DEBITOS.replace("BB;1\n", "BB;\n"), "nosso número"),
        ("debitos", DEBITOS.replace("BB;1\n", "XX;1\n"), "XX"),
        ("clientes", CLIENTES.replace("52998224725", ""), "CPF"),
        ("clientes", CLIENTES.replace("52998224725", "52998224726"), "CPF"),
    ],
)
def test_dado_de_cobranca_que_o_banco_nao_aceita_tira_so_o_boleto_e_e_apontado(
    terminal: Terminal, tipo: str, conteudo: str, trecho: str
) -> None:
    assert terminal.importar(conteudo, tipo).codigo in {0, 3}
    for opcao in (["--simular"], []):
        dito = terminal("fechar", *opcao)
        aviso = next(aviso for aviso in dito.objeto["avisos"] if aviso["cliente"] == "001")
        assert dito.codigo == 0
        assert [debito["boleto"] for debito in aviso["debitos"]] == [False]
        (apontamento,) = (item for item in dito.objeto["apontamentos"] if item["cliente"] == "001")
        assert (apontamento["documento"], apontamento["parcela"]) == ("10", "1")
        assert trecho.lower() in apontamento["motivo"].lower()
    relatorio, *boletos = ler_partes(terminal.correio.entregues[0].mime).anexos
    assert boletos == []
    assert "Sem boleto neste aviso" in ler_texto(relatorio.conteudo)


NOME_SEGURO = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*\.[a-z0-9]{1,8}")
RESERVADO = re.compile(r"(con|prn|aux|nul|conin|conout|clock|com[0-9]|lpt[0-9])\..*", re.IGNORECASE)


@pytest.mark.parametrize(
    "documento",
    [
        "CON",
        "nul.pdf",
        "COM¹",
        "LPT1 ",
        "nota.",
        "nota ..",
        "..",
        "../../fora",
        "a\\b:c*d?e<f>g|h",
        "fdp.\N{RIGHT-TO-LEFT OVERRIDE}exe",
        "\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT ISOLATE}x",
        "=cmd|' /C calc'!A1",
        "{{ 7 * 7 }}",
        "%s%n%00",
        "中文",
        "N" * 40,
    ],
)
def test_documento_hostil_nao_vira_nome_de_arquivo_perigoso(terminal: Terminal, documento: str, tmp_path: Path) -> None:
    escapado = documento.replace('"', '""')
    dito = terminal.importar(DEBITOS.replace("001;10;", f'001;"{escapado}";'), "debitos")
    assert dito.codigo in {0, 3}
    mime, lida = enviada(terminal)
    conferir_cabecalhos(mime, lida)
    nomes = [anexo.nome for anexo in ler_partes(mime).anexos]
    assert len(nomes) >= 2
    assert len({nome.lower() for nome in nomes}) == len(nomes)
    for nome in nomes:
        assert NOME_SEGURO.fullmatch(nome)
        assert not RESERVADO.fullmatch(nome)
        assert len(nome) <= 60
        (tmp_path / nome).write_bytes(b"")
    assert "{{" not in str(lida["Subject"])


@pytest.mark.parametrize("codigo", ["CON", "../x", "ponto.", "N" * 200])
def test_codigo_de_cliente_hostil_nao_foge_do_dossie(terminal: Terminal, codigo: str, tmp_path: Path) -> None:
    cliente = CLIENTES.replace("001;", f'"{codigo}";')
    assert terminal.importar(cliente, "clientes").codigo == 0
    terminal.importar(DEBITOS.replace("001;10;", f'"{codigo}";77;'), "debitos")
    terminal("fechar")
    destino = tmp_path / "saida"
    destino.mkdir()
    assert terminal("dossie", codigo, "--saida", str(destino / "d.zip")).codigo == 0
    with zipfile.ZipFile(destino / "d.zip") as pacote:
        for nome in pacote.namelist():
            partes = nome.split("/")
            assert all(parte.isascii() and parte not in {"", ".", ".."} for parte in partes)
            assert not any(RESERVADO.fullmatch(parte) or parte.endswith((".", " ")) for parte in partes)
            assert "\\" not in nome


@pytest.mark.parametrize("marca", list("\u202a\u202b\u202d\u202e\u2066\u2067\u2068"))
def test_marca_que_inverte_a_leitura_nao_vai_ao_cliente(terminal: Terminal, marca: str) -> None:
    assert trocar_nome(terminal, f"Padaria {marca}odoT").codigo in {1, 3}
    mime, lida = enviada(terminal)
    partes = ler_partes(mime)
    assert marca not in str(lida["Subject"]) + partes.html + partes.texto
