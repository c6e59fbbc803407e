"""`app.py devolvidos`: os endereços que não recebem mais, e a limpeza da marca."""

from __future__ import annotations

import argparse

from modelos import devolvidos
from regras.erros import DadoInvalido
from ui.terminal import saida
from ui.terminal.argumentos import Analisador, ler_email, tipo
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    """Põe no analisador a descrição, os argumentos e o que executar."""
    comando.description = "Lista os endereços que o servidor recusou de vez; `limpar E` faz um voltar a receber."
    comando.epilog = "exemplo:\n  python app.py devolvidos limpar maria@cliente.com.br"
    comando.add_argument("acao", nargs="?", choices=["limpar"], help="limpar a marca de um endereço")
    comando.add_argument("email", nargs="?", type=tipo(ler_email), metavar="E", help="o endereço a limpar")
    comando.set_defaults(executar=executar)


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa o comando."""
    if argumentos.acao and not argumentos.email:
        raise DadoInvalido("limpar", "falta o endereço", o_que_fazer="Exemplo: `app.py devolvidos limpar a@b.com.br`.")
    with sessao.abrir_base():
        if argumentos.email and not devolvidos.limpar(argumentos.email):
            raise DadoInvalido("endereço", f"{argumentos.email} não está marcado como devolvido")
        marcados = devolvidos.listar()
    objeto = [{"email": item.email, "motivo": item.motivo, "em": item.em.isoformat()} for item in marcados]
    linhas = [(item.email, item.motivo, saida.em_dia(item.em.date())) for item in marcados]
    texto = saida.em_tabela(("Endereço", "Motivo", "Desde"), linhas) if linhas else "Nenhum endereço devolvido."
    return Resposta({"devolvidos": objeto}, texto)
