"""As folhas empilhadas: quando viram, o cabeçalho curto e o rodapé numerado."""

from __future__ import annotations

from datetime import date

from boletos.papel import desenho, leitura_pdf
from boletos.papel.documento import Metadados
from boletos.papel.folha import REGULAR, Letra
from boletos.pdf.estrutura import enfeite
from boletos.relatorios.paginas import (
    FIM_MM,
    TOPO_MM,
    Paginas,
    identificar,
    juntar,
)
from regras.cadastro import Empresa

EMPRESA = Empresa("Aurora Ltda", "11222333000181", "Rua A", "10", cidade="Joinville", uf="SC", cep="89201000")
LETRA = Letra(REGULAR, 8)


def test_peca_que_nao_cabe_espera_a_pagina_seguinte() -> None:
    paginas = Paginas(["curto"])
    assert paginas.cabe(FIM_MM - TOPO_MM)
    paginas.por(FIM_MM - TOPO_MM - 10, ["um traço"])
    assert paginas.cabe(10)
    assert not paginas.cabe(10.5)
    paginas.virar()
    assert paginas.paginas == [[enfeite("um traço")], [enfeite("curto")]]


def test_rodape_diz_quem_cobra_e_numera_todas() -> None:
    paginas = Paginas([desenho.texto(12, 20, "cabeçalho curto", LETRA)])
    paginas.virar()
    lido = leitura_pdf.texto(paginas.escrever(Metadados("t", "a", "s"), EMPRESA, date(2026, 11, 24)))
    assert lido.count("CNPJ 11.222.333/0001-81") == 2
    assert "Página 1 de 2" in lido
    assert "Página 2 de 2" in lido
    assert lido.count("cabeçalho curto") == 1


def test_o_que_a_empresa_nao_tem_nao_deixa_sobra() -> None:
    assert juntar("", "a", "", "b") == "a  ·  b"
    assert identificar(EMPRESA)[-1] == ""
