"""Provedores de correio conhecidos: servidor, porta, segurança, login e limites iniciais (email.md §4).

Embutido, sem internet: a tela propõe pelo domínio do endereço, mostra o que propôs e deixa editar. Limites mudam sem
aviso e são só o valor inicial.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regras.cadastro import SERVIDORES_LOCAIS, Autenticacao, Seguranca
from regras.envio.ritmo import Limites


class Login(StrEnum):
    """O que vai no campo usuário."""

    EMAIL = "email"
    ANTES_DA_ARROBA = "antes_da_arroba"
    PROPRIO = "proprio"


SEM_FONTE = Limites(por_minuto=20, por_hora=120, por_dia=400)
"""Para provedor sem limite publicado: uma mensagem a cada 3 s, 120 por hora, 400 por dia."""

CONEXOES_NO_MAXIMO = 3
"""Conexões simultâneas de uma conta: começa-se com uma, e nenhum provedor tem mais que isto (email.md §1.2)."""


@dataclass(frozen=True, slots=True)
class Provedor:
    """Um provedor da tabela.

    Atributos:
        dominios: domínios de endereço que só podem ser dele; os de hospedagem não têm.
        orientacao: o que o operador precisa saber antes de pedir a senha.
        autenticacao: a forma de entrar que se propõe: senha, enquanto o provedor a aceita.
        conexoes: quantas uma conta pode ter ao mesmo tempo, de 1 a 3.
    """

    nome: str
    servidor: str
    porta: int = 465
    seguranca: Seguranca = Seguranca.TLS
    login: Login = Login.EMAIL
    dominios: frozenset[str] = frozenset()
    limites: Limites = SEM_FONTE
    orientacao: str = ""
    autenticacao: Autenticacao = Autenticacao.SENHA
    conexoes: int = CONEXOES_NO_MAXIMO

    def usuario(self, email: str) -> str:
        """Devolve o usuário de login proposto para o endereço; vazio quando não sai dele."""
        if self.login is Login.PROPRIO:
            return ""
        return email.partition("@")[0] if self.login is Login.ANTES_DA_ARROBA else email


_SENHA_DE_APP = "Este provedor não aceita a senha comum: ligue a verificação em duas etapas e crie uma senha de app."
_SEM_SENHA = "Este provedor não aceita mais senha em programas de correio: autorize a conta pelo navegador."
_M365 = (
    "O administrador precisa ter ligado o SMTP autenticado na caixa. Depois de 2026 a senha deixa de ser aceita: entre"
    " com Microsoft, autorizando pelo navegador."
)
_SO_O_NOME = "No login, use só a parte antes da arroba."


def _dominios(*dominios: str) -> frozenset[str]:
    return frozenset(dominios)


PROVEDORES: tuple[Provedor, ...] = (
    Provedor(
        "Gmail",
        "smtp.gmail.com",
        dominios=_dominios("gmail.com", "googlemail.com"),
        limites=Limites(por_minuto=20, por_hora=120, por_dia=500),
        orientacao=_SENHA_DE_APP,
    ),
    Provedor(
        "Google Workspace",
        "smtp.gmail.com",
        limites=Limites(por_minuto=20, por_hora=500, por_dia=2000),
        orientacao=_SENHA_DE_APP,
    ),
    Provedor(
        "Google Workspace (retransmissão)",
        "smtp-relay.gmail.com",
        limites=Limites(por_minuto=20, por_hora=1000, por_dia=10000),
    ),
    Provedor(
        "Microsoft 365",
        "smtp.office365.com",
        587,
        Seguranca.STARTTLS,
        limites=Limites(por_minuto=30, por_hora=1000, por_dia=10000),
        orientacao=_M365,
        conexoes=3,
    ),
    Provedor(
        "Outlook.com",
        "smtp-mail.outlook.com",
        587,
        Seguranca.STARTTLS,
        dominios=_dominios(
            "outlook.com", "outlook.com.br", "hotmail.com", "hotmail.com.br", "live.com", "live.com.br", "msn.com"
        ),
        orientacao=_SEM_SENHA,
        autenticacao=Autenticacao.MICROSOFT,
    ),
    Provedor(
        "Yahoo",
        "smtp.mail.yahoo.com",
        dominios=_dominios("yahoo.com", "yahoo.com.br", "ymail.com", "rocketmail.com"),
        limites=Limites(por_minuto=20, por_hora=120, por_dia=500),
        orientacao=_SENHA_DE_APP,
    ),
    Provedor(
        "iCloud",
        "smtp.mail.me.com",
        587,
        Seguranca.STARTTLS,
        dominios=_dominios("icloud.com", "me.com", "mac.com"),
        orientacao=_SENHA_DE_APP,
    ),
    Provedor(
        "UOL",
        "smtps.uol.com.br",
        587,
        Seguranca.STARTTLS,
        login=Login.ANTES_DA_ARROBA,
        dominios=_dominios("uol.com.br"),
        orientacao=_SO_O_NOME,
    ),
    Provedor(
        "BOL",
        "smtps.bol.com.br",
        login=Login.ANTES_DA_ARROBA,
        dominios=_dominios("bol.com.br"),
        orientacao=_SO_O_NOME,
    ),
    Provedor("UOL Host", "smtps.uhserver.com"),
    Provedor("Locaweb E-mail", "email-ssl.com.br"),
    Provedor(
        "Locaweb SMTP",
        "smtplw.com.br",
        587,
        Seguranca.STARTTLS,
        login=Login.PROPRIO,
        orientacao="O usuário é o do painel, e o domínio do remetente precisa estar validado lá.",
    ),
    Provedor("KingHost", "smtp.kinghost.net"),
    Provedor("HostGator e Titan", "smtp.titan.email", orientacao="Com duas etapas ligadas, use uma senha de app."),
    Provedor("Hostinger", "smtp.hostinger.com", limites=Limites(por_minuto=20, por_hora=120, por_dia=1000)),
    Provedor("Terra", "smtp.terra.com.br", 587, Seguranca.STARTTLS, dominios=_dominios("terra.com.br")),
    Provedor("GoDaddy", "smtpout.secureserver.net"),
    Provedor(
        "Zoho",
        "smtp.zoho.com",
        dominios=_dominios("zoho.com", "zohomail.com"),
        orientacao="Proíbe envio em massa; com duas etapas ligadas, use uma senha de app.",
    ),
    Provedor(
        "Amazon SES (São Paulo)",
        "email-smtp.sa-east-1.amazonaws.com",
        login=Login.PROPRIO,
        orientacao="Usuário e senha são as credenciais SMTP criadas no painel, não as da conta.",
    ),
    Provedor(
        "SendGrid",
        "smtp.sendgrid.net",
        login=Login.PROPRIO,
        orientacao="O usuário é a palavra apikey; a senha é a chave criada no painel.",
    ),
    Provedor(
        "Brevo",
        "smtp-relay.brevo.com",
        login=Login.PROPRIO,
        limites=Limites(por_minuto=20, por_hora=120, por_dia=300),
        orientacao="A senha é a chave SMTP, não a chave da API.",
    ),
)


def do_dominio(email: str) -> Provedor | None:
    """Devolve o provedor do domínio do endereço, ou None se ele não diz quem é."""
    dominio = email.rpartition("@")[2].lower()
    if dominio.endswith(".onmicrosoft.com"):
        return do_servidor("smtp.office365.com")
    return next((provedor for provedor in PROVEDORES if dominio in provedor.dominios), None)


def do_servidor(servidor: str) -> Provedor | None:
    """Devolve o primeiro provedor com este servidor, ou None; serve para orientar quando o login falha."""
    nome = servidor.lower()
    return next((provedor for provedor in PROVEDORES if provedor.servidor == nome), None)


def propor(email: str) -> tuple[Provedor, ...]:
    """Propõe servidores para o endereço, do mais provável ao menos.

    Domínio conhecido dá uma proposta só. Desconhecido dá palpites: `smtp.`, `mail.` e o próprio domínio, em 465 e
    depois em 587. Nada é consultado; quem chama mostra e deixa editar.
    """
    if provedor := do_dominio(email):
        return (provedor,)
    dominio = email.rpartition("@")[2].lower()
    servidores = (f"smtp.{dominio}", f"mail.{dominio}", dominio)
    formas = ((465, Seguranca.TLS), (587, Seguranca.STARTTLS))
    return tuple(
        Provedor(dominio, servidor, porta, seguranca) for porta, seguranca in formas for servidor in servidores
    )


def limites_iniciais(servidor: str) -> Limites:
    """Devolve o ritmo inicial de uma conta neste servidor; a própria máquina não tem limite."""
    if servidor.strip("[]").lower() in SERVIDORES_LOCAIS:
        return Limites()
    provedor = do_servidor(servidor)
    return provedor.limites if provedor else SEM_FONTE


def conexoes(servidor: str) -> int:
    """Devolve quantas conexões uma conta neste servidor pode ter ao mesmo tempo."""
    provedor = do_servidor(servidor)
    return provedor.conexoes if provedor else CONEXOES_NO_MAXIMO
