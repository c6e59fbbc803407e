"""O extrato OFX da conta: os créditos, e os débitos em aberto que cada um pode ter pago. Só sugere (docs/retorno.md).

Lê o OFX 1 (SGML, marcas sem fechar) e o 2 (XML) pelo que os dois têm em comum, `<MARCA>valor`, sem interpretar DTD,
entidade declarada nem nada que um arquivo hostil faça crescer.
"""

from __future__ import annotations

import codecs
import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from regras.dinheiro import MAIOR_VALOR_CENTAVOS, Centavos
from regras.erros import DadoInvalido
from regras.nomes import chave
from regras.retorno.campos import ler_data_ao_contrario

MAIOR_EXTRATO = 16 << 20
"""Octetos."""
MAIS_CREDITOS = 50_000
_MAIOR_TEXTO = 200
_COMECO = 4096
"""Em quantos octetos do começo tem de aparecer o cabeçalho."""
_MARCA = re.compile(r"<(/?)([A-Za-z0-9_.]{1,40})>([^<]{0,2000})")
_VALOR = re.compile(r"\+?(\d{1,3}(?:\.\d{3})+|\d{1,12})(?:[.,](\d{1,2})0*)?", re.ASCII)
_ENCARGOS_ATE = 130
"""Por cento do saldo a que multa e juros podem levar o crédito que se procura."""
_DIAS_ATE_O_CREDITO = 4
"""Dias corridos do pagamento ao crédito na conta, contado o fim de semana."""
MAIS_SUGESTOES = 5
"""De um crédito."""


class Credito(NamedTuple):
    """Um crédito do extrato.

    Atributos:
        ordem: a posição dele entre as transações do arquivo, a partir de 1.
        fitid: o que o banco usa para não repetir; nem sempre é único.
    """

    ordem: int
    em: date
    centavos: Centavos
    fitid: str
    descricao: str


@dataclass(frozen=True, slots=True)
class Extrato:
    """O que se lê de um OFX.

    Atributos:
        banco: como o arquivo o diz, com três algarismos se é número.
        conta: idem.
        ate: o último dia do extrato, ou o do último crédito; None se nenhum dos dois.
        ilegiveis: transações com data ou valor que não se lê; nada delas é usado.
    """

    banco: str
    conta: str
    ate: date | None
    creditos: tuple[Credito, ...]
    ilegiveis: int = 0


class Aberto(NamedTuple):
    """Um débito em aberto que um crédito pode ter pago."""

    id: int
    cliente: str
    nome: str
    documento: str
    parcela: str
    vencimento: date
    saldo_centavos: Centavos


class Sugestao(NamedTuple):
    """Um débito que bate com um crédito.

    Atributos:
        encargos_centavos: a multa e os juros com que bate; zero é o saldo exato.
        cita: a descrição do crédito traz o nome do cliente.
    """

    debito: Aberto
    encargos_centavos: Centavos
    cita: bool


Encargos = Callable[[Aberto, date], Centavos]
"""Multa mais juros do débito numa data."""


def parece(octetos: bytes) -> bool:
    """Diz se o arquivo é um OFX, pelo começo."""
    comeco = octetos[:_COMECO].replace(b"\x00", b"").upper()
    return b"OFXHEADER" in comeco or b"<OFX>" in comeco


def ler(octetos: bytes) -> Extrato:
    """Lê o extrato.

    Raises:
        DadoInvalido: grande demais, sem `<OFX>`, ou com transações demais.
    """
    if len(octetos) > MAIOR_EXTRATO:
        raise _recusado(f"passa de {MAIOR_EXTRATO >> 20} MB")
    texto = _decodificar(octetos)
    inicio = texto.upper().find("<OFX>")
    if inicio < 0:
        raise _recusado("não tem a marca <OFX>, com que um extrato começa")
    geral: dict[str, str] = {}
    creditos: list[Credito] = []
    ilegiveis = 0
    for ordem, campos in enumerate(_transacoes(texto, inicio, geral), 1):
        if ordem > MAIS_CREDITOS:
            raise _recusado(f"tem mais de {MAIS_CREDITOS} transações")
        credito = _em_credito(ordem, campos)
        ilegiveis += credito is None
        if credito is not None and credito.centavos > 0:
            creditos.append(credito)
    banco = geral.get("BANKID", "")
    ate = _data(geral.get("DTEND", "")) or max((credito.em for credito in creditos), default=None)
    banco = banco[-3:].zfill(3) if banco.isdigit() else banco
    return Extrato(banco, geral.get("ACCTID", ""), ate, tuple(creditos), ilegiveis)


