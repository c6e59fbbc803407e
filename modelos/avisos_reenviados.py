"""O reenvio pedido pelo operador de um aviso que já teve desfecho: fica nas tentativas, e o estado não muda.

Marca e ciclo derivam do estado e da versão corrente (regras.md §2.5): como nenhum dos dois muda, eles não andam.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from modelos.avisos_tabelas import AvisoDB, TentativaDB
from modelos.conexao import ler_uma, transacao
from modelos.devolvidos import marcar as marcar_devolvido
from regras.aviso import REENVIAVEIS, Estado
from regras.erros import DadoInvalido


@dataclass(frozen=True, slots=True)
class Reenviado:
    """O que fica na base de um passo do reenvio.

    Atributos:
        estado: em que o aviso tem de estar, e continua.
        message_id: o da mensagem nova.
        motivo: o do operador, ou no que deu, em português.
        codigo: SMTP, 0 sem resposta.
        resposta: texto integral do servidor.
        servidor: com quem se falou.
        pendentes: os destinatários do aviso que, depois disto, ainda faltam.
        devolvidos: pares (endereço, motivo) que deixam de receber (regras.md §3.4).
    """

    estado: Estado
    message_id: str
    motivo: str
    codigo: int = 0
    resposta: str = ""
    servidor: str = ""
    pendentes: Sequence[str] = ()
    devolvidos: Sequence[tuple[str, str]] = ()


@transacao()
def comecar(numero: int, reenviado: Reenviado, em: datetime) -> None:
    """Grava a ordem e o motivo dela antes do fim dos dados: se o programa morrer, sabe-se que a mensagem pode ter ido.

    Raises:
        DadoInvalido: o aviso não está no estado esperado, ou ele não admite reenvio.
    """
    _mudar(numero, reenviado, em, tentativas=AvisoDB.tentativas + 1)


@transacao()
def concluir(numero: int, reenviado: Reenviado, em: datetime) -> None:
    """Grava o que o servidor disse, os destinatários que ainda faltam e os endereços devolvidos.

    Raises:
        DadoInvalido: o aviso não está no estado esperado, ou ele não admite reenvio.
    """
    _mudar(numero, reenviado, em)
    for email, motivo in reenviado.devolvidos:
        marcar_devolvido(email, motivo, em)


def _mudar(numero: int, reenviado: Reenviado, em: datetime, **mudancas: object) -> None:
    estado = reenviado.estado
    neste = (AvisoDB.id == numero) & (AvisoDB.estado == estado)
    mudar = AvisoDB.update(alterado_em=em, destinatarios_pendentes=reenviado.pendentes, **mudancas).where(neste)
    if estado not in REENVIAVEIS or mudar.execute() != 1:
        linha = ler_uma(AvisoDB.select(AvisoDB.estado).where(AvisoDB.id == numero))
        achado = "não existe" if linha is None else f"está {linha[0].value.replace('_', ' ')} e não pode ser reenviado"
        raise DadoInvalido(f"aviso {numero}", achado, o_que_fazer="Atualize o histórico e confira antes de repetir.")
    TentativaDB.incluir(
        [
            {
                "aviso": numero,
                "em": em,
                "de": estado,
                "para": estado,
                "codigo": reenviado.codigo,
                "resposta": reenviado.resposta,
                "motivo": reenviado.motivo,
                "servidor": reenviado.servidor,
                "message_id": reenviado.message_id,
            }
        ]
    )
