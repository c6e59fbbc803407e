"""Base em pasta de rede é recusada com o porquê; sem saber, abre e o log diz; a pasta da nuvem é avisada."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from modelos.base import copias, lugar
from modelos.base.abertura import abrir
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import EM

MOUNTINFO = r"""
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 22 0:25 / /tmp rw,nosuid - tmpfs tmpfs rw
41 22 0:40 / /mnt/cobran\303\247a\040geral rw - cifs //servidor/geral rw,vers=3.1.1
42 22 0:41 / /srv/rita rw - nfs4 10.0.0.2:/casa rw
43 42 0:42 / /srv/rita/local rw shared:9 master:2 - xfs /dev/sdb1 rw
44 22 0:43 / /mnt/auto rw - autofs systemd-1 rw
45 22 0:44 / /mnt/auto rw - nfs servidor:/auto rw
46 22 0:45 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
47 22 0:46 / /mnt/ssh rw - fuse.sshfs rita@servidor: rw
48 22 8:17 / /mnt/usb rw - fuseblk /dev/sdb1 rw
49 22 0:50 / /mnt/c rw - 9p C:\134 rw,aname=drvfs
linha que não é montagem
"""
MOUNT = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)
//rita@servidor/geral on /Volumes/Geral (2) (smbfs, nodev, nosuid, mounted by rita)
"""


@pytest.mark.parametrize(
    ("caminho", "tipo"),
    [
        ("/srv/joao/aviso.db", ""),
        ("/aviso.db", ""),
        ("/mnt/cobrança geral/base/aviso.db", "cifs"),
        ("/mnt/cobrança geral 2/aviso.db", ""),
        ("/srv/rita/aviso.db", "nfs4"),
        ("/srv/rita/local/aviso.db", ""),
        ("/mnt/auto/aviso.db", "nfs"),
        ("/run/user/1000/gvfs/smb-share:server=s,share=g/aviso.db", "fuse.gvfsd-fuse"),
        ("/mnt/ssh/aviso.db", "fuse.sshfs"),
        ("/mnt/usb/aviso.db", ""),
        ("/mnt/c/aviso.db", "9p"),
    ],
)
def test_no_linux_vale_a_montagem_mais_funda(caminho: str, tipo: str) -> None:
    montagens = lugar.ler_mountinfo(os.fsdecode(_em_octal(MOUNTINFO)))
    assert lugar.em_montagens(PurePosixPath(caminho), montagens) == tipo


def _em_octal(texto: str) -> bytes:
    """O núcleo só escapa espaço, tabulação, quebra e barra; a letra acentuada vem em bytes."""
    return texto.replace(r"\303\247", "ç").encode()


@pytest.mark.parametrize(("tipo", "visto"), [("9p", ""), ("nfs4", "nfs4"), ("ext4", "")])
def test_disco_inteiro_da_maquina_virtual_nao_e_rede(tipo: str, visto: str) -> None:
    assert lugar.em_montagens(PurePosixPath("/base/aviso.db"), [("/", tipo)]) == visto


@pytest.mark.parametrize(
    ("caminho", "tipo"),
    [("/Volumes/Geral (2)/aviso.db", "smbfs"), ("/Volumes/Disco/aviso.db", "")],
    ids=["rede", "disco"],
)
def test_no_macos_vale_o_que_o_mount_lista(caminho: str, tipo: str) -> None:
    assert lugar.em_montagens(PurePosixPath(caminho), lugar.ler_mount(MOUNT)) == tipo


@pytest.mark.parametrize(
    ("caminho", "servidor"),
    [
        (r"\\SERVIDOR\Geral\aviso.db", "SERVIDOR"),
        ("//servidor/geral/aviso.db", "servidor"),
        (r"\\?\UNC\servidor\geral\aviso.db", "servidor"),
        (r"\\wsl.localhost\Ubuntu\srv\aviso.db", "wsl.localhost"),
        (r"\\?\C:\base\aviso.db", ""),
        (r"\\.\C:\base\aviso.db", ""),
        (r"C:\base\aviso.db", ""),
        ("/base/aviso.db", ""),
        ("aviso.db", ""),
    ],
)
def test_endereco_de_servidor_do_windows(caminho: str, servidor: str) -> None:
    assert lugar.servidor_de(caminho) == servidor


@pytest.mark.parametrize(("resposta", "visto"), [(4, "unidade Z:"), (3, ""), (2, ""), (1, "")])
def test_letra_do_windows_mapeada_para_a_rede(resposta: int, visto: str) -> None:
    perguntas: list[str] = []

    def tipo_da_unidade(raiz: str) -> int:
        perguntas.append(raiz)
        return resposta

    assert lugar.em_unidade(PureWindowsPath(r"Z:\base\aviso.db"), tipo_da_unidade) == visto
    assert perguntas == ["Z:\\"]


def test_letra_que_o_windows_nao_conhece_nao_se_sabe() -> None:
    with pytest.raises(OSError, match="desconhecida"):
        lugar.em_unidade(PureWindowsPath(r"Z:\aviso.db"), lambda _raiz: 0)


def test_recusa_diz_por_que_e_o_que_fazer_sem_tocar_em_nada(tmp_path: Path) -> None:
    caminho = tmp_path / "geral" / "aviso.db"
    with pytest.raises(AmbienteIndisponivel) as erro:
        lugar.exigir_local(caminho, lambda _caminho: "nfs4")
    assert f"A base {caminho} fica em uma pasta de rede (nfs4)" in erro.value.mensagem
    assert "programas abertos na mesma máquina" in erro.value.mensagem
    assert "disco desta máquina" in erro.value.o_que_fazer
    assert list(tmp_path.iterdir()) == []


