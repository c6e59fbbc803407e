"""O que vem do sistema e não do pip: as bibliotecas do Qt no Linux e, no Debian, o `ensurepip`.

Só a biblioteca padrão: roda antes de haver ambiente.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence

BIBLIOTECAS_QT = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libx11-xcb1": "libX11-xcb.so.1",
}
"""Pacote do Debian e a biblioteca que ele traz: o que o Qt pede do sistema no Linux."""


class Impedimento(Exception):
    """O que impede de continuar, em português e com o que fazer."""


def dizer(frase: str) -> None:
    """Escreve na saída de erro, que aceita qualquer letra em qualquer terminal."""
    print(frase, file=sys.stderr, flush=True)


def conferir_sistema() -> None:
    """Confere o que vem do sistema e não do pip; num Debian, instala se puder.

    Raises:
        Impedimento: falta algo e não dá para instalar daqui.
    """
    bibliotecas = bibliotecas_que_faltam()
    falta_ensurepip = importlib.util.find_spec("ensurepip") is None
    if not bibliotecas and not falta_ensurepip:
        return
    if shutil.which("apt-get") is None:
        raise Impedimento(_falta_sem_apt(bibliotecas, falta_ensurepip))
    pacotes = [*bibliotecas, *([pacote_do_venv()] if falta_ensurepip else [])]
    if not e_administrador():
        raise Impedimento(
            "Faltam pacotes do sistema. Instale-os com este comando e rode de novo:\n"
            f"  sudo apt-get update && sudo apt-get install -y {' '.join(pacotes)}"
        )
    if ha_terminal() and not _consentir(pacotes):
        raise Impedimento("Nada foi instalado. Instale os pacotes você mesmo, ou rode de novo e responda s.")
    instalar_do_sistema(pacotes)


def ha_terminal() -> bool:
    """Diz se há uma pessoa a quem perguntar; agendador e CI não têm."""
    return sys.stdin is not None and sys.stdin.isatty()


def _consentir(pacotes: Sequence[str]) -> bool:
    """Diz o que vai ser instalado e pergunta; Enter é não."""
    dizer("Faltam pacotes do sistema. Serão instalados com o apt-get:\n  " + "\n  ".join(pacotes))
    print("Instalar agora? [s/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"s", "sim"}


def bibliotecas_que_faltam() -> dict[str, str]:
    """Das bibliotecas que o Qt pede no Linux, as que o carregador do sistema não acha."""
    if not sysconfig.get_platform().startswith("linux"):
        return {}
    return {pacote: arquivo for pacote, arquivo in BIBLIOTECAS_QT.items() if not _carrega(arquivo)}


def _carrega(biblioteca: str) -> bool:
    """Pede ao carregador do sistema, que é quem o Qt vai usar; sem `ctypes` não há como saber, e segue."""
    try:
        import ctypes  # noqa: PLC0415 - só na primeira vez, e há Python compilado sem ele

        ctypes.CDLL(biblioteca)
    except OSError:
        return False
    except ImportError:
        return True
    return True


def pacote_do_venv() -> str:
    """Pacote do Debian que traz o `ensurepip` deste Python."""
    desta_versao = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    padrao = os.path.basename(os.path.realpath("/usr/bin/python3"))
    return "python3-venv" if padrao == desta_versao else f"{desta_versao}-venv"


def e_administrador() -> bool:
    """Diz se o processo pode instalar pacotes do sistema."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _falta_sem_apt(bibliotecas: dict[str, str], falta_ensurepip: bool) -> str:
    frases = []
    if bibliotecas:
        frases.append(
            "Faltam bibliotecas do sistema. Instale, pelo gerenciador de pacotes do seu sistema, os pacotes que "
            f"trazem: {', '.join(bibliotecas.values())}."
        )
    if falta_ensurepip:
        frases.append("Este Python veio sem o módulo ensurepip: instale o pacote que o traz, ou outro Python.")
    return " ".join([*frases, "Depois rode de novo."])


def instalar_do_sistema(pacotes: Sequence[str]) -> None:
    """Instala pacotes do Debian; só é chamada por quem pode.

    Raises:
        Impedimento: o apt falhou.
    """
    dizer(f"Instalando pacotes do sistema: {' '.join(pacotes)}")
    ambiente = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    instalar = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *pacotes)
    for comando in (("apt-get", "update", "-q"), instalar):
        if subprocess.run(comando, stdout=sys.stderr, env=ambiente, check=False).returncode:
            raise Impedimento(
                "Não foi possível instalar os pacotes do sistema: leia acima o que o apt disse, resolva e rode de "
                f"novo. O comando que falhou: {' '.join(comando)}"
            )
