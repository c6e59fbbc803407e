"""A entrega de um aviso: reconferir → montar → transmitir → registrar (regras.md §6; email.md §1.1).

A ordem é o que garante "no máximo uma vez, com dúvida visível": o corpo vai ao servidor, o diário e a base gravam em
disco que vai ser transmitido, e só então o ponto final é escrito. Na volta, o diário antes da base.

Cada entrega é um gerador que pede as etapas de rede e recebe o que deu nelas; quem as executa é o despacho. Entre
uma e outra tudo corre na thread do caso de uso.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from envio.ambiente import Ambiente
from envio.correio import politica
from envio.correio.conexoes import Abrir, Etapa, Transmitir
from envio.correio.respostas import Veredito
from envio.correio.transporte import (
    Envelope,
    FalhaSMTP,
    Resposta,
    RespostaPerdida,
)
from envio.entrega.anotador import Anotador
from envio.entrega.freio import Freio
from envio.entrega.preparo import Carta, Preparo
from modelos.avisos import caixa_de_saida as avisos
from modelos.avisos.caixa_de_saida import DesfechoGravado
from modelos.contas import transmissoes
from regras.apontamento import Apontamento
from regras.aviso import Aviso, Estado
from regras.erros import AmbienteIndisponivel, ErroAviso
from regras.reconferencia import NadaAEnviar
from regras.ritmo import Transmissao


@dataclass(frozen=True, slots=True)
class Passo:
    """No que deu um aviso; `veredito` é o da falha, quando houve uma."""

    aviso: Aviso
    apontamentos: tuple[Apontamento, ...] = ()
    veredito: Veredito | None = None


Passos = Generator[Etapa, Any, Passo]
"""Pede etapas de rede; recebe o que `Transporte` devolve ou levanta."""


class Entrega:
    """Entrega os avisos de um lote; as etapas de um aviso são todas da mesma sessão."""

    def __init__(self, ambiente: Ambiente, preparo: Preparo, freio: Freio) -> None:
        self._ambiente = ambiente
        self._preparo = preparo
        self._conta = preparo.pronto.conta
        self._anotador = Anotador(ambiente.diario(), ambiente.agora)
        self._freio = freio

    def entregar(self, aviso: Aviso) -> Passos:
        """Entrega um aviso, ou só aos destinatários que faltam do que já foi enviado.

        Raises:
            ErroAviso: a mensagem não pode ser montada, ou a base ou o diário não deixou.
        """
        if aviso.estado is Estado.ENVIADO:
            return (yield from self._completar(aviso))
        carta = self._preparo.preparar(aviso, self._ambiente.agora())
        if isinstance(carta, NadaAEnviar):
            desfecho = DesfechoGravado(de=aviso.estado, para=Estado.CANCELADO, motivo=carta.motivo, tentou=False)
            return Passo(self._gravar(aviso, desfecho))
        try:
            envelope: Envelope = yield self._abrir(carta, aviso.chave)
        except FalhaSMTP as falha:
            return self._registrar_falha(aviso, aviso.estado, carta, falha)
        self._marcar_enviando(aviso, carta)
        return (yield from self._transmitir(aviso, carta, envelope))

    def recusar(self, aviso: Aviso, motivo: str) -> Passo:
        """O aviso não pode seguir: recusado, ou em dúvida se já transmitia."""
        atual = reler(aviso)
        if atual.estado is Estado.ENVIADO:
            return Passo(atual)
        para = Estado.EM_DUVIDA if atual.estado is Estado.ENVIANDO else Estado.RECUSADO
        return Passo(self._gravar(atual, DesfechoGravado(de=atual.estado, para=para, motivo=motivo, tentou=False)))

    def adiar(self, aviso: Aviso, motivo: str) -> Passo:
        """O lote parou antes da vez deste aviso."""
        if aviso.estado is Estado.ENVIADO:
            return Passo(aviso)
        texto = f"não tentado: {motivo}"
        desfecho = DesfechoGravado(de=aviso.estado, para=Estado.ADIADO, motivo=texto, tentou=False)
        return Passo(self._gravar(aviso, desfecho))

    def _abrir(self, carta: Carta, chave: str) -> Abrir:
        return Abrir(self._conta.remetente, carta.destinatarios, carta.mime, chave)

    def _marcar_enviando(self, aviso: Aviso, carta: Carta) -> None:
        """Diário e base sabem, em disco, que o ponto vai ser escrito; se a base não pôde, o diário desdiz."""
        self._anotador.transmitir(aviso, carta)
        try:
            em, quantos = self._ambiente.agora(), len(carta.destinatarios)
            avisos.marcar_enviando(aviso.id, aviso.estado, em, conta=self._conta.numero, destinatarios=quantos)
        except ErroAviso:
            self._anotador.desistir(aviso, carta)
            raise
        self._freio.transmitiu(quantos, em, aviso.id)

    def _transmitir(self, aviso: Aviso, carta: Carta, envelope: Envelope) -> Passos:
        """Escreve o ponto final e registra o que o servidor disse, ou que não disse nada."""
        try:
            resposta: Resposta = yield Transmitir(envelope)
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
            return Passo(gravado, carta.apontamentos, veredito)
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
        return Passo(self._concluir(aviso, carta, desfecho), carta.apontamentos)

    def _registrar_falha(self, aviso: Aviso, de: Estado, carta: Carta, falha: FalhaSMTP) -> Passo:
        """Registra a falha conforme a tabela de email.md §2 e decide se o lote para."""
        veredito = politica.classificar(falha)
        destino = politica.separar_recusas(falha.recusas)
        desfecho = DesfechoGravado(
            de=de,
            para=veredito.estado,
            codigo=falha.codigo,
            resposta=falha.resposta,
            servidor=falha.servidor,
            motivo=_dizer(veredito),
            message_id=carta.message_id,
            devolvidos=destino.devolvidos,
        )
        gravado = self._concluir(aviso, carta, desfecho) if de is Estado.ENVIANDO else self._gravar(aviso, desfecho)
        return Passo(gravado, carta.apontamentos, veredito)

    def _completar(self, aviso: Aviso) -> Passos:
        """Tenta de novo só os destinatários que faltam de um aviso enviado (regras.md §3.6)."""
        em = self._ambiente.agora()
        carta = self._preparo.preparar_pendentes(aviso, em)
        if isinstance(carta, NadaAEnviar):
            avisos.desistir_dos_pendentes(aviso.id, carta.motivo, em)
            return Passo(reler(aviso))
        try:
            envelope: Envelope = yield self._abrir(carta, aviso.chave)
            self._tomar_pendentes(aviso, carta)
            resposta: Resposta = yield Transmitir(envelope)
        except RespostaPerdida as perdida:
            ninguem = politica.Separadas()
            gravado = self._encerrar_complemento(aviso, carta, ninguem, 0, perdida.detalhe, perdida.servidor)
            return Passo(gravado, carta.apontamentos, politica.classificar(perdida))
        except FalhaSMTP as falha:
            return self._devolver_pendentes(aviso, carta, falha)
        self._freio.acertou()
        destino = politica.separar_recusas(envelope.recusas)
        gravado = self._encerrar_complemento(aviso, carta, destino, resposta.codigo, resposta.texto, resposta.servidor)
        return Passo(gravado, carta.apontamentos)

    def _tomar_pendentes(self, aviso: Aviso, carta: Carta) -> None:
        """Antes do ponto saem da lista: se o programa morrer agora, não são repetidos sozinhos.

        Se a base não pôde, o diário desdiz: eles continuam a faltar.
        """
        em, quantos = self._ambiente.agora(), len(carta.destinatarios)
        self._anotador.transmitir_complemento(aviso, carta)
        try:
            transmissoes.anotar(self._conta.numero, Transmissao(em, quantos))
            avisos.tomar_pendentes(aviso.id, carta.destinatarios, em)
        except ErroAviso:
            self._anotador.concluir_complemento(aviso, carta, pendentes=carta.destinatarios)
            raise
        self._freio.transmitiu(quantos, em, aviso.id)

    def _devolver_pendentes(self, aviso: Aviso, carta: Carta, falha: FalhaSMTP) -> Passo:
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
        return Passo(gravado, carta.apontamentos, veredito)

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
        return reler(aviso)

    def _concluir(self, aviso: Aviso, carta: Carta, desfecho: DesfechoGravado) -> Aviso:
        """Grava o desfecho de uma transmissão: no diário e depois na base, que não fica sem ele se o diário falhar."""
        try:
            self._anotador.concluir(aviso, carta, desfecho)
        finally:
            gravado = self._gravar(aviso, desfecho)
        return gravado

    def _gravar(self, aviso: Aviso, desfecho: DesfechoGravado) -> Aviso:
        avisos.registrar(aviso.id, desfecho, self._ambiente.agora())
        return reler(aviso)


def reler(aviso: Aviso) -> Aviso:
    """O aviso como está gravado.

    Raises:
        AmbienteIndisponivel: não está mais na base.
    """
    gravado = avisos.obter(aviso.id)
    if gravado is None:
        raise AmbienteIndisponivel(
            f"O aviso {aviso.id} sumiu da base durante o envio.", "Confira a base e o último backup."
        )
    return gravado


def _dizer(veredito: Veredito) -> str:
    """O motivo; do que não se tenta mais, também o que fazer, porque nada mais o vai dizer."""
    conselho = veredito.o_que_fazer if veredito.estado is Estado.RECUSADO else ""
    return f"{veredito.motivo}. {conselho}" if conselho else veredito.motivo
