from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pypdfium2.raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boletos.papel import leitura_pdf
from boletos.relatorios.relatorio import Relatorio, em_pdf
from regras.aviso import DebitoAvisado
from regras.cadastro import Cliente, Empresa
from regras.debito import Classe

HOJE = date(2026, 11, 24)
LINHA = "23791234054000000004853012345608269040000014150"
EMPRESA = Empresa(
    "Distribuidora São João Ltda.",
    "11222333000181",
    "Rua das Palmeiras",
    "1250",
    "galpão 4",
    "Distrito Industrial",
    "Joinville",
    "SC",
    "89219600",
    "(47) 3433-1200",
    "cobranca@exemplo.com.br",
)
CLIENTE = Cliente("000123", "Panificadora Pão de Açúcar", cpf_cnpj="45997418000153")


def debito(dias: int = 12, *, classe: Classe | None = None, **mudancas: object) -> DebitoAvisado:
    base = DebitoAvisado(
        cliente="000123",
        documento="7788",
        parcela="1",
        vencimento=HOJE - timedelta(days=dias),
        classe=classe or (Classe.VENCIDO if dias > 0 else Classe.A_VENCER),
        dias=dias,
        valor_centavos=1_000_00,
        saldo_centavos=1_000_00,
        multa_centavos=20_00 if dias > 0 else 0,
        juros_centavos=4_00 if dias > 0 else 0,
        emissao=date(2026, 9, 1),
        codigo_barras="x" * 44,
        linha_digitavel=LINHA,
    )
    return replace(base, **mudancas)


def relatorio(*debitos: DebitoAvisado) -> Relatorio:
    return Relatorio(EMPRESA, CLIENTE, HOJE, debitos)


def texto(*debitos: DebitoAvisado) -> str:
    return leitura_pdf.texto(em_pdf(relatorio(*debitos))).replace("\xa0", " ")


def paginas(pdf: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(pdf)) as documento:
        lidas = []
        for numero in range(len(documento)):
            with closing(documento[numero]) as pagina, closing(pagina.get_textpage()) as da_pagina:
                lidas.append(da_pagina.get_text_bounded())
        return lidas


def test_quem_cobra_esta_completo_no_alto_e_no_rodape() -> None:
    lido = texto(debito())
    for trecho in ("Distribuidora São João Ltda.", "CNPJ 11.222.333/0001-81", "Joinville/SC - CEP 89219-600"):
        assert lido.count(trecho) == 2
    assert "Rua das Palmeiras, 1250, galpão 4 - Distrito Industrial" in lido
    assert "(47) 3433-1200 · cobranca@exemplo.com.br" in lido.replace("  ", " ")


def test_diz_de_quem_e_e_de_quando() -> None:
    lido = texto(debito())
    assert "Panificadora Pão de Açúcar" in lido
    assert "CNPJ 45.997.418/0001-53" in lido
    assert "Posição em 24/11/2026" in lido


def test_cliente_com_cpf_e_chamado_de_cpf() -> None:
    pessoa = replace(CLIENTE, cpf_cnpj="12345678909")
    assert "CPF 123.456.789-09" in leitura_pdf.texto(em_pdf(Relatorio(EMPRESA, pessoa, HOJE, (debito(),))))


def test_linha_do_debito_traz_tudo_em_ordem() -> None:
    linha = " ".join(texto(debito()).split())
    assert "7788/1 01/09/2026 12/11/2026 12 dias 1.000,00 20,00 4,00 1.024,00" in linha
    assert "Linha digitável 23791.23405 40000.000048 53012.345608 2 69040000014150" in linha


def test_secoes_subtotais_e_total() -> None:
    lido = " ".join(texto(debito(), debito(30), debito(-3)).split())
    assert "Débitos vencidos (2) R$ 2.048,00 Débitos a vencer (1) R$ 1.000,00 Total atualizado R$ 3.048,00" in lido
    assert "Subtotal vencido 2.000,00 40,00 8,00 2.048,00" in lido
    assert "Subtotal a vencer 1.000,00 – – 1.000,00" in lido
    assert "Total 3.000,00 40,00 8,00 3.048,00" in lido


@pytest.mark.parametrize(
    ("debitos", "aparece", "some"),
    [((debito(),), "Débitos vencidos", "a vencer"), ((debito(-1),), "Débitos a vencer", "encid")],
)
def test_secao_vazia_nao_aparece(debitos: tuple[DebitoAvisado, ...], aparece: str, some: str) -> None:
    lido = texto(*debitos)
    assert aparece in lido
    assert some not in lido


@pytest.mark.parametrize(
    ("dias", "classe", "escrito"),
    [
        (1, Classe.VENCIDO, "1 dia"),
        (12, Classe.VENCIDO, "12 dias"),
        (0, Classe.A_VENCER, "hoje"),
        (-1, Classe.A_VENCER, "em 1 dia"),
        (-3, Classe.A_VENCER, "em 3 dias"),
        (2, Classe.A_VENCER, "há 2 dias"),
    ],
)
def test_dias_por_extenso(dias: int, classe: Classe, escrito: str) -> None:
    assert f" {escrito} 1.000,00" in " ".join(texto(debito(dias, classe=classe)).split())


