from __future__ import annotations

import threading
import zlib
from datetime import date

import pytest

from boletos.emissao.boleto import Boleto
from boletos.papel import desenho, ficha, leitura_pdf
from boletos.papel.documento import Metadados, Molde
from boletos.papel.folha import REGULAR, Letra
from regras.erros import DadoInvalido

DIA = date(2026, 11, 24)
TUDO = leitura_pdf.em_forma(rb"(?:[^()\\]|\\.)*")
INVALIDOS = [b"", b"nada", b"%PDF-1.4\n", b"\x00" * 500]


def textos_escritos(pdf: bytes) -> list[str]:
    return leitura_pdf.procurar_escritos(pdf, TUDO)


@pytest.mark.parametrize("ler", [leitura_pdf.texto, leitura_pdf.contar_paginas, textos_escritos])
@pytest.mark.parametrize("pdf", INVALIDOS)
def test_o_que_nao_e_pdf_e_recusado_com_frase(ler: object, pdf: bytes) -> None:
    with pytest.raises(DadoInvalido, match="danificado ou não é um PDF"):
        ler(pdf)


def test_imagem_do_que_nao_e_pdf_tambem() -> None:
    with pytest.raises(DadoInvalido, match="danificado"):
        leitura_pdf.pagina_em_rgb(b"nada", 1, 96)


def test_a_trava_solta_depois_de_um_arquivo_ruim(boleto: Boleto) -> None:
    with pytest.raises(DadoInvalido):
        leitura_pdf.texto(b"nada")
    assert leitura_pdf.contar_paginas(ficha.em_pdf(boleto)) == 1


def test_texto_tem_uma_linha_por_quebra(boleto: Boleto) -> None:
    texto = leitura_pdf.texto(ficha.em_pdf(boleto))
    assert "\r" not in texto
    assert "Panificadora Pão de Açúcar" in texto.split("\n")


def test_textos_escritos_sao_os_que_o_leitor_ve(boleto: Boleto) -> None:
    pdf = ficha.em_pdf(boleto)
    visto = "".join(leitura_pdf.texto(pdf).split())
    escritos = textos_escritos(pdf)
    assert len(escritos) > 90
    assert all("".join(escrito.split()) in visto for escrito in escritos)
    assert "".join("".join(escritos).split()).count("PãodeAçúcar") == 2


def test_textos_escritos_desfazem_os_escapes() -> None:
    dificil = "a (b) \\ é … “ü” \\101"
    pdf = Molde().em_pdf([[desenho.texto(10, 10, dificil, Letra(REGULAR, 9))]], Metadados("", "", ""), DIA)
    assert textos_escritos(pdf) == [dificil]


def test_fluxo_corrompido_e_recusado(boleto: Boleto) -> None:
    pdf = ficha.em_pdf(boleto)
    fluxo = pdf.index(b"<</Filter /FlateDecode")
    fluxo = pdf.index(b"stream\n", fluxo) + len(b"stream\n")
    estragado = pdf[:fluxo] + b"zz" + pdf[fluxo + 2 :]
    with pytest.raises(DadoInvalido, match="danificado"):
        textos_escritos(estragado)


def com_fluxo(comandos: bytes) -> bytes:
    """O menor PDF desta forma, com estes operadores."""
    corpo = b"%PDF-1.4\n1 0 obj\n<< >>\nstream\n" + zlib.compress(comandos, 9) + b"endstream\n"
    return corpo + b"xref\nstartxref\n%d\n%%%%EOF" % len(corpo)


def test_fluxo_que_se_expande_sem_fim_e_recusado(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leitura_pdf, "MAIS_COMANDOS_BYTES", 1000)
    assert textos_escritos(com_fluxo(b"(oi) Tj")) == ["oi"]
    with pytest.raises(DadoInvalido, match="danificado"):
        textos_escritos(com_fluxo(b" " * (leitura_pdf.MAIS_COMANDOS_BYTES + 1)))


