"""A base vista de fora: versão, contagens e comandos; nenhuma linha."""

from __future__ import annotations

import pytest

from modelos.acesso import dialeto
from modelos.base import estrutura
from modelos.base.abertura import Base
from modelos.migracoes import passos
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import gravar_cliente


def test_diz_versao_tamanho_e_quantas_linhas_sem_ler_nenhuma(base: Base) -> None:
    gravar_cliente("000123", nome="Padaria Sentinela")
    vista = estrutura.examinar()
    assert (vista.versao, vista.entende_ate) == (passos.VERSAO, passos.VERSAO)
    assert vista.bytes == base.caminho.stat().st_size
    assert vista.linhas["clientes"] == 1
    assert vista.problema == ""
    assert any(comando.startswith('CREATE TABLE "clientes"') for comando in vista.comandos)
    assert "Sentinela" not in str(vista)


def test_problema_na_estrutura_e_dito(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialeto, "conferir", lambda *_, **__: "row 3 missing from index")
    assert estrutura.examinar().problema == "row 3 missing from index"


def test_arquivo_que_sumiu_vira_frase(base: Base) -> None:
    base.caminho.unlink()
    with pytest.raises(AmbienteIndisponivel):
        estrutura.examinar()
