"""`app.py ajustes`: mostra ou altera o modo de teste e a guarda das mensagens."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace

from modelos.base import ajustes
from regras.ajustes import MAIS_MESES
from ui import frases
from ui.terminal.argumentos import Analisador, ler_inteiro, tipo
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = "Mostra os ajustes, ou altera os informados: ou todos, ou nenhum."
    comando.epilog = (
        "exemplos:\n  python app.py ajustes --teste-para eu@empresa.com.br\n  python app.py ajustes --sem-teste"
    )
    modo = comando.add_mutually_exclusive_group()
    modo.add_argument("--teste-para", metavar="E", help="liga o modo de teste: tudo vai só para este endereço")
    modo.add_argument("--sem-teste", action="store_true", help="desliga o modo de teste")
    comando.add_argument(
        "--guardar-meses",
        type=tipo(ler_inteiro(0, MAIS_MESES)),
        metavar="N",
        help="por quantos meses guardar o corpo das mensagens; 0 guarda para sempre",
    )


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base():
        atuais = ajustes.obter()
        novos = atuais
        if argumentos.teste_para is not None:
            novos = replace(novos, teste_para=argumentos.teste_para.strip().lower())
        if argumentos.sem_teste:
            novos = replace(novos, teste_para="")
        if argumentos.guardar_meses is not None:
            novos = replace(novos, guardar_meses=argumentos.guardar_meses)
        if novos != atuais:
            ajustes.gravar(novos)
    guarda = f"por {novos.guardar_meses} meses" if novos.guardar_meses else "para sempre"
    teste = frases.em_teste(novos.teste_para) if novos.em_teste() else "Modo de teste desligado: o envio é de verdade."
    return Resposta({"ajustes": asdict(novos)}, f"{teste}\nMensagens guardadas {guarda}.")
