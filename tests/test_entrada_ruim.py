"""Entrada ruim, de ponta a ponta: a linha de comando diz o que houve e o que fazer, e nada gravado se perde."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from modelos.acesso import dialeto
from tests.linha_de_comando import CLIENTES, DEBITOS, Dito, Terminal, por_cliente

TITULOS = DEBITOS.splitlines()[0]
SO_DE_REGISTRO = ("importacoes", "instalacoes")
"""Tabelas em que toda tentativa deixa marca, também a que falhou."""


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Uma máquina pronta para fechar o dia: dois clientes, um débito cada."""
    maquina = Terminal(tmp_path)
    maquina.preparar()
    return maquina


def gravado(terminal: Terminal) -> list[str]:
    """Tudo o que está na base, como comandos SQL, fora os registros de tentativas."""
    with closing(sqlite3.connect(terminal.base)) as base:
        return [linha for linha in base.iterdump() if not any(f'"{nome}"' in linha for nome in SO_DE_REGISTRO)]


def conferir_frase(frase: str, trecho: str) -> None:
    """A frase traz o trecho, tem o que houve e o que fazer, e não tem rastro do programa."""
    assert trecho in frase
    assert len(re.findall(r"[.!?](?: |$)", frase)) >= 2, f"falta o que houve ou o que fazer: {frase}"
    assert not re.search(r"Traceback|Error\b|Exception|sqlite3|peewee|errno", frase)


def erro_do_arquivo(dito: Dito) -> str:
    erro: str = dito.objeto["arquivos"][0]["erro"]
    return erro


ARQUIVOS_RUINS: dict[str, tuple[bytes, str]] = {
    "vazio": (b"", "vazio"),
    "só linhas em branco": (b"\n \n\n", "em branco"),
    "binário": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "não é um arquivo de texto"),
    "sem coluna obrigatória": (b"cliente;documento;parcela;valor\n001;1;1;1,00\n", "vencimento"),
    "coluna repetida": (f"{TITULOS};valor\n".encode(), "valor"),
    "codificação errada": (DEBITOS.encode("utf-16"), "UTF-16"),
    "um milhão de colunas": (b";".join([b"a"] * 1_000_000) + b"\n1\n", "1 MB"),
    "XLSX corrompido": (b"PK\x03\x04" + b"lixo" * 50, "XLSX"),
}


@pytest.mark.parametrize("caso", ARQUIVOS_RUINS)
def test_arquivo_ilegivel_da_saida_1_e_nada_dele_entra(terminal: Terminal, caso: str) -> None:
    conteudo, trecho = ARQUIVOS_RUINS[caso]
    antes = gravado(terminal)
    dito = terminal.importar(conteudo)
    assert (dito.codigo, dito.objeto["arquivos"][0]["lidas"]) == (1, 0)
    conferir_frase(erro_do_arquivo(dito), trecho)
    assert gravado(terminal) == antes


def test_arquivo_ilegivel_com_ausentes_baixar_nao_baixa_ninguem(terminal: Terminal) -> None:
    antes = gravado(terminal)
    assert terminal.importar(b"", "debitos", "--ausentes", "baixar", "--sim").codigo == 1
    assert gravado(terminal) == antes


def _linha(vencimento: str = "14/11/2026", valor: str = "100,00", cliente: str = "001") -> bytes:
    return f"{cliente};10;1;{vencimento};{valor};BB;1\n".encode()


