"""`app.py backup`, `restaurar` e `destravar`: cópias conferidas da base."""

from __future__ import annotations

import argparse
from pathlib import Path

from envio.entrega import conciliacao
from modelos.base import copias
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import Resposta, Sessao, caminho_da_base


def montar_backup(comando: Analisador) -> None:
    """Põe no analisador os argumentos de `backup`."""
    comando.description = "Faz uma cópia conferida da base, num arquivo só."
    comando.epilog = "exemplo:\n  python app.py backup --destino D:\\copias"
    comando.add_argument("--destino", type=Path, metavar="DIR", help="pasta da cópia; a das cópias, se omitida")
    comando.set_defaults(executar=copiar)


def montar_restaurar(comando: Analisador) -> None:
    """Põe no analisador os argumentos de `restaurar`."""
    comando.description = (
        "Confere a cópia, guarda a base atual ao lado e restaura. A base fica travada até `destravar`."
    )
    comando.epilog = "exemplo:\n  python app.py restaurar aviso-2026-11-24-173300.db"
    comando.add_argument("arquivo", type=Path, metavar="ARQUIVO", help="a cópia")
    comando.set_defaults(executar=voltar)


def montar_destravar(comando: Analisador) -> None:
    """Põe no analisador a descrição de `destravar`."""
    comando.description = "Confirma que a base restaurada ou copiada é a verdadeira, e libera o envio."
    comando.epilog = "exemplo:\n  python app.py destravar"
    comando.set_defaults(executar=liberar)


def copiar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa `backup`."""
    with sessao.abrir_base() as base:
        copia = copias.copiar(base, argumentos.destino, sessao.composicao.agora())
    objeto = {"arquivo": str(copia.arquivo), "bytes": copia.bytes, "sha256": copia.sha256}
    return Resposta(objeto, f"Cópia conferida em {copia.arquivo} ({copia.bytes} bytes).\nSHA-256 {copia.sha256}")


def voltar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa `restaurar`."""
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


def liberar(_argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa `destravar`."""
    with sessao.abrir_base() as base:
        bloqueio = conciliacao.destravar(sessao.ambiente(base))
    motivo = bloqueio.frase() if bloqueio else None
    texto = f"Base liberada para envio (estava travada: {motivo})." if motivo else "A base já estava liberada."
    return Resposta({"destravada": bool(motivo), "motivo": motivo}, texto)