def _transacoes(texto: str, inicio: int, geral: dict[str, str]) -> Iterator[dict[str, str]]:
    """Os campos de cada transação; o que está fora delas vai para `geral`, o primeiro de cada marca."""
    atual: dict[str, str] | None = None
    for fecha, marca, cru in _MARCA.findall(texto, inicio):
        nome = marca.upper()
        if nome == "STMTTRN":
            if atual:
                yield atual
            atual = None if fecha else {}
        elif nome == "BANKTRANLIST" and fecha:
            if atual:
                yield atual
            atual = None
        elif not fecha and (valor := cru.strip()):
            (geral if atual is None else atual).setdefault(nome, html.unescape(valor)[:_MAIOR_TEXTO].strip())
    if atual:
        yield atual


def _em_credito(ordem: int, campos: Mapping[str, str]) -> Credito | None:
    em, centavos = _data(campos.get("DTPOSTED", "")), _centavos(campos.get("TRNAMT", ""))
    if em is None or centavos is None:
        return None
    ditos = dict.fromkeys(filter(None, (campos.get("NAME", ""), campos.get("MEMO", ""))))
    return Credito(ordem, em, centavos, campos.get("FITID", ""), " ".join(" ".join(ditos).split())[:_MAIOR_TEXTO])


def _data(texto: str) -> date | None:
    return ler_data_ao_contrario(texto[:8].encode("ascii", "replace"))


def _centavos(texto: str) -> Centavos | None:
    """Com ponto ou vírgula; None se não se lê. O débito, negativo, vale zero: dele não se usa nada."""
    valor = texto.replace(" ", "").removeprefix("R$")
    negativo = valor.startswith("-")
    casou = _VALOR.fullmatch(valor.removeprefix("-"))
    if casou is None:
        return None
    inteiro, decimos = casou.groups()
    centavos = int(inteiro.replace(".", "")) * 100 + int((decimos or "0").ljust(2, "0"))
    if centavos > MAIOR_VALOR_CENTAVOS:
        return None
    return 0 if negativo else centavos


def _decodificar(octetos: bytes) -> str:
    """UTF-16 ou UTF-8 com BOM; sem ele, UTF-8 se for, senão Windows-1252: o cabeçalho dos bancos mente."""
    if octetos.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return octetos.decode("utf-16", "replace")
    try:
        return octetos.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octetos.decode("cp1252", "replace")


def sugerir(creditos: Iterable[Credito], abertos: Iterable[Aberto], encargos: Encargos) -> dict[int, list[Sugestao]]:
    """De cada crédito, pela ordem dele, os débitos que ele pode ter pago, do mais provável ao menos.

    Bate o saldo exato; se nenhum, o saldo com multa e juros em algum dos quatro dias até o crédito. Vem antes o que a
    descrição cita pelo nome, e depois o de vencimento mais perto do crédito.
    """
    por_saldo: dict[Centavos, list[Aberto]] = {}
    for debito in abertos:
        por_saldo.setdefault(debito.saldo_centavos, []).append(debito)
    saldos = sorted(por_saldo)
    return {credito.ordem: _sugerir_um(credito, por_saldo, saldos, encargos) for credito in creditos}


def _sugerir_um(
    credito: Credito, por_saldo: Mapping[Centavos, list[Aberto]], saldos: Sequence[Centavos], encargos: Encargos
) -> list[Sugestao]:
    achados = [(debito, 0) for debito in por_saldo.get(credito.centavos, ())]
    if not achados:
        achados = list(_com_encargos(credito, por_saldo, saldos, encargos))
    descricao = chave(credito.descricao)
    sugestoes = [Sugestao(debito, devidos, _cita(descricao, debito.nome)) for debito, devidos in achados]
    sugestoes.sort(key=lambda s: (not s.cita, abs((credito.em - s.debito.vencimento).days), s.debito[1:]))
    return sugestoes[:MAIS_SUGESTOES]


def _com_encargos(
    credito: Credito, por_saldo: Mapping[Centavos, list[Aberto]], saldos: Sequence[Centavos], encargos: Encargos
) -> Iterator[tuple[Aberto, Centavos]]:
    de = bisect_left(saldos, credito.centavos * 100 // _ENCARGOS_ATE)
    for saldo in saldos[de : bisect_left(saldos, credito.centavos)]:
        for debito in por_saldo[saldo]:
            falta = credito.centavos - saldo
            dias = (credito.em - timedelta(days=atras) for atras in range(_DIAS_ATE_O_CREDITO))
            if debito.vencimento < credito.em and any(encargos(debito, dia) == falta for dia in dias):
                yield debito, falta


def _cita(descricao: str, nome: str) -> bool:
    """As duas primeiras palavras do nome, ou a única, estão na descrição."""
    palavras = chave(nome).split()[:2]
    return bool(palavras) and " ".join(palavras) in descricao


def _recusado(motivo: str) -> DadoInvalido:
    return DadoInvalido(
        "extrato OFX", motivo, o_que_fazer="No site do banco, exporte o extrato da conta em OFX, de um período menor."
    )
