"""`suporte`: o ZIP sem dado pessoal, na pasta ou no arquivo pedidos."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from tests.linha_de_comando import Terminal


def test_grava_onde_se_pede_e_diz_o_que_ha(pronto: Terminal, tmp_path: Path) -> None:
    dito = pronto("suporte", "--saida", str(tmp_path / "s.zip"))
    assert dito.codigo == 0
    conteudo = (tmp_path / "s.zip").read_bytes()
    assert dito.objeto == {
        "suporte": {
            "arquivo": str(tmp_path / "s.zip"),
            "conteudo": ["LEIA-ME.txt", "programa.txt", "base.txt", "configuracoes.txt", "registro.txt"],
            "bytes": len(conteudo),
            "sha256": hashlib.sha256(conteudo).hexdigest(),
        }
    }
    with zipfile.ZipFile(tmp_path / "s.zip") as lido:
        assert b"example.com" not in b"".join(map(lido.read, lido.namelist()))


def test_na_pasta_ganha_o_nome_proposto_e_o_texto_diz_a_quem_mandar(pronto: Terminal, tmp_path: Path) -> None:
    dito = pronto.dizer("suporte", "--saida", str(tmp_path))
    (arquivo,) = tmp_path.glob("suporte-*.zip")
    assert str(arquivo) in dito.saida
    assert "base.txt: A estrutura da base, sem as linhas" in dito.saida
    assert "Mande a quem dá suporte a vocês." in dito.saida


def test_pasta_que_nao_existe_e_saida_1(pronto: Terminal, tmp_path: Path) -> None:
    assert pronto("suporte", "--saida", str(tmp_path / "nao" / "s.zip")).codigo == 1
