"""O token de acesso de uma conta, só na memória, renovado quando falta pouco (email.md §3.1)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from envio.acesso.guarda import Guarda
from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel
from envio.acesso.oauth.pedidos import Tokens
from modelos.contas import contas_autorizadas
from regras.cadastro import ContaEmail
from regras.erros import ConfiguracaoIncompleta, ErroAviso

if TYPE_CHECKING:
    from envio.acesso.oauth.cliente import ClienteOAuth
    from envio.ambiente import Ambiente

log = logging.getLogger(__name__)

MARGEM = timedelta(minutes=5)
"""Renova-se quando falta menos que isto, ou metade do que o token dura, se durar pouco."""


class Acesso:
    """Cumpre `transporte.FonteDeToken`. Não é segura entre threads."""

    def __init__(
        self,
        cliente: Callable[[], ClienteOAuth],
        renovacao: str,
        *,
        agora: Callable[[], datetime],
        tokens: Tokens | None = None,
        ao_trocar: Callable[[str], None] | None = None,
        ao_vencer: Callable[[], None] | None = None,
    ) -> None:
        """Prepara, sem conectar.

        Args:
            cliente: devolve quem fala com o provedor; só é chamado se for preciso renovar.
            renovacao: o token de renovação.
            agora: devolve o instante atual em UTC.
            tokens: os da autorização que acabou de ser dada, se é o caso.
            ao_trocar: recebe o token de renovação novo que o provedor manda no lugar do antigo.
            ao_vencer: chamado quando o provedor deixa de aceitar a autorização.
        """
        self._cliente = cliente
        self._renovacao = renovacao
        self._agora = agora
        self._ao_trocar = ao_trocar
        self._ao_vencer = ao_vencer
        self._token = ""
        self._renovar_em = self._vence_em = agora()
        if tokens is not None:
            self._aceitar(tokens)

    @property
    def renovacao(self) -> str:
        """O token de renovação corrente, para guardar no cofre."""
        return self._renovacao

    def obter(self) -> str:
        """Devolve um token de acesso que ainda vale por algum tempo.

        Raises:
            AutorizacaoNegada: a autorização não vale mais, ou o aplicativo não é aceito.
            ProvedorIndisponivel: não se conseguiu renovar, e o que havia já venceu.
            ConfiguracaoIncompleta: falta o identificador ou o segredo do aplicativo.
        """
        if self.falta_pouco():
            self._renovar()
        return self._token

    def falta_pouco(self) -> bool:
        """Diz se está na hora de renovar."""
        return not self._token or self._agora() >= self._renovar_em

    def descartar(self) -> None:
        """O servidor de correio não aceitou o token: o próximo será outro."""
        self._token = ""

    def _renovar(self) -> None:
        try:
            tokens = self._cliente().renovar(self._renovacao)
        except AutorizacaoNegada as negada:
            if negada.vencida and self._ao_vencer is not None:
                self._ao_vencer()
            raise
        except ProvedorIndisponivel:
            if self._token and self._agora() < self._vence_em:
                log.warning("o token não pôde ser renovado agora; segue o que ainda vale")
                return
            raise
        self._aceitar(tokens)
        if tokens.renovacao and self._ao_trocar is not None:
            self._ao_trocar(tokens.renovacao)

    def _aceitar(self, tokens: Tokens) -> None:
        agora = self._agora()
        self._token = tokens.acesso
        self._vence_em = agora + tokens.dura
        self._renovar_em = self._vence_em - min(MARGEM, tokens.dura / 2)
        if tokens.renovacao:
            self._renovacao = tokens.renovacao


def do_cofre(ambiente: Ambiente, conta: ContaEmail) -> Acesso:
    """O acesso de uma conta já autorizada, com o token de renovação que está no cofre.

    Token novo que o provedor mande fica no cofre; autorização vencida fica anotada na base.

    Raises:
        ConfiguracaoIncompleta: a conta não foi autorizada neste computador.
        AmbienteIndisponivel: o cofre não deixou.
    """
    guarda = Guarda(ambiente.cofre, conta.numero)
    renovacao, segredo = guarda.renovacao(), guarda.segredo()
    if not renovacao:
        raise ConfiguracaoIncompleta(
            f"A conta de e-mail {conta.numero} ({conta.remetente}) ainda não foi autorizada neste computador.",
            f"Autorize em Cadastros → Tabelas → Contas de e-mail⟨|, ou com `app.py autorizar {conta.numero}`⟩.",
        )

    def guardar(token: str) -> None:
        try:
            guarda.guardar_renovacao(token)
        except ErroAviso:
            log.warning("conta %s: o token de renovação novo não pôde ser guardado no cofre", conta.numero)

    return Acesso(
        lambda: ambiente.abrir_oauth().cliente(conta, segredo),
        renovacao,
        agora=ambiente.agora,
        ao_trocar=guardar,
        ao_vencer=lambda: contas_autorizadas.vencer(conta.numero, ambiente.agora()),
    )