def test_endereco_de_servidor_e_recusado_sem_perguntar_ao_sistema() -> None:
    def nao_perguntar(_caminho: Path) -> str:
        raise AssertionError("não era para perguntar")

    for endereco in (r"\\servidor\geral\aviso.db", "//servidor-que-nao-ha/geral/aviso.db"):
        with pytest.raises(AmbienteIndisponivel, match="pasta de rede"):
            lugar.exigir_local(Path(endereco), nao_perguntar)


def test_barra_a_mais_no_comeco_de_uma_pasta_que_existe_nao_e_servidor(tmp_path: Path) -> None:
    vistos: list[Path] = []

    def anotar(caminho: Path) -> str:
        vistos.append(caminho)
        return ""

    lugar.exigir_local(Path(f"/{tmp_path}/aviso.db"), anotar)
    assert vistos == [tmp_path.resolve() / "aviso.db"]


def test_atalho_de_pasta_local_para_a_rede_e_seguido(tmp_path: Path) -> None:
    rede = tmp_path / "rede"
    rede.mkdir()
    (tmp_path / "atalho").symlink_to(rede)
    with pytest.raises(AmbienteIndisponivel, match="pasta de rede"):
        lugar.exigir_local(tmp_path / "atalho" / "aviso.db", lambda caminho: "cifs" if rede in caminho.parents else "")


@pytest.mark.log_esperado
@pytest.mark.parametrize(
    "erro", [OSError("sem resposta"), subprocess.TimeoutExpired("mount", 5)], ids=["os", "comando"]
)
def test_sonda_que_falha_nao_impede_e_vai_ao_log(
    tmp_path: Path, erro: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def falhar(_caminho: Path) -> str:
        raise erro

    lugar.exigir_local(tmp_path / "aviso.db", falhar)
    assert "não se sabe se a base está em pasta de rede" in caplog.text
    assert str(tmp_path) not in caplog.text


def test_a_sonda_de_verdade_responde_nesta_maquina(tmp_path: Path) -> None:
    assert lugar.do_sistema(tmp_path.resolve() / "aviso.db") == ""


@pytest.fixture
def na_rede(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Uma pasta que o sistema diz ser de rede."""
    pasta = tmp_path / "rede"
    monkeypatch.setattr(lugar, "do_sistema", lambda caminho: "cifs" if pasta in caminho.parents else "")
    return pasta


@pytest.mark.parametrize("existe", [False, True], ids=["nova", "que já existe"])
def test_abrir_recusa_a_base_na_rede(na_rede: Path, existe: bool) -> None:
    if existe:
        na_rede.mkdir()
        (na_rede / "aviso.db").write_bytes(b"")
    antes = sorted(na_rede.parent.rglob("*"))
    with pytest.raises(AmbienteIndisponivel, match="pasta de rede"):
        abrir(na_rede / "aviso.db")
    assert sorted(na_rede.parent.rglob("*")) == antes


def test_restaurar_recusa_o_destino_na_rede_e_aceita_a_copia_de_la(na_rede: Path, tmp_path: Path) -> None:
    with abrir(tmp_path / "aviso.db") as base:
        copia = copias.copiar(base, na_rede, EM).arquivo
    with pytest.raises(AmbienteIndisponivel, match="pasta de rede"):
        copias.restaurar(copia, na_rede / "aviso.db", EM)
    assert [arquivo.name for arquivo in na_rede.iterdir()] == [copia.name]
    copias.restaurar(copia, tmp_path / "aviso.db", EM)


@pytest.mark.parametrize(
    ("pasta", "programa"),
    [
        (r"D:\OneDrive\Cobrança", "o OneDrive"),
        (r"D:\OneDrive - Aurora Ltda", "o OneDrive"),
        (r"D:\Dropbox (Aurora)\base", "o Dropbox"),
        (r"G:\Meu Drive\base", "o Google Drive"),
        ("/Volumes/Disco/CloudStorage/GoogleDrive-rita@aurora.com.br/base", "o Google Drive"),
        ("/Volumes/Disco/Mobile Documents/com~apple~CloudDocs", "o iCloud"),
        ("/srv/rita/Nextcloud", "um programa de nuvem"),
        (r"C:\Programas\aviso-de-debitos", ""),
        ("/srv/rita/meu dropbox velho", ""),
    ],
)
def test_pasta_que_vai_para_a_nuvem_e_conhecida_pelo_nome(pasta: str, programa: str) -> None:
    familia: Callable[..., PureWindowsPath | PurePosixPath] = PureWindowsPath if "\\" in pasta else PurePosixPath
    assert lugar.sincronizada(familia(pasta, "aviso.db")) == programa


def test_nome_do_arquivo_nao_faz_a_pasta_ser_da_nuvem() -> None:
    assert lugar.sincronizada(PurePosixPath("/srv/rita/Dropbox")) == ""
    assert lugar.ressalva(Path("/srv/rita/aviso.db")) == ""


@pytest.mark.log_esperado
def test_base_na_pasta_da_nuvem_abre_com_ressalva(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caminho = tmp_path / "OneDrive" / "aviso.db"
    with abrir(caminho):
        pass
    assert "o OneDrive leva para a nuvem" in caplog.text
    assert "o OneDrive leva para a nuvem" in lugar.ressalva(caminho)
