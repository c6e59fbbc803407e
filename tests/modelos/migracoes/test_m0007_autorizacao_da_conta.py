"""O passo 7: conta antiga segue entrando por senha, e passa a poder ser autorizada."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modelos.base.abertura import abrir
from modelos.contas import contas_autorizadas, contas_email
from regras.cadastro import Autenticacao, Autorizacao

BASES = Path(__file__).parents[2] / "bases"
EM = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("versao", ["v1.db", "v6.db", "v7.db"])
def test_base_guardada_entra_por_senha_e_passa_a_guardar_a_autorizacao(tmp_path: Path, versao: str) -> None:
    caminho = Path(shutil.copyfile(BASES / versao, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        antiga = contas_email.obter(1)
        assert antiga is not None
        assert (antiga.autenticacao, antiga.aplicativo, antiga.locatario) == (Autenticacao.SENHA, "", "")
        nova = replace(antiga, autenticacao=Autenticacao.GOOGLE, aplicativo="abc")
        contas_email.gravar(nova)
        contas_autorizadas.autorizar(1, EM)
        assert contas_email.obter(1) == nova
        assert contas_autorizadas.obter(1) == Autorizacao(EM)
