"""O modo de teste: o fechamento inteiro, com tudo indo para um endereço só e nada registrado.

Nenhum aviso, marca ou fechamento é gravado: desligado o modo de teste, o dia fecha como se o ensaio não tivesse
havido. O ritmo da conta conta, porque para o provedor as mensagens saíram.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from envio.ambiente import Ambiente
from envio.correio import politica
from envio.correio.falhas import FalhaSMTP, RespostaPerdida
from envio.correio.transporte import Transporte
from envio.entrega.freio import Freio
from envio.entrega.preparo import Carta, Preparo
from envio.eventos import Compasso, EmTeste, Enviando, Evento, Fim, Inicio, LoteParado, Tratado, resumir
from envio.plano.plano import AvisoPrevisto, PlanoDoDia
from modelos.contas import transmissoes
from regras.apontamento import Apontamento
from regras.aviso import EM_ABERTO, Aviso, Estado
from regras.erros import ErroAviso
from regras.reconferencia import NadaAEnviar
from regras.ritmo import Transmissao


def ensaiar(
    plano: PlanoDoDia, ambiente: Ambiente, preparo: Preparo, retirados: Collection[str] = frozenset()
) -> Iterator[Evento]:
    """Manda cada aviso do plano ao endereço de teste do preparo, sem gravar nenhum.

    Args:
        plano: o simulado da data; só os que ainda não tiveram desfecho são enviados.
        ambiente: relógio e transporte.
        preparo: monta as mensagens, com o desvio para o endereço de teste.
        retirados: clientes que o operador tirou deste fechamento.
    """
    previstos = [item for item in plano.avisos if item.estado in EM_ABERTO and item.cliente not in retirados]
    fila = tuple(_provisorio(numero, item, plano, ambiente) for numero, item in enumerate(previstos, 1))
    ultimos = {aviso.id: aviso for aviso in fila}
    yield EmTeste(preparo.desvio)
    yield Inicio(plano.data, True, fila, plano.fora, plano.apontamentos)
    apontamentos: list[Apontamento] = []
    ensaio = _Ensaio(ambiente, preparo)
    try:
        for evento in ensaio.enviar(fila):
            if isinstance(evento, Tratado):
                ultimos[evento.aviso.id] = evento.aviso
                apontamentos.extend(evento.apontamentos)
            yield evento
    finally:
        ensaio.fechar()
    feitos = tuple(
        replace(item, estado=aviso.estado, motivo=aviso.motivo, id=None)
        for item, aviso in zip(previstos, ultimos.values(), strict=True)
    )
    todos = tuple(dict.fromkeys((*plano.apontamentos, *apontamentos)))
    yield Fim(replace(plano, avisos=feitos, apontamentos=todos), resumir(ultimos.values()))


def _provisorio(numero: int, previsto: AvisoPrevisto, plano: PlanoDoDia, ambiente: Ambiente) -> Aviso:
    """Um aviso que não está na base: número negativo e chave de teste, que dá outro Message-ID."""
    return Aviso(
        id=-numero,
        data=plano.data,
        cliente=previsto.cliente,
        cliente_nome=previsto.cliente_nome,
        chave=f"teste|{previsto.cliente}|{ambiente.agora().isoformat()}",
        estado=Estado.PENDENTE,
        versao=1,
        destinatarios=previsto.destinatarios,
        destinatarios_pendentes=(),
        destinatarios_recusados=(),
        debitos=previsto.debitos,
        criado_em=ambiente.agora(),
    )


class _Ensaio:
    """Os envios de um ensaio, numa conexão."""

    def __init__(self, ambiente: Ambiente, preparo: Preparo) -> None:
        self._ambiente = ambiente
        self._preparo = preparo
        self._conta = preparo.pronto.conta
        self._freio = Freio(self._conta, ambiente.agora())
        self._transporte: Transporte | None = None

    def fechar(self) -> None:
        """Encerra a conexão, se houver."""
        if self._transporte is not None:
            self._transporte.fechar()

    def enviar(self, fila: tuple[Aviso, ...]) -> Iterator[Evento]:
        """Manda um a um, no ritmo da conta; o que a conta não deixa fica adiado."""
        parado = ""
        for posicao, aviso in enumerate(fila, 1):
            vez = self._freio.vez(1, self._ambiente.agora())
            if not parado and vez.esgotado and posicao > 1:
                parado = self._freio.esgotou(vez)
                yield LoteParado(parado)
            if parado:
                yield Tratado(replace(aviso, estado=Estado.ADIADO, motivo=f"não tentado: {parado}"))
                continue
            if vez.espera and posicao > 1:
                yield Compasso(vez.espera.total_seconds(), "ritmo da conta")
            yield Enviando(aviso, posicao, len(fila))
            tratado, parado = self._enviar_um(aviso)
            yield tratado
            if parado:
                yield LoteParado(parado)

    def _enviar_um(self, aviso: Aviso) -> tuple[Tratado, str]:
        em = self._ambiente.agora()
        try:
            carta = self._preparo.compor(aviso, em)
        except ErroAviso as erro:
            return Tratado(replace(aviso, estado=Estado.RECUSADO, motivo=erro.frase())), ""
        if isinstance(carta, NadaAEnviar):
            return Tratado(replace(aviso, estado=Estado.CANCELADO, motivo=carta.motivo)), ""
        try:
            resposta = self._transmitir(carta, aviso.chave)
        except (FalhaSMTP, RespostaPerdida) as falha:
            veredito = politica.classificar(falha)
            tratado = Tratado(replace(aviso, estado=veredito.estado, motivo=veredito.motivo), carta.apontamentos)
            return tratado, self._freio.observar(veredito, em)
        self._freio.acertou()
        return Tratado(replace(aviso, estado=Estado.ENVIADO, resposta=resposta), carta.apontamentos), ""

    def _transmitir(self, carta: Carta, chave: str) -> str:
        if self._transporte is None:
            self._transporte = self._ambiente.abrir_transporte(self._conta, self._preparo.pronto.credencial)
        # O envelope é só o do teste, diga a carta o que disser.
        para = (self._preparo.desvio,)
        envelope = self._transporte.abrir_envelope(self._conta.remetente, para, carta.mime, chave)
        transmissao = Transmissao(self._ambiente.agora(), len(para))
        transmissoes.anotar(self._conta.numero, transmissao)
        self._freio.transmitiu(transmissao.destinatarios, transmissao.em)
        return self._transporte.transmitir(envelope).texto
