"""`app.py reenviar`: manda de novo um aviso já enviado, com o motivo no histórico."""

from __future__ import annotations

import argparse

from envio.fechamento.reenvio import Resultado, conferir_motivo, reenviar
from regras.erros import FalhaEnvio
from ui.terminal import saida
from ui.terminal.argumentos import NUMERO, Analisador, tipo
from ui.terminal.comandos.historico import em_texto
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Manda outra mensagem de um aviso já enviado, só com o que ainda se deve e a quem recebe hoje. "
        "O estado, a marca e o ciclo não mudam."
    )
    comando.epilog = 'exemplo:\n  python app.py reenviar 42 --motivo "o cliente diz que não recebeu"'
    comando.add_argument("aviso", type=NUMERO, metavar="AVISO", help="número do aviso")
    comando.add_argument(
        "--motivo", required=True, type=tipo(conferir_motivo), metavar="TEXTO", help="por que vai de novo"
    )
    comando.pedir_senha()


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    resultado: Resultado | None = None
    with sessao.abrir_base() as base:
        hoje = sessao.composicao.hoje()
        senha = sessao.ler_senha(argumentos.senha_da_entrada)
        for passo in reenviar(argumentos.aviso, argumentos.motivo, sessao.ambiente(base), hoje, senha=senha):
            if isinstance(passo, Resultado):
                resultado = passo
            else:
                sessao.avisar(f"{passo.nome}: {passo.detalhe}")
    if resultado is None:
        raise FalhaEnvio(0, "o reenvio não terminou", passageira=True)
    objeto = {
        "aceito": resultado.aceito,
        "motivo": argumentos.motivo,
        "desfecho": resultado.motivo,
        "resposta": resultado.resposta or None,
    }
    texto = f"Aviso {resultado.aviso.id}: {resultado.motivo}.\n{em_texto([resultado.aviso])}"
    codigo = SAIDA_CERTA if resultado.aceito else SAIDA_COM_RESSALVAS
    return Resposta({"reenvio": objeto, "aviso": saida.do_aviso(resultado.aviso)}, texto, codigo)
