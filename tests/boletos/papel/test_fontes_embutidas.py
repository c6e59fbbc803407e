from __future__ import annotations

import re
from datetime import date

import pytest

from boletos.papel import desenho, leitura_pdf
from boletos.papel.documento import Marcado, Metadados, Molde
from boletos.papel.folha import CODIGOS, FONTES, LETRAS, Fonte, Letra
from boletos.papel.fontes_embutidas import COMUNS, embutir

DIA = date(2026, 11, 24)


def folha(fonte: Fonte, texto: str, *, todas: bool) -> bytes:
    molde = Molde(marcado=Marcado((), todas))
    return molde.em_pdf([[desenho.texto(10, 20, texto, Letra(fonte, 12))]], Metadados("", "", ""), DIA)


@pytest.mark.parametrize("fonte", FONTES)
@pytest.mark.parametrize("todas", [False, True])
def test_as_larguras_sao_as_da_helvetica(fonte: Fonte, todas: bool) -> None:
    dicionario, _, _ = embutir(fonte, todas=todas)
    larguras = re.search(rb"/Widths \[(.*?)\]", dicionario)[1].split()
    for letra in LETRAS if todas else COMUNS:
        assert int(larguras[CODIGOS[letra] - 32]) == fonte.larguras[letra]


@pytest.mark.parametrize("fonte", FONTES)
@pytest.mark.parametrize("todas", [False, True])
def test_toda_letra_do_recorte_tem_desenho_e_volta_no_texto(fonte: Fonte, todas: bool) -> None:
    letras = sorted((LETRAS if todas else COMUNS) - {" ", "\xa0"})
    vazia = leitura_pdf.pagina_em_rgb(folha(fonte, "", todas=todas), 1, 40)
    for letra in letras:
        assert leitura_pdf.pagina_em_rgb(folha(fonte, letra, todas=todas), 1, 40) != vazia, letra
    for inicio in range(0, len(letras), 30):
        trecho = letras[inicio : inicio + 30]
        assert set(leitura_pdf.texto(folha(fonte, "".join(trecho), todas=todas))) == set(trecho)
