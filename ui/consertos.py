"""De cada apontamento, e de cada motivo de ficar de fora, a tela que o conserta. Sem Qt."""

from __future__ import annotations

from dataclasses import dataclass

from regras.apontamento import Apontamento
from regras.apontamento import TipoDeApontamento as Tipo
from regras.selecao import Fora, Motivo

_EMPRESA = ("Completar a empresa", "empresa")
_SELECAO = ("Refazer a seleção", "aviso_debitos")
_CAIXA = ("Conferir a caixa das devoluções", "caixa_devolucoes")
_DE_TODOS = {
    Tipo.SEM_EMPRESA: _EMPRESA,
    Tipo.EMPRESA_INCOMPLETA: _EMPRESA,
    Tipo.LETRA_DA_EMPRESA: _EMPRESA,
    Tipo.GRUPOS_SUMIDOS: _SELECAO,
    Tipo.SITUACOES_SUMIDAS: _SELECAO,
    Tipo.DEVOLUCOES_NAO_LIDAS: _CAIXA,
    Tipo.DEVOLUCOES_PELA_METADE: _CAIXA,
    Tipo.ENDERECO_DEVOLVIDO: ("Ver devolvidos", "devolvidos"),
}
_DO_CLIENTE = frozenset({Tipo.EMAIL_INVALIDO, Tipo.PAGADOR_SEM_DOCUMENTO, Tipo.PAGADOR_RECUSADO, Tipo.LETRA_DO_CLIENTE})
_DA_CONTA_DE_COBRANCA = frozenset(
    {
        Tipo.CONTA_INEXISTENTE,
        Tipo.CONTA_INCOMPLETA,
        Tipo.BANCO_NAO_HOMOLOGADO,
        Tipo.PDF_NAO_CONFERE,
        Tipo.LETRA_DA_CONTA,
    }
)


@dataclass(frozen=True, slots=True)
class Conserto:
    """Uma ação a um clique: o texto do link, a tela de `ui.janela.telas` e o que ela recebe.

    `clientes` recebe o código; `debitos`, a chave (cliente, documento, parcela); `contas_cobranca`, o código ou None.
    """

    texto: str
    tela: str
    argumento: object = None


def do_apontamento(item: Apontamento) -> Conserto:
    """A tela que resolve o apontamento."""
    if item.tipo in _DE_TODOS:
        texto, tela = _DE_TODOS[item.tipo]
        return Conserto(texto, tela, item.conta_email)
    if item.tipo in _DO_CLIENTE:
        return abrir_cliente(item.cliente, "Corrigir o cliente")
    if item.tipo in _DA_CONTA_DE_COBRANCA:
        return Conserto("Corrigir a conta de cobrança", "contas_cobranca", item.conta or None)
    return Conserto("Abrir o débito", "debitos", (item.cliente, item.documento or "", item.parcela or ""))


def de_fora(item: Fora) -> Conserto | None:
    """A tela que faz o cliente voltar a receber; None quando só o tempo resolve."""
    if item.motivo in (Motivo.NAO_AVISAR, Motivo.PROMESSA, Motivo.SEM_DESTINATARIO):
        return abrir_cliente(item.cliente.codigo, "Corrigir o cliente")
    if item.motivo is Motivo.JA_AVISADO:
        return Conserto("Ver o histórico", "historico", item.cliente.codigo)
    return None


def abrir_cliente(codigo: str, texto: str = "Abrir o cliente") -> Conserto:
    """A ficha do cliente."""
    return Conserto(texto, "clientes", codigo)
