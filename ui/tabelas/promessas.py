"""As promessas: a lista de quem prometeu, e as de um cliente com o que deu cada uma."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from modelos.carteira.promessas import Prometido
from regras.carteira.promessa import Avaliacao, Desfecho, Promessa
from ui import frases
from ui.tabelas import colunas
from ui.tabelas.base import Coluna
from ui.tema import Peso

_SITUACOES: dict[Desfecho, colunas.Dito] = {
    Desfecho.VIGENTE: (frases.DESFECHOS[Desfecho.VIGENTE], "relogio", ""),
    Desfecho.CUMPRIDA: (frases.DESFECHOS[Desfecho.CUMPRIDA], "certo", "ok"),
    Desfecho.PAGA_DEPOIS: (frases.DESFECHOS[Desfecho.PAGA_DEPOIS], "certo", "ok"),
    Desfecho.NAO_CUMPRIDA: (frases.DESFECHOS[Desfecho.NAO_CUMPRIDA], "alerta", "perigo"),
    Desfecho.TROCADA: (frases.DESFECHOS[Desfecho.TROCADA], "desfazer", ""),
}


@dataclass(frozen=True, slots=True)
class LinhaPromessa:
    """Uma promessa de um cliente e no que deu."""

    promessa: Promessa
    avaliacao: Avaliacao


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
        colunas.dia("Prometeu até", lambda linha: linha.ate, 116, ordem_na_base="ate"),
        Coluna("Quando", _dias(hoje), largura=96),
        colunas.texto("Quem prometeu", lambda linha: linha.quem, 190, ordem_na_base="quem"),
        colunas.instante("Registrada em", lambda linha: linha.registrada_em, ordem_na_base="registrada_em"),
        colunas.numero("Débitos", lambda linha: linha.debitos, ordem_na_base="debitos"),
        colunas.dinheiro("Do prometido", lambda linha: linha.saldo_centavos, 116, ordem_na_base="saldo"),
        colunas.dinheiro(
            "Deve ao todo", lambda linha: linha.divida_centavos, 116, ordem_na_base="divida", peso=Peso.FORTE
        ),
    )


COLUNAS_DO_CLIENTE: tuple[Coluna[LinhaPromessa], ...] = (
    colunas.dia("Prometeu até", lambda linha: linha.promessa.ate, 116),
    colunas.texto("Quem prometeu", lambda linha: linha.promessa.quem, 0),
    colunas.instante("Registrada em", lambda linha: linha.promessa.registrada_em),
    colunas.situacao("Situação", lambda linha: _SITUACOES[linha.avaliacao.desfecho], 210),
    colunas.dinheiro("Ainda deve", lambda linha: linha.avaliacao.saldo_centavos, 116, zero=False, peso=Peso.FORTE),
)
"""As promessas de um cliente."""
