"""Juntar o pedido de suporte, mostrar inteiro e gravar o mesmo que foi mostrado."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from envio.dossie.pacote import Pacote
from envio.suporte import folhas, maquina
from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel

RAIZ = "suporte"
"""A pasta dentro do ZIP."""


@dataclass(frozen=True, slots=True)
class Folha:
    """Um arquivo de texto do pedido.

    Atributos:
        nome: dentro do ZIP.
        assunto: o que é, para a lista da tela.
        texto: inteiro, como vai.
    """

    nome: str
    assunto: str
    texto: str


@dataclass(frozen=True, slots=True)
class Gravado:
    """O pedido está no lugar; `soma` é o SHA-256 do ZIP."""

    arquivo: Path
    bytes: int
    soma: str


def nome_proposto(em: datetime) -> str:
    """O nome do arquivo que se propõe, com a hora local: não diz de quem é."""
    return f"suporte-{em.astimezone():%Y-%m-%d-%H%M}.zip"


def juntar(em: datetime, aparencia: Iterable[folhas.Fato] = ()) -> tuple[Folha, ...]:
    """Tudo o que iria, já sem dado pessoal. O que não pôde ser lido é dito no lugar, e o resto vai.

    Args:
        em: instante em UTC.
        aparencia: o que a tela sabe de si, como a versão do Qt e o tamanho da letra.
    """
    partes = (
        ("programa.txt", "O programa e o sistema", lambda: folhas.da_maquina(aparencia)),
        ("base.txt", "A estrutura da base, sem as linhas", folhas.da_base),
        ("configuracoes.txt", "As configurações, sem endereços nem senhas", folhas.das_configuracoes),
        ("registro.txt", "O fim do registro, sem dados pessoais", lambda: folhas.do_registro(maquina.nomes_daqui())),
    )
    lidas = tuple(Folha(nome, assunto, _ler(parte)) for nome, assunto, parte in partes)
    lista = "; ".join(f"{folha.assunto[0].lower()}{folha.assunto[1:]} ({folha.nome})" for folha in lidas)
    return (Folha("LEIA-ME.txt", "O que é este arquivo", folhas.leia_me(em, lista)), *lidas)


def gravar(reunidas: Sequence[Folha], destino: Path) -> Gravado:
    """Grava o ZIP só com estas folhas; ou fica inteiro, ou não fica.

    Raises:
        AmbienteIndisponivel: não deu para gravar.
    """
    with Pacote(destino, RAIZ) as pacote:
        for folha in reunidas:
            pacote.guardar(folha.nome, folha.texto.encode())
    with disco.traduzir(destino):
        return Gravado(destino, destino.stat().st_size, disco.resumir(destino))


def _ler(parte: Callable[[], str]) -> str:
    """A frase do erro pode trazer o caminho da base: fica só o que houve de geral."""
    try:
        return parte()
    except AmbienteIndisponivel:
        return "Não foi possível ler: o disco ou a base não deixou. O resto do pedido vai assim mesmo.\n"
