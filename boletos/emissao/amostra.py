"""Boleto de amostra do teste de envio: igual a um de verdade, e impossível de pagar (regras.md §4)."""

from __future__ import annotations

from datetime import date, timedelta

from boletos.bancos import obter
from boletos.emissao.boleto import Boleto, Parte, da_conta, parte_da_empresa
from boletos.titulo import codigo
from boletos.titulo.instrucoes import separar
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca, Empresa
from regras.erros import DadoInvalido

CONTA_DE_AMOSTRA = ContaCobranca("AMOSTRA", "001", "17", convenio="9999999")
"""Usada quando ainda não há conta de cobrança cadastrada; o convênio não existe."""

_VALOR_CENTAVOS = 1
_DIAS_ATE_O_VENCIMENTO = 7
_SEM_CAMPO_LIVRE = "0" * codigo.TAMANHO_CAMPO_LIVRE


def amostra(conta: ContaCobranca | None, empresa: Empresa, hoje: date) -> Boleto:
    """Monta o boleto de amostra: R$ 0,01, marca "SEM VALOR" e DV geral trocado, que nenhum leitor aceita.

    Args:
        conta: a conta de cobrança a mostrar; None ou incompleta também serve.
        empresa: o beneficiário.
        hoje: data do processamento.

    Raises:
        DadoInvalido: espécie, aceite ou código de banco da conta que não existem.
    """
    conta = conta or CONTA_DE_AMOSTRA
    vencimento = hoje + timedelta(days=_DIAS_ATE_O_VENCIMENTO)
    nosso_numero, campo_livre = _do_banco(conta, empresa, hoje)
    barras = _trocar_dv(codigo.montar(conta.banco, vencimento, _VALOR_CENTAVOS, campo_livre))
    return Boleto(
        **da_conta(conta),
        nosso_numero=nosso_numero,
        codigo_barras=barras,
        linha_digitavel=codigo.para_linha(barras),
        beneficiario=parte_da_empresa(empresa),
        pagador=Parte("Cliente de Amostra", endereco="Rua do Exemplo, 1", cidade="Cidade", uf="SC", cep="00000-000"),
        documento="AMOSTRA",
        emissao=hoje,
        processamento=hoje,
        vencimento=vencimento,
        valor_centavos=_VALOR_CENTAVOS,
        instrucoes=("Boleto de amostra: não tem valor e não pode ser pago.", *separar(conta.instrucoes)),
        sem_valor=True,
        logotipo=empresa.logotipo,
    )


def _do_banco(conta: ContaCobranca, empresa: Empresa, hoje: date) -> tuple[str, str]:
    """(nosso número impresso, campo livre) da conta; zeros se ela não basta para o cálculo."""
    banco = obter(conta.banco)
    titulo = Titulo.da_conta(
        conta,
        nosso_numero="0",
        ano=f"{hoje:%y}",
        seu_numero="0",
        documento_beneficiario=empresa.cpf_cnpj,
        vencimento=hoje + timedelta(days=_DIAS_ATE_O_VENCIMENTO),
        valor_centavos=_VALOR_CENTAVOS,
    )
    try:
        return banco.calcular(titulo)
    except DadoInvalido:
        return "AMOSTRA", _SEM_CAMPO_LIVRE


def _trocar_dv(barras: str) -> str:
    """Põe na posição 5 um dígito que não é o do cálculo nem 0."""
    return f"{barras[:4]}{int(barras[4]) % 9 + 1}{barras[5:]}"
