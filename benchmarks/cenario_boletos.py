"""O que `boletos.py` mede deste projeto: o mesmo cadastro por todos os caminhos, do débito aos bytes do PDF."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from benchmarks import pelo_canvas
from boletos.conferencia import leitura_de_volta as conferencia
from boletos.emissao import boleto as montagem
from boletos.emissao.boleto import Boleto
from boletos.papel import carne, ficha, logotipo
from boletos.titulo.pix import calcular_crc
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.documentos import completar_cnpj
from regras.encargos import Percentuais

HOJE = date(2024, 10, 1)
VENCIMENTO = date(2024, 10, 21)
"""De outubro de 2024 porque um dos pares recusa os de depois de 15/11/2024."""
CONTA = ContaCobranca("1", "237", "09", agencia="1234", agencia_dv="3", conta="0123456", conta_dv="0")
CONTA_COMUM = replace(CONTA, pdf_a=False)
PERCENTUAIS = Percentuais(Decimal(2), Decimal(1))


def _logotipo() -> bytes:
    """Um desenho com transparência e curvas suavizadas, como os de verdade."""
    imagem = Image.new("RGBA", (900, 400), (0, 0, 0, 0))
    lapis = ImageDraw.Draw(imagem)
    lapis.ellipse((10, 10, 390, 390), fill=(11, 97, 117, 255))
    lapis.ellipse((90, 90, 310, 310), fill=(225, 239, 242, 255))
    for linha, largura in enumerate((430, 380, 300)):
        lapis.rounded_rectangle((430, 80 + 90 * linha, 430 + largura, 130 + 90 * linha), 20, fill=(21, 33, 42, 255))
    arquivo = io.BytesIO()
    imagem.save(arquivo, "PNG")
    return logotipo.preparar(arquivo.getvalue())


EMPRESA = Empresa(
    "Comercial Aurora Ltda",
    "11222333000181",
    "Rua das Palmeiras",
    "1250",
    "",
    "Centro",
    "Joinville",
    "SC",
    "89201000",
    logotipo=_logotipo(),
)
CLIENTES = [
    Cliente(
        f"{numero:06}",
        f"Padaria Pão de Açúcar {numero}",
        cpf_cnpj=completar_cnpj(f"{numero:08}0001"),
        endereco="Avenida Getúlio Vargas",
        numero=str(numero),
        bairro="Centro",
        cidade="Jaraguá do Sul",
        uf="SC",
    )
    for numero in range(1, 2_001)
]
"""Um para cada boleto: nada do pagador se aproveita de um para o outro."""


def copia_e_cola(numero: int) -> str:
    """Um Pix dinâmico de 190 caracteres, diferente a cada boleto, do valor dele."""
    valor = f"{(10_000 + numero) / 100:.2f}"
    conta = "0014br.gov.bcb.pix2568" + f"pix.exemplo.com.br/qr/v2/cobv/93598be0-1bd0-4997-8318-{numero:014}"
    ate_o_crc = (
        f"00020101021226{len(conta):02}{conta}520400005303986"
        f"54{len(valor):02}{valor}5802BR5921COMERCIAL AURORA LTDA6009JOINVILLE62070503***6304"
    )
    return ate_o_crc + calcular_crc(ate_o_crc)


def montar(numero: int, *, empresa: Empresa = EMPRESA, conta: ContaCobranca = CONTA, pix: str = "") -> Boleto:
    """O débito de um número, calculado."""
    centavos = 10_000 + numero
    debito = Debito(
        f"{numero:06}",
        f"{numero:07}",
        "1",
        VENCIMENTO,
        centavos,
        centavos,
        date(2024, 9, 10),
        nosso_numero=f"{numero:011}",
        pix_copia_e_cola=pix,
    )
    return montagem.montar(debito, conta, empresa, CLIENTES[numero % len(CLIENTES)], HOJE, PERCENTUAIS)


def sem_logotipo(numero: int) -> bytes:
    """Do cadastro aos bytes, sem logotipo."""
    return ficha.em_pdf(montar(numero, empresa=_EMPRESA_SEM_LOGOTIPO))


def completo(numero: int) -> bytes:
    """Do cadastro aos bytes, com o logotipo da empresa, como o programa o faz de início: PDF/A e PDF/UA."""
    return ficha.em_pdf(montar(numero))


def comum(numero: int) -> bytes:
    """O mesmo, com a opção da conta desligada."""
    return ficha.em_pdf(montar(numero, conta=CONTA_COMUM))


def com_senha(numero: int) -> bytes:
    """O mesmo, que só abre com senha."""
    return ficha.em_pdf(montar(numero), "12345")


def do_carne(numero: int) -> bytes:
    """Uma folha de carnê: três boletos."""
    return carne.em_pdf([montar(numero + parcela) for parcela in range(3)])


def conferido(numero: int) -> bytes:
    """O mesmo, lendo de volta a linha digitável, como no fechamento."""
    boleto = montar(numero)
    pdf = ficha.em_pdf(boleto)
    conferencia.conferir(pdf, boleto, HOJE)
    return pdf


def com_pix(numero: int) -> bytes:
    """Do cadastro aos bytes, com logotipo e o Pix do banco conferido."""
    return ficha.em_pdf(montar(numero, pix=copia_e_cola(numero)))


def ingenuo(numero: int) -> bytes:
    """A mesma folha, com logotipo, desenhada traço a traço pelo ReportLab."""
    return pelo_canvas.em_pdf(montar(numero))


def pagina_vazia(_numero: int) -> bytes:
    """O menor documento que o ReportLab monta: o piso de quem usa um Canvas por boleto."""
    saida = io.BytesIO()
    canvas = Canvas(saida, pageCompression=1, invariant=1)
    canvas.showPage()
    canvas.save()
    return saida.getvalue()


_EMPRESA_SEM_LOGOTIPO = replace(EMPRESA, logotipo=b"")
COMUM, COM_SENHA, DO_CARNE = "comum, com logotipo", "completo, com senha", "folha de carnê, três boletos"
COMPLETO, CONFERIDO, COM_PIX = "completo, com logotipo", "completo e conferido", "completo, com Pix"
SEM_LOGOTIPO, INGENUO, VAZIA = "sem logotipo", "completo, traço a traço pelo ReportLab", "página vazia do ReportLab"
CAMINHOS: dict[str, Callable[[int], bytes]] = {
    COMPLETO: completo,
    CONFERIDO: conferido,
    COM_PIX: com_pix,
    COMUM: comum,
    COM_SENHA: com_senha,
    DO_CARNE: do_carne,
    SEM_LOGOTIPO: sem_logotipo,
    INGENUO: ingenuo,
    VAZIA: pagina_vazia,
}
