"""O arquivo em linhas: BOM, UTF-16, fins misturados, brancos, e o que passa do tamanho."""

from __future__ import annotations

import io

import pytest

from regras.retorno import linhas
from regras.retorno.linhas import ArquivoRecusado


def _ler(octetos: bytes) -> list[tuple[int, bytes]]:
    return list(linhas.ler(linhas.abrir(octetos)))


def test_fins_de_linha_misturados_brancos_e_marca_de_fim() -> None:
    assert _ler(b"um\r\ndois\n   \n\r\ntres  \r\n\x1a\r\n") == [(1, b"um"), (2, b"dois"), (5, b"tres  ")]
    assert _ler(b"um\n" + b" " * 240 + b"\nfim") == [(1, b"um"), (3, b"fim")]


@pytest.mark.parametrize(
    "octetos", ["coração".encode("utf-8-sig"), b"\xff\xfe" + "coração".encode("utf-16-le")], ids=["utf-8", "utf-16"]
)
def test_a_marca_de_codificacao_sai(octetos: bytes) -> None:
    ((_, linha),) = _ler(octetos)
    assert linha.startswith(b"cora")
    assert linha.endswith(b"o")


def test_linha_comprida_e_arquivo_grande_sao_recusados(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _ler(b"x" * 1000 + b"\r\n") == [(1, b"x" * 1000)]
    for branco in (b"x", b" "):
        with pytest.raises(ArquivoRecusado, match="a linha 2 passa de 1000 colunas"):
            _ler(b"curta\n" + branco * 1001)
    monkeypatch.setattr(linhas, "MAIOR_ARQUIVO", 3)
    with pytest.raises(ArquivoRecusado, match="MB"):
        linhas.abrir(b"1234")


def test_utf_16_pela_metade_e_recusado() -> None:
    with pytest.raises(ArquivoRecusado):
        linhas.abrir(b"\xff\xfea")


def test_le_de_qualquer_fluxo_sem_guardar() -> None:
    lidas = linhas.ler(io.BytesIO(b"um\ndois\n"))
    assert next(lidas) == (1, b"um")
