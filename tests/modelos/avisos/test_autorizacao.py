"""A trava da base e as instalações confirmadas (regras.md §6.7)."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from modelos.acesso import locais
from modelos.avisos import autorizacao, diario_conferido
from modelos.avisos.autorizacao import IdentidadeDB
from modelos.avisos.diario_conferido import Marco
from modelos.base.abertura import abrir
from regras.base_travada import Bloqueio, PorQue
from regras.erros import AmbienteIndisponivel


@pytest.fixture
def caminho(tmp_path: Path) -> Path:
    """Uma base que nasceu nesta instalação."""
    caminho = tmp_path / "aviso.db"
    with abrir(caminho):
        assert autorizacao.travada() is None
    return caminho


def test_base_reaberta_por_outro_nome_do_mesmo_lugar_segue_livre(caminho: Path, tmp_path: Path) -> None:
    atalho = tmp_path / "atalho"
    atalho.symlink_to(tmp_path, target_is_directory=True)
    with abrir(atalho / caminho.name):
        assert autorizacao.travada() is None


def test_base_copiada_a_mao_fica_travada_ate_ser_confirmada(caminho: Path, tmp_path: Path) -> None:
    copiada = Path(shutil.copyfile(caminho, tmp_path / "outra.db"))
    with abrir(copiada):
        assert autorizacao.travada() == Bloqueio(PorQue.DESCONHECIDA, caminho=str(copiada))
        autorizacao.destravar()
        assert autorizacao.travada() is None
    with abrir(caminho):
        assert autorizacao.travada() is None


def test_base_levada_a_outra_maquina_fica_travada(caminho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locais, "instalacao", lambda: "outra")
    with abrir(caminho):
        assert autorizacao.travada()
        autorizacao.destravar()
        assert autorizacao.travada() is None


@pytest.mark.parametrize(
    "bloqueio",
    [
        Bloqueio(PorQue.RESTAURADA, em=datetime(2026, 11, 24, 12, tzinfo=UTC), copia="cópia.db"),
        Bloqueio(PorQue.ANTIGA, avisos=3, de=date(2026, 11, 20), ate=date(2026, 11, 24)),
    ],
)
def test_motivo_da_trava_vem_antes_e_sai_ao_destravar(caminho: Path, bloqueio: Bloqueio) -> None:
    with abrir(caminho):
        autorizacao.travar(bloqueio)
        assert autorizacao.travada() == bloqueio
        autorizacao.destravar()
        assert autorizacao.travada() is None


@pytest.mark.log_esperado
def test_sem_pasta_de_dados_a_base_abre_mas_nao_envia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "arquivo").write_text("")
    monkeypatch.setattr(locais, "pasta_de_dados", lambda: tmp_path / "arquivo" / "pasta")
    with abrir(tmp_path / "aviso.db"):
        bloqueio = autorizacao.travada()
        assert bloqueio is not None
        assert bloqueio.por_que is PorQue.SEM_DIARIO
        with pytest.raises(AmbienteIndisponivel, match="instalacao"):
            autorizacao.destravar()


def test_segredo_nasce_com_a_base_e_vai_com_as_copias_dela(caminho: Path, tmp_path: Path) -> None:
    with abrir(caminho):
        segredo = autorizacao.segredo()
    assert re.fullmatch("[0-9a-f]{64}", segredo)
    with abrir(Path(shutil.copyfile(caminho, tmp_path / "copia.db"))):
        assert autorizacao.segredo() == segredo
    with abrir(tmp_path / "outra.db"):
        assert autorizacao.segredo() != segredo


def test_base_sem_segredo_nao_inventa_um(caminho: Path) -> None:
    with abrir(caminho):
        autorizacao.IdentidadeDB.update(segredo="").execute()
        with pytest.raises(AmbienteIndisponivel, match="segredo"):
            autorizacao.segredo()


def test_a_copia_e_outra_base_com_segredo_e_diario_por_nascer(caminho: Path) -> None:
    with abrir(caminho):
        diario_conferido.gravar(Marco(3, 30, "c"))
        antes = (autorizacao.uuid(), autorizacao.segredo())
        nova = autorizacao.virar_copia()
        assert nova == autorizacao.uuid()
        assert not set(antes) & {nova, autorizacao.segredo()}
        assert (diario_conferido.obter(), autorizacao.travada()) == (Marco(), None)


def test_identidade_que_e_caminho_nao_vira_arquivo(caminho: Path) -> None:
    with abrir(caminho):
        IdentidadeDB.update(uuid="../../fora").execute()
        with pytest.raises(AmbienteIndisponivel, match="não é um UUID"):
            autorizacao.uuid()


def test_restaurada_por_usuario_novo_segue_dita_como_restaurada(caminho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locais, "instalacao", lambda: "outra")
    with abrir(caminho):
        autorizacao.travar(Bloqueio(PorQue.ANTIGA, avisos=1))
        bloqueio = autorizacao.travada()
        assert bloqueio is not None
        assert bloqueio.exige_como
        autorizacao.travar(Bloqueio(PorQue.RESTAURADA, copia="x.db"))
        assert autorizacao.travada() == Bloqueio(PorQue.RESTAURADA, copia="x.db")
