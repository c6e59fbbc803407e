"""Endereço como se imprime nos PDFs."""

from __future__ import annotations

from boletos.emissao.boleto import Parte


def em_linhas(parte: Parte) -> tuple[str, ...]:
    """Devolve a rua e a linha de cidade, UF e CEP; a que não tem nada não vem."""
    cidade = "/".join(filter(None, (parte.cidade, parte.uf)))
    cep = f"CEP {parte.cep}" if parte.cep else ""
    return tuple(filter(None, (parte.endereco, " - ".join(filter(None, (cidade, cep))))))
