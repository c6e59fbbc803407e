"""Antes de cada tentativa de envio, o aviso é conferido de novo (regras.md §6.2)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from regras.aviso import Aviso, DebitoAvisado
from regras.cadastro import Cliente
from regras.cancelamento import Causa, Causas, PorQue, dizer
from regras.debito import ChaveDebito, Classe, Debito, classificador
from regras.selecao import DebitoSelecionado, Retrato, Selecionador, destinatarios_do_cliente

_Valem = Callable[[date], bool]
"""Diz se um débito com este vencimento pode ir no aviso."""


@dataclass(frozen=True, slots=True)
class Reconferido:
    """O que ainda vale de um aviso, a quem e o quê; e por que não vão mais os débitos que saíram dele."""

    cliente: Cliente
    destinatarios: tuple[str, ...]
    debitos: tuple[DebitoSelecionado, ...]
    causas: Causas


@dataclass(frozen=True, slots=True)
class NadaAEnviar:
    """O aviso não tem mais o que dizer, ou a quem: a causa de cada débito dele."""

    causas: Causas

    @property
    def motivo(self) -> str:
        """Em português."""
        return dizer(self.causas)


def reconferir(aviso: Aviso, retrato: Retrato, *, hoje: date | None = None) -> Reconferido | NadaAEnviar:
    """Confere débitos, destinatários, "não avisar" e promessa; débitos novos, situação e mínimo não.

    Os parâmetros são os com que o aviso foi planejado, e a classe é a da data dele.

    Args:
        aviso: o gravado.
        retrato: lido agora, só com os débitos que constam do aviso, também os baixados.
        hoje: o dia em que a promessa de pagamento vale, quando não é o do aviso (reenvio dias depois).
    """
    classificar = classificador(aviso.parametros, aviso.data, retrato.feriados_locais)
    limite = aviso.parametros.vencidos_ate_dias

    def vale(vencimento: date) -> bool:
        classe = classificar(vencimento)
        if classe is Classe.VENCIDO:
            no_limite = not limite or (aviso.data - vencimento).days <= limite
            return aviso.parametros.enviar_vencidos and no_limite
        return classe is Classe.A_VENCER

    atuais = {debito.chave: debito for debito in retrato.debitos}
    causas = {
        (avisado.documento, avisado.parcela): causa
        for avisado in aviso.debitos
        if (causa := _do_debito(avisado, atuais, vale, retrato.retidos)) is not None
    }
    cliente = retrato.clientes.get(aviso.cliente)
    destinatarios = destinatarios_do_cliente(aviso.cliente, aviso.parametros.grupos, retrato).enderecos
    impede = _do_cliente(cliente, destinatarios, hoje or aviso.data)
    if cliente is None or impede is not None or len(causas) == len(aviso.debitos):
        de_todos = {} if impede is None else dict.fromkeys(_chaves(aviso), impede)
        return NadaAEnviar(de_todos | causas)
    que_valem = (atuais[d.marca[:3]] for d in aviso.debitos if (d.documento, d.parcela) not in causas)
    selecionados = Selecionador(aviso.data, classificar, retrato).selecionar(que_valem)
    return Reconferido(cliente, destinatarios, selecionados, causas)


def causa_unica(aviso: Aviso, causa: Causa) -> Causas:
    """A mesma causa para todos os débitos do aviso."""
    return dict.fromkeys(_chaves(aviso), PorQue(causa))


def _chaves(aviso: Aviso) -> list[tuple[str, str]]:
    return [(debito.documento, debito.parcela) for debito in aviso.debitos]


def _do_debito(
    avisado: DebitoAvisado, atuais: Mapping[ChaveDebito, Debito], vale: _Valem, retidos: Collection[ChaveDebito]
) -> PorQue | None:
    """O que houve com o débito desde que o aviso foi planejado, se ele não pode mais ir."""
    debito = atuais.get(avisado.marca[:3])
    if debito is None:
        return PorQue(Causa.EXCLUIDO)
    if (baixa := _da_baixa(debito)) is not None:
        return baixa
    if debito.chave in retidos:
        return PorQue(Causa.RETIDO)
    if vale(debito.vencimento):
        return None
    if debito.vencimento == avisado.vencimento:
        return PorQue(Causa.FORA_DA_FAIXA)
    adiou = debito.vencimento > avisado.vencimento
    return PorQue(Causa.PRORROGADO if adiou else Causa.ANTECIPADO, debito.vencimento)


def _da_baixa(debito: Debito) -> PorQue | None:
    """Por que o débito já não está em aberto; o ERP vale antes do banco (retorno.md, regra 7)."""
    if debito.pago_em is not None:
        return PorQue(Causa.AUSENTE) if debito.foi_baixado_por_ausencia() else PorQue(Causa.PAGO, debito.pago_em)
    if debito.saldo_centavos <= 0:
        return PorQue(Causa.SEM_SALDO)
    return None if debito.baixado_em is None else PorQue(Causa.PAGO_NO_BANCO, debito.baixado_em)


def _do_cliente(cliente: Cliente | None, destinatarios: tuple[str, ...], hoje: date) -> PorQue | None:
    """O que impede que o cliente receba qualquer aviso, na ordem de regras.md §2.14."""
    if cliente is None:
        return PorQue(Causa.SEM_CADASTRO)
    if not cliente.avisar:
        return PorQue(Causa.NAO_AVISAR)
    if cliente.promessa_ate is not None and cliente.promessa_ate >= hoje:
        return PorQue(Causa.PROMESSA, cliente.promessa_ate)
    return None if destinatarios else PorQue(Causa.SEM_DESTINATARIO)
