"""A lista da prévia: um cliente por linha, com o que recebe ou por que fica de fora."""

from __future__ import annotations

from regras.apontamento import Apontamento
from regras.aviso import DebitoAvisado
from regras.carteira.atraso import VENCIDAS, FaixaDeAtraso
from regras.dinheiro import em_reais
from ui import frases
from ui import frases_dos_apontamentos as apontamentos
from ui.tabelas import colunas
from ui.tabelas.base import Alinhamento, Coluna
from ui.tabelas.linhas_previa import LinhaPrevia, TotaisDaPrevia
from ui.tema import Peso


def dizer_apontamento(item: Apontamento) -> str:
    """`Documento 10482/1: sem nosso número.`, ou só a frase quando fala do cliente."""
    frase = frases.em_frase(apontamentos.dizer(item))
    if item.documento is None:
        return frase
    parcela = f"/{item.parcela}" if item.parcela else ""
    return f"{item.documento}{parcela}: {frase[0].lower()}{frase[1:]}"


def _para(linha: LinhaPrevia) -> str:
    return str(len(linha.aviso.destinatarios)) if linha.aviso else colunas.NADA


def _apagada(linha: LinhaPrevia) -> str:
    return "" if linha.recebe else "texto2"


def _da_idade(faixa: FaixaDeAtraso) -> Coluna[LinhaPrevia]:
    return colunas.dinheiro(frases.FAIXAS[faixa], lambda linha: linha.da_idade(faixa), 74, zero=False, cor=_apagada)


COLUNAS: tuple[Coluna[LinhaPrevia], ...] = (
    Coluna("Código", lambda linha: linha.codigo, largura=92, detalhe=True),
    Coluna("Cliente", lambda linha: linha.nome, lambda linha: linha.ordem_do_nome, cor=_apagada, largura=0),
    Coluna("Para", _para, lambda linha: _para(linha).rjust(6), Alinhamento.DIREITA, cor=_apagada, largura=48),
    colunas.dinheiro("Vencidos", lambda linha: linha.vencidos_centavos, 92, zero=False, cor=_apagada),
    *map(_da_idade, VENCIDAS),
    colunas.dinheiro("A vencer", lambda linha: linha.a_vencer_centavos, 92, zero=False, cor=_apagada),
    colunas.dinheiro("Total", lambda linha: linha.total_centavos, 92, cor=_apagada, peso=Peso.FORTE),
    Coluna(
        "Boletos",
        lambda linha: str(linha.boletos) if linha.debitos else colunas.NADA,
        lambda linha: linha.boletos,
        Alinhamento.DIREITA,
        cor=_apagada,
        largura=64,
    ),
    colunas.situacao("Por quê", lambda linha: linha.por_que, 216),
)
"""As colunas da prévia."""
_ONDE = {coluna.titulo: posicao for posicao, coluna in enumerate(COLUNAS)}
SO_SEM_IDADE = tuple(_ONDE[titulo] for titulo in ("Para", "Vencidos", "Boletos"))
"""Colunas que dão lugar às da idade da dívida."""
SO_COM_IDADE = tuple(_ONDE[frases.FAIXAS[faixa]] for faixa in VENCIDAS)
"""Colunas da idade da dívida."""
POR_QUE = len(COLUNAS) - 1
"""A coluna do porquê, que encolhe quando a idade aparece."""


def _documento(debito: DebitoAvisado) -> str:
    return f"{debito.documento}/{debito.parcela}" if debito.parcela else debito.documento


COLUNAS_DE_DEBITOS: tuple[Coluna[DebitoAvisado], ...] = (
    Coluna("Documento", _documento, largura=0),
    colunas.dia("Vencimento", lambda d: d.vencimento, 94),
    Coluna("Dias", lambda d: str(d.dias), lambda d: d.dias, Alinhamento.DIREITA, largura=46),
    colunas.dinheiro("Atualizado", lambda d: d.atualizado_centavos, 84, peso=Peso.FORTE),
    colunas.situacao("Boleto", lambda d: ("Sim", "certo", "ok") if d.tem_boleto else ("Não", "alerta", "aviso"), 62),
)
"""Os débitos de um aviso, como foram ou irão."""


def dizer_totais(totais: TotaisDaPrevia) -> str:
    """O rodapé da lista."""
    return (
        f"Vencidos {em_reais(totais.vencidos_centavos)}   A vencer {em_reais(totais.a_vencer_centavos)}   "
        f"Total {em_reais(totais.total_centavos)}   {frases.quantos(totais.boletos, 'boleto', 'boletos')}"
    )
