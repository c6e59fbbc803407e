"""As devoluções: as de um aviso, as recebidas, e de onde veio a marca de cada endereço."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from modelos.avisos.devolucoes import DevolucaoLida
from modelos.avisos.devolvidos import Devolvido
from regras.aviso import Aviso, Estado
from regras.devolucao import Acao
from ui import frases
from ui.tabelas import colunas
from ui.tabelas.base import Coluna


@dataclass(frozen=True, slots=True)
class Marcado:
    """Um endereço que não recebe mais, e a devolução que o marcou; None se foi a resposta do servidor ao enviar."""

    devolvido: Devolvido
    origem: DevolucaoLida | None


def dizer_origem(marcado: Marcado) -> str:
    """A mensagem que voltou, ou o servidor que recusou ao enviar."""
    origem = marcado.origem
    if origem is None:
        return "Recusado pelo servidor ao enviar"
    return f"Aviso de {frases.data_curta(origem.data)}, {origem.cliente_nome}"


def prova_aceito(aviso: Aviso, devolucoes: Sequence[DevolucaoLida]) -> bool:
    """Diz se uma devolução prova que o servidor aceitou um aviso em dúvida (email.md §7)."""
    return aviso.estado is Estado.EM_DUVIDA and any(lida.provada for lida in devolucoes)


def dizer_do_aviso(aviso: Aviso, devolucoes: Sequence[DevolucaoLida]) -> str:
    """O que as devoluções dizem deste aviso a quem decide; vazio sem nenhuma. A decisão é do operador."""
    if not devolucoes:
        return ""
    partes = []
    if prova_aceito(aviso, devolucoes):
        partes.append(
            "Chegou uma devolução que cita esta mensagem: o servidor a aceitou, e reenviar mandaria uma segunda cópia. "
            "Dê como enviado."
        )
    for acao, verbo in ((Acao.FALHOU, "Voltou a mensagem para"), (Acao.ADIADA, "Ainda não entregue a")):
        emails = list(dict.fromkeys(lida.email for lida in devolucoes if lida.acao is acao and lida.provada))
        if emails:
            partes.append(f"{verbo} {frases.lista_curta(emails)}.")
    if sem_prova := list(dict.fromkeys(lida.email for lida in devolucoes if not lida.provada)):
        partes.append(f"Devolução sem prova de {frases.lista_curta(sem_prova)}: não cita a mensagem, e pode ser falsa.")
    return " ".join(partes)


def _dizer_acao(lida: DevolucaoLida) -> colunas.Dito:
    frase = frases.acao_da_devolucao(lida.acao)
    return (frase, "erro", "perigo") if lida.acao is Acao.FALHOU else (frase, "relogio", "aviso")


_CHEGOU: Coluna[DevolucaoLida] = colunas.instante("Chegou", lambda d: d.em, 150, formato="%d/%m/%Y %H:%M")
_EMAIL: Coluna[DevolucaoLida] = Coluna("E-mail", lambda d: d.email, largura=236)
_ACAO: Coluna[DevolucaoLida] = colunas.situacao("O que houve", _dizer_acao, 110)
_CODIGO: Coluna[DevolucaoLida] = colunas.texto("Código", lambda d: d.status, 64)
_MARCOU: Coluna[DevolucaoLida] = Coluna("Marcou", lambda d: "Sim" if d.marcou else "Não", largura=66)
_PROVA: Coluna[DevolucaoLida] = Coluna("Cita o aviso", lambda d: "Sim" if d.provada else "Não", largura=96)
_DIAGNOSTICO: Coluna[DevolucaoLida] = colunas.texto("Diagnóstico", lambda d: d.diagnostico, 0)

COLUNAS_DO_AVISO: tuple[Coluna[DevolucaoLida], ...] = (_CHEGOU, _EMAIL, _ACAO, _CODIGO, _PROVA, _MARCOU, _DIAGNOSTICO)
"""As devoluções de um aviso."""

COLUNAS_RECEBIDAS: tuple[Coluna[DevolucaoLida], ...] = (
    _CHEGOU,
    _EMAIL,
    _ACAO,
    _CODIGO,
    Coluna("Aviso", lambda d: f"{frases.data_curta(d.data)}, {d.cliente_nome}", lambda d: d.data, largura=244),
    _PROVA,
    _DIAGNOSTICO,
)
"""As recebidas, de todos os avisos."""

COLUNAS_MARCADOS: tuple[Coluna[Marcado], ...] = (
    Coluna("E-mail", lambda m: m.devolvido.email, largura=250),
    colunas.instante("Desde", lambda m: m.devolvido.em, 104),
    Coluna("De onde veio", dizer_origem, largura=300),
    Coluna("Motivo", lambda m: m.devolvido.motivo, largura=0),
)
"""Os endereços que não recebem mais."""
