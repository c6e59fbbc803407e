"""Cofres de teste: o que guarda de verdade, e o que o sistema trancou."""

from __future__ import annotations

from envio.acesso.segredos import CofreEmMemoria
from regras.erros import AmbienteIndisponivel


class CofreQueGuarda(CofreEmMemoria):
    """Faz as vezes do cofre do sistema."""

    e_persistente = True


class CofreTrancado(CofreQueGuarda):
    """O sistema não deixa gravar nem ler."""

    def guardar(self, chave: int | str, senha: str) -> None:
        """Recusa."""
        raise AmbienteIndisponivel("O cofre está trancado.", "Destranque-o.")

    def obter(self, chave: int | str) -> str | None:
        """Recusa."""
        raise AmbienteIndisponivel("O cofre está trancado.", "Destranque-o.")
