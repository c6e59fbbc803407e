"""Travas de arquivo: do processo que as tem, e soltas pelo sistema quando ele morre (regras.md §6.5)."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import filelock

from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel


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


class Trava(TravaDeArquivo):
    """A trava do fechamento de uma base: um fechamento por vez, em qualquer terminal desta máquina.

    Args:
        caminho_base: o arquivo da base; a trava fica ao lado.
    """

    def __init__(self, caminho_base: Path) -> None:
        super().__init__(caminho_base.with_name(caminho_base.name + ".fechamento.lock"))

    def __enter__(self) -> Trava:
        """Toma."""
        self.tomar()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Solta."""
        self.soltar()

    def tomar(self) -> None:
        """Toma a trava, sem esperar.

        Raises:
            AmbienteIndisponivel: outro fechamento está em andamento.
        """
        if not self.tentar():
            raise AmbienteIndisponivel(
                "Outro fechamento está em andamento nesta base.",
                "Espere ele terminar, ou encerre-o na guia Fechamento do terminal em que está; "
                "em Terminais logados está quem tem o programa aberto.",
            )
