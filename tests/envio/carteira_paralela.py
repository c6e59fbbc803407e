"""Uma sonda e dois grupos de três avisos, para provar o despacho em três conexões."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from envio.ambiente import Ambiente
from envio.eventos import Evento
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_email, parametros
from regras.aviso import Estado
from regras.cadastro import Cliente, ContaEmail, Empresa
from regras.debito import Debito
from regras.parametros import ParametrosAviso
from tests.envio.correio_falso import CONTA
from tests.envio.correio_paralelo import ESPERA_S

HOJE = date(2026, 11, 24)
AGORA = datetime(2026, 11, 24, 20, tzinfo=UTC)
QUANTOS = 7
"""Uma sonda e dois grupos de três."""
TODOS = [f"C{n}" for n in range(QUANTOS)]
OS_PRIMEIROS = {f"a{n}@example.com" for n in (1, 2, 3)}
"""Os que saem juntos depois da sonda."""


def cadastrar(conta: ContaEmail = CONTA) -> None:
    """Clientes com um endereço e um vencido cada."""
    empresas.gravar(Empresa("Aurora", "11222333000181", "Rua A", cidade="Joinville", uf="SC", cep="89201000"))
    contas_email.gravar(conta)
    parametros.gravar(ParametrosAviso(habilitado=True))
    for n, codigo in enumerate(TODOS):
        clientes.gravar(Cliente(codigo, f"Cliente {n}", email=f"a{n}@example.com"))
        debitos.gravar(Debito(codigo, "1", "1", HOJE - timedelta(days=9), 100_00, 100_00))


def fechar(ambiente: Ambiente) -> list[Evento]:
    return list(fechamento.executar(HOJE, ambiente))


def por_estado() -> dict[Estado, list[str]]:
    achados: dict[Estado, list[str]] = {}
    for aviso in sorted(avisos.listar(), key=lambda aviso: aviso.cliente):
        achados.setdefault(aviso.estado, []).append(aviso.cliente)
    return achados


def em_grupos_de(quantos: int) -> Callable[[int, str], None]:
    """Só responde quando tantas mensagens esperam a resposta juntas; a sonda responde sozinha."""
    barreira = threading.Barrier(quantos, timeout=ESPERA_S)

    def gancho(_sessao: int, email: str) -> None:
        if email != "a0@example.com":
            barreira.wait()

    return gancho
