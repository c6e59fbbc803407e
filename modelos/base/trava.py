"""Travas entre processos: soltas pelo sistema quando quem as tem morre (regras.md §6.5)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Protocol

import filelock

from modelos.acesso import descritores, disco
from regras.erros import AmbienteIndisponivel

if sys.platform != "win32":
    import fcntl


class _Tranca(Protocol):
    def tentar(self) -> bool:
        """Toma sem esperar; diz se tomou."""

    def soltar(self) -> None:
        """Solta; solta de novo não é erro."""


class TravaDeArquivo:
    """Uma trava exclusiva entre processos, e entre objetos do mesmo processo.

    Args:
        arquivo: criado se não existe; só a trava nele importa, não o conteúdo.
    """

    def __init__(self, arquivo: Path) -> None:
        self.arquivo = arquivo
        # Sem `thread_local`: quem toma numa thread pode soltar noutra.
        self._trava = filelock.FileLock(arquivo, thread_local=False)

    def tentar(self) -> bool:
        """Toma a trava se estiver livre, sem esperar; diz se tomou.

        Raises:
            AmbienteIndisponivel: a pasta não deixa criar o arquivo.
        """
        if self._trava.is_locked:
            return False
        with disco.traduzir(self.arquivo):
            try:
                self._trava.acquire(timeout=0)
            except filelock.Timeout:
                return False
        return True

    def soltar(self) -> None:
        """Solta; solta de novo não é erro."""
        self._trava.release(force=True)


class _NoProprioArquivo:
    """A trava no arquivo de verdade: não há nome a apagar, e atalho ou outro nome chegam ao mesmo lugar.

    É a `flock`, que não se mistura com as travas por faixa com que o SQLite trabalha no mesmo arquivo. Mas fechar um
    descritor do arquivo soltaria, no POSIX, as que o SQLite tem neste processo: por isso eles são os de `descritores`.
    """

    def __init__(self, caminho: Path) -> None:
        self._caminho = caminho
        self._descritor: int | None = None
        self._criado = False

    def tentar(self) -> bool:
        if self._descritor is not None:
            return False
        while True:
            descritor = self._abrir()
            try:
                fcntl.flock(descritor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                descritores.devolver(descritor)
                return False
            except BaseException:
                descritores.devolver(descritor)
                raise
            if self._e_o_de_agora(descritor):
                self._descritor = descritor
                return True
            fcntl.flock(descritor, fcntl.LOCK_UN)
            descritores.devolver(descritor)  # trocado entre abrir e travar: o que vale é o novo

    def soltar(self) -> None:
        descritor, self._descritor = self._descritor, None
        if descritor is None:
            return
        if self._criado and os.fstat(descritor).st_size == 0 and self._e_o_de_agora(descritor):
            self._caminho.unlink(missing_ok=True)
        self._criado = False
        fcntl.flock(descritor, fcntl.LOCK_UN)
        descritores.devolver(descritor)

    def _abrir(self) -> int:
        """Base que ainda não existe vale por um arquivo vazio, tirado ao soltar se continua vazio."""
        try:
            return descritores.tomar(self._caminho)
        except FileNotFoundError:
            self._criado = True
            return os.open(self._caminho, os.O_RDONLY | os.O_CREAT, 0o600)

    def _e_o_de_agora(self, descritor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descritor), self._caminho.stat())
        except FileNotFoundError:
            return False


def _ao_lado(caminho: Path) -> TravaDeArquivo:
    """No Windows, onde arquivo aberto não se troca nem se apaga, ao lado do nome sem atalhos."""
    return TravaDeArquivo(caminho.with_name(caminho.name + ".fechamento.lock"))


class Trava:
    """A trava do fechamento de uma base: um fechamento por vez, por qualquer caminho que chegue ao arquivo dela.

    Args:
        caminho_base: o arquivo da base.
    """

    def __init__(self, caminho_base: Path) -> None:
        self._caminho = Path(os.path.realpath(caminho_base))
        self._tranca: _Tranca = _ao_lado(self._caminho) if sys.platform == "win32" else _NoProprioArquivo(self._caminho)

    def __enter__(self) -> Trava:
        """Toma."""
        self.tomar()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Solta."""
        self.soltar()

    def tentar(self) -> bool:
        """Toma a trava se estiver livre, sem esperar; diz se tomou.

        Raises:
            AmbienteIndisponivel: a base tem outro nome no disco, ou o sistema não deixou.
        """
        with disco.traduzir(self._caminho):
            exigir_nome_unico(self._caminho)
            return self._tranca.tentar()

    def soltar(self) -> None:
        """Solta; solta de novo não é erro."""
        self._tranca.soltar()

    def tomar(self) -> None:
        """Toma a trava, sem esperar.

        Raises:
            AmbienteIndisponivel: outro fechamento está em andamento, ou a base tem outro nome no disco.
        """
        if not self.tentar():
            raise AmbienteIndisponivel(
                "Outro fechamento está em andamento nesta base.",
                "Espere ele terminar, ou encerre-o na guia Fechamento do terminal em que está; "
                "em Terminais logados está quem tem o programa aberto.",
            )


def exigir_nome_unico(caminho: Path) -> None:
    """Recusa o arquivo com mais de um nome no disco: aberto por dois nomes, o SQLite não vê que é o mesmo.

    Raises:
        AmbienteIndisponivel: há outro nome (link físico).
    """
    try:
        nomes = caminho.stat().st_nlink
    except FileNotFoundError:
        return
    if nomes > 1:
        raise AmbienteIndisponivel(
            f"A base {caminho} tem {nomes} nomes no disco (link físico), e por outro nome ela se estraga ou envia duas"
            " vezes.",
            "Deixe um nome só: apague os outros, ou copie a base para um arquivo novo e use a cópia.",
        )
