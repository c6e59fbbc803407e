"""`app.py fechar`: fecha o dia: seleciona, envia e registra os avisos."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ui.terminal.argumentos import Analisador, ler_data, tipo

if TYPE_CHECKING:
    from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = "Fecha o dia: seleciona os débitos, envia um aviso por cliente e registra."
    comando.epilog = (
        "exemplos:\n  python app.py fechar --conferir\n  python app.py fechar --simular\n"
        "  python app.py fechar --data 2026-11-24 --json"
    )
    comando.add_argument(
        "--data", type=tipo(ler_data), metavar="D", help="data do fechamento (AAAA-MM-DD); hoje, se omitida"
    )
    comando.add_argument("--simular", action="store_true", help="só seleciona e mostra; não grava nem envia")
    comando.add_argument(
        "--conferir", action="store_true", help="só diz o que falta para fechar; não grava, não envia e não conecta"
    )
    comando.add_argument(
        "--plano", metavar="SOMA", default="", help="só fecha se o plano ainda é o que --simular mostrou"
    )
    comando.add_argument(
        "--confirmar-data", action="store_true", help="fecha mesmo com a data, ou o relógio, improvável"
    )
    comando.add_argument(
        "--corrigir-data",
        action="store_true",
        help="dá como feito hoje o que foi fechado com data à frente do relógio; não envia",
    )
    comando.add_argument(
        "--mesmo-desabilitado", action="store_true", help="com --simular, seleciona mesmo com o envio desabilitado"
    )
    comando.add_argument(
        "--sem-retorno", action="store_true", help="ignora, só agora, a guarda do retorno do banco atrasado"
    )
    comando.add_argument("--insistir", action="store_true", help="espera e tenta de novo os adiados até o prazo")
    comando.pedir_senha()


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    from ui.terminal import fechamento  # noqa: PLC0415 - a ajuda não importa o fechamento, que é quase o programa todo

    return fechamento.executar(argumentos, sessao)
