"""Leitura da caixa de saída: um aviso, os de uma data, uma página do histórico, as tentativas."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import peewee

from modelos.acesso.conexao import leitura, ler
from modelos.acesso.consulta import (
    Consulta,
    Pagina,
    onde_contem,
    paginar,
)
from modelos.acesso.consulta_pronta import ConsultaPronta
from modelos.avisos.tabelas import (
    COLUNAS_DA_ENTREGA,
    COLUNAS_DO_DEBITO,
    AvisoDB,
    AvisoDebitoDB,
    EntregaDB,
    TentativaDB,
)
from modelos.carteira.debitos import CHAVE, DebitoDB
from regras.aviso import EM_ABERTO, Aviso, DebitoAvisado, Estado
from regras.entrega import Desfecho, Entrega, Entregas, EstadoDaEntrega, TipoDeMensagem

_CAMPOS = [campo.name for campo in fields(Aviso) if campo.name not in {"debitos", "entregas"}]
_COLUNAS = [getattr(AvisoDB, nome) for nome in _CAMPOS]
_ORDENS: dict[str, tuple[peewee.Field[Any], ...]] = {
    "": (AvisoDB.data, AvisoDB.cliente),
    "data": (AvisoDB.data, AvisoDB.cliente),
    "cliente": (AvisoDB.cliente, AvisoDB.data),
    "cliente_nome": (AvisoDB.busca, AvisoDB.data),
    "estado": (AvisoDB.estado, AvisoDB.data, AvisoDB.cliente),
    "tentativas": (AvisoDB.tentativas, AvisoDB.data, AvisoDB.cliente),
    "alterado_em": (AvisoDB.alterado_em, AvisoDB.id),
}
_AVISOS_POR_CONSULTA = 5000

_DEBITO_CORRENTE = (AvisoDebitoDB.aviso == AvisoDB.id) & (AvisoDebitoDB.versao == AvisoDB.versao)
_DO_NUMERO = ConsultaPronta(lambda numero: AvisoDB.select(*_COLUNAS).where(AvisoDB.id == numero))
_DEBITOS = ConsultaPronta(
    lambda numero: (
        AvisoDebitoDB.select(*COLUNAS_DO_DEBITO)
        .join(AvisoDB, on=_DEBITO_CORRENTE)
        .where(AvisoDB.id == numero)
        .order_by(AvisoDebitoDB.id)
    )
)

_ENTREGAS = ConsultaPronta(
    lambda numero: EntregaDB.select(*COLUNAS_DA_ENTREGA).where(EntregaDB.aviso == numero).order_by(EntregaDB.id)
)

COM_PENDENTES = (AvisoDB.estado == Estado.ENVIADO) & AvisoDB.id.in_(
    EntregaDB.select(EntregaDB.aviso).where(EntregaDB.estado == EstadoDaEntrega.ADIADO)
)
"""Enviado a alguns, com destinatários ainda por tentar no mesmo dia (regras.md §3.6)."""


@dataclass(frozen=True, slots=True)
class Tentativa:
    """Uma conversa com o servidor, ou uma decisão do operador; `em` em UTC, `codigo` 0 sem resposta."""

    em: datetime
    tipo: TipoDeMensagem
    desfecho: Desfecho
    de: Estado
    para: Estado
    codigo: int
    resposta: str
    motivo: str
    servidor: str
    message_id: str | None


@leitura()
def obter(numero: int) -> Aviso | None:
    """O aviso do número, com os débitos da versão corrente, ou None."""
    linha = _DO_NUMERO.ler_uma(numero)
    if linha is None:
        return None
    return _juntar(linha, [DebitoAvisado(*d) for d in _DEBITOS.ler(numero)], entregas(numero))


@leitura()
def entregas(numero: int) -> Entregas:
    """Em que pé está cada endereço de um aviso."""
    return tuple(Entrega(*linha) for linha in _ENTREGAS.ler(numero))


@leitura()
def listar(
    data: date | None = None, cliente: str | None = None, estados: Collection[Estado] | None = None
) -> list[Aviso]:
    """Os avisos que atendem a tudo o que for dado, em ordem de data e cliente."""
    linhas = AvisoDB.select(*_COLUNAS).order_by(AvisoDB.data, AvisoDB.cliente)
    if data is not None:
        linhas = linhas.where(AvisoDB.data == data)
    if cliente is not None:
        linhas = linhas.where(AvisoDB.cliente == cliente)
    if estados is not None:
        linhas = linhas.where(AvisoDB.estado.in_(list(estados)))
    return _completar(ler(linhas))


@leitura()
def do_cliente(cliente: str, de: date | None = None, ate: date | None = None) -> list[Aviso]:
    """Os avisos de um cliente com data de fechamento no intervalo, do mais velho ao mais novo."""
    linhas = AvisoDB.select(*_COLUNAS).where(AvisoDB.cliente == cliente).order_by(AvisoDB.data)
    if de is not None:
        linhas = linhas.where(AvisoDB.data >= de)
    if ate is not None:
        linhas = linhas.where(AvisoDB.data <= ate)
    return _completar(ler(linhas))


@leitura()
def pagina(consulta: Consulta) -> Pagina[Aviso]:
    """Uma página do histórico; a busca vale para cliente, código e endereços.

    Filtros: `data`, `data_de` e `data_ate` (AAAA-MM-DD), `cliente`, `estado` (um ou mais, separados por vírgula),
    `debito` (parte do documento, de `documento/parcela` ou do nosso número, em qualquer versão do aviso).
    """
    linhas = AvisoDB.select(*_COLUNAS)
    for condicao in (*_condicoes(consulta), *onde_contem(consulta.busca, AvisoDB.busca)):
        linhas = linhas.where(condicao)
    cruas = paginar(linhas, consulta, _ORDENS, lambda linha: linha)
    return Pagina(_completar(cruas.linhas), cruas.total)


def _condicoes(consulta: Consulta) -> list[Any]:
    filtros = consulta.filtros
    condicoes: list[Any] = []
    if data := filtros.get("data"):
        condicoes.append(AvisoDB.data == date.fromisoformat(data))
    if inicio := filtros.get("data_de"):
        condicoes.append(AvisoDB.data >= date.fromisoformat(inicio))
    if fim := filtros.get("data_ate"):
        condicoes.append(AvisoDB.data <= date.fromisoformat(fim))
    if cliente := filtros.get("cliente"):
        condicoes.append(AvisoDB.cliente == cliente)
    if estados := filtros.get("estado"):
        condicoes.append(AvisoDB.estado.in_([Estado(estado) for estado in estados.split(",")]))
    if debito := filtros.get("debito"):
        condicoes.append(AvisoDB.id.in_(_que_levam(debito)))
    return condicoes


def _que_levam(debito: str) -> peewee.ModelSelect[AvisoDebitoDB]:
    """Os avisos que levam um débito com este texto no documento, ou no nosso número que o cadastro tem dele."""
    d = AvisoDebitoDB
    chave = peewee.Tuple(d.cliente, d.documento, d.parcela)
    do_nosso_numero = DebitoDB.select(*CHAVE).where(DebitoDB.nosso_numero.contains(debito))
    # Juntar documento e parcela dobra o tempo da procura: só quando o texto traz a barra.
    documento = d.documento.concat("/").concat(d.parcela) if "/" in debito else d.documento
    return d.select(d.aviso).where(documento.contains(debito) | chave.in_(do_nosso_numero))


@leitura()
def das_chaves(chaves: Collection[str]) -> dict[str, Aviso]:
    """Os avisos destas chaves."""
    achados: list[Aviso] = []
    for bloco in peewee.chunked(chaves, _AVISOS_POR_CONSULTA):
        achados += _completar(ler(AvisoDB.select(*_COLUNAS).where(AvisoDB.chave.in_(bloco))))
    return {aviso.chave: aviso for aviso in achados}


@leitura()
def da_data(data: date) -> dict[str, Estado]:
    """Estado do aviso de cada cliente que tem um na data; de mais de um (data corrigida), o do em aberto."""
    corrigido = (AvisoDB.estado == Estado.CANCELADO) & AvisoDB.data_original.is_null(False)
    estados: dict[str, Estado] = {}
    for cliente, estado in ler(AvisoDB.select(AvisoDB.cliente, AvisoDB.estado).where(AvisoDB.data == data, ~corrigido)):
        if estados.get(cliente) not in EM_ABERTO:
            estados[cliente] = estado
    return estados


@leitura()
def vezes_da_data(data: date) -> dict[str, int]:
    """Quantos avisos de cada cliente foram feitos com esta data e corrigidos depois para outra."""
    consulta = AvisoDB.select(AvisoDB.cliente, peewee.fn.COUNT(AvisoDB.id)).where(AvisoDB.data_original == data)
    return dict(ler(consulta.group_by(AvisoDB.cliente)))


@leitura()
def enviando() -> list[int]:
    """Os que estão entre a gravação e a resposta do servidor; com a trava na mão, são de processo morto."""
    return [numero for (numero,) in ler(AvisoDB.select(AvisoDB.id).where(AvisoDB.estado == Estado.ENVIANDO))]


@leitura()
def em_aberto(data: date) -> list[Aviso]:
    """O que um fechamento da data retoma: pendentes, adiados e enviados com destinatários pendentes."""
    a_retomar = AvisoDB.estado.in_(list(EM_ABERTO)) | COM_PENDENTES
    linhas = AvisoDB.select(*_COLUNAS).where((AvisoDB.data == data) & a_retomar).order_by(AvisoDB.cliente)
    return _completar(ler(linhas))


@leitura()
def em_aberto_antes(data: date) -> list[Aviso]:
    """Os pendentes e adiados de datas anteriores, que o fechamento desta substitui (regras.md §2.7)."""
    anteriores = (AvisoDB.data < data) & AvisoDB.estado.in_(list(EM_ABERTO))
    return _completar(ler(AvisoDB.select(*_COLUNAS).where(anteriores).order_by(AvisoDB.id)))


@leitura()
def tentativas(numero: int) -> list[Tentativa]:
    """As tentativas e decisões de um aviso, na ordem em que aconteceram."""
    colunas = [getattr(TentativaDB, campo.name) for campo in fields(Tentativa)]
    linhas = TentativaDB.select(*colunas).where(TentativaDB.aviso == numero).order_by(TentativaDB.id)
    return [Tentativa(*linha) for linha in ler(linhas)]


def _completar(linhas: Sequence[tuple[Any, ...]]) -> list[Aviso]:
    """Junta a cada aviso os débitos da sua versão e as entregas, com uma consulta de cada para milhares deles."""
    debitos: dict[int, list[DebitoAvisado]] = {}
    entregas_de: dict[int, list[Entrega]] = {}
    for bloco in peewee.chunked([linha[0] for linha in linhas], _AVISOS_POR_CONSULTA):
        lidos = (
            AvisoDebitoDB.select(AvisoDebitoDB.aviso, *COLUNAS_DO_DEBITO)
            .join(AvisoDB, on=_DEBITO_CORRENTE)
            .where(AvisoDB.id.in_(bloco))
            .order_by(AvisoDebitoDB.id)
        )
        for aviso, *colunas in ler(lidos):
            debitos.setdefault(aviso, []).append(DebitoAvisado(*colunas))
        lidas = EntregaDB.select(EntregaDB.aviso, *COLUNAS_DA_ENTREGA).where(EntregaDB.aviso.in_(bloco))
        for aviso, *colunas in ler(lidas.order_by(EntregaDB.id)):
            entregas_de.setdefault(aviso, []).append(Entrega(*colunas))
    return [_juntar(linha, debitos.get(linha[0], ()), entregas_de.get(linha[0], ())) for linha in linhas]


def _juntar(linha: tuple[Any, ...], debitos: Sequence[DebitoAvisado], entregas_dele: Sequence[Entrega]) -> Aviso:
    return Aviso(**dict(zip(_CAMPOS, linha, strict=True)), debitos=tuple(debitos), entregas=tuple(entregas_dele))
