"""De cada apontamento, e de cada motivo de ficar de fora, a tela que o conserta. Sem Qt."""

from __future__ import annotations

from dataclasses import dataclass

from regras.selecao import Apontamento, Fora, Motivo
from ui import frases
from ui.frases import TipoDeApontamento

_DA_CONTA_DESCONHECIDA = "a conta de cobrança "
_DO_CLIENTE = ("pagador",)
_DO_DEBITO = ("sem conta de cobrança", "nosso número", "linha digitável", "saldo", "vencimento")


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
    tipo = frases.tipo_de_apontamento(item)
    if tipo is TipoDeApontamento.EMPRESA:
        da_guia = "não existem mais" in item.motivo
        return Conserto("Refazer a seleção", "aviso_debitos") if da_guia else Conserto("Completar a empresa", "empresa")
    if tipo is TipoDeApontamento.CAIXA:
        return Conserto("Conferir a caixa das devoluções", "caixa_devolucoes", _conta_da_caixa(item.motivo))
    if tipo is TipoDeApontamento.DEVOLVIDO:
        return Conserto("Ver devolvidos", "devolvidos")
    if tipo is TipoDeApontamento.EMAIL_INVALIDO or item.motivo.startswith(_DO_CLIENTE):
        return abrir_cliente(item.cliente, "Corrigir o cliente")
    if tipo is TipoDeApontamento.ANTIGO or item.motivo.startswith(_DO_DEBITO):
        return Conserto("Abrir o débito", "debitos", (item.cliente, item.documento or "", item.parcela or ""))
    return Conserto("Corrigir a conta de cobrança", "contas_cobranca", _conta_citada(item.motivo))


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


def _conta_da_caixa(motivo: str) -> int | None:
    """O número da conta em “as devoluções da conta 1 não foram lidas”."""
    numero = motivo.partition(" da conta ")[2].partition(" ")[0]
    return int(numero) if numero.isdecimal() else None


def _conta_citada(motivo: str) -> str | None:
    if not motivo.startswith(_DA_CONTA_DESCONHECIDA):
        return None
    return motivo.removeprefix(_DA_CONTA_DESCONHECIDA).partition(" não está")[0]
