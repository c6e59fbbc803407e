"""A cadeia de somas do diário: cada linha traz o seu número e a soma da anterior (regras.md §6.6).

Pura, sobre os bytes das linhas. Linha que não confere consigo mesma é ilegível, e não conta: a cortada por uma queda
some da cadeia, e a alterada deixa um buraco nela. *Recomeço* é a linha posta ao destravar sem o diário inteiro.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from modelos.avisos.diario_conferido import Marco
from regras.base_travada import Quebra

_DE_DESTRAVAR = b'{"recomeco":'
_RECOMECO = _DE_DESTRAVAR + b"true"
_FIM = re.compile(rb',"n":(\d{1,18}),"anterior":"([0-9a-f]{64})","soma":"([0-9a-f]{64})"\}\n?\Z')
_MAIOR_FIM = 220
_BLOCO = 1 << 16


@dataclass(frozen=True, slots=True)
class Elo:
    """O que uma linha diz da cadeia. `texto` é o que vem antes disso, sem a chave final."""

    n: int
    anterior: str
    soma: str
    texto: bytes

    @property
    def anotacao(self) -> bool:
        """Diz se a linha fala de um aviso; a outra é a posta ao destravar."""
        return not self.texto.startswith(_DE_DESTRAVAR)

    @property
    def recomeco(self) -> bool:
        """Diz se o operador aceitou aqui o que falta antes; a base que só tomou o lugar de outra nada perdoa."""
        return self.texto.startswith(_RECOMECO)


def comeco(uuid: str) -> str:
    """A soma que a primeira linha do diário de uma base traz como anterior: outra base, outra cadeia."""
    return _somar(f"diário de envios {uuid}".encode())


def encadear(texto: bytes, n: int, anterior: str) -> tuple[bytes, str]:
    """A linha inteira, com a quebra no fim, e a soma dela.

    Args:
        texto: o objeto JSON sem a chave final.
        n: o número da linha.
        anterior: a soma da linha anterior.
    """
    corpo = texto + f',"n":{n},"anterior":"{anterior}"'.encode()
    soma = _somar(corpo)
    return corpo + f',"soma":"{soma}"}}\n'.encode(), soma


def ler(linha: bytes) -> Elo | None:
    """O elo da linha, ou None se ela está cortada ou danificada."""
    fim = _FIM.search(linha, max(0, len(linha) - _MAIOR_FIM))
    if fim is None or _somar(linha[: fim.start(3) - len(b',"soma":"')]) != fim[3].decode():
        return None
    return Elo(int(fim[1]), fim[2].decode(), fim[3].decode(), linha[: fim.start()])


def ultima(arquivo: BinaryIO) -> Marco | None:
    """Onde acaba a última linha inteira, lida de trás para a frente; None se não há nenhuma."""
    tamanho, bloco = arquivo.seek(0, os.SEEK_END), _BLOCO
    while tamanho:
        inicio = max(0, tamanho - bloco)
        arquivo.seek(inicio)
        fim = tamanho
        linhas = arquivo.read(tamanho - inicio).split(b"\n")
        for posicao in range(len(linhas) - 1, -1 if inicio == 0 else 0, -1):
            if linhas[posicao] and (elo := ler(linhas[posicao])):
                return Marco(elo.n, fim, elo.soma)
            fim = fim - len(linhas[posicao]) - (0 if posicao == len(linhas) - 1 else 1)
        if inicio == 0:
            break
        bloco *= 4
    return None


def acaba_em(arquivo: BinaryIO, marco: Marco) -> bool:
    """Diz se nestes bytes acaba a linha do marco."""
    fim = f'"soma":"{marco.soma}"}}\n'.encode()
    if marco.bytes < len(fim):
        return marco.linhas == 0
    arquivo.seek(marco.bytes - len(fim))
    return arquivo.read(len(fim)) == fim


def contem(arquivo: BinaryIO, marco: Marco) -> bool:
    """Diz se o arquivo tem a linha do marco, de preferência nos mesmos bytes."""
    if acaba_em(arquivo, marco):
        return True
    arquivo.seek(0)
    elos = (ler(linha) for linha in arquivo)
    return any(elo is not None and (elo.n, elo.soma) == (marco.linhas, marco.soma) for elo in elos)


class Percurso:
    """Anda pelas linhas e diz se elas continuam o que a base viu.

    Args:
        uuid: o da base.
        visto: até onde a base viu.
        do_marco: o percurso começa logo depois do que a base viu, e não na primeira linha.
    """

    def __init__(self, uuid: str, visto: Marco, *, do_marco: bool) -> None:
        self._comeco = comeco(uuid)
        self._visto = visto
        self._achou = do_marco or not visto.linhas
        self._inteira = True
        self._partida = False
        self._outra = False
        self._no_lugar = False
        self._lidas = 0
        self.ilegiveis = 0
        self.fim = visto if do_marco else Marco()

    def andar(self, linhas: Iterator[bytes]) -> Iterator[Elo]:
        """Anda até o fim; devolve os elos das linhas que a base não viu."""
        posicao = self.fim.bytes
        for linha in linhas:
            posicao += len(linha)
            elo = ler(linha)
            if elo is None:
                self.ilegiveis += self._achou
            elif self._passar(elo, posicao):
                yield elo

    def _passar(self, elo: Elo, posicao: int) -> bool:
        """Diz se a linha é das que a base não viu."""
        nova = self._achou
        continua = (elo.n, elo.anterior) == (self.fim.linhas + 1, self.fim.soma or self._comeco)
        if self._achou:
            self._partida = self._partida or not continua
        elif elo.recomeco:
            # O que falta antes dele o operador já aceitou, nesta base ou logo antes de ela cair.
            self._inteira = True
            self._achou = (elo.n, elo.anterior) == (self._visto.linhas + 1, self._visto.soma)
        else:
            self._inteira = self._inteira and continua
            self._outra = self._outra or (elo.n == 1 and elo.anterior != self._comeco)
        self._lidas += 1
        self._no_lugar = self._no_lugar or elo.n == self._visto.linhas
        self.fim = Marco(elo.n, posicao, elo.soma)
        if not nova and (elo.n, elo.soma) == (self._visto.linhas, self._visto.soma):
            self._achou, self._partida = True, not self._inteira
        return nova

    def quebra(self) -> Quebra | None:
        """O que não bate com o que a base viu; None se tudo bate."""
        if self._achou and not self._partida:
            return None
        if not self._lidas:
            return Quebra.VAZIO
        if self._outra:
            return Quebra.OUTRO
        if not self._achou and self._inteira and self.fim.linhas < self._visto.linhas:
            return Quebra.ENCURTADO
        return Quebra.OUTRO if self._no_lugar and self._inteira and not self._achou else Quebra.ALTERADO


def _somar(texto: bytes) -> str:
    return hashlib.sha256(texto).hexdigest()
