"""Os erros do motor em português, e o que só o motor sabe fazer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import peewee
import pytest

from modelos.acesso import dialeto

CAMINHO = Path("/base/aviso.db")


def _erro(codigo: int) -> peewee.OperationalError:
    original = sqlite3.OperationalError("texto em inglês")
    original.sqlite_errorcode = codigo
    return peewee.OperationalError(original)


@pytest.mark.parametrize(
    ("codigo", "frase"),
    [
        (sqlite3.SQLITE_BUSY, "ocupada"),
        (sqlite3.SQLITE_LOCKED, "ocupada"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "ocupada"),
        (sqlite3.SQLITE_READONLY, "somente leitura"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "somente leitura"),
        (sqlite3.SQLITE_FULL, "ficou cheio"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "ficou cheio"),
        (sqlite3.SQLITE_CORRUPT, "danificada"),
        (sqlite3.SQLITE_NOTADB, "não é uma base"),
        (sqlite3.SQLITE_IOERR_WRITE, "O disco falhou"),
        (sqlite3.SQLITE_CANTOPEN, "Não foi possível abrir"),
    ],
)
def test_erro_do_ambiente_vira_frase_com_arquivo_e_conserto(codigo: int, frase: str) -> None:
    explicado = dialeto.explicar(_erro(codigo), CAMINHO)
    assert explicado is not None
    assert frase in explicado.mensagem
    assert str(CAMINHO) in explicado.mensagem
    assert explicado.o_que_fazer


@pytest.mark.parametrize("codigo", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE])
def test_defeito_nosso_nao_vira_frase(codigo: int) -> None:
    assert dialeto.explicar(_erro(codigo), CAMINHO) is None


def test_erro_sem_codigo_do_motor_nao_vira_frase() -> None:
    assert dialeto.explicar(peewee.InterfaceError("conexão fechada"), CAMINHO) is None


@pytest.fixture
def arquivo(tmp_path: Path) -> Path:
    """Uma base do motor com duas linhas."""
    caminho = tmp_path / "a.db"
    with closing(sqlite3.connect(caminho)) as conexao:
        conexao.execute("CREATE TABLE t (x INTEGER)")
        conexao.executemany("INSERT INTO t VALUES (?)", [(1,), (2,)])
        conexao.commit()
    return caminho


def test_abrir_parada_le_sem_criar_nada_ao_lado(arquivo: Path) -> None:
    with dialeto.abrir_parada(arquivo) as conexao:
        assert dialeto.contar_linhas(conexao) == {"t": 2}
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            conexao.execute("DELETE FROM t")
    assert [outro.name for outro in arquivo.parent.iterdir()] == ["a.db"]


def test_abrir_parada_entende_nome_com_sinais_de_endereco(tmp_path: Path, arquivo: Path) -> None:
    estranho = tmp_path / "cópia 50% #1?.db"
    arquivo.rename(estranho)
    with dialeto.abrir_parada(estranho) as conexao:
        assert dialeto.listar_tabelas(conexao) == ["t"]


def test_copia_e_um_arquivo_so_e_conta_o_instante_copiado(arquivo: Path, tmp_path: Path) -> None:
    destino = tmp_path / "copia.db"
    with closing(sqlite3.connect(arquivo, isolation_level=None)) as conexao:
        conexao.execute("PRAGMA journal_mode = wal")
        conexao.execute("INSERT INTO t VALUES (3)")
        assert dialeto.copiar(conexao, destino) == {"t": 3}
    with dialeto.abrir_parada(destino) as copia:
        assert copia.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert dialeto.contar_linhas(copia) == {"t": 3}
    assert not destino.with_name("copia.db-wal").exists()


def test_juntar_acompanhantes_diz_se_alguem_a_tem_aberta(arquivo: Path) -> None:
    with closing(sqlite3.connect(arquivo, isolation_level=None)) as conexao:
        conexao.execute("PRAGMA journal_mode = wal")
        conexao.execute("SELECT * FROM t").fetchall()
        assert not dialeto.juntar_acompanhantes(arquivo)
    assert dialeto.juntar_acompanhantes(arquivo)


def test_juntar_acompanhantes_de_arquivo_estragado_nao_impede_a_troca(tmp_path: Path) -> None:
    estragado = tmp_path / "a.db"
    estragado.write_bytes(b"isto nao e uma base" * 300)
    assert dialeto.juntar_acompanhantes(estragado)


def test_mover_acompanhantes(tmp_path: Path) -> None:
    (tmp_path / "a.db-wal").write_text("w")
    dialeto.mover_acompanhantes(tmp_path / "a.db", tmp_path / "b.db")
    assert [arquivo.name for arquivo in tmp_path.iterdir()] == ["b.db-wal"]
