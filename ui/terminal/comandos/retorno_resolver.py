"""`app.py retorno-resolver`: decide um título de um retorno: dar por pago ou soltar."""

from __future__ import annotations

import argparse

from envio.retorno.decisao import resolver
from envio.retorno.extrato import dar_por_pago
from regras.retorno.arquivo import Decisao, DecisaoTomada
from ui.terminal import saida_do_retorno as saida
from ui.terminal.argumentos import NUMERO, Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Decide um título: `baixar` dá por pago o débito achado;\n"
        "`soltar` tira a baixa ou a retenção, e o débito volta a ser o que o ERP diz."
    )
    comando.epilog = "exemplo:\n  python app.py retorno-resolver 3 12 baixar"
    inteiro = NUMERO
    comando.add_argument("retorno", type=inteiro, metavar="ID", help="número do retorno")
    comando.add_argument("linha", type=inteiro, metavar="LINHA", help="linha do título no arquivo")
    comando.add_argument(
        "decisao", choices=[decisao.value for decisao in Decisao], metavar="baixar|soltar", help="o que fazer"
    )
    comando.add_argument(
        "--debito",
        nargs=3,
        metavar=("CLIENTE", "DOC", "PARCELA"),
        help="de um extrato OFX, o débito pago",
    )
    comando.add_argument("--motivo", default="", metavar="TEXTO", help="por que; fica no histórico e no dossiê")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base():
        tomada = DecisaoTomada(Decisao(argumentos.decisao), sessao.composicao.agora(), argumentos.motivo)
        numero, linha, hoje = argumentos.retorno, argumentos.linha, sessao.composicao.hoje()
        if argumentos.debito and tomada.decisao is Decisao.BAIXAR:
            item = dar_por_pago(numero, linha, tuple(argumentos.debito), tomada, hoje)
        else:
            item = resolver(numero, linha, tomada, hoje)
    return Resposta({"id": argumentos.retorno, **saida.do_item(item)}, saida.itens_em_texto([item]))
