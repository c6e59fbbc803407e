from __future__ import annotations

import re
import tracemalloc
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import deqr
import pypdfium2
import pypdfium2.raw
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from boletos.emissao.boleto import Boleto, Parte
from boletos.papel import leitura_pdf, logotipo
from boletos.papel.ficha import em_pdf
from boletos.titulo import codigo
from tests.boletos.papel.test_logotipo import desenho, em_arquivo
from tests.boletos.titulo.test_pix import DINAMICO, ESTATICO, com_valor

MAIOR_PDF = 8 * 1024
LOGOTIPO = logotipo.preparar(em_arquivo(desenho()))
QUALQUER = st.text(st.characters(exclude_categories=()), max_size=60)

VETORES = [
    ("001-021", "00191848500000350000000001234567004785000211", "00190000090123456700447850002115184850000035000"),
    ("033-031", "03398871800001052509378045700000025208428101", "03399378074570000002452084281014887180000105250"),
    ("104-017", "10491989000000020001242119000100041574602991", "10491242151900010004015746029915198900000002000"),
    ("237-057", "23792200000000002000001250002201913912345670", "23790001245000220191639123456707220000000000200"),
    ("341-007", "34194254800006757871090001015271248021246000", "34191090080101527124880212460002425480000675787"),
    ("748-015", "74898813900000200001119200007201560585305100", "74891119270000720156905853051000881390000020000"),
    ("756-027", "75699816800093015781306901082819000100107001", "75691306980108281900201001070018981680009301578"),
]


def imagem(pdf: bytes, dpi: int) -> Image.Image:
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, dpi)
    return Image.frombytes("RGB", (largura, altura), pontos)


def textos(pdf: bytes) -> list[str]:
    return leitura_pdf.texto(pdf).split("\n")


class Retangulo(NamedTuple):
    """Lugar de um texto na folha, em mm a partir do alto."""

    esquerda: float
    alto: float
    direita: float
    pe: float

    def encontra(self, outro: Retangulo) -> bool:
        lado_a_lado = self.direita <= outro.esquerda or outro.direita <= self.esquerda
        um_sobre_o_outro = self.pe <= outro.alto or outro.pe <= self.alto
        return not (lado_a_lado or um_sobre_o_outro)


def lugares_dos_textos(pdf: bytes) -> list[Retangulo]:
    lugares = []
    with closing(pypdfium2.PdfDocument(pdf)) as documento, closing(documento[0]) as pagina:
        for objeto in pagina.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            esquerda, baixo, direita, alto = (medida * 25.4 / 72 for medida in objeto.get_bounds())
            lugares.append(Retangulo(esquerda, 297 - alto, direita, 297 - baixo))
    return lugares


@pytest.mark.parametrize(("vetor", "codigo_barras", "linha_digitavel"), VETORES, ids=[vetor for vetor, *_ in VETORES])
def test_leitor_independente_le_a_barra_e_o_texto_tras_a_linha(
    boleto: Boleto, vetor: str, codigo_barras: str, linha_digitavel: str
) -> None:
    banco = vetor[:3]
    pdf = em_pdf(replace(boleto, banco=banco, codigo_barras=codigo_barras, linha_digitavel=linha_digitavel, cip=""))
    lidos = zxingcpp.read_barcodes(imagem(pdf, 150))
    assert [lido.text for lido in lidos] == [codigo_barras]
    assert lidos[0].format == zxingcpp.BarcodeFormat.ITF
    assert codigo.formatar_linha(linha_digitavel) in textos(pdf)


def test_linha_sai_mascarada_e_inteira_nas_duas_vias(boleto: Boleto) -> None:
    assert leitura_pdf.texto(em_pdf(boleto)).count("23791.23405 40000.000048 53012.345608 2 69040000014150") == 2


@pytest.mark.parametrize("dpi", [110, 300])
def test_barra_le_em_tela_e_em_impressora(boleto: Boleto, dpi: int) -> None:
    assert [lido.text for lido in zxingcpp.read_barcodes(imagem(em_pdf(boleto), dpi))] == [boleto.codigo_barras]


