"""`app.py caixa-devolucoes`: mostra ou altera onde as devoluções de uma conta chegam."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from envio.contas import caixas
from modelos.avisos import caixas_devolucoes
from modelos.contas import contas_email
from regras.devolucao import PASTA_DE_ENTRADA, PORTA_IMAP, CaixaDevolucoes
from regras.erros import DadoInvalido
from ui.terminal.argumentos import NUMERO, Analisador, ler_inteiro, tipo
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Mostra ou altera a caixa (IMAP com TLS, só leitura) em que as devoluções de uma conta chegam.\n"
        "Não conecta. Sem senha própria, vale a da conta."
    )
    comando.epilog = (
        "exemplos:\n  python app.py caixa-devolucoes 1 --servidor imap.empresa.com.br\n"
        "  python app.py caixa-devolucoes 1 --excluir"
    )
    comando.add_argument("conta", type=NUMERO, metavar="CONTA", help="número da conta")
    comando.add_argument("--servidor", metavar="H", help="servidor de entrada (IMAP)")
    comando.add_argument("--porta", type=tipo(ler_inteiro(1, 65535)), default=PORTA_IMAP, metavar="P", help="porta TLS")
    comando.add_argument("--usuario", default="", metavar="U", help="usuário da caixa; sem ele, o da conta")
    comando.add_argument("--pasta", default=PASTA_DE_ENTRADA, metavar="N", help="pasta; sem ela, a de entrada")
    comando.add_argument("--senha-da-entrada", action="store_true", help="lê a senha própria da caixa, uma linha")
    comando.add_argument("--excluir", action="store_true", help="deixa de ler as devoluções desta conta")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base() as base:
        if contas_email.obter(argumentos.conta) is None:
            raise DadoInvalido("conta", f"a conta de e-mail {argumentos.conta} não existe")
        cofre = sessao.ambiente(base).cofre
        if argumentos.excluir:
            caixas.excluir(argumentos.conta, cofre)
        elif argumentos.servidor is not None:
            nova = CaixaDevolucoes(
                argumentos.conta,
                argumentos.servidor.strip(),
                argumentos.porta,
                argumentos.usuario.strip(),
                argumentos.pasta.strip(),
            )
            caixas.gravar(nova, sessao.ler_senha(argumentos.senha_da_entrada), cofre)
        caixa = caixas_devolucoes.obter(argumentos.conta)
    if caixa is None:
        return Resposta({"caixa_devolucoes": None}, f"A conta {argumentos.conta} não tem caixa de devoluções.")
    texto = f"Devoluções da conta {caixa.conta}: pasta {caixa.pasta} em {caixa.servidor}:{caixa.porta}."
    return Resposta({"caixa_devolucoes": asdict(caixa)}, texto)
