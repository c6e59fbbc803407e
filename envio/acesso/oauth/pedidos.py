"""O que se pede ao provedor e o que ele dá, em valores; segredo nenhum aparece em `repr`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Tokens:
    """O que o provedor deu; nada disto aparece em `repr`.

    Atributos:
        acesso: entra no servidor de correio; só na memória.
        renovacao: dá outros tokens de acesso; vazio quando o provedor não mandou um novo.
        dura: por quanto tempo o de acesso vale.
    """

    acesso: str = field(repr=False)
    renovacao: str = field(repr=False)
    dura: timedelta


@dataclass(frozen=True, slots=True)
class Pedido:
    """Um pedido de autorização em curso.

    Atributos:
        endereco: a página que o navegador abre.
        retorno: para onde ele volta.
        estado: o que o retorno tem de repetir (RFC 6749 §10.12).
        verificador: prova, na troca, que quem pediu é quem troca (PKCE).
    """

    endereco: str
    retorno: str
    estado: str = field(repr=False)
    verificador: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodigoDeDispositivo:
    """O que se mostra a quem vai autorizar em outro aparelho (RFC 8628).

    Atributos:
        codigo: o que a pessoa digita.
        endereco: onde.
        segredo: o que identifica o pedido na consulta.
        intervalo_s: segundos entre consultas.
        dura_s: segundos até vencer.
    """

    codigo: str
    endereco: str
    segredo: str = field(repr=False)
    intervalo_s: int
    dura_s: int


@dataclass(frozen=True, slots=True)
class AindaNao:
    """Ninguém digitou o código ainda.

    Atributos:
        devagar: o provedor quer mais tempo entre as consultas.
    """

    devagar: bool = False
