"""`app.py resolver`: decide um aviso em dúvida: reenviar ou dar como enviado."""

from __future__ import annotations

import argparse

from envio.fechamento.resolucao import Decisao, resolver
from regras.aviso import Estado
from ui.terminal import saida
from ui.terminal.argumentos import NUMERO, Analisador
from ui.terminal.comandos.historico import em_texto
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Decide um aviso em dúvida. A grande maioria foi aceita pelo servidor: reenviar pode gerar cópia."
    )
    comando.epilog = "exemplo:\n  python app.py resolver 42 enviado"
    comando.add_argument("aviso", type=NUMERO, metavar="AVISO", help="número do aviso")
    comando.add_argument(
        "decisao", choices=[decisao.value for decisao in Decisao], metavar="reenviar|enviado", help="o que fazer"
    )
    comando.pedir_senha()


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base() as base:
        senha = sessao.ler_senha(argumentos.senha_da_entrada)
        aviso = resolver(argumentos.aviso, Decisao(argumentos.decisao), sessao.ambiente(base), senha=senha)
    saiu = aviso.estado is Estado.ENVIADO and not aviso.destinatarios_pendentes
    return Resposta(saida.do_aviso(aviso), em_texto([aviso]), SAIDA_CERTA if saiu else SAIDA_COM_RESSALVAS)
