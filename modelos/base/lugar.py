"""Em que disco a base fica: pasta de rede não serve, e a sincronizada pede cuidado.

Para vários terminais usarem a base ao mesmo tempo, o SQLite em WAL divide entre eles memória e travas que só valem
dentro de uma máquina (docs/decisoes/base-no-disco-desta-maquina.md).
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from regras.erros import AmbienteIndisponivel

log = logging.getLogger(__name__)

Sonda = Callable[[Path], str]
"""Recebe um caminho inteiro e diz que rede há por baixo, ou vazio se é disco desta máquina. `OSError`: não se sabe."""

_TIPOS_DE_REDE = (
    "9p acfs afp afpfs afs beegfs ceph cifs coda davfs ftp gfs gfs2 glusterfs gpfs lustre ncpfs nfs nfs3 nfs4 ocfs2 "
    "orangefs prl_fs pvfs2 sftp smb smb2 smb3 smbfs sshfs vboxsf vmhgfs webdav"
)
_FUSE_DE_REDE = (
    "ceph ceph-fuse curlftpfs davfs davfs2 gcsfuse glusterfs google-drive-ocamlfuse gvfsd-fuse juicefs kio-fuse mfs "
    "moosefs onedriver rclone s3fs seaweedfs sshfs vmhgfs-fuse"
)
_DE_REDE = frozenset([*_TIPOS_DE_REDE.split(), *(f"fuse.{nome}" for nome in _FUSE_DE_REDE.split())])
"""Tipos de sistema de arquivos que moram em outra máquina, contando a pasta que a máquina virtual divide com a dela."""
_TAMBEM_DISCO = frozenset({"9p"})
"""O disco inteiro de algumas máquinas virtuais chega assim, e na raiz é o disco desta máquina."""
_UNIDADE_DESCONHECIDA, _UNIDADE_REMOTA = 0, 4
"""`DRIVE_UNKNOWN` e `DRIVE_REMOTE`, do que GetDriveTypeW responde sobre uma letra."""
_MONTAGENS_LINUX = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
_LINHA_DO_MOUNT = re.compile(r"^.+? on (?P<onde>.+) \((?P<tipo>[^,()]+)[,)]")
_SEGUNDOS = 5
_SINCRONIZADAS = (
    (re.compile(r"onedrive( - .+)?", re.IGNORECASE), "o OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "o Dropbox"),
    (re.compile(r"google ?drive(-.+| \(.+\))?|my drive|meu drive", re.IGNORECASE), "o Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs", re.IGNORECASE), "o iCloud"),
    (re.compile(r"nextcloud|owncloud|megasync|pcloud ?drive", re.IGNORECASE), "um programa de nuvem"),
)
"""Como se chamam as pastas que vão para a nuvem; é só o nome, por isso o programa avisa e não recusa."""


def exigir_local(caminho: Path, sondar: Sonda | None = None) -> None:
    """Recusa a base em pasta de rede, antes de tocar em algo. Sem como saber, deixa, e o log diz.

    Args:
        caminho: o arquivo da base, que pode ainda não existir.
        sondar: como saber; None pergunta ao sistema.

    Raises:
        AmbienteIndisponivel: o arquivo ficaria em outra máquina.
    """
    try:
        inteiro = _sem_atalhos(caminho)
        rede = _servidor(str(caminho)) or _servidor(str(inteiro)) or (sondar or do_sistema)(inteiro)
    except (OSError, subprocess.SubprocessError) as erro:
        log.warning("não se sabe se a base está em pasta de rede: %s", type(erro).__name__)
        return
    if rede:
        raise AmbienteIndisponivel(
            f"A base {caminho} fica em uma pasta de rede ({rede}), e ali ela pode se estragar: vários terminais só "
            "usam a mesma base com segurança quando são programas abertos na mesma máquina.",
            "Ponha a base em uma pasta do disco desta máquina, e abra nela mesma os outros terminais, por exemplo por "
            "área de trabalho remota. As cópias de segurança, essas sim, podem ir para a rede.",
        )


def ressalva(caminho: Path) -> str:
    """A frase sobre a base em pasta que vai para a nuvem, ou vazio: abre assim mesmo, mas ninguém fica sem saber."""
    programa = sincronizada(caminho)
    if not programa:
        return ""
    return (
        f"A base está em uma pasta que {programa} leva para a nuvem: pode ser guardada pela metade, ou trocada. "
        "Com o programa fechado, passe-a para uma pasta só desta máquina; as cópias podem ir para a nuvem."
    )


def sincronizada(caminho: PurePath) -> str:
    """O programa que leva esta pasta para a nuvem, pelo nome dela; vazio se nenhum conhecido."""
    pastas = caminho.parts[:-1]
    return next((quem for pasta in pastas for nome, quem in _SINCRONIZADAS if nome.fullmatch(pasta)), "")


def do_sistema(caminho: Path) -> str:
    """A sonda de verdade: pergunta ao Windows, ao macOS ou ao Linux.

    Raises:
        OSError: o sistema não respondeu.
        subprocess.SubprocessError: o comando do sistema falhou.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - só o Windows tem a função

        return em_unidade(caminho, ctypes.windll.kernel32.GetDriveTypeW)
    if sys.platform == "darwin":
        saida = subprocess.run(["/sbin/mount"], capture_output=True, check=True, timeout=_SEGUNDOS)
        return em_montagens(caminho, ler_mount(os.fsdecode(saida.stdout)))
    return em_montagens(caminho, ler_mountinfo(os.fsdecode(_MONTAGENS_LINUX.read_bytes())))


