"""`app.py mensagem`: mostra ou altera a mensagem usada pela conta."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from modelos.acesso import disco
from modelos.contas import contas_email, mensagens
from regras.cadastro import Mensagem
from regras.erros import AmbienteIndisponivel, DadoInvalido
from regras.mensagem import texto
from ui.terminal.argumentos import NUMERO, Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    variaveis = "\n".join(f"  {item.nome:<22} {item.descricao}" for item in texto.VARIAVEIS)
    comando.description = f"Mostra a mensagem usada pela conta, ou a altera.\n\nvariáveis:\n{variaveis}"
    comando.epilog = "exemplo:\n  python app.py mensagem --html corpo.html --assunto 'Seus boletos da {{ empresa }}'"
    comando.add_argument("--html", type=Path, metavar="ARQ", help="arquivo com o corpo em HTML (UTF-8)")
    comando.add_argument("--assunto", metavar="T", help="o assunto, sem valores")
    comando.add_argument("--agradecimento", action="store_true", help="a que confirma o pagamento, em vez da da conta")
    comando.add_argument("--conta", type=NUMERO, metavar="N", help="a conta; a única, se omitida")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base():
        atual = mensagens.do_agradecimento() if argumentos.agradecimento else _da_conta(argumentos.conta)
        nova = atual
        if argumentos.html is not None:
            nova = replace(nova, html=_ler_html(argumentos.html), texto="", visual="")
        if argumentos.assunto is not None:
            nova = replace(nova, assunto=argumentos.assunto)
        if nova != atual:
            texto.validar(nova)
            mensagens.gravar(nova)
    objeto = {"numero": nova.numero, "nome": nova.nome, "assunto": nova.assunto, "html": nova.html, "texto": nova.texto}
    return Resposta({"mensagem": objeto}, f"{nova.nome}\nAssunto: {nova.assunto}\n\n{nova.html}")


def _da_conta(numero: int | None) -> Mensagem:
    """A mensagem da conta pedida, da única conta, ou a padrão.

    Raises:
        DadoInvalido: a conta pedida não existe.
    """
    if numero is not None and contas_email.obter(numero) is None:
        raise DadoInvalido("conta", f"a conta de e-mail {numero} não existe")
    conta = contas_email.unica() if numero is None else contas_email.obter(numero)
    return mensagens.da_conta(conta.numero) if conta else mensagens.padrao()


def _ler_html(caminho: Path) -> str:
    """Lê o corpo em UTF-8.

    Raises:
        AmbienteIndisponivel: o arquivo não pode ser lido.
    """
    try:
        return caminho.read_text(encoding="utf-8-sig")
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível ler {caminho}: {disco.dizer(erro)}.", "Confira o nome e a permissão do arquivo."
        ) from erro
    except UnicodeDecodeError as erro:
        raise AmbienteIndisponivel(
            f"{caminho} não está em UTF-8.", "Salve o arquivo como UTF-8 e tente de novo."
        ) from erro
