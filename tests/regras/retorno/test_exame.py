"""O que se recusa inteiro, os totais que não fecham, e o segmento que perdeu o par."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regras.retorno.linhas import ArquivoRecusado
from tests.regras.retorno.test_leitura import EXEMPLOS, ler

DE_240 = (EXEMPLOS / "237-240-sintetico.ret").read_bytes()
DE_400 = (EXEMPLOS / "237-400.ret").read_bytes()


def _trocar(octetos: bytes, linha: int, coluna: int, por: bytes) -> bytes:
    linhas = octetos.split(b"\r\n")
    linhas[linha] = linhas[linha][: coluna - 1] + por + linhas[linha][coluna - 1 + len(por) :]
    return b"\r\n".join(linhas)


def _sem_a_linha(octetos: bytes, indice: int) -> bytes:
    linhas = octetos.split(b"\r\n")
    del linhas[indice]
    return b"\r\n".join(linhas)


RECUSADOS: dict[str, tuple[Callable[[], bytes], str]] = {
    "vazio": (lambda: b"\r\n  \r\n", "vazio"),
    "imagem": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "nem de 400"),
    "planilha": (lambda: b"cliente;documento\r\n1;2\r\n", "nem de 400"),
    "arrecadacao": (lambda: b"A2" + b" " * 148, "CNAB 150"),
    "remessa de 400": (lambda: b"01REMESSA01COBRANCA" + b" " * 381, "remessa"),
    "remessa de 240": (lambda: _trocar(_trocar(DE_240, 0, 143, b"1"), 1, 9, b"R"), "remessa"),
    "banco sem leiaute": (lambda: _trocar(DE_400, 0, 77, b"399"), "banco 399"),
    "banco sem leiaute de 240": (lambda: _trocar(DE_240, 0, 1, b"077"), "banco 077"),
    "sem trailer": (lambda: DE_240[: 241 * 10], "cortado"),
    "trailer cortado": (lambda: DE_400.rstrip()[:-1], "cortado"),
    "trailer de 240 cortado": (lambda: DE_240[: 242 * 11 + 28], "cortado"),
    "so o cabecalho": (lambda: DE_400[:400], "cortado"),
    "cabecalho de 240 sem sentido": (lambda: b"\r\n".join((b"23700000" + b" " * 232, b"23799999")), "não diz"),
}


@pytest.mark.parametrize("caso", RECUSADOS)
def test_recusa_inteiro_dizendo_o_que_e(caso: str) -> None:
    montar, dito = RECUSADOS[caso]
    with pytest.raises(ArquivoRecusado) as erro:
        ler(montar())
    assert dito in erro.value.frase()
    assert erro.value.o_que_fazer


def test_registro_a_menos_ou_fora_de_ordem_nao_fecha() -> None:
    assert ler(DE_240)[0].fecha()
    assert ler(DE_400)[0].fecha()
    assert ler(_sem_a_linha(DE_240, 3))[0].divergencias == [10, 11]
    assert ler(_sem_a_linha(DE_400, 3))[0].divergencias == [4, 5, 6, 7]
    assert ler(_trocar(DE_240, 11, 18, b"000002"))[0].divergencias == [12]


def test_titulo_sem_o_seu_u_e_u_sem_t() -> None:
    _, titulos, orfaos = ler(_sem_a_linha(DE_240, 3))
    assert [titulo.completo for titulo in titulos] == [False, True, True, True]
    assert titulos[0].valor_pago_centavos is None
    assert titulos[1:] == [titulo._replace(linha=titulo.linha - 1) for titulo in ler(DE_240)[1][1:]]
    assert not orfaos
    _, titulos, orfaos = ler(_sem_a_linha(DE_240, 2))
    assert (len(titulos), orfaos) == (3, [3])


def test_u_de_outro_lote_ou_de_outro_numero_nao_e_dele() -> None:
    for coluna, por in ((4, b"0002"), (9, b"00009")):
        _, titulos, orfaos = ler(_trocar(DE_240, 3, coluna, por))
        assert not titulos[0].completo
        assert orfaos == [4]


def test_registro_curto_e_incompleto_e_nao_zero() -> None:
    linhas = DE_240.split(b"\r\n")
    curtas = {2: 95, 5: 152}
    _, titulos, _ = ler(b"\r\n".join(linha[: curtas.get(indice, 240)] for indice, linha in enumerate(linhas)))
    assert [titulo.completo for titulo in titulos] == [False, False, True, True]
    assert titulos[0].valor_centavos is None
    assert titulos[0].valor_pago_centavos == 15000
    assert titulos[1].valor_pago_centavos is None
    linhas = DE_400.split(b"\r\n")
    _, titulos, _ = ler(b"\r\n".join([linhas[0], linhas[1][:300], *linhas[2:]]))
    assert (titulos[0].completo, titulos[0].valor_pago_centavos) == (False, None)


def test_tamanhos_que_os_bancos_mandam() -> None:
    certo = ler(DE_240)[1]
    linhas = DE_240.split(b"\r\n")
    assert ler(b"\n".join(linha.rstrip() for linha in linhas))[1] == certo
    assert ler(b"\r\n".join(linha + b"    " for linha in linhas if linha))[1] == certo
    assert ler(DE_240.rstrip() + b"\r\n\x1a")[1] == certo


def test_registro_de_pix_depois_do_titulo_nao_e_titulo() -> None:
    linhas = DE_400.split(b"\r\n")
    pix = b"4" + b" " * 393 + b"000003"
    seguintes = [linha[:394] + b"%06d" % ordem for ordem, linha in enumerate(linhas[2:-1], 4)]
    examinado, titulos, _ = ler(b"\r\n".join([*linhas[:2], pix, *seguintes]))
    assert examinado.fecha()
    assert len(titulos) == 6
