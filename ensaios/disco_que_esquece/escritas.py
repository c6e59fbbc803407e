"""O que cada processo escreveu, na ordem, e o disco que sobra se a luz acaba depois de uma dessas escritas.

`strace` conta cada escrita, sincronização e troca de nome; `DiscoQueEsquece` as repete guardando à parte o que nenhum
`fsync` cobriu. Na queda, disso o disco fica com nada, com tudo, com um começo, ou com umas partes e outras não, na
ordem que quiser: é o que a norma deixa, e o que discos de verdade fazem.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

CHAMADAS = "openat,write,pwrite64,ftruncate,fsync,fdatasync,lseek,rename,renameat,renameat2,unlink,unlinkat,link,linkat"
RASTREAR = ("strace", "-f", "-y", "-xx", "-s", "16000000", "-e", f"trace={CHAMADAS}")
"""Começo do comando que roda outro e conta o que ele escreve; falta `-o ARQUIVO`."""

_LINHA = re.compile(r"^(?P<quem>\d+) +(?P<chamada>\w+)\((?P<resto>.*)$")
_VOLTA = re.compile(r"^(?P<quem>\d+) +<\.\.\. \w+ resumed>(?P<resto>.*)$")
_PARTIDA = " <unfinished ...>"
_DESCRITOR = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")
_TEXTO = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_SETOR = 512
METADE = 0.5
UMAS_E_OUTRAS = 0.3
"""Quantas vezes, de cada arquivo, o disco guardou escritas salteadas."""
NO_FIM = -1
"""Onde se escreve num arquivo aberto para acrescentar."""


class Ato(Enum):
    """O que um processo fez a um arquivo."""

    ESCREVER = "escrever"
    ENCOLHER = "encolher"
    SINCRONIZAR = "sincronizar"
    CRIAR = "criar"
    MUDAR_NOME = "mudar o nome"
    APAGAR = "apagar"


@dataclass(frozen=True, slots=True)
class Escrita:
    """Um ato: em que arquivo, onde e o quê; `para` é o nome novo."""

    ato: Ato
    arquivo: str
    onde: int = 0
    conteudo: bytes = b""
    para: str = ""


def ler(linhas: Iterable[str]) -> Iterator[Escrita]:
    """As escritas de um arquivo do `strace`, na ordem em que acabaram."""
    partidas: dict[str, str] = {}
    posicoes: dict[tuple[str, str], int] = {}
    for linha in linhas:
        if achada := _VOLTA.match(linha):
            inteira = partidas.pop(achada["quem"], "") + achada["resto"]
        elif _PARTIDA in linha:
            partidas[linha.split(None, 1)[0]] = linha.replace(_PARTIDA, "").rstrip("\n")
            continue
        else:
            inteira = linha
        if achada := _LINHA.match(inteira):
            argumentos, _, volta = achada["resto"].rpartition(" = ")
            if argumentos and volta[:1].isdigit():
                yield from _escrita(achada["chamada"], argumentos.rstrip().removesuffix(")"), volta, posicoes)


def _escrita(chamada: str, argumentos: str, volta: str, posicoes: dict[tuple[str, str], int]) -> Iterator[Escrita]:
    textos = [_decodificar(texto) for texto in _TEXTO.findall(argumentos)]
    if chamada == "openat":
        yield from _aberto(argumentos, volta, posicoes)
    elif chamada.startswith("rename"):
        yield Escrita(Ato.MUDAR_NOME, textos[0].decode(), para=textos[1].decode())
    elif chamada.startswith("unlink"):
        yield Escrita(Ato.APAGAR, textos[0].decode())
    elif achado := _DESCRITOR.match(argumentos):
        arquivo = _decodificar(achado[2]).decode()
        aberto, numero = (achado[1], arquivo), int(volta.split(maxsplit=1)[0])
        ultimo = argumentos.rpartition(", ")[2]
        if chamada == "lseek" and posicoes.get(aberto) != NO_FIM:
            posicoes[aberto] = numero
        elif chamada in {"fsync", "fdatasync"}:
            yield Escrita(Ato.SINCRONIZAR, arquivo)
        elif chamada == "ftruncate":
            yield Escrita(Ato.ENCOLHER, arquivo, int(ultimo))
        elif chamada == "pwrite64":
            yield Escrita(Ato.ESCREVER, arquivo, int(ultimo), textos[0][:numero])
        elif chamada == "write":
            onde = posicoes.get(aberto, 0)
            posicoes[aberto] = onde if onde == NO_FIM else onde + numero
            yield Escrita(Ato.ESCREVER, arquivo, onde, textos[0][:numero])


def _aberto(argumentos: str, volta: str, posicoes: dict[tuple[str, str], int]) -> Iterator[Escrita]:
    if achado := _DESCRITOR.match(volta):
        arquivo = _decodificar(achado[2]).decode()
        posicoes[achado[1], arquivo] = NO_FIM if "O_APPEND" in argumentos else 0
        if "O_CREAT" in argumentos:
            yield Escrita(Ato.CRIAR, arquivo)
        if "O_TRUNC" in argumentos:
            yield Escrita(Ato.ENCOLHER, arquivo)


def _decodificar(texto: str) -> bytes:
    return bytes.fromhex(texto.replace("\\x", ""))


@dataclass(slots=True)
class _Conteudo:
    """Um arquivo: o que está no disco, e o que ainda só o sistema sabe."""

    no_disco: bytearray = field(default_factory=bytearray)
    esperam: list[Escrita] = field(default_factory=list)
    tamanho: int = 0

    def esperar(self, escrita: Escrita) -> None:
        onde = self.tamanho if escrita.onde == NO_FIM else escrita.onde
        fim = onde + len(escrita.conteudo)
        self.tamanho = onde if escrita.ato is Ato.ENCOLHER else max(self.tamanho, fim)
        self.esperam.append(replace(escrita, onde=onde))

    def sincronizar(self) -> None:
        for escrita in self.esperam:
            _fazer(self.no_disco, escrita)
        self.esperam.clear()

    def sobra(self, sorteio: random.Random) -> bytes:
        """Com nada, tudo, um começo ou umas das escritas que nenhum `fsync` cobriu; a última, às vezes partida."""
        quantas = len(self.esperam)
        ficam = self.esperam[: sorteio.choice((0, quantas, sorteio.randint(0, quantas)))]
        if sorteio.random() < UMAS_E_OUTRAS:
            ficam = [escrita for escrita in self.esperam if sorteio.random() < METADE]
        disco = bytearray(self.no_disco)
        for escrita in ficam[:-1]:
            _fazer(disco, escrita)
        for escrita in ficam[-1:]:
            passo = _SETOR if len(escrita.conteudo) > _SETOR else 1
            partida = sorteio.randrange(0, len(escrita.conteudo) + 1, passo)
            inteira = len(escrita.conteudo) if sorteio.random() < METADE else partida
            _fazer(disco, replace(escrita, conteudo=escrita.conteudo[:inteira]))
        return bytes(disco)


def _fazer(disco: bytearray, escrita: Escrita) -> None:
    disco.extend(bytes(max(escrita.onde - len(disco), 0)))
    if escrita.ato is Ato.ENCOLHER:
        del disco[escrita.onde :]
    else:
        disco[escrita.onde : escrita.onde + len(escrita.conteudo)] = escrita.conteudo


class DiscoQueEsquece:
    """Os arquivos de uma pasta, com o que um `fsync` já cobriu e o que não.

    Args:
        pasta: como está antes da primeira escrita; tudo dela está no disco.
        exigente: nome novo, trocado ou apagado só fica com o `fsync` da pasta dele (a norma); sem isso, com qualquer
            `fsync` depois (os sistemas de arquivos com diário).
    """

    def __init__(self, pasta: Path, *, exigente: bool = False) -> None:
        self._pasta, self._exigente = f"{pasta}{os.sep}", exigente
        self._nomes: dict[str, _Conteudo] = {}
        for arquivo in pasta.rglob("*"):
            if arquivo.is_file() and not arquivo.is_symlink() and not _memoria(str(arquivo)):
                lido = bytearray(arquivo.read_bytes())
                self._nomes[str(arquivo)] = _Conteudo(lido, tamanho=len(lido))
        self._no_disco = dict(self._nomes)
        self._esperam: list[tuple[Escrita, _Conteudo]] = []

    def aplicar(self, escrita: Escrita) -> None:
        """Faz o que o processo fez."""
        arquivo, conteudo = escrita.arquivo, self._nomes.get(escrita.arquivo)
        if escrita.ato is Ato.SINCRONIZAR:
            if conteudo is not None:
                conteudo.sincronizar()
            self._guardar_nomes(arquivo)
        elif not arquivo.startswith(self._pasta) or _memoria(arquivo):
            return
        elif escrita.ato is Ato.CRIAR:
            if conteudo is None:
                self._mudar_nome(escrita, _Conteudo())
        elif conteudo is not None and escrita.ato in {Ato.MUDAR_NOME, Ato.APAGAR}:
            self._mudar_nome(escrita, conteudo)
        elif conteudo is not None:
            conteudo.esperar(escrita)

    def _mudar_nome(self, escrita: Escrita, conteudo: _Conteudo) -> None:
        _mudar_nome(self._nomes, escrita, conteudo)
        self._esperam.append((escrita, conteudo))

    def _guardar_nomes(self, sincronizado: str) -> None:
        esperam, self._esperam = self._esperam, []
        for escrita, conteudo in esperam:
            if not self._exigente or sincronizado == os.path.dirname(escrita.arquivo):
                _mudar_nome(self._no_disco, escrita, conteudo)
            else:
                self._esperam.append((escrita, conteudo))

    def cair(self, sorteio: random.Random) -> dict[str, bytes]:
        """O que o disco tem quando a luz volta: arquivo → conteúdo."""
        nomes = dict(self._no_disco)
        for escrita, conteudo in self._esperam[: sorteio.randint(0, len(self._esperam))]:
            _mudar_nome(nomes, escrita, conteudo)
        return {nome: conteudo.sobra(sorteio) for nome, conteudo in nomes.items()}


def _memoria(arquivo: str) -> bool:
    """O índice do WAL vive na memória partilhada e se refaz dele: nunca conta como gravado."""
    return arquivo.endswith("-shm")


def _mudar_nome(nomes: dict[str, _Conteudo], escrita: Escrita, conteudo: _Conteudo) -> None:
    if escrita.ato is not Ato.CRIAR:
        nomes.pop(escrita.arquivo, None)
    if escrita.ato is not Ato.APAGAR:
        nomes[escrita.para or escrita.arquivo] = conteudo
