"""A base das fotos: a de demonstração, numa data fixa, com um fechamento já feito que teve de tudo. Sem Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.diagnostico import da_recusa_de_todos
from envio.correio.falhas import RespostaPerdida
from envio.correio.pasta import PastaDeSaida
from envio.correio.respostas import recusar
from envio.correio.transporte import Envelope, Resposta
from envio.fechamento import fechamento
from modelos import demonstracao
from modelos.acesso import locais
from modelos.avisos import caixas_devolucoes, devolucoes
from modelos.avisos import leitura as avisos
from modelos.avisos.devolucoes import Recebida
from modelos.base import copias, terminais
from modelos.base.abertura import abrir
from modelos.cadastro import clientes, feriados
from modelos.carteira import promessas
from regras.aviso import Aviso, Estado
from regras.cadastro import ContaEmail, Seguranca
from regras.devolucao import Acao, CaixaDevolucoes, Devolucao, Notificacao

HOJE = date(2026, 11, 24)
EM = datetime(2026, 11, 24, 20, 33, tzinfo=UTC)
DESDE = timedelta(hours=9)
"""Há quanto tempo este terminal está aberto."""
QUEM_PROMETEU_DUAS_VEZES = "00115"
_ANTES = timedelta(days=6)
"""O fechamento anterior: longe o bastante para o ciclo de 5 dias já ter voltado."""
_CONTA = ContaEmail(1, "cobranca@aurora.example.com", "127.0.0.1", 25, Seguranca.NENHUMA)
_RECUSADOS = {
    "contato@cliente-04.example.com": recusar("contato@cliente-04.example.com", 451, "4.2.1 caixa ocupada"),
    "financeiro@cliente-04.example.com": recusar("financeiro@cliente-04.example.com", 451, "4.2.1 caixa ocupada"),
    "contato@cliente-09.example.com": recusar("contato@cliente-09.example.com", 550, "5.1.1 endereço não existe"),
    "financeiro@cliente-09.example.com": recusar("financeiro@cliente-09.example.com", 550, "5.1.1 endereço não existe"),
}
_SEM_RESPOSTA = "contato@cliente-13.example.com"


class _Correio(PastaDeSaida):
    """Entrega em pasta; três clientes têm os problemas que as telas precisam mostrar."""

    def abrir_envelope(self, remetente: str, destinatarios: Sequence[str], mime: bytes, envid: str = "") -> Envelope:
        """Recusa os endereços do roteiro.

        Raises:
            FalhaSMTP: nenhum destinatário foi aceito.
        """
        recusas = tuple(_RECUSADOS[email] for email in destinatarios if email in _RECUSADOS)
        if recusas:
            raise da_recusa_de_todos(_CONTA, recusas)
        self._para = tuple(destinatarios)
        return super().abrir_envelope(remetente, destinatarios, mime, envid)

    def transmitir(self, envelope: Envelope) -> Resposta:
        """Perde a resposta de um cliente.

        Raises:
            RespostaPerdida: a do roteiro.
        """
        if _SEM_RESPOSTA in self._para:
            raise RespostaPerdida("127.0.0.1", "a conexão caiu antes da resposta")
        super().transmitir(envelope)
        self._enviadas = getattr(self, "_enviadas", 0) + 1
        return Resposta(250, f"2.0.0 OK 17640163{self._enviadas:02d} d2e1a72fcca58", "smtp.aurora.example.com")


@contextmanager
def preparar(pasta: Path) -> Iterator[Ambiente]:
    """Abre a base nova, com dois terminais; o relógio fica parado em `EM`."""
    with abrir(pasta / "aviso.db") as base:
        demonstracao.popular(HOJE, EM - DESDE, porta=25)
        feriados.gravar(date(2026, 3, 9), "Aniversário da cidade")
        _prometer()
        ambiente = Ambiente(base, lambda: EM, CofreEmMemoria(), lambda *_: _Correio(pasta / "saida"))
        outro = terminais.entrar("BALCAO-02", "Rita Nogueira", EM - timedelta(hours=3))
        try:
            yield ambiente
        finally:
            terminais.sair(outro)
            locais.copia_do_diario(base.uuid).unlink(missing_ok=True)


def _prometer() -> None:
    """Um cliente está no prazo; outros dois passaram do dia, e um deles já tinha prometido antes."""
    for codigo, quem, datas in (
        ("00110", "Rogério, do contas a pagar", (HOJE + timedelta(days=4),)),
        (QUEM_PROMETEU_DUAS_VEZES, "Ana Souza", (HOJE - timedelta(days=20), HOJE - timedelta(days=3))),
        ("00118", "", (HOJE - timedelta(days=1),)),
    ):
        for data in datas:
            cliente = clientes.obter(codigo)
            if cliente is not None:
                clientes.gravar(replace(cliente, promessa_ate=data))
                promessas.registrar(codigo, data, quem, EM - (HOJE - data) - timedelta(days=5))


def fechar_um_dia(ambiente: Ambiente) -> None:
    """O fechamento anterior, o que voltou dele e a cópia de segurança: dali em diante há histórico."""
    antes = Ambiente(ambiente.base, lambda: EM - _ANTES, ambiente.cofre, ambiente.abrir_transporte)
    for _ in fechamento.executar(HOJE - _ANTES, antes):
        pass
    _devolver()
    copias.copiar(ambiente.base, ambiente.base.caminho.parent / "copias", EM - timedelta(minutes=72))


def _devolver() -> None:
    """Três mensagens que voltaram, uma delas a do aviso que ficou em dúvida."""
    caixas_devolucoes.gravar(CaixaDevolucoes(1, "imap.aurora.example.com"))
    enviados = avisos.listar(estados=[Estado.ENVIADO])
    duvida = avisos.listar(estados=[Estado.EM_DUVIDA])
    inexistente = (Acao.FALHOU, "5.1.1", "550 5.1.1 usuário desconhecido")
    ditas = ((enviados[1], *inexistente), (duvida[0], *inexistente), (enviados[4], Acao.ADIADA, "4.2.2", "caixa cheia"))
    recebidas = [_recebida(horas, *dita) for horas, dita in enumerate(ditas, 2)]
    devolucoes.registrar(recebidas, EM - timedelta(hours=1))


def _recebida(horas: int, aviso: Aviso, acao: Acao, status: str, diagnostico: str) -> Recebida:
    dita = Devolucao((aviso.destinatarios[0],), acao, status, diagnostico)
    notificacao = Notificacao((), (str(aviso.message_id),), (dita,), "mx.cliente.example.com")
    return Recebida(notificacao, f"soma-{horas}", EM - timedelta(hours=horas))
