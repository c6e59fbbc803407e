"""Abrir um arquivo gerado no programa que o sistema usa para ele (o leitor de PDF)."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel


def guardar(nome: str, conteudo: bytes) -> Path:
    """Grava onde só este usuário lê, até o programa ser fechado. Rode dentro de um `Trabalho`.

    Raises:
        AmbienteIndisponivel: não deu para gravar.
    """
    arquivo = _pasta() / nome
    with disco.traduzir(arquivo):
        arquivo.write_bytes(conteudo)
    return arquivo


def abrir(arquivo: Path) -> None:
    """Entrega o arquivo ao programa do sistema.

    Raises:
        AmbienteIndisponivel: o sistema não tem quem o abra.
    """
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(arquivo))):
        raise AmbienteIndisponivel(
            "O sistema não tem um programa que abra este arquivo.", "Salve-o e abra em outro computador."
        )


@cache
def _pasta() -> Path:
    """Uma por execução; o leitor pode estar com o arquivo aberto, e então ele fica para o sistema limpar."""
    pasta = tempfile.TemporaryDirectory(prefix="aviso-de-debitos-", ignore_cleanup_errors=True)
    atexit.register(pasta.cleanup)
    return Path(pasta.name)
