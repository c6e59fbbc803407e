"""Onde ficam as coisas do usuário."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelos.acesso import locais


def test_tudo_fica_na_pasta_de_dados_do_usuario(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(locais.platformdirs, "user_data_path", lambda nome, appauthor: tmp_path / nome)
    pasta = tmp_path / "aviso-de-debitos"
    assert locais.pasta_de_dados() == pasta
    assert {locais.base_padrao().parent, locais.pasta_de_copias().parent, locais.pasta_de_registros().parent} == {pasta}
