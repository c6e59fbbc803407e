"""Migrar: com cópia antes, tudo ou nada por passo, e nenhuma base antiga se perde."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import peewee
import pytest

from modelos.acesso.conexao import atual
from modelos.base import esquema
from modelos.base.abertura import abrir
from modelos.cadastro import clientes
from modelos.migracoes import passos
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import gravar_cliente

PASTA = Path(passos.__file__).parent
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


def test_a_base_que_nasce_ja_esta_na_versao_de_hoje(antiga: Path) -> None:
    with abrir(antiga):
        assert passos.ler_versao(atual.obj) == passos.VERSAO


def test_os_passos_sao_numerados_em_ordem_a_partir_da_segunda_versao() -> None:
    assert [numero for numero, _ in passos.PASSOS] == list(
        range(passos.PRIMEIRA + 1, passos.PRIMEIRA + 1 + len(passos.PASSOS))
    )


def test_todo_modulo_de_passo_esta_na_lista() -> None:
    na_pasta = sorted(arquivo.stem for arquivo in PASTA.glob("m[0-9]*.py"))
    assert [modulo.__name__.rpartition(".")[2] for _, modulo in passos.PASSOS] == na_pasta


def test_a_base_guardada_de_cada_versao_passada_fica_com_as_colunas_da_que_nasce(tmp_path: Path) -> None:
    with abrir(tmp_path / "nova.db"):
        nasce = _colunas()
    guardadas = [BASES / f"v{numero - 1}.db" for numero, _ in passos.PASSOS]
    for guardada in guardadas:
        caminho = shutil.copyfile(guardada, tmp_path / guardada.name)
        with abrir(caminho):
            assert _colunas() == nasce, guardada.name


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
        passos.aplicar(atual.obj, esquema.TABELAS)
        assert passos.ler_versao(atual.obj) == passos.VERSAO


def _colunas() -> dict[str, set[tuple[str, str, bool]]]:
    return {
        tabela: {(coluna.name, coluna.data_type, coluna.null) for coluna in atual.get_columns(tabela)}
        for tabela in atual.get_tables()
    }
