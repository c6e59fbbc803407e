"""Depois dos avisos, agradecer a quem foi avisado e o banco diz que pagou (docs/retorno.md, agradecimento).

É mensagem a mais do aviso que levou o débito, pelo mesmo caminho de entrega: o corpo, o diário, a base, o ponto. O
débito é marcado na mesma transação em que ela começa, e nunca mais é agradecido.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from envio.ambiente import Ambiente
from envio.correio.transporte import Transporte
from envio.entrega.desfecho import MensagemPronta
from envio.entrega.registro import NaBase
from envio.entrega.transmissao import Passos, Transmitida, numa_sessao, transmitir
from envio.entrega.vazao import Vazao
from envio.eventos import Agradecendo, Agradecido, Compasso
from envio.mensagem import montagem
from envio.prontidao import Pronto
from modelos import retrato
from modelos.avisos import autorizacao
from modelos.avisos import leitura as avisos
from modelos.contas import mensagens
from modelos.retorno import recebidos
from regras.aviso import Aviso, envid, message_id
from regras.debito import ChaveDebito
from regras.dinheiro import Centavos
from regras.entrega import Desfecho, EstadoDaEntrega, TipoDeMensagem, no_estado
from regras.erros import AmbienteIndisponivel, DadoInvalido, ErroAviso
from regras.selecao import destinatarios_do_cliente

log = logging.getLogger(__name__)

DIAS = 7
"""Pagamento mais velho que isto já não se agradece: ligar a opção não manda de uma vez o que já passou."""
_ORDEM = "o banco confirmou o pagamento"


@dataclass(frozen=True, slots=True)
class Previsto:
    """Um agradecimento a mandar: o aviso, a quem, e o que se pagou de cada débito dele."""

    aviso: Aviso
    destinatarios: tuple[str, ...]
    pagos: Mapping[ChaveDebito, Centavos]


def prever(hoje: date, retirados: Collection[str] = ()) -> list[Previsto]:
    """Os que iriam agora, em ordem de cliente; nada é gravado nem enviado."""
    previstos = [_prever(numero, pagos) for numero, pagos in recebidos.a_agradecer(_desde(hoje)).items()]
    return sorted(
        (previsto for previsto in previstos if previsto is not None and previsto.aviso.cliente not in retirados),
        key=lambda previsto: (previsto.aviso.cliente, previsto.aviso.id),
    )


def _desde(hoje: date) -> date:
    return hoje - timedelta(days=DIAS)


def _prever(numero: int, pagos: Mapping[ChaveDebito, Centavos]) -> Previsto | None:
    """Só a quem recebeu o aviso e ainda é contato do cliente; None se ninguém, ou se ele não quer e-mail."""
    aviso = avisos.obter(numero)
    if aviso is None:
        return None
    lido = retrato.ler_do_aviso(aviso.cliente, pagos)
    cliente = lido.clientes.get(aviso.cliente)
    if cliente is None or not cliente.avisar:
        return None
    hoje_recebem = set(destinatarios_do_cliente(aviso.cliente, aviso.parametros.grupos, lido).enderecos)
    receberam = no_estado(aviso.entregas, EstadoDaEntrega.ACEITO)
    para = tuple(email for email in receberam if email in hoje_recebem)
    return Previsto(aviso, para, pagos) if para else None


def agradecer(
    hoje: date, ambiente: Ambiente, pronto: Pronto, registro: NaBase, retirados: Collection[str] = ()
) -> Iterator[Agradecendo | Agradecido | Compasso]:
    """Manda um a um, no ritmo da conta; o limite dela, ou a conta que falha, deixa o resto para o próximo fechamento.

    Gerador: parar de iterar não começa outro.

    Args:
        hoje: a data do fechamento.
        ambiente: base, relógio e transporte.
        pronto: empresa e conta, já conferidas.
        registro: o do fechamento em curso, com a posse na mão.
        retirados: clientes que o operador tirou deste fechamento.

    Raises:
        AmbienteIndisponivel: a base ou o diário não deixou.
    """
    previstos = prever(hoje, retirados)
    if not previstos:
        return
    vazao = Vazao(pronto.conta, ambiente.agora())
    transporte = ambiente.abrir_transporte(pronto.conta, pronto.credencial)
    try:
        for posicao, previsto in enumerate(previstos, 1):
            vez = vazao.vez(len(previsto.destinatarios), ambiente.agora())
            if vez.esgotado:
                return
            if vez.espera:
                yield Compasso(vez.espera.total_seconds(), "ritmo da conta")
            yield Agradecendo(previsto.aviso, posicao, len(previstos))
            feita = _mandar(previsto, hoje, ambiente, pronto, registro, vazao, transporte)
            if feita is None:
                continue
            yield Agradecido(feita.aviso, feita.resultado.desfecho is Desfecho.ACEITA)
            if feita.resultado.veredito and vazao.observar(feita.resultado.veredito, ambiente.agora()):
                return
    finally:
        transporte.fechar()


def _mandar(  # noqa: PLR0917 - o que a execução inteira tem em comum
    previsto: Previsto,
    hoje: date,
    ambiente: Ambiente,
    pronto: Pronto,
    registro: NaBase,
    vazao: Vazao,
    transporte: Transporte,
) -> Transmitida | None:
    """Relê antes de mandar: a baixa desfeita, ou o contato tirado neste instante, não sai."""
    pagos = recebidos.a_agradecer(_desde(hoje)).get(previsto.aviso.id)
    atual = None if pagos is None else _prever(previsto.aviso.id, pagos)
    if atual is None:
        return None
    try:
        mensagem = compor(atual, pronto, ambiente)
        return _numa_vez(transmitir(mensagem, pronto.conta.remetente, registro, vazao), transporte)
    except AmbienteIndisponivel:
        raise
    except ErroAviso as erro:
        log.warning("agradecimento do aviso %s não saiu: %s", previsto.aviso.id, erro.frase())
        return None


def _numa_vez(passos: Passos[Transmitida], transporte: Transporte) -> Transmitida:
    """Do começo ao fim sem parar: nesta mensagem não há o que cancelar."""
    sessao = numa_sessao(passos, transporte, passos)
    while True:
        try:
            next(sessao)
        except StopIteration as fim:
            feita: Transmitida = fim.value
            return feita


def compor(previsto: Previsto, pronto: Pronto, ambiente: Ambiente) -> MensagemPronta:
    """A mensagem: o texto do agradecimento, os débitos pagos com o que se pagou, e nenhum anexo.

    Raises:
        DadoInvalido: o texto cadastrado não pode ser preenchido.
    """
    aviso, em = previsto.aviso, ambiente.agora()
    lido = retrato.ler_do_aviso(aviso.cliente, previsto.pagos)
    cliente = lido.clientes.get(aviso.cliente)
    if cliente is None:
        raise DadoInvalido("cliente", "saiu do cadastro", aviso.cliente)
    debitos = tuple(
        replace(
            debito,
            saldo_centavos=previsto.pagos[debito.marca[:3]],
            multa_centavos=0,
            juros_centavos=0,
            codigo_barras=None,
            linha_digitavel=None,
        )
        for debito in aviso.debitos
        if debito.marca[:3] in previsto.pagos
    )
    dominio = pronto.conta.remetente.rpartition("@")[2]
    sufixo = f"a{aviso.tentativas}.{em:%Y%m%d%H%M%S}"
    identificador = message_id(envid(aviso.chave, autorizacao.segredo()), dominio, versao=aviso.versao, sufixo=sufixo)
    mime = montagem.montar(
        montagem.MensagemAMontar(
            chave=aviso.chave,
            message_id=identificador,
            conta=pronto.conta,
            # Não há PDF, e a mensagem não deve dizer com que senha abri-lo.
            empresa=replace(pronto.empresa, algarismos_da_senha=0),
            cliente=cliente,
            destinatarios=previsto.destinatarios,
            debitos=debitos,
            mensagem=mensagens.do_agradecimento(),
            anexos=(),
            data=aviso.data,
            em=em,
        )
    )
    return MensagemPronta(
        TipoDeMensagem.AGRADECIMENTO,
        aviso,
        identificador,
        previsto.destinatarios,
        mime,
        aviso.versao,
        debitos,
        ordem=_ORDEM,
    )
