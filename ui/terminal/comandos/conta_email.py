"""`app.py conta-email`: cria ou altera uma conta de envio; não conecta."""

from __future__ import annotations

import argparse
from typing import Any

from envio import contas
from modelos import contas_email
from regras.cadastro import ContaEmail, Seguranca
from ui.terminal.argumentos import Analisador, ler_email, ler_inteiro, tipo
from ui.terminal.sessao import Resposta, Sessao

_MAIOR_RITMO = 1_000_000


def montar(comando: Analisador) -> None:
    """Põe no analisador a descrição, os argumentos e o que executar."""
    comando.description = "Cria ou altera uma conta de e-mail. Não conecta. A senha vai para o cofre do sistema."
    comando.epilog = (
        "exemplo:\n  python app.py conta-email 1 --remetente cobranca@empresa.com.br \\\n"
        "      --servidor smtp.empresa.com.br --porta 465 --seguranca tls \\\n"
        "      --usuario cobranca@empresa.com.br --senha-da-entrada < senha.txt"
    )
    numero = tipo(ler_inteiro(1, 999_999_999))
    ritmo = tipo(ler_inteiro(0, _MAIOR_RITMO))
    comando.add_argument("numero", type=numero, metavar="NUMERO", help="número da conta")
    comando.add_argument("--remetente", required=True, type=tipo(ler_email), metavar="E", help="e-mail de quem envia")
    comando.add_argument("--servidor", required=True, metavar="H", help="servidor de saída (SMTP)")
    comando.add_argument("--porta", required=True, type=tipo(ler_inteiro(1, 65535)), metavar="P", help="porta")
    comando.add_argument(
        "--seguranca",
        required=True,
        choices=[modo.value for modo in Seguranca],
        help="tls (porta 465), starttls (587), ou nenhuma, só para a própria máquina",
    )
    comando.add_argument("--usuario", default="", metavar="U", help="usuário do login; sem ele não há login")
    comando.add_argument("--nome", default="", metavar="N", help="nome de quem envia")
    comando.add_argument("--senha-da-entrada", action="store_true", help="lê a senha da entrada padrão, uma linha")
    comando.add_argument(
        "--por-minuto", type=ritmo, metavar="N", help="limite de mensagens por minuto (0 = sem limite)"
    )
    comando.add_argument("--por-hora", type=ritmo, metavar="N", help="limite por hora (0 = sem limite)")
    comando.add_argument("--por-dia", type=ritmo, metavar="N", help="limite em 24 horas (0 = sem limite)")
    comando.set_defaults(executar=executar)


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa o comando."""
    with sessao.abrir_base() as base:
        conta = contas.completar(
            ContaEmail(
                numero=argumentos.numero,
                remetente=argumentos.remetente,
                servidor=argumentos.servidor.strip(),
                porta=argumentos.porta,
                seguranca=Seguranca(argumentos.seguranca),
                usuario=argumentos.usuario.strip(),
                nome=argumentos.nome.strip(),
                por_minuto=argumentos.por_minuto,
                por_hora=argumentos.por_hora,
                por_dia=argumentos.por_dia,
            ),
            contas_email.obter(argumentos.numero),
        )
        senha = sessao.ler_senha() if argumentos.senha_da_entrada else None
        contas.gravar(conta, senha, sessao.ambiente(base).cofre)
    objeto = _em_objeto(conta)
    return Resposta(
        {"conta_email": objeto}, f"Conta {conta.numero} gravada: {conta.remetente} por {conta.servidor}:{conta.porta}."
    )


def _em_objeto(conta: ContaEmail) -> dict[str, Any]:
    return {
        "numero": conta.numero,
        "remetente": conta.remetente,
        "nome": conta.nome,
        "servidor": conta.servidor,
        "porta": conta.porta,
        "seguranca": conta.seguranca.value,
        "usuario": conta.usuario,
        "por_minuto": conta.por_minuto,
        "por_hora": conta.por_hora,
        "por_dia": conta.por_dia,
        "mensagem": conta.mensagem,
    }
