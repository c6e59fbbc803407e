"""`app.py testar-envio`: envia uma mensagem de teste."""

from __future__ import annotations

import argparse

from envio.entrega import amostra
from regras.documentos import validar_email
from regras.erros import FalhaEnvio
from ui.terminal.argumentos import NUMERO, Analisador, tipo
from ui.terminal.sessao import SAIDA_NAO_PODE, Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = "Envia uma mensagem de teste, com relatório e boleto de amostra que não pode ser pago."
    comando.epilog = (
        "exemplos:\n  python app.py testar-envio 1 --para eu@empresa.com.br\n"
        "  python app.py testar-envio 1 --para eu@empresa.com.br --senha-da-entrada < senha.txt"
    )
    comando.add_argument("numero", type=NUMERO, metavar="NUMERO", help="número da conta")
    comando.add_argument("--para", required=True, type=tipo(validar_email), metavar="E", help="quem recebe o teste")
    comando.pedir_senha()


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    resultado: amostra.Resultado | None = None
    with sessao.abrir_base() as base:
        hoje = sessao.composicao.hoje()
        senha = sessao.ler_senha(argumentos.senha_da_entrada)
        passos = amostra.enviar_amostra(argumentos.numero, argumentos.para, hoje, sessao.ambiente(base), senha=senha)
        for passo in passos:
            if isinstance(passo, amostra.Resultado):
                resultado = passo
            else:
                sessao.avisar(f"{passo.nome}: {passo.detalhe}" if passo.detalhe else passo.nome)
    if resultado is None:
        raise FalhaEnvio(0, "o teste não terminou", passageira=True)
    objeto = {
        "enviado": resultado.enviado,
        "para": argumentos.para,
        "message_id": resultado.message_id,
        "resposta": resultado.resposta,
        "motivo": resultado.motivo or None,
    }
    if resultado.enviado:
        return Resposta({"teste": objeto}, f"Mensagem de teste aceita para {argumentos.para}: {resultado.resposta}")
    return Resposta({"teste": objeto}, resultado.motivo, SAIDA_NAO_PODE)
