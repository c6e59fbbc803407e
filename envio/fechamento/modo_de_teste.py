"""O modo de teste: o fechamento inteiro, com tudo indo para um endereço só e nada registrado.

Nenhum aviso, marca ou fechamento é gravado: desligado o modo de teste, o dia fecha como se nada tivesse havido. O ritmo
da conta conta, porque para o provedor as mensagens saíram.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from envio.ambiente import Ambiente
from envio.entrega.despacho import Lote, nunca
from envio.entrega.preparo import Preparo
from envio.entrega.registro import Esquecido
from envio.eventos import EmTeste, Evento, Fim, Inicio, Tratado, resumir
from envio.plano.plano import AvisoPrevisto, PlanoDoDia
from regras.apontamento import Apontamento
from regras.aviso import EM_ABERTO, Aviso, Estado
from regras.parametros import ParametrosAviso


def fechar_em_teste(
    plano: PlanoDoDia,
    ambiente: Ambiente,
    preparo: Preparo,
    parametros: ParametrosAviso,
    *,
    retirados: Collection[str] = frozenset(),
    segurar: Callable[[], bool] = nunca,
) -> Iterator[Evento]:
    """Manda cada aviso do plano ao endereço de teste do preparo, sem gravar nenhum.

    Args:
        plano: o simulado da data; só os que ainda não tiveram desfecho são enviados.
        ambiente: relógio e transporte.
        preparo: monta as mensagens, com o desvio para o endereço de teste.
        parametros: os com que o plano foi feito.
        retirados: clientes que o operador tirou deste fechamento.
        segurar: quem consome vai parar ou pausar: nada novo começa enquanto houver aviso em curso.
    """
    previstos = [item for item in plano.avisos if item.estado in EM_ABERTO and item.cliente not in retirados]
    fila = tuple(_de_mentira(numero, item, plano, ambiente, parametros) for numero, item in enumerate(previstos, 1))
    ultimos = {aviso.id: aviso for aviso in fila}
    yield EmTeste(preparo.desvio)
    yield Inicio(plano.data, True, fila, plano.fora, plano.apontamentos)
    apontamentos: list[Apontamento] = []
    lote = Lote(ambiente, preparo, Esquecido(ambiente, preparo.pronto.conta), segurar=segurar)
    try:
        for evento in lote.despachar(fila):
            if isinstance(evento, Tratado):
                ultimos[evento.aviso.id] = evento.aviso
                apontamentos.extend(evento.apontamentos)
            yield evento
    finally:
        lote.fechar()
    feitos = tuple(
        replace(item, estado=aviso.estado, motivo=aviso.por_que or None, id=None)
        for item, aviso in zip(previstos, ultimos.values(), strict=True)
    )
    todos = tuple(dict.fromkeys((*plano.apontamentos, *apontamentos)))
    yield Fim(replace(plano, avisos=feitos, apontamentos=todos), resumir(ultimos.values()))


def _de_mentira(
    numero: int, previsto: AvisoPrevisto, plano: PlanoDoDia, ambiente: Ambiente, parametros: ParametrosAviso
) -> Aviso:
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
        debitos=previsto.debitos,
        parametros=parametros,
        criado_em=ambiente.agora(),
    )
