"""`app.py retorno-desfazer`: desfaz as baixas e retenções de um arquivo de retorno."""

from __future__ import annotations

import argparse

from modelos.retorno import arquivos, decisoes
from ui.terminal import saida_do_retorno as saida
from ui.terminal.argumentos import NUMERO, Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Desfaz as baixas e retenções de um arquivo de retorno, que fica no histórico e pode ser lido de novo."
    )
    comando.epilog = "exemplo:\n  python app.py retorno-desfazer 3"
    comando.add_argument("retorno", type=NUMERO, metavar="ID", help="número do retorno")
    comando.add_argument("--motivo", default="", metavar="TEXTO", help="por que; fica no histórico e no dossiê")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base():
        decisoes.desfazer(argumentos.retorno, sessao.composicao.agora(), argumentos.motivo)
        ((retorno, contagem),) = [lido for lido in arquivos.listar() if lido[0].id == argumentos.retorno]
    return Resposta(saida.do_retorno(retorno, contagem), f"Retorno {retorno.id} ({retorno.arquivo}) desfeito.")
