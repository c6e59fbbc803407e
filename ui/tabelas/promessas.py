"""As promessas: a lista de quem prometeu, e as de um cliente com o que deu cada uma."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from modelos.carteira.promessas import Prometido
from regras.carteira.promessa import Avaliacao, Desfecho, Promessa
from regras.dinheiro import formatar
from ui import frases
from ui.contexto import em_hora_local
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso

_NADA = "–"
_ICONES = {
    Desfecho.VIGENTE: "relogio",
    Desfecho.CUMPRIDA: "certo",
    Desfecho.PAGA_DEPOIS: "certo",
    Desfecho.NAO_CUMPRIDA: "alerta",
    Desfecho.TROCADA: "desfazer",
}
_CORES = {Desfecho.CUMPRIDA: "ok", Desfecho.PAGA_DEPOIS: "ok", Desfecho.NAO_CUMPRIDA: "perigo"}


@dataclass(frozen=True, slots=True)
class LinhaPromessa:
    """Uma promessa de um cliente e no que deu."""

    promessa: Promessa
    avaliacao: Avaliacao


def _dia(em: datetime | None) -> str:
    return f"{em_hora_local(em):%d/%m/%Y}" if em else _NADA


def _dias(hoje: date) -> Callable[[Prometido], str]:
    def dizer(linha: Prometido) -> str:
        passados = (hoje - linha.ate).days
        if passados > 0:
            return f"há {frases.quantos(passados, 'dia', 'dias')}"
        return "hoje" if not passados else f"em {frases.quantos(-passados, 'dia', 'dias')}"

    return dizer


def colunas_de_prometidos(hoje: date) -> tuple[Coluna[Prometido], ...]:
    """As da lista de quem prometeu, vista nesta data."""
    return (
        Coluna("Código", lambda linha: linha.cliente, ordem_na_base="codigo", largura=84, detalhe=True),
        Coluna("Cliente", lambda linha: linha.nome, ordem_na_base="nome", largura=0, peso=Peso.MEIO),
        Coluna("Prometeu até", lambda linha: frases.data_curta(linha.ate), ordem_na_base="ate", largura=116),
        Coluna("Quando", _dias(hoje), largura=96),
        Coluna("Quem prometeu", lambda linha: linha.quem or _NADA, ordem_na_base="quem", largura=190),
        Coluna("Registrada em", lambda linha: _dia(linha.registrada_em), ordem_na_base="registrada_em", largura=120),
        Coluna(
            "Débitos",
            lambda linha: frases.numero(linha.debitos),
            None,
            Alinhamento.DIREITA,
            ordem_na_base="debitos",
            largura=80,
        ),
        Coluna(
            "Ainda deve",
            lambda linha: formatar(linha.saldo_centavos),
            None,
            Alinhamento.DIREITA,
            ordem_na_base="saldo",
            peso=Peso.FORTE,
            largura=116,
        ),
    )


COLUNAS_DO_CLIENTE: tuple[Coluna[LinhaPromessa], ...] = (
    Coluna("Prometeu até", lambda linha: frases.data_curta(linha.promessa.ate), largura=116),
    Coluna("Quem prometeu", lambda linha: linha.promessa.quem or _NADA, largura=0),
    Coluna("Registrada em", lambda linha: _dia(linha.promessa.registrada_em), largura=120),
    Coluna(
        "Situação",
        lambda linha: frases.DESFECHOS[linha.avaliacao.desfecho],
        icone=lambda linha: _ICONES[linha.avaliacao.desfecho],
        cor=lambda linha: _CORES.get(linha.avaliacao.desfecho, ""),
        largura=210,
    ),
    Coluna(
        "Ainda deve",
        lambda linha: formatar(saldo) if (saldo := linha.avaliacao.saldo_centavos) else _NADA,
        None,
        Alinhamento.DIREITA,
        peso=Peso.FORTE,
        largura=116,
    ),
)
"""As promessas de um cliente."""
