"""Onde e com que parâmetros cada provedor autoriza uma conta (email.md §3.1). Só valores: o fluxo é um só."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from regras.cadastro import Autenticacao

QUALQUER_LOCATARIO = "common"
"""Na Microsoft, aceita contas de qualquer organização e pessoais."""


@dataclass(frozen=True, slots=True)
class ProvedorOAuth:
    """Um provedor que autoriza.

    Atributos:
        autorizar: página que o navegador abre; `{locatario}` é trocado pelo da conta.
        token: onde se troca o código e se renova.
        dispositivo: onde se pede o código de dispositivo; vazio, o provedor não o oferece para correio.
        escopos: o que se pede.
        prova_do_envio: trecho que o escopo concedido tem de trazer; o operador pode desmarcar permissões na página.
        parametros: o que só este provedor quer no endereço da página.
        com_segredo: o aplicativo de computador tem um segredo, que não prova nada mas é exigido (RFC 8252 §8.5).
    """

    nome: str
    autorizar: str
    token: str
    dispositivo: str
    escopos: tuple[str, ...]
    prova_do_envio: str
    parametros: Mapping[str, str] = field(default_factory=dict)
    com_segredo: bool = False


PROVEDORES: Mapping[Autenticacao, ProvedorOAuth] = {
    Autenticacao.MICROSOFT: ProvedorOAuth(
        nome="Microsoft",
        autorizar="https://login.microsoftonline.com/{locatario}/oauth2/v2.0/authorize",
        token="https://login.microsoftonline.com/{locatario}/oauth2/v2.0/token",  # noqa: S106 - endereço, não segredo
        dispositivo="https://login.microsoftonline.com/{locatario}/oauth2/v2.0/devicecode",
        escopos=("https://outlook.office.com/SMTP.Send", "offline_access"),
        prova_do_envio="smtp.send",
    ),
    Autenticacao.GOOGLE: ProvedorOAuth(
        nome="Google",
        autorizar="https://accounts.google.com/o/oauth2/v2/auth",
        token="https://oauth2.googleapis.com/token",  # noqa: S106 - endereço, não segredo
        dispositivo="",
        escopos=("https://mail.google.com/",),
        prova_do_envio="mail.google.com",
        # Sem os dois o Google só dá o token de renovação na primeira vez que a pessoa autoriza.
        parametros={"access_type": "offline", "prompt": "consent"},
        com_segredo=True,
    ),
}
