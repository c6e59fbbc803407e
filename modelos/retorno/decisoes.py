"""Depois de lido: desfazer um arquivo, dar um título por pago ou soltá-lo, e a história disso (retorno.md, 7 e 8)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import peewee

from modelos.acesso.conexao import leitura, ler, ler_uma, transacao
from modelos.carteira.debitos import CHAVE, DebitoDB
from modelos.retorno import arquivos, efeitos
from modelos.retorno.extratos import LEIAUTE
from modelos.retorno.tabelas import RetornoDB, RetornoDecisaoDB, RetornoEfeitoDB, RetornoTituloDB
from regras.debito import ChaveDebito
from regras.erros import DadoInvalido
from regras.retorno.arquivo import DecisaoTomada, EstadoDoRetorno, NoBanco, Retorno, conferir_motivo
from regras.retorno.titulo import NoDebito, Resultado

_QUE_O_RESOLVEM = {NoDebito.BAIXA, NoDebito.RETENCAO}
_DO_TITULO = (
    RetornoTituloDB.retorno,
    RetornoDB.arquivo,
    RetornoDB.lido_em,
    RetornoTituloDB.linha,
    RetornoTituloDB.ocorrencia,
    RetornoTituloDB.efeito,
    RetornoTituloDB.data_ocorrencia,
    RetornoTituloDB.valor_pago_centavos,
    RetornoTituloDB.resultado,
    RetornoTituloDB.motivo,
    RetornoDB.desfeito_em,
    RetornoDB.desfeito_por,
)
"""As de `NoBanco`, na ordem dele, menos as decisões."""


@transacao()
def desfazer(numero: int, em: datetime, por_que: str = "") -> Retorno:
    """Desfaz as baixas e retenções do arquivo, que fica no histórico como desfeito.

    O título que outro arquivo lido repete passa a valer nele: o banco continua a dizê-lo.

    Args:
        numero: o `id`.
        em: instante em UTC.
        por_que: nas palavras do operador; fica no histórico.

    Raises:
        DadoInvalido: não existe, ou já foi desfeito; ou o motivo não serve.
    """
    desfeito = {"estado": EstadoDoRetorno.DESFEITO, "desfeito_em": em, "desfeito_por": conferir_motivo(por_que)}
    _exigir_lido(numero)
    do_arquivo = RetornoTituloDB.retorno == numero
    debitos = [debito for (debito,) in ler(arquivos.debitos_com_efeito(numero))]
    _passar_adiante(numero)
    titulos = RetornoTituloDB.select(RetornoTituloDB.id).where(do_arquivo)
    RetornoEfeitoDB.delete().where(RetornoEfeitoDB.titulo.in_(titulos)).execute()
    RetornoTituloDB.update(repeticao="").where(do_arquivo).execute()
    RetornoDB.update(desfeito).where(RetornoDB.id == numero).execute()
    for lote in peewee.chunked(debitos, 5000):
        efeitos.refletir(DebitoDB.select(DebitoDB.id).where(DebitoDB.id.in_(lote)))
    return arquivos.exigir(numero)


def _passar_adiante(numero: int) -> None:
    """Leva resultado e efeitos de cada título ao primeiro que o repete em outro arquivo, lido e não desfeito.

    Do extrato, quem baixou foi o operador, e não o banco: o crédito só volta a poder ser decidido no outro.
    """
    do_extrato = arquivos.exigir(numero).leiaute == LEIAUTE
    outro: Any = RetornoTituloDB.alias()
    repetem = (
        RetornoTituloDB.select(RetornoTituloDB.id, peewee.fn.MIN(outro.id))
        .join(outro, on=(outro.repeticao == RetornoTituloDB.repeticao))
        .where(
            (RetornoTituloDB.retorno == numero)
            & (RetornoTituloDB.repeticao != "")
            & (RetornoTituloDB.resultado != Resultado.REPETIDO)
            & (outro.retorno != numero)
        )
        .group_by(RetornoTituloDB.id)
    )
    campos = [RetornoTituloDB.resultado, RetornoTituloDB.motivo, RetornoTituloDB.debito]
    for daqui, para in ler(repetem):
        ((resultado, motivo, debito),) = ler(RetornoTituloDB.select(*campos).where(RetornoTituloDB.id == daqui))
        novo = {"resultado": resultado, "motivo": motivo, "debito": debito}
        if do_extrato:
            novo = {"resultado": Resultado.SEM_EFEITO, "debito": None}
        RetornoTituloDB.update(novo).where(RetornoTituloDB.id == para).execute()
        if not do_extrato:
            RetornoEfeitoDB.update(titulo=para).where(RetornoEfeitoDB.titulo == daqui).execute()


@leitura()
def titulo(numero: int, linha: int) -> tuple[int, int | None, date | None]:
    """O título desta linha: o número dele, o do débito achado e a data da ocorrência.

    Raises:
        DadoInvalido: não há esse arquivo, já foi desfeito, ou não há título nessa linha.
    """
    _exigir_lido(numero)
    achado = ler_uma(
        RetornoTituloDB.select(RetornoTituloDB.id, RetornoTituloDB.debito, RetornoTituloDB.data_ocorrencia).where(
            (RetornoTituloDB.retorno == numero) & (RetornoTituloDB.linha == linha)
        )
    )
    if achado is None:
        raise DadoInvalido("título", f"o retorno {numero} não tem título na linha {linha}")
    return achado[0], achado[1], achado[2]


@transacao()
def baixar(titulo: int, debito: int, em: date, tomada: DecisaoTomada) -> None:
    """Dá o débito por pago por este título, no lugar da retenção dele, e guarda a decisão."""
    colunas = [getattr(DebitoDB, nome) for nome in efeitos.DebitoComEfeito._fields]
    linha = ler_uma(DebitoDB.select(*colunas).where(DebitoDB.id == debito))
    if linha is None:
        raise DadoInvalido("título", "o débito foi excluído")
    _tirar_efeitos(titulo)
    efeitos.incluir([(titulo, NoDebito.BAIXA, efeitos.DebitoComEfeito(*linha), em)])
    _decidir(titulo, tomada, Resultado.BAIXADO, debito)


@transacao()
def soltar(titulo: int, debito: int | None, tomada: DecisaoTomada) -> None:
    """Tira a baixa e a retenção deste título; o débito volta a ser o que o ERP diz, e a decisão fica guardada.

    Raises:
        DadoInvalido: o título não achou débito nenhum.
    """
    do_titulo = RetornoEfeitoDB.titulo == titulo
    retidos = [numero for (numero,) in ler(RetornoEfeitoDB.select(RetornoEfeitoDB.debito).where(do_titulo))]
    if debito is None and not retidos:
        raise sem_debito()
    _tirar_efeitos(titulo)
    _decidir(titulo, tomada, Resultado.SEM_EFEITO, debito, *retidos)


def sem_debito() -> DadoInvalido:
    """A recusa de decidir um título de que não se achou o débito."""
    return DadoInvalido(
        "título", "nenhum débito foi achado para ele", o_que_fazer="Confira o nosso número no ERP e importe os débitos."
    )


def _tirar_efeitos(titulo: int) -> None:
    RetornoEfeitoDB.delete().where(
        (RetornoEfeitoDB.titulo == titulo) & RetornoEfeitoDB.tipo.in_(list(_QUE_O_RESOLVEM))
    ).execute()


def _decidir(titulo: int, tomada: DecisaoTomada, resultado: Resultado, debito: int | None, *outros: int) -> None:
    RetornoDecisaoDB.incluir([{"titulo": titulo, **tomada._asdict(), "motivo": conferir_motivo(tomada.motivo)}])
    novo = {"resultado": resultado, "motivo": None, "debito": debito}
    RetornoTituloDB.update(novo).where(RetornoTituloDB.id == titulo).execute()
    efeitos.refletir(DebitoDB.select(DebitoDB.id).where(DebitoDB.id.in_([debito, *outros])))


def _exigir_lido(numero: int) -> None:
    if arquivos.exigir(numero).estado is EstadoDoRetorno.DESFEITO:
        raise DadoInvalido(
            "retorno",
            f"o de número {numero} já foi desfeito",
            o_que_fazer="Leia o arquivo de novo.",
        )


@leitura()
def historia(cliente: str) -> dict[ChaveDebito, tuple[NoBanco, ...]]:
    """O que os retornos disseram de cada débito de um cliente, na ordem em que foram lidos, desfeitos inclusive."""
    do_cliente = DebitoDB.cliente == cliente
    # O título que acha mais de um débito não é de nenhum, e faz algo a todos.
    proprios = RetornoTituloDB.select(RetornoTituloDB.id, *CHAVE).join(DebitoDB).where(do_cliente)
    com_efeito = RetornoEfeitoDB.select(RetornoEfeitoDB.titulo, *CHAVE).join(DebitoDB)
    com_efeito = com_efeito.where(do_cliente, RetornoEfeitoDB.tipo.in_(list(NoDebito)))
    pares = sorted({*ler(proprios), *ler(com_efeito)})
    ditos: dict[int, NoBanco] = {}
    for lote in peewee.chunked({titulo for titulo, *_ in pares}, 900):
        ditos |= _dizer(lote)
    por_debito: dict[ChaveDebito, list[NoBanco]] = {}
    for titulo, *chave in pares:
        por_debito.setdefault((chave[0], chave[1], chave[2]), []).append(ditos[titulo])
    return {chave: tuple(varios) for chave, varios in por_debito.items()}


def _dizer(titulos: Collection[int]) -> dict[int, NoBanco]:
    """Cada título com as decisões que tomaram sobre ele."""
    tomadas: dict[int, list[DecisaoTomada]] = {}
    colunas = [getattr(RetornoDecisaoDB, nome) for nome in DecisaoTomada._fields]
    decididos = RetornoDecisaoDB.select(RetornoDecisaoDB.titulo, *colunas).order_by(RetornoDecisaoDB.id)
    for titulo, *tomada in ler(decididos.where(RetornoDecisaoDB.titulo.in_(titulos))):
        tomadas.setdefault(titulo, []).append(DecisaoTomada(*tomada))
    lidos = RetornoTituloDB.select(RetornoTituloDB.id, *_DO_TITULO).join(RetornoDB)
    return {
        titulo: NoBanco._make([*ditas, tuple(tomadas.get(titulo, ()))])
        for titulo, *ditas in ler(lidos.where(RetornoTituloDB.id.in_(titulos)))
    }
