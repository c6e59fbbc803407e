"""O que se faria com uma planilha qualquer: de que tipo ela é, que coluna é qual, e as primeiras linhas. Nada grava."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from modelos.importacao import leitura, mapas
from modelos.importacao.cabecalho import Casamento, assinatura
from modelos.importacao.formato import SEM_DE_PARA, Interprete, Lido, Recusado, faltam, reconhecer, servem
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.linhas import SERVE, LinhaLida, Planilha
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
    """Lê os títulos e as primeiras linhas, abrindo o arquivo uma vez só.

    Args:
        arquivo: CSV ou XLSX.
        tipo: o que se diz que ele é; None adivinha pelos títulos.
        colunas: título normalizado → coluna, a experimentar no lugar do que se reconheceria.

    Raises:
        AmbienteIndisponivel: não existe ou não pode ser lido.
        DadoInvalido: vazio, binário ou corrompido.
    """
    with abrir(arquivo, [tipo] if tipo else list(Tipo)) as aberta:
        return aberta.examinar(tipo, colunas)


@dataclass(frozen=True, slots=True)
class Aberta:
    """Uma planilha aberta, com o de-para gravado para os títulos dela, por tipo de arquivo."""

    arquivo: Path
    planilha: Planilha
    aprendidos: Mapping[Tipo, Mapping[str, str]]

    def aprendido(self, tipo: Tipo) -> Mapping[str, str]:
        """O de-para gravado; vazio sem ele."""
        return self.aprendidos.get(tipo, SEM_DE_PARA)

    def faltam(self, tipo: Tipo) -> list[str]:
        """As colunas obrigatórias do tipo que nenhum título diz; não lê linha nenhuma."""
        return faltam(FORMATOS[tipo], self._casar(tipo, SEM_DE_PARA))

    def examinar(self, tipo: Tipo | None, colunas: Mapping[str, str] = SEM_DE_PARA) -> Exame:
        """O exame, que toma as primeiras linhas: depois dele a planilha não serve mais para gravar."""
        casamentos = {cada: self._casar(cada, colunas) for cada in ([tipo] if tipo else Tipo)}
        parece, casamento = max(casamentos.items(), key=lambda par: self._o_quanto_parece(*par))
        titulos = self.planilha.titulos
        usadas = {posicao: coluna for coluna, posicao in casamento.posicoes.items()}
        return Exame(
            self.arquivo,
            parece if casamento.posicoes else None,
            titulos,
            bool(self.aprendido(parece)),
            {titulo: usadas.get(posicao, "") for posicao, titulo in enumerate(titulos) if titulo.strip()},
            tuple(faltam(FORMATOS[parece], casamento)),
            self.planilha.avisos,
            _amostrar(parece, self.planilha, colunas or self.aprendido(parece)),
        )

    def _casar(self, tipo: Tipo, colunas: Mapping[str, str]) -> Casamento:
        return reconhecer(FORMATOS[tipo], self.planilha.titulos, colunas or self.aprendido(tipo))

    def _o_quanto_parece(self, tipo: Tipo, casamento: Casamento) -> tuple[bool, bool, int, int]:
        """O aprendido manda; depois, o que tem todas as obrigatórias; depois, o que usa mais colunas."""
        exigidas = sum(coluna.obrigatoria for coluna in FORMATOS[tipo].colunas) if casamento.posicoes else 0
        serve = servem(FORMATOS[tipo], casamento)
        return tipo in self.aprendidos, serve, len(casamento.posicoes), exigidas


@contextmanager
def abrir(arquivo: Path, tipos: Sequence[Tipo]) -> Iterator[Aberta]:
    """Abre um arquivo que é de um destes tipos, achando a linha de títulos; as linhas só se leem dentro do `with`.

    Raises:
        AmbienteIndisponivel: não existe, é uma pasta, ou o sistema não deixa ler.
        DadoInvalido: vazio, binário ou corrompido.
    """
    aprendidos = {(mapa.tipo, mapa.assinatura): mapa.colunas for mapa in mapas.listar() if mapa.tipo in tipos}

    def nota(titulos: Sequence[str]) -> int:
        qual = assinatura(titulos)
        return max(_nota(tipo, titulos, aprendidos.get((tipo, qual), SEM_DE_PARA)) for tipo in tipos)

    with leitura.abrir(arquivo, nota) as planilha:
        qual = assinatura(planilha.titulos)
        deste = {tipo: aprendidos[tipo, qual] for tipo in tipos if (tipo, qual) in aprendidos}
        yield Aberta(arquivo, planilha, deste)


def _nota(tipo: Tipo, titulos: Sequence[str], aprendido: Mapping[str, str]) -> int:
    casamento = reconhecer(FORMATOS[tipo], titulos, aprendido)
    return len(casamento.posicoes) + (SERVE if servem(FORMATOS[tipo], casamento) else 0)


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