class TestMedidas:
    """O que se mede na folha impressa a 300 pontos por polegada (boleto.md B.1)."""

    DPI = 300
    MEIO_PONTO_MM = 25.4 / DPI

    def preto(self, pdf: bytes, *, alto_mm: float, baixo_mm: float, ate_mm: float = 210) -> tuple[float, ...]:
        """Esquerda, alto, direita e pé do que há de escuro na faixa, em mm da folha."""
        folha = imagem(pdf, self.DPI).convert("L")
        faixa = tuple(round(mm / self.MEIO_PONTO_MM) for mm in (0, alto_mm, ate_mm, baixo_mm))
        recorte = ImageOps.invert(folha.crop(faixa)).point(lambda tom: 255 * (tom > 127))
        esquerda, alto, direita, pe = recorte.getbbox()
        return tuple(
            medida * self.MEIO_PONTO_MM + origem
            for medida, origem in ((esquerda, 0), (alto, alto_mm), (direita, 0), (pe, alto_mm))
        )

    def test_barras_tem_103_por_13_com_o_centro_a_12_do_pe(self, boleto: Boleto) -> None:
        esquerda, alto, direita, pe = self.preto(em_pdf(boleto), alto_mm=277.5, baixo_mm=297, ate_mm=120)
        assert direita - esquerda == pytest.approx(103, abs=0.2)
        assert pe - alto == pytest.approx(13, abs=0.2)
        assert 297 - (alto + pe) / 2 == pytest.approx(12, abs=0.1)

    def test_zona_de_silencio_dos_dois_lados(self, boleto: Boleto) -> None:
        esquerda, _, direita, _ = self.preto(em_pdf(boleto), alto_mm=279, baixo_mm=291, ate_mm=120)
        assert esquerda >= 5
        do_lado = imagem(em_pdf(boleto), self.DPI).crop(
            tuple(round(mm / self.MEIO_PONTO_MM) for mm in (direita + 0.2, 279, direita + 5.2, 291))
        )
        assert do_lado.getextrema() == ((255, 255),) * 3

    def test_ficha_tem_de_95_a_104_de_altura_na_largura_da_folha(self, boleto: Boleto) -> None:
        esquerda, corte, direita, _ = self.preto(em_pdf(boleto), alto_mm=193.5, baixo_mm=196, ate_mm=210)
        assert 95 <= 297 - corte <= 104
        assert 170 <= direita - esquerda <= 216

    def test_caracteres_da_linha_digitavel_tem_de_3_5_a_4(self, boleto: Boleto) -> None:
        folha = em_pdf(replace(boleto, linha_digitavel="0" * 47))
        lugar = next(lugar for lugar in lugares_dos_textos(folha) if lugar.esquerda > 59 and lugar.alto > 196)
        _, alto, _, pe = self.preto(folha, alto_mm=lugar.alto, baixo_mm=lugar.pe)
        assert 3.5 <= pe - alto <= 4


def test_pdf_e_pequeno(boleto: Boleto) -> None:
    cheio = replace(boleto, instrucoes=tuple(f"{n}. Após 01/09/2016, cobrar multa de R$ {n},83" for n in range(12)))
    assert len(em_pdf(boleto)) <= MAIOR_PDF
    assert len(em_pdf(cheio)) <= MAIOR_PDF


def test_mesmo_boleto_da_os_mesmos_bytes(boleto: Boleto) -> None:
    assert em_pdf(boleto) == em_pdf(replace(boleto))


