"""Um aviso da prévia montado como iria: a mensagem, o relatório e os boletos, sem gravar nem enviar nada.

O caminho é o do envio (`preparo.Preparo.compor`): com o mesmo relógio, os bytes são os que o fechamento manda.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from envio import prontidao
from envio.correio.leitura_mime import Partes, ler_partes
from envio.entrega.preparo import Preparo
from envio.fechamento.fechamento import emissor, planejar
from envio.plano.plano import AvisoPrevisto
from envio.prontidao import Pronto
from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.cadastro import clientes, empresas
from modelos.contas import mensagens
from modelos.contas import parametros as parametros_gravados
from regras.apontamento import Apontamento
from regras.aviso import EM_ABERTO, Aviso, DebitoAvisado, chave_do_aviso, numero_do_aviso
from regras.cadastro import Cliente, ContaEmail, Empresa, Seguranca
from regras.envio.reconferencia import NadaAEnviar
from regras.erros import ConfiguracaoIncompleta, DadoInvalido
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO, ConteudoDoAviso
from regras.parametros import ParametrosAviso

_SEM_CONTA = ContaEmail(0, "sem-conta@example.com", "", 0, Seguranca.NENHUMA)
"""Remetente de mentira enquanto nenhuma conta foi escolhida; o domínio não entrega."""


@dataclass(frozen=True, slots=True)
class AvisoMontado:
    """Um aviso como iria.

    Atributos:
        partes: assunto, textos e anexos, lidos de volta dos próprios bytes da mensagem.
        mime: os bytes.
        remetente: de quem sai; vazio enquanto nenhuma conta foi escolhida.
        debitos: os que vão, já sem o boleto que não passou na conferência.
        apontamentos: o que há a consertar nestes débitos.
        ressalva: o que falta para poder enviar; vazia se nada falta.
    """

    partes: Partes
    mime: bytes
    remetente: str
    debitos: tuple[DebitoAvisado, ...]
    apontamentos: tuple[Apontamento, ...] = ()
    ressalva: str = ""


def montar(
    previsto: AvisoPrevisto, data: date, em: datetime, *, parametros: ParametrosAviso | None = None
) -> AvisoMontado:
    """Monta o aviso de um cliente do plano como iria; o que já teve desfecho na data sai como foi.

    Args:
        previsto: o do plano da data (`fechamento.planejar`).
        data: a do plano.
        em: instante da montagem, em UTC; vira a data da mensagem.
        parametros: os da tela, ainda não gravados; None usa os gravados.

    Raises:
        DadoInvalido: a mensagem não pode ser montada, ou o aviso não iria mais.
    """
    valores = parametros or parametros_gravados.obter()
    emissor_do_dia = emissor(data)
    pronto, ressalva = _aprontar(valores, emissor_do_dia.empresa)
    remetente = "" if pronto.conta is _SEM_CONTA else pronto.conta.remetente
    if previsto.id is not None and previsto.estado not in EM_ABERTO:
        guardada = mensagens_guardadas.mime(previsto.id)
        if guardada is None:
            raise DadoInvalido(previsto.cliente_nome, "a mensagem deste aviso não chegou a ser montada")
        return AvisoMontado(ler_partes(guardada), guardada, remetente, previsto.debitos)
    aviso = _como_gravado(previsto, data, emissor_do_dia.empresa, em, valores)
    mensagem = Preparo(pronto, emissor_do_dia).compor(aviso, em)
    if isinstance(mensagem, NadaAEnviar):
        raise DadoInvalido(previsto.cliente_nome, mensagem.motivo, o_que_fazer="Atualize a prévia (F5).")
    return AvisoMontado(
        ler_partes(mensagem.mime), mensagem.mime, remetente, mensagem.debitos, mensagem.apontamentos, ressalva
    )


def candidatos(data: date) -> tuple[AvisoPrevisto, ...]:
    """Os avisos da data, mesmo com o envio desabilitado: de quem se pode ver a mensagem com dados de verdade."""
    return planejar(data, mesmo_desabilitado=True).avisos


def conteudo(previsto: AvisoPrevisto, data: date) -> ConteudoDoAviso:
    """De que a mensagem deste cliente é feita, para quem está escrevendo o texto ver como fica."""
    cliente = clientes.obter(previsto.cliente) or Cliente(previsto.cliente, previsto.cliente_nome)
    empresa = empresas.obter() or EMPRESA_DE_EXEMPLO
    numero = numero_do_aviso(_chave_nova(empresa, previsto.cliente, data))
    return ConteudoDoAviso(empresa, cliente, data, previsto.debitos, numero, empresa.email)


def _chave_nova(empresa: Empresa, cliente: str, data: date) -> str:
    """A que o fechamento daria ao aviso."""
    return chave_do_aviso(empresa.cpf_cnpj, cliente, data, avisos.vezes_da_data(data).get(cliente, 0) + 1)


def _aprontar(parametros: ParametrosAviso, empresa: Empresa) -> tuple[Pronto, str]:
    """O que o envio usaria; sem conta escolhida, a mensagem padrão e a frase do que falta."""
    try:
        conta = prontidao.escolher_conta(parametros)
    except ConfiguracaoIncompleta as erro:
        return Pronto(empresa, _SEM_CONTA, None, mensagens.padrao()), erro.frase()
    return Pronto(empresa, conta, None, mensagens.da_conta(conta.numero)), ""


def _como_gravado(
    previsto: AvisoPrevisto, data: date, empresa: Empresa, em: datetime, parametros: ParametrosAviso
) -> Aviso:
    """O aviso em aberto da base, ou o que o fechamento gravaria."""
    gravado = avisos.obter(previsto.id) if previsto.id is not None else None
    return gravado or Aviso(
        id=0,
        data=data,
        cliente=previsto.cliente,
        cliente_nome=previsto.cliente_nome,
        chave=_chave_nova(empresa, previsto.cliente, data),
        estado=previsto.estado,
        versao=1,
        destinatarios=previsto.destinatarios,
        debitos=previsto.debitos,
        parametros=parametros,
        criado_em=em,
    )
