"""Servidor SMTP da demonstração: só nesta máquina, sem login, guarda cada mensagem como `.eml` numa pasta.

Uma mensagem confirmada com 250 já está inteira no disco, mesmo que o cliente caia antes de ouvir a resposta.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from envio.correio.pasta import CaixaDePasta
from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel

ENDERECO = "127.0.0.1"
_ESPERA_S = 10.0


class ServidorLocal:
    """Gerenciador de contexto que escuta em 127.0.0.1 enquanto aberto, numa thread própria.

    Atributos:
        pasta: onde os `.eml` são gravados.
        porta: a porta livre escolhida pelo sistema.
    """

    def __init__(self, pasta: Path) -> None:
        self.pasta = pasta
        self.porta = 0
        self._laco: asyncio.AbstractEventLoop | None = None
        self._servidor: asyncio.Server | None = None
        self._conversas: set[_Conversa] = set()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Abre a porta.

        Raises:
            AmbienteIndisponivel: a pasta ou a porta não pôde ser aberta.
        """
        # O aiosmtpd anota cada comando, com os endereços inteiros; no log do programa eles não entram.
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        laco = asyncio.new_event_loop()
        try:
            caixa = CaixaDePasta(self.pasta)
            self._servidor = laco.run_until_complete(
                laco.create_server(lambda: _Conversa(_Carteiro(caixa), laco, self._conversas), ENDERECO, 0)
            )
        except OSError as erro:
            laco.close()
            raise AmbienteIndisponivel(
                f"O servidor de correio da demonstração não pôde abrir em {self.pasta}: {disco.dizer(erro)}.",
                "Escolha outra pasta com --pasta.",
            ) from erro
        self.porta = self._servidor.sockets[0].getsockname()[1]
        self._laco = laco
        self._thread = threading.Thread(target=laco.run_forever, name="servidor-local", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Fecha a porta e as conversas abertas, e espera a thread acabar."""
        if self._laco is None or self._thread is None:
            return
        self._aguardar(self._encerrar())
        self._laco.call_soon_threadsafe(self._laco.stop)
        self._thread.join(_ESPERA_S)
        self._laco.close()
        self._laco = self._thread = None

    def _aguardar(self, tarefa: Coroutine[Any, Any, None]) -> None:
        if self._laco is not None:
            asyncio.run_coroutine_threadsafe(tarefa, self._laco).result(_ESPERA_S)

    async def _encerrar(self) -> None:
        if self._servidor is not None:
            self._servidor.close()
        for conversa in tuple(self._conversas):
            conversa.abandonar()
        outras = asyncio.all_tasks() - {asyncio.current_task()}
        for tarefa in outras:
            tarefa.cancel()
        await asyncio.gather(*outras, return_exceptions=True)


class _Carteiro:
    """Os ganchos que o aiosmtpd chama."""

    def __init__(self, caixa: CaixaDePasta) -> None:
        self._caixa = caixa

    async def handle_DATA(self, servidor: SMTP, sessao: Session, envelope: Envelope) -> str:  # noqa: N802 - nome do aiosmtpd
        """Grava antes de confirmar. Sem `await` no meio: a queda do cliente não interrompe a gravação."""
        conteudo = envelope.original_content
        try:
            self._caixa.entregar(self._caixa.preparar(envelope.rcpt_tos, conteudo or b""))
        except OSError:
            return "452 4.3.1 sem espaco ou permissao na pasta"
        return "250 2.0.0 guardada"


class _Conversa(SMTP):
    """Uma conexão, que se registra para poder ser encerrada com o servidor."""

    def __init__(self, carteiro: _Carteiro, laco: asyncio.AbstractEventLoop, abertas: set[_Conversa]) -> None:
        super().__init__(carteiro, hostname="localhost", ident="demonstracao", loop=laco)
        self._abertas = abertas

    def connection_made(self, transporte: asyncio.BaseTransport) -> None:
        """Registra a conexão."""
        self._abertas.add(self)
        super().connection_made(transporte)

    def connection_lost(self, erro: Exception | None) -> None:
        """Tira a conexão do registro."""
        self._abertas.discard(self)
        super().connection_lost(erro)

    def abandonar(self) -> None:
        """Fecha o soquete já, sem despedida."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
