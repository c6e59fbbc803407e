"""Ajuda comum aos testes da seleção: débitos, retrato e plano de exemplo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from regras.cadastro import Cliente, Contato
from regras.debito import Classe, Debito
from regras.encargos import Percentuais
from regras.parametros import ParametrosAviso
from regras.selecao import Motivo, Plano, Retrato, planejar

HOJE = date(2026, 11, 24)
PADRAO = ParametrosAviso(habilitado=True)
UM_DIA = timedelta(days=1)


def debito(dias: int, documento: str = "1", cliente: str = "C1", **campos: object) -> Debito:
    """Débito de R$ 100,00 com `dias` = hoje − vencimento."""
    vencimento = HOJE - timedelta(days=dias)
    return Debito(cliente, documento, "1", vencimento, 100_00, 100_00)._replace(**campos)


def retrato(*debitos: Debito, **campos: object) -> Retrato:
    codigos = {item.cliente for item in debitos} or {"C1"}
    base = Retrato(
        debitos=debitos,
        clientes={codigo: Cliente(codigo, f"Cliente {codigo}") for codigo in codigos},
        contatos={codigo: [Contato.criar(codigo, "Ana", f"{codigo}@cliente.com.br")] for codigo in codigos},
        email_do_cadastro={},
        percentuais=Percentuais(Decimal(2), Decimal(1)),
    )
    return replace(base, **campos)


def plano(*debitos: Debito, parametros: ParametrosAviso = PADRAO, hoje: date = HOJE, **campos: object) -> Plano:
    return planejar(hoje, parametros, retrato(*debitos, **campos))


def enviados(resultado: Plano) -> dict[str, list[tuple[str, Classe]]]:
    return {
        aviso.cliente.codigo: [(item.debito.documento, item.classe) for item in aviso.debitos]
        for aviso in resultado.avisos
    }


def motivos(resultado: Plano) -> dict[str, Motivo]:
    return {item.cliente.codigo: item.motivo for item in resultado.fora}


def depois_de_enviar(base: Retrato, resultado: Plano) -> Retrato:
    """O retrato depois que todos os avisos do plano foram aceitos."""
    marcas, ultimos = dict(base.marcas), dict(base.ultimo_com_vencidos)
    for aviso in resultado.avisos:
        for item in aviso.debitos:
            marcas.setdefault(item.debito.marca, resultado.data)
            if item.classe is Classe.VENCIDO:
                ultimos[aviso.cliente.codigo] = resultado.data
    return replace(base, marcas=marcas, ultimo_com_vencidos=ultimos)
