"""Descritor devolvido com a base aberta não é fechado: fechá-lo soltaria as travas do motor."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from modelos.acesso import descritores
from modelos.base.abertura import abrir


def test_sem_base_aberta_o_devolvido_e_fechado(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    descritor = descritores.tomar(tmp_path / "a")
    descritores.devolver(descritor)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descritor)


def test_com_base_aberta_o_devolvido_serve_de_novo_e_fecha_com_ela(tmp_path: Path) -> None:
    caminho = tmp_path / "aviso.db"
    with abrir(caminho):
        primeiro = descritores.tomar(caminho)
        segundo = descritores.tomar(caminho)
        assert primeiro != segundo
        descritores.devolver(primeiro)
        descritores.devolver(segundo)
        assert {descritores.tomar(caminho), descritores.tomar(caminho)} == {primeiro, segundo}
        descritores.devolver(primeiro)
        descritores.devolver(segundo)
    for descritor in (primeiro, segundo):
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descritor)


def test_o_guardado_de_um_arquivo_trocado_nao_serve_ao_novo(tmp_path: Path) -> None:
    caminho, novo = tmp_path / "aviso.db", tmp_path / "novo"
    novo.touch()
    with abrir(caminho):
        outro = tmp_path / "outro"
        outro.touch()
        velho = descritores.tomar(outro)
        descritores.devolver(velho)
        novo.replace(outro)
        atual = descritores.tomar(outro)
        assert atual != velho
        descritores.devolver(atual)
