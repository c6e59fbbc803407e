"""O arquivo PDF por fora da página: objetos, a tabela de posições, e a senha.

O que não muda de um documento para outro é posto em forma uma vez; o que muda entra no fim, e só a tabela se refaz.
Dicionários que não mudam vão juntos e comprimidos (ISO 32000, 7.5.7).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from boletos.pdf.cifra import Cifra

_CABECALHO = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_MELHOR, _RAPIDA = 9, 1
_MAIS_NUM_PACOTE = 2_000
_LIVRE = b"\0\0\0\0\0\0\xff"
_ESPECIAIS = re.compile(rb"[()\\\r]")


class Fluxo(NamedTuple):
    """Um objeto com octetos: o dicionário sem o tamanho, entre os sinais, e os octetos já como vão."""

    dicionario: bytes
    dados: bytes


Objeto = bytes | Fluxo
"""O que é só octetos é um dicionário ou uma cadeia, inteiro."""


def comprimido(dados: bytes, dicionario: bytes = b"") -> Fluxo:
    """Um fluxo comprimido o mais que dá, para o que se faz uma vez."""
    return Fluxo(dicionario + b" /Filter /FlateDecode", zlib.compress(dados, _MELHOR))


class Arquivo:
    """A parte fixa de documentos da mesma forma.

    Args:
        fixos: objetos por número; os que faltam na sequência ficam livres.
        raiz: número do catálogo.
        reservados: os números dos fluxos de cada documento, acima de todos os fixos.
    """

    def __init__(self, fixos: Mapping[int, Objeto], raiz: int, reservados: range) -> None:
        self._raiz, self._reservados = raiz, reservados
        fluxos: dict[int, Fluxo] = {n: objeto for n, objeto in fixos.items() if isinstance(objeto, Fluxo)}
        dicionarios = [(n, objeto) for n, objeto in sorted(fixos.items()) if isinstance(objeto, bytes)]
        entradas: dict[int, bytes] = {}
        self._proximo = reservados.stop
        for inicio in range(0, len(dicionarios), _MAIS_NUM_PACOTE):
            pacote = dicionarios[inicio : inicio + _MAIS_NUM_PACOTE]
            entradas |= {n: _em_pacote(self._proximo, ordem) for ordem, (n, _) in enumerate(pacote)}
            fluxos[self._proximo] = _empacotar(pacote)
            self._proximo += 1
        self._fluxos, self._em_pacotes = fluxos, entradas
        self._inicio, self._entradas = self._por_em_forma(None)

    def em_pdf(self, fluxos: Sequence[Fluxo], informacoes: Mapping[str, bytes], senha: str = "") -> bytes:
        """Devolve o documento.

        Args:
            fluxos: os deste documento, um por número reservado.
            informacoes: o que o leitor de PDF mostra em propriedades, em octetos.
            senha: pedida para abrir; vazia é documento aberto.
        """
        resumo = hashlib.sha256(b"".join([dados for _, dados in fluxos]) + b"".join(informacoes.values()))
        cifra = None
        inicio, entradas = self._inicio, self._entradas
        if senha:
            resumo.update(self._inicio)
            cifra = Cifra(senha, resumo.digest())
            inicio, entradas = self._por_em_forma(cifra)
        objetos = [_por_fluxo(numero, um, cifra) for numero, um in zip(self._reservados, fluxos, strict=True)]
        info = self._proximo
        objetos.append(_por_dicionario(info, _em_cadeias(informacoes, cifra)))
        tabela, extra = info + 1, b""
        if cifra:
            objetos.append(_por_dicionario(tabela, cifra.dicionario()))
            extra = b" /Encrypt %d 0 R" % tabela
            tabela += 1
        posicoes = accumulate(map(len, objetos), initial=len(inicio))
        onde = list(map(_em_posicao, posicoes))
        quantos = len(fluxos)
        linhas = zlib.compress(entradas[0] + b"".join(onde[:quantos]) + entradas[1] + b"".join(onde[quantos:]), _RAPIDA)
        identidade = resumo.hexdigest()[:32].encode()
        fim = (
            b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>]%b"
            b" /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        )
        posicao = int.from_bytes(onde[-1][1:5])
        objetos.append(
            fim % (tabela, tabela + 1, self._raiz, info, identidade, identidade, extra, len(linhas), linhas, posicao)
        )
        return inicio + b"".join(objetos)

    def _por_em_forma(self, cifra: Cifra | None) -> tuple[bytes, tuple[bytes, bytes]]:
        """O começo do arquivo, e as linhas da tabela de antes e de depois dos números reservados."""
        inicio, entradas = bytearray(_CABECALHO), dict(self._em_pacotes)
        for numero, fluxo in self._fluxos.items():
            entradas[numero] = _em_posicao(len(inicio))
            inicio += _por_fluxo(numero, fluxo, cifra)
        antes, depois = (
            b"".join(entradas.get(numero, _LIVRE) for numero in range(*limites))
            for limites in ((0, self._reservados.start), (self._reservados.stop, self._proximo))
        )
        return bytes(inicio), (antes, depois)


def _por_fluxo(numero: int, fluxo: Fluxo, cifra: Cifra | None) -> bytes:
    dicionario, dados = fluxo
    if cifra:
        dados = cifra.cifrar(dados)
    return b"%d 0 obj\n<<%b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (numero, dicionario, len(dados), dados)


def _por_dicionario(numero: int, dicionario: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (numero, dicionario)


def _em_cadeias(informacoes: Mapping[str, bytes], cifra: Cifra | None) -> bytes:
    cadeias = [
        b"/%b <%b>" % (nome.encode(), cifra.cifrar(octetos).hex().encode())
        if cifra
        else b"/%b (%b)" % (nome.encode(), _ESPECIAIS.sub(rb"\\\g<0>", octetos))
        for nome, octetos in informacoes.items()
    ]
    return b"<< %b >>" % b" ".join(cadeias)


def _empacotar(dicionarios: Iterable[tuple[int, bytes]]) -> Fluxo:
    indice, corpo = [], bytearray()
    for numero, objeto in dicionarios:
        indice.append(b"%d %d " % (numero, len(corpo)))
        corpo += objeto + b"\n"
    antes = b"".join(indice)
    return comprimido(antes + corpo, b" /Type /ObjStm /N %d /First %d" % (len(indice), len(antes)))


def _em_posicao(onde: int) -> bytes:
    return b"\1%b\0\0" % onde.to_bytes(4)


def _em_pacote(pacote: int, ordem: int) -> bytes:
    return b"\2%b%b" % (pacote.to_bytes(4), ordem.to_bytes(2))
