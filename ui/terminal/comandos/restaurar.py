"""`app.py restaurar`: confere uma cópia e a restaura."""

from __future__ import annotations

import argparse
from pathlib import Path

from modelos.base import copias
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import Resposta, Sessao, caminho_da_base


def montar(comando: Analisador) -> None:
    comando.description = (
        "Confere a cópia, guarda a base atual ao lado e restaura. A base fica travada até `destravar`."
    )
    comando.epilog = "exemplo:\n  python app.py restaurar aviso-2026-11-24-173300.db"
    comando.add_argument("arquivo", type=Path, metavar="ARQUIVO", help="a cópia")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    caminho = caminho_da_base(sessao.caminho_base)
    guardada = copias.restaurar(argumentos.arquivo, caminho, sessao.composicao.agora())
    # Aberta já, a base ganha o que o diário de envios sabe e ela não.
    with sessao.abrir_base():
        pass
    objeto = {"arquivo": str(argumentos.arquivo), "base": str(caminho), "guardada": str(guardada) if guardada else None}
    ao_lado = f" A base anterior está em {guardada}." if guardada else ""
    return Resposta(
        objeto,
        f"Base restaurada de {argumentos.arquivo}.{ao_lado}\n"
        "Ela está travada para envio: confirme com `app.py destravar` que é a verdadeira.",
    )
