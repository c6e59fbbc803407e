"""O nosso número em partes, para os testes que provam uma de cada vez."""

from __future__ import annotations

from boletos.bancos.banco import Banco
from boletos.titulo.titulo import Titulo


def numero_de(banco: Banco, titulo: Titulo) -> str:
    """Com prefixo e zeros, sem máscara nem dígito."""
    return banco.leiaute(titulo).numero(titulo)


def dv_de(banco: Banco, titulo: Titulo) -> str:
    """O dígito que o acompanha no papel; vazio onde não há."""
    leiaute = banco.leiaute(titulo)
    nosso = leiaute.nosso_numero(titulo)
    return nosso.dv if "?" in leiaute.impresso(titulo, nosso._replace(dv="?")) else ""
