"""Os arquivos de retorno lidos e os seus títulos: incluir, listar, desfazer e decidir um título (retorno.md, 5 e 6)."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, NamedTuple

import peewee

from modelos.acesso.busca_em_lote import BuscaEmLote
from modelos.acesso.conexao import leitura, ler, ler_uma, transacao
from modelos.carteira.debitos import CHAVE, DebitoDB
from modelos.retorno import efeitos
from modelos.retorno.efeitos import em_texto
from modelos.retorno.tabelas import RetornoContaDB, RetornoDB, RetornoEfeitoDB, RetornoTituloDB
from regras.erros import DadoInvalido
from regras.retorno.arquivo import ApontamentoDoRetorno, EstadoDoRetorno, ItemDoRetorno, Retorno, TipoDeApontamento
from regras.retorno.titulo import Efeito, NoDebito, Resultado

_COLUNAS = [getattr(RetornoDB, campo.name) for campo in fields(Retorno)]
_DO_TITULO = [nome for nome in ItemDoRetorno._fields if nome != "debito"]
_ONDE_O_DEBITO = ItemDoRetorno._fields.index("debito")
_COLUNAS_DO_TITULO = [getattr(RetornoTituloDB, nome) for nome in _DO_TITULO]
_NIVEL = 1
_REPETICOES = BuscaEmLote([RetornoTituloDB.repeticao], [RetornoTituloDB.repeticao])
_COLUNAS_A_GRAVAR = [
    "retorno",
    "linha",
    "conta_cobranca",
    "numero",
    "nosso_numero",
    "seu_numero",
    "ocorrencia",
    "efeito",
    "data_ocorrencia",
    "data_credito",
    "vencimento",
    "valor_centavos",
    "valor_pago_centavos",
    "tarifa_centavos",
    "debito",
    "resultado",
    "motivo",
    "repeticao",
]
_TEXTOS: Mapping[str, str] = {membro: membro.value for tipo in (Efeito, Resultado) for membro in tipo}
"""O texto simples de cada membro: o motor demora a entender o próprio membro."""
_QUE_O_RESOLVEM = {NoDebito.BAIXA, NoDebito.RETENCAO}


@dataclass(frozen=True, slots=True)
class Contagem:
    """Quantos títulos de um arquivo tiveram cada resultado."""

    titulos: int = 0
    baixados: int = 0
    a_conferir: int = 0
    sem_efeito: int = 0
    repetidos: int = 0

    @classmethod
    def de(cls, por_resultado: Mapping[Resultado, int]) -> Contagem:
        """A contagem, dos títulos de cada resultado."""
        na_ordem = (Resultado.BAIXADO, Resultado.A_CONFERIR, Resultado.SEM_EFEITO, Resultado.REPETIDO)
        quantos = [por_resultado.get(resultado, 0) for resultado in na_ordem]
        return cls(sum(quantos), *quantos)


@transacao()
def incluir(retorno: Retorno, octetos: bytes) -> int:
    """Guarda um arquivo, inteiro como veio, e devolve o número dele; `encerrar` completa, depois dos títulos."""
    linha = asdict(retorno) | {"apontamentos": [], "conteudo": zlib.compress(octetos, _NIVEL)}
    del linha["id"]
    numero: int = RetornoDB.insert(linha).execute()
    return numero


@transacao()
def encerrar(
    numero: int,
    conta: str | None,
    apontamentos: Iterable[ApontamentoDoRetorno],
    contas: Collection[str],
    hoje: date,
) -> Retorno:
    """Completa um arquivo com o que só se sabe depois dos títulos.

    Args:
        numero: o `id`.
        conta: a de cobrança dos títulos, se é uma só.
        apontamentos: o que há a conferir nele.
        contas: todas as de que ele fala.
        hoje: o dia que a geração no futuro vale (regra 6).
    """
    feito = {"conta_cobranca": conta, "apontamentos": [list(item) for item in apontamentos]}
    RetornoDB.update(feito).where(RetornoDB.id == numero).execute()
    retorno = _exigir(numero)
    geracao = min(retorno.data_geracao, hoje) if retorno.data_geracao else None
    RetornoContaDB.incluir(
        {"retorno": numero, "conta": conta, "sequencia": retorno.sequencia, "data_geracao": geracao}
        for conta in sorted(contas)
    )
    return retorno


@leitura()
def octetos(numero: int) -> bytes | None:
    """O arquivo como veio, ou None se não há esse retorno."""
    linha = ler_uma(RetornoDB.select(RetornoDB.conteudo).where(RetornoDB.id == numero))
    return None if linha is None else zlib.decompress(linha[0])


@leitura()
def ja_lido(sha256: str) -> Retorno | None:
    """O retorno lido e não desfeito que tem estes mesmos octetos."""
    vale = (RetornoDB.sha256 == sha256) & (RetornoDB.estado == EstadoDoRetorno.LIDO)
    linha = ler_uma(RetornoDB.select(*_COLUNAS).where(vale).order_by(RetornoDB.id))
    return None if linha is None else Retorno(*linha)


@leitura()
def listar() -> list[tuple[Retorno, Contagem]]:
    """Todos, em ordem de leitura, com a contagem dos títulos como estão agora."""
    por_arquivo: dict[int, dict[Resultado, int]] = {}
    somas = RetornoTituloDB.select(
        RetornoTituloDB.retorno, RetornoTituloDB.resultado, peewee.fn.COUNT(RetornoTituloDB.id)
    ).group_by(RetornoTituloDB.retorno, RetornoTituloDB.resultado)
    for numero, resultado, quantos in ler(somas):
        por_arquivo.setdefault(numero, {})[resultado] = quantos
    lidos = (Retorno(*linha) for linha in ler(RetornoDB.select(*_COLUNAS).order_by(RetornoDB.id)))
    return [(retorno, Contagem.de(por_arquivo.get(retorno.id or 0, {}))) for retorno in lidos]


@leitura()
def apontamentos(numero: int) -> list[ApontamentoDoRetorno]:
    """O que há a conferir num arquivo, como a leitura o deixou."""
    ((guardados,),) = ler(RetornoDB.select(RetornoDB.apontamentos).where(RetornoDB.id == numero))
    return [
        ApontamentoDoRetorno(TipoDeApontamento(tipo), tuple(numeros), conta, quantos)
        for tipo, numeros, conta, quantos in guardados
    ]


@leitura()
def itens(numero: int, linha: int | None = None) -> list[ItemDoRetorno]:
    """Os títulos de um arquivo, em ordem de linha; com `linha`, só o dela."""
    consulta = (
        RetornoTituloDB.select(*_COLUNAS_DO_TITULO, *CHAVE)
        .join(DebitoDB, peewee.JOIN.LEFT_OUTER, on=RetornoTituloDB.debito == DebitoDB.id)
        .where(RetornoTituloDB.retorno == numero)
        .order_by(RetornoTituloDB.linha)
    )
    if linha is not None:
        consulta = consulta.where(RetornoTituloDB.linha == linha)
    return [_em_item(lida) for lida in ler(consulta)]


def _em_item(lida: Sequence[Any]) -> ItemDoRetorno:
    *campos, cliente, documento, parcela = lida
    campos.insert(_ONDE_O_DEBITO, None if cliente is None else (cliente, documento, parcela))
    return ItemDoRetorno._make(campos)


@leitura()
def ultimas_sequencias() -> dict[str, int]:
    """De cada conta de cobrança, a maior sequência lida e não desfeita."""
    consulta = (
        RetornoContaDB.select(RetornoContaDB.conta, peewee.fn.MAX(RetornoContaDB.sequencia))
        .join(RetornoDB)
        .where(RetornoDB.estado == EstadoDoRetorno.LIDO, RetornoContaDB.sequencia.is_null(False))
        .group_by(RetornoContaDB.conta)
    )
    return dict(ler(consulta))


def repetidos(chaves: Collection[str]) -> set[str]:
    """Destas chaves de repetição, as que já têm título num arquivo lido e não desfeito."""
    return {chave for (chave,) in _REPETICOES.ler([(chave,) for chave in chaves])}


class TituloAGravar(NamedTuple):
    """Um título decidido, o débito dele, se um só, e o que faz aos débitos."""

    item: ItemDoRetorno
    numero: str
    repeticao: str
    debito: int | None
    efeito: NoDebito | None
    em: date | None
    debitos: tuple[efeitos.DebitoComEfeito, ...]


@transacao()
def incluir_titulos(retorno: int, titulos: Sequence[TituloAGravar]) -> None:
    """Grava os títulos de um lote, em ordem de linha, com o efeito de cada um."""
    RetornoTituloDB.incluir_crua(_COLUNAS_A_GRAVAR, [_crua(retorno, titulo) for titulo in titulos])
    com_efeito = [titulo for titulo in titulos if titulo.efeito is not None and titulo.debitos]
    if not com_efeito:
        return
    linhas = RetornoTituloDB.linha.between(com_efeito[0].item.linha, com_efeito[-1].item.linha)
    consulta = RetornoTituloDB.select(RetornoTituloDB.linha, RetornoTituloDB.id)
    numeros = dict(ler(consulta.where((RetornoTituloDB.retorno == retorno) & linhas)))
    efeitos.incluir(
        (numeros[titulo.item.linha], titulo.efeito, debito, titulo.em)
        for titulo in com_efeito
        for debito in titulo.debitos
    )


def _crua(retorno: int, titulo: TituloAGravar) -> tuple[Any, ...]:
    """As `_COLUNAS_A_GRAVAR`, na forma da base."""
    (
        linha,
        nosso,
        seu,
        conta,
        ocorrencia,
        efeito,
        em,
        credito,
        vencimento,
        valor,
        pago,
        tarifa,
        _,
        resultado,
        motivo,
    ) = titulo.item
    return (
        retorno,
        linha,
        conta,
        titulo.numero,
        nosso,
        seu,
        ocorrencia,
        _TEXTOS[efeito],
        em_texto(em),
        em_texto(credito),
        em_texto(vencimento),
        valor,
        pago,
        tarifa,
        titulo.debito,
        _TEXTOS[resultado],
        motivo and motivo.value,
        titulo.repeticao,
    )


@transacao()
def refletir(numero: int) -> None:
    """Põe nos débitos deste arquivo o que os efeitos dizem."""
    efeitos.refletir(_debitos_com_efeito(numero))


def _debitos_com_efeito(numero: int) -> peewee.ModelSelect[Any]:
    do_arquivo = RetornoTituloDB.select(RetornoTituloDB.id).where(RetornoTituloDB.retorno == numero)
    return RetornoEfeitoDB.select(RetornoEfeitoDB.debito).where(RetornoEfeitoDB.titulo.in_(do_arquivo))


@transacao()
def desfazer(numero: int, em: datetime) -> Retorno:
    """Desfaz as baixas e retenções do arquivo, que fica no histórico como desfeito.

    O título que outro arquivo lido repete passa a valer nele: o banco continua a dizê-lo.

    Args:
        numero: o `id`.
        em: instante em UTC.

    Raises:
        DadoInvalido: não existe, ou já foi desfeito.
    """
    _exigir_lido(numero)
    do_arquivo = RetornoTituloDB.retorno == numero
    debitos = [debito for (debito,) in ler(_debitos_com_efeito(numero))]
    _passar_adiante(numero)
    titulos = RetornoTituloDB.select(RetornoTituloDB.id).where(do_arquivo)
    RetornoEfeitoDB.delete().where(RetornoEfeitoDB.titulo.in_(titulos)).execute()
    RetornoTituloDB.update(repeticao="").where(do_arquivo).execute()
    RetornoDB.update(estado=EstadoDoRetorno.DESFEITO, desfeito_em=em).where(RetornoDB.id == numero).execute()
    for lote in peewee.chunked(debitos, 5000):
        efeitos.refletir(DebitoDB.select(DebitoDB.id).where(DebitoDB.id.in_(lote)))
    return _exigir(numero)


def _passar_adiante(numero: int) -> None:
    """Leva resultado e efeitos de cada título ao primeiro que o repete em outro arquivo, lido e não desfeito."""
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
        RetornoTituloDB.update(novo).where(RetornoTituloDB.id == para).execute()
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
def baixar(titulo: int, debito: int, em: date) -> None:
    """Dá o débito por pago por este título, no lugar da retenção dele."""
    colunas = [getattr(DebitoDB, nome) for nome in efeitos.DebitoComEfeito._fields]
    linha = ler_uma(DebitoDB.select(*colunas).where(DebitoDB.id == debito))
    if linha is None:
        raise DadoInvalido("título", "o débito foi excluído")
    _tirar_efeitos(titulo)
    efeitos.incluir([(titulo, NoDebito.BAIXA, efeitos.DebitoComEfeito(*linha), em)])
    _decidir(titulo, Resultado.BAIXADO, debito)


@transacao()
def soltar(titulo: int, debito: int | None) -> None:
    """Tira a baixa e a retenção deste título; o débito volta a ser o que o ERP diz.

    Raises:
        DadoInvalido: o título não achou débito nenhum.
    """
    do_titulo = RetornoEfeitoDB.titulo == titulo
    retidos = [numero for (numero,) in ler(RetornoEfeitoDB.select(RetornoEfeitoDB.debito).where(do_titulo))]
    if debito is None and not retidos:
        raise sem_debito()
    _tirar_efeitos(titulo)
    _decidir(titulo, Resultado.SEM_EFEITO, debito, *retidos)


def sem_debito() -> DadoInvalido:
    """A recusa de decidir um título de que não se achou o débito."""
    return DadoInvalido(
        "título", "nenhum débito foi achado para ele", o_que_fazer="Confira o nosso número no ERP e importe os débitos."
    )


def _tirar_efeitos(titulo: int) -> None:
    RetornoEfeitoDB.delete().where(
        (RetornoEfeitoDB.titulo == titulo) & RetornoEfeitoDB.tipo.in_(list(_QUE_O_RESOLVEM))
    ).execute()


def _decidir(titulo: int, resultado: Resultado, debito: int | None, *outros: int) -> None:
    novo = {"resultado": resultado, "motivo": None, "debito": debito}
    RetornoTituloDB.update(novo).where(RetornoTituloDB.id == titulo).execute()
    efeitos.refletir(DebitoDB.select(DebitoDB.id).where(DebitoDB.id.in_([debito, *outros])))


def _exigir(numero: int) -> Retorno:
    linha = ler_uma(RetornoDB.select(*_COLUNAS).where(RetornoDB.id == numero))
    if linha is None:
        raise DadoInvalido(
            "retorno", f"não existe o de número {numero}", o_que_fazer="Veja os números na lista dos retornos lidos."
        )
    return Retorno(*linha)


def _exigir_lido(numero: int) -> None:
    if _exigir(numero).estado is EstadoDoRetorno.DESFEITO:
        raise DadoInvalido(
            "retorno",
            f"o de número {numero} já foi desfeito",
            o_que_fazer="Leia o arquivo de novo.",
        )
