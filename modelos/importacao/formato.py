"""As colunas de um arquivo, e a passagem de uma linha crua para valores do domínio ou rejeição.

Puro. Cada arquivo do contrato tem um módulo com o seu `FORMATO`; aqui está o que é igual em todos: títulos,
células vazias, tamanho, caractere de controle (linha-de-comando.md, arquivos de importação).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Any

from modelos.importacao.cabecalho import Casamento, casar, normalizar_titulo
from modelos.importacao.celulas import ler_texto
from modelos.importacao.linhas import LinhaLida
from modelos.importacao.resultado import Rejeicao, Tipo
from regras.erros import DadoInvalido
from regras.nomes import chave as comparavel

MAIOR_CAMPO = 500
"""Caracteres de um campo (linha-de-comando.md, linha ruim)."""

_PONTAS = " \N{NO-BREAK SPACE}"
_CONTROLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TITULOS_NA_FRASE = 12
_TOTAL = re.compile(
    r"(sub ?)?tota(l|is)\b|soma\b|(quantidade|qtde?|numero|n[oº]?)\.? (de )?(titulos|registros|linhas|debitos)"
)
_VALOR = re.compile(r"(R\$ ?)?-?[0-9.,]+ ?%?")
_CELULAS_DO_RODAPE = 2
"""O relatório do ERP assina com pouco: quem emitiu, e quando."""
SEM_DE_PARA: Mapping[str, str] = MappingProxyType({})


class Vazia(Enum):
    """O que fazer com a célula vazia de uma coluna, quando não é limpar."""

    RECUSA = auto()
    MANTEM = auto()


@dataclass(frozen=True, slots=True)
class Coluna:
    """Uma coluna do arquivo.

    Atributos:
        nome: o título, como está no contrato.
        ler: da célula preenchida, sem espaços nas pontas, para o valor.
        vazia: o valor da célula vazia, ou o que fazer com ela.
        campo: nome na dataclass de regras; vazio é o mesmo da coluna.
        obrigatoria: o arquivo sem ela não entra.
        exemplo: o que traz a planilha de exemplo; número é em quantos dias, a partir de hoje. O que é raro fica vazio.
    """

    nome: str
    ler: Callable[[str, str], Any] = ler_texto
    vazia: object = ""
    campo: str = ""
    obrigatoria: bool = False
    exemplo: str | int = ""


def exigir(
    nome: str, ler: Callable[[str, str], Any] = ler_texto, *, campo: str = "", exemplo: str | int = ""
) -> Coluna:
    """Coluna obrigatória que não aceita célula vazia."""
    return Coluna(nome, ler, Vazia.RECUSA, campo, True, exemplo)


@dataclass(frozen=True, slots=True)
class Lido:
    """Uma linha aceita.

    Atributos:
        linha: a do arquivo original.
        chave: valores da chave, na ordem do contrato.
        mudancas: campo da dataclass → valor; coluna ausente e célula mantida não aparecem.
        celulas: como estavam no arquivo, para o caso de a base recusar a linha.
        curta: tem menos colunas que os títulos; as que faltam não alteram nada.
    """

    linha: int
    chave: tuple[Any, ...]
    mudancas: dict[str, Any]
    celulas: list[str]
    curta: bool = False


@dataclass(frozen=True, slots=True)
class Recusado:
    """Uma linha rejeitada, com as células originais e a chave, se deu para lê-la."""

    rejeicao: Rejeicao
    celulas: list[str]
    chave: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Pulada:
    """Uma linha que não é registro: total, rodapé ou títulos repetidos. `texto` é como ela começa."""

    linha: int
    texto: str


def _sem_apontamentos(_mudancas: Mapping[str, Any]) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Formato:
    """Um arquivo do contrato.

    Atributos:
        tipo: qual.
        colunas: na ordem do contrato.
        chave: nomes das colunas que identificam a linha; vazia quando só há uma por base.
        montar: das mudanças e do registro gravado (ou None) para o registro novo.
        apontar: frases sobre valores que entram e merecem conserto.
    """

    tipo: Tipo
    colunas: tuple[Coluna, ...]
    chave: tuple[str, ...]
    montar: Callable[[Mapping[str, Any], Any], Any]
    apontar: Callable[[Mapping[str, Any]], Iterable[str]] = _sem_apontamentos


class Interprete:
    """Lê as linhas de um arquivo conforme o formato e os títulos que ele trouxe.

    Args:
        formato: o do arquivo.
        titulos: como estão nele.
        nome: o do arquivo, para a frase.
        aprendido: título normalizado → coluna, do de-para gravado para este cabeçalho; vazio sem de-para.

    Raises:
        DadoInvalido: falta coluna obrigatória, ou um título do contrato aparece duas vezes.
    """

    def __init__(
        self, formato: Formato, titulos: Sequence[str], nome: str, aprendido: Mapping[str, str] = SEM_DE_PARA
    ) -> None:
        self._formato = formato
        self._titulos = [normalizar_titulo(titulo) for titulo in titulos]
        casamento = reconhecer(formato, titulos, aprendido)
        posicoes = _exigir(formato, casamento, titulos, nome)
        self._depois_do_total = False
        self._exigidas = [posicoes[coluna.nome] for coluna in formato.colunas if coluna.vazia is Vazia.RECUSA]
        self.avisos = tuple(_disputas(casamento, casamento.disputadas))
        self._colunas = [(posicoes[c.nome], c, c.campo or c.nome) for c in formato.colunas if c.nome in posicoes]
        self._da_chave = [entrada for entrada in self._colunas if entrada[1].nome in formato.chave]
        self._campos_da_chave = [entrada[2] for entrada in self._da_chave]
        self._quantas = len(titulos)
        conhecidas = set(posicoes.values())
        self.ignoradas = tuple(
            titulo for indice, titulo in enumerate(titulos) if titulo.strip() and indice not in conhecidas
        )

    def usadas(self) -> list[tuple[int, Coluna]]:
        """As colunas do contrato que o arquivo tem, e onde."""
        return [(indice, coluna) for indice, coluna, _ in self._colunas]

    def interpretar(self, lida: LinhaLida) -> Lido | Recusado | Pulada | None:
        """Devolve os valores da linha, a rejeição, ou None se a linha está em branco.

        A que seria rejeitada e é total, rodapé ou os títulos repetidos não é dado de ninguém: vem como `Pulada`.
        """
        celulas = lida.celulas
        if not lida.defeito and not lida.defeitos_de_celula and not any(celula.strip(_PONTAS) for celula in celulas):
            return None
        interpretada = self._ler_linha(lida)
        if isinstance(interpretada, Recusado) and self._e_do_relatorio(celulas):
            return Pulada(lida.numero, next(celula.strip(_PONTAS) for celula in celulas if celula.strip(_PONTAS)))
        self._depois_do_total = False
        return interpretada

    def _e_do_relatorio(self, celulas: Sequence[str]) -> bool:
        """Diz se a linha rejeitada são os títulos repetidos, um total, ou o rodapé que vem depois dele."""
        if [normalizar_titulo(celula) for celula in celulas] == self._titulos:
            return True
        cheias = [celula.strip(_PONTAS) for celula in celulas if celula.strip(_PONTAS)]
        if not cheias or all(i < len(celulas) and celulas[i].strip(_PONTAS) for i in self._exigidas):
            return False
        e_total = bool(_TOTAL.match(comparavel(cheias[0]))) and all(map(_VALOR.fullmatch, cheias[1:]))
        self._depois_do_total |= e_total
        return e_total or (self._depois_do_total and len(cheias) <= _CELULAS_DO_RODAPE)

    def _ler_linha(self, lida: LinhaLida) -> Lido | Recusado:
        celulas = lida.celulas
        if defeito := lida.defeito or self._contar_colunas(lida):
            return Recusado(Rejeicao(lida.numero, "", defeito), celulas, self._chave(lida, lida.legiveis))
        mudancas: dict[str, Any] = {}
        try:
            for indice, coluna, campo in self._colunas:
                valor = _ler(lida, indice, coluna)
                if valor is not Vazia.MANTEM:
                    mudancas[campo] = valor
        except DadoInvalido as erro:
            rejeicao = Rejeicao(lida.numero, erro.campo, erro.motivo)
            return Recusado(rejeicao, celulas, self._chave(lida, len(celulas)))
        chave = tuple([mudancas[campo] for campo in self._campos_da_chave])
        return Lido(lida.numero, chave, mudancas, celulas, curta=len(celulas) < self._quantas)

    def _contar_colunas(self, lida: LinhaLida) -> str:
        """Diz por que a quantidade de células não serve; vazio se serve.

        Faltar no fim se aceita (a coluna é ausente nesta linha); sobrar texto é separador sem aspas, e as colunas
        já não são o que os títulos dizem.
        """
        quantas = len(lida.celulas)
        if quantas > self._quantas and any(celula.strip(_PONTAS) for celula in lida.celulas[self._quantas :]):
            return f"a linha tem {quantas} colunas e os títulos são {self._quantas}"
        if lida.cortada and quantas < self._quantas:
            return f"o arquivo parece cortado: a última linha tem {quantas} das {self._quantas} colunas"
        return ""

    def _chave(self, lida: LinhaLida, legiveis: int) -> tuple[Any, ...] | None:
        """Lê só a chave de uma linha rejeitada; None se ela não é legível."""
        if not self._da_chave or any(indice >= legiveis for indice, _, _ in self._da_chave):
            return None
        try:
            return tuple([_ler(lida, indice, coluna) for indice, coluna, _ in self._da_chave])
        except DadoInvalido:
            return None


def conferir(coluna: Coluna, texto: str) -> None:
    """Confere uma célula sozinha.

    Raises:
        DadoInvalido: ela não serve para a coluna.
    """
    _ler(LinhaLida(0, [texto]), 0, coluna)


def reconhecer(formato: Formato, titulos: Sequence[str], aprendido: Mapping[str, str] = SEM_DE_PARA) -> Casamento:
    """Casa os títulos de um arquivo com as colunas do contrato."""
    return casar(formato.tipo, [coluna.nome for coluna in formato.colunas], titulos, aprendido)


def servem(formato: Formato, casamento: Casamento) -> bool:
    """Diz se todas as colunas obrigatórias têm lugar."""
    return not faltam(formato, casamento)


def faltam(formato: Formato, casamento: Casamento) -> list[str]:
    """As colunas obrigatórias sem lugar."""
    return [coluna.nome for coluna in formato.colunas if coluna.obrigatoria and coluna.nome not in casamento.posicoes]


def _exigir(formato: Formato, casamento: Casamento, titulos: Sequence[str], nome: str) -> Mapping[str, int]:
    if casamento.repetidas:
        repetida = casamento.repetidas[0]
        raise DadoInvalido(nome, f"o título “{repetida}” aparece duas vezes", o_que_fazer="Deixe só uma das colunas.")
    if sem_lugar := faltam(formato, casamento):
        disputas = "".join(f"; {frase}" for frase in _disputas(casamento, sem_lugar))
        raise DadoInvalido(
            nome,
            f"{_contar(sem_lugar)} (títulos lidos: {_listar(titulos)}){disputas}",
            o_que_fazer="Confira os títulos das colunas; na janela, Importar deixa dizer qual coluna é qual.",
        )
    return casamento.posicoes


def _disputas(casamento: Casamento, colunas: Container[str]) -> list[str]:
    """Como se diz que mais de um título do arquivo serve a cada uma destas colunas."""
    return [
        f"{coluna} pode ser {' ou '.join(f'“{titulo}”' for titulo in titulos)}: nenhuma foi usada"
        for coluna, titulos in casamento.disputadas.items()
        if coluna in colunas
    ]


def _contar(faltam: Sequence[str]) -> str:
    nomes = ", ".join(faltam)
    return f"falta a coluna obrigatória {nomes}" if len(faltam) == 1 else f"faltam as colunas obrigatórias {nomes}"


def _listar(titulos: Sequence[str]) -> str:
    """Junta os primeiros títulos, encurtados: o arquivo pode não ser o que se pensa."""
    mostrados = ", ".join(" ".join(titulo.split())[:40] for titulo in titulos[:_TITULOS_NA_FRASE])
    return mostrados + (", …" if len(titulos) > _TITULOS_NA_FRASE else "")


def _ler(lida: LinhaLida, indice: int, coluna: Coluna) -> Any:  # noqa: ANN401 - o tipo é o da coluna
    """Lê uma célula; a que falta no fim de uma linha curta é mantida, como se a coluna não existisse.

    Raises:
        DadoInvalido: a célula não serve para a coluna.
    """
    if lida.defeitos_de_celula and indice in lida.defeitos_de_celula:
        raise DadoInvalido(coluna.nome, lida.defeitos_de_celula[indice])
    if indice >= len(lida.celulas):
        if coluna.vazia is Vazia.RECUSA:
            raise DadoInvalido(coluna.nome, "é obrigatória e falta na linha")
        return Vazia.MANTEM
    texto = lida.celulas[indice].strip(_PONTAS)
    if not texto:
        if coluna.vazia is Vazia.RECUSA:
            raise DadoInvalido(coluna.nome, "é obrigatória e está vazia")
        return coluna.vazia
    if _CONTROLE.search(texto):
        raise DadoInvalido(coluna.nome, "tem caractere de controle (tabulação, quebra de linha ou outro invisível)")
    if len(texto) > MAIOR_CAMPO:
        raise DadoInvalido(coluna.nome, f"tem {len(texto)} caracteres, e o máximo é {MAIOR_CAMPO}")
    return coluna.ler(texto, coluna.nome)
