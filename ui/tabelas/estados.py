"""Como o estado de um aviso e o motivo de ficar de fora aparecem numa lista: ícone e cor, sempre com a palavra."""

from __future__ import annotations

from regras.aviso import Estado
from regras.selecao import Motivo

ICONES: dict[Estado, str] = {
    Estado.PENDENTE: "envelope",
    Estado.ENVIANDO: "circulo",
    Estado.ENVIADO: "certo",
    Estado.ADIADO: "relogio",
    Estado.RECUSADO: "erro",
    Estado.EM_DUVIDA: "duvida",
    Estado.CANCELADO: "menos",
}
"""Desenho de cada estado."""

CORES: dict[Estado, str] = {
    Estado.PENDENTE: "texto2",
    Estado.ENVIANDO: "acento",
    Estado.ENVIADO: "ok",
    Estado.ADIADO: "aviso",
    Estado.RECUSADO: "perigo",
    Estado.EM_DUVIDA: "aviso",
    Estado.CANCELADO: "texto2",
}
"""Cor da palavra e do desenho de cada estado."""

ICONES_DE_MOTIVO: dict[Motivo, str] = {
    Motivo.NAO_AVISAR: "nao_avisar",
    Motivo.PROMESSA: "promessa",
    Motivo.SEM_DESTINATARIO: "sem_destinatario",
    Motivo.JA_AVISADO: "envelope",
    Motivo.CICLO: "ciclo",
    Motivo.VALOR_MINIMO: "valor_minimo",
}
"""Desenho de cada motivo de ficar de fora."""
