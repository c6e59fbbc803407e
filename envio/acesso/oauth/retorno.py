"""O retorno do navegador: um servidor em 127.0.0.1, numa porta livre, que vive só o tempo de uma autorização.

RFC 8252 §7.3. Escuta apenas na própria máquina, responde uma página parada e não registra nada do que recebe: o
endereço traz o código.
"""

from __future__ import annotations

import logging
import queue
import socketserver
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs

log = logging.getLogger(__name__)

_ESPERA_DO_PEDIDO_S = 5
_PAGINA = """<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Aviso de Débitos</title></head>
<body style="font-family:sans-serif;max-width:32em;margin:4em auto;line-height:1.5"><h1>{titulo}</h1><p>{texto}</p>
</body></html>"""
_RECEBIDA = _PAGINA.format(
    titulo="Resposta recebida", texto="Volte ao Aviso de Débitos para ver o resultado. Esta página já pode ser fechada."
).encode()
_OUTRA = _PAGINA.format(titulo="Nada aqui", texto="Volte ao Aviso de Débitos e autorize por lá.").encode()


class Retorno:
    """Espera o navegador voltar. Use com `with`.

    Atributos:
        endereco: o que o provedor recebe como endereço de retorno.
    """

    def __init__(self) -> None:
        """Abre uma porta livre em 127.0.0.1.

        Raises:
            OSError: a máquina não deixou abrir porta nenhuma.
        """
        self._servidor = _Servidor(("127.0.0.1", 0), _Pedido)
        self.endereco = f"http://127.0.0.1:{self._servidor.server_address[1]}"

    def esperar(self, segundos: float) -> str | None:
        """Atende quem bater nestes segundos; devolve a consulta com que o navegador voltou, ou None."""
        self._servidor.timeout = segundos
        self._servidor.handle_request()
        try:
            return self._servidor.consultas.get_nowait()
        except queue.Empty:
            return None

    def __enter__(self) -> Self:
        """Devolve a si mesmo."""
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Fecha a porta."""
        self._servidor.server_close()


class _Servidor(socketserver.ThreadingTCPServer):
    """Uma thread por conexão: o navegador abre algumas de antemão e não diz nada nelas."""

    daemon_threads = True

    def __init__(self, onde: tuple[str, int], quem: type[BaseHTTPRequestHandler]) -> None:
        self.consultas: queue.SimpleQueue[str] = queue.SimpleQueue()
        super().__init__(onde, quem)

    def handle_error(self, request: object, client_address: object) -> None:
        """Conexão que não se completou; a biblioteca escreveria o rastro na tela."""
        log.debug("o navegador desligou antes da resposta")


class _Pedido(BaseHTTPRequestHandler):
    timeout = _ESPERA_DO_PEDIDO_S
    server_version = "AvisoDeDebitos"
    sys_version = ""

    def do_GET(self) -> None:
        """Recebe o retorno; qualquer outro endereço não existe."""
        caminho, _, consulta = self.path.partition("?")
        nosso = self.headers.get("Host", "").lower() in self._nomes()
        e_retorno = nosso and caminho == "/" and bool({"code", "error"} & parse_qs(consulta).keys())
        self._responder(200 if e_retorno else 404, _RECEBIDA if e_retorno else _OUTRA)
        if e_retorno and isinstance(self.server, _Servidor):
            self.server.consultas.put(consulta)

    def _nomes(self) -> tuple[str, ...]:
        """Como o navegador chama esta porta; um nome de fora que aponta para cá é de outra página (DNS rebinding)."""
        porta = self.connection.getsockname()[1]
        return f"127.0.0.1:{porta}", f"localhost:{porta}"

    def log_message(self, *_partes: object) -> None:
        """Não registra: o endereço pedido traz o código."""

    def _responder(self, codigo: int, pagina: bytes) -> None:
        self.send_response(codigo)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(pagina)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.end_headers()
        self.wfile.write(pagina)