def test_recibo_traz_o_que_a_lei_e_os_bancos_pedem(boleto: Boleto) -> None:
    recibo, _, _ = leitura_pdf.texto(em_pdf(boleto)).partition("Corte na linha tracejada")
    for obrigatorio in (
        "Recibo do Pagador",
        "Autenticação Mecânica",
        "Bradesco | 237-2",
        "Distribuidora São João Ltda.",
        "11.222.333/0001-81",
        "Rua das Palmeiras, 1250, galpão 4 - Distrito Industrial",
        "Joinville/SC - CEP 89219-600",
        "1234-X / 0123456-X",
        "R$\xa0141,50",
        "01/09/2016",
        "04/00000000453-1",
        "000123/2",
        "Panificadora Pão de Açúcar",
        "23791.23405 40000.000048 53012.345608 2 69040000014150",
    ):
        assert obrigatorio in recibo.replace("R$ ", "R$\xa0").replace("  ", " ")


def test_rotulo_e_conteudo_saem_juntos_em_ordem_de_leitura(boleto: Boleto) -> None:
    _, _, ficha = leitura_pdf.texto(em_pdf(boleto)).partition("Corte na linha tracejada")
    em_ordem = re.sub(r"\s+", " ", ficha)
    ordem = (
        "Bradesco 237-2 23791.23405",
        "Local de pagamento Pagável preferencialmente",
        "Vencimento 01/09/2016",
        "Beneficiário Distribuidora São João Ltda.",
        "Agência / Código do beneficiário 1234-X / 0123456-X",
        "Data do documento 01/08/2016 Nº do documento 000123/2 Espécie doc. DM Aceite N",
        "Data do processamento 10/08/2016",
        "Nosso número 04/00000000453-1",
        "CIP 000 Carteira 04 Espécie moeda R$",
        "(=) Valor do documento 141,50",
        "Instruções (Texto de responsabilidade do beneficiário) Após 01/09/2016, cobrar multa",
        "(-) Desconto / Abatimento (-) Outras deduções (+) Mora / Multa / Juros",
        "(+) Outros acréscimos (=) Valor cobrado",
        "Pagador Panificadora Pão de Açúcar",
        "Jaraguá do Sul/SC - CEP 89251-000",
        "Autenticação Mecânica – Ficha de Compensação",
    )
    posicoes = [em_ordem.find(trecho) for trecho in ordem]
    assert -1 not in posicoes
    assert posicoes == sorted(posicoes)


def test_nomes_antigos_nao_aparecem(boleto: Boleto) -> None:
    assert not re.search("cedente|sacado", leitura_pdf.texto(em_pdf(boleto)), re.IGNORECASE)


def test_sem_cip_a_casa_some(boleto: Boleto) -> None:
    assert "CIP" in leitura_pdf.texto(em_pdf(boleto))
    assert "CIP" not in leitura_pdf.texto(em_pdf(replace(boleto, cip="")))


def test_sem_vencimento_e_sem_valor_definido(boleto: Boleto) -> None:
    barras = codigo.montar("237", None, 0, "1234040000000045301234560")
    aberto = replace(
        boleto,
        vencimento=None,
        emissao=None,
        valor_centavos=0,
        codigo_barras=barras,
        linha_digitavel=codigo.para_linha(barras),
    )
    texto = leitura_pdf.texto(em_pdf(aberto))
    assert texto.count("Contra apresentação") == 2
    assert "Em aberto" in texto


def test_amostra_diz_que_nao_tem_valor_e_o_boleto_nao(boleto: Boleto) -> None:
    amostra = em_pdf(replace(boleto, sem_valor=True))
    assert leitura_pdf.texto(amostra).count("SEM VALOR") == 4
    assert "SEM VALOR" not in leitura_pdf.texto(em_pdf(boleto))
    assert len(amostra) <= MAIOR_PDF


def test_marca_da_amostra_nao_encosta_nas_barras(boleto: Boleto) -> None:
    amostra = em_pdf(replace(boleto, sem_valor=True))
    assert [lido.text for lido in zxingcpp.read_barcodes(imagem(amostra, 150))] == [boleto.codigo_barras]


ENORME = "Indústria e Comércio de Confecções Albuquerque de Vasconcelos & Filhos 🙂 漢字 " * 20
SEM_ESPACO = "W" * 500


