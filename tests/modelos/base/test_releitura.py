"""A cópia hostil: nada dela chega à base além de valores que o programa grava (regras.md §6.7)."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from modelos import demonstracao
from modelos.avisos import autorizacao, devolvidos
from modelos.base import copias, releitura
from modelos.base.abertura import abrir
from modelos.contas import contas_cobranca
from modelos.migracoes import passos
from regras.aviso import Estado
from regras.cadastro import ContaCobranca
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import EM, HOJE, avisado, gravar_aviso, gravar_debito

Dano = Callable[[sqlite3.Connection], object]


@pytest.fixture
def copia(tmp_path: Path) -> Path:
    """Uma cópia boa, de uma base com um pouco de tudo."""
    with abrir(tmp_path / "verdadeira.db") as base:
        demonstracao.popular(HOJE, EM, porta=2525)
        for estado in Estado:
            gravar_aviso(f"C{estado}", estado, debitos=(avisado(f"C{estado}", "1"), avisado(f"C{estado}", "2", -9)))
        devolvidos.marcar("a@b.com.br", "550 5.1.1\nnão existe", EM)
        contas_cobranca.gravar(ContaCobranca("BB2", "001", "17", convenio="1234567", instrucoes="uma\noutra"))
        gravar_debito("vários", "1", situacao="")
        return copias.copiar(base, tmp_path / "copias", EM).arquivo


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A base que seria trocada."""
    caminho = tmp_path / "aviso.db"
    with abrir(caminho):
        pass
    return caminho


