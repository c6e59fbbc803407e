"""A entrega de um aviso: reconferir → montar → transmitir → registrar (regras.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from envio.correio.falhas import Veredito
from envio.entrega.preparo import Preparo
from envio.entrega.registro import Registro
from envio.entrega.transmissao import Passos, Transmitida, transmitir
from envio.entrega.vazao import Vazao
from regras.apontamento import Apontamento
from regras.aviso import Aviso, Estado
from regras.envio.reconferencia import NadaAEnviar


@dataclass(frozen=True, slots=True)
class Entregue:
    """No que deu um aviso; `veredito` é o da falha, quando houve uma."""

    aviso: Aviso
    apontamentos: tuple[Apontamento, ...] = ()
    veredito: Veredito | None = None


class Entregador:
    """Entrega os avisos de um lote; as etapas de um aviso são todas da mesma sessão.

    Args:
        agora: o relógio, em UTC.
        preparo: monta as mensagens.
        registro: onde o que acontece fica escrito.
        vazao: a da conta.
    """

    def __init__(self, agora: Callable[[], datetime], preparo: Preparo, registro: Registro, vazao: Vazao) -> None:
        self._agora = agora
        self._preparo = preparo
        self._registro = registro
        self._vazao = vazao

    def adiantar(self, fila: Sequence[Aviso], posicao: int) -> None:
        """As mensagens dos avisos que vêm a partir desta posição da fila podem ir sendo compostas."""
        self._preparo.adiantar(fila, posicao, self._agora())

    def fechar(self) -> None:
        """Nada mais vai ser entregue por ora."""
        self._preparo.fechar()

    def entregar(self, aviso: Aviso) -> Passos[Entregue]:
        """Entrega um aviso, ou só aos destinatários que faltam do que já foi enviado.

        Raises:
            ErroAviso: a mensagem não pode ser montada, ou a base ou o diário não deixou.
        """
        em = self._agora()
        if aviso.estado is Estado.ENVIADO:
            mensagem = self._preparo.compor_complemento(aviso, em)
            if isinstance(mensagem, NadaAEnviar):
                return Entregue(self._registro.desistir(aviso, mensagem.motivo))
        else:
            mensagem = self._preparo.compor(aviso, em)
            if isinstance(mensagem, NadaAEnviar):
                return Entregue(self._registro.cancelar(aviso, mensagem.causas))
            self._registro.guardar(mensagem)
        remetente = self._preparo.pronto.conta.remetente
        feita: Transmitida = yield from transmitir(mensagem, remetente, self._registro, self._vazao)
        return Entregue(feita.aviso, mensagem.apontamentos, feita.resultado.veredito)

    def recusar(self, aviso: Aviso, motivo: str) -> Entregue:
        """O aviso não pode seguir: recusado, ou em dúvida se já transmitia."""
        atual = self._registro.reler(aviso)
        if atual.estado is Estado.ENVIADO:
            return Entregue(atual)
        para = Estado.EM_DUVIDA if atual.estado is Estado.ENVIANDO else Estado.RECUSADO
        return Entregue(self._registro.mudar(atual, para, motivo))

    def adiar(self, aviso: Aviso, motivo: str) -> Entregue:
        """O lote parou antes da vez deste aviso."""
        if aviso.estado is Estado.ENVIADO:
            return Entregue(aviso)
        return Entregue(self._registro.mudar(aviso, Estado.ADIADO, f"não tentado: {motivo}"))
