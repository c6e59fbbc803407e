"""O ZIP fica inteiro ou não fica."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pytest

from envio.dossie.pacote import SOMAS, Pacote
from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel


def test_guarda_numa_pasta_com_as_somas(tmp_path: Path) -> None:
    with Pacote(tmp_path / "d.zip", "raiz") as pacote:
        guardado = pacote.guardar("a/b.txt", b"oi")
        assert pacote.quantos() == 1
    with zipfile.ZipFile(tmp_path / "d.zip") as lido:
        assert lido.namelist() == ["raiz/a/b.txt", f"raiz/{SOMAS}"]
        assert lido.read(f"raiz/{SOMAS}").decode() == f"{guardado.soma}  a/b.txt\n"
    assert [arquivo.name for arquivo in tmp_path.iterdir()] == ["d.zip"]


def test_erro_no_meio_nao_deixa_nada_e_passa_adiante(tmp_path: Path) -> None:
    (tmp_path / "d.zip").write_bytes(b"antes")
    with pytest.raises(TypeError), Pacote(tmp_path / "d.zip", "raiz") as pacote:
        pacote.guardar("a", None)  # type: ignore[arg-type]  # o defeito deste teste
    assert {arquivo.name: arquivo.read_bytes() for arquivo in tmp_path.iterdir()} == {"d.zip": b"antes"}


@pytest.mark.parametrize("quando", ["ao escrever", "ao confirmar"])
def test_disco_cheio_vira_frase_e_nao_deixa_nada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quando: str) -> None:
    def encher(*_: object) -> None:
        raise OSError(errno.ENOSPC, "cheio")

    onde = (zipfile.ZipFile, "writestr") if quando == "ao escrever" else (disco, "confirmar")
    monkeypatch.setattr(*onde, encher)
    with pytest.raises(AmbienteIndisponivel, match="cheio"), Pacote(tmp_path / "d.zip", "raiz") as pacote:
        pacote.guardar("a", b"1")
    assert list(tmp_path.iterdir()) == []
