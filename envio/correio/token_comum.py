"""Um token de acesso para todas as conexões de um lote: renovado uma vez, por quem tem a base e o cofre à mão."""

from __future__ import annotations

from envio.acesso.oauth.falhas import ProvedorIndisponivel
from envio.correio.transporte import FonteDeToken
from regras.erros import ConfiguracaoIncompleta, ErroAviso


class TokenComum:
    """Renova na thread do caso de uso, antes de cada aviso; as conexões só leem o que há.

    Args:
        fonte: a da conta; só `renovar` a usa.
    """

    def __init__(self, fonte: FonteDeToken) -> None:
        self._fonte = fonte
        self._recusado = ""
        # Um valor só, trocado de uma vez: quem lê de outra thread nunca vê metade.
        self._atual: tuple[str, ErroAviso | None] = ("", None)

    def renovar(self) -> None:
        """Renova se falta pouco, ou se o servidor de correio não aceitou o que há; sem conseguir, guarda por quê.

        Raises:
            AmbienteIndisponivel: a base ou o cofre não deixou.
        """
        token, _ = self._atual
        if token and self._recusado == token:
            self._fonte.descartar()
        elif token and not self._fonte.falta_pouco():
            return
        try:
            self._atual = (self._fonte.obter(), None)
        except (ConfiguracaoIncompleta, ProvedorIndisponivel) as erro:
            self._atual = ("", erro)

    def para_uma(self) -> FonteDeToken:
        """O que uma conexão vê dele; cumpre `transporte.FonteDeToken`."""
        return _Visto(self)

    def ler(self) -> tuple[str, ErroAviso | None]:
        """O token de agora, ou vazio e por que não há."""
        return self._atual

    def recusar(self, token: str) -> None:
        """O servidor de correio não aceitou este token."""
        self._recusado = token


class _Visto:
    """O token comum visto por uma conexão, que sabe com qual entrou."""

    def __init__(self, comum: TokenComum) -> None:
        self._comum = comum
        self._meu = ""

    def obter(self) -> str:
        """O token de agora.

        Raises:
            ErroAviso: não há.
        """
        token, erro = self._comum.ler()
        if erro is not None:
            raise erro
        self._meu = token
        return token

    def falta_pouco(self) -> bool:
        """Diz se já há outro, ou se não há mais."""
        return self._meu != self._comum.ler()[0]

    def descartar(self) -> None:
        """O servidor de correio não aceitou o que esta conexão usou."""
        self._comum.recusar(self._meu)
