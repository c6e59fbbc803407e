"""Reenviar, por ordem e com motivo do operador, um aviso já enviado (regras.md §6).

*Enviado* não vai a outro estado: o reenvio é mensagem a mais do mesmo aviso, como a dos destinatários que faltavam,
com Message-ID próprio (o mesmo seria descartado como repetido por quem recebe). Fica no diário e nas tentativas;
marca e ciclo não mudam. O recusado não se reenvia por aqui: ele não andou o ciclo, e outra data o refaz (§2.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from envio import prontidao
from envio.ambiente import Ambiente
from envio.entrega import conciliacao
from envio.entrega.desfecho import MensagemPronta
from envio.entrega.preparo import Preparo, reler_e_reconferir
from envio.entrega.registro import NaBase
from envio.entrega.transmissao import Transmitida, numa_sessao, transmitir
from envio.eventos import PassoFeito
from envio.fechamento.fechamento import emissor
from modelos.avisos import leitura as avisos
from modelos.base.trava import Trava
from modelos.contas import parametros as parametros_gravados
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.dinheiro import Centavos, em_reais
from regras.entrega import Desfecho
from regras.envio.reconferencia import NadaAEnviar, Reconferido
from regras.erros import DadoInvalido
from regras.selecao import DebitoSelecionado

_T = TypeVar("_T", Reconferido, MensagemPronta)

MAIOR_MOTIVO = 200
"""Caracteres."""


@dataclass(frozen=True, slots=True)
class ReenvioPrevisto:
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


def prever(numero: int, hoje: date) -> ReenvioPrevisto:
    """Diz a quem o reenvio iria e o que cobraria; nada é gravado nem enviado.

    Raises:
        DadoInvalido: o aviso não existe, não está enviado, ou nada resta a cobrar.
        ConfiguracaoIncompleta: o modo de teste está ligado.
    """
    prontidao.conferir_envio_de_verdade()
    aviso = _obter(numero)
    atual = _ou_recusar(numero, reler_e_reconferir(aviso, hoje))
    valem = {(item.debito.documento, item.debito.parcela) for item in atual.debitos}
    fora = tuple(debito for debito in aviso.debitos if (debito.documento, debito.parcela) not in valem)
    return ReenvioPrevisto(aviso, atual.destinatarios, atual.debitos, fora)


def reenviar(
    numero: int, motivo: str, ambiente: Ambiente, hoje: date, *, senha: str | None = None
) -> Iterator[PassoFeito | Resultado]:
    """Reconfere o aviso e manda outra mensagem dele, já, aos que recebem hoje; o último valor é o `Resultado`.

    Gerador: parar de iterar antes do `Resultado` cancela, e nada terá sido enviado.

    Args:
        numero: o `id` do aviso.
        motivo: por que, nas palavras do operador.
        ambiente: base, relógio, cofre e transporte.
        hoje: o dia em que a promessa de pagamento vale.
        senha: a desta execução, no lugar da do cofre.

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
        pronto = prontidao.conferir(ambiente, parametros_gravados.obter(), senha)
        registro = NaBase(ambiente, pronto.conta)
        preparo = Preparo(pronto, emissor(aviso.data))
        mensagem = _ou_recusar(numero, preparo.compor_reenvio(aviso, limpo, ambiente.agora(), hoje))
        yield PassoFeito("Conferir e montar a mensagem", _dizer_mensagem(mensagem))
        conta = pronto.conta
        transporte = ambiente.abrir_transporte(conta, pronto.credencial)
        aberta = PassoFeito("Conectar e entregar o corpo", f"{conta.servidor}:{conta.porta}")
        try:
            passos = transmitir(mensagem, conta.remetente, registro)
            feita = yield from numa_sessao(passos, transporte, aberta)
        finally:
            transporte.fechar()
        yield _em_resultado(feita)


def _em_resultado(feita: Transmitida) -> Resultado:
    deu = feita.resultado
    dito = f"{deu.codigo} {deu.resposta}" if deu.codigo else deu.resposta
    ultimo = avisos.tentativas(feita.aviso.id)[-1]
    return Resultado(feita.aviso, deu.desfecho is Desfecho.ACEITA, ultimo.motivo, dito)


def _dizer_mensagem(mensagem: MensagemPronta) -> str:
    quantos = "1 débito" if len(mensagem.debitos) == 1 else f"{len(mensagem.debitos)} débitos"
    total = em_reais(sum(debito.atualizado_centavos for debito in mensagem.debitos))
    return f"{quantos}, {total}, para {', '.join(mensagem.destinatarios)}"


def _ou_recusar(numero: int, achado: _T | NadaAEnviar) -> _T:
    if isinstance(achado, NadaAEnviar):
        raise DadoInvalido(f"aviso {numero}", f"não há o que reenviar: {achado.motivo}")
    return achado


def _obter(numero: int) -> Aviso:
    aviso = avisos.obter(numero)
    if aviso is None:
        raise DadoInvalido(
            f"aviso {numero}",
            "não existe",
            o_que_fazer="Veja os números em ⟨Consultas → Histórico de avisos|`app.py historico`⟩.",
        )
    if aviso.estado is not Estado.ENVIADO:
        estado = aviso.estado.value.replace("_", " ")
        raise DadoInvalido(
            f"aviso {numero}",
            f"está {estado}, e só se reenvia o que já foi enviado",
            o_que_fazer="O fechamento de outra data refaz os demais; o em dúvida se resolve no histórico.",
        )
    return aviso