def servidor_de(caminho: str) -> str:
    r"""O servidor de um endereço do Windows (`\\servidor\pasta`, com barras comuns ou com `\\?\UNC\` na frente).

    Vazio para letra de unidade, dispositivo e caminho sem servidor.
    """
    resto = caminho.replace("/", "\\")
    if not resto.startswith("\\\\"):
        return ""
    resto = re.sub(r"^\\\\[?.]\\UNC\\", r"\\\\", resto, flags=re.IGNORECASE).removeprefix("\\\\")
    nome = resto.partition("\\")[0]
    return "" if nome in {"?", "."} else nome


def em_unidade(caminho: PureWindowsPath | Path, tipo_da_unidade: Callable[[str], int]) -> str:
    """A letra do Windows que aponta para outra máquina; vazio se é disco desta.

    Raises:
        OSError: o Windows não sabe o que é a unidade.
    """
    tipo = tipo_da_unidade(f"{caminho.drive}\\")
    if tipo == _UNIDADE_DESCONHECIDA:
        raise OSError(f"unidade {caminho.drive} desconhecida")
    return f"unidade {caminho.drive}" if tipo == _UNIDADE_REMOTA else ""


def em_montagens(caminho: PurePosixPath | Path, montagens: Iterable[tuple[str, str]]) -> str:
    """O tipo de rede da montagem em que o caminho está; vazio se é disco desta máquina.

    Args:
        caminho: inteiro e sem atalhos.
        montagens: lugar e tipo, na ordem em que foram feitas; a última no mesmo lugar é a que vale.
    """
    onde, tipo = "", ""
    for lugar, qual in montagens:
        if len(lugar) >= len(onde) and caminho.is_relative_to(lugar):
            onde, tipo = lugar, qual
    return tipo if tipo in _DE_REDE and not (onde == "/" and tipo in _TAMBEM_DISCO) else ""


def ler_mountinfo(texto: str) -> list[tuple[str, str]]:
    """Lugar e tipo de cada linha de `/proc/self/mountinfo`: o quinto campo, e o primeiro depois do traço (proc(5))."""
    montagens = []
    for linha in texto.splitlines():
        antes, _, depois = linha.partition(" - ")
        campos = antes.split(" ")
        if len(campos) > 4 and depois:
            lugar = _OCTAL.sub(lambda achado: chr(int(achado[1], 8)), campos[4])
            montagens.append((lugar, depois.split(" ")[0]))
    return montagens


def ler_mount(texto: str) -> list[tuple[str, str]]:
    """Lugar e tipo de cada linha do `mount` do macOS, como `//eu@servidor/x on /Volumes/x (smbfs, nodev)`."""
    achados = (_LINHA_DO_MOUNT.match(linha) for linha in texto.splitlines())
    return [(achado["onde"], achado["tipo"].strip()) for achado in achados if achado]


def _servidor(caminho: str) -> str:
    """Fora do Windows, `//nome` também é a raiz escrita com barra a mais: só é servidor se não há pasta com o nome."""
    nome = servidor_de(caminho)
    if nome and os.name == "posix" and caminho.startswith("/") and Path("/", nome).exists():
        return ""
    return nome


def _sem_atalhos(caminho: Path) -> Path:
    """Onde o arquivo fica de fato: um atalho pode levar da pasta local à rede. Barra a mais no começo sai."""
    inteiro = os.path.realpath(caminho)
    return Path("/" + inteiro.lstrip("/") if os.name == "posix" else inteiro)
