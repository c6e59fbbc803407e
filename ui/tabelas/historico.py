"""O histórico de avisos: um por linha, lido aos poucos da base; e as tentativas de um aviso."""

from __future__ import annotations

from envio.dossie import dizeres
from modelos.avisos.leitura import Tentativa
from regras.aviso import Aviso
from regras.dinheiro import formatar
from ui import frases
from ui.contexto import em_hora_local
from ui.tabelas import estados
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso


def dizer_motivo(aviso: Aviso) -> str:
    """Por que está neste estado; enviado sem ressalva mostra a resposta do servidor."""
    return frases.em_frase(aviso.motivo) if aviso.motivo else (aviso.resposta or "").replace("\n", " ")


COLUNAS: tuple[Coluna[Aviso], ...] = (
    Coluna("Data", lambda a: frases.data_curta(a.data), ordem_na_base="data", largura=104),
    Coluna("Código", lambda a: a.cliente, ordem_na_base="cliente", largura=84, detalhe=True),
    Coluna("Cliente", lambda a: a.cliente_nome, ordem_na_base="cliente_nome", largura=250, peso=Peso.MEIO),
    Coluna("Total", lambda a: formatar(a.total_centavos), None, Alinhamento.DIREITA, peso=Peso.FORTE, largura=104),
    Coluna(
        "Estado",
        lambda a: frases.estado(a.estado),
        ordem_na_base="estado",
        icone=lambda a: estados.ICONES[a.estado],
        cor=lambda a: estados.CORES[a.estado],
        largura=116,
    ),
    Coluna("Motivo ou resposta", dizer_motivo, largura=0),
)
"""As colunas do histórico."""


def _codigo(tentativa: Tentativa) -> str:
    return str(tentativa.codigo) if tentativa.codigo else "–"


def _resposta(tentativa: Tentativa) -> str:
    """O motivo anotado e o que o servidor disse."""
    return ": ".join(filter(None, (dizeres.tentativa(tentativa), tentativa.resposta))).replace("\n", " ")


COLUNAS_DE_TENTATIVAS: tuple[Coluna[Tentativa], ...] = (
    Coluna("Hora", lambda t: f"{em_hora_local(t.em):%d/%m/%Y %H:%M:%S}", lambda t: t.em, largura=172),
    Coluna(
        "Ficou",
        lambda t: frases.estado(t.para),
        icone=lambda t: estados.ICONES[t.para],
        cor=lambda t: estados.CORES[t.para],
        largura=110,
    ),
    Coluna("Código", _codigo, largura=64),
    Coluna("Servidor", lambda t: t.servidor or "–", largura=150),
    Coluna("Motivo e resposta do servidor", _resposta, largura=0),
)
"""As tentativas de um aviso."""
