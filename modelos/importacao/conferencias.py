"""Confere o que se grava mesmo errado, e devolve a frase do apontamento. Puro."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from regras.documentos import UFS, e_cpf_cnpj_valido, formatar_cep, separar_enderecos

ALGARISMOS_DA_LINHA_DIGITAVEL = 47


def conferir_cadastro(quem: str, mudancas: Mapping[str, Any]) -> Iterator[str]:
    """Aponta CPF/CNPJ, UF, CEP e e-mail que não conferem; o que não veio no arquivo não é olhado.

    Args:
        quem: começo da frase (`empresa`, `cliente 000123`).
        mudancas: campo → valor lido.
    """
    documento = mudancas.get("cpf_cnpj", "")
    if documento and not e_cpf_cnpj_valido(documento):
        yield f"{quem}: CPF/CNPJ “{documento}” não confere; confira no cadastro"
    uf = mudancas.get("uf", "")
    if uf and uf not in UFS:
        yield f"{quem}: “{uf}” não é uma UF"
    cep = mudancas.get("cep", "")
    if cep and formatar_cep(cep) == cep:
        yield f"{quem}: CEP “{cep}” não tem oito algarismos"
    yield from conferir_enderecos(quem, mudancas.get("email", ""))


def conferir_enderecos(quem: str, campo: str) -> Iterator[str]:
    """Aponta os endereços de e-mail que não poderão receber (regras.md §3.3)."""
    if campo:
        for endereco in separar_enderecos(campo)[1]:
            yield f"{quem}: e-mail “{endereco}” inválido; não receberá avisos"
