"""O que os casos de uso recebem de fora: base, relógio, cofre e como falar com o correio."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from envio.acesso.segredos import Cofre
from envio.correio.caixa_de_entrada import Caixa, Entrada
from envio.correio.transporte import Credencial, Sessao, Transporte
from envio.diario import Diario
from modelos.acesso import locais
from modelos.acesso.conexao import Base
from modelos.avisos import autorizacao
from regras.cadastro import ContaEmail
from regras.devolucao import CaixaDevolucoes

if TYPE_CHECKING:
    from envio.acesso.oauth.cliente import ServicoOAuth


_ESPERA_S = 20.0
"""De quem espera diante da tela para saber se a conta entra; no envio valem as de email.md §1.2."""


def abrir_oauth() -> ServicoOAuth:
    """Como se fala de verdade com os provedores que autorizam contas."""
    from envio.acesso.oauth.cliente import ServicoOAuth  # noqa: PLC0415 - oauthlib e TLS só são importados quando se autoriza

    return ServicoOAuth()


def abrir_imap(caixa: CaixaDevolucoes, entrada: Entrada) -> Caixa:
    """Como se lê de verdade a caixa das devoluções: por IMAP com TLS, ainda sem conectar."""
    from envio.correio.caixa_imap import CaixaIMAP  # noqa: PLC0415 - importar a biblioteca custa 0,13 s, e só aqui se usa

    return CaixaIMAP(caixa, entrada)


def abrir_sessao(conta: ContaEmail, credencial: Credencial) -> Sessao:
    """Como se entra de verdade num servidor, só para conferir a conta: as esperas são as de quem está olhando."""
    from envio.correio.smtp import TransporteSMTP  # noqa: PLC0415 - idem
    from envio.rede.conexao import Esperas  # noqa: PLC0415 - smtplib e TLS só são importados quando se confere

    return TransporteSMTP(conta, credencial, esperas=Esperas(conexao=_ESPERA_S, resposta=_ESPERA_S))


@dataclass(frozen=True, slots=True)
class Ambiente:
    """Montado por `app.py` (ou pelo teste) e passado adiante.

    Atributos:
        base: a base aberta.
        agora: devolve o instante atual em UTC.
        cofre: onde as senhas estão.
        abrir_transporte: monta a sessão de envio de uma conta com a sua credencial (None sem login).
        abrir_oauth: devolve como se fala com os provedores que autorizam contas.
        abrir_sessao: monta a conversa que só confere se uma conta entra no servidor.
        abrir_caixa: monta a leitura da caixa em que as devoluções de uma conta chegam.
    """

    base: Base
    agora: Callable[[], datetime]
    cofre: Cofre
    abrir_transporte: Callable[[ContaEmail, Credencial], Transporte]
    abrir_oauth: Callable[[], ServicoOAuth] = abrir_oauth
    abrir_caixa: Callable[[CaixaDevolucoes, Entrada], Caixa] = abrir_imap
    abrir_sessao: Callable[[ContaEmail, Credencial], Sessao] = abrir_sessao

    def hoje(self) -> date:
        """O dia desta máquina."""
        return self.agora().astimezone().date()

    def diario(self) -> Diario:
        """O diário de envios desta base, ao lado dela, com a cópia deste usuário (regras.md §6.6)."""
        uuid = autorizacao.uuid()
        base = Path(os.path.realpath(self.base.caminho))
        return Diario(locais.diario_de_envios(base, uuid), locais.copia_do_diario(uuid), uuid)
