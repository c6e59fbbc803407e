"""A rede some no meio do fechamento e volta depois: some com aviso (a conexão cai) ou calada (nada mais chega).

    python -m ensaios.rede [--avisos 300] [--vezes 40] [--atraso 20] [--semente 7]

Entre o programa e o servidor SMTP fica um repetidor TCP. Em momentos sorteados, no meio de qualquer etapa da conversa,
ele derruba as conexões (encerrando ou com RST) e recusa as novas, ou segura tudo sem entregar a nenhum dos lados,
também a resposta ao ponto final. Outras vezes corta em lugar certo: no meio de um corpo, ou depois que o servidor leu o
ponto e antes que a resposta chegue. O fechamento para sozinho; a rede volta; fecha-se de novo, até o fim.

Confere-se que cada cliente recebeu exatamente um aviso ou está em dúvida, que só há dúvida onde o ponto foi escrito e
sempre onde a resposta se perdeu, que o histórico tem os bytes aceitos, que resolvidas as dúvidas pelo que o servidor
diz cada um tem exatamente um, e que não sobra conexão, arquivo nem thread.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import re
import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ensaios.carteira import HOJE
from ensaios.mortes import ATRASO_DO_SERVIDOR_MS, conferir, conferir_bytes, preparar
from ensaios.programa import Rodar, ambiente, rodar_em, servidor
from ensaios.servidor import ler_aceitas
from ensaios.volume import conferir_sobras, medir
from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from envio.correio.transporte import Credencial
from envio.eventos import Enviando, LoteParado
from envio.fechamento import fechamento, resolucao
from envio.fechamento.resolucao import Decisao
from envio.rede.conexao import Esperas
from modelos.avisos import leitura as avisos
from modelos.base.abertura import abrir
from modelos.contas import contas_email
from regras.aviso import Aviso, Estado, envid_do_message_id
from regras.cadastro import ContaEmail

CURTAS = Esperas(conexao=0.4, resposta=0.4, data=0.4, bloco=0.4, ponto=0.7, despedida=0.1)
"""As esperas de verdade são de minutos; o silêncio é o mesmo."""
ATRASO_MAXIMO_S = 0.03
_BLOCO = 1 << 16
MODOS = ("cai", "cala", "rst", "corpo", "ponto")
"""Cair, calar-se, cair com RST, cair no meio de um corpo, e cair entre o ponto lido e a resposta."""
_ENVID = re.compile(rb"^X-Aviso-Id: (\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sumico:
    """Um momento: em que aviso desta execução, mais quantos segundos, e de que modo a rede some."""

    no_aviso: int
    espera_s: float
    modo: str


def sortear_sumicos(quantos: int, avisos_a_enviar: int, semente: int) -> list[Sumico]:
    """Sorteia os momentos, espalhados pelos avisos; os modos se alternam."""
    sorteio = random.Random(semente)  # noqa: S311 - sorteio de exemplo, não de segurança
    maior = max(2 * (avisos_a_enviar // (quantos + 1)) - 1, 1)
    return [
        Sumico(sorteio.randint(1, maior), sorteio.uniform(0, ATRASO_MAXIMO_S), MODOS[numero % len(MODOS)])
        for numero in range(quantos)
    ]


class _Ida:
    """O que o programa escreve numa conexão: de que aviso é a mensagem, e por onde ela vai.

    Atributos:
        envid: o do último aviso cujo corpo passou.
        cortar: a próxima resposta do servidor não chega.
    """

    def __init__(self) -> None:
        self.envid = ""
        self.cortar = False
        self._no_corpo = False
        self._cauda = b""

    def ler(self, bloco: bytes) -> str:
        """Diz se este bloco é de um corpo, se traz o ponto, ou nenhum dos dois (vazio)."""
        if not self._no_corpo:
            self._no_corpo = bloco.upper().endswith(b"DATA\r\n")
            self._cauda = b""
            return ""
        if achada := _ENVID.search(bloco):
            self.envid = achada[1].decode()
        self._cauda = (self._cauda + bloco)[-5:]
        self._no_corpo = self._cauda != b"\r\n.\r\n"
        return "corpo" if self._no_corpo else "ponto"


class Rede:
    """Repetidor TCP em 127.0.0.1, que some e volta. Use num `with`.

    Args:
        destino: a porta do servidor.

    Atributos:
        porta: onde repete.
        vai_sumir: a execução em curso é das que perdem a rede, e não espera muito por ela.
        pontos: os ENVIDs dos avisos cujo ponto o repetidor leu, na ordem.
        sem_resposta: as daqueles a que o servidor respondeu, e a resposta se perdeu.
    """

    def __init__(self, destino: int) -> None:
        self._destino = destino
        self._modo = ""
        self._laco = asyncio.new_event_loop()
        self._abertas: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._laco.run_forever)
        self.porta = 0
        self.vai_sumir = False
        self.pontos: list[str] = []
        self.sem_resposta: list[str] = []

    def __enter__(self) -> Rede:
        """Começa a repetir."""
        self._thread.start()
        servidor_tcp = asyncio.run_coroutine_threadsafe(self._servir(), self._laco).result()
        self.porta = servidor_tcp.sockets[0].getsockname()[1]
        self._servidor = servidor_tcp
        return self

    def __exit__(self, *_erro: object) -> None:
        """Derruba tudo."""
        asyncio.run_coroutine_threadsafe(self._encerrar(), self._laco).result()
        self._laco.call_soon_threadsafe(self._laco.stop)
        self._thread.join()
        self._laco.close()

    def sumir(self, modo: str) -> None:
        """A rede some; o que estava a caminho se perde."""
        self._laco.call_soon_threadsafe(self._mudar, modo)

    def voltar(self) -> None:
        """A rede volta para as conexões novas; as que ficaram caladas caem."""
        asyncio.run_coroutine_threadsafe(self._derrubar(), self._laco).result()
        self._laco.call_soon_threadsafe(self._mudar, "")

    def _mudar(self, modo: str) -> None:
        self._modo = "cai" if modo == "rst" else modo
        if self._modo != "cai":
            return
        for aberta in self._abertas:
            if modo == "rst":
                aberta.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            aberta.transport.abort()

    async def _servir(self) -> asyncio.Server:
        return await asyncio.start_server(self._atender, "127.0.0.1", 0)

    async def _derrubar(self) -> None:
        for aberta in self._abertas:
            aberta.transport.abort()

    async def _encerrar(self) -> None:
        self._servidor.close()
        await self._derrubar()
        restantes = asyncio.all_tasks(self._laco) - {asyncio.current_task(self._laco)}
        for restante in restantes:
            restante.cancel()
        await asyncio.gather(*restantes, return_exceptions=True)

    async def _atender(self, de_ca: asyncio.StreamReader, para_ca: asyncio.StreamWriter) -> None:
        self._abertas.add(para_ca)
        try:
            if self._modo == "cai":
                return
            de_la, para_la = await asyncio.open_connection("127.0.0.1", self._destino)
            self._abertas.add(para_la)
            try:
                ida = _Ida()
                await asyncio.gather(self._levar(de_ca, para_la, ida), self._trazer(de_la, para_ca, ida))
            finally:
                para_la.transport.abort()
                self._abertas.discard(para_la)
        finally:
            para_ca.transport.abort()
            self._abertas.discard(para_ca)

    async def _levar(self, de: asyncio.StreamReader, para: asyncio.StreamWriter, ida: _Ida) -> None:
        """Passa adiante o que o programa escreve, até o lugar de cortar."""
        with suppress(OSError):
            while bloco := await de.read(_BLOCO):
                onde = ida.ler(bloco)
                if onde == "ponto":
                    self.pontos.append(ida.envid)
                    ida.cortar = self._modo == "ponto"
                if onde == "corpo" == self._modo:
                    await self._passar(bloco[: len(bloco) // 2], para)
                    self._mudar("rst")
                    return
                await self._passar(bloco, para)
        self._desligar(para)

    async def _trazer(self, de: asyncio.StreamReader, para: asyncio.StreamWriter, ida: _Ida) -> None:
        """Devolve o que o servidor responde, menos a resposta que se perde."""
        with suppress(OSError):
            while bloco := await de.read(_BLOCO):
                if ida.cortar:
                    self.sem_resposta.append(ida.envid)
                    self._mudar("rst")
                    return
                await self._passar(bloco, para)
        self._desligar(para)

    async def _passar(self, bloco: bytes, para: asyncio.StreamWriter) -> None:
        """Calada, a rede come os bytes."""
        if self._modo != "cala":
            para.write(bloco)
            await para.drain()

    def _desligar(self, para: asyncio.StreamWriter) -> None:
        if self._modo != "cala":
            para.transport.abort()


def ensaiar(
    rodar: Rodar,
    base: Path,
    quantos: int,
    sumicos: list[Sumico],
    dizer: Callable[[str], None] = print,
    *,
    atraso_ms: int = ATRASO_DO_SERVIDOR_MS,
) -> list[str]:
    """Some, volta, retoma, confere e devolve o que não conferiu.

    Args:
        rodar: executa comandos do programa na base do ensaio, como esta instalação.
        base: ainda por criar; tudo fica ao lado dela.
        quantos: avisos.
        sumicos: os momentos.
        dizer: recebe o andamento.
        atraso_ms: quanto o servidor demora com cada mensagem; com uns 300 os avisos vão por mais de uma conexão.
    """
    correio = base.parent / "correio"
    with servidor(correio, atraso_ms) as porta, _rede_e_base(rodar, base, quantos, porta) as (rede, casos):
        antes, problemas = medir(), list[str]()
        for numero, sumico in enumerate(sumicos, 1):
            anteriores = _em_duvida()
            parado = _fechar_sumindo(casos, rede, sumico)
            dizer(f"{numero}: no aviso {sumico.no_aviso}, a rede {sumico.modo}: {parado or 'acabou'}")
            problemas += _conferir_duvidas(rede, sumico.modo, _em_duvida() - anteriores)
        list(fechamento.executar(HOJE, casos))
        problemas += _conferir_fim(casos, quantos, correio, dizer)
        gc.collect()
        problemas += conferir_sobras(antes, medir())
    return [*problemas, *conferir_bytes(base, ler_aceitas(correio))]


@contextmanager
def _rede_e_base(rodar: Rodar, base: Path, quantos: int, porta: int) -> Iterator[tuple[Rede, Ambiente]]:
    preparar(rodar, base, quantos, porta)
    with Rede(porta) as rede, abrir(base) as aberta:
        conta = contas_email.obter(1)
        assert conta is not None
        contas_email.gravar(replace(conta, porta=rede.porta))

        def abrir_transporte(conta: ContaEmail, credencial: Credencial) -> TransporteSMTP:
            return TransporteSMTP(conta, credencial, esperas=CURTAS if rede.vai_sumir else Esperas())

        yield rede, Ambiente(aberta, lambda: datetime.now(UTC), CofreEmMemoria(), abrir_transporte)


def _fechar_sumindo(casos: Ambiente, rede: Rede, sumico: Sumico) -> str:
    """Fecha até o lote parar ou acabar; devolve por que parou."""
    parado, relogios = "", []
    rede.vai_sumir = True
    for evento in fechamento.executar(HOJE, casos):
        if isinstance(evento, Enviando) and evento.posicao == sumico.no_aviso:
            relogios.append(threading.Timer(sumico.espera_s, rede.sumir, (sumico.modo,)))
            relogios[-1].start()
        if isinstance(evento, LoteParado):
            parado = evento.motivo
    for relogio in relogios:
        relogio.join()
    rede.voltar()
    rede.vai_sumir = False
    return parado


def _em_duvida() -> set[str]:
    """Os ENVIDs dos avisos em dúvida."""
    return {envid_do_message_id(aviso.message_id or "") for aviso in _da_data() if aviso.estado is Estado.EM_DUVIDA}


def _conferir_duvidas(rede: Rede, modo: str, novas: set[str]) -> Iterator[str]:
    """Dúvida só onde o ponto foi escrito, e sempre onde a resposta a ele se perdeu."""
    # Derrubada a conexão, um ponto pode se perder sem que o repetidor o leia; calada, ele lê tudo.
    if modo == "cala":
        yield from (f"{envid} em dúvida sem que o ponto tenha sido escrito" for envid in novas - set(rede.pontos))
    perdidas = set(rede.sem_resposta)
    rede.sem_resposta.clear()
    yield from (f"{envid} sem a resposta ao ponto, e não em dúvida" for envid in perdidas - novas)


def _da_data() -> list[Aviso]:
    return avisos.listar(data=HOJE)


def _em_linhas() -> list[dict[str, str]]:
    return [
        {"cliente": aviso.cliente, "estado": str(aviso.estado), "message_id": aviso.message_id or ""}
        for aviso in _da_data()
    ]


def _conferir_fim(casos: Ambiente, quantos: int, correio: Path, dizer: Callable[[str], None]) -> Iterator[str]:
    """Um por cliente ou em dúvida; resolvidas as dúvidas pelo que o servidor tem, exatamente um de cada."""
    aceitas = ler_aceitas(correio)
    em_duvida = [aviso for aviso in _da_data() if aviso.estado is Estado.EM_DUVIDA]
    dizer(f"{quantos} avisos, {len(em_duvida)} em dúvida, {len(aceitas)} mensagens aceitas")
    yield from conferir(quantos, _em_linhas(), aceitas)
    chegaram = {aceita["message_id"] for aceita in aceitas}
    for aviso in em_duvida:
        decisao = Decisao.ENVIADO if aviso.message_id in chegaram else Decisao.REENVIAR
        resolucao.resolver(aviso.id, decisao, casos)
    aceitas = ler_aceitas(correio)
    yield from conferir(quantos, _em_linhas(), aceitas)
    if len(aceitas) != quantos:
        yield f"{len(aceitas)} mensagens para {quantos} clientes depois de resolvidas as dúvidas"


def main() -> int:
    """Lê as opções, ensaia e mostra."""
    opcoes = argparse.ArgumentParser(description="A rede some no meio do fechamento: nada se perde, nada se repete.")
    opcoes.add_argument("--avisos", type=int, default=300)
    opcoes.add_argument("--vezes", type=int, default=40)
    opcoes.add_argument("--atraso", type=int, default=ATRASO_DO_SERVIDOR_MS, help="milissegundos por mensagem")
    opcoes.add_argument("--semente", type=int, default=7)
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory() as nome:
        base = Path(nome) / "base.db"
        os.environ.update(ambiente(base.parent))
        sumicos = sortear_sumicos(pedido.vezes, pedido.avisos, pedido.semente)
        problemas = ensaiar(rodar_em(base), base, pedido.avisos, sumicos, atraso_ms=pedido.atraso)
    print("\n".join(problemas[:20]))
    print(f"{len(problemas)} problemas em {pedido.vezes} sumiços e {pedido.avisos} avisos.")
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(main())
