"""O que se faria com uma planilha qualquer: de que tipo ela é, que coluna é qual, e as primeiras linhas. Nada grava."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from modelos.importacao.cabecalho import assinatura
from modelos.importacao.formato import SEM_DE_PARA, Interprete, Lido, Recusado, faltam, reconhecer
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.importador import abrir
from modelos.importacao.linhas import LinhaLida, Planilha
from modelos.importacao.resultado import Tipo
from regras.erros import DadoInvalido

LINHAS_DA_AMOSTRA = 20


@dataclass(frozen=True, slots=True)
class Exame:
    """Uma planilha lida para conferir.

    Atributos:
        tipo: o arquivo do contrato que ela mais parece; None se não parece nenhum.
        aprendido: há de-para gravado para estes títulos, e é ele que vale.
        colunas: título → coluna do contrato; vazia nos que não são usados.
        faltam: colunas obrigatórias sem título.
        avisos: o que a leitura tem a dizer (linhas puladas, outra aba, coluna disputada).
        amostra: as primeiras linhas, cada uma com o motivo da rejeição, vazio se entra.
    """

    arquivo: Path
    tipo: Tipo | None
    titulos: tuple[str, ...]
    aprendido: bool
    colunas: dict[str, str]
    faltam: tuple[str, ...]
    avisos: tuple[str, ...]
    amostra: tuple[tuple[LinhaLida, str], ...]

    @property
    def assinatura(self) -> str:
        """A do cabeçalho."""
        return assinatura(self.titulos)


def examinar(arquivo: Path, tipo: Tipo | None = None, colunas: Mapping[str, str] = SEM_DE_PARA) -> Exame:
    """Lê os títulos e as primeiras linhas.

    Args:
        arquivo: CSV ou XLSX.
        tipo: o que se diz que ele é; None adivinha pelos títulos.
        colunas: título normalizado → coluna, a experimentar no lugar do que se reconheceria.

    Raises:
        AmbienteIndisponivel: não existe ou não pode ser lido.
        DadoInvalido: vazio, binário ou corrompido.
    """
    exames = [_examinar_como(cada, arquivo, colunas) for cada in ([tipo] if tipo else Tipo)]
    return max(exames, key=_o_quanto_parece)


def _o_quanto_parece(exame: Exame) -> tuple[bool, bool, int, int]:
    """O aprendido manda; depois, o que tem todas as obrigatórias; depois, o que usa mais colunas."""
    usadas = sum(1 for coluna in exame.colunas.values() if coluna)
    exigidas = sum(coluna.obrigatoria for coluna in FORMATOS[exame.tipo].colunas) if exame.tipo else 0
    return exame.aprendido, not exame.faltam, usadas, exigidas


def _examinar_como(tipo: Tipo, arquivo: Path, colunas: Mapping[str, str]) -> Exame:
    formato = FORMATOS[tipo]
    with abrir(tipo, arquivo) as (planilha, aprendido):
        casamento = reconhecer(formato, planilha.titulos, colunas or aprendido)
        usadas = {posicao: coluna for coluna, posicao in casamento.posicoes.items()}
        return Exame(
            arquivo,
            tipo if casamento.posicoes else None,
            planilha.titulos,
            bool(aprendido),
            {titulo: usadas.get(posicao, "") for posicao, titulo in enumerate(planilha.titulos) if titulo.strip()},
            tuple(faltam(formato, casamento)),
            planilha.avisos,
            _amostrar(tipo, planilha, colunas or aprendido),
        )


def _amostrar(tipo: Tipo, planilha: Planilha, colunas: Mapping[str, str]) -> tuple[tuple[LinhaLida, str], ...]:
    linhas = list(islice(planilha.linhas(), LINHAS_DA_AMOSTRA))
    try:
        interprete = Interprete(FORMATOS[tipo], planilha.titulos, "", colunas)
    except DadoInvalido:
        return tuple((linha, "") for linha in linhas)
    return tuple(_julgar(interprete, linha) for linha in linhas)


def _julgar(interprete: Interprete, linha: LinhaLida) -> tuple[LinhaLida, str]:
    lida = interprete.interpretar(linha)
    if isinstance(lida, Recusado):
        return linha, lida.rejeicao.frase()
    return linha, "" if isinstance(lida, Lido) else "não é um registro, e é pulada"
