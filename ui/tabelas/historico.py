"""O histórico de avisos: um por linha, lido aos poucos da base; e as tentativas de um aviso."""

from __future__ import annotations

from envio.dossie import dizeres
from modelos.avisos.leitura import Tentativa
from regras.aviso import Aviso
from ui import frases
from ui.tabelas import colunas
from ui.tabelas.base import Coluna
from ui.tema import Peso


def dizer_motivo(aviso: Aviso) -> str:
    """Por que está neste estado; enviado sem ressalva mostra a resposta do servidor."""
    return frases.em_frase(aviso.por_que) if aviso.por_que else (aviso.resposta or "").replace("\n", " ")


COLUNAS: tuple[Coluna[Aviso], ...] = (
    colunas.dia("Data", lambda a: a.data, ordem_na_base="data"),
    Coluna("Código", lambda a: a.cliente, ordem_na_base="cliente", largura=84, detalhe=True),
    Coluna("Cliente", lambda a: a.cliente_nome, ordem_na_base="cliente_nome", largura=250, peso=Peso.MEIO),
    colunas.dinheiro("Total", lambda a: a.total_centavos, 104, peso=Peso.FORTE),
    colunas.estado("Estado", lambda a: a.estado, 116, ordem_na_base="estado"),
    Coluna("Motivo ou resposta", dizer_motivo, largura=0),
)
"""As colunas do histórico."""


def _resposta(tentativa: Tentativa) -> str:
    """O motivo anotado e o que o servidor disse."""
    return ": ".join(filter(None, (dizeres.tentativa(tentativa), tentativa.resposta))).replace("\n", " ")


COLUNAS_DE_TENTATIVAS: tuple[Coluna[Tentativa], ...] = (
    colunas.instante("Hora", lambda t: t.em, 172, formato="%d/%m/%Y %H:%M:%S"),
    colunas.estado("Ficou", lambda t: t.para, 110),
    colunas.texto("Código", lambda t: str(t.codigo or ""), 64),
    colunas.texto("Servidor", lambda t: t.servidor, 150),
    Coluna("Motivo e resposta do servidor", _resposta, largura=0),
)
"""As tentativas de um aviso."""
