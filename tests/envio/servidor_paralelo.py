"""Servidor SMTP de teste que atende várias conexões ao mesmo tempo, cada uma na sua thread."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from regras.cadastro import ContaEmail, Seguranca
from tests.envio.servidores import ESPERA_S, REMETENTE


class ServidorParalelo:
    """Aceita tudo; o teste diz como saúda e quando responde ao ponto.

    Atributos:
        recebidas: o destinatário de cada mensagem cujo ponto chegou, na ordem.
        conexoes: quantas conexões houve.
        ao_saudar: recebe o número da conexão, a partir de 1, e devolve a saudação.
        ao_ponto: recebe o número da mensagem, a partir de 1, e devolve a resposta; pode esperar um sinal.
    """

    def __init__(self) -> None:
        self.recebidas: list[str] = []
        self.conexoes = 0
        self.ao_saudar: Callable[[int], bytes] = lambda _numero: b"220 teste ESMTP\r\n"
        self.ao_ponto: Callable[[int], bytes] = lambda _numero: b"250 2.0.0 guardada\r\n"
        self._trava = threading.Lock()
        self._abertas: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._escuta = socket.create_server(("127.0.0.1", 0))

    def conta(self) -> ContaEmail:
        """Uma conta de e-mail sem TLS que fala com este servidor."""
        return ContaEmail(1, REMETENTE, "127.0.0.1", self._escuta.getsockname()[1], Seguranca.NENHUMA)

    def __enter__(self) -> Self:
        self._comecar(self._aceitar)
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        # Só o shutdown acorda a thread parada no accept ou no recv; fechar o descritor não.
        for soquete in (self._escuta, *self._abertas):
            with contextlib.suppress(OSError):
                soquete.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(ESPERA_S)
        self._escuta.close()

    def _comecar(self, o_que: Callable[[], None]) -> None:
        self._threads.append(threading.Thread(target=o_que, daemon=True))
        self._threads[-1].start()

    def _aceitar(self) -> None:
        while True:
            try:
                conexao, _ = self._escuta.accept()
            except OSError:
                return
            self._abertas.append(conexao)
            self.conexoes += 1
            numero = self.conexoes
            self._comecar(lambda conexao=conexao, numero=numero: self._atender(conexao, numero))

    def _atender(self, conexao: socket.socket, numero: int) -> None:
        with conexao, conexao.makefile("rb") as leitor, contextlib.suppress(OSError):
            saudacao = self.ao_saudar(numero)
            conexao.sendall(saudacao)
            para = ""
            while saudacao.startswith(b"220") and (linha := leitor.readline()):
                verbo = linha[:4].upper()
                if verbo == b"RCPT":
                    para = linha.partition(b"<")[2].partition(b">")[0].decode()
                if verbo == b"DATA":
                    conexao.sendall(b"354 mande\r\n")
                    if not self._ler_corpo(leitor.readline):
                        return
                    conexao.sendall(self.ao_ponto(self._guardar(para)))
                else:
                    conexao.sendall(b"221 tchau\r\n" if verbo == b"QUIT" else b"250 2.0.0 certo\r\n")

    def _ler_corpo(self, ler: Callable[[], bytes]) -> bool:
        """Lê até o ponto; False se a conexão acabou antes."""
        while linha := ler():
            if linha == b".\r\n":
                return True
        return False

    def _guardar(self, para: str) -> int:
        with self._trava:
            self.recebidas.append(para)
            return len(self.recebidas)
