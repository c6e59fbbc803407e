"""Antes de ler os títulos: que arquivo é, se está inteiro e se os totais fecham (retorno.md §1 e §4; regras 1 e 2).

Uma passada só, com memória constante; o que se recusa aqui não chega a ser lido.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import BinaryIO

from regras.retorno import linhas
from regras.retorno.campos import ler_conta, ler_data, ler_data_ao_contrario, ler_valor
from regras.retorno.forma import Leiaute240, Leiaute400, colher
from regras.retorno.leiautes import LEIAUTES_240, LEIAUTES_400
from regras.retorno.linhas import ArquivoRecusado
from regras.retorno.titulo import ContaLida

_BAIXAR_DE_NOVO = "Baixe o arquivo de novo no site do banco e leia outra vez."
_BAIXAR_O_RETORNO = "No site do banco, baixe o arquivo de retorno de cobrança (CNAB 240 ou 400)."
_MENOR_TRAILER_240 = 29
_MENOR_TRAILER_400 = 400
_GERACAO_240, _SEQUENCIA_240 = (144, 151), (158, 163)
_DO_CABECALHO_240 = colher(_GERACAO_240, _SEQUENCIA_240)


@dataclass(slots=True)
class Exame:
    """O que se sabe do arquivo antes dos títulos.

    Atributos:
        banco: três algarismos.
        tamanho: 240 ou 400.
        divergencias: linhas cujos totais não fecham, as primeiras.
        contas: as que os cabeçalhos dizem, mesmo sem título.
    """

    banco: str
    tamanho: int
    data_geracao: date | None
    sequencia: int | None
    divergencias: list[int] = field(default_factory=list)
    contas: list[ContaLida] = field(default_factory=list)

    def fecha(self) -> bool:
        """Diz se todos os totais conferem."""
        return not self.divergencias


def examinar(fluxo: BinaryIO) -> Exame:
    """Confere o arquivo por inteiro.

    Args:
        fluxo: de `linhas.abrir`, no começo.

    Raises:
        ArquivoRecusado: não é um retorno que se leia; diz o que é e o que fazer.
    """
    todas = linhas.ler(fluxo)
    primeira = next(todas, None)
    if primeira is None:
        raise ArquivoRecusado("está vazio", _BAIXAR_DE_NOVO)
    numero, cabecalho = primeira
    todas = chain([(numero, cabecalho)], todas)
    if cabecalho[:1] == b"0" and cabecalho[2:9] in (b"RETORNO", b"REMESSA"):
        return _examinar_400(cabecalho, todas)
    if cabecalho[3:8] == b"00000" and cabecalho[:3].isdigit():
        return _examinar_240(cabecalho, todas)
    if cabecalho[:1] == b"A" and cabecalho[1:2].isdigit():
        raise ArquivoRecusado("é de arrecadação (CNAB 150), e não de cobrança", _BAIXAR_O_RETORNO)
    raise ArquivoRecusado("não é texto de 240 nem de 400 colunas de retorno de cobrança", _BAIXAR_O_RETORNO)


def _banco(octetos: bytes, tamanho: int) -> str:
    """O código, se há leiaute para ele."""
    codigo = octetos.decode("ascii", errors="replace")
    if codigo in (LEIAUTES_240 if tamanho == 240 else LEIAUTES_400):
        return codigo
    raise ArquivoRecusado(
        f"é do banco {codigo}, em {tamanho} colunas, e este programa não tem esse leiaute",
        "Veja em Ajuda os bancos que se leem; peça ao banco o outro formato, ou dê baixa pelo ERP.",
    )


def _e_remessa() -> ArquivoRecusado:
    return ArquivoRecusado("é uma remessa, o arquivo que vai ao banco, e não o retorno", _BAIXAR_O_RETORNO)


def _cortado(numero: int) -> ArquivoRecusado:
    return ArquivoRecusado(f"está cortado: não termina no registro de fim de arquivo (linha {numero})", _BAIXAR_DE_NOVO)


def _examinar_400(cabecalho: bytes, todas: Iterator[tuple[int, bytes]]) -> Exame:
    if cabecalho[1:2] != b"2":
        raise _e_remessa()
    banco = _banco(cabecalho[76:79], 400)
    leiautes = tuple(LEIAUTES_400[banco].values())
    padrao = leiautes[0]
    geracao, sequencia = colher(padrao.geracao, padrao.sequencia)(cabecalho)
    gerado = (ler_data_ao_contrario if padrao.ano_na_frente else ler_data)(geracao)
    exame = Exame(banco, 400, gerado, ler_valor(sequencia) or None)
    exame.contas = [conta for leiaute in leiautes if any(conta := conta_do_400(leiaute, cabecalho))]
    ordem, ultima = 0, (0, b"")
    for ordem, ultima in enumerate(todas, 1):
        if ultima[1][394:400] != b"%06d" % ordem:
            _anotar(exame, ultima[0])
    numero, trailer = ultima
    if trailer[:1] != b"9" or len(trailer) < _MENOR_TRAILER_400 or ordem == 1:
        raise _cortado(numero)
    return exame


def conta_do_400(leiaute: Leiaute400, cabecalho: bytes) -> ContaLida:
    """A conta que o cabeçalho diz; vazia quando ela está no título."""
    if leiaute.no_titulo:
        return ContaLida()
    inicio, fim = leiaute.convenio
    if leiaute.convenio_longo is not None:
        onde, valor = leiaute.convenio_longo
        fim += colher(onde, onde)(cabecalho)[0] == valor
    return ler_conta(*colher(leiaute.agencia, leiaute.conta, (inicio, fim))(cabecalho))


def _examinar_240(cabecalho: bytes, todas: Iterator[tuple[int, bytes]]) -> Exame:
    geracao, sequencia = _DO_CABECALHO_240(cabecalho)
    sentido = cabecalho[142:143]
    conferente = _Lotes(cabecalho)
    exame: Exame | None = None
    for numero, linha in todas:
        if exame is None:
            exame = Exame("", 240, ler_data(geracao), ler_valor(sequencia) or None)
        conferente.contar(numero, linha, exame)
    assert exame is not None  # noqa: S101 - há ao menos o cabeçalho
    numero, trailer = conferente.ultima
    if b"R" in conferente.operacoes or (sentido == b"1" and b"T" not in conferente.operacoes):
        raise _e_remessa()
    exame.banco = _banco(cabecalho[:3], 240)
    if sentido not in (b"2", b"5") and not conferente.operacoes:
        raise ArquivoRecusado("o cabeçalho não diz que é um retorno", _BAIXAR_O_RETORNO)
    if trailer[7:8] != b"9" or len(trailer) < _MENOR_TRAILER_240:
        raise _cortado(numero)
    conferente.fechar(exame)
    return exame


class _Lotes:
    """Conta as linhas e os lotes de um 240."""

    def __init__(self, cabecalho: bytes) -> None:
        self._leiaute = LEIAUTES_240.get(cabecalho[:3].decode("ascii", errors="replace"))
        self._linhas = self._lotes = self._do_lote = 0
        self.operacoes: set[bytes] = set()
        self.ultima: tuple[int, bytes] = (0, b"")

    def contar(self, numero: int, linha: bytes, exame: Exame) -> None:
        self._linhas += 1
        self._do_lote += 1
        self.ultima = numero, linha
        tipo = linha[7:8]
        if tipo == b"3":
            return
        if tipo == b"1":
            self._lotes += 1
            self._do_lote = 1
            self.operacoes.add(linha[8:9])
            if self._leiaute is not None and any(conta := conta_do_lote(self._leiaute, linha)):
                exame.contas.append(conta)
        elif tipo == b"5" and self._falta_no_lote(linha):
            _anotar(exame, numero)

    def _falta_no_lote(self, fim: bytes) -> bool:
        leiaute = self._leiaute
        if leiaute is None or not leiaute.confere_registros:
            return False
        return ler_valor(fim[17:23]) != self._do_lote - leiaute.fora_da_conta_do_lote

    def fechar(self, exame: Exame) -> None:
        numero, trailer = self.ultima
        registros = self._leiaute is not None and self._leiaute.confere_registros
        if ler_valor(trailer[17:23]) != self._lotes or (registros and ler_valor(trailer[23:29]) != self._linhas):
            _anotar(exame, numero)


def conta_do_lote(leiaute: Leiaute240, linha: bytes) -> ContaLida:
    """A conta que o cabeçalho do lote diz."""
    return ler_conta(*colher(leiaute.agencia, leiaute.conta, leiaute.convenio)(linha))


_MAIS_DIVERGENCIAS = 20


def _anotar(exame: Exame, numero: int) -> None:
    if len(exame.divergencias) < _MAIS_DIVERGENCIAS:
        exame.divergencias.append(numero)
