"""O fim do log do programa, do mais antigo ao mais novo."""

from __future__ import annotations

from pathlib import Path

from modelos.acesso import disco, locais

_ARQUIVO = "aviso.log"
_MAIOR = 400_000
"""Octetos que vão no pedido: alguns dias de uso, e um arquivo que cabe num e-mail."""


def ler_fim(pasta: Path | None = None) -> str:
    """As últimas linhas inteiras, também as do arquivo anterior se o de agora acabou de começar; vazio se não há.

    Raises:
        AmbienteIndisponivel: há registro, e este usuário não pode lê-lo.
    """
    onde = pasta or locais.pasta_de_registros()
    lido, cortado = b"", False
    for arquivo in (onde / _ARQUIVO, onde / f"{_ARQUIVO}.1"):
        if not cortado:
            fim, cortado = _fim_de(arquivo, _MAIOR - len(lido))
            lido = fim + lido
    inteiras = lido.partition(b"\n")[2] if cortado else lido
    return inteiras.decode("utf-8", errors="replace")


def _fim_de(arquivo: Path, quantos: int) -> tuple[bytes, bool]:
    """Os últimos octetos, e se havia mais antes deles."""
    with disco.traduzir(arquivo):
        if not arquivo.is_file():
            return b"", False
        sobra = max(arquivo.stat().st_size - quantos, 0)
        with arquivo.open("rb") as aberto:
            aberto.seek(sobra)
            return aberto.read(quantos), bool(sobra)
