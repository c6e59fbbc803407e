"""Cadastro da caixa das devoluções de uma conta: proposta, conferência e senha no cofre (email.md §7)."""

from __future__ import annotations

from envio.acesso.segredos import Cofre
from envio.ambiente import Ambiente
from envio.contas import autorizacao as acesso
from envio.correio.caixa_de_entrada import Entrada
from modelos.avisos import caixas_devolucoes
from regras.cadastro import Autenticacao, ContaEmail
from regras.devolucao import CaixaDevolucoes
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido

_OUTRO_NOME = {
    "smtp.office365.com": "outlook.office365.com",
    "smtp-mail.outlook.com": "outlook.office365.com",
}
_DE_SAIDA = ("smtp.", "smtps.")
_DO_GOOGLE = (".gmail.com", ".googlemail.com")

ONDE_SE_CONFIGURA = "Cadastros → Tabelas → Contas de e-mail, na ficha da conta, Caixa das devoluções"
"""Como as frases dizem onde fica a tela."""


def propor(conta: ContaEmail) -> CaixaDevolucoes:
    """Devolve a caixa provável da conta, a conferir: o servidor de entrada com o nome que costuma ter."""
    saida = conta.servidor.lower()
    entrada = _OUTRO_NOME.get(saida, saida)
    for prefixo in _DE_SAIDA:
        entrada = f"imap.{entrada.removeprefix(prefixo)}" if entrada.startswith(prefixo) else entrada
    return CaixaDevolucoes(conta.numero, entrada)


def conferir(caixa: CaixaDevolucoes) -> None:
    """Confere os dados da caixa antes de gravar.

    Raises:
        DadoInvalido: servidor, porta ou pasta inválidos.
    """
    if not caixa.servidor or any(letra.isspace() or letra in "/@" for letra in caixa.servidor):
        raise DadoInvalido(
            "servidor das devoluções",
            f"“{caixa.servidor}” não é um nome de servidor",
            o_que_fazer="Exemplo: imap.empresa.com.br.",
        )
    if not 1 <= caixa.porta <= 65535:
        raise DadoInvalido("porta das devoluções", f"{caixa.porta} está fora da faixa de 1 a 65535")
    for campo, texto in (("pasta", caixa.pasta), ("usuário", caixa.usuario)):
        if not texto.isprintable() or (campo == "pasta" and not texto.strip()):
            raise DadoInvalido(f"{campo} das devoluções", f"“{texto}” não serve", o_que_fazer="A de entrada é INBOX.")


def gravar(caixa: CaixaDevolucoes, senha: str | None, cofre: Cofre, *, aceita_memoria: bool = False) -> None:
    """Grava a caixa e, se veio, a senha própria dela no cofre.

    Args:
        caixa: com tudo o que se grava.
        senha: None não mexe na que já está no cofre; sem nenhuma, vale a da conta.
        cofre: onde a senha fica.
        aceita_memoria: o cofre que esquece ao fechar basta.

    Raises:
        DadoInvalido: dados da caixa inválidos, ou senha longa demais para o cofre.
        AmbienteIndisponivel: não há cofre neste sistema que guarde a senha.
    """
    conferir(caixa)
    if senha is not None:
        if not (cofre.e_persistente or aceita_memoria):
            raise AmbienteIndisponivel(
                "Não há cofre de senhas neste sistema, e a senha da caixa de devoluções não pode ser guardada.",
                "Grave a caixa sem senha, e dê a da conta a cada vez⟨|: `app.py devolvidos buscar "
                "--senha-da-entrada`⟩.",
            )
        cofre.guardar(_no_cofre(caixa.conta), senha)
    caixas_devolucoes.gravar(caixa)


def excluir(conta: int, cofre: Cofre) -> None:
    """Deixa de ler as devoluções da conta e esquece a senha própria da caixa.

    Raises:
        AmbienteIndisponivel: o cofre não deixou; a caixa já foi excluída.
    """
    caixas_devolucoes.excluir(conta)
    esquecer_senha(conta, cofre)


def esquecer_senha(conta: int, cofre: Cofre) -> None:
    """Apaga do cofre a senha própria da caixa.

    Raises:
        AmbienteIndisponivel: o cofre não deixou.
    """
    cofre.apagar(_no_cofre(conta))


def obter_entrada(ambiente: Ambiente, caixa: CaixaDevolucoes, conta: ContaEmail, senha: str | None = None) -> Entrada:
    """Devolve com que usuário e senha, ou token, se entra na caixa: os dela, ou os da conta.

    A autorização do Google vale também para ler a caixa dele, e a outro servidor não se mostra; a da Microsoft, pedida
    só para enviar, não.

    Args:
        ambiente: onde as senhas estão, e como se renova um token.
        caixa: a da conta.
        conta: de quem são o usuário e a senha que faltarem.
        senha: a da conta nesta execução, no lugar da do cofre.

    Raises:
        ConfiguracaoIncompleta: não há senha que sirva, ou a conta não foi autorizada neste computador.
        AmbienteIndisponivel: o cofre ou o provedor não deixou.
    """
    usuario = caixa.usuario or conta.usuario or conta.remetente
    if propria := ambiente.cofre.obter(_no_cofre(caixa.conta)):
        return Entrada(usuario, propria)
    if conta.autenticacao is Autenticacao.GOOGLE and caixa.servidor.lower().endswith(_DO_GOOGLE):
        return Entrada(usuario, token=acesso.do_cofre(ambiente, conta).obter())
    # O que está no cofre de uma conta autorizada pelo navegador não é senha, e não se mostra a outro servidor.
    da_conta = (senha or ambiente.cofre.obter(conta.numero)) if conta.autenticacao is Autenticacao.SENHA else None
    if not da_conta:
        raise ConfiguracaoIncompleta(
            f"A caixa de devoluções da conta {conta.numero} ({conta.remetente}) está sem senha no cofre do sistema.",
            f"Informe-a em {ONDE_SE_CONFIGURA}⟨|, ou só desta vez com `app.py devolvidos buscar "
            "--senha-da-entrada`⟩; pode ser uma senha de app.",
        )
    return Entrada(usuario, da_conta)


def _no_cofre(conta: int) -> str:
    """A chave da senha própria da caixa no cofre."""
    return f"{conta}:caixa"
