"""A raiz em processo próprio: nenhuma saída quebrada vira rastro na tela (docs/linha-de-comando.md)."""

from __future__ import annotations

import errno
import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

import app

RAIZ = Path(__file__).resolve().parents[1]
CHAMADA = [sys.executable, "-W", "error", str(RAIZ / "app.py"), "parametros", "--json", "--base", "base.db"]


@pytest.fixture
def ambiente(tmp_path: Path) -> dict[str, str]:
    """A pasta do usuário no teste, e a codificação mais pobre."""
    return os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "LANG": "C", "LC_ALL": "C"}


def test_quem_lia_a_saida_saiu_e_o_comando_diz_sem_rastro(tmp_path: Path, ambiente: dict[str, str]) -> None:
    leitura, escrita = os.pipe()
    os.close(leitura)
    with os.fdopen(escrita, "wb") as cano:
        rodado = subprocess.run(  # noqa: S603 - o próprio programa
            CHAMADA, cwd=tmp_path, env=ambiente, stdout=cano, stderr=subprocess.PIPE, check=False
        )
    assert (rodado.returncode, rodado.stderr.decode("utf-8")) == (
        1,
        "O comando foi executado, mas a resposta não pôde ser escrita na saída.\n",
    )


def test_saida_redirecionada_e_so_o_json_em_utf8(tmp_path: Path, ambiente: dict[str, str]) -> None:
    rodado = subprocess.run(  # noqa: S603 - o próprio programa
        [*CHAMADA, "habilitado=não"], cwd=tmp_path, env=ambiente, capture_output=True, check=False
    )
    assert (rodado.returncode, rodado.stderr) == (0, b"")
    assert json.loads(rodado.stdout.decode("utf-8"))["parametros"]["habilitado"] is False


class _DiscoCheio(io.StringIO):
    def write(self, _texto: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_log_que_nao_cabe_no_disco_nao_vira_rastro_na_tela(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raiz = logging.getLogger()
    antes = list(raiz.handlers)
    app.preparar_log()
    (arquivo,) = (destino for destino in raiz.handlers if destino not in antes)
    cheios: list[_DiscoCheio] = []
    monkeypatch.setattr(logging.FileHandler, "_open", lambda _arquivo: cheios.append(_DiscoCheio()) or cheios[-1])
    try:
        arquivo.handle(logging.makeLogRecord({"msg": "conexão aberta"}))
    finally:
        raiz.removeHandler(arquivo)
        arquivo.close()
    assert len(cheios) == 1
    assert capsys.readouterr().err == ""


def test_o_que_o_programa_grava_e_so_do_dono(tmp_path: Path, ambiente: dict[str, str]) -> None:
    for comando in (["parametros"], ["backup", "--destino", "copias"]):
        chamada = [*CHAMADA[:4], *comando, "--base", str(tmp_path / "bases" / "aviso.db")]
        subprocess.run(chamada, cwd=tmp_path, env=ambiente, capture_output=True, check=True)  # noqa: S603 - o programa
    criados = [achado for achado in tmp_path.rglob("*") if not achado.is_relative_to(tmp_path / "dev")]
    modos = {(achado.is_dir(), achado.stat().st_mode & 0o777) for achado in criados}
    assert modos == {(True, 0o700), (False, 0o600)}
