"""Quem está com a base aberta: cada terminal segura uma trava própria, e o que morreu some sozinho."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import peewee

from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import Tabela, caminho_atual, leitura, ler, transacao
from modelos.base.trava import TravaDeArquivo

_travas: dict[int, TravaDeArquivo] = {}
"""As dos terminais deste processo, pelo número."""


class TerminalDB(Tabela):
    """Um terminal; está vivo enquanto a trava do seu arquivo tem dono."""

    na_base = "terminais"

    id = peewee.AutoField()
    nome = peewee.TextField()
    usuario = peewee.TextField()
    entrou_em = DataHoraField()
    trava = peewee.TextField(unique=True)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Um programa com a base aberta; `entrou_em` em UTC."""

    id: int
    nome: str
    usuario: str
    entrou_em: datetime


def entrar(nome: str, usuario: str, em: datetime) -> int:
    """Registra este programa como aberto e devolve o número, que serve para sair.

    Raises:
        AmbienteIndisponivel: a pasta da base não deixa criar a trava, ou a base não deixa gravar.
    """
    # A trava vem antes da linha: quem olhar no meio não toma este terminal por morto.
    arquivo = f"{caminho_atual().name}.terminal-{uuid.uuid4().hex[:12]}.lock"
    trava = TravaDeArquivo(_ao_lado(arquivo))
    trava.tentar()
    try:
        numero = _registrar(nome, usuario, em, arquivo)
    except BaseException:
        _largar(trava)
        raise
    _travas[numero] = trava
    return numero


@transacao()
def _registrar(nome: str, usuario: str, em: datetime, arquivo: str) -> int:
    for numero, do_outro in ler(TerminalDB.select(TerminalDB.id, TerminalDB.trava)):
        if not _tem_dono(do_outro):
            TerminalDB.delete().where(TerminalDB.id == numero).execute()
            _ao_lado(do_outro).unlink(missing_ok=True)
    return TerminalDB.create(nome=nome, usuario=usuario, entrou_em=em, trava=arquivo).id


@transacao()
def sair(numero: int) -> None:
    """Tira este programa da lista; sair de novo não é erro."""
    TerminalDB.delete().where(TerminalDB.id == numero).execute()
    if trava := _travas.pop(numero, None):
        _largar(trava)


@leitura()
def vivos() -> list[Terminal]:
    """Os terminais com programa vivo, na ordem em que entraram; não grava nada."""
    colunas = (TerminalDB.trava, TerminalDB.id, TerminalDB.nome, TerminalDB.usuario, TerminalDB.entrou_em)
    linhas = ler(TerminalDB.select(*colunas).order_by(TerminalDB.id))
    return [Terminal(*linha) for arquivo, *linha in linhas if _tem_dono(arquivo)]


def _ao_lado(arquivo: str) -> Path:
    return caminho_atual().with_name(arquivo)


def _tem_dono(arquivo: str) -> bool:
    """Tenta tomar a trava por um instante: se deu, ninguém a segurava."""
    if not _ao_lado(arquivo).exists():
        return False
    trava = TravaDeArquivo(_ao_lado(arquivo))
    livre = trava.tentar()
    if livre:
        trava.soltar()
    return not livre


def _largar(trava: TravaDeArquivo) -> None:
    trava.soltar()
    trava.arquivo.unlink(missing_ok=True)
