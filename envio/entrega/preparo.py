"""Antes de cada tentativa: reconferir o aviso e montar a mensagem, de novo só se mudou (regras.md §6.2).

Nada é guardado nem enviado aqui: o mesmo caminho serve ao envio, ao modo de teste e à prévia.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from boletos.conferencia import leitura_de_volta as conferencia
from boletos.emissao.boleto import Boleto
from boletos.papel import ficha
from boletos.relatorios import relatorio
from envio.entrega.desfecho import MensagemPronta
from envio.mensagem import letras, montagem
from envio.plano.plano import Emissor, apontar_recusa
from envio.prontidao import Pronto
from modelos import retrato
from modelos.avisos import autorizacao, mensagens_guardadas
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import Aviso, DebitoAvisado, envid, message_id
from regras.cadastro import Cliente
from regras.cancelamento import Causa
from regras.entrega import TipoDeMensagem
from regras.envio.reconferencia import NadaAEnviar, Reconferido, causa_unica, reconferir
from regras.erros import DadoInvalido
from regras.mensagem import senha

MARCA_DE_TESTE = "[TESTE]"
"""No começo do assunto do que sai no modo de teste."""


@dataclass(slots=True)
class _Emissao:
    """Um débito do aviso com o seu boleto; `apontado` é por que não há boleto, ou a ressalva dele."""

    debito: DebitoAvisado
    boleto: Boleto | None
    apontado: Apontamento | None


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
        self._emissor = emissor
        self._dominio = pronto.conta.remetente.rpartition("@")[2]
        self._segredo = autorizacao.segredo()

    def compor(self, aviso: Aviso, em: datetime) -> MensagemPronta | NadaAEnviar:
        """Reconfere e devolve a mensagem a todos: os mesmos bytes se nada mudou, outra versão se mudou.

        Raises:
            DadoInvalido: a mensagem não pode ser montada.
        """
        atual = reler_e_reconferir(aviso)
        if isinstance(atual, NadaAEnviar):
            return atual
        emissoes = self._emitir(atual)
        guardada = mensagens_guardadas.mime(aviso.id)
        if guardada is not None and not _mudou(aviso, atual, emissoes):
            return _repetir(aviso, guardada, atual, emissoes)
        versao = aviso.versao if guardada is None else aviso.versao + 1
        destinatarios = (self.desvio,) if self.desvio else atual.destinatarios
        nova = self._montar(aviso, atual.cliente, emissoes, destinatarios, em, versao=versao)
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
        emissoes = self._emitir(atual)
        tipo = TipoDeMensagem.COMPLEMENTO
        return self._montar(aviso, atual.cliente, emissoes, faltam, em, tipo=tipo, sufixo=sufixo)

    def compor_reenvio(self, aviso: Aviso, ordem: str, em: datetime, hoje: date) -> MensagemPronta | NadaAEnviar:
        """Monta outra mensagem de um aviso já enviado, a quem recebe hoje e só com o que ainda se deve.

        O Message-ID leva o instante: voltar a uma base antiga não faz duas mensagens diferentes terem o mesmo.

        Raises:
            DadoInvalido: a mensagem não pode ser montada.
        """
        atual = reler_e_reconferir(aviso, hoje)
        if isinstance(atual, NadaAEnviar):
            return atual
        emissoes, sufixo = self._emitir(atual), f"r{em:%Y%m%d%H%M%S}"
        tipo, para = TipoDeMensagem.REENVIO, atual.destinatarios
        return replace(self._montar(aviso, atual.cliente, emissoes, para, em, tipo=tipo, sufixo=sufixo), ordem=ordem)

    def _emitir(self, atual: Reconferido) -> list[_Emissao]:
        return [_Emissao(*self._emissor.avisar(selecionado, atual.cliente)) for selecionado in atual.debitos]

    def _montar(
        self,
        aviso: Aviso,
        cliente: Cliente,
        emissoes: list[_Emissao],
        destinatarios: tuple[str, ...],
        em: datetime,
        *,
        tipo: TipoDeMensagem = TipoDeMensagem.PRINCIPAL,
        versao: int | None = None,
        sufixo: str = "",
    ) -> MensagemPronta:
        """Desenha e confere os boletos, o relatório e a mensagem; troca nas emissões o que não passou."""
        versao = aviso.versao if versao is None else versao
        envid_do_aviso = envid(aviso.chave, self._segredo)
        identificador = message_id(envid_do_aviso, self._dominio, versao=versao, sufixo=sufixo)
        senha_dos_pdfs = senha.dos_pdfs(self.pronto.empresa, cliente)
        boletos_pdf = self._desenhar(emissoes, aviso.data, senha_dos_pdfs, cliente)
        debitos = tuple(emissao.debito for emissao in emissoes)
        do_relatorio = relatorio.Relatorio(self.pronto.empresa, cliente, aviso.data, debitos)
        folha = relatorio.em_pdf(do_relatorio, senha_dos_pdfs)
        conferencia.conferir_relatorio(folha, cliente, senha_dos_pdfs)
        anexos = [montagem.anexar_relatorio(aviso.cliente, aviso.data, folha), *boletos_pdf]
        mime = montagem.montar(
            montagem.MensagemAMontar(
                chave=aviso.chave,
                message_id=identificador,
                conta=self.pronto.conta,
                empresa=self.pronto.empresa,
                cliente=cliente,
                destinatarios=destinatarios,
                debitos=debitos,
                mensagem=self.pronto.mensagem,
                anexos=tuple(anexos),
                data=aviso.data,
                em=em,
            )
        )
        apontamentos = _apontar(cliente, emissoes)
        return MensagemPronta(tipo, aviso, identificador, destinatarios, mime, versao, debitos, apontamentos)

    def _desenhar(
        self, emissoes: Sequence[_Emissao], data: date, senha_dos_pdfs: str, cliente: Cliente
    ) -> list[montagem.Anexo]:
        """Desenha os boletos e confere a linha e o pagador lidos do próprio PDF.

        O que não confere não é anexado (regras.md §3.7 e §4).
        """
        anexos = []
        for emissao in emissoes:
            if emissao.boleto is None:
                continue
            pdf = ficha.em_pdf(emissao.boleto, senha_dos_pdfs)
            try:
                conferencia.conferir(pdf, emissao.boleto, data, senha_dos_pdfs, cliente=cliente)
            except DadoInvalido as erro:
                emissao.apontado = apontar_recusa(TipoDeApontamento.PDF_NAO_CONFERE, emissao.debito, erro)
                emissao.debito = replace(emissao.debito, codigo_barras=None, linha_digitavel=None)
                continue
            anexos.append(montagem.anexar_boleto(emissao.debito, pdf))
        return anexos


def reler_e_reconferir(aviso: Aviso, hoje: date | None = None) -> Reconferido | NadaAEnviar:
    """Lê da base o que um aviso cita e diz o que dele ainda vale.

    Args:
        aviso: o gravado.
        hoje: o dia em que a promessa de pagamento vale; None é a data do aviso.
    """
    chaves = [(debito.cliente, debito.documento, debito.parcela) for debito in aviso.debitos]
    lido = retrato.ler_do_aviso(aviso.cliente, chaves)
    return reconferir(aviso, lido, hoje=hoje)


def _repetir(aviso: Aviso, guardada: bytes, atual: Reconferido, emissoes: Sequence[_Emissao]) -> MensagemPronta:
    """Nada mudou: os mesmos bytes e o mesmo Message-ID."""
    return MensagemPronta(
        TipoDeMensagem.PRINCIPAL,
        aviso,
        aviso.message_id or "",
        aviso.destinatarios,
        guardada,
        aviso.versao,
        aviso.debitos,
        _apontar(atual.cliente, emissoes),
        guardada=True,
    )


def _mudou(aviso: Aviso, atual: Reconferido, emissoes: Sequence[_Emissao]) -> bool:
    if not aviso.message_id:
        return True
    debitos = tuple(emissao.debito for emissao in emissoes)
    return debitos != aviso.debitos or atual.destinatarios != aviso.destinatarios


def _apontar(cliente: Cliente, emissoes: Sequence[_Emissao]) -> tuple[Apontamento, ...]:
    sem_boleto = (emissao.apontado for emissao in emissoes if emissao.apontado is not None)
    cortados = (
        Apontamento(
            TipoDeApontamento.TEXTO_CORTADO, cliente.codigo, um.debito.documento, um.debito.parcela, houve=frase
        )
        for um in emissoes
        if um.boleto is not None
        for frase in ficha.cortados(um.boleto)
    )
    return (*sem_boleto, *cortados, *letras.apontar_cliente(cliente, (emissao.debito for emissao in emissoes)))
