"""A base restaurada não envia sem confirmação."""

from __future__ import annotations

import shutil
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


def test_copiada_so_se_destrava_dizendo_como(pronto: Terminal, tmp_path: Path) -> None:
    outra = Path(shutil.copyfile(pronto.base, tmp_path / "outra.db"))
    na_outra = ("--json", "--base", str(outra))
    falta = pronto.rodar("destravar", *na_outra)
    assert falta.codigo == 2
    assert all(palavra in falta.frase for palavra in ("--como verdadeira", "--como copia", "toma o lugar"))
    copia = pronto.rodar("destravar", "--como", "copia", *na_outra)
    assert (copia.codigo, copia.objeto["destravada"], copia.objeto["como"]) == (0, True, "copia")
    assert pronto.rodar("fechar", *na_outra).codigo == 0
    antes = len(pronto.correio.entregues)
    assert por_cliente(pronto("fechar")) == {"001": "enviado", "002": "enviado"}
    assert len(pronto.correio.entregues) == antes + 2


def test_diario_apagado_trava_com_a_frase_e_destravar_recomeca(pronto: Terminal) -> None:
    pronto("fechar")
    for diario in pronto.base.parent.glob("*.jsonl"):
        diario.unlink()
    travada = pronto("fechar")
    assert travada.codigo == 1
    assert all(dito in travada.frase for dito in ("não existe mais", "receber o aviso de novo", "app.py destravar"))
    assert pronto("fechar", "--simular").codigo == 0
    feita = pronto("destravar").objeto
    assert (feita["como"], "não existe mais" in feita["diario"]) == ("verdadeira", True)
    assert pronto("fechar").codigo == 0


def test_destravar_a_que_ja_estava_liberada_nao_e_erro(pronto: Terminal) -> None:
    dito = pronto("destravar")
    assert (dito.codigo, dito.objeto) == (0, {"destravada": False, "motivo": None, "como": None, "diario": None})
    assert "já estava liberada" in pronto.dizer("destravar").saida
