"""O mínimo para montar uma base de teste numa linha, e a contagem de consultas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from modelos.acesso import dialeto
from modelos.acesso.conexao import atual
from modelos.avisos import caixa_de_saida
from modelos.avisos.caixa_de_saida import Mudanca, NovoAviso
from modelos.cadastro import clientes
from modelos.carteira import debitos
from regras.aviso import DebitoAvisado, Estado
from regras.cadastro import Cliente
from regras.debito import Classe, Debito
from regras.entrega import Desfecho, Entrega, EstadoDaEntrega

HOJE = date(2026, 11, 24)
EM = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
DESFECHOS = {Estado.ENVIADO: Desfecho.ACEITA, Estado.EM_DUVIDA: Desfecho.SEM_RESPOSTA}


def dia(dias: int) -> date:
    """Hoje mais tantos dias."""
    return HOJE + timedelta(days=dias)


def gravar_cliente(codigo: str = "000123", **campos: Any) -> Cliente:
    cliente = Cliente(codigo, **{"nome": f"Cliente {codigo}", "email": f"c{codigo}@exemplo.com.br"} | campos)
    clientes.gravar(cliente)
    return cliente


def gravar_debito(cliente: str = "000123", documento: str = "1", vence_em: int = 0, **campos: Any) -> Debito:
    """Um débito de R$ 100,00 de um cliente, que é criado se preciso; `vence_em` em dias a partir de hoje."""
    if clientes.obter(cliente) is None:
        gravar_cliente(cliente)
    valores = {"valor_centavos": 100_00, "saldo_centavos": 100_00} | campos
    debito = Debito(cliente, documento, "1", dia(vence_em), **valores)
    debitos.gravar(debito)
    return debito


def avisado(cliente: str = "000123", documento: str = "1", vence_em: int = 0, **campos: Any) -> DebitoAvisado:
    """O retrato de um débito num aviso: a vencer até hoje, vencido depois."""
    valores = {"classe": Classe.VENCIDO if vence_em < 0 else Classe.A_VENCER, "dias": -vence_em} | campos
    return DebitoAvisado(
        cliente,
        documento,
        "1",
        dia(vence_em),
        valor_centavos=100_00,
        saldo_centavos=100_00,
        multa_centavos=2_00,
        juros_centavos=13,
        **valores,
    )


def novo_aviso(
    cliente: str = "000123", data: date = HOJE, debitos: Sequence[DebitoAvisado] = (), **campos: Any
) -> NovoAviso:
    valores = {"cliente_nome": f"Cliente {cliente}", "destinatarios": ("a@exemplo.com.br", "b@exemplo.com.br")} | campos
    return NovoAviso(
        data=data,
        cliente=cliente,
        chave=f"11|{cliente}|{data}",
        debitos=tuple(debitos) or (avisado(cliente),),
        **valores,
    )


def gravar_aviso(cliente: str = "000123", estado: Estado = Estado.PENDENTE, **campos: Any) -> int:
    """Grava um aviso e o leva ao estado pedido, pelo caminho das regras."""
    (numero,) = caixa_de_saida.gravar_pendentes([novo_aviso(cliente, **campos)], EM)
    levar(numero, estado)
    return numero


def levar(numero: int, estado: Estado) -> None:
    """Leva um aviso pendente ao estado pedido."""
    if estado is Estado.PENDENTE:
        return
    de = Estado.PENDENTE
    if estado not in {Estado.ADIADO, Estado.RECUSADO, Estado.CANCELADO}:
        caixa_de_saida.marcar_enviando(numero, de, EM)
        de = Estado.ENVIANDO
    if estado is not de:
        caixa_de_saida.registrar(
            numero, Mudanca(de, estado, motivo="de teste", desfecho=DESFECHOS.get(estado, Desfecho.NAO_ACEITA)), EM
        )


def adiados(*emails: str) -> tuple[Entrega, ...]:
    """Endereços que o servidor recusou por ora."""
    return tuple(Entrega(email, EstadoDaEntrega.ADIADO, 451, "4.2.0 depois") for email in emails)


def recusados(*emails: str) -> tuple[Entrega, ...]:
    """Endereços que o servidor recusou de vez."""
    return tuple(Entrega(email, EstadoDaEntrega.RECUSADO, 550, "5.2.1 não") for email in emails)


@contextmanager
def consultas_contadas() -> Iterator[list[str]]:
    """Junta cada comando que chega ao motor, também os crus, menos os de transação."""
    comandos: list[str] = []

    def anotar(comando: str) -> None:
        if not comando.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")):
            comandos.append(comando)

    conexao = dialeto.conexao_crua(atual)
    conexao.set_trace_callback(anotar)
    try:
        yield comandos
    finally:
        conexao.set_trace_callback(None)
