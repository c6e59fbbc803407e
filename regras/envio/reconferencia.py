"""Antes de cada tentativa de envio, o aviso é conferido de novo (regras.md §6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regras.cadastro import Cliente
from regras.debito import Classe, classificador
from regras.parametros import ParametrosAviso
from regras.selecao import DebitoSelecionado, Retrato, Selecionador, destinatarios_do_cliente


@dataclass(frozen=True, slots=True)
class Reconferido:
    """O que ainda vale de um aviso: a quem e o quê."""

    cliente: Cliente
    destinatarios: tuple[str, ...]
    debitos: tuple[DebitoSelecionado, ...]


@dataclass(frozen=True, slots=True)
class NadaAEnviar:
    """O aviso não tem mais o que dizer, ou a quem; `motivo` em português."""

    motivo: str


def reconferir(
    codigo: str, data: date, parametros: ParametrosAviso, retrato: Retrato, *, hoje: date | None = None
) -> Reconferido | NadaAEnviar:
    """Confere débitos, destinatários, "não avisar" e promessa; débitos novos, situação e mínimo não.

    Args:
        codigo: o cliente do aviso.
        data: a do aviso, pela qual se classifica.
        parametros: os da guia.
        retrato: lido agora, só com os débitos que constam do aviso.
        hoje: o dia em que a promessa de pagamento vale, quando não é o do aviso (reenvio dias depois).
    """
    cliente = retrato.clientes.get(codigo)
    if cliente is None:
        return NadaAEnviar("o cliente não está mais cadastrado")
    if not cliente.avisar:
        return NadaAEnviar("o cliente passou a “não avisar”")
    if cliente.promessa_ate is not None and cliente.promessa_ate >= (hoje or data):
        return NadaAEnviar(f"o cliente prometeu pagar até {cliente.promessa_ate:%d/%m/%Y}")
    debitos = _que_ainda_valem(data, parametros, retrato)
    if not debitos:
        return NadaAEnviar("nada mais havia a avisar: os débitos foram pagos ou prorrogados")
    destinatarios = destinatarios_do_cliente(codigo, parametros.grupos, retrato).enderecos
    if not destinatarios:
        return NadaAEnviar("o cliente ficou sem destinatário")
    return Reconferido(cliente, destinatarios, debitos)


def _que_ainda_valem(data: date, parametros: ParametrosAviso, retrato: Retrato) -> tuple[DebitoSelecionado, ...]:
    classificar = classificador(parametros, data, retrato.feriados_locais)
    valem = {Classe.A_VENCER, Classe.VENCIDO} if parametros.enviar_vencidos else {Classe.A_VENCER}
    que_valem = (d for d in retrato.debitos if d.esta_em_aberto() and classificar(d.vencimento) in valem)
    return Selecionador(data, classificar, retrato).selecionar(que_valem)
