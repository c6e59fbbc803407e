"""A trava do fechamento é do processo: exclui os outros, e morre com ele."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from modelos.base.abertura import abrir
from modelos.base.trava import Trava
from modelos.cadastro import grupos
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


@pytest.mark.parametrize("ligar", ["atalho", "pasta"])
def test_atalho_leva_a_mesma_trava(tmp_path: Path, ligar: str) -> None:
    (tmp_path / "de verdade").mkdir()
    base = tmp_path / "de verdade" / "aviso.db"
    base.write_bytes(b"base")
    outro = tmp_path / "atalho.db"
    if ligar == "atalho":
        outro.symlink_to(base)
    else:
        (tmp_path / "atalho").symlink_to(base.parent)
        outro = tmp_path / "atalho" / "aviso.db"
    with Trava(outro):
        assert not Trava(base).tentar()


def test_apagar_o_que_ha_ao_lado_nao_solta_a_trava(caminho: Path) -> None:
    caminho.write_bytes(b"base")
    with Trava(caminho):
        for arquivo in caminho.parent.iterdir():
            if arquivo != caminho:
                arquivo.unlink()
        assert not Trava(caminho).tentar()
    assert [arquivo.name for arquivo in caminho.parent.iterdir()] == ["aviso.db"]


def test_outro_nome_do_mesmo_arquivo_e_recusado(caminho: Path) -> None:
    caminho.write_bytes(b"base")
    os.link(caminho, caminho.with_name("outro.db"))
    for nome in ("aviso.db", "outro.db"):
        with pytest.raises(AmbienteIndisponivel, match=r"2 nomes no disco \(link físico\)"):
            Trava(caminho.with_name(nome)).tomar()


def test_trocado_o_arquivo_vale_o_novo(caminho: Path) -> None:
    caminho.write_bytes(b"base")
    with Trava(caminho):
        novo = caminho.with_name("novo")
        novo.write_bytes(b"outra")
        novo.replace(caminho)
        with Trava(caminho):
            assert not Trava(caminho).tentar()


def test_base_que_nao_existe_continua_sem_existir(caminho: Path) -> None:
    with Trava(caminho):
        assert not Trava(caminho).tentar()
    assert not caminho.exists()


ABRIR_E_FECHAR = """
    from modelos.base.abertura import abrir
    abrir(base).fechar()
    avisar("fechou")
"""


@pytest.mark.parametrize("tomada", [True, False], ids=["tomada e solta", "de outro"])
def test_usar_a_trava_nao_solta_as_do_motor_da_base_aberta(caminho: Path, *, tomada: bool) -> None:
    """Fechar um descritor da base cancelaria as travas do SQLite: outro terminal apagaria o diário dela ao sair."""
    with abrir(caminho):
        with ExitStack() as pilha:
            if not tomada:
                processo = pilha.enter_context(outro_processo(SEGURAR, caminho))
                processo.esperar("com a trava")
            for _ in range(3):
                trava = Trava(caminho)
                assert trava.tentar() is tomada
                trava.soltar()
        with outro_processo(ABRIR_E_FECHAR, caminho) as outro:
            outro.esperar("fechou")
        assert caminho.with_name(f"{caminho.name}-wal").exists()
        grupos.garantir(["Financeiro"])
    with abrir(caminho):
        assert grupos.listar() == ["Financeiro"]


def test_pasta_que_nao_existe_tem_frase(tmp_path: Path) -> None:
    (tmp_path / "arquivo").write_text("")
    with pytest.raises(AmbienteIndisponivel):
        Trava(tmp_path / "arquivo" / "a.db").tentar()