def test_fluxo_sem_fim_nao_e_procurado_para_sempre() -> None:
    with pytest.raises(DadoInvalido, match="danificado"):
        textos_escritos(com_fluxo(b"(oi) Tj").replace(b"endstream", b"endstrean"))


@pytest.mark.parametrize("escrito", [b"\x81", b"\\777", b"\\9"])
def test_octeto_que_nao_e_letra_nao_derruba(escrito: bytes) -> None:
    assert len(textos_escritos(com_fluxo(b"(%b) Tj" % escrito))) == 1


def test_posicao_sem_fim_e_recusada() -> None:
    with pytest.raises(DadoInvalido, match="danificado"):
        textos_escritos(b"%PDF-1.4\nstartxref\n" + b"9" * 5000 + b"\n")


def test_pagina_que_nao_se_monta_e_recusada(boleto: Boleto) -> None:
    pdf = ficha.em_pdf(boleto).replace(b"/Type /ObjStm", b"/Type /ObjStn")
    for ler in (leitura_pdf.texto, lambda dado: leitura_pdf.pagina_em_rgb(dado, 1, 72)):
        with pytest.raises(DadoInvalido, match="danificado"):
            ler(pdf)


def test_pagina_de_quilometros_nao_come_a_memoria(boleto: Boleto) -> None:
    with pytest.raises(DadoInvalido, match="grande demais"):
        leitura_pdf.pagina_em_rgb(ficha.em_pdf(boleto), 1, 3000)


@pytest.mark.parametrize(("dpi", "tamanho"), [(72, (596, 842)), (150, (1241, 1754))])
def test_pagina_vem_em_tres_bytes_por_ponto_sem_folga(boleto: Boleto, dpi: int, tamanho: tuple[int, int]) -> None:
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(ficha.em_pdf(boleto), 1, dpi)
    assert (largura, altura) == tamanho
    assert len(pontos) == largura * altura * 3


def test_ordem_das_cores_e_vermelho_verde_azul() -> None:
    pdf = Molde().em_pdf([[desenho.caixa(0, 0, 210, 297, desenho.cor("FF0080"))]], Metadados("", "", ""), DIA)
    _, _, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, 72)
    assert tuple(pontos[3000:3003]) == (255, 0, 128)


@pytest.mark.parametrize("numero", [0, 2, -1])
def test_pagina_que_nao_ha_e_recusada(boleto: Boleto, numero: int) -> None:
    with pytest.raises(DadoInvalido, match="num documento de 1"):
        leitura_pdf.pagina_em_rgb(ficha.em_pdf(boleto), numero, 72)


def test_varias_threads_leem_ao_mesmo_tempo(boleto: Boleto) -> None:
    pdf, lidos = ficha.em_pdf(boleto), []
    threads = [
        threading.Thread(target=lambda: lidos.extend(zlib.crc32(leitura_pdf.texto(pdf).encode()) for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lidos) == 80
    assert len(set(lidos)) == 1


def test_a_senha_que_abre_e_achada_entre_as_possiveis(boleto: Boleto) -> None:
    fechado = ficha.em_pdf(boleto, "45997")
    assert leitura_pdf.senha_que_abre(fechado, ("459", "45997")) == "45997"
    assert leitura_pdf.senha_que_abre(ficha.em_pdf(boleto), ("459",)) == ""
    with pytest.raises(DadoInvalido, match="pede senha para abrir"):
        leitura_pdf.senha_que_abre(fechado, ("459",))
    with pytest.raises(DadoInvalido, match="danificado"):
        leitura_pdf.senha_que_abre(b"nada", ("459",))


def test_com_a_senha_texto_e_pagina_sao_lidos(boleto: Boleto) -> None:
    fechado = ficha.em_pdf(boleto, "45997")
    assert boleto.pagador.nome in leitura_pdf.texto(fechado, "45997")
    assert leitura_pdf.pagina_em_rgb(fechado, 1, 72, "45997")[:2] == (596, 842)
