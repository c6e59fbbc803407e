"""A linha digitável de um boleto que o banco teria emitido por uma conta."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from boletos import bancos
from boletos.emissao.boleto import montar
from boletos.papel.ficha import em_pdf
from boletos.titulo import codigo
from boletos.titulo.titulo import Titulo
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.encargos import Percentuais

CNPJ = "11222333000181"
VENCE = date(2026, 12, 10)


def linha_de(conta: ContaCobranca, nosso_numero: str = "12345", *, parcela: str = "") -> str:
    """De R$ 150,00, a vencer em 10/12/2026."""
    titulo = Titulo.da_conta(
        conta,
        nosso_numero=nosso_numero,
        ano="26",
        seu_numero="1234",
        parcela=parcela,
        documento_beneficiario=CNPJ,
        vencimento=VENCE,
        valor_centavos=150_00,
    )
    livre = bancos.obter(conta.banco).campo_livre(titulo)
    return codigo.para_linha(codigo.montar(conta.banco, VENCE, 150_00, livre))


def pdf_de(conta: ContaCobranca, cnpj: str = CNPJ) -> tuple[bytes, str]:
    """O PDF e a linha de um boleto desta conta, em nome deste CNPJ."""
    debito = Debito("000123", "1", "", VENCE, 100_00, 100_00, emissao=VENCE, nosso_numero="12345")
    empresa = Empresa("Empresa Ltda.", cnpj, "Rua A", "10", cidade="Joinville", uf="SC", cep="89201000")
    cliente = Cliente("000123", "José da Silva", cpf_cnpj="52998224725", endereco="Rua B", cidade="Itajaí", uf="SC")
    boleto = montar(debito, conta, empresa, cliente, VENCE, Percentuais(Decimal(0), Decimal(0)))
    return em_pdf(boleto), boleto.linha_digitavel
