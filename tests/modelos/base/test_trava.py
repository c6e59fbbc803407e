"""A trava do fechamento é do processo: exclui os outros, e morre com ele."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelos.base.trava import Trava
from regras.erros import AmbienteIndisponivel
from tests.modelos.processos import SEGURAR, outro_processo


@pytest.fixture
def caminho(tmp_path: Path) -> Path:
    """Onde ficaria a base; a trava não precisa dela."""
    return tmp_path / "aviso.db"


def test_duas_no_mesmo_processo_tambem_se_excluem(caminho: Path) -> None:
    with Trava(caminho):
        outra = Trava(caminho)
        assert not outra.tentar()
        with pytest.raises(AmbienteIndisponivel, match="Outro fechamento está em andamento"):
            outra.tomar()
    assert outra.tentar()
    outra.soltar()


def test_a_mesma_nao_se_toma_duas_vezes(caminho: Path) -> None:
    trava = Trava(caminho)
    assert trava.tentar()
    assert not trava.tentar()
    trava.soltar()
    trava.soltar()
    assert trava.tentar()
    trava.soltar()


def test_a_de_outro_processo_exclui_e_solta_quando_ele_morre(caminho: Path) -> None:
    with outro_processo(SEGURAR, caminho) as processo:
        processo.esperar("com a trava")
        assert not Trava(caminho).tentar()
        processo.matar()
        with Trava(caminho):
            pass


def test_bases_diferentes_nao_se_estorvam(tmp_path: Path) -> None:
    with Trava(tmp_path / "a.db"), Trava(tmp_path / "b.db"):
        pass


def test_erro_dentro_do_bloco_solta(caminho: Path) -> None:
    with pytest.raises(ZeroDivisionError), Trava(caminho):
        raise ZeroDivisionError
    assert Trava(caminho).tentar()


def test_pasta_que_nao_existe_tem_frase(tmp_path: Path) -> None:
    (tmp_path / "arquivo").write_text("")
    with pytest.raises(AmbienteIndisponivel):
        Trava(tmp_path / "arquivo" / "a.db").tentar()
