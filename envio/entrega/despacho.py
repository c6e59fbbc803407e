"""O lote: que aviso sai quando, por qual conexão, e o que houve com cada um (regras.md §6; email.md §1.2 e §2).

A entrega de um aviso está em `entregador.py`, e a rede, nas threads de `conexoes.py`. Aqui, na thread do caso de uso,
cada entrega anda até a etapa de rede seguinte e cede a vez a outra, enquanto o ritmo, a vazão e quem consome deixam.
"""

from __future__ import annotations

import logging
import secrets
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from envio.ambiente import Ambiente
from envio.correio.conexoes import (
    Abrir,
    Canal,
    Conexoes,
    Etapa,
)
from envio.correio.falhas import DA_SESSAO, FalhaSMTP, Veredito
from envio.entrega import insistencia
from envio.entrega.entregador import Entregador, Entregue
from envio.entrega.preparo import Preparo
from envio.entrega.registro import Registro
from envio.entrega.transmissao import Passos
from envio.entrega.vazao import Vazao
from envio.eventos import Aguardar, Compasso, Enviando, Evento, LoteParado, Tratado
from regras.aviso import Aviso
from regras.envio.ritmo import Vez
from regras.erros import AmbienteIndisponivel, ErroAviso

log = logging.getLogger(__name__)
_SORTEIO = secrets.SystemRandom()

DEFEITOS_SEGUIDOS = 5
"""Defeitos nossos seguidos que param o lote (docs/arquitetura.md, erros)."""
_CONEXOES_DEMAIS = frozenset({421, 432})


def nunca() -> bool:
    """Quem consome não pediu para segurar."""
    return False


@dataclass(eq=False, slots=True)
class _Voo:
    """Um aviso em curso: os seus passos, a conexão em que está e a etapa de rede que espera, ou None se não começou."""

    aviso: Aviso
    passos: Passos[Entregue]
    canal: Canal | None = None
    etapa: Etapa | None = None


