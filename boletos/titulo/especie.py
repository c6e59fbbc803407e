"""Espécie do documento e aceite, como se imprimem (boleto.md B.7)."""

from __future__ import annotations

from regras.erros import DadoInvalido

NOMES = {
    "DM": "Duplicata mercantil",
    "DMI": "Duplicata mercantil por indicação",
    "DS": "Duplicata de serviço",
    "DSI": "Duplicata de serviço por indicação",
    "DR": "Duplicata rural",
    "AP": "Apólice de seguro",
    "CC": "Cartão de crédito",
    "CH": "Cheque",
    "CPR": "Cédula de produto rural",
    "CS": "Cobrança seriada",
    "DAE": "Dívida ativa estadual",
    "DAM": "Dívida ativa municipal",
    "DAU": "Dívida ativa da União",
    "DD": "Documento de dívida",
    "EC": "Encargos condominiais",
    "FAT": "Fatura",
    "LC": "Letra de câmbio",
    "ME": "Mensalidade escolar",
    "NCC": "Nota de crédito comercial",
    "NCE": "Nota de crédito à exportação",
    "NCI": "Nota de crédito industrial",
    "NCR": "Nota de crédito rural",
    "ND": "Nota de débito",
    "NF": "Nota fiscal",
    "NP": "Nota promissória",
    "NPR": "Nota promissória rural",
    "NS": "Nota de seguro",
    "O": "Outros",
    "PC": "Parcela de consórcio",
    "RC": "Recibo",
    "TM": "Triplicata mercantil",
    "TS": "Triplicata de serviço",
    "WAR": "Warrant",
}
"""As espécies por sigla, na ordem em que se oferecem: as duplicatas primeiro."""
PROPOSTA = "BDP"
"""Boleto de proposta: outro modelo, com aviso obrigatório; não serve para cobrar dívida (boleto.md B.6)."""
ACEITES = {"N": "não aceito", "A": "aceito"}
_MAIOR_CITADO = 30


def validar_especie(sigla: str) -> str:
    """Devolve a sigla em maiúsculas; vazia é DM. Cada banco aceita um subconjunto, que o contrato diz.

    Raises:
        DadoInvalido: sigla desconhecida, ou boleto de proposta.
    """
    limpa = sigla.strip().upper() or "DM"
    if limpa == PROPOSTA:
        raise DadoInvalido("espécie", "BDP é boleto de proposta, que não serve para cobrar débito")
    if limpa not in NOMES:
        citada = sigla.strip()[:_MAIOR_CITADO]
        raise DadoInvalido("espécie", f"“{citada}” não é uma sigla de espécie de documento (exemplo: DM)")
    return limpa


def validar_aceite(letra: str) -> str:
    """Devolve A (aceito) ou N (não aceito); vazio é N.

    Raises:
        DadoInvalido: outra coisa.
    """
    limpa = letra.strip().upper() or "N"
    if limpa not in ACEITES:
        raise DadoInvalido("aceite", f"“{letra.strip()[:_MAIOR_CITADO]}” não é A (aceito) nem N (não aceito)")
    return limpa
