"""Planilhas de teste, montadas em memória."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl


def montar(*linhas: Sequence[Any], outras_abas: Sequence[str] = ()) -> bytes:
    """Um XLSX com as linhas na primeira aba; as outras vêm com uma célula preenchida."""
    livro = openpyxl.Workbook()
    folha = livro.active
    assert folha is not None
    for linha in linhas:
        folha.append(list(linha))
    for nome in outras_abas:
        livro.create_sheet(nome)["A1"] = "sobra"
    saida = io.BytesIO()
    livro.save(saida)
    livro.close()
    return saida.getvalue()


def trocar(xlsx: bytes, parte: str, de: bytes, para: bytes) -> bytes:
    """O mesmo arquivo com um trecho de uma parte trocado."""
    saida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as origem, zipfile.ZipFile(saida, "w", zipfile.ZIP_DEFLATED) as destino:
        for nome in origem.namelist():
            conteudo = origem.read(nome)
            if nome == parte:
                assert de in conteudo
                conteudo = conteudo.replace(de, para)
            destino.writestr(nome, conteudo)
    return saida.getvalue()


FOLHA = "xl/worksheets/sheet1.xml"
