"""Servidor SMTP do ensaio: `python -m ensaios.servidor PASTA [ATRASO_MS]` escreve a porta e serve até ser encerrado.

Cada mensagem aceita vira uma linha de `aceitas.jsonl`, gravada antes de responder 250: o que está ali é o que um
provedor teria entregado. O começo do endereço manda: `inexistente-…` é recusado de vez e `ocupado-…` por ora; em
`cai-…` a conexão cai antes do corpo; depois do ponto, `depois-…` ouve 451, `conteudo-…` ouve 554, e em `duvida-…` a
mensagem é guardada e a conexão cai sem resposta.

`juntas` diz quantas mensagens esperavam a resposta quando ela foi aceita, cada uma na sua conexão.

Com atraso, demora um tempo sorteado antes e outro depois de guardar: o cliente que morre no primeiro não entregou; no
segundo, entregou e não soube.
"""

from __future__ import annotations

import asyncio
import email
import hashlib
import json
import logging
import random
import sys
from pathlib import Path
from typing import TextIO

from aiosmtpd.smtp import SMTP, Envelope, Session

ACEITAS = "aceitas.jsonl"
_RECUSAS = {"depois": "451 4.3.0 tente mais tarde", "conteudo": "554 5.6.0 conteudo recusado"}
"""O que se responde ao ponto final, pelo começo do endereço."""


class _Carteiro:
    def __init__(self, aberto: TextIO, atraso_s: float) -> None:
        self._aberto = aberto
        self._atraso_s = atraso_s
        self._sorteio = random.Random(1)  # noqa: S311 - sorteio de exemplo, não de segurança
        self._juntas = 0

    async def _demorar(self) -> None:
        if self._atraso_s:
            await asyncio.sleep(self._sorteio.uniform(0, self._atraso_s / 2))

    async def handle_RCPT(  # noqa: N802 - nome do aiosmtpd
        self, servidor: SMTP, _sessao: Session, envelope: Envelope, endereco: str, opcoes: list[str]
    ) -> str:
        if endereco.startswith("cai-"):
            servidor.transport.abort()
        if endereco.startswith("inexistente-"):
            return "550 5.1.1 usuario inexistente"
        if endereco.startswith("ocupado-"):
            return "450 4.2.1 caixa ocupada"
        envelope.rcpt_tos.append(endereco)
        envelope.rcpt_options.extend(opcoes)
        return "250 2.1.5 aceito"

    async def handle_DATA(self, servidor: SMTP, _sessao: Session, envelope: Envelope) -> str:  # noqa: N802
        self._juntas += 1
        try:
            return await self._guardar(servidor, envelope)
        finally:
            self._juntas -= 1

    async def _guardar(self, servidor: SMTP, envelope: Envelope) -> str:
        await self._demorar()
        if recusa := _RECUSAS.get(envelope.rcpt_tos[0].partition("-")[0]):
            return recusa
        conteudo = envelope.original_content or b""
        mensagem = email.message_from_bytes(conteudo)
        aceita = {
            "aviso": mensagem["X-Aviso-Id"],
            "message_id": mensagem["Message-ID"],
            "destinatarios": envelope.rcpt_tos,
            "bytes": len(conteudo),
            "juntas": self._juntas,
            "sha256": hashlib.sha256(conteudo).hexdigest(),
        }
        self._aberto.write(json.dumps(aceita) + "\n")
        self._aberto.flush()
        if envelope.rcpt_tos[0].startswith("duvida-"):
            servidor.transport.abort()
        await self._demorar()
        return "250 2.0.0 aceita"


async def _servir(pasta: Path, atraso_s: float) -> None:
    with (pasta / ACEITAS).open("a", encoding="utf-8") as aberto:
        laco, carteiro = asyncio.get_running_loop(), _Carteiro(aberto, atraso_s)
        servidor = await laco.create_server(lambda: SMTP(carteiro, hostname="localhost", loop=laco), "127.0.0.1", 0)
        print(servidor.sockets[0].getsockname()[1], flush=True)
        await servidor.serve_forever()


def ler_aceitas(pasta: Path) -> list[dict[str, object]]:
    """As mensagens que o servidor desta pasta aceitou, na ordem."""
    with (pasta / ACEITAS).open(encoding="utf-8") as aberto:
        return [json.loads(linha) for linha in aberto]


if __name__ == "__main__":
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    asyncio.run(_servir(Path(sys.argv[1]), float(sys.argv[2]) / 1000 if len(sys.argv) > 2 else 0))
