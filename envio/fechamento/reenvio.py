"""Reenviar, por ordem e com motivo do operador, um aviso já enviado (regras.md §6).

*Enviado* não vai a outro estado: o reenvio é mensagem a mais do mesmo aviso, como a dos destinatários que faltavam,
com Message-ID próprio (o mesmo seria descartado como repetido por quem recebe). Fica no diário e nas tentativas;
marca e ciclo não mudam. O recusado não se reenvia por aqui: ele não andou o ciclo, e outra data o refaz (§2.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from envio.ambiente import Ambiente
from envio.contas import prontidao
from envio.correio import politica
from envio.correio.transporte import (
    Envelope,
    FalhaSMTP,
    Resposta,
    RespostaPerdida,
)
from envio.entrega import conciliacao
from envio.entrega.anotador import Anotador
from envio.entrega.preparo import Carta, Preparo, reler_e_reconferir
from envio.entrega.teste import Passo
from envio.fechamento.fechamento import emissor
from envio.plano.plano import Emissor
from modelos.avisos import avisos_reenviados
from modelos.avisos import caixa_de_saida as avisos
from modelos.avisos.avisos_reenviados import Reenviado
from modelos.base.trava import Trava
from modelos.contas import parametros as parametros_gravados
from modelos.contas import transmissoes
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.dinheiro import Centavos, em_reais
from regras.erros import DadoInvalido, ErroAviso
from regras.parametros import ParametrosAviso
from regras.reconferencia import NadaAEnviar, Reconferido
from regras.ritmo import Transmissao
from regras.selecao import DebitoSelecionado

_T = TypeVar("_T", Reconferido, Carta)

MAIOR_MOTIVO = 200
"""Caracteres."""
_ACEITO = "reenvio aceito pelo servidor"
_NAO_FOI = "reenvio não enviado: {}"
_SEM_RESPOSTA = "reenvio sem resposta do servidor, pode ter sido aceito: {}"


@dataclass(frozen=True, slots=True)
class Previsao:
    """A quem o reenvio iria e o que cobraria, reconferido agora; `fora` são os débitos que não se cobram mais."""

    aviso: Aviso
    destinatarios: tuple[str, ...]
    debitos: tuple[DebitoSelecionado, ...]
    fora: tuple[DebitoAvisado, ...]

    @property
    def total_centavos(self) -> Centavos:
        """Total atualizado do que ainda se cobra."""
        return sum(item.atualizado_centavos for item in self.debitos)


@dataclass(frozen=True, slots=True)
class Resultado:
    """No que deu.

    Atributos:
        aviso: como ficou gravado.
        aceito: o servidor aceitou para ao menos um destinatário; sem resposta, falso.
        motivo: no que deu, em português.
        resposta: o código e o texto do servidor, ou vazio.
    """

    aviso: Aviso
    aceito: bool
    motivo: str
    resposta: str = ""


def conferir_motivo(motivo: str) -> str:
    """Devolve o motivo numa linha só.

    Raises:
        DadoInvalido: vazio ou comprido demais.
    """
    limpo = " ".join(motivo.split())
    if not limpo:
        raise DadoInvalido("motivo", "diga por que o aviso vai de novo; fica gravado no histórico")
    if len(limpo) > MAIOR_MOTIVO:
        raise DadoInvalido("motivo", f"passa de {MAIOR_MOTIVO} letras")
    return limpo


def prever(numero: int, hoje: date) -> Previsao:
    """Diz a quem o reenvio iria e o que cobraria; nada é gravado nem enviado.

    Raises:
        DadoInvalido: o aviso não existe, não está enviado, ou nada resta a cobrar.
        ConfiguracaoIncompleta: o modo de teste está ligado.
    """
    prontidao.conferir_envio_de_verdade()
    aviso = _obter(numero)
    atual = _ou_recusar(numero, reler_e_reconferir(aviso, parametros_gravados.obter(), hoje))
    valem = {(item.debito.documento, item.debito.parcela) for item in atual.debitos}
    fora = tuple(debito for debito in aviso.debitos if (debito.documento, debito.parcela) not in valem)
    return Previsao(aviso, atual.destinatarios, atual.debitos, fora)


def reenviar(numero: int, motivo: str, ambiente: Ambiente, hoje: date) -> Iterator[Passo | Resultado]:
    """Reconfere o aviso e manda outra mensagem dele, já, aos que recebem hoje; o último valor é o `Resultado`.

    Gerador: parar de iterar antes do `Resultado` cancela, e nada terá sido enviado.

    Args:
        numero: o `id` do aviso.
        motivo: por que, nas palavras do operador.
        ambiente: base, relógio, cofre e transporte.
        hoje: o dia em que a promessa de pagamento vale.

    Raises:
        DadoInvalido: sem motivo, aviso que não existe ou não está enviado, ou nada resta a cobrar.
        ConfiguracaoIncompleta: falta algo para enviar, ou o modo de teste está ligado.
        AmbienteIndisponivel: um fechamento está em andamento, ou a base está travada.
    """
    limpo = conferir_motivo(motivo)
    with Trava(ambiente.base.caminho):
        conciliacao.conciliar(ambiente)
        prontidao.conferir_base()
        aviso = _obter(numero)
        parametros = parametros_gravados.obter()
        pronto = prontidao.conferir(ambiente, parametros)
        remessa = _Remessa(ambiente, parametros, pronto, emissor(aviso.data))
        try:
            yield from remessa.mandar(aviso, limpo, hoje)
        finally:
            remessa.fechar()


class _Remessa:
    """Uma mensagem a mais, na ordem de sempre: corpo, diário e base em disco, ponto final, diário e base."""

    def __init__(
        self, ambiente: Ambiente, parametros: ParametrosAviso, pronto: prontidao.Pronto, emissor: Emissor
    ) -> None:
        prontidao.conferir_envio_de_verdade()
        self._ambiente = ambiente
        self._conta = pronto.conta
        self._preparo = Preparo(parametros, pronto, emissor)
        self._anotador = Anotador(ambiente.diario(), ambiente.agora)
        self._transporte = ambiente.abrir_transporte(pronto.conta, pronto.credencial)

    def fechar(self) -> None:
        """Encerra a conexão, se houver."""
        self._transporte.fechar()

    def mandar(self, aviso: Aviso, ordem: str, hoje: date) -> Iterator[Passo | Resultado]:
        """Monta, transmite e registra o que o servidor disse, ou que não disse nada."""
        carta = _ou_recusar(aviso.id, self._preparo.compor_reenvio(aviso, self._ambiente.agora(), hoje))
        yield Passo("Conferir e montar a mensagem", _dizer_carta(carta))
        comeco = _comecar(aviso, carta, ordem)
        try:
            envelope = self._transporte.abrir_envelope(
                self._conta.remetente, carta.destinatarios, carta.mime, aviso.chave
            )
        except FalhaSMTP as falha:
            self._guardar(aviso, carta, replace(comeco, pendentes=aviso.destinatarios_pendentes, do_aviso=None))
            yield self._concluir_reenvio(aviso, carta, _da_falha(aviso, carta, falha), no_diario=False)
            return
        yield Passo("Conectar e entregar o corpo", f"{self._conta.servidor}:{self._conta.porta}")
        self._anotar_comeco(aviso, carta, comeco)
        yield self._pontuar(aviso, carta, envelope)

    def _anotar_comeco(self, aviso: Aviso, carta: Carta, comeco: Reenviado) -> None:
        """Diário e base sabem, em disco, que o ponto vai ser escrito; se a base não pôde, o diário desdiz."""
        self._anotador.reenviar(aviso, carta, comeco)
        try:
            transmissoes.anotar(self._conta.numero, Transmissao(self._ambiente.agora(), len(carta.destinatarios)))
            self._guardar(aviso, carta, comeco)
        except ErroAviso as erro:
            desdito = replace(comeco, motivo=_NAO_FOI.format(erro.mensagem), pendentes=aviso.destinatarios_pendentes)
            self._anotador.concluir_reenvio(aviso, carta, desdito)
            raise

    def _pontuar(self, aviso: Aviso, carta: Carta, envelope: Envelope) -> Resultado:
        """Escreve o ponto final e grava o desfecho."""
        try:
            resposta = self._transporte.transmitir(envelope)
        except RespostaPerdida as perdida:
            return self._concluir_reenvio(aviso, carta, _da_perdida(aviso, carta, perdida))
        except FalhaSMTP as falha:
            return self._concluir_reenvio(aviso, carta, _da_falha(aviso, carta, falha))
        return self._concluir_reenvio(aviso, carta, _da_resposta(aviso, carta, envelope, resposta), aceito=True)

    def _guardar(self, aviso: Aviso, carta: Carta, comeco: Reenviado) -> None:
        """Os bytes e a ordem, com o motivo dela, antes de o servidor poder aceitar."""
        em = self._ambiente.agora()
        avisos.guardar_complemento(aviso.id, carta.message_id, carta.destinatarios, carta.mime, em)
        avisos_reenviados.comecar(aviso.id, comeco, em)

    def _concluir_reenvio(
        self, aviso: Aviso, carta: Carta, final: Reenviado, *, aceito: bool = False, no_diario: bool = True
    ) -> Resultado:
        """Grava o desfecho: no diário e depois na base, que não fica sem ele se o diário falhar."""
        try:
            if no_diario:
                self._anotador.concluir_reenvio(aviso, carta, final)
        finally:
            avisos_reenviados.concluir(aviso.id, final, self._ambiente.agora())
        dito = f"{final.codigo} {final.resposta}" if final.codigo else final.resposta
        return Resultado(_obter(aviso.id), aceito, final.motivo, dito)


def _dizer_carta(carta: Carta) -> str:
    quantos = "1 débito" if len(carta.debitos) == 1 else f"{len(carta.debitos)} débitos"
    total = em_reais(sum(debito.atualizado_centavos for debito in carta.debitos))
    return f"{quantos}, {total}, para {', '.join(carta.destinatarios)}"


def _comecar(aviso: Aviso, carta: Carta, ordem: str) -> Reenviado:
    """A ordem, antes do ponto: quem faltava e vai receber agora deixa de faltar."""
    tomados = [email for email in aviso.destinatarios_pendentes if email in carta.destinatarios]
    return Reenviado(
        carta.message_id,
        ordem,
        pendentes=_fora_da_carta(aviso.destinatarios_pendentes, carta),
        recusados=aviso.destinatarios_recusados,
        do_aviso=avisos.SEM_RESPOSTA.format(", ".join(tomados)) if tomados else None,
    )


def _da_resposta(aviso: Aviso, carta: Carta, envelope: Envelope, resposta: Resposta) -> Reenviado:
    """Aceita: dos que faltavam ou tinham sido recusados, ficam os que não receberam agora."""
    destino = politica.separar_recusas(envelope.recusas)
    sem_receber = {*destino.pendentes, *destino.recusados}
    pendentes = tuple(
        email
        for email in aviso.destinatarios_pendentes
        if email not in carta.destinatarios or email in destino.pendentes
    )
    antes = (*aviso.destinatarios_recusados, *(e for e in aviso.destinatarios_pendentes if e in destino.recusados))
    recusados = tuple(email for email in antes if email not in carta.destinatarios or email in sem_receber)
    mexeu = aviso.destinatarios_pendentes or aviso.destinatarios_recusados
    return Reenviado(
        carta.message_id,
        "; ".join(filter(None, (_ACEITO, destino.ressalva()))),
        codigo=resposta.codigo,
        resposta=resposta.texto,
        servidor=resposta.servidor,
        pendentes=pendentes,
        recusados=recusados,
        do_aviso=avisos.dizer_quem_falta(pendentes, recusados) if mexeu else None,
        devolvidos=destino.devolvidos,
    )


def _da_perdida(aviso: Aviso, carta: Carta, perdida: RespostaPerdida) -> Reenviado:
    """Pode ter ido: quem faltava não é repetido sozinho."""
    return Reenviado(
        carta.message_id,
        _SEM_RESPOSTA.format(politica.classificar(perdida).motivo),
        resposta=perdida.detalhe,
        servidor=perdida.servidor,
        pendentes=_fora_da_carta(aviso.destinatarios_pendentes, carta),
        recusados=aviso.destinatarios_recusados,
    )


def _da_falha(aviso: Aviso, carta: Carta, falha: FalhaSMTP) -> Reenviado:
    """Não foi: tudo continua como estava, menos o endereço que o servidor disse não existir."""
    return Reenviado(
        carta.message_id,
        _NAO_FOI.format(politica.classificar(falha).motivo),
        codigo=falha.codigo,
        resposta=falha.resposta,
        servidor=falha.servidor,
        pendentes=aviso.destinatarios_pendentes,
        recusados=aviso.destinatarios_recusados,
        do_aviso=(aviso.motivo or "") if aviso.destinatarios_pendentes else None,
        devolvidos=politica.separar_recusas(falha.recusas).devolvidos,
    )


def _fora_da_carta(emails: tuple[str, ...], carta: Carta) -> tuple[str, ...]:
    return tuple(email for email in emails if email not in carta.destinatarios)


def _ou_recusar(numero: int, achado: _T | NadaAEnviar) -> _T:
    if isinstance(achado, NadaAEnviar):
        raise DadoInvalido(f"aviso {numero}", f"não há o que reenviar: {achado.motivo}")
    return achado


def _obter(numero: int) -> Aviso:
    aviso = avisos.obter(numero)
    if aviso is None:
        raise DadoInvalido(f"aviso {numero}", "não existe", o_que_fazer="Veja os números em `app.py historico`.")
    if aviso.estado is not Estado.ENVIADO:
        estado = aviso.estado.value.replace("_", " ")
        raise DadoInvalido(
            f"aviso {numero}",
            f"está {estado}, e só se reenvia o que já foi enviado",
            o_que_fazer="O fechamento de outra data refaz os demais; o em dúvida se resolve no histórico.",
        )
    return aviso
