"""`app.py autorizar`: autoriza a conta de e-mail na Microsoft ou no Google."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from contextlib import closing

from envio.acesso.guarda import Guarda
from envio.acesso.oauth import consentimento
from envio.acesso.oauth.pedidos import Tokens
from envio.ambiente import Ambiente
from envio.contas import contas
from envio.contas.contas import Autorizada
from envio.eventos import Aguardar
from modelos.contas import contas_email
from regras.cadastro import ContaEmail
from regras.erros import DadoInvalido
from ui.terminal.argumentos import NUMERO, Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Autoriza a conta de e-mail na Microsoft ou no Google. Escreve na saída de erro o endereço a abrir no navegador"
        " deste computador e espera até 5 minutos. O token fica no cofre do sistema."
    )
    comando.epilog = "exemplo:\n  python app.py autorizar 1 --dispositivo"
    comando.add_argument("numero", type=NUMERO, metavar="NUMERO", help="número da conta")
    comando.add_argument(
        "--dispositivo",
        action="store_true",
        help="mostra um código para digitar em qualquer aparelho (só Microsoft)",
    )


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base() as base:
        conta = _obter(argumentos.numero)
        ambiente = sessao.ambiente(base)
        contas.exigir_cofre(ambiente.cofre)
        tokens = _autorizar(conta, ambiente, sessao, por_codigo=argumentos.dispositivo)
        em = ambiente.agora()
        contas.gravar(conta, None, ambiente.cofre, autorizada=Autorizada(tokens.renovacao, em))
    objeto = {"conta": conta.numero, "autenticacao": conta.autenticacao.value, "autorizada_em": em.isoformat()}
    return Resposta({"autorizacao": objeto}, f"Conta {conta.numero} autorizada: {conta.login()}.")


def _obter(numero: int) -> ContaEmail:
    conta = contas_email.obter(numero)
    if conta is None:
        raise DadoInvalido("conta", f"a conta de e-mail {numero} não existe", o_que_fazer="Cadastre-a antes.")
    if not conta.e_autorizada():
        raise DadoInvalido(
            "conta",
            f"a conta de e-mail {numero} entra por senha",
            o_que_fazer="Para autorizar, antes mude-a com `app.py conta-email … --autenticacao microsoft` ou google.",
        )
    return conta


def _autorizar(conta: ContaEmail, ambiente: Ambiente, sessao: Sessao, *, por_codigo: bool) -> Tokens:
    segredo = Guarda(ambiente.cofre, conta.numero).segredo()
    cliente = ambiente.abrir_oauth().cliente(conta, segredo)
    conduzir = consentimento.autorizar_por_codigo if por_codigo else consentimento.autorizar_no_navegador
    with closing(conduzir(cliente)) as passos:
        return _acompanhar(passos, sessao)


def _acompanhar(passos: Iterator[consentimento.Passo], sessao: Sessao) -> Tokens:
    for passo in passos:
        if isinstance(passo, consentimento.AbrirNavegador):
            sessao.avisar(f"Abra este endereço no navegador deste computador e autorize:\n{passo.endereco}")
        elif isinstance(passo, consentimento.DigitarCodigo):
            minutos = passo.dura_s // 60
            sessao.avisar(f"Abra {passo.endereco} e digite o código {passo.codigo} (vale por {minutos} minutos).")
        elif isinstance(passo, Aguardar):
            esperar(passo.segundos)
        elif isinstance(passo, consentimento.Autorizada):
            return passo.tokens
    raise RuntimeError("a autorização acabou sem resultado")


def esperar(segundos: float) -> None:
    """Espera; o Ctrl+C interrompe."""
    threading.Event().wait(segundos)
