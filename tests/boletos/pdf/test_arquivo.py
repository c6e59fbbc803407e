from __future__ import annotations

import re
import zlib
from datetime import date

import pytest

from boletos.papel import desenho
from boletos.papel.documento import Metadados, Molde
from boletos.papel.folha import REGULAR, Letra
from boletos.pdf.arquivo import Arquivo, Fluxo

DIA = date(2026, 11, 24)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    texto = desenho.texto(10, 20, "x", Letra(REGULAR, 9))
    return Molde(paginas=2).em_pdf([[texto], [texto]], Metadados("Título", "(autor) \\", ""), DIA)


def entradas(pdf: bytes) -> list[tuple[int, int, int]]:
    """As linhas da tabela de posições: tipo, onde, e a ordem dentro do pacote."""
    inicio = int(pdf.rpartition(b"startxref\n")[2].split()[0])
    achado = re.match(rb"\d+ 0 obj\n<<.*?>>\nstream\n(.*?)\nendstream", pdf[inicio:], re.DOTALL)
    assert achado is not None
    tabela = zlib.decompress(achado[1])
    linhas = (tabela[posicao : posicao + 7] for posicao in range(0, len(tabela), 7))
    return [(linha[0], int.from_bytes(linha[1:5]), int.from_bytes(linha[5:])) for linha in linhas]


def test_todas_as_posicoes_da_tabela_apontam_para_objetos(pdf: bytes) -> None:
    linhas = entradas(pdf)
    assert f"/Size {len(linhas)} ".encode() in pdf
    for numero, (tipo, onde, ordem) in enumerate(linhas):
        if tipo == 1:
            assert pdf[onde:].startswith(b"%d 0 obj\n" % numero)
        if tipo == 2:
            pacote = pdf[linhas[onde][1] :]
            dados = zlib.decompress(pacote[pacote.index(b"stream\n") + 7 : pacote.index(b"\nendstream")])
            assert dados.split()[2 * ordem] == b"%d" % numero


def test_o_que_nao_existe_fica_livre() -> None:
    arquivo = Arquivo({1: b"<< /Type /Catalog >>", 4: Fluxo(b"/N 1", b"x")}, 1, range(5, 6))
    feito = arquivo.em_pdf([Fluxo(b"", b"y")], {"Title": b"t"})
    assert [tipo for tipo, *_ in entradas(feito)] == [0, 2, 0, 0, 1, 1, 1, 1, 1]


def test_a_identidade_muda_com_o_conteudo() -> None:
    def identidade(titulo: str) -> bytes:
        feito = Molde().em_pdf([[]], Metadados(titulo, "", ""), DIA)
        [achada] = re.findall(rb"/ID \[<(\w{32})> <\w{32}>\]", feito)
        return bytes(achada)

    assert identidade("um") == identidade("um") != identidade("dois")
