"""O reenvio pedido pelo operador de um aviso já enviado: fica nas tentativas, e o estado não muda.

Marca e ciclo derivam do estado e da versão corrente (regras.md §2.5): como nenhum dos dois muda, eles não andam.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from modelos.acesso.conexao import ler, ler_uma, transacao
from modelos.avisos.avisos_lidos import Tentativa
from modelos.avisos.avisos_tabelas import AvisoDB, TentativaDB
from modelos.avisos.devolvidos import marcar as marcar_devolvido
from regras.aviso import Estado
from regras.diario import Anotacao, Etapa
from regras.erros import DadoInvalido

_ORDEM = "reenvio pedido pelo operador: "
SEM_DESFECHO = "sem desfecho: o programa parou antes da resposta do servidor, e a mensagem pode ter sido aceita"
"""O que se diz do reenvio começado e não concluído."""


@dataclass(frozen=True, slots=True)
class Reenviado:
    """O que fica na base de um passo do reenvio.

    Atributos:
        message_id: o da mensagem nova.
        motivo: o do operador ao começar; no que deu, ao concluir.
        codigo: SMTP, 0 sem resposta.
        resposta: texto integral do servidor.
        servidor: com quem se falou.
        pendentes: os destinatários do aviso que, depois disto, ainda faltam.
        recusados: os do aviso recusados de vez, depois disto.
        do_aviso: o motivo com que o aviso fica; None não o muda.
        devolvidos: pares (endereço, motivo) que deixam de receber (regras.md §3.4).
    """

    message_id: str
    motivo: str
    codigo: int = 0
    resposta: str = ""
    servidor: str = ""
    pendentes: Sequence[str] = ()
    recusados: Sequence[str] = ()
    do_aviso: str | None = None
    devolvidos: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Reenvio:
    """Um reenvio como o histórico conta. Instante em UTC.

    Atributos:
        motivo: por que, nas palavras do operador.
        desfecho: no que deu, em português.
    """

    em: datetime
    motivo: str
    message_id: str
    desfecho: str


@transacao()
def comecar(numero: int, reenviado: Reenviado, em: datetime) -> None:
    """Grava a ordem e o motivo dela antes do fim dos dados: se o programa morrer, sabe-se que a mensagem pode ter ido.

    Raises:
        DadoInvalido: o aviso não está enviado.
    """
    _mudar(numero, reenviado, em, f"{_ORDEM}{reenviado.motivo}", tentativas=AvisoDB.tentativas + 1)


@transacao()
def concluir(numero: int, reenviado: Reenviado, em: datetime) -> None:
    """Grava o que o servidor disse, os destinatários que ainda faltam e os endereços devolvidos.

    Raises:
        DadoInvalido: o aviso não está enviado.
    """
    _mudar(numero, reenviado, em, reenviado.motivo)
    for email, motivo in reenviado.devolvidos:
        marcar_devolvido(email, motivo, em)


def contar(tentativas: Iterable[Tentativa]) -> list[Reenvio]:
    """Os reenvios de um aviso, na ordem, cada um com o motivo e o desfecho que as tentativas guardam."""
    lista = list(tentativas)
    desfechos = {t.message_id: t.motivo for t in lista if t.message_id and not t.motivo.startswith(_ORDEM)}
    return [
        Reenvio(t.em, t.motivo.removeprefix(_ORDEM), t.message_id, desfechos.get(t.message_id) or SEM_DESFECHO)
        for t in lista
        if t.message_id and t.motivo.startswith(_ORDEM)
    ]


@transacao()
def refazer(linhas: Sequence[Anotacao], *, contar: bool) -> None:
    """Anota nas tentativas os reenvios que o diário tem e a base não (regras.md §6.6).

    Args:
        linhas: de reenvio, de avisos que a base já tem.
        contar: o número de tentativas do aviso ainda não os inclui.
    """
    ha = {(message_id, motivo.startswith(_ORDEM)) for message_id, motivo in _anotadas(linhas)}
    for linha in linhas:
        e_ordem = linha.etapa is Etapa.TRANSMITINDO
        if (linha.message_id, e_ordem) in ha:
            continue
        deste = (AvisoDB.cliente == linha.cliente) & (AvisoDB.data == linha.data)
        (numero,) = ler_uma(AvisoDB.select(AvisoDB.id).where(deste)) or (0,)
        motivo = f"{_ORDEM}{linha.motivo}" if e_ordem else linha.motivo
        _anotar(numero, Reenviado(linha.message_id, "", linha.codigo, linha.resposta, linha.servidor), motivo, linha.em)
        if contar and e_ordem:
            AvisoDB.update(tentativas=AvisoDB.tentativas + 1).where(deste).execute()


def _anotadas(linhas: Sequence[Anotacao]) -> list[tuple[Any, ...]]:
    """Message-ID e motivo das tentativas que a base já tem das mensagens destas linhas."""
    ids = [linha.message_id for linha in linhas]
    colunas = (TentativaDB.message_id, TentativaDB.motivo)
    return ler(TentativaDB.select(*colunas).where(TentativaDB.message_id.in_(ids))) if ids else []


def _mudar(numero: int, reenviado: Reenviado, em: datetime, motivo: str, **mudancas: object) -> None:
    if reenviado.do_aviso is not None:
        mudancas["motivo"] = reenviado.do_aviso or None
    mudar = AvisoDB.update(
        alterado_em=em,
        destinatarios_pendentes=reenviado.pendentes,
        destinatarios_recusados=reenviado.recusados,
        **mudancas,
    )
    if mudar.where((AvisoDB.id == numero) & (AvisoDB.estado == Estado.ENVIADO)).execute() != 1:
        linha = ler_uma(AvisoDB.select(AvisoDB.estado).where(AvisoDB.id == numero))
        achado = "não existe" if linha is None else f"está {linha[0].value.replace('_', ' ')} e não pode ser reenviado"
        raise DadoInvalido(f"aviso {numero}", achado, o_que_fazer="Atualize o histórico e confira antes de repetir.")
    _anotar(numero, reenviado, motivo, em)


def _anotar(numero: int, reenviado: Reenviado, motivo: str, em: datetime) -> None:
    TentativaDB.incluir(
        [
            {
                "aviso": numero,
                "em": em,
                "de": Estado.ENVIADO,
                "para": Estado.ENVIADO,
                "codigo": reenviado.codigo,
                "resposta": reenviado.resposta,
                "motivo": motivo,
                "servidor": reenviado.servidor,
                "message_id": reenviado.message_id,
            }
        ]
    )
