"""Quem envia por esta base, e até onde ela viu o diário de envios (regras.md §6.5 e §6.6).

A base guarda quantas linhas viu e a soma da última, na transação do que cada linha conta: o diário pode estar à frente
dela, por uma queda, mas nunca atrás nem diferente. Uma base antiga tem um marco antigo, e relê tudo o que veio depois.

A posse é um número que só cresce: quem a toma tira a de quem a tinha, que não escreve mais nada.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import peewee

from modelos.acesso.conexao import (
    Tabela,
    leitura,
    ler_uma,
    transacao,
)
from regras.erros import AmbienteIndisponivel


class DiarioConferidoDB(Tabela):
    """Linha única."""

    na_base = "diario_conferido"

    id = peewee.AutoField()
    posse = peewee.IntegerField()
    linhas = peewee.BigIntegerField(default=0)
    bytes = peewee.BigIntegerField(default=0)
    soma = peewee.TextField(default="")


@dataclass(frozen=True, slots=True)
class Marco:
    """Um ponto do diário.

    Atributos:
        linhas: o número da linha que termina ali.
        bytes: quantos vêm antes; só para achá-la depressa.
        soma: a da linha, que vem de todas as anteriores.
    """

    linhas: int = 0
    bytes: int = 0
    soma: str = ""


@dataclass(frozen=True, slots=True)
class Passagem:
    """O que acompanha cada gravação de quem envia: a posse dele e, se o diário andou, até onde."""

    posse: int
    marco: Marco | None = None


class PosseTomada(AmbienteIndisponivel):
    """Outro processo tomou a posse, ou o diário deixou de ser o que este processo escrevia: nada é gravado."""


@leitura()
def obter() -> Marco:
    """O último marco gravado; o começo, se nenhum."""
    linha = ler_uma(DiarioConferidoDB.select(DiarioConferidoDB.linhas, DiarioConferidoDB.bytes, DiarioConferidoDB.soma))
    return Marco() if linha is None else Marco(*linha)


@transacao()
def tomar_posse() -> int:
    """Tira a posse de quem a tinha e devolve o número da nova. Só com a trava do fechamento na mão."""
    if not DiarioConferidoDB.update(posse=DiarioConferidoDB.posse + 1).execute():
        DiarioConferidoDB.create(id=1, posse=1)
    (numero,) = ler_uma(DiarioConferidoDB.select(DiarioConferidoDB.posse)) or (0,)
    return int(numero)


@transacao()
def gravar(marco: Marco) -> None:
    """Põe o marco no lugar do anterior, tomando a posse."""
    tomar_posse()
    DiarioConferidoDB.update(linhas=marco.linhas, bytes=marco.bytes, soma=marco.soma).execute()


@transacao()
def com_a_posse(passagem: Passagem, gravar_o_mais: Callable[[], None]) -> None:
    """Confere a posse, leva o marco adiante e grava o mais, numa transação só: é por aqui que quem envia escreve.

    Raises:
        PosseTomada: outro processo a tomou, ou o diário voltou atrás; nada é gravado.
    """
    ainda = DiarioConferidoDB.posse == passagem.posse
    novos: dict[str, Any] = {"posse": passagem.posse}
    if (marco := passagem.marco) is not None:
        ainda &= DiarioConferidoDB.linhas < marco.linhas
        novos |= {"linhas": marco.linhas, "bytes": marco.bytes, "soma": marco.soma}
    if DiarioConferidoDB.update(**novos).where(ainda).execute() != 1:
        raise PosseTomada(
            "Outro processo passou a enviar por esta base, ou o diário de envios foi trocado durante o envio.",
            "Veja o que saiu em ⟨Consultas → Histórico de avisos|Avisos enviados (`app.py historico`)⟩ e feche o "
            "dia de novo.",
        )
    gravar_o_mais()
