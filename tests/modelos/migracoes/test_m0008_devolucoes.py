"""O passo 8: a base anterior ganha a caixa e as devoluções, vazias."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modelos.avisos import caixas_devolucoes, devolucoes
from modelos.avisos import leitura as avisos
from modelos.base.abertura import abrir
from regras.devolucao import Acao, CaixaDevolucoes, Devolucao, Notificacao

BASES = Path(__file__).parents[2] / "bases"
EM = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize("versao", ["v1.db", "v7.db", "v8.db"])
def test_base_guardada_passa_a_guardar_caixa_e_devolucoes(tmp_path: Path, versao: str) -> None:
    caminho = Path(shutil.copyfile(BASES / versao, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        assert (caixas_devolucoes.listar(), devolucoes.recentes()) == ([], [])
        caixas_devolucoes.gravar(CaixaDevolucoes(1, "imap.exemplo.com.br"))
        (aviso,) = avisos.listar()
        dita = Notificacao((), ("<1@exemplo>",), (Devolucao(("a@b.com.br",), Acao.FALHOU, "5.1.1"),))
        (lida,) = devolucoes.registrar([devolucoes.Recebida(dita, "soma", EM)], EM)
        assert (lida.aviso, lida.marcou) == (aviso.id, True)