class Lote:
    """Uma execução de envios pela mesma conta, em até três conexões reaproveitadas.

    Args:
        ambiente: base, relógio e transporte.
        preparo: monta as mensagens; a conta é a dele.
        registro: onde o que acontece com cada aviso fica escrito.
        segurar: enquanto for verdade nenhum aviso começa com outro em curso.
    """

    def __init__(
        self,
        ambiente: Ambiente,
        preparo: Preparo,
        registro: Registro,
        *,
        segurar: Callable[[], bool] = nunca,
    ) -> None:
        pronto = preparo.pronto
        self._ambiente = ambiente
        self._segurar = segurar
        self._vazao = Vazao(pronto.conta, ambiente.agora())
        self._entregador = Entregador(ambiente.agora, preparo, registro, self._vazao)
        self._conexoes = Conexoes(lambda com: ambiente.abrir_transporte(pronto.conta, com), pronto.credencial)
        self._voos: dict[Canal, _Voo] = {}
        self._sem_canal: deque[_Voo] = deque()
        self._abertos: list[Aviso] = []
        self._quando: dict[int, datetime | None] = {}
        self._parado = ""
        self._defeitos = 0

    def fechar(self) -> tuple[Aviso, ...]:
        """Termina os avisos em curso, encerra as conexões e devolve como eles ficaram.

        Raises:
            AmbienteIndisponivel: a base ou o diário não deixou gravar; os outros em curso terminaram.
        """
        feitos: list[Aviso] = []
        try:
            while self._em_curso():
                feitos.extend(evento.aviso for evento in self._colher() if isinstance(evento, Tratado))
        except AmbienteIndisponivel:
            self.fechar()
            raise
        finally:
            self._entregador.fechar()
            self._conexoes.fechar()
        return tuple(feitos)

    def despachar(self, fila: Sequence[Aviso], *, insistir: bool = False) -> Iterator[Evento]:
        """Trata cada aviso da fila; com `insistir`, espera e repete os adiados até o prazo (regras.md §6.3).

        A primeira passada é ordem do operador: o primeiro aviso sai sem esperar, e serve de sonda.
        """
        abertos = yield from self._passada(fila, sonda=True)
        while insistir and not self._vazao.so_operador and (quando := self._proxima(abertos)) is not None:
            # Nenhuma passa do prazo, a não ser que o relógio tenha voltado depois de marcada a hora.
            falta = min(quando - self._ambiente.agora(), insistencia.PRAZO)
            espera = max(falta.total_seconds(), 0)
            adiados = "1 aviso adiado espera" if len(abertos) == 1 else f"{len(abertos)} avisos adiados esperam"
            yield Aguardar(espera, f"{adiados} nova tentativa")
            na_vez: list[Aviso] = []
            depois: list[Aviso] = []
            for aviso in abertos:
                vez = self._quando[aviso.id]
                (na_vez if vez is not None and vez <= quando else depois).append(aviso)
            abertos = [*depois, *(yield from self._passada(na_vez, sonda=False))]

    def _passada(self, fila: Sequence[Aviso], *, sonda: bool) -> Generator[Evento, None, list[Aviso]]:
        """Uma volta pela fila; devolve os que seguem em aberto."""
        self._vazao.comecar_passada()
        self._parado, self._abertos = "", []
        for posicao, aviso in enumerate(fila, 1):
            self._entregador.adiantar(fila, posicao)
            if not (sonda and posicao == 1):
                yield from self._esperar_a_vez(aviso)
            if not self._parado:
                yield Enviando(aviso, posicao, len(fila), self._em_curso())
                yield from self._esperar_quem_segura()
            if self._parado:
                yield from self._encerrar(self._entregador.adiar(aviso, self._parado))
            else:
                yield from self._comecar(aviso)
        yield from self._terminar_os_em_curso()
        # Até a próxima passada são minutos: o servidor desligaria de qualquer jeito.
        self._conexoes.fechar()
        self._entregador.fechar()
        self._marcar_proximas(self._abertos)
        return self._abertos

    def _esperar_a_vez(self, aviso: Aviso) -> Iterator[Evento]:
        """Espera caber mais um aviso, pelo ritmo e pelas conexões; limite da hora ou do dia atingido para o lote."""
        destinatarios = aviso.destinatarios_pendentes or aviso.destinatarios
        while not self._parado:
            if self._conexoes.ha_feitas():
                yield from self._colher()
                continue
            vez = self._vazao.vez(len(destinatarios), self._ambiente.agora())
            if not self._em_curso():
                yield from self._cumprir(vez)
                return
            demora = self._quanto_falta(vez)
            if demora == 0:
                return
            yield from self._colher(demora)
        yield from self._terminar_os_em_curso()

    def _cumprir(self, vez: Vez) -> Iterator[Evento]:
        if vez.esgotado:
            self._parado = self._vazao.esgotou(vez)
            yield LoteParado(self._parado)
        elif vez.espera:
            yield Compasso(vez.espera.total_seconds(), "ritmo da conta")

    def _quanto_falta(self, vez: Vez) -> float | None:
        """Segundos até poder começar ao lado dos em curso; None se só depois de algum acabar."""
        livre = self._vazao.firme and not self._sem_canal and not self._segurar()
        return vez.espera.total_seconds() if livre and not vez.esgotado and self._conexoes.cabe() else None

    def _esperar_quem_segura(self) -> Iterator[Evento]:
        """Quem consome pediu para segurar depois de anunciado o aviso: os outros terminam antes de ele começar."""
        while self._em_curso() and self._segurar():
            yield from self._colher()

    def _terminar_os_em_curso(self) -> Iterator[Evento]:
        while self._em_curso():
            yield from self._colher()

    def _em_curso(self) -> int:
        return len(self._voos) + len(self._sem_canal)

    def _comecar(self, aviso: Aviso) -> Iterator[Evento]:
        destinatarios = aviso.destinatarios_pendentes or aviso.destinatarios
        self._vazao.partiu(aviso.id, len(destinatarios), self._ambiente.agora())
        yield from self._avancar(_Voo(aviso, self._entregador.entregar(aviso)))

    def _colher(self, limite: float | None = None) -> Iterator[Evento]:
        """Espera uma etapa de rede acabar, no máximo estes segundos, e segue com o aviso dela."""
        yield from self._dar_conexao_a_quem_espera()
        if not self._voos or (pronta := self._conexoes.colher(limite)) is None:
            return
        canal, feito = pronta.canal, pronta.resultado
        voo = self._voos.pop(canal)
        if _nao_abriu(voo.etapa, feito.exception()) and self._conexoes.dispensar(canal):
            log.warning("uma conexão a mais não abriu; o lote segue com menos: %s", feito.exception())
            voo.canal = None
            self._sem_canal.append(voo)
            return
        yield from self._avancar(voo, feito)

    def _dar_conexao_a_quem_espera(self) -> Iterator[Evento]:
        """Quem perdeu a sua conexão antes do ponto recomeça em outra; com o lote parado, não foi tentado."""
        while self._sem_canal and (self._parado or self._conexoes.cabe()):
            voo = self._sem_canal.popleft()
            if self._parado:
                self._largar(voo)
                yield from self._encerrar(self._entregador.adiar(voo.aviso, self._parado))
            else:
                yield from self._avancar(voo)

    def _avancar(self, voo: _Voo, feito: Future[Any] | None = None) -> Iterator[Evento]:
        """Leva o aviso até a próxima etapa de rede ou até o fim."""
        entregue = None
        try:
            entregue, parar = self._isolar(voo, feito)
        finally:
            if voo.canal not in self._voos:
                self._largar(voo)
        if entregue is not None:
            yield from self._encerrar(entregue, parar)

    def _isolar(self, voo: _Voo, feito: Future[Any] | None) -> tuple[Entregue | None, str]:
        """Segue com um aviso sem deixar que o problema dele alcance os outros (regras.md §3.7)."""
        try:
            entregue = self._seguir(voo, feito)
        except AmbienteIndisponivel:
            raise
        except ErroAviso as erro:
            return self._entregador.recusar(voo.aviso, erro.frase()), ""
        except Exception:  # ponto único de isolamento: defeito nosso num aviso não para os demais
            log.exception("defeito ao tratar o aviso %s", voo.aviso.id)
            return self._abandonar(voo)
        if entregue is not None:
            self._defeitos = 0
        return entregue, ""

    def _seguir(self, voo: _Voo, feito: Future[Any] | None) -> Entregue | None:
        """Entrega o que deu na etapa e pede a seguinte; devolve no que deu o aviso, se acabou."""
        try:
            if feito is None:
                voo.etapa = voo.etapa or next(voo.passos)
            elif erro := feito.exception():
                voo.etapa = voo.passos.throw(erro)
            else:
                voo.etapa = voo.passos.send(feito.result())
        except StopIteration as fim:
            entregue: Entregue = fim.value
            return entregue
        voo.canal = voo.canal or self._conexoes.tomar()
        self._conexoes.pedir(voo.canal, voo.etapa)
        self._voos[voo.canal] = voo
        return None

    def _abandonar(self, voo: _Voo) -> tuple[Entregue, str]:
        """Marca o aviso que sofreu um defeito nosso: recusado, ou em dúvida se já transmitia."""
        if voo.canal is not None:
            self._conexoes.descartar(voo.canal)
            voo.canal = None
        self._defeitos += 1
        entregue = self._entregador.recusar(
            voo.aviso, "defeito do programa ao preparar este aviso; o detalhe está no log"
        )
        parar = "defeitos seguidos do programa; peça suporte" if self._defeitos >= DEFEITOS_SEGUIDOS else ""
        return entregue, parar

    def _largar(self, voo: _Voo) -> None:
        """O aviso não está mais em curso: a conexão e a vez dele ficam livres."""
        voo.passos.close()
        self._vazao.voltou(voo.aviso.id)
        if voo.canal is not None:
            self._conexoes.soltar(voo.canal)

    def _encerrar(self, entregue: Entregue, parar: str = "") -> Iterator[Evento]:
        """Diz no que deu um aviso, e se o lote para por causa dele."""
        if entregue.aviso.espera_tentativa():
            self._abertos.append(entregue.aviso)
        parar = parar or (self._julgar(entregue.veredito) if entregue.veredito else "")
        parou_agora = bool(parar) and not self._parado
        self._parado = self._parado or parar
        yield Tratado(entregue.aviso, entregue.apontamentos, self._em_curso())
        if parou_agora:
            yield LoteParado(parar, self._em_curso())

    def _julgar(self, veredito: Veredito) -> str:
        """Anota a falha; devolve o motivo quando os demais avisos devem ficar adiados sem tentar."""
        if veredito.conexoes and self._conexoes.ficar_com_uma():
            self._vazao.recuar()
            return ""
        return self._vazao.observar(veredito, self._ambiente.agora())

    def _marcar_proximas(self, abertos: Sequence[Aviso]) -> None:
        """Diz quando cada adiado volta a ser tentado sozinho; a conta em pausa atrasa todos."""
        agora = self._ambiente.agora()
        for aviso in abertos:
            sorteio = _SORTEIO.uniform(-1, 1)
            quando = insistencia.proxima_tentativa(aviso.tentativas, agora, aviso.criado_em, sorteio)
            if quando and self._vazao.livre_em:
                quando = max(quando, self._vazao.livre_em)
            passou = quando is not None and quando > aviso.criado_em + insistencia.PRAZO
            self._quando[aviso.id] = None if passou else quando

    def _proxima(self, abertos: Sequence[Aviso]) -> datetime | None:
        """O instante da próxima tentativa automática; None quando só um novo fechamento os retoma."""
        marcadas = [quando for aviso in abertos if (quando := self._quando[aviso.id]) is not None]
        return min(marcadas, default=None)


def _nao_abriu(etapa: Etapa | None, erro: BaseException | None) -> bool:
    """Diz se a conexão falhou antes de qualquer mensagem, ou se o servidor disse, antes do ponto, que há demais."""
    if not (isinstance(etapa, Abrir) and isinstance(erro, FalhaSMTP)):
        return False
    return erro.fase in DA_SESSAO or erro.codigo in _CONEXOES_DEMAIS