@pytest.mark.parametrize("comprido", [ENORME, SEM_ESPACO, "i" * 2_000])
def test_texto_enorme_nao_invade_o_vizinho_nem_sai_da_folha(boleto: Boleto, comprido: str) -> None:
    parte = Parte(comprido, "12.345.678/0001-95", comprido, comprido, "SC", "89219-600")
    cheio = replace(
        boleto,
        banco_nome=comprido,
        local_pagamento=comprido,
        beneficiario=parte,
        pagador=parte,
        agencia_codigo=comprido,
        carteira=comprido,
        nosso_numero=comprido,
        documento=comprido,
        especie=comprido,
        instrucoes=(comprido,) * 15,
        valor_centavos=9_999_999_999,
    )
    pdf = em_pdf(cheio)
    lugares = lugares_dos_textos(pdf)
    assert [(um, outro) for n, um in enumerate(lugares) for outro in lugares[n + 1 :] if um.encontra(outro)] == []
    assert all(lugar.esquerda >= 8 and lugar.direita <= 202 and lugar.pe <= 297 for lugar in lugares)
    assert "…" in leitura_pdf.texto(pdf)
    assert [lido.text for lido in zxingcpp.read_barcodes(imagem(pdf, 150))] == [boleto.codigo_barras]


def test_nome_comprido_encolhe_antes_de_ser_cortado(boleto: Boleto) -> None:
    nome = "Associação dos Produtores Rurais do Vale do Itapocu e Região Serrana"
    folha = leitura_pdf.texto(em_pdf(replace(boleto, beneficiario=replace(boleto.beneficiario, nome=nome))))
    assert folha.count(nome) == 2


def test_parte_so_com_nome_nao_deixa_sobra(boleto: Boleto) -> None:
    vazio = replace(boleto, beneficiario=Parte("A"), pagador=Parte(""), instrucoes=(), local_pagamento="", emissao=None)
    assert "CEP" not in leitura_pdf.texto(em_pdf(vazio))
    assert codigo.formatar_linha(boleto.linha_digitavel) in textos(em_pdf(vazio))


def test_letra_que_falta_vira_outra(boleto: Boleto) -> None:
    texto = leitura_pdf.texto(em_pdf(replace(boleto, pagador=Parte("Ŕubens 漢 & cia"))))
    assert texto.count("Rubens ? & cia") == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(nome=QUALQUER, instrucoes=st.lists(QUALQUER, max_size=4))
def test_nenhum_texto_derruba_o_boleto(boleto: Boleto, nome: str, instrucoes: list[str]) -> None:
    hostil = replace(
        boleto, pagador=Parte(nome, nome, nome), documento=nome, beneficiario=Parte(nome), instrucoes=tuple(instrucoes)
    )
    assert codigo.formatar_linha(boleto.linha_digitavel) in textos(em_pdf(hostil))


def test_metadados_dizem_o_que_e(boleto: Boleto) -> None:
    with closing(pypdfium2.PdfDocument(em_pdf(boleto))) as documento:
        lidos = documento.get_metadata_dict()
    assert lidos["Title"] == "Boleto 000123/2, vencimento 01/09/2016"
    assert lidos["Author"] == "Distribuidora São João Ltda."
    assert lidos["Subject"] == "Boleto bancário 237-2, nosso número 04/00000000453-1"
    assert lidos["CreationDate"] == f"D:{date(2016, 8, 10):%Y%m%d}"


