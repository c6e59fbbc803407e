"""Migrar: com cópia antes, tudo ou nada por passo, e nenhuma base antiga se perde."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import peewee
import pytest

import modelos
from modelos.acesso.conexao import Tabela, atual
from modelos.base.abertura import abrir
from modelos.cadastro import clientes
from modelos.migracoes import passos
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import gravar_cliente

PASTA = Path(passos.__file__).parent
TESTES = Path(__file__).parent
BASES = Path(__file__).parents[2] / "bases"


def _acrescentar(monkeypatch: pytest.MonkeyPatch, aplicar: Callable[[peewee.Database], None]) -> None:
    """Um passo a mais, como se este programa fosse o da próxima versão."""
    proxima = passos.VERSAO + 1
    monkeypatch.setattr(passos, "PASSOS", (*passos.PASSOS, (proxima, SimpleNamespace(aplicar=aplicar))))
    monkeypatch.setattr(passos, "VERSAO", proxima)


def _criar_tabela(base: peewee.Database) -> None:
    base.execute_sql("CREATE TABLE novidade (x INTEGER)")


def _criar_e_falhar(base: peewee.Database) -> None:
    _criar_tabela(base)
    raise peewee.IntegrityError("dado que não cabe")


@pytest.fixture
def antiga(tmp_path: Path) -> Path:
    """Uma base da versão de hoje, que para o passo a mais é antiga."""
    caminho = tmp_path / "aviso.db"
    with abrir(caminho):
        gravar_cliente("000123")
    return caminho


def test_os_passos_sao_numerados_em_ordem_a_partir_do_um() -> None:
    assert [numero for numero, _ in passos.PASSOS] == list(range(1, len(passos.PASSOS) + 1))


def test_todo_modulo_de_passo_esta_na_lista() -> None:
    na_pasta = sorted(arquivo.stem for arquivo in PASTA.glob("m[0-9]*.py"))
    assert [modulo.__name__.rpartition(".")[2] for _, modulo in passos.PASSOS] == na_pasta


def test_toda_migracao_tem_teste_e_uma_base_da_sua_versao() -> None:
    for numero, modulo in passos.PASSOS:
        assert (TESTES / f"test_{modulo.__name__.rpartition('.')[2]}.py").exists()
        assert (BASES / f"v{numero}.db").exists()


def test_migrar_guarda_antes_uma_copia_conferida(antiga: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _acrescentar(monkeypatch, _criar_tabela)
    with abrir(antiga):
        assert atual.table_exists("novidade")
        assert passos.ler_versao(atual.obj) == passos.VERSAO
        assert clientes.obter("000123") is not None
    copia = antiga.with_name(f"aviso-antes-da-versao-{passos.VERSAO}.db")
    monkeypatch.undo()
    with abrir(copia):
        assert passos.ler_versao(atual.obj) == passos.VERSAO
        assert clientes.obter("000123") is not None


def test_base_em_dia_nao_e_copiada(antiga: Path) -> None:
    with abrir(antiga):
        assert clientes.obter("000123") is not None
    assert [arquivo.name for arquivo in antiga.parent.iterdir()] == ["aviso.db"]


def test_passo_que_falha_nao_deixa_nada(antiga: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as futuro:
        _acrescentar(futuro, _criar_e_falhar)
        with pytest.raises(peewee.IntegrityError):
            abrir(antiga)
    with abrir(antiga):
        assert not atual.table_exists("novidade")
        assert passos.ler_versao(atual.obj) == passos.VERSAO
        assert clientes.obter("000123") is not None


def test_copia_que_nao_cabe_impede_a_migracao(antiga: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sem_espaco(*_: object) -> None:
        raise AmbienteIndisponivel("O disco ficou cheio.", "Libere espaço.")

    _acrescentar(monkeypatch, _criar_tabela)
    monkeypatch.setattr("modelos.base.conferencia.copiar", sem_espaco)
    with pytest.raises(AmbienteIndisponivel, match="disco ficou cheio"):
        abrir(antiga)
    monkeypatch.undo()
    with abrir(antiga):
        assert not atual.table_exists("novidade")


def test_passo_ja_aplicado_por_outro_terminal_nao_se_repete(antiga: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _acrescentar(monkeypatch, _criar_tabela)
    with abrir(antiga):
        passos.aplicar(atual.obj)
        assert passos.ler_versao(atual.obj) == passos.VERSAO


def _tabelas_de_hoje() -> dict[str, type[Tabela]]:
    for arquivo in sorted(Path(modelos.__file__).parent.glob("*.py")):
        if arquivo.stem != "demonstracao":
            importlib.import_module(f"modelos.{arquivo.stem}")
    nomeadas = [tabela for tabela in _descendentes(Tabela) if "DB" in tabela.__name__ and tabela.__name__ != "NomeDB"]
    return {tabela._meta.table_name: tabela for tabela in nomeadas}


def _descendentes(classe: type) -> list[type]:
    return [neta for filha in classe.__subclasses__() for neta in (filha, *_descendentes(filha))]


def _colunas(base: peewee.Database, tabela: str) -> dict[str, tuple[str, bool]]:
    return {coluna.name: (coluna.data_type, coluna.null) for coluna in base.get_columns(tabela)}


def test_as_tabelas_de_hoje_tem_as_colunas_da_base_migrada(tmp_path: Path) -> None:
    de_hoje = _tabelas_de_hoje()
    declarada = peewee.SqliteDatabase(tmp_path / "declarada.db")
    with declarada.bind_ctx(list(de_hoje.values())), declarada:
        declarada.create_tables(list(de_hoje.values()))
    with abrir(tmp_path / "aviso.db"), declarada:
        assert sorted(de_hoje) == sorted(set(atual.get_tables()) - {passos.TABELA, "sqlite_sequence"})
        for tabela in de_hoje:
            assert _colunas(declarada, tabela) == _colunas(atual.obj, tabela), tabela
