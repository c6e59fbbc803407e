"""Os arquivos de retorno lidos e os seus títulos: incluir e listar (retorno.md, 5 e 6); `decisoes` os muda depois."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, NamedTuple

import peewee

from modelos.acesso.busca_em_lote import BuscaEmLote
from modelos.acesso.conexao import leitura, ler, ler_uma, transacao
from modelos.acesso.consulta_pronta import ConsultaPronta
from modelos.carteira.debitos import CHAVE, DebitoDB
from modelos.retorno import efeitos
from modelos.retorno.efeitos import em_texto
from modelos.retorno.tabelas import A_CONFERIR, RetornoContaDB, RetornoDB, RetornoEfeitoDB, RetornoTituloDB
from regras.erros import DadoInvalido
from regras.retorno.arquivo import ApontamentoDoRetorno, EstadoDoRetorno, ItemDoRetorno, Retorno, TipoDeApontamento
from regras.retorno.titulo import Efeito, Motivo, NoDebito, Resultado, TituloLido

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
_NUMEROS = ConsultaPronta(
    lambda retorno, de, ate: RetornoTituloDB.select(RetornoTituloDB.linha, RetornoTituloDB.id).where(
        (RetornoTituloDB.retorno == retorno) & (RetornoTituloDB.linha >= de) & (RetornoTituloDB.linha <= ate)
    )
)


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
    retorno = exigir(numero)
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
def contar(numero: int) -> int:
    """Quantos títulos tem um arquivo."""
    return RetornoTituloDB.select().where(RetornoTituloDB.retorno == numero).count()


@leitura()
def contar_a_conferir() -> int:
    """Quantos títulos dos arquivos lidos e não desfeitos esperam uma decisão."""
    a_conferir = RetornoTituloDB.select().join(RetornoDB).where(A_CONFERIR)
    return a_conferir.where(RetornoDB.estado == EstadoDoRetorno.LIDO).count()


@leitura()
def apontamentos(numero: int) -> list[ApontamentoDoRetorno]:
    """O que há a conferir num arquivo, como a leitura o deixou."""
    ((guardados,),) = ler(RetornoDB.select(RetornoDB.apontamentos).where(RetornoDB.id == numero))
    return [
        ApontamentoDoRetorno(TipoDeApontamento(tipo), tuple(numeros), conta, quantos)
        for tipo, numeros, conta, quantos in guardados
    ]


@leitura()
def itens(numero: int, linha: int | None = None, *, depois_de: int = 0, limite: int = 0) -> list[ItemDoRetorno]:
    """Os títulos de um arquivo, em ordem de linha; com `linha`, só o dela.

    Args:
        numero: o `id`.
        linha: a do título.
        depois_de: só os de linha maior.
        limite: quantos, no máximo; zero é todos.
    """
    consulta = (
        RetornoTituloDB.select(*_COLUNAS_DO_TITULO, *CHAVE)
        .join(DebitoDB, peewee.JOIN.LEFT_OUTER, on=RetornoTituloDB.debito == DebitoDB.id)
        .where(RetornoTituloDB.retorno == numero)
        .order_by(RetornoTituloDB.linha)
    )
    if linha is not None:
        consulta = consulta.where(RetornoTituloDB.linha == linha)
    if limite:
        consulta = consulta.where(RetornoTituloDB.linha > depois_de).limit(limite)
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


class EfeitoAGravar(NamedTuple):
    """O que o título desta linha faz a um débito, e em que dia."""

    linha: int
    tipo: NoDebito
    debito: efeitos.DebitoComEfeito
    em: date | None


@transacao()
def incluir_titulos(retorno: int, titulos: Sequence[tuple[Any, ...]], com_efeito: Sequence[EfeitoAGravar] = ()) -> None:
    """Grava os títulos de um lote, de `cru`, e o efeito deles, que já se reflete nos débitos."""
    RetornoTituloDB.incluir_crua(_COLUNAS_A_GRAVAR, titulos)
    if com_efeito:
        numeros = dict(_NUMEROS.ler_cru(retorno, com_efeito[0].linha, com_efeito[-1].linha))
        efeitos.incluir((numeros[linha], tipo, debito, em) for linha, tipo, debito, em in com_efeito)


def cru(  # noqa: PLR0917 - uma chamada por título, e o nome custa tanto quanto o resto
    retorno: int,
    titulo: TituloLido,
    conta: str | None,
    repeticao: str,
    debito: int | None,
    resultado: Resultado,
    motivo: Motivo | None = None,
) -> tuple[Any, ...]:
    """As `_COLUNAS_A_GRAVAR` de um título, na forma da base."""
    linha, _, nosso, numero, seu, ocorrencia, efeito, em, credito, vencimento, valor, pago, tarifa, *_ = titulo
    return (
        retorno,
        linha,
        conta,
        numero,
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
        debito,
        _TEXTOS[resultado],
        motivo and motivo.value,
        repeticao,
    )


def debitos_com_efeito(numero: int) -> peewee.ModelSelect[Any]:
    """Os débitos a que os títulos deste arquivo fazem algo."""
    do_arquivo = RetornoTituloDB.select(RetornoTituloDB.id).where(RetornoTituloDB.retorno == numero)
    return RetornoEfeitoDB.select(RetornoEfeitoDB.debito).where(RetornoEfeitoDB.titulo.in_(do_arquivo))


@leitura()
def exigir(numero: int) -> Retorno:
    """O retorno deste número.

    Raises:
        DadoInvalido: não existe.
    """
    linha = ler_uma(RetornoDB.select(*_COLUNAS).where(RetornoDB.id == numero))
    if linha is None:
        raise DadoInvalido(
            "retorno", f"não existe o de número {numero}", o_que_fazer="Veja os números na lista dos retornos lidos."
        )
    return Retorno(*linha)
