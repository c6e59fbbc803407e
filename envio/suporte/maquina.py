"""O programa e a máquina em que ele roda, sem o nome dela nem o de quem a usa."""

from __future__ import annotations

import getpass
import locale
import platform
import sys
import tomllib
from contextlib import suppress
from importlib import metadata
from pathlib import Path

_PACOTE = "aviso-de-debitos"
_PROJETO = Path(__file__).resolve().parents[2] / "pyproject.toml"
_SEM_VERSAO = "em desenvolvimento"
_PACOTES = (
    *("PySide6-Essentials", "peewee", "reportlab", "Pillow", "python-barcode", "zxing-cpp", "pypdfium2", "Jinja2"),
    *(
        "nh3",
        "holidays",
        "python-stdnum",
        "keyring",
        "truststore",
        "oauthlib",
        "IMAPClient",
        "python-calamine",
        "filelock",
    ),
)
"""Os que já mudaram de comportamento de uma versão para outra, ou podem mudar."""


def versao() -> str:
    """A versão instalada; rodando direto da pasta do projeto, a que está escrita nele."""
    return _versao_de(_PACOTE) or _do_projeto(_PROJETO) or _SEM_VERSAO


def descrever() -> list[tuple[str, str]]:
    """O que se sabe do programa e do sistema, um fato por linha."""
    codificacao = f"{sys.getfilesystemencoding()}, {locale.getpreferredencoding(do_setlocale=False)}"
    return [
        ("Programa", versao()),
        ("Python", f"{platform.python_version()} ({platform.python_implementation()}, {platform.architecture()[0]})"),
        ("Sistema", platform.platform()),
        ("Processador", platform.machine()),
        ("Codificação", codificacao),
        *((nome, numero) for nome in _PACOTES if (numero := _versao_de(nome))),
    ]


def nomes_daqui() -> list[str]:
    """O nome da máquina e o de quem a usa, para tirar de todo texto."""
    nomes = [platform.node(), Path.home().name]
    with suppress(OSError, KeyError, ImportError):
        nomes.append(getpass.getuser())
    return nomes


def _versao_de(pacote: str) -> str:
    try:
        return metadata.version(pacote)
    except metadata.PackageNotFoundError:
        return ""


def _do_projeto(arquivo: Path) -> str:
    """A versão escrita no projeto; vazio se ele não está ao lado ou não se lê."""
    try:
        projeto = tomllib.loads(arquivo.read_text(encoding="utf-8")).get("project", {})
    except (OSError, ValueError):
        return ""
    return str(projeto.get("version", ""))
