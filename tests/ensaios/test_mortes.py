"""`kill -9` no meio do fechamento, contra um SMTP de verdade: nada se perde e nada se repete (regras.md §6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ensaios.mortes import conferir, ensaiar, sortear_mortes
from ensaios.servidor import ler_aceitas


def test_mortes_subitas_nao_perdem_nem_repetem(tmp_path: Path) -> None:
    """Oito mortes em 80 avisos, duas com a base de volta a uma cópia; inteiro, é `python -m ensaios.mortes`."""
    assert ensaiar(tmp_path, 80, sortear_mortes(8, 80, 2, semente=11), lambda _linha: None) == []


def test_mortes_com_tres_avisos_em_curso_tambem_nao(tmp_path: Path) -> None:
    """O servidor demora, e o fechamento usa as três conexões: cada morte pega até três avisos no meio."""
    mortes = sortear_mortes(3, 24, 0, semente=5, atraso_ms=300)
    assert ensaiar(tmp_path, 24, mortes, lambda _linha: None, atraso_ms=300) == []
    assert max(aceita["juntas"] for aceita in ler_aceitas(tmp_path / "correio")) == 3


def test_os_momentos_sao_sorteados_sempre_iguais_e_espalhados() -> None:
    mortes = sortear_mortes(20, 300, 3, semente=7)
    assert mortes == sortear_mortes(20, 300, 3, semente=7)
    assert sum(morte.restaurar for morte in mortes) == 3
    assert sum(morte.avanco == 0 for morte in mortes) == 4
    assert 0 < sum(morte.avanco for morte in mortes) < 300


def aviso(cliente: str, estado: str = "enviado") -> dict[str, Any]:
    return {"cliente": cliente, "estado": estado, "message_id": f"<{cliente:a>20}@x>"}


def aceita(cliente: str) -> dict[str, Any]:
    return {"aviso": f"{cliente:a>20}"}


@pytest.mark.parametrize(
    ("lidos", "aceitas", "frase"),
    [
        ([aviso("1"), aviso("2")], [aceita("1"), aceita("2"), aceita("2")], "2 recebeu 2 vezes"),
        ([aviso("1"), aviso("2")], [aceita("1")], "2 consta como enviado"),
        ([aviso("1"), aviso("2", "pendente")], [aceita("1")], "2 ficou pendente"),
        ([aviso("1")], [aceita("1"), aceita("2")], "a2 recebeu e não está no histórico"),
        ([aviso("1"), aviso("1")], [aceita("1")], "e não um para cada"),
    ],
)
def test_a_conferencia_acusa_o_que_se_perdeu_ou_repetiu(
    lidos: list[dict[str, Any]], aceitas: list[dict[str, Any]], frase: str
) -> None:
    assert any(frase in problema for problema in conferir(2, lidos, aceitas))


def test_em_duvida_vale_com_ou_sem_mensagem_aceita() -> None:
    assert list(conferir(2, [aviso("1", "em_duvida"), aviso("2", "em_duvida")], [aceita("1")])) == []
