"""Um arquivo de base é conferido sem confiança, e a cópia só vale relida do disco."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from modelos.acesso import dialeto, disco
from modelos.acesso.conexao import atual
from modelos.base import conferencia
from modelos.base.abertura import Base
from modelos.migracoes import passos
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import gravar_cliente


def _copiar(pasta: Path, nome: str = "copia") -> conferencia.ArquivoConferido:
    return conferencia.copiar(dialeto.conexao_crua(atual), pasta, nome)


@pytest.fixture
def copia(base: Base, tmp_path: Path) -> Path:
    """Uma cópia boa de uma base com um cliente."""
    gravar_cliente("000123")
    return _copiar(tmp_path / "copias").caminho


def test_copia_boa_diz_a_versao_e_o_resumo_do_disco(base: Base, tmp_path: Path) -> None:
    conferida = _copiar(tmp_path / "nova" / "pasta")
    conteudo = conferida.caminho.read_bytes()
    assert conferida.bytes == len(conteudo)
    assert conferida.sha256 == hashlib.sha256(conteudo).hexdigest()
    assert conferencia.examinar_arquivo(conferida.caminho) == passos.VERSAO
    assert [arquivo.name for arquivo in conferida.caminho.parent.iterdir()] == ["copia.db"]


def test_copia_nunca_sobrescreve(base: Base, tmp_path: Path) -> None:
    assert [_copiar(tmp_path).caminho.name for _ in range(3)] == ["copia.db", "copia-2.db", "copia-3.db"]


def test_examinar_nao_deixa_rastro_nem_altera(copia: Path) -> None:
    antes = copia.read_bytes()
    conferencia.examinar_arquivo(copia)
    assert copia.read_bytes() == antes
    assert [arquivo.name for arquivo in copia.parent.iterdir()] == ["copia.db"]


def test_copia_com_indice_que_nao_bate_com_a_tabela_e_recusada(copia: Path) -> None:
    with closing(sqlite3.connect(copia, isolation_level=None)) as conexao:
        conexao.execute("PRAGMA writable_schema = on")
        conexao.execute("DELETE FROM sqlite_master WHERE name = 'clientes_busca'")
        conexao.execute("INSERT INTO clientes SELECT * FROM clientes WHERE 0")
    with pytest.raises(AmbienteIndisponivel, match="danificada"):
        conferencia.examinar_arquivo(copia)


@pytest.mark.parametrize("conteudo", [b"", b"texto qualquer", dialeto.CABECALHO + b"lixo" * 500])
def test_arquivo_que_nao_e_copia_e_recusado(tmp_path: Path, conteudo: bytes) -> None:
    arquivo = tmp_path / "a.db"
    arquivo.write_bytes(conteudo)
    with pytest.raises(AmbienteIndisponivel) as erro:
        conferencia.examinar_arquivo(arquivo)
    assert str(arquivo) in erro.value.mensagem


def test_arquivo_que_nao_existe(tmp_path: Path) -> None:
    with pytest.raises(AmbienteIndisponivel, match="não existe"):
        conferencia.examinar_arquivo(tmp_path / "sumiu.db")


def test_base_sem_tabela_nenhuma_nao_e_copia(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as conexao:
        conexao.execute("PRAGMA user_version = 1")
    with pytest.raises(AmbienteIndisponivel, match="não é uma base"):
        conferencia.examinar_arquivo(tmp_path / "a.db")


def test_copia_que_muda_no_disco_e_descartada(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resumos = iter(["um", "outro"])
    monkeypatch.setattr(disco, "resumir", lambda _: next(resumos))
    with pytest.raises(AmbienteIndisponivel, match="descartada"):
        _copiar(tmp_path / "copias")
    assert list((tmp_path / "copias").iterdir()) == []


def test_copia_com_contagem_diferente_e_descartada(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copiar = dialeto.copiar
    monkeypatch.setattr(dialeto, "copiar", lambda origem, destino: copiar(origem, destino) | {"clientes": 99})
    with pytest.raises(AmbienteIndisponivel, match="descartada"):
        _copiar(tmp_path / "copias")
    assert list((tmp_path / "copias").iterdir()) == []


def test_disco_cheio_no_meio_da_copia_nao_deixa_metade(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def encher(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disco, "confirmar", encher)
    with pytest.raises(AmbienteIndisponivel, match="disco ficou cheio"):
        _copiar(tmp_path / "copias")
    assert list((tmp_path / "copias").iterdir()) == []


def test_pasta_que_e_arquivo(base: Base, tmp_path: Path) -> None:
    (tmp_path / "copias").write_text("sou arquivo")
    with pytest.raises(AmbienteIndisponivel, match="copias"):
        _copiar(tmp_path / "copias")
