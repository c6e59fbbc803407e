"""Desfazer e refazer passos inteiros."""

from __future__ import annotations

from dataclasses import replace

from regras.mensagem.visual.documento import Documento
from regras.mensagem.visual.prontos import PADRAO
from ui.dialogos.mensagem.historia import MAIS_PASSOS, Historia, Momento


def _com(puro: str) -> Documento:
    return replace(PADRAO, puro=puro)


def _puro(momento: Momento | None) -> str | None:
    return momento.documento.puro if momento else None


def test_desfaz_refaz_e_para_nas_pontas() -> None:
    historia = Historia(_com(""))
    historia.anotar(Momento(_com("a")))
    historia.anotar(Momento(_com("b")))
    assert [_puro(historia.desfazer()) for _ in range(3)] == ["a", "", None]
    assert [_puro(historia.refazer()) for _ in range(3)] == ["a", "b", None]


def test_o_que_se_escreve_seguido_e_um_passo_ate_a_pausa() -> None:
    historia = Historia(_com(""))
    for escrito in ("a", "ab", "abc"):
        historia.anotar(Momento(_com(escrito)), "texto 1")
    historia.separar()
    historia.anotar(Momento(_com("abcd")), "texto 1")
    assert [_puro(historia.desfazer()) for _ in range(2)] == ["abc", ""]


def test_depois_de_desfazer_o_novo_apaga_o_que_se_refaria() -> None:
    historia = Historia(_com(""))
    historia.anotar(Momento(_com("a")))
    historia.desfazer()
    historia.anotar(Momento(_com("b")))
    assert historia.refazer() is None
    assert _puro(historia.desfazer()) == ""


def test_nada_mudado_nao_e_passo_e_os_mais_velhos_se_perdem() -> None:
    historia = Historia(_com(""))
    historia.anotar(Momento(_com("")))
    assert historia.desfazer() is None
    for passo in range(2 * MAIS_PASSOS):
        historia.anotar(Momento(_com(str(passo))))
    assert sum(1 for _ in iter(historia.desfazer, None)) == MAIS_PASSOS - 1
