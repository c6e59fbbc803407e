"""O que cada passo do despacho escreve no diário de envios (regras.md §6.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from envio.diario import Diario
from envio.entrega.preparo import Carta
from modelos.avisos.avisos_reenviados import Reenviado
from modelos.avisos.caixa_de_saida import DesfechoGravado
from regras.aviso import Aviso, Estado
from regras.diario import INTERROMPIDO, Anotacao, Etapa, anotar


class Anotador:
    """Escreve as linhas de um lote. Cada método só volta com a linha no disco.

    Args:
        diario: o da base.
        agora: o relógio, em UTC.
    """

    def __init__(self, diario: Diario, agora: Callable[[], datetime]) -> None:
        self._diario = diario
        self._agora = agora

    def transmitir(self, aviso: Aviso, carta: Carta) -> None:
        """O corpo está no servidor e o ponto final vai ser escrito.

        Raises:
            AmbienteIndisponivel: não deu para escrever; o ponto não pode ser dado.
        """
        self._diario.anotar(replace(self._linha(Etapa.TRANSMITINDO, aviso, carta), motivo=INTERROMPIDO))

    def desistir(self, aviso: Aviso, carta: Carta) -> None:
        """O ponto não foi escrito: o aviso continua como estava."""
        self._diario.anotar(replace(self._linha(Etapa.DESFECHO, aviso, carta), estado=aviso.estado))

    def concluir(self, aviso: Aviso, carta: Carta, desfecho: DesfechoGravado) -> None:
        """O servidor respondeu, ou não se sabe se respondeu."""
        linha = replace(
            self._linha(Etapa.DESFECHO, aviso, carta),
            estado=desfecho.para,
            codigo=desfecho.codigo,
            resposta=desfecho.resposta,
            servidor=desfecho.servidor,
            motivo=desfecho.motivo,
            pendentes=desfecho.pendentes,
            recusados=desfecho.recusados,
            devolvidos=desfecho.devolvidos,
        )
        self._diario.anotar(linha)

    def transmitir_complemento(self, aviso: Aviso, carta: Carta) -> None:
        """O ponto da mensagem só para quem faltava vai ser escrito: eles deixam de faltar.

        Raises:
            AmbienteIndisponivel: não deu para escrever; o ponto não pode ser dado.
        """
        self._complementar(Etapa.TRANSMITINDO, aviso, carta)

    def concluir_complemento(
        self, aviso: Aviso, carta: Carta, *, pendentes: tuple[str, ...] = (), recusados: tuple[str, ...] = ()
    ) -> None:
        """Diz quem da mensagem complementar continua faltando e quem foi recusado de vez."""
        self._complementar(Etapa.DESFECHO, aviso, carta, pendentes, recusados)

    def reenviar(self, aviso: Aviso, carta: Carta, reenviado: Reenviado) -> None:
        """O ponto da mensagem que o operador mandou repetir vai ser escrito; o estado do aviso não muda.

        Raises:
            AmbienteIndisponivel: não deu para escrever; o ponto não pode ser dado.
        """
        self._reenvio(Etapa.TRANSMITINDO, aviso, carta, reenviado)

    def concluir_reenvio(self, aviso: Aviso, carta: Carta, reenviado: Reenviado) -> None:
        """O servidor respondeu à mensagem repetida, ou não se sabe se respondeu."""
        self._reenvio(Etapa.DESFECHO, aviso, carta, reenviado)

    def _reenvio(self, etapa: Etapa, aviso: Aviso, carta: Carta, reenviado: Reenviado) -> None:
        linha = replace(
            self._linha(etapa, aviso, carta),
            complemento=True,
            estado=aviso.estado,
            codigo=reenviado.codigo,
            resposta=reenviado.resposta,
            servidor=reenviado.servidor,
            motivo=reenviado.motivo,
            pendentes=tuple(reenviado.pendentes),
            recusados=tuple(reenviado.recusados),
            devolvidos=tuple(reenviado.devolvidos),
        )
        self._diario.anotar(linha)

    def _complementar(
        self,
        etapa: Etapa,
        aviso: Aviso,
        carta: Carta,
        pendentes: tuple[str, ...] = (),
        recusados: tuple[str, ...] = (),
    ) -> None:
        nao_tentados = tuple(email for email in aviso.destinatarios_pendentes if email not in carta.destinatarios)
        linha = replace(
            self._linha(etapa, aviso, carta),
            complemento=True,
            estado=Estado.ENVIADO,
            pendentes=(*nao_tentados, *pendentes),
            recusados=(*aviso.destinatarios_recusados, *recusados),
        )
        self._diario.anotar(linha)

    def _linha(self, etapa: Etapa, aviso: Aviso, carta: Carta) -> Anotacao:
        return replace(
            anotar(etapa, aviso, self._agora()),
            versao=carta.versao,
            message_id=carta.message_id,
            destinatarios=carta.destinatarios,
            debitos=carta.debitos,
        )
