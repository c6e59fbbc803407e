"""Quem recebe com um filtro de grupos, entre os clientes com débito em aberto. Sem Qt."""

from __future__ import annotations

from dataclasses import dataclass

from regras.cadastro import Cliente
from regras.destinatarios import escolher
from regras.parametros import FiltroSNT, Modo
from regras.selecao import Retrato
from ui import frases


@dataclass(frozen=True, slots=True)
class QuemRecebe:
    """Contagem para a mensagem que confirma a seleção de grupos."""

    com_destinatario: int
    sem_destinatario: tuple[Cliente, ...]


def contar(retrato: Retrato, filtro: FiltroSNT) -> QuemRecebe:
    """Aplica o filtro aos contatos de cada cliente do retrato que pode ser avisado."""
    devedores = {debito.cliente for debito in retrato.debitos}
    com, sem = 0, []
    for codigo in sorted(devedores):
        cliente = retrato.clientes.get(codigo)
        if cliente is None or not cliente.avisar:
            continue
        contatos = list(retrato.contatos.get(codigo, ()))
        if cadastro := retrato.email_do_cadastro.get(codigo):
            contatos.insert(0, cadastro)
        if escolher(contatos, filtro, retrato.devolvidos).enderecos:
            com += 1
        else:
            sem.append(cliente)
    return QuemRecebe(com, tuple(sem))


def dizer(filtro: FiltroSNT, quem: QuemRecebe) -> tuple[str, str, str]:
    """A mensagem da tela: quem recebe, quantos recebem e quem fica sem destinatário (vazio se ninguém)."""
    nomes = frases.lista(filtro.marcados)
    plural = len(filtro.marcados) > 1
    if filtro.modo is Modo.SELECIONA:
        assunto = f"Vão receber os contatos {'dos grupos' if plural else 'do grupo'} {nomes}."
        resto = "Clientes sem contato " + ("nesses grupos" if plural else "nesse grupo") + " não receberão."
    elif filtro.marcados:
        assunto = f"Vão receber todos os contatos, menos os {'dos grupos' if plural else 'do grupo'} {nomes}."
        resto = (
            "Clientes que só têm contato " + ("nesses grupos" if plural else "nesse grupo") + " não receberão. "
            "O e-mail do cadastro do cliente não tem grupo, e por isso recebe."
        )
    else:
        assunto = "Nenhum grupo marcado: vão receber todos os contatos."
        resto = "Clientes sem e-mail não receberão."
    contagem = f"Dos clientes com débito em aberto, {frases.numero(quem.com_destinatario)} têm destinatário."
    if quem.com_destinatario == 1:
        contagem = "Dos clientes com débito em aberto, 1 tem destinatário."
    return assunto, f"{contagem} {resto}", _sem(quem.sem_destinatario)


def _sem(clientes: tuple[Cliente, ...]) -> str:
    if not clientes:
        return ""
    quantos = frases.quantos(len(clientes), "cliente fica", "clientes ficam")
    return f"{quantos} sem destinatário: {frases.lista_curta([cliente.nome for cliente in clientes])}."
