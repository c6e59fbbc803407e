"""O fechamento do dia: planejar sem gravar nada, ou executar de verdade (regras.md §2 e §6)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from operator import attrgetter

from envio import prontidao
from envio.ambiente import Ambiente
from envio.devolucoes import devolucoes
from envio.entrega import conciliacao, despacho
from envio.entrega.preparo import Preparo, reler_e_reconferir
from envio.entrega.registro import NaBase
from envio.eventos import Agradecido, Evento, Fim, Inicio, Resumo, Tratado, juntar_apontamentos, resumir
from envio.fechamento import agradecimento, modo_de_teste, retencao
from envio.plano import assinatura
from envio.plano.plano import (
    AvisoPrevisto,
    Emissor,
    PlanoDoDia,
    de_gravados,
    juntar,
    prever,
)
from modelos import retrato
from modelos.avisos import caixa_de_saida, fechamentos
from modelos.avisos import leitura as avisos
from modelos.base import ajustes
from modelos.base.trava import Trava
from modelos.cadastro import empresas
from modelos.contas import contas_cobranca, contas_conferidas
from modelos.contas import parametros as parametros_gravados
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import EM_ABERTO, Aviso, Estado, chave_do_aviso
from regras.cadastro import Empresa
from regras.cancelamento import Causas
from regras.parametros import ParametrosAviso
from regras.selecao import Fora
from regras.selecao import planejar as selecionar

_EMPRESA_VAZIA = Empresa(nome="", cpf_cnpj="")
_DE_SUMIDOS = {
    prontidao.Filtro.GRUPOS: TipoDeApontamento.GRUPOS_SUMIDOS,
    prontidao.Filtro.SITUACOES: TipoDeApontamento.SITUACOES_SUMIDAS,
}


def planejar(
    hoje: date,
    *,
    parametros: ParametrosAviso | None = None,
    mesmo_desabilitado: bool = False,
    sem_retorno: bool = False,
) -> PlanoDoDia:
    """Simula o fechamento de qualquer data com o histórico de agora; não grava nem envia (regras.md §2.13).

    Args:
        hoje: data de referência.
        parametros: os da tela, ainda não gravados; None usa os gravados.
        mesmo_desabilitado: simula como se o envio estivesse habilitado.
        sem_retorno: ignora a guarda de atualidade do retorno do banco (retorno.md, regra 10).
    """
    return juntar(
        planejar_em_partes(hoje, parametros=parametros, mesmo_desabilitado=mesmo_desabilitado, sem_retorno=sem_retorno)
    )


def planejar_em_partes(
    hoje: date,
    *,
    parametros: ParametrosAviso | None = None,
    mesmo_desabilitado: bool = False,
    sem_retorno: bool = False,
) -> Iterator[PlanoDoDia]:
    """O mesmo que `planejar`, aos poucos: cada parte traz alguns clientes, em ordem de código; sempre há uma.

    Quem só conta, escreve ou soma consome as partes, e a base inteira nunca está na memória.
    """
    valores = _valendo(parametros or parametros_gravados.obter(), sem_retorno)
    parte = PlanoDoDia(hoje, valores.habilitado, simulado=True)
    if not (valores.habilitado or mesmo_desabilitado):
        yield parte
        return
    existentes = [aviso for aviso in avisos.listar(data=hoje) if aviso.ocupa_a_data()]
    ignorados = {aviso.cliente for aviso in existentes}
    gravados = sorted(de_gravados(existentes), key=attrgetter("cliente"))
    emissor_do_dia = emissor(hoje)
    gerais = (*_apontar_empresa(valores), *emissor_do_dia.apontar_letras())
    for lido in retrato.ler_em_lotes(hoje, valores):
        plano = selecionar(hoje, valores, lido, ignorados=ignorados)
        previstos, apontamentos = prever(plano, emissor_do_dia)
        ate = bisect_right(gravados, max(lido.clientes, default=""), key=attrgetter("cliente"))
        todos = tuple(sorted((*previstos, *gravados[:ate]), key=attrgetter("cliente")))
        del gravados[:ate]
        yield replace(parte, avisos=todos, fora=plano.fora, apontamentos=(*gerais, *apontamentos))
        gerais = ()
    if gravados:
        yield replace(parte, avisos=tuple(gravados))


def emissor(hoje: date) -> Emissor:
    """Monta o que calcula os boletos de uma data; sem empresa cadastrada, com o beneficiário em branco."""
    contas = {conta.codigo: conta for conta in contas_cobranca.listar()}
    return Emissor(empresas.obter() or _EMPRESA_VAZIA, contas, hoje)


def _valendo(parametros: ParametrosAviso, sem_retorno: bool) -> ParametrosAviso:
    return replace(parametros, retorno_dias=0) if sem_retorno else parametros


def _apontar_empresa(parametros: ParametrosAviso) -> Iterator[Apontamento]:
    """O que faria o fechamento de verdade ser recusado, como apontamento da simulação."""
    empresa = empresas.obter()
    if empresa is None:
        yield Apontamento(TipoDeApontamento.SEM_EMPRESA)
    elif falta := empresa.o_que_falta():
        yield Apontamento(TipoDeApontamento.EMPRESA_INCOMPLETA, nomes=tuple(falta))
    for filtro, sumidos in prontidao.filtros_com_nome_perdido(parametros):
        yield Apontamento(_DE_SUMIDOS[filtro], nomes=tuple(sumidos))


def executar(
    hoje: date,
    ambiente: Ambiente,
    *,
    senha: str | None = None,
    insistir: bool = False,
    retirados: Collection[str] = frozenset(),
    segurar: Callable[[], bool] = despacho.nunca,
    sem_retorno: bool = False,
    confirmado: str = "",
) -> Iterator[Evento]:
    """Fecha o dia: seleciona, grava os avisos, envia um a um e registra.

    Gerador: parar de iterar cancela; os avisos em curso terminam, e o que falta fica pendente para o próximo
    fechamento do mesmo dia. Uma execução por vez. O primeiro de um mês novo grava antes a carteira do mês encerrado.

    Args:
        hoje: data do fechamento; não pode ser anterior à do último.
        ambiente: base, relógio, cofre e transporte.
        senha: a desta execução, no lugar da do cofre.
        insistir: espera e tenta de novo os adiados até o prazo (`Aguardar`).
        retirados: clientes que o operador tirou deste fechamento; não ganham aviso, e o em aberto deles espera.
        segurar: quem consome vai parar ou pausar: nada novo começa enquanto houver aviso em curso.
        sem_retorno: ignora, só nesta execução, a guarda de atualidade; fica registrado no fechamento.
        confirmado: a soma do plano que foi confirmado (`assinatura.assinar`); vazia não confere.

    Raises:
        AmbienteIndisponivel: outro fechamento em andamento, base travada, ou o plano não é o confirmado (`PlanoMudou`).
        ConfiguracaoIncompleta: falta empresa, conta ou senha.
        DadoInvalido: data anterior à do último fechamento, ou mensagem com erro.
    """
    with Trava(ambiente.base.caminho):
        conciliacao.conciliar(ambiente)
        parametros = _valendo(parametros_gravados.obter(), sem_retorno)
        pronto = prontidao.avaliar(hoje, ambiente, parametros, senha).exigir()
        para = ajustes.obter().teste_para
        de_verdade = pronto is not None and not para
        achados = (yield from devolucoes.antes_de_fechar(ambiente, senha)) if de_verdade else ()
        _exigir_o_confirmado(hoje, parametros, confirmado)
        if pronto is None:
            yield from _fechar_desabilitado(hoje, ambiente)
            return
        if para:
            plano, preparo = planejar(hoje, parametros=parametros), Preparo(pronto, emissor(hoje), desvio=para)
            yield from modo_de_teste.fechar_em_teste(
                plano, ambiente, preparo, parametros, retirados=retirados, segurar=segurar
            )
            return
        yield from _fechar(
            hoje,
            ambiente,
            parametros=parametros,
            pronto=pronto,
            insistir=insistir,
            retirados=retirados,
            achados=achados,
            segurar=segurar,
            registrar={"sem_retorno": 1} if sem_retorno else {},
        )
        retencao.expurgar(ambiente.agora())


def _exigir_o_confirmado(hoje: date, parametros: ParametrosAviso, confirmado: str) -> None:
    """Confere depois das devoluções, que tiram gente do plano; sem o que conferir, não o relê, que custa."""
    if confirmado:
        assinatura.exigir(planejar_em_partes(hoje, parametros=parametros), confirmado)


def _fechar_desabilitado(hoje: date, ambiente: Ambiente) -> Iterator[Evento]:
    """Registra o fechamento do dia sem selecionar, enviar nem cancelar nada (regras.md §2.1)."""
    mes = fechamentos.mes_a_encerrar(hoje)
    numero = fechamentos.abrir(hoje, ambiente.agora(), habilitado=False)
    fechamentos.encerrar(numero, ambiente.agora(), {"motivo": "aviso desabilitado"}, ())
    yield Inicio(hoje, habilitado=False, mes_encerrado=mes)
    yield Fim(PlanoDoDia(hoje, habilitado=False, simulado=False), Resumo())


def _fechar(
    hoje: date,
    ambiente: Ambiente,
    *,
    parametros: ParametrosAviso,
    pronto: prontidao.Pronto,
    insistir: bool,
    retirados: Collection[str],
    achados: tuple[Apontamento, ...],
    segurar: Callable[[], bool],
    registrar: Mapping[str, int],
) -> Iterator[Evento]:
    mes = fechamentos.mes_a_encerrar(hoje)
    numero = fechamentos.abrir(hoje, ambiente.agora(), habilitado=True)
    emissor_do_dia = emissor(hoje)
    inicio = _gravar_plano(ambiente, parametros, emissor_do_dia, retirados)
    inicio = replace(inicio, apontamentos=(*achados, *inicio.apontamentos), mes_encerrado=mes)
    ultimos: dict[int, Aviso] = {aviso.id: aviso for aviso in inicio.fila}
    tratados: list[Tratado] = []
    # O que já estava enviado e só tinha quem faltasse não prova que a conta entra.
    faltavam, conferida = {aviso.id for aviso in inicio.fila if aviso.estado is not Estado.ENVIADO}, False
    preparo, registro = Preparo(pronto, emissor_do_dia), NaBase(ambiente, pronto.conta)
    lote, agradecidos = despacho.Lote(ambiente, preparo, registro, segurar=segurar), 0
    try:
        yield inicio
        for evento in lote.despachar(inicio.fila, insistir=insistir):
            if isinstance(evento, Tratado):
                ultimos[evento.aviso.id] = evento.aviso
                tratados.append(evento)
                if not conferida and evento.aviso.id in faltavam and evento.aviso.estado is Estado.ENVIADO:
                    # Já no primeiro, e não só no fim: a queda que vier depois não desfaz o aceite.
                    conferida = True
                    contas_conferidas.conferir(pronto.conta.numero, ambiente.agora())
            yield evento
        if parametros.agradecer:
            lote.fechar()
            for passo in agradecimento.agradecer(hoje, ambiente, pronto, registro, retirados):
                agradecidos += isinstance(passo, Agradecido) and passo.aceito
                yield passo
    finally:
        try:
            ultimos |= {aviso.id: aviso for aviso in lote.fechar()}
        finally:
            resumo = resumir(ultimos.values())
            contados = {"agradecidos": agradecidos} if agradecidos else {}
            fechamentos.encerrar(numero, ambiente.agora(), {**_em_totais(resumo), **registrar, **contados}, inicio.fora)
            if any(ultimos[qual].estado is Estado.ENVIADO for qual in faltavam):  # a conta entrou
                contas_conferidas.conferir(pronto.conta.numero, ambiente.agora())
    plano = PlanoDoDia(
        hoje, True, False, de_gravados(ultimos.values()), inicio.fora, juntar_apontamentos(inicio, tratados)
    )
    yield Fim(plano, resumo)


def _em_totais(resumo: Resumo) -> dict[str, int | str]:
    return {campo: getattr(resumo, campo) for campo in Resumo.__dataclass_fields__}


def _gravar_plano(
    ambiente: Ambiente, parametros: ParametrosAviso, emissor_do_dia: Emissor, retirados: Collection[str]
) -> Inicio:
    """Cancela os de datas anteriores, seleciona e grava os avisos novos como pendentes."""
    hoje, empresa = emissor_do_dia.hoje, emissor_do_dia.empresa
    em = ambiente.agora()
    substituidos = _cancelar_anteriores(hoje, em)
    da_data = avisos.da_data(hoje)
    abertos = {cliente for cliente, estado in da_data.items() if estado in EM_ABERTO}
    plano = selecionar(
        hoje,
        parametros,
        retrato.ler(hoje, parametros),
        ja_avisados=da_data.keys() - abertos,
        ignorados=abertos | set(retirados),
    )
    previstos, apontamentos = prever(plano, emissor_do_dia)
    vezes = avisos.vezes_da_data(hoje)
    caixa_de_saida.gravar_pendentes(
        [_em_novo(item, hoje, empresa, parametros, vezes.get(item.cliente, 0) + 1) for item in previstos], em
    )
    abertas = [aviso for aviso in avisos.em_aberto(hoje) if aviso.cliente not in retirados]
    fila = tuple(sorted(abertas, key=lambda aviso: aviso.cliente))
    return Inicio(hoje, True, fila, _sem_os_da_fila(plano.fora, fila), apontamentos, substituidos)


def _cancelar_anteriores(hoje: date, em: datetime) -> int:
    """Cancela os que ficaram em aberto em outra data; o débito que já não iria fica com a causa dele."""
    causas: dict[int, Causas] = {}
    for aviso in avisos.em_aberto_antes(hoje):
        atual = reler_e_reconferir(aviso, hoje)
        causas[aviso.id] = atual.causas
    return caixa_de_saida.cancelar_anteriores(hoje, em, causas)


def _em_novo(
    previsto: AvisoPrevisto, hoje: date, empresa: Empresa, parametros: ParametrosAviso, vez: int
) -> caixa_de_saida.NovoAviso:
    return caixa_de_saida.NovoAviso(
        data=hoje,
        cliente=previsto.cliente,
        cliente_nome=previsto.cliente_nome,
        chave=chave_do_aviso(empresa.cpf_cnpj, previsto.cliente, hoje, vez),
        destinatarios=previsto.destinatarios,
        debitos=previsto.debitos,
        parametros=parametros,
    )


def _sem_os_da_fila(fora: Collection[Fora], fila: Collection[Aviso]) -> tuple[Fora, ...]:
    """Tira de `fora` quem está sendo tratado nesta execução (aviso enviado com destinatário pendente)."""
    tratados = {aviso.cliente for aviso in fila}
    return tuple(item for item in fora if item.cliente.codigo not in tratados)
