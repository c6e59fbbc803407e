"""A mensagem de um aviso, do que foi reconferido aos bytes: boletos, relatório, texto e MIME. Não lê nem grava nada.

Por depender só do que recebe, pode correr noutro processo (`adiantamento.py`).
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
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import Aviso, DebitoAvisado, envid, message_id
from regras.cadastro import Cliente
from regras.entrega import TipoDeMensagem
from regras.envio.reconferencia import Reconferido
from regras.erros import DadoInvalido
from regras.mensagem import senha


@dataclass(slots=True)
class Emissao:
    """Um débito do aviso com o seu boleto; `apontado` é por que não há boleto, ou a ressalva dele."""

    debito: DebitoAvisado
    boleto: Boleto | None
    apontado: Apontamento | None


class Compositor:
    """Compõe as mensagens de um lote: a mesma conta e empresa para todas.

    Args:
        pronto: empresa, conta e mensagem; a credencial não faz falta.
        emissor: calcula os boletos da data.
        segredo: o da base, de que sai o Message-ID.
    """

    def __init__(self, pronto: Pronto, emissor: Emissor, segredo: str) -> None:
        self._pronto = replace(pronto, credencial=None)
        self._emissor = emissor
        self._dominio = pronto.conta.remetente.rpartition("@")[2]
        self._segredo = segredo

    def emitir(self, atual: Reconferido) -> list[Emissao]:
        """Calcula o boleto de cada débito."""
        return [Emissao(*self._emissor.avisar(selecionado, atual.cliente)) for selecionado in atual.debitos]

    def montar(
        self,
        aviso: Aviso,
        cliente: Cliente,
        emissoes: list[Emissao],
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
        senha_dos_pdfs = senha.dos_pdfs(self._pronto.empresa, cliente)
        boletos_pdf = self._desenhar(emissoes, aviso.data, senha_dos_pdfs, cliente)
        debitos = tuple(emissao.debito for emissao in emissoes)
        do_relatorio = relatorio.Relatorio(self._pronto.empresa, cliente, aviso.data, debitos)
        folha = relatorio.em_pdf(do_relatorio, senha_dos_pdfs)
        conferencia.conferir_relatorio(folha, cliente, senha_dos_pdfs)
        anexos = [montagem.anexar_relatorio(aviso.cliente, aviso.data, folha), *boletos_pdf]
        mime = montagem.montar(
            montagem.MensagemAMontar(
                chave=aviso.chave,
                message_id=identificador,
                conta=self._pronto.conta,
                empresa=self._pronto.empresa,
                cliente=cliente,
                destinatarios=destinatarios,
                debitos=debitos,
                mensagem=self._pronto.mensagem,
                anexos=tuple(anexos),
                data=aviso.data,
                em=em,
            )
        )
        apontamentos = apontar(cliente, emissoes)
        return MensagemPronta(tipo, aviso, identificador, destinatarios, mime, versao, debitos, apontamentos)

    def _desenhar(
        self, emissoes: Sequence[Emissao], data: date, senha_dos_pdfs: str, cliente: Cliente
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


def apontar(cliente: Cliente, emissoes: Sequence[Emissao]) -> tuple[Apontamento, ...]:
    """O que há a consertar nos débitos da mensagem, e o que sai cortado ou trocado nos PDFs dela."""
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
