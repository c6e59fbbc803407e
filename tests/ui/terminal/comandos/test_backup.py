"""`backup`, `restaurar` e `destravar`: nada se perde, e a base restaurada não envia sem confirmação."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.linha_de_comando import Terminal, por_cliente


def test_copia_e_um_arquivo_so_conferido(pronto: Terminal, tmp_path: Path) -> None:
    dito = pronto("backup", "--destino", str(tmp_path / "copias"))
    assert sorted(dito.objeto) == ["arquivo", "bytes", "sha256"]
    (copia,) = (tmp_path / "copias").iterdir()
    conteudo = copia.read_bytes()
    assert (dito.objeto["arquivo"], dito.objeto["bytes"]) == (str(copia), len(conteudo))
    assert dito.objeto["sha256"] == hashlib.sha256(conteudo).hexdigest()


def test_destino_onde_nao_se_grava_e_dito(pronto: Terminal) -> None:
    dito = pronto("backup", "--destino", pronto.escrever("arquivo", "não é pasta"))
    assert dito.codigo == 1
    assert "arquivo" in dito.frase


def test_restaurar_volta_ao_que_era_e_guarda_a_atual_ao_lado(pronto: Terminal, tmp_path: Path) -> None:
    copia = pronto("backup", "--destino", str(tmp_path / "copias")).objeto["arquivo"]
    pronto("parametros", "vencendo_em_dias=9")
    dito = pronto("restaurar", copia)
    assert dito.codigo == 0
    assert pronto("parametros").objeto["parametros"]["vencendo_em_dias"] == 3
    guardada = dito.objeto["guardada"]
    assert pronto.rodar("parametros", "--json", "--base", guardada).objeto["parametros"]["vencendo_em_dias"] == 9


def test_restaurada_fica_travada_ate_destravar(pronto: Terminal, tmp_path: Path) -> None:
    copia = pronto("backup", "--destino", str(tmp_path / "copias")).objeto["arquivo"]
    assert "destravar" in pronto.dizer("restaurar", copia).saida
    travada = pronto("fechar")
    assert (travada.codigo, pronto.correio.entregues) == (1, [])
    assert "travada" in travada.frase
    assert "destravar" in travada.frase
    assert pronto("fechar", "--simular").codigo == 0
    destravada = pronto("destravar").objeto
    assert destravada["destravada"]
    assert destravada["motivo"]
    assert por_cliente(pronto("fechar")) == {"001": "enviado", "002": "enviado"}


def test_destravar_a_que_ja_estava_liberada_nao_e_erro(pronto: Terminal) -> None:
    dito = pronto("destravar")
    assert (dito.codigo, dito.objeto) == (0, {"destravada": False, "motivo": None})
    assert "já estava liberada" in pronto.dizer("destravar").saida


def test_arquivo_que_nao_e_copia_nao_toca_na_base(pronto: Terminal) -> None:
    antes = pronto("parametros").saida
    for ruim in (pronto.escrever("x.db", "não é base"), str(pronto.pasta / "nao-existe.db")):
        dito = pronto("restaurar", ruim)
        assert dito.codigo == 1
        assert dito.frase.endswith(".")
    assert pronto("parametros").saida == antes
