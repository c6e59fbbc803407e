"""Aviso a aviso: reconferir → montar → transmitir → registrar (regras.md §6; email.md §1.1).

A ordem de cada envio é o que garante "no máximo uma vez, com dúvida visível": o corpo vai ao servidor, o
diário e a base gravam em disco que vai ser transmitido, e só então o ponto final é escrito. Na volta, o
diário antes da base.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from envio import politica, prontidao
from envio.ambiente import Ambiente
from envio.anotador import Anotador
from envio.eventos import Aguardar, Compasso, Enviando, Evento, LoteParado, Tratado
from envio.freio import Freio
from envio.plano import Emissor
from envio.preparo import Carta, Preparo
from envio.respostas import Veredito
from envio.transporte import Envelope, FalhaSMTP, RespostaPerdida, Transporte
from modelos import avisos, transmissoes
from modelos.avisos import DesfechoGravado
from regras.aviso import EM_ABERTO, Aviso, Estado
from regras.erros import AmbienteIndisponivel, ErroAviso
from regras.parametros import ParametrosAviso
from regras.reconferencia import NadaAEnviar
from regras.ritmo import Transmissao
from regras.selecao import Apontamento

log = logging.getLogger(__name__)
_SORTEIO = secrets.SystemRandom()

DEFEITOS_SEGUIDOS = 5
"""Defeitos nossos seguidos que param o lote (docs/arquitetura.md, erros)."""


@dataclass(frozen=True, slots=True)
class _Passo:
    """O que resultou de um aviso; `parar` traz o motivo quando a falha é da conta."""

    aviso: Aviso
    apontamentos: tuple[Apontamento, ...] = ()
    parar: str = ""


class Lote:
    """Uma execução de envios pela mesma conta, numa conexão reaproveitada. É o único caminho até um cliente.

    Raises:
        ConfiguracaoIncompleta: o modo de teste está ligado.
    """

    def __init__(
        self,
        ambiente: Ambiente,
        parametros: ParametrosAviso,
        pronto: prontidao.Pronto,
        emissor: Emissor,
    ) -> None:
        prontidao.conferir_envio_de_verdade()
        self._ambiente = ambiente
        self._pronto = pronto
        self._preparo = Preparo(parametros, pronto, emissor)
        self._anotador = Anotador(ambiente.diario(), ambiente.agora)
        self._transporte: Transporte | None = None
        self._freio = Freio(pronto.conta, ambiente.agora())
        self._quando: dict[int, datetime | None] = {}
        self._defeitos = 0

    def fechar(self) -> None:
        """Encerra a conexão, se houver."""
        if self._transporte is not None:
            self._transporte.fechar()
            self._transporte = None

    def despachar(self, fila: Sequence[Aviso], *, insistir: bool = False) -> Iterator[Evento]:
        """Trata cada aviso da fila; com `insistir`, espera e repete os adiados até o prazo (regras.md §6.3).

        A primeira passada é ordem do operador: o primeiro aviso sai sem esperar, e serve de sonda.
        """
        abertos = yield from self._passada(fila, sonda=True)
        while insistir and not self._freio.so_operador and (quando := self._proxima(abertos)) is not None:
            espera = max((quando - self._ambiente.agora()).total_seconds(), 0)
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
        abertos: list[Aviso] = []
        parado = ""
        self._freio.comecar_passada()
        for posicao, aviso in enumerate(fila, 1):
            if not parado and not (sonda and posicao == 1):
                parado = yield from self._esperar_a_vez(aviso)
            if parado:
                passo = _Passo(self._adiar_sem_tentar(aviso, parado))
            else:
                yield Enviando(aviso, posicao, len(fila))
                passo = self._isolar(aviso)
            if passo.aviso.estado in EM_ABERTO or passo.aviso.destinatarios_pendentes:
                abertos.append(passo.aviso)
            yield Tratado(passo.aviso, passo.apontamentos)
            if passo.parar and not parado:
                parado = passo.parar
                self.fechar()
                yield LoteParado(parado)
        self._marcar_proximas(abertos)
        return abertos

    def _esperar_a_vez(self, aviso: Aviso) -> Generator[Evento, None, str]:
        """Cumpre o ritmo da conta; devolve por que o lote para, se um limite da hora ou do dia foi atingido."""
        destinatarios = aviso.destinatarios_pendentes or aviso.destinatarios
        vez = self._freio.vez(len(destinatarios), self._ambiente.agora())
        if vez.esgotado:
            motivo = self._freio.esgotou(vez)
            self.fechar()
            yield LoteParado(motivo)
            return motivo
        if vez.espera:
            yield Compasso(vez.espera.total_seconds(), "ritmo da conta")
        return ""

    def _marcar_proximas(self, abertos: Sequence[Aviso]) -> None:
        """Diz quando cada adiado volta a ser tentado sozinho; a conta em pausa atrasa todos."""
        agora = self._ambiente.agora()
        for aviso in abertos:
            sorteio = _SORTEIO.uniform(-1, 1)
            quando = politica.proxima_tentativa(aviso.tentativas, agora, aviso.criado_em, sorteio)
            if quando and self._freio.livre_em:
                quando = max(quando, self._freio.livre_em)
            passou = quando is not None and quando > aviso.criado_em + politica.PRAZO
            self._quando[aviso.id] = None if passou else quando

    def _proxima(self, abertos: Sequence[Aviso]) -> datetime | None:
        """O instante da próxima tentativa automática; None quando só um novo fechamento os retoma."""
        marcadas = [quando for aviso in abertos if (quando := self._quando[aviso.id]) is not None]
        return min(marcadas, default=None)

    def _isolar(self, aviso: Aviso) -> _Passo:
        """Trata um aviso sem deixar que o problema dele alcance os outros (regras.md §3.7)."""
        try:
            passo = self._tratar(aviso)
        except AmbienteIndisponivel:
            raise
        except ErroAviso as erro:
            return _Passo(self._recusar(aviso, erro.frase()))
        except Exception:  # ponto único de isolamento: defeito nosso num aviso não para os demais
            log.exception("defeito ao tratar o aviso %s", aviso.id)
            return self._abandonar(aviso)
        self._defeitos = 0
        return passo

    def _abandonar(self, aviso: Aviso) -> _Passo:
        """Marca o aviso que sofreu um defeito nosso: recusado, ou em dúvida se já transmitia."""
        self.fechar()
        self._defeitos += 1
        gravado = self._recusar(aviso, "defeito do programa ao preparar este aviso; o detalhe está no log")
        parar = "defeitos seguidos do programa; peça suporte" if self._defeitos >= DEFEITOS_SEGUIDOS else ""
        return _Passo(gravado, parar=parar)

    def _recusar(self, aviso: Aviso, motivo: str) -> Aviso:
        atual = _reler(aviso)
        para = Estado.EM_DUVIDA if atual.estado is Estado.ENVIANDO else Estado.RECUSADO
        if atual.estado is Estado.ENVIADO:
            return atual
        return self._gravar(atual, DesfechoGravado(de=atual.estado, para=para, motivo=motivo, tentou=False))

    def _adiar_sem_tentar(self, aviso: Aviso, motivo: str) -> Aviso:
        if aviso.estado is Estado.ENVIADO:
            return aviso
        texto = f"não tentado: {motivo}"
        return self._gravar(aviso, DesfechoGravado(de=aviso.estado, para=Estado.ADIADO, motivo=texto, tentou=False))

    def _tratar(self, aviso: Aviso) -> _Passo:
        if aviso.estado is Estado.ENVIADO:
            return self._completar(aviso)
        carta = self._preparo.preparar(aviso, self._ambiente.agora())
        if isinstance(carta, NadaAEnviar):
            desfecho = DesfechoGravado(de=aviso.estado, para=Estado.CANCELADO, motivo=carta.motivo, tentou=False)
            return _Passo(self._gravar(aviso, desfecho))
        try:
            envelope = self._abrir(carta, aviso.chave)
        except FalhaSMTP as falha:
            return self._registrar_falha(aviso, aviso.estado, carta, falha)
        self._marcar_enviando(aviso, carta)
        return self._transmitir(aviso, carta, envelope)

    def _marcar_enviando(self, aviso: Aviso, carta: Carta) -> None:
        """Diário e base sabem, em disco, que o ponto vai ser escrito; se a base não pôde, o diário desdiz."""
        self._anotador.transmitir(aviso, carta)
        try:
            em, quantos = self._ambiente.agora(), len(carta.destinatarios)
            avisos.marcar_enviando(aviso.id, aviso.estado, em, conta=self._pronto.conta.numero, destinatarios=quantos)
        except ErroAviso:
            self._anotador.desistir(aviso, carta)
            raise
        self._freio.transmitiu(quantos, em)

    def _abrir(self, carta: Carta, chave: str) -> Envelope:
        return self._sessao().abrir_envelope(self._pronto.conta.remetente, carta.destinatarios, carta.mime, chave)

    def _sessao(self) -> Transporte:
        if self._transporte is None:
            self._transporte = self._ambiente.abrir_transporte(self._pronto.conta, self._pronto.credencial)
        return self._transporte

    def _transmitir(self, aviso: Aviso, carta: Carta, envelope: Envelope) -> _Passo:
        """Escreve o ponto final e registra o que o servidor disse, ou que não disse nada."""
        try:
            resposta = self._sessao().transmitir(envelope)
        except RespostaPerdida as perdida:
            veredito = politica.classificar(perdida)
            desfecho = DesfechoGravado(
                de=Estado.ENVIANDO,
                para=Estado.EM_DUVIDA,
                resposta=perdida.detalhe,
                servidor=perdida.servidor,
                motivo=veredito.motivo,
                message_id=carta.message_id,
            )
            gravado = self._concluir(aviso, carta, desfecho)
            return _Passo(gravado, carta.apontamentos, self._motivo_de_parar(veredito))
        except FalhaSMTP as falha:
            return self._registrar_falha(aviso, Estado.ENVIANDO, carta, falha)
        self._freio.acertou()
        destino = politica.separar_recusas(envelope.recusas)
        desfecho = DesfechoGravado(
            de=Estado.ENVIANDO,
            para=Estado.ENVIADO,
            codigo=resposta.codigo,
            resposta=resposta.texto,
            servidor=resposta.servidor,
            motivo=destino.ressalva(),
            message_id=carta.message_id,
            pendentes=destino.pendentes,
            recusados=destino.recusados,
            devolvidos=destino.devolvidos,
        )
        return _Passo(self._concluir(aviso, carta, desfecho), carta.apontamentos)

    def _registrar_falha(self, aviso: Aviso, de: Estado, carta: Carta, falha: FalhaSMTP) -> _Passo:
        """Registra a falha conforme a tabela de email.md §2 e decide se o lote para."""
        veredito = politica.classificar(falha)
        destino = politica.separar_recusas(falha.recusas)
        desfecho = DesfechoGravado(
            de=de,
            para=veredito.estado,
            codigo=falha.codigo,
            resposta=falha.resposta,
            servidor=falha.servidor,
            motivo=veredito.motivo,
            message_id=carta.message_id,
            devolvidos=destino.devolvidos,
        )
        gravado = self._concluir(aviso, carta, desfecho) if de is Estado.ENVIANDO else self._gravar(aviso, desfecho)
        return _Passo(gravado, carta.apontamentos, self._motivo_de_parar(veredito))

    def _completar(self, aviso: Aviso) -> _Passo:
        """Tenta de novo só os destinatários que faltam de um aviso enviado (regras.md §3.6)."""
        em = self._ambiente.agora()
        carta = self._preparo.preparar_pendentes(aviso, em)
        if isinstance(carta, NadaAEnviar):
            avisos.desistir_dos_pendentes(aviso.id, carta.motivo, em)
            return _Passo(_reler(aviso))
        try:
            envelope = self._abrir(carta, aviso.chave)
            # Antes do ponto saem da lista: se o programa morrer agora, não são repetidos sozinhos.
            self._anotador.transmitir_complemento(aviso, carta)
            avisos.tomar_pendentes(aviso.id, carta.destinatarios, em)
            transmissoes.anotar(self._pronto.conta.numero, Transmissao(em, len(carta.destinatarios)))
            self._freio.transmitiu(len(carta.destinatarios), em)
            resposta = self._sessao().transmitir(envelope)
        except RespostaPerdida as perdida:
            ninguem = politica.Separadas()
            gravado = self._encerrar_complemento(aviso, carta, ninguem, 0, perdida.detalhe, perdida.servidor)
            return _Passo(gravado, carta.apontamentos, self._motivo_de_parar(politica.classificar(perdida)))
        except FalhaSMTP as falha:
            return self._devolver_pendentes(aviso, carta, falha)
        self._freio.acertou()
        destino = politica.separar_recusas(envelope.recusas)
        gravado = self._encerrar_complemento(aviso, carta, destino, resposta.codigo, resposta.texto, resposta.servidor)
        return _Passo(gravado, carta.apontamentos)

    def _devolver_pendentes(self, aviso: Aviso, carta: Carta, falha: FalhaSMTP) -> _Passo:
        """Anota a falha da mensagem complementar: recusa por recusa, ou a mesma para todos os que faltavam."""
        veredito = politica.classificar(falha)
        destino = politica.separar_recusas(falha.recusas)
        if not falha.recusas:
            definitivo = veredito.estado is Estado.RECUSADO
            destino = politica.Separadas(
                pendentes=() if definitivo else carta.destinatarios,
                recusados=carta.destinatarios if definitivo else (),
            )
        gravado = self._encerrar_complemento(aviso, carta, destino, falha.codigo, falha.resposta, falha.servidor)
        return _Passo(gravado, carta.apontamentos, self._motivo_de_parar(veredito))

    def _encerrar_complemento(  # noqa: PLR0917 - o que o servidor disse, na ordem em que ele diz
        self, aviso: Aviso, carta: Carta, destino: politica.Separadas, codigo: int, resposta: str, servidor: str
    ) -> Aviso:
        """Grava no que deu a mensagem complementar: no diário e depois na base."""
        try:
            self._anotador.concluir_complemento(aviso, carta, pendentes=destino.pendentes, recusados=destino.recusados)
        finally:
            avisos.registrar_pendentes(
                aviso.id,
                pendentes=destino.pendentes,
                recusados=destino.recusados,
                devolvidos=destino.devolvidos,
                codigo=codigo,
                resposta=resposta,
                servidor=servidor,
                message_id=carta.message_id,
                em=self._ambiente.agora(),
            )
        return _reler(aviso)

    def _motivo_de_parar(self, veredito: Veredito) -> str:
        """Anota a falha; devolve o motivo quando os demais avisos devem ficar adiados sem tentar."""
        return self._freio.observar(veredito, self._ambiente.agora())

    def _concluir(self, aviso: Aviso, carta: Carta, desfecho: DesfechoGravado) -> Aviso:
        """Grava o desfecho de uma transmissão: no diário e depois na base, que não fica sem ele se o diário falhar."""
        try:
            self._anotador.concluir(aviso, carta, desfecho)
        finally:
            gravado = self._gravar(aviso, desfecho)
        return gravado

    def _gravar(self, aviso: Aviso, desfecho: DesfechoGravado) -> Aviso:
        avisos.registrar(aviso.id, desfecho, self._ambiente.agora())
        return _reler(aviso)


def _reler(aviso: Aviso) -> Aviso:
    gravado = avisos.obter(aviso.id)
    if gravado is None:
        raise AmbienteIndisponivel(
            f"O aviso {aviso.id} sumiu da base durante o envio.", "Confira a base e o último backup."
        )
    return gravado
