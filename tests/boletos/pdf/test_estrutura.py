from __future__ import annotations

import re

from boletos.pdf.estrutura import Elemento, contar_marcas, em_objetos

ELEMENTOS = (
    Elemento("H1", 0, (0,)),
    Elemento("P", 0, (1, 2)),
    Elemento("Figure", 1, (0,), "Código (de) barras".replace("(", "").replace(")", "")),
    Elemento("Table", filhos=(Elemento("TR", filhos=(Elemento("TD", 1, (1,)), Elemento("TD", 1))),)),
)
PAGINAS = (7, 8)
OBJETOS = em_objetos(ELEMENTOS, PAGINAS, 20)


def test_cada_marca_da_pagina_leva_ao_seu_elemento() -> None:
    """O índice é uma lista por página, na ordem das marcas: o leitor de tela vai da página à árvore por ele."""
    [indice] = (corpo for corpo in OBJETOS.values() if b"/Nums" in corpo)
    primeira, segunda = re.findall(rb"\d+ \[(.*?)\]", indice)
    donos = [OBJETOS[int(numero)] for numero in re.findall(rb"(\d+) 0 R", primeira)]
    assert [re.search(rb"/S /(\w+)", dono)[1] for dono in donos] == [b"H1", b"P", b"P"]
    assert len(re.findall(rb" 0 R", segunda)) == 2
    assert contar_marcas(ELEMENTOS) == 5


def test_toda_referencia_existe_e_todo_filho_aponta_para_o_pai() -> None:
    for numero, corpo in OBJETOS.items():
        for citado in re.findall(rb"(\d+) 0 R", corpo.replace(b"/Pg 7 0 R", b"").replace(b"/Pg 8 0 R", b"")):
            assert int(citado) in OBJETOS
        filhos = re.search(rb"/K \[((?:\d+ 0 R ?)+)\]", corpo)
        for filho in re.findall(rb"(\d+) 0 R", filhos[1]) if filhos else ():
            assert b"/P %d 0 R" % numero in OBJETOS[int(filho)]


def test_figura_diz_o_que_e() -> None:
    [figura] = (corpo for corpo in OBJETOS.values() if b"/Figure" in corpo)
    assert "/Alt (Código de barras)".encode("cp1252") in figura