LINHAS_RUINS: dict[str, tuple[bytes, str]] = {
    "dia que não existe": (_linha(vencimento="31/02/2026"), "31/02/2026"),
    "mês que não existe": (_linha(vencimento="2026-13-01"), "2026-13-01"),
    "palavra no lugar da data": (_linha(vencimento="amanhã"), "amanhã"),
    "vencimento antes da faixa": (_linha(vencimento="02/07/2000"), "03/07/2000"),
    "vencimento depois da faixa": (_linha(vencimento="01/01/2050"), "31/12/2049"),
    "sem vencimento": (_linha(vencimento=""), "vencimento"),
    "palavra no lugar do valor": (_linha(valor="cem"), "cem"),
    "valor zero": (_linha(valor="0,00"), "0,01"),
    "valor negativo": (_linha(valor="-1,00"), "-1,00"),
    "valor ambíguo": (_linha(valor="1.234"), "1.234"),
    "valor que não cabe": (_linha(valor="100.000.000,00"), "99.999.999,99"),
    "valor científico": (_linha(valor="1e5"), "1e5"),
    "valor que não é número": (_linha(valor="NaN"), "NaN"),
    "cliente inexistente": (_linha(cliente="999"), "999"),
    "byte que não é da codificação": (b"001;10;1;14/11/2026;100,00;B\xff\xc3;1\n", "UTF-8"),
    "caractere de controle": (b"001;10;1;14/11/2026;100,00;B\x07;1\n", "controle"),
    "campo enorme": (b"001;" + b"1" * 501 + b";1;14/11/2026;100,00;BB;1\n", "500"),
    "um milhão de colunas": (b"001;10;1;14/11/2026;100,00;BB;1" + b";x" * 1_000_000 + b"\n", "1 MB"),
    "aspas não fechadas": (b'001;"10;1;14/11/2026;100,00;BB;1\n', "aspas"),
}


@pytest.mark.parametrize("caso", LINHAS_RUINS)
def test_linha_ruim_e_a_unica_perdida_e_fica_ao_lado_com_o_motivo(terminal: Terminal, caso: str) -> None:
    linha, trecho = LINHAS_RUINS[caso]
    antes = gravado(terminal)
    boa = "002;21-ç;1;01/12/2026;9,99;BB;3\n".encode()
    dito = terminal.importar(f"{TITULOS}\n".encode() + linha + boa)
    (arquivo,) = dito.objeto["arquivos"]
    assert (dito.codigo, arquivo["rejeitadas"], arquivo["incluidas"], arquivo["alteradas"]) == (3, 1, 1, 0)
    ao_lado = (terminal.pasta / "debitos.csv.rejeitadas.csv").read_text("utf-8-sig")
    assert trecho in ao_lado
    assert set(antes) <= set(gravado(terminal)), "o débito que a linha citava continua como estava"


