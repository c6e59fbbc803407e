"""As conexões de um lote: até três sessões da mesma conta, cada uma com uma etapa de rede por vez (email.md §1.2).

Começa-se com uma conexão, na própria thread do caso de uso. Se os avisos demoram na rede, só ela passa a correr em
threads: quem pede uma etapa segue com outro aviso, em outra conexão, e a recolhe feita. Base, diário e relógio nunca
saem da thread do caso de uso.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from envio.correio.provedores import CONEXOES_NO_MAXIMO
from envio.correio.token_comum import TokenComum
from envio.correio.transporte import (
    Credencial,
    Envelope,
    Resposta,
    Transporte,
)
from regras.erros import ErroAviso

PACIENCIA_S = 0.05
"""Quanto um aviso demora na rede para valer outra conexão: servidor mais rápido que isto fica numa só."""
OCIOSA_S = 30.0
"""Conexão a mais que ninguém usou por este tempo é encerrada."""
# Uma que se despede não pode deixar esperando uma que transmite.
_THREADS = 2 * CONEXOES_NO_MAXIMO


@dataclass(frozen=True, slots=True)
class Abrir:
    """Levar a conversa e o corpo até antes do ponto final (`Transporte.abrir_envelope`)."""

    remetente: str
    destinatarios: Sequence[str]
    mime: bytes
    envid: str

    def em(self, transporte: Transporte) -> Envelope:
        """Executa nesta sessão."""
        return transporte.abrir_envelope(self.remetente, self.destinatarios, self.mime, self.envid)


@dataclass(frozen=True, slots=True)
class Transmitir:
    """Escrever o ponto final e ler a resposta (`Transporte.transmitir`)."""

    envelope: Envelope

    def em(self, transporte: Transporte) -> Resposta:
        """Executa nesta sessão, que tem de ser a que abriu o envelope."""
        return transporte.transmitir(self.envelope)


Etapa = Abrir | Transmitir


@dataclass(eq=False, slots=True)
class Canal:
    """Uma sessão de envio.

    Atributos:
        usada_em: quando ficou livre, no relógio das conexões.
        gasto: segundos de rede do aviso em curso até o ponto; None enquanto não se conectou nenhuma vez.
    """

    transporte: Transporte
    usada_em: float = 0.0
    gasto: float | None = None


@dataclass(frozen=True, slots=True)
class EtapaFeita:
    """Uma etapa que acabou, por onde e em quantos segundos."""

    canal: Canal
    etapa: Etapa
    resultado: Future[Any]
    segundos: float


class Conexoes:
    """As conexões de um lote. Todos os métodos são chamados da thread do caso de uso.

    Args:
        abrir: monta uma sessão com a credencial dada, sem conectar.
        credencial: a da conta; um token é renovado uma vez para todas.
        relogio: segundos que só crescem.
    """

    def __init__(
        self,
        abrir: Callable[[Credencial], Transporte],
        credencial: Credencial,
        relogio: Callable[[], float] = time.monotonic,
    ) -> None:
        self._abrir = abrir
        self._comum = None if credencial is None or isinstance(credencial, str) else TokenComum(credencial)
        self._credencial = credencial
        self._relogio = relogio
        self._executor: ThreadPoolExecutor | None = None
        self._feitas: queue.SimpleQueue[EtapaFeita] = queue.SimpleQueue()
        self._livres: list[Canal] = []
        self._ocupadas: set[Canal] = set()
        self._teto = CONEXOES_NO_MAXIMO
        # Dois, porque uma reconexão ou um tropeço faz um só demorar.
        self._duracoes: deque[float] = deque(maxlen=2)

    def cabe(self) -> bool:
        """Diz se mais um aviso pode começar: sempre, sem nenhum em curso; ao lado de outro, se a rede demora."""
        if not self._ocupadas:
            return True
        return self._demoram() and (bool(self._livres) or self._quantas() < self._teto)

    def tomar(self) -> Canal:
        """Ocupa uma conexão livre, a que trabalhou por último, ou uma nova."""
        self._encerrar_ociosas()
        canal = self._livres.pop() if self._livres else self._nova()
        self._ocupadas.add(canal)
        return canal

    def pedir(self, canal: Canal, etapa: Etapa) -> None:
        """Começa uma etapa na conexão; ela aparece em `colher` quando acabar.

        Raises:
            AmbienteIndisponivel: o token novo não pôde ser guardado.
        """
        if self._comum is not None and isinstance(etapa, Abrir):
            self._comum.renovar()
        inicio = self._relogio()

        def acabou(resultado: Future[Any]) -> None:
            self._feitas.put(EtapaFeita(canal, etapa, resultado, self._relogio() - inicio))

        em_thread = self._demoram() or len(self._ocupadas) > 1
        futuro = self._threads().submit(etapa.em, canal.transporte) if em_thread else _executar(etapa, canal)
        futuro.add_done_callback(acabou)

    def ha_feitas(self) -> bool:
        """Diz se alguma etapa já acabou."""
        return not self._feitas.empty()

    def colher(self, limite: float | None) -> EtapaFeita | None:
        """Espera uma etapa acabar, no máximo estes segundos; None é sem limite. Devolve-a, ou None."""
        try:
            feita = self._feitas.get(timeout=limite)
        except queue.Empty:
            return None
        self._medir(feita)
        return feita

    def soltar(self, canal: Canal) -> None:
        """A conexão está livre; se já não cabe, é encerrada."""
        if self._quantas() > self._teto:
            self.descartar(canal)
            return
        self._ocupadas.discard(canal)
        canal.usada_em = self._relogio()
        self._livres.append(canal)

    def descartar(self, canal: Canal) -> None:
        """Encerra esta conexão; outra pode abrir no lugar."""
        self._ocupadas.discard(canal)
        self._despedir(canal)

    def dispensar(self, canal: Canal) -> bool:
        """A conexão não abriu: o lote segue com as outras. Devolve False se não há outra."""
        if self._quantas() == 1:
            return False
        self.descartar(canal)
        self._teto = self._quantas()
        return True

    def ficar_com_uma(self) -> bool:
        """O servidor quer menos conexões: as outras acabam o que fazem. Devolve False se já era uma."""
        if self._quantas() == 1:
            return False
        self._teto = 1
        while self._livres:
            self.descartar(self._livres.pop())
        return True

    def fechar(self) -> None:
        """Encerra todas e espera as threads acabarem; pode-se voltar a tomar."""
        while self._livres:
            self._despedir(self._livres.pop())
        if self._executor is not None:
            self._executor.shutdown(wait=True)
            self._executor = None
        # Só depois de interrompido no meio: a etapa delas acabou sem que ninguém a recolhesse.
        while self._ocupadas:
            self._ocupadas.pop().transporte.fechar()
        self._feitas = queue.SimpleQueue()

    def _medir(self, feita: EtapaFeita) -> None:
        """Soma a rede de cada aviso; a primeira vez de uma conexão não conta o que ela levou para se ligar."""
        canal = feita.canal
        if isinstance(feita.etapa, Abrir):
            canal.gasto = 0.0 if canal.gasto is None else feita.segundos
        else:
            self._duracoes.append((canal.gasto or 0.0) + feita.segundos)

    def _demoram(self) -> bool:
        return min(self._duracoes, default=0.0) > PACIENCIA_S

    def _despedir(self, canal: Canal) -> None:
        """Encerra sem que os avisos em curso esperem a despedida."""
        if self._executor is None:
            canal.transporte.fechar()
        else:
            self._executor.submit(canal.transporte.fechar)

    def _quantas(self) -> int:
        return len(self._livres) + len(self._ocupadas)

    def _nova(self) -> Canal:
        transporte = self._abrir(self._credencial if self._comum is None else self._comum.para_uma())
        self._teto = min(self._teto, transporte.simultaneas)
        return Canal(transporte)

    def _encerrar_ociosas(self) -> None:
        """Fica só com a última usada, se as outras estão paradas há muito."""
        velhas = [canal for canal in self._livres[:-1] if self._relogio() - canal.usada_em > OCIOSA_S]
        for canal in velhas:
            self._livres.remove(canal)
            self.descartar(canal)

    def _threads(self) -> ThreadPoolExecutor:
        if self._executor is None:
            self._executor = ThreadPoolExecutor(_THREADS, thread_name_prefix="conexao")
        return self._executor


def _executar(etapa: Etapa, canal: Canal) -> Future[Any]:
    """Executa já, aqui mesmo; só a falha que a sessão diz que pode dar é resultado."""
    futuro: Future[Any] = Future()
    try:
        futuro.set_result(etapa.em(canal.transporte))
    except ErroAviso as erro:
        futuro.set_exception(erro)
    return futuro
