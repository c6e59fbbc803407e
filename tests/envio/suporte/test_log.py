"""O fim do registro, em linhas inteiras."""

from __future__ import annotations

from pathlib import Path

import pytest

from envio.suporte import log


def test_sem_registro_e_vazio(tmp_path: Path) -> None:
    assert log.ler_fim(tmp_path / "nao-ha") == ""


def test_junta_o_anterior_quando_o_de_agora_acabou_de_comecar(tmp_path: Path) -> None:
    (tmp_path / "aviso.log").write_text("novo\n", encoding="utf-8")
    (tmp_path / "aviso.log.1").write_text("velho\n", encoding="utf-8")
    assert log.ler_fim(tmp_path) == "velho\nnovo\n"


def test_so_o_fim_e_sem_linha_pela_metade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_MAIOR", 12)
    (tmp_path / "aviso.log").write_text("primeira\nsegunda\nfim\n", encoding="utf-8")
    (tmp_path / "aviso.log.1").write_text("velha\n", encoding="utf-8")
    assert log.ler_fim(tmp_path) == "fim\n"


def test_octeto_que_nao_e_letra_nao_impede(tmp_path: Path) -> None:
    (tmp_path / "aviso.log").write_bytes(b"ok \xff\n")
    assert log.ler_fim(tmp_path) == "ok \ufffd\n"
