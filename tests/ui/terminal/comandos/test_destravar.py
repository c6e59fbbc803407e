"""A base restaurada não envia sem confirmação."""

from __future__ import annotations

from pathlib import Path

from tests.linha_de_comando import Terminal, por_cliente


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
