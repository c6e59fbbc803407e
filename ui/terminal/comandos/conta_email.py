"""`app.py conta-email`: cria ou altera uma conta de e-mail."""

from __future__ import annotations

import argparse
from dataclasses import replace

from envio.contas import contas
from modelos.contas import contas_email
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.documentos import validar_email
from ui.terminal import saida
from ui.terminal.argumentos import NUMERO, Analisador, ler_inteiro, tipo
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao

_SENHA_ESQUECIDA = (
    "A senha não ficou guardada: este sistema não tem cofre de senhas. Ligue um (no Linux, o Secret Service) e grave a"
    " conta de novo, ou dê a senha a cada execução: `app.py fechar --senha-da-entrada < senha.txt`, e assim também em"
    " `testar-envio`, `resolver`, `reenviar` e `devolvidos buscar`."
)
_MAIOR_RITMO = 1_000_000


def montar(comando: Analisador) -> None:
    comando.description = (
        "Cria ou altera uma conta de e-mail. Não conecta. A senha, ou o segredo do aplicativo, vai para o cofre do"
        " sistema; sem cofre a conta é gravada, a senha não fica, e a saída é 3."
    )
    comando.epilog = (
        "exemplo:\n  python app.py conta-email 1 --remetente cobranca@empresa.com.br \\\n"
        "      --servidor smtp.empresa.com.br --porta 465 --seguranca tls \\\n"
        "      --usuario cobranca@empresa.com.br --senha-da-entrada < senha.txt\n"
        "  python app.py conta-email 2 --remetente cobranca@empresa.com.br \\\n"
        "      --servidor smtp.office365.com --porta 587 --seguranca starttls \\\n"
        "      --autenticacao microsoft --aplicativo IDENTIFICADOR && python app.py autorizar 2"
    )
    ritmo = tipo(ler_inteiro(0, _MAIOR_RITMO))
    comando.add_argument("numero", type=NUMERO, metavar="NUMERO", help="número da conta")
    comando.add_argument(
        "--remetente", required=True, type=tipo(validar_email), metavar="E", help="e-mail de quem envia"
    )
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
    _por_entrada(comando)
    comando.add_argument(
        "--por-minuto", type=ritmo, metavar="N", help="limite de mensagens por minuto (0 = sem limite)"
    )
    comando.add_argument("--por-hora", type=ritmo, metavar="N", help="limite por hora (0 = sem limite)")
    comando.add_argument("--por-dia", type=ritmo, metavar="N", help="limite em 24 horas (0 = sem limite)")


def _por_entrada(comando: Analisador) -> None:
    """Como a conta entra; o que não se informa fica como estava."""
    comando.add_argument(
        "--autenticacao",
        choices=[forma.value for forma in Autenticacao],
        help="como a conta entra: por senha, ou autorizada na Microsoft ou no Google (veja `autorizar`)",
    )
    comando.add_argument("--aplicativo", metavar="ID", help="identificador do aplicativo registrado no provedor")
    comando.add_argument("--locatario", metavar="L", help="organização na Microsoft; vazio aceita qualquer uma")
    da_entrada = comando.add_mutually_exclusive_group()
    da_entrada.add_argument("--senha-da-entrada", action="store_true", help="lê a senha da entrada padrão, uma linha")
    da_entrada.add_argument(
        "--segredo-da-entrada", action="store_true", help="lê da entrada padrão o segredo do aplicativo (Google)"
    )


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base(criar=True) as base:
        existente = contas_email.obter(argumentos.numero)
        conta = contas.completar(_de_argumentos(argumentos, existente), existente)
        lido = sessao.ler_senha(argumentos.senha_da_entrada or argumentos.segredo_da_entrada)
        senha = lido if argumentos.senha_da_entrada else None
        segredo = lido if argumentos.segredo_da_entrada else None
        cofre = sessao.ambiente(base).cofre
        contas.gravar(conta, senha, cofre, segredo=segredo)
        esquecida = senha is not None and not cofre.e_persistente
    if esquecida:
        sessao.avisar(_SENHA_ESQUECIDA)
    campos = "numero remetente nome servidor porta seguranca usuario por_minuto por_hora por_dia mensagem"
    texto = f"Conta {conta.numero} gravada: {conta.remetente} por {conta.servidor}:{conta.porta}."
    codigo = SAIDA_COM_RESSALVAS if esquecida else SAIDA_CERTA
    return Resposta({"conta_email": saida.dos_campos(conta, campos)}, texto, codigo)


def _de_argumentos(argumentos: argparse.Namespace, existente: ContaEmail | None) -> ContaEmail:
    nova = ContaEmail(
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
    )
    entrada = existente or nova
    pedida = argumentos.autenticacao
    return replace(
        nova,
        autenticacao=entrada.autenticacao if pedida is None else Autenticacao(pedida),
        aplicativo=entrada.aplicativo if argumentos.aplicativo is None else argumentos.aplicativo.strip(),
        locatario=entrada.locatario if argumentos.locatario is None else argumentos.locatario.strip(),
    )
