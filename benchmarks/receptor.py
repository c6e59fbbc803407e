"""Receptor SMTP mínimo: `python -m benchmarks.receptor` escreve a porta e aceita tudo até ser encerrado.

O do ensaio (aiosmtpd) lê e guarda cada mensagem, e gasta mais que quem envia: numa máquina de dois núcleos ele esconde
quanto custa o programa. Este só acha o fim dos dados.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ensaios.programa import RAIZ

_FIM = b"\r\n.\r\n"
_RESPOSTAS = {
    b"EHLO": b"250-receptor\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n",
    b"DATA": b"354 pode mandar\r\n",
    b"QUIT": b"221 2.0.0 ate logo\r\n",
}
_CERTO = b"250 2.0.0 certo\r\n"


class Recepcao(asyncio.Protocol):
    """Uma conexão: uma resposta por linha e, entre DATA e o ponto, nenhuma."""

    def __init__(self) -> None:
        self._chegado = bytearray()
        self._nos_dados = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Saúda."""
        assert isinstance(transport, asyncio.Transport)
        self._transporte = transport
        transport.write(b"220 receptor pronto\r\n")

    def data_received(self, data: bytes) -> None:
        """Responde ao que já chegou inteiro."""
        procurar_de = max(len(self._chegado) - len(_FIM), 0)
        self._chegado += data
        while True:
            fim = self._chegado.find(_FIM if self._nos_dados else b"\r\n", procurar_de)
            if fim < 0:
                return
            tamanho = fim + (len(_FIM) if self._nos_dados else 2)
            linha = bytes(self._chegado[: min(tamanho, 4)]).upper()
            del self._chegado[:tamanho]
            procurar_de = 0
            self._transporte.write(_CERTO if self._nos_dados else _RESPOSTAS.get(linha, _CERTO))
            self._nos_dados = not self._nos_dados and linha == b"DATA"


@contextmanager
def receptor() -> Iterator[int]:
    """Abre o receptor num processo próprio; devolve a porta."""
    comando = [sys.executable, "-m", "benchmarks.receptor"]
    with subprocess.Popen(comando, cwd=RAIZ, stdout=subprocess.PIPE, text=True) as processo:
        try:
            assert processo.stdout is not None
            yield int(processo.stdout.readline())
        finally:
            processo.terminate()


async def _servir() -> None:
    servidor = await asyncio.get_running_loop().create_server(Recepcao, "127.0.0.1", 0)
    print(servidor.sockets[0].getsockname()[1], flush=True)
    await servidor.serve_forever()


if __name__ == "__main__":
    asyncio.run(_servir())