def test_saldo_menor_que_o_valor_e_dito() -> None:
    parcial = debito(saldo_centavos=400_00)
    assert "Saldo de um valor original de R$ 1.000,00" in texto(parcial)
    assert "valor original" not in texto(debito())


def test_debito_sem_boleto_vai_assim_mesmo() -> None:
    lido = texto(debito(linha_digitavel=None, codigo_barras=None))
    assert "Sem boleto neste aviso" in lido
    assert "Linha digitável" not in lido


def test_sem_encargos_nao_fala_deles() -> None:
    assert "Multa e juros calculados até 24/11/2026" in texto(debito())
    assert "Multa e juros calculados" not in texto(debito(-3))


def test_emissao_que_falta_fica_em_branco() -> None:
    assert "7788/1 12/11/2026" in " ".join(texto(debito(emissao=None)).split())


def test_documento_sem_parcela_nao_tem_barra() -> None:
    assert "7788 01/09/2026" in " ".join(texto(debito(parcela="")).split())


def test_pagina_unica_diz_que_e_uma() -> None:
    assert "Página 1 de 1" in texto(debito())


def test_trezentos_debitos_em_paginas_numeradas_com_cabecalho_repetido() -> None:
    muitos = [debito(numero + 1, documento=f"D{numero:04d}") for numero in range(280)] + [
        debito(-1, documento=f"V{numero:04d}") for numero in range(20)
    ]
    lidas = paginas(em_pdf(relatorio(*muitos)))
    quantas = len(lidas)
    assert 14 <= quantas <= 20
    for numero, lida in enumerate(lidas, start=1):
        assert f"Página {numero} de {quantas}" in lida
        assert "Distribuidora São João Ltda." in lida
        assert "Panificadora Pão de Açúcar" in lida
        assert "Documento / parcela" in lida
    assert "Débitos vencidos (continuação)" in lidas[1]
    assert "continuação" not in lidas[0]
    juntas = "".join(lidas)
    assert [juntas.count(f"{item.documento}/1") for item in muitos] == [1] * 300
    assert juntas.count("23791.23405 40000.000048 53012.345608 2 69040000014150") == 300


def test_ordem_dos_debitos_e_a_do_aviso() -> None:
    lido = texto(*(debito(9 - numero, documento=f"D{numero}") for numero in range(8)))
    assert re.findall(r"D\d", lido) == [f"D{numero}" for numero in range(8)]


@pytest.mark.parametrize("quantos", range(1, 60))
def test_nenhuma_linha_invade_o_rodape_nem_fica_sem_titulo_ou_total(quantos: int) -> None:
    pdf = em_pdf(relatorio(*(debito(documento=f"D{numero}") for numero in range(quantos))))
    for lida in paginas(pdf):
        assert "Débitos vencidos" in lida or "Total" in lida
        if "Subtotal vencido" in lida:
            assert re.search(r"D\d+/1", lida)
    assert max(pes_dos_textos(pdf)) <= 281


def pes_dos_textos(pdf: bytes) -> list[float]:
    """Pé de cada texto acima do rodapé, em mm a partir do alto."""
    achados = []
    with closing(pypdfium2.PdfDocument(pdf)) as documento:
        for numero in range(len(documento)):
            with closing(documento[numero]) as pagina:
                for objeto in pagina.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                    _, baixo, _, alto = (medida * 25.4 / 72 for medida in objeto.get_bounds())
                    if 297 - alto < 283:
                        achados.append(297 - baixo)
    return achados


def test_valores_grandes_nao_se_encostam() -> None:
    enorme = debito(
        900,
        valor_centavos=9_999_999_999,
        saldo_centavos=9_999_999_998,
        multa_centavos=999_999_999,
        juros_centavos=9_999_999_999,
        documento="D" * 90,
    )
    assert "99.999.999,98 9.999.999,99 99.999.999,99 209.999.999,96" in " ".join(texto(enorme).split())


def test_mesmos_debitos_dao_os_mesmos_bytes() -> None:
    assert em_pdf(relatorio(debito(), debito(-1))) == em_pdf(relatorio(debito(), debito(-1)))


def test_metadados_em_portugues() -> None:
    with closing(pypdfium2.PdfDocument(em_pdf(relatorio(debito())))) as documento:
        lidos = documento.get_metadata_dict()
    assert lidos["Title"] == "Relatório de débitos, Panificadora Pão de Açúcar, 24/11/2026"
    assert lidos["Author"] == "Distribuidora São João Ltda."


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_nenhum_texto_derruba_o_relatorio(hostil: str) -> None:
    empresa = replace(EMPRESA, nome=hostil, endereco=hostil, email=hostil, telefone=hostil, cidade=hostil)
    pdf = em_pdf(Relatorio(empresa, replace(CLIENTE, nome=hostil, codigo=hostil), HOJE, (debito(documento=hostil),)))
    assert "Página 1 de 1" in leitura_pdf.texto(pdf)


@pytest.mark.parametrize("vazio", [lambda: Relatorio(Empresa("", ""), Cliente("", ""), HOJE, (debito(),)), relatorio])
def test_cadastro_vazio_ou_sem_debitos_ainda_desenha(vazio: Callable[[], Relatorio]) -> None:
    assert "Relatório de débitos" in leitura_pdf.texto(em_pdf(vazio()))