class TestComPixLogotipoEBeneficiarioFinal:
    """O que nem todo boleto tem."""

    def test_qr_impresso_e_lido_por_outra_biblioteca_e_a_barra_continua_lendo(self, boleto: Boleto) -> None:
        pdf = em_pdf(replace(boleto, pix=DINAMICO, logotipo=LOGOTIPO))
        folha = imagem(pdf, 150)
        lidos = deqr.QRdecDecoder().decode(folha.convert("L"), convert_data=False)
        assert [b"".join(parte.data for parte in lido.data_entries).decode() for lido in lidos] == [DINAMICO]
        barras = zxingcpp.read_barcodes(folha, zxingcpp.BarcodeFormat.ITF)
        assert [lido.text for lido in barras] == [boleto.codigo_barras]

    def test_copia_e_cola_sai_inteiro_sem_perder_espaco(self, boleto: Boleto) -> None:
        escritos = leitura_pdf.procurar_escritos(em_pdf(replace(boleto, pix=ESTATICO)), leitura_pdf.em_forma(b"[^()]+"))
        inicio = escritos.index("Pix copia e cola") + 1
        assert "".join(escritos[inicio : escritos.index("Como pagar")]) == ESTATICO

    def test_sem_pix_nao_ha_convite_a_pagar_com_ele(self, boleto: Boleto) -> None:
        assert "Pix" not in leitura_pdf.texto(em_pdf(boleto))
        assert "Pague com Pix" in leitura_pdf.texto(em_pdf(replace(boleto, pix=DINAMICO)))

    def test_logotipo_sai_inteiro_no_recibo_ao_lado_do_nome(self, boleto: Boleto) -> None:
        pdf = em_pdf(replace(boleto, logotipo=LOGOTIPO))
        with closing(pypdfium2.PdfDocument(pdf)) as documento, closing(documento[0]) as pagina:
            formularios = pagina.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
            lugares = [[medida * 25.4 / 72 for medida in figura.get_bounds()] for figura in formularios]
        [(esquerda, baixo, direita, alto)] = lugares
        proporcao = (direita - esquerda) / (alto - baixo)
        original = logotipo.ler(LOGOTIPO)
        assert proporcao == pytest.approx(original.width / original.height, rel=0.02)
        assert (esquerda, 297 - alto) == pytest.approx((11, 26.4), abs=0.05)
        assert direita <= 49 + 0.05

    def test_beneficiario_final_so_quando_ha(self, boleto: Boleto) -> None:
        assert "Beneficiário final" not in leitura_pdf.texto(em_pdf(boleto))
        final = replace(boleto, beneficiario_final=Parte("Fundo de Recebíveis Horizonte", "45.997.418/0001-53"))
        texto = re.sub(r"\s+", " ", leitura_pdf.texto(em_pdf(final)))
        assert "Beneficiário final Fundo de Recebíveis Horizonte - 45.997.418/0001-53 Autenticação" in texto

    def test_com_tudo_fica_em_9_kb_e_sem_pix_em_8(self, boleto: Boleto) -> None:
        completo = replace(boleto, logotipo=LOGOTIPO, beneficiario_final=boleto.pagador)
        assert len(em_pdf(completo)) <= MAIOR_PDF
        assert len(em_pdf(replace(completo, pix=com_valor("141.50")))) <= MAIOR_PDF + 1024


def test_uma_conta_nao_sai_no_boleto_da_outra(boleto: Boleto) -> None:
    """O que é da conta fica compilado: trocar qualquer parte dele tem de trocar o papel."""
    em_pdf(boleto)
    for mudanca in (
        {"beneficiario": replace(boleto.beneficiario, nome="Outra Empresa")},
        {"agencia_codigo": "9999 / 999"},
        {"carteira": "77"},
        {"local_pagamento": "Pagável na lotérica"},
        {"especie": "NP"},
        {"banco_nome": "Outro Banco"},
    ):
        outro = replace(boleto, **mudanca)
        esperado = next(iter(mudanca.values()))
        assert str(getattr(esperado, "nome", esperado)) in leitura_pdf.texto(em_pdf(outro))


def test_lote_grande_nao_ocupa_mais_memoria(boleto: Boleto) -> None:
    def desenhar(quantos: int) -> None:
        for numero in range(quantos):
            pagador = replace(boleto.pagador, nome=f"Cliente de número {numero}")
            em_pdf(replace(boleto, pagador=pagador, documento=str(numero), pix=DINAMICO))

    desenhar(1_500)
    tracemalloc.start()
    antes, _ = tracemalloc.get_traced_memory()
    desenhar(500)
    depois, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert depois - antes < 300_000