@pytest.fixture
def espera_curta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Não espera a vez de gravar."""
    monkeypatch.setattr(dialeto, "ESPERA_SEGUNDOS", 0)


def _danificar(terminal: Terminal) -> None:
    conteudo = bytearray(terminal.base.read_bytes())
    conteudo[4096 * 3 : 4096 * 20] = b"\xa5" * (4096 * 17)
    terminal.base.write_bytes(conteudo)


def _cortar(terminal: Terminal) -> None:
    conteudo = terminal.base.read_bytes()
    terminal.base.write_bytes(conteudo[: len(conteudo) // 2])


BASES_RUINS: dict[str, tuple[Callable[[Terminal], object], str]] = {
    "corrompida": (_danificar, "danificada"),
    "cortada": (_cortar, "danificada"),
    "não é base": (lambda terminal: terminal.base.write_text("planilha de débitos\n" * 99, "utf-8"), "não é uma base"),
    "somente leitura": (lambda terminal: terminal.base.chmod(0o444), "somente leitura"),
}


@pytest.mark.parametrize("comando", [["fechar"], ["historico"], ["parametros", "intervalo_dias=9"], ["backup"]])
@pytest.mark.parametrize("caso", BASES_RUINS)
def test_base_que_nao_serve_da_saida_1_e_o_arquivo_nao_e_tocado(
    terminal: Terminal, caso: str, comando: list[str]
) -> None:
    estragar, trecho = BASES_RUINS[caso]
    estragar(terminal)
    antes = terminal.base.read_bytes()
    dito = terminal(*comando)
    assert dito.codigo == 1
    conferir_frase(dito.frase, trecho)
    assert str(terminal.base) in dito.frase
    assert terminal.base.read_bytes() == antes
    assert terminal.correio.abertos == 0


@pytest.fixture
def tomada(terminal: Terminal) -> Iterator[sqlite3.Connection]:
    """Outro programa está gravando na base."""
    with closing(sqlite3.connect(terminal.base, isolation_level=None)) as outro:
        outro.execute("BEGIN IMMEDIATE")
        yield outro


@pytest.mark.usefixtures("espera_curta")
@pytest.mark.parametrize("comando", [["fechar"], ["parametros", "intervalo_dias=9"], ["conta-email"]])
def test_base_aberta_por_outro_que_grava_e_dita_e_depois_tudo_funciona(
    terminal: Terminal, tomada: sqlite3.Connection, comando: list[str]
) -> None:
    if comando == ["conta-email"]:
        comando = ["conta-email", "2", "--remetente", "a@b.com.br", "--servidor", "localhost", "--porta", "25"]
        comando += ["--seguranca", "nenhuma"]
    dito = terminal(*comando)
    assert dito.codigo == 1
    conferir_frase(dito.frase, "ocupada por outro programa")
    assert terminal.correio.abertos == 0
    tomada.execute("ROLLBACK")
    assert terminal(*comando).codigo == 0


@pytest.mark.usefixtures("espera_curta", "tomada")
@pytest.mark.parametrize(
    "comando", [["historico"], ["parametros"], ["mensagem"], ["devolvidos"], ["fechar", "--simular"]]
)
def test_consultar_nao_espera_por_quem_grava(terminal: Terminal, comando: list[str]) -> None:
    assert terminal(*comando).codigo == 0


@pytest.mark.usefixtures("espera_curta")
def test_importar_com_a_base_tomada_nao_grava_nada(terminal: Terminal, tomada: sqlite3.Connection) -> None:
    antes = gravado(terminal)
    dito = terminal.importar(DEBITOS.replace("100,00", "200,00"))
    assert dito.codigo == 1
    conferir_frase(erro_do_arquivo(dito), "ocupada por outro programa")
    tomada.execute("ROLLBACK")
    assert gravado(terminal) == antes


@pytest.fixture
def encher(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Deixa na base só o espaço de tantas páginas."""

    def deixar(paginas: int) -> None:
        with closing(sqlite3.connect(terminal.base)) as base:
            (quantas,) = base.execute("PRAGMA page_count").fetchone()
        monkeypatch.setattr(dialeto, "_PRAGMAS", (*dialeto._PRAGMAS, ("max_page_count", quantas + paginas)))

    return deixar


def test_disco_cheio_ao_importar_nao_grava_nada_do_arquivo(terminal: Terminal, encher: Callable[[int], None]) -> None:
    antes = gravado(terminal)
    encher(2)
    muitos = CLIENTES + "".join(f"{numero};{'Nome comprido ' * 20};;\n" for numero in range(100, 400))
    dito = terminal.importar(muitos, "clientes")
    assert dito.codigo == 1
    conferir_frase(erro_do_arquivo(dito), "ficou cheio")
    assert gravado(terminal) == antes


@pytest.mark.parametrize("paginas", range(6))
def test_disco_cheio_no_meio_do_fechamento_nunca_repete_nem_esquece(
    terminal: Terminal, encher: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, paginas: int
) -> None:
    with monkeypatch.context():
        encher(paginas)
        dito = terminal("fechar")
    assert paginas or dito.codigo == 1
    if dito.codigo:
        conferir_frase(dito.frase, "ficou cheio")
    monkeypatch.undo()
    assert terminal("fechar").codigo == 0
    assert sorted(entregue.destinatarios[0] for entregue in terminal.correio.entregues) == [
        "a@um.example.com",
        "b@dois.example.com",
    ]
    assert set(por_cliente(terminal("historico")).values()) == {"enviado"}


@pytest.mark.parametrize(
    "alteracao",
    [
        "vencendo_em_dias=61",
        "dias_para_vencido=-1",
        "intervalo_dias=366",
        "vencidos_ate_dias=36501",
        "valor_minimo=-0,01",
        "vencendo_em_dias=",
    ],
)
def test_parametro_fora_da_faixa_da_saida_2_e_nenhum_muda(terminal: Terminal, alteracao: str) -> None:
    antes = gravado(terminal)
    dito = terminal("parametros", "enviar_vencidos=nao", alteracao)
    assert dito.codigo == 2
    conferir_frase(dito.frase, alteracao.partition("=")[0])
    assert gravado(terminal) == antes
