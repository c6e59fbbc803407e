"""Senha dos PDFs: os primeiros caracteres do CPF/CNPJ de quem paga, que ele já sabe.

É uma cortina contra o olhar de passagem, não um cofre: quem tiver o arquivo e paciência a descobre.
"""

from __future__ import annotations

from regras.cadastro import Cliente, Empresa
from regras.documentos import compactar_cpf_cnpj

OPCOES = (0, 3, 4, 5, 6)
"""Quantos caracteres a empresa pode pedir; 0 é sem senha. Mais que isso o cliente erra ao digitar."""
USUAL = 5
"""O que bancos e operadoras costumam pedir."""
_TAMANHO_DO_CPF = 11


def dos_pdfs(empresa: Empresa, cliente: Cliente) -> str:
    """Devolve a senha dos PDFs de um cliente; vazia se a empresa não usa senha ou o cliente não tem documento."""
    return compactar_cpf_cnpj(cliente.cpf_cnpj)[: empresa.algarismos_da_senha]


def possiveis(cpf_cnpj: str) -> tuple[str, ...]:
    """Devolve as senhas que um PDF guardado de um cliente pode ter, qualquer que fosse a escolha da empresa então."""
    compacto = compactar_cpf_cnpj(cpf_cnpj)
    return tuple(compacto[:quantos] for quantos in OPCOES if quantos and compacto)


def como_abrir(empresa: Empresa, cliente: Cliente) -> str:
    """Devolve a frase que vai na mensagem; vazia se os PDFs abrem sem senha. Nunca traz a própria senha."""
    senha = dos_pdfs(empresa, cliente)
    if not senha:
        return ""
    documento = "CPF" if len(compactar_cpf_cnpj(cliente.cpf_cnpj)) == _TAMANHO_DO_CPF else "CNPJ"
    unidade = "algarismos" if senha.isdecimal() else "caracteres"
    return (
        f"Os PDFs pedem senha para abrir: os {len(senha)} primeiros {unidade} do {documento} de {cliente.nome}, "
        "sem pontos nem traços."
    )