def _linhas(caminho: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(caminho)) as conexao:
        tabelas = [nome for (nome,) in conexao.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {tabela: conexao.execute(f'SELECT * FROM "{tabela}" ORDER BY 1').fetchall() for tabela in tabelas}  # noqa: S608 - nomes da nossa base


def _mexer(copia: Path, dano: str | Dano) -> None:
    with closing(sqlite3.connect(copia, isolation_level=None)) as conexao:
        if isinstance(dano, str):
            conexao.executescript(dano)
        else:
            dano(conexao)


def test_a_copia_boa_volta_inteira_so_com_a_trava_e_a_copia_de_que_veio_a_mais(copia: Path, base: Path) -> None:
    esperadas = _linhas(copia)
    copias.restaurar(copia, base, EM)
    restauradas = _linhas(base)
    ((numero, *outros, trava),) = restauradas.pop("identidade")
    assert [(numero, *outros)] == [linha[:-1] for linha in esperadas.pop("identidade")]
    assert "restaurada" in str(trava)
    assert (esperadas.pop("copias"), [arquivo for _, arquivo, *_ in restauradas.pop("copias")]) == ([], [str(copia)])
    assert restauradas == esperadas
    with abrir(base):
        assert autorizacao.travada() is not None


OBJETOS = {
    "gatilho": "CREATE TRIGGER g AFTER INSERT ON debitos BEGIN UPDATE clientes SET email = 'x@mau.com'; END",
    "gatilho com nome do motor": (
        "PRAGMA writable_schema = on; INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES"
        " ('trigger', 'sqlite_stat1', 'debitos', 0,"
        " 'CREATE TRIGGER sqlite_stat1 AFTER INSERT ON debitos BEGIN SELECT 1; END')"
    ),
    "visão": "CREATE VIEW v AS SELECT * FROM clientes",
    "tabela trocada por visão": "DROP TABLE feriados_locais; CREATE VIEW feriados_locais AS SELECT 1 AS dia, 2 AS nome",
    "tabela": "CREATE TABLE minha (x)",
    "índice": "CREATE INDEX meu ON clientes (lower(nome))",
    "coluna": "ALTER TABLE clientes ADD COLUMN a_mais TEXT",
    "coluna calculada": "ALTER TABLE clientes ADD COLUMN calculada TEXT AS (upper(nome)) VIRTUAL",
    "tabela a menos": "DROP TABLE feriados_locais",
}


@pytest.mark.parametrize("dano", OBJETOS.values(), ids=OBJETOS)
def test_objeto_que_o_programa_nao_cria_e_recusado_e_a_base_fica(copia: Path, base: Path, dano: str) -> None:
    _mexer(copia, dano)
    antes = base.read_bytes()
    for recusar in (lambda: copias.restaurar(copia, base, EM), lambda: copias.examinar(copia)):
        with pytest.raises(AmbienteIndisponivel) as recusa:
            recusar()
        assert str(copia) in recusa.value.mensagem
    assert base.read_bytes() == antes
    assert [arquivo.name for arquivo in base.parent.glob("aviso*")] == ["aviso.db"]


VALORES = {
    "uuid que é caminho": "UPDATE identidade SET uuid = '../../fora'",
    "uuid de outra forma": "UPDATE identidade SET uuid = upper(uuid)",
    "sem identidade": "DELETE FROM identidade",
    "duas identidades": "INSERT INTO identidade (uuid, segredo) SELECT uuid, segredo FROM identidade",
    "texto onde é inteiro": "UPDATE debitos SET saldo_centavos = 'muito'",
    "inteiro enorme": "UPDATE debitos SET valor_centavos = 9223372036854775807",
    "fração": "UPDATE debitos SET saldo_centavos = 10.5",
    "blob onde é texto": "UPDATE clientes SET nome = x'00ff'",
    "texto que não é UTF-8": "UPDATE clientes SET nome = CAST(x'ff' AS TEXT)",
    "data impossível": "UPDATE debitos SET vencimento = '2026-02-30'",
    "instante sem forma": "UPDATE avisos SET criado_em = 'ontem'",
    "estado inexistente": "UPDATE avisos SET estado = 'perdido'",
    "causa inexistente": "UPDATE aviso_debitos SET causa = 'porque sim'",
    "lógico fora de 0 e 1": "UPDATE clientes SET avisar = 7",
    "percentual com expoente": "UPDATE empresas SET multa_percentual = '1E999999999'",
    "e-mail com quebra de linha": "UPDATE clientes SET email_validos = '[\"a@b.com\\nBcc: x@mau.com\"]'",
    "e-mail sem forma": "UPDATE avisos SET destinatarios = '[\"a b\"]'",
    "nome com quebra de linha": "UPDATE clientes SET nome = 'Um' || char(10) || 'Bcc: x@mau.com'",
    "JSON inválido": "UPDATE clientes SET email_validos = '[\"a@b.com'",
    "JSON sem fundo": "UPDATE parametros SET valor = replace(hex(zeroblob(90000)), '0', '[')",
    "parâmetros de outra forma": "UPDATE avisos SET parametros = '{}'",
    "aponta para o que não existe": "UPDATE debitos SET cliente = 'ninguém'",
    "nulo onde não pode": (
        "PRAGMA writable_schema = on; UPDATE sqlite_master SET sql = replace(sql, '\"nome\" TEXT NOT NULL', "
        "'\"nome\" TEXT') WHERE name = 'clientes'"
    ),
}


@pytest.mark.parametrize("dano", VALORES.values(), ids=VALORES)
def test_valor_que_o_programa_nao_grava_e_recusado_e_a_base_fica(copia: Path, base: Path, dano: str) -> None:
    _mexer(copia, dano)
    antes = base.read_bytes()
    with pytest.raises(AmbienteIndisponivel):
        copias.restaurar(copia, base, EM)
    assert base.read_bytes() == antes
    assert [arquivo.name for arquivo in base.parent.glob("aviso*")] == ["aviso.db"]


def test_valor_enorme_nao_e_lido(copia: Path, base: Path) -> None:
    _mexer(copia, "UPDATE mensagens SET html = CAST(zeroblob(104857600) AS TEXT)")
    with pytest.raises(AmbienteIndisponivel):
        copias.restaurar(copia, base, EM)


def test_o_que_o_motor_deixou_ao_lado_faz_a_copia_incompleta(copia: Path, base: Path) -> None:
    copia.with_name(f"{copia.name}-wal").write_bytes(b"x" * 100)
    with pytest.raises(AmbienteIndisponivel, match="incompleta"):
        copias.restaurar(copia, base, EM)


def test_copia_com_cabecalho_de_diario_vale(copia: Path, base: Path) -> None:
    _mexer(copia, "PRAGMA journal_mode = wal")
    copias.restaurar(copia, base, EM)
    assert _linhas(base)["clientes"] == _linhas(copia)["clientes"]


@pytest.mark.parametrize("passo", range(1, 12))
def test_copia_rabiscada_da_frase_ou_volta_inteira(copia: Path, base: Path, passo: int) -> None:
    """Um octeto trocado a cada tanto: cada página do arquivo é tocada por algum dos passos."""
    rabiscada = bytearray(copia.read_bytes())
    for posicao in range(100 + passo * 331, len(rabiscada), 4096 * 3 + 97):
        rabiscada[posicao] ^= 0xFF
    copia.write_bytes(rabiscada)
    with contextlib.suppress(AmbienteIndisponivel):
        copias.restaurar(copia, base, EM)
    with abrir(base):
        assert (autorizacao.travada() is not None) == bool(list(base.parent.glob("aviso-antes*")))


def test_base_da_0_1_0_diz_que_nao_e_lida(copia: Path, base: Path) -> None:
    _mexer(copia, "DELETE FROM migracoes; INSERT INTO migracoes (numero) VALUES (11)")
    for tentar in (lambda: copias.restaurar(copia, base, EM), lambda: abrir(copia)):
        with pytest.raises(AmbienteIndisponivel, match=r"da versão 0\.1\.0"):
            tentar()
    assert passos.VERSAO >= passos.PRIMEIRA > 11


@pytest.mark.parametrize("nome", [nome for nome in OBJETOS if nome not in {"índice", "tabela a menos"}])
def test_base_aberta_com_objeto_estranho_e_recusada(copia: Path, tmp_path: Path, nome: str) -> None:
    alheia = Path(shutil.copyfile(copia, tmp_path / "alheia.db"))
    _mexer(alheia, OBJETOS[nome])
    with pytest.raises(AmbienteIndisponivel):
        abrir(alheia)


def test_base_aberta_com_identidade_que_e_caminho_e_recusada(copia: Path) -> None:
    _mexer(copia, VALORES["uuid que é caminho"])
    with pytest.raises(AmbienteIndisponivel, match="identidade"):
        abrir(copia)


def test_o_esperado_e_o_que_a_base_que_nasce_tem(base: Path) -> None:
    with closing(sqlite3.connect(base)) as conexao:
        releitura.conferir_objetos(conexao, base)
