"""A base por fora: versão, tabelas, quantas linhas e se está inteira. Nenhuma linha é lida."""

from __future__ import annotations

from dataclasses import dataclass

from modelos.acesso import dialeto, disco
from modelos.acesso.conexao import atual, caminho_atual, leitura
from modelos.base import conferencia
from modelos.migracoes import passos


@dataclass(frozen=True, slots=True)
class Estrutura:
    """A base vista de fora.

    Atributos:
        versao: a última migração aplicada.
        entende_ate: a última que este programa conhece.
        bytes: tamanho do arquivo, sem os acompanhantes.
        linhas: quantas há em cada tabela.
        comandos: os que criam tabelas e índices.
        problema: o primeiro que a conferência achou; vazio se a base está inteira.
    """

    versao: int
    entende_ate: int
    bytes: int
    linhas: dict[str, int]
    comandos: tuple[str, ...]
    problema: str


@leitura()
def examinar() -> Estrutura:
    """Examina a base aberta. Demora com o tamanho dela: rode fora da tela.

    Raises:
        AmbienteIndisponivel: a base está ocupada, ou não deixa nem contar as linhas.
    """
    conexao = dialeto.conexao_crua(atual)
    with disco.traduzir(caminho_atual()):
        tamanho = caminho_atual().stat().st_size
    return Estrutura(
        conferencia.identificar(conexao, caminho_atual()),
        passos.VERSAO,
        tamanho,
        dialeto.contar_linhas(conexao),
        tuple(dialeto.listar_comandos(conexao)),
        dialeto.conferir(conexao, inteira=False),
    )
