"""Que cliente cadastrado uma planilha cita: pelo código; senão, se só um serve, por outro jeito de dizê-lo.

O outro jeito é o mesmo número sem zeros à esquerda, o CPF/CNPJ ou o nome exato (linha-de-comando.md, arquivos de
importação). Servindo a mais de um, não é de nenhum: cobrar a pessoa errada é pior que rejeitar a linha.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from modelos.acesso.conexao import ler
from modelos.cadastro.clientes import ClienteDB
from modelos.importacao.destinos import codigos_de_cliente
from regras.documentos import compactar_cpf_cnpj, e_cpf_cnpj_valido

AMBIGUO = ""


class ClientesCitados:
    """Acha os clientes de um arquivo. Os cadastrados são lidos de uma vez, só se um código não for o exato."""

    def __init__(self) -> None:
        self._outros: Mapping[str, set[str]] | None = None

    def achar(self, textos: Iterable[str]) -> dict[str, str]:
        """De cada texto para o código do cliente; `AMBIGUO` quando serve a mais de um, e ausente quando a nenhum."""
        procurados = sorted(set(textos))
        achados = {codigo: codigo for codigo in codigos_de_cliente(procurados)}
        for texto in procurados:
            if texto not in achados and (servem := self._que_servem(texto)):
                achados[texto] = next(iter(servem)) if len(servem) == 1 else AMBIGUO
        return achados

    def _que_servem(self, texto: str) -> set[str]:
        if self._outros is None:
            self._outros = _outros_nomes()
        return set().union(*(self._outros.get(forma, set()) for forma in _formas(texto)))


def _outros_nomes() -> Mapping[str, set[str]]:
    """De cada forma de dizer um cliente, que não é o código exato, para os códigos que ela serve."""
    outros: defaultdict[str, set[str]] = defaultdict(set)
    for codigo, nome, cpf_cnpj in ler(ClienteDB.select(ClienteDB.codigo, ClienteDB.nome, ClienteDB.cpf_cnpj)):
        formas = {f"nome {nome}", _numero(codigo), f"documento {cpf_cnpj}" if cpf_cnpj else ""}
        for forma in formas - {""}:
            outros[forma].add(codigo)
    return outros


def _formas(texto: str) -> set[str]:
    compacto = compactar_cpf_cnpj(texto)
    documento = f"documento {compacto}" if e_cpf_cnpj_valido(compacto) else ""
    return {f"nome {texto}", _numero(texto), documento} - {""}


def _numero(texto: str) -> str:
    """O número sem zeros à esquerda; vazio se não é número."""
    return f"numero {texto.lstrip('0') or '0'}" if texto.isascii() and texto.isdecimal() else ""
