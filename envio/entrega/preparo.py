"""Antes de cada tentativa: reconferir o aviso e montar a mensagem, de novo só se mudou (regras.md §6.2).

Nada é guardado nem enviado aqui: o mesmo caminho serve ao envio, ao modo de teste e à prévia.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from envio.entrega.adiantamento import Adiantamento
from envio.entrega.composicao import Compositor, Emissao, apontar
from envio.entrega.desfecho import MensagemPronta
from envio.plano.plano import Emissor
from envio.prontidao import Pronto
from modelos import retrato
from modelos.avisos import autorizacao, mensagens_guardadas
from regras.aviso import Aviso
from regras.cancelamento import Causa
from regras.entrega import TipoDeMensagem
from regras.envio.reconferencia import NadaAEnviar, Reconferido, causa_unica, reconferir

MARCA_DE_TESTE = "[TESTE]"
"""No começo do assunto do que sai no modo de teste."""


class Preparo:
    """Prepara as mensagens de um lote: a mesma conta e empresa para todas, e de cada aviso os seus parâmetros.

    Args:
        pronto: empresa, conta, senha e mensagem, já conferidas.
        emissor: calcula os boletos da data.
        desvio: no modo de teste, o endereço que recebe tudo; o assunto diz que é teste.
    """

    def __init__(self, pronto: Pronto, emissor: Emissor, *, desvio: str = "") -> None:
        if desvio:
            em_teste = replace(pronto.mensagem, assunto=f"{MARCA_DE_TESTE} {pronto.mensagem.assunto}")
            pronto = replace(pronto, mensagem=em_teste)
        self.pronto = pronto
        self.desvio = desvio
        self._compositor = Compositor(pronto, emissor, autorizacao.segredo())
        self._adiantadas = Adiantamento(self._compositor)

    def adiantar(self, fila: Sequence[Aviso], posicao: int, em: datetime) -> None:
        """Começa a compor, noutro processo, as mensagens que vêm a partir desta posição e ainda não existem.

        O que se compõe assim só serve se, na hora do envio, a reconferência der o mesmo (regras.md §6.2).
        """
        if self.desvio:
            return
        for aviso in self._adiantadas.que_faltam(fila, posicao):
            if not aviso.message_id and not isinstance(atual := reler_e_reconferir(aviso), NadaAEnviar):
                self._adiantadas.pedir(aviso, atual, em)

    def fechar(self) -> None:
        """Encerra o processo que compunha adiantado; pode-se voltar a adiantar."""
        self._adiantadas.fechar()

    def compor(self, aviso: Aviso, em: datetime) -> MensagemPronta | NadaAEnviar:
        """Reconfere e devolve a mensagem a todos: os mesmos bytes se nada mudou, outra versão se mudou.

        Raises:
            DadoInvalido: a mensagem não pode ser montada.
        """
        atual = reler_e_reconferir(aviso)
        if isinstance(atual, NadaAEnviar):
            return atual
        guardada = mensagens_guardadas.mime(aviso.id)
        if guardada is None and (adiantada := self._adiantadas.tomar(aviso, atual, em)) is not None:
            return adiantada
        emissoes = self._compositor.emitir(atual)
        if guardada is not None and not _mudou(aviso, atual, emissoes):
            return _repetir(aviso, guardada, atual, emissoes)
        versao = aviso.versao if guardada is None else aviso.versao + 1
        destinatarios = (self.desvio,) if self.desvio else atual.destinatarios
        nova = self._compositor.montar(aviso, atual.cliente, emissoes, destinatarios, em, versao=versao)
        if guardada is not None and not _mudou(aviso, atual, emissoes):
            # O boleto que não conferiu na primeira vez não conferiu de novo: o que vai é o mesmo.
            return _repetir(aviso, guardada, atual, emissoes)
        return nova

    def compor_complemento(self, aviso: Aviso, em: datetime) -> MensagemPronta | NadaAEnviar:
        """Monta a mensagem só para os destinatários que faltam de um aviso já enviado (regras.md §3.6).

        O Message-ID leva o instante: a que foi montada e não saiu não impede a seguinte de ser guardada.

        Raises:
            DadoInvalido: a mensagem não pode ser montada.
        """
        atual = reler_e_reconferir(aviso)
        if isinstance(atual, NadaAEnviar):
            return atual
        faltam = tuple(email for email in aviso.destinatarios_pendentes if email in atual.destinatarios)
        if not faltam:
            return NadaAEnviar(causa_unica(aviso, Causa.NINGUEM_FALTA))
        sufixo = f"p{aviso.tentativas}.{em:%Y%m%d%H%M%S}"
        emissoes = self._compositor.emitir(atual)
        tipo = TipoDeMensagem.COMPLEMENTO
        return self._compositor.montar(aviso, atual.cliente, emissoes, faltam, em, tipo=tipo, sufixo=sufixo)

    def compor_reenvio(self, aviso: Aviso, ordem: str, em: datetime, hoje: date) -> MensagemPronta | NadaAEnviar:
        """Monta outra mensagem de um aviso já enviado, a quem recebe hoje e só com o que ainda se deve.

        O Message-ID leva o instante: voltar a uma base antiga não faz duas mensagens diferentes terem o mesmo.

        Raises:
            DadoInvalido: a mensagem não pode ser montada.
        """
        atual = reler_e_reconferir(aviso, hoje)
        if isinstance(atual, NadaAEnviar):
            return atual
        emissoes, sufixo = self._compositor.emitir(atual), f"r{em:%Y%m%d%H%M%S}"
        tipo, para = TipoDeMensagem.REENVIO, atual.destinatarios
        return replace(
            self._compositor.montar(aviso, atual.cliente, emissoes, para, em, tipo=tipo, sufixo=sufixo), ordem=ordem
        )


def reler_e_reconferir(aviso: Aviso, hoje: date | None = None) -> Reconferido | NadaAEnviar:
    """Lê da base o que um aviso cita e diz o que dele ainda vale.

    Args:
        aviso: o gravado.
        hoje: o dia em que a promessa de pagamento vale; None é a data do aviso.
    """
    chaves = [(debito.cliente, debito.documento, debito.parcela) for debito in aviso.debitos]
    lido = retrato.ler_do_aviso(aviso.cliente, chaves)
    return reconferir(aviso, lido, hoje=hoje)


def _repetir(aviso: Aviso, guardada: bytes, atual: Reconferido, emissoes: Sequence[Emissao]) -> MensagemPronta:
    """Nada mudou: os mesmos bytes e o mesmo Message-ID."""
    return MensagemPronta(
        TipoDeMensagem.PRINCIPAL,
        aviso,
        aviso.message_id or "",
        aviso.destinatarios,
        guardada,
        aviso.versao,
        aviso.debitos,
        apontar(atual.cliente, emissoes),
        guardada=True,
    )


def _mudou(aviso: Aviso, atual: Reconferido, emissoes: Sequence[Emissao]) -> bool:
    if not aviso.message_id:
        return True
    debitos = tuple(emissao.debito for emissao in emissoes)
    return debitos != aviso.debitos or atual.destinatarios != aviso.destinatarios
