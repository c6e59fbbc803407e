"""Falha do sistema de arquivos em português, e arquivo que nunca sobrescreve outro."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel


@pytest.mark.parametrize(
    ("codigo", "frase"),
    [
        (errno.ENOSPC, "disco ficou cheio"),
        (errno.EDQUOT, "disco ficou cheio"),
        (errno.EACCES, "não pode gravar"),
        (errno.EROFS, "não pode gravar"),
        (errno.ENOENT, "não existe"),
        (errno.ENAMETOOLONG, "não deixou usar"),
    ],
)
def test_falha_do_sistema_diz_o_arquivo_e_o_que_fazer(codigo: int, frase: str) -> None:
    with pytest.raises(AmbienteIndisponivel, match=frase) as erro, disco.traduzir(Path("/x/y.db")):
        raise OSError(codigo, "texto do sistema")
    assert "/x/y.db" in erro.value.mensagem
    assert erro.value.o_que_fazer


@pytest.mark.parametrize("codigo", [errno.ENOENT, errno.EISDIR, errno.EEXIST, errno.EACCES, errno.EIO, errno.ENOSPC])
def test_o_que_houve_no_disco_se_diz_em_portugues(codigo: int) -> None:
    dito = disco.dizer(OSError(codigo, "text in English"))
    assert dito
    assert "English" not in dito


def test_falha_rara_sai_como_o_sistema_a_diz() -> None:
    assert disco.dizer(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert disco.dizer(OSError("sem código")) == "sem código"


def test_reservar_numera_em_vez_de_sobrescrever(tmp_path: Path) -> None:
    primeiro = disco.reservar(tmp_path, "a", ".db")
    primeiro.write_text("meu")
    assert disco.reservar(tmp_path, "a", ".db").name == "a-2.db"
    assert primeiro.read_text() == "meu"


def test_resumir_e_o_sha256_do_que_esta_no_disco(tmp_path: Path) -> None:
    arquivo = tmp_path / "a"
    arquivo.write_bytes(b"x" * 3_000_000)
    assert disco.resumir(arquivo) == hashlib.sha256(b"x" * 3_000_000).hexdigest()


def test_confirmar_espera_o_disco_e_a_pasta(tmp_path: Path) -> None:
    arquivo = tmp_path / "a"
    arquivo.write_bytes(b"x")
    disco.confirmar(arquivo)
    with pytest.raises(FileNotFoundError):
        disco.confirmar(tmp_path / "sumiu")


def test_no_macos_descarrega_ate_o_aparelho(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lá `fsync` para no cache do disco; onde o sistema de arquivos não aceita mais, resta ele."""
    feitos: list[object] = []
    pedir = SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda descritor, o_que: feitos.append((descritor, o_que)))
    monkeypatch.setattr(disco.sys, "platform", "darwin")
    monkeypatch.setattr(disco, "fcntl", pedir, raising=False)
    monkeypatch.setattr(disco.os, "fsync", feitos.append)
    disco.descarregar(7)

    def recusar(_descritor: int, _o_que: int) -> None:
        raise OSError(errno.ENOTSUP, "")

    pedir.fcntl = recusar
    disco.descarregar(8)
    assert feitos == [(7, 51), 8]
