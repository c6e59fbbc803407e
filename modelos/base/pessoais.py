"""O que a base sabe de pessoas e empresas, para nada disso sair num pedido de suporte."""

from __future__ import annotations

from modelos.acesso import dialeto
from modelos.acesso.conexao import atual, leitura

NOMES: dict[str, tuple[str, ...]] = {
    "avisos": ("cliente", "cliente_nome"),
    "caixas_devolucoes": ("usuario", "pasta"),
    "clientes": ("codigo", "nome", "fantasia", "endereco", "complemento", "bairro", "cidade"),
    "consultas_erp": ("nome", "banco", "usuario", "consulta"),
    "contas_cobranca": ("beneficiario_final",),
    "contas_email": ("nome", "usuario"),
    "contatos": ("nome",),
    "empresas": ("nome", "endereco", "complemento", "bairro", "cidade"),
    "feriados_locais": ("nome",),
    "grupos": ("nome",),
    "mensagens": ("nome", "assunto"),
    "pastas_vigiadas": ("maquina",),
    "promessas": ("quem",),
    "retornos": ("arquivo",),
    "situacoes": ("nome",),
    "terminais": ("nome", "usuario"),
}
"""Colunas cujas palavras dizem quem é alguém ou onde mora, ou que o operador nomeia como quer."""
CODIGOS: dict[str, tuple[str, ...]] = {
    "agradecimentos": ("documento",),
    "aviso_debitos": ("documento",),
    "clientes": ("codigo", "cpf_cnpj", "cep", "telefone", "numero"),
    "contatos": ("telefone",),
    "contas_cobranca": ("agencia", "conta", "convenio", "conferida_com", "beneficiario_final_cpf_cnpj"),
    "contas_email": ("aplicativo", "locatario"),
    "debitos": ("documento", "nosso_numero", "numero"),
    "empresas": ("cpf_cnpj", "cep", "telefone", "numero"),
    "pedidos": ("numero",),
    "retorno_titulos": ("nosso_numero", "numero", "seu_numero"),
}
"""Colunas que apontam alguém ou uma dívida por um código."""
SERVIDORES: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("caixas_devolucoes", "consultas_erp", "contas_email"), ("servidor",)
)
"""Colunas com o endereço de um servidor, que pode trazer o nome da empresa."""


@leitura()
def valores(colunas: dict[str, tuple[str, ...]]) -> set[str]:
    """Tudo o que as colunas têm escrito, sem repetir.

    Args:
        colunas: as de cada tabela; uma das constantes deste módulo.

    Raises:
        AmbienteIndisponivel: a base está ocupada ou danificada.
    """
    achados: set[str] = set()
    for tabela, nomes in colunas.items():
        for nome in nomes:
            comando = f'SELECT DISTINCT "{nome}" FROM "{tabela}" WHERE "{nome}" <> \'\''  # noqa: S608 - constantes daqui
            achados.update(str(valor) for (valor,) in dialeto.ler_cru(atual, comando, []))
    return achados
