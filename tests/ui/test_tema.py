from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from ui import tema
from ui.tema import CLARO, ESCURO, Cores, Letra, Peso


@pytest.fixture(autouse=True)
def _voltar_ao_sistema(qapp: QApplication) -> Iterator[None]:
    yield
    tema.instalar(qapp)
    tema.atual().forcar(None)


def _luz(cor: str) -> float:
    canais = [int(cor[posicao : posicao + 2], 16) / 255 for posicao in (1, 3, 5)]
    lineares = [canal / 12.92 if canal <= 0.04045 else ((canal + 0.055) / 1.055) ** 2.4 for canal in canais]
    return 0.2126 * lineares[0] + 0.7152 * lineares[1] + 0.0722 * lineares[2]


def _contraste(uma: str, outra: str) -> float:
    claras = sorted((_luz(uma), _luz(outra)), reverse=True)
    return (claras[0] + 0.05) / (claras[1] + 0.05)


@pytest.mark.parametrize("cores", [CLARO, ESCURO], ids=["claro", "escuro"])
@pytest.mark.parametrize("texto", ["texto", "texto2", "texto3", "acento", "perigo", "aviso", "ok"])
@pytest.mark.parametrize("fundo", ["fundo", "sup", "painel"])
def test_todo_texto_tem_contraste_aa_sobre_os_fundos(cores: Cores, texto: str, fundo: str) -> None:
    assert _contraste(cores[texto], cores[fundo]) >= 4.5


@pytest.mark.parametrize("cores", [CLARO, ESCURO], ids=["claro", "escuro"])
@pytest.mark.parametrize(
    ("texto", "fundo"),
    [
        ("texto", "suave"),
        ("primario_texto", "primario"),
        ("faixa_texto", "faixa"),
        ("perigo", "perigo_fundo"),
        ("aviso", "aviso_fundo"),
        ("ok", "ok_fundo"),
    ],
)
def test_caixas_e_botoes_tem_contraste_aa(cores: Cores, texto: str, fundo: str) -> None:
    assert _contraste(cores[texto], cores[fundo]) >= 4.5


@pytest.mark.parametrize("cores", [CLARO, ESCURO], ids=["claro", "escuro"])
def test_contorno_de_campo_se_ve(cores: Cores) -> None:
    assert _contraste(cores["borda"], cores["campo"]) >= 3


@pytest.mark.parametrize("cores", [CLARO, ESCURO], ids=["claro", "escuro"])
def test_faixas_de_atraso_escurecem_em_ordem(cores: Cores) -> None:
    luzes = [_luz(tom) for tom in (cores["ate_30"], cores["ate_60"], cores["ate_90"], cores["mais_90"])]
    assert luzes == sorted(luzes, reverse=True)


def test_cores_sao_tons_completos() -> None:
    tons = [tom for cores in (CLARO, ESCURO) for tom in cores.values()]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", tom) for tom in tons)


def test_folha_de_estilo_sai_sem_marcas(qapp: QApplication) -> None:
    tema.instalar(qapp)
    folha = re.sub(r"/\*.*?\*/", "", qapp.styleSheet(), flags=re.DOTALL)
    assert "@" not in folha
    assert "~" not in folha


def test_forcar_escuro_troca_paleta_e_avisa(qapp: QApplication) -> None:
    avisos: list[int] = []
    tema.atual().mudou.connect(lambda: avisos.append(1))
    tema.atual().forcar(ESCURO)
    assert tema.cores() is ESCURO
    assert qapp.palette().window().color().name().upper() == ESCURO["fundo"]
    assert avisos


def test_letra_e_medidas_crescem_juntas(qapp: QApplication) -> None:
    pequena = tema.fonte(Letra.CORPO).pointSizeF()
    tema.instalar(qapp, 1.25)
    assert tema.fonte(Letra.CORPO).pointSizeF() == pytest.approx(pequena * 1.25)
    assert tema.medida(30) == 38


def test_letra_embarcada_e_usada_com_o_peso_pedido(qapp: QApplication) -> None:
    rotulo = QLabel("x")
    rotulo.setFont(tema.fonte(Letra.NUMERO, Peso.FORTE))
    assert QFontInfo(rotulo.font()).family() == tema.FAMILIA
    assert QFontInfo(rotulo.font()).weight() == Peso.FORTE
