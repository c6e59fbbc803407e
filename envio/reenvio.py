"""Reenviar, por ordem e com motivo do operador, um aviso que já teve desfecho (regras.md §6).

Enviado e recusado não vão a outro estado: o reenvio é mensagem a mais do mesmo aviso, como a dos destinatários
que faltavam, com Message-ID próprio. Fica no diário e nas tentativas; marca e ciclo não mudam.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from envio import conciliacao, politica, prontidao
from envio.ambiente import Ambiente
from envio.anotador import Anotador
from envio.fechamento import emissor
from envio.preparo import Carta, Preparo
from envio.transporte import Envelope, FalhaSMTP, Resposta, RespostaPerdida, Transporte
from modelos import ajustes, avisos, avisos_reenviados, transmissoes
from modelos import parametros as parametros_gravados
from modelos.avisos_reenviados import Reenviado
from modelos.trava import Trava
from regras.aviso import REENVIAVEIS, Aviso
from regras.erros import ConfiguracaoIncompleta, DadoInvalido
from regras.reconferencia import NadaAEnviar
from regras.ritmo import Transmissao

MAIOR_MOTIVO = 200
"""Caracteres."""
_ORDEM = "reenvio pedido pelo operador: {}"
_ACEITO = "reenvio aceito pelo servidor"
_NAO_FOI = "reenvio não enviado: {}"
_SEM_RESPOSTA = "reenvio sem resposta do servidor, pode ter sido aceito: {}"


@dataclass(frozen=True, slots=True)
class Reenvio:
    """No que deu.

    Atributos:
        aviso: como ficou gravado.
        aceito: o servidor aceitou para ao menos um destinatário; sem resposta, falso.
        motivo: no que deu, em português.
    """

    aviso: Aviso
    aceito: bool
    motivo: str


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


def reenviar(numero: int, motivo: str, ambiente: Ambiente) -> Reenvio:
    """Reconfere o aviso e manda outra mensagem dele, já, aos que recebem hoje.

    Args:
        numero: o `id` do aviso.
        motivo: por que, nas palavras do operador.
        ambiente: base, relógio, cofre e transporte.

    Raises:
        DadoInvalido: sem motivo, aviso que não existe ou está em outro estado, ou nada resta a cobrar.
        ConfiguracaoIncompleta: falta algo para enviar, ou o modo de teste está ligado.
        AmbienteIndisponivel: um fechamento está em andamento, ou a base está travada.
    """
    limpo = conferir_motivo(motivo)
    with Trava(ambiente.base.caminho):
        conciliacao.conciliar(ambiente)
        prontidao.conferir_base()
        _conferir_modo_de_teste()
        aviso = _obter(numero)
        parametros = parametros_gravados.obter()
        pronto = prontidao.conferir(ambiente, parametros)
        carta = Preparo(parametros, pronto, emissor(aviso.data)).preparar_reenvio(aviso, ambiente.agora())
        if isinstance(carta, NadaAEnviar):
            raise DadoInvalido(f"aviso {numero}", f"não há o que reenviar: {carta.motivo}")
        transporte = ambiente.abrir_transporte(pronto.conta, pronto.credencial)
        try:
            return _Remessa(ambiente, pronto, aviso, carta, _ORDEM.format(limpo)).enviar(transporte)
        finally:
            transporte.fechar()


class _Remessa:
    """Uma mensagem a mais, na ordem de sempre: corpo, diário e base em disco, ponto final, diário e base."""

    def __init__(self, ambiente: Ambiente, pronto: prontidao.Pronto, aviso: Aviso, carta: Carta, ordem: str) -> None:
        self._ambiente, self._pronto = ambiente, pronto
        self._aviso, self._carta = aviso, carta
        self._anotador = Anotador(ambiente.diario(), ambiente.agora)
        self._ordem = Reenviado(aviso.estado, carta.message_id, ordem, pendentes=aviso.destinatarios_pendentes)
        self._restam = tuple(email for email in aviso.destinatarios_pendentes if email not in carta.destinatarios)

    def enviar(self, transporte: Transporte) -> Reenvio:
        """Transmite e registra o que o servidor disse, ou que não disse nada."""
        carta = self._carta
        try:
            envelope = transporte.abrir_envelope(
                self._pronto.conta.remetente, carta.destinatarios, carta.mime, self._aviso.chave
            )
        except FalhaSMTP as falha:
            avisos_reenviados.comecar(self._aviso.id, self._ordem, self._ambiente.agora())
            return self._concluir(self._da_falha(falha), aceito=False, no_diario=False)
        self._comecar()
        try:
            resposta = transporte.transmitir(envelope)
        except RespostaPerdida as perdida:
            return self._concluir(self._da_perdida(perdida), aceito=False)
        except FalhaSMTP as falha:
            return self._concluir(self._da_falha(falha), aceito=False)
        return self._concluir(self._da_resposta(resposta, envelope), aceito=True)

    def _comecar(self) -> None:
        """Diário e base sabem, em disco, que o ponto vai ser escrito; quem recebe deixa de faltar."""
        em = self._ambiente.agora()
        passo = replace(self._ordem, pendentes=self._restam)
        self._anotador.reenviar(self._aviso, self._carta, passo)
        avisos_reenviados.comecar(self._aviso.id, passo, em)
        transmissoes.anotar(self._pronto.conta.numero, Transmissao(em, len(self._carta.destinatarios)))

    def _da_resposta(self, resposta: Resposta, envelope: Envelope) -> Reenviado:
        """Aceita: só continua faltando quem faltava e o servidor recusou por ora."""
        destino = politica.separar_recusas(envelope.recusas)
        faltam = {*destino.pendentes, *self._restam}
        return replace(
            self._ordem,
            motivo="; ".join(filter(None, (_ACEITO, destino.ressalva()))),
            codigo=resposta.codigo,
            resposta=resposta.texto,
            servidor=resposta.servidor,
            pendentes=tuple(email for email in self._aviso.destinatarios_pendentes if email in faltam),
            devolvidos=destino.devolvidos,
        )

    def _da_perdida(self, perdida: RespostaPerdida) -> Reenviado:
        """Pode ter ido: quem faltava não é repetido sozinho."""
        return replace(
            self._ordem,
            motivo=_SEM_RESPOSTA.format(politica.classificar(perdida).motivo),
            resposta=perdida.detalhe,
            servidor=perdida.servidor,
            pendentes=self._restam,
        )

    def _da_falha(self, falha: FalhaSMTP) -> Reenviado:
        """Não foi: quem faltava continua faltando."""
        return replace(
            self._ordem,
            motivo=_NAO_FOI.format(politica.classificar(falha).motivo),
            codigo=falha.codigo,
            resposta=falha.resposta,
            servidor=falha.servidor,
            devolvidos=politica.separar_recusas(falha.recusas).devolvidos,
        )

    def _concluir(self, final: Reenviado, *, aceito: bool, no_diario: bool = True) -> Reenvio:
        """Grava o desfecho: no diário e depois na base, que não fica sem ele se o diário falhar."""
        try:
            if no_diario:
                self._anotador.concluir_reenvio(self._aviso, self._carta, final)
        finally:
            avisos_reenviados.concluir(self._aviso.id, final, self._ambiente.agora())
        return Reenvio(_obter(self._aviso.id), aceito, final.motivo)


def _conferir_modo_de_teste() -> None:
    if ajustes.obter().em_teste():
        raise ConfiguracaoIncompleta(
            "O modo de teste está ligado, e o reenvio iria ao cliente de verdade.",
            "Desligue o modo de teste em Sistema → Modo de teste e guarda.",
        )


def _obter(numero: int) -> Aviso:
    aviso = avisos.obter(numero)
    if aviso is None:
        raise DadoInvalido(f"aviso {numero}", "não existe", o_que_fazer="Veja os números em `app.py historico`.")
    if aviso.estado not in REENVIAVEIS:
        estado = aviso.estado.value.replace("_", " ")
        raise DadoInvalido(f"aviso {numero}", f"está {estado}, e só se reenvia o que já foi enviado ou recusado")
    return aviso
