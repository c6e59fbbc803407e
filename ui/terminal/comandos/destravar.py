"""`app.py destravar`: confirma que a base restaurada ou copiada é a verdadeira."""

from __future__ import annotations

import argparse

from envio.entrega import conciliacao
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = "Confirma que a base restaurada ou copiada é a verdadeira, e libera o envio."
    comando.epilog = "exemplo:\n  python app.py destravar"


def executar(_argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base() as base:
        bloqueio = conciliacao.destravar(sessao.ambiente(base))
    motivo = bloqueio.frase() if bloqueio else None
    texto = f"Base liberada para envio (estava travada: {motivo})." if motivo else "A base já estava liberada."
    return Resposta({"destravada": bool(motivo), "motivo": motivo}, texto)
