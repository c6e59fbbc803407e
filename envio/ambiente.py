"""O que os casos de uso recebem de fora: base, relógio, cofre e como falar com o correio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from envio.caixa import Caixa, Entrada, abrir_imap
from envio.diario import Diario
from envio.segredos import Cofre
from envio.transporte import Credencial, Transporte
from modelos import locais
from modelos.base import Base
from regras.cadastro import ContaEmail
from regras.devolucao import CaixaDevolucoes

if TYPE_CHECKING:
    from envio.oauth.cliente import ServicoOAuth


def abrir_oauth() -> ServicoOAuth:
    """Como se fala de verdade com os provedores que autorizam contas."""
    from envio.oauth.cliente import ServicoOAuth  # noqa: PLC0415 - oauthlib e TLS só são importados quando se autoriza

    return ServicoOAuth()


@dataclass(frozen=True, slots=True)
class Ambiente:
    """Montado por `app.py` (ou pelo teste) e passado adiante.

    Atributos:
        base: a base aberta.
        agora: devolve o instante atual em UTC.
        cofre: onde as senhas estão.
        abrir_transporte: monta a sessão de envio de uma conta com a sua credencial (None sem login).
        abrir_oauth: devolve como se fala com os provedores que autorizam contas.
        abrir_caixa: monta a leitura da caixa em que as devoluções de uma conta chegam.
    """

    base: Base
    agora: Callable[[], datetime]
    cofre: Cofre
    abrir_transporte: Callable[[ContaEmail, Credencial], Transporte]
    abrir_oauth: Callable[[], ServicoOAuth] = abrir_oauth
    abrir_caixa: Callable[[CaixaDevolucoes, Entrada], Caixa] = abrir_imap

    def diario(self) -> Diario:
        """O diário de envios desta base, na pasta de dados do usuário (regras.md §6.6)."""
        return Diario(locais.diario_de_envios(self.base.uuid))
