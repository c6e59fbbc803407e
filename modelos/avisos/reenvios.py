"""Os reenvios pedidos pelo operador de um aviso já enviado: ficam nas tentativas, e o estado do aviso não muda.

Marca e ciclo derivam do estado e da versão corrente (regras.md §2.5): como nenhum dos dois muda, eles não andam.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from modelos.avisos.leitura import Tentativa
from regras.entrega import Desfecho, TipoDeMensagem

SEM_DESFECHO = "sem desfecho: o programa parou antes da resposta do servidor, e a mensagem pode ter sido aceita"
"""O que se diz do reenvio começado e não concluído."""


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


def contar(tentativas: Iterable[Tentativa]) -> list[Reenvio]:
    """Os reenvios de um aviso, na ordem, cada um com o motivo e o desfecho que as tentativas guardam."""
    do_tipo = [t for t in tentativas if t.tipo is TipoDeMensagem.REENVIO and t.message_id]
    desfechos = {t.message_id: t.motivo for t in do_tipo if t.desfecho is not Desfecho.COMECADA}
    return [
        Reenvio(t.em, t.motivo, t.message_id or "", desfechos.get(t.message_id) or SEM_DESFECHO)
        for t in do_tipo
        if t.desfecho is Desfecho.COMECADA
    ]
