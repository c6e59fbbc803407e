"""O que fica escrito de cada mensagem em volta do ponto final, e onde (regras.md §6.6).

`NaBase` escreve no diário e depois na base. `Esquecido`, do modo de teste e da amostra, só conta a mensagem no ritmo da
conta, porque para o provedor ela saiu.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from envio import prontidao
from envio.ambiente import Ambiente
from envio.entrega.desfecho import MensagemPronta, Resultado
from modelos.avisos import agradecimentos, caixa_de_saida, diario_conferido, mensagens_guardadas
from modelos.avisos import leitura as avisos
from modelos.avisos.caixa_de_saida import Mudanca, OutraMensagem
from modelos.avisos.diario_conferido import Marco, Passagem
from modelos.contas import transmissoes
from regras.aviso import Aviso, Estado
from regras.cadastro import ContaEmail
from regras.cancelamento import Causas, dizer
from regras.entrega import Desfecho, EstadoDaEntrega, TipoDeMensagem, dizer_quem_falta, no_estado
from regras.envio.diario import INTERROMPIDO, Anotacao, Etapa, anotar
from regras.envio.ritmo import Transmissao
from regras.erros import AmbienteIndisponivel, ErroAviso

_ACEITO = "{} aceito pelo servidor"
_NAO_FOI = "{} não enviado: {}"
_SEM_RESPOSTA = "{} sem resposta do servidor, pode ter sido aceito: {}"


class Registro(Protocol):
    """Quem anota o que acontece com as mensagens e os avisos de uma conta."""

    def guardar(self, mensagem: MensagemPronta) -> None:
        """Guarda os bytes da principal, antes de falar com o servidor."""
        ...

    def comecar(self, mensagem: MensagemPronta, no_ponto: Resultado) -> datetime:
        """O corpo está no servidor e o ponto vai ser escrito; só volta com isso em disco. Devolve o instante.

        Raises:
            ErroAviso: não deu para escrever; o ponto não pode ser dado.
        """
        ...

    def concluir(self, mensagem: MensagemPronta, resultado: Resultado, *, comecou: bool) -> Aviso:
        """Grava no que deu; `comecou` diz se o ponto chegou a ser escrito. Devolve o aviso como ficou."""
        ...

    def mudar(self, aviso: Aviso, para: Estado, motivo: str) -> Aviso:
        """Muda o estado de um aviso sem falar com o servidor."""
        ...

    def cancelar(self, aviso: Aviso, causas: Causas) -> Aviso:
        """Nada mais há a avisar, ou a quem."""
        ...

    def desistir(self, aviso: Aviso, motivo: str) -> Aviso:
        """Deixa de tentar quem faltava de um aviso enviado."""
        ...

    def reler(self, aviso: Aviso) -> Aviso:
        """O aviso como está."""
        ...


class NaBase:
    """O registro de verdade: cada método só volta com tudo em disco, o diário antes da base.

    Toma a posse dos avisos: só com a trava do fechamento na mão. Quem a perde não escreve mais na base.

    Args:
        ambiente: base, diário e relógio.
        conta: a que transmite.

    Atributos:
        posse: o número da posse tomada.

    Raises:
        ConfiguracaoIncompleta: o modo de teste está ligado, e nada pode ir a um cliente.
    """

    def __init__(self, ambiente: Ambiente, conta: ContaEmail) -> None:
        prontidao.conferir_envio_de_verdade()
        self._diario = ambiente.diario()
        self.posse = diario_conferido.tomar_posse()
        self._agora = ambiente.agora
        self._conta = conta.numero

    def guardar(self, mensagem: MensagemPronta) -> None:
        """Ver `Registro.guardar`."""
        if not mensagem.guardada:
            mensagens_guardadas.guardar(
                mensagem.aviso.id,
                mensagem.versao,
                mensagem.message_id,
                mensagem.destinatarios,
                mensagem.debitos,
                mensagem.mime,
                self._agora(),
            )

    def comecar(self, mensagem: MensagemPronta, no_ponto: Resultado) -> datetime:
        """Ver `Registro.comecar`. Se a base não pôde, o diário desdiz esta tentativa."""
        principal = mensagem.tipo is TipoDeMensagem.PRINCIPAL
        marco = self._escrever(Etapa.TRANSMITINDO, mensagem, no_ponto, INTERROMPIDO if principal else mensagem.ordem)
        em = self._agora()

        def marcar() -> None:
            if principal:
                caixa_de_saida.marcar_enviando(
                    mensagem.aviso.id,
                    mensagem.aviso.estado,
                    em,
                    entregas=no_ponto.entregas,
                    devolvidos=no_ponto.devolvidos,
                    conta=self._conta,
                    destinatarios=len(mensagem.destinatarios),
                )
            else:
                self._comecar_outra(mensagem, em, no_ponto)

        try:
            self._gravar(marcar, marco)
        except ErroAviso as erro:
            self._desdizer(mensagem, erro)
            raise
        return em

    def concluir(self, mensagem: MensagemPronta, resultado: Resultado, *, comecou: bool) -> Aviso:
        """Ver `Registro.concluir`. A base não fica sem o desfecho se o diário falhar."""
        motivo = _dizer(mensagem, resultado)
        marco = None
        try:
            if comecou:
                marco = self._escrever(Etapa.DESFECHO, mensagem, resultado, motivo)
        finally:
            self._gravar(lambda: self._concluir_na_base(mensagem, resultado, motivo, comecou=comecou), marco)
        return self.reler(mensagem.aviso)

    def mudar(self, aviso: Aviso, para: Estado, motivo: str) -> Aviso:
        """Ver `Registro.mudar`."""
        mudanca = Mudanca(aviso.estado, para, motivo=motivo)
        self._gravar(lambda: caixa_de_saida.registrar(aviso.id, mudanca, self._agora()))
        return self.reler(aviso)

    def cancelar(self, aviso: Aviso, causas: Causas) -> Aviso:
        """Ver `Registro.cancelar`."""
        self._gravar(lambda: caixa_de_saida.cancelar(aviso.id, aviso.estado, causas, self._agora()))
        return self.reler(aviso)

    def desistir(self, aviso: Aviso, motivo: str) -> Aviso:
        """Ver `Registro.desistir`."""
        self._gravar(lambda: caixa_de_saida.desistir_dos_pendentes(aviso.id, motivo, self._agora()))
        return self.reler(aviso)

    def reler(self, aviso: Aviso) -> Aviso:
        """Ver `Registro.reler`.

        Raises:
            AmbienteIndisponivel: não está mais na base.
        """
        gravado = avisos.obter(aviso.id)
        if gravado is None:
            raise AmbienteIndisponivel(
                f"O aviso {aviso.id} sumiu da base durante o envio.", "Confira a base e o último backup."
            )
        return gravado

    def _gravar(self, gravar: Callable[[], None], marco: Marco | None = None) -> None:
        """Grava na base, se a posse ainda é deste processo."""
        diario_conferido.com_a_posse(Passagem(self.posse, marco), gravar)

    def _comecar_outra(self, mensagem: MensagemPronta, em: datetime, no_ponto: Resultado | None) -> None:
        """Guarda a mensagem a mais; sem ponto a escrever, ninguém deixa de faltar e nada conta no ritmo."""
        outra = OutraMensagem(
            mensagem.tipo,
            mensagem.message_id,
            mensagem.destinatarios,
            mensagem.mime,
            mensagem.ordem,
            tuple(debito.marca[:3] for debito in mensagem.debitos),
        )
        if no_ponto is None:
            caixa_de_saida.comecar_outra(mensagem.aviso.id, outra, em)
            return
        ainda_faltam = no_estado(no_ponto.entregas, EstadoDaEntrega.ADIADO)
        tomados = [email for email in mensagem.aviso.destinatarios_pendentes if email not in ainda_faltam]
        caixa_de_saida.comecar_outra(
            mensagem.aviso.id,
            outra,
            em,
            entregas=no_ponto.entregas,
            do_aviso=caixa_de_saida.SEM_RESPOSTA.format(", ".join(tomados)) if tomados else None,
            conta=self._conta,
        )

    def _concluir_na_base(self, mensagem: MensagemPronta, resultado: Resultado, motivo: str, *, comecou: bool) -> None:
        principal = mensagem.tipo is TipoDeMensagem.PRINCIPAL
        em = self._agora()
        de_principal = Estado.ENVIANDO if comecou else mensagem.aviso.estado
        mudanca = Mudanca(
            de=de_principal if principal else Estado.ENVIADO,
            para=resultado.estado if principal else Estado.ENVIADO,
            codigo=resultado.codigo,
            resposta=resultado.resposta,
            motivo=motivo,
            servidor=resultado.servidor,
            message_id=mensagem.message_id,
            desfecho=resultado.desfecho,
            tipo=mensagem.tipo,
            entregas=resultado.entregas,
            do_aviso=None if principal else _motivo_do_aviso(mensagem, resultado),
            devolvidos=resultado.devolvidos,
        )
        if not (principal or comecou):
            self._comecar_outra(mensagem, em, None)
        caixa_de_saida.registrar(mensagem.aviso.id, mudanca, em)
        if resultado.desfecho is Desfecho.NAO_ACEITA and resultado.estado is Estado.ADIADO:
            agradecimentos.soltar(mensagem.message_id)

    def _desdizer(self, mensagem: MensagemPronta, erro: ErroAviso) -> None:
        """O ponto não foi escrito: o aviso e os endereços continuam como estavam."""
        aviso = mensagem.aviso
        motivo = _NAO_FOI.format(mensagem.tipo, erro.mensagem) if mensagem.tipo.so_nas_tentativas() else ""
        como_estava = Resultado(Desfecho.NAO_ACEITA, aviso.estado, aviso.entregas)
        self._escrever(Etapa.DESFECHO, mensagem, como_estava, motivo)

    def _escrever(self, etapa: Etapa, mensagem: MensagemPronta, resultado: Resultado, motivo: str) -> Marco:
        """Põe a linha no diário: o que basta para refazer o aviso numa base que não o tem. Devolve onde ela acaba.

        Raises:
            AmbienteIndisponivel: não deu para escrever.
        """
        principal = mensagem.tipo is TipoDeMensagem.PRINCIPAL
        linha: Anotacao = replace(
            anotar(etapa, mensagem.aviso, self._agora()),
            tipo=mensagem.tipo,
            tentativa=mensagem.tentativa,
            versao=mensagem.versao,
            message_id=mensagem.message_id,
            destinatarios=mensagem.destinatarios,
            debitos=mensagem.debitos,
            estado=resultado.estado if principal else mensagem.aviso.estado,
            desfecho=resultado.desfecho,
            codigo=resultado.codigo,
            resposta=resultado.resposta,
            servidor=resultado.servidor,
            motivo=motivo,
            entregas=resultado.entregas,
            devolvidos=resultado.devolvidos,
        )
        return self._diario.anotar(linha)


class Esquecido:
    """O registro do que não fica: guarda só na memória como cada aviso de mentira está.

    Args:
        ambiente: relógio e base, para contar no ritmo.
        conta: a que transmite.
    """

    def __init__(self, ambiente: Ambiente, conta: ContaEmail) -> None:
        self._agora = ambiente.agora
        self._conta = conta.numero
        self._avisos: dict[int, Aviso] = {}

    def guardar(self, mensagem: MensagemPronta) -> None:
        """Ver `Registro.guardar`: os bytes não ficam."""

    def comecar(self, mensagem: MensagemPronta, no_ponto: Resultado) -> datetime:
        """Ver `Registro.comecar`: só o ritmo conta."""
        em = self._agora()
        transmissoes.anotar(self._conta, Transmissao(em, len(mensagem.destinatarios)))
        self._por(mensagem.aviso, Estado.ENVIANDO, "")
        return em

    def concluir(self, mensagem: MensagemPronta, resultado: Resultado, *, comecou: bool) -> Aviso:
        """Ver `Registro.concluir`."""
        ficou = self._por(mensagem.aviso, resultado.estado, _dizer(mensagem, resultado))
        return replace(ficou, resposta=resultado.resposta or None)

    def mudar(self, aviso: Aviso, para: Estado, motivo: str) -> Aviso:
        """Ver `Registro.mudar`."""
        return self._por(aviso, para, motivo)

    def cancelar(self, aviso: Aviso, causas: Causas) -> Aviso:
        """Ver `Registro.cancelar`."""
        return self._por(aviso, Estado.CANCELADO, dizer(causas))

    def desistir(self, aviso: Aviso, motivo: str) -> Aviso:
        """Ver `Registro.desistir`."""
        return self._por(aviso, aviso.estado, motivo)

    def reler(self, aviso: Aviso) -> Aviso:
        """Ver `Registro.reler`."""
        return self._avisos.get(aviso.id, aviso)

    def _por(self, aviso: Aviso, estado: Estado, motivo: str) -> Aviso:
        self._avisos[aviso.id] = replace(aviso, estado=estado, motivo=motivo or None)
        return self._avisos[aviso.id]


def _dizer(mensagem: MensagemPronta, resultado: Resultado) -> str:
    """O motivo que fica na tentativa; na principal, também no aviso."""
    falha = resultado.veredito.motivo if resultado.veredito else ""
    if mensagem.tipo.so_nas_tentativas():
        if resultado.desfecho is Desfecho.ACEITA:
            return "; ".join(filter(None, (_ACEITO.format(mensagem.tipo), resultado.ressalva())))
        dito = _SEM_RESPOSTA if resultado.desfecho is Desfecho.SEM_RESPOSTA else _NAO_FOI
        return dito.format(mensagem.tipo, falha)
    if mensagem.tipo is TipoDeMensagem.COMPLEMENTO:
        return _motivo_do_aviso(mensagem, resultado) or ""
    if resultado.veredito is None:
        return resultado.ressalva()
    # Do que não se tenta mais, também o que fazer, porque nada mais o vai dizer.
    conselho = resultado.veredito.o_que_fazer if resultado.estado is Estado.RECUSADO else ""
    return f"{falha}. {conselho}" if conselho else falha


def _motivo_do_aviso(mensagem: MensagemPronta, resultado: Resultado) -> str | None:
    """Com que motivo o aviso fica depois de outra mensagem; None, o que ele já tem."""
    if resultado.desfecho is Desfecho.SEM_RESPOSTA or mensagem.tipo is TipoDeMensagem.AGRADECIMENTO:
        return None
    aviso = mensagem.aviso
    if mensagem.tipo is TipoDeMensagem.COMPLEMENTO:
        return dizer_quem_falta(resultado.entregas)
    if resultado.desfecho is Desfecho.NAO_ACEITA:
        return (aviso.motivo or "") if aviso.destinatarios_pendentes else None
    mexeu = aviso.destinatarios_pendentes or aviso.destinatarios_recusados
    return dizer_quem_falta(resultado.entregas) if mexeu else None
