"""Que capítulo do tutorial explica cada tela: é o que F1 abre onde o campo não tem texto próprio. Sem Qt."""

from __future__ import annotations

CAPITULO_DA_TELA: dict[str, str] = {
    "fechamento": "fechar",
    "pedidos": "importar",
    "falha_numeracao": "importar",
    "aviso_debitos": "comecar",
    "aviso": "em_duvida",
    "historico": "reenviar",
    "previa": "previa",
    "evolucao": "fechar",
    "relatorio_fechamento": "fechar",
    "importar": "importar",
    "conferir_linha": "boletos",
    "promessas": "promessa",
    "restaurar": "restaurar",
    "destravar": "mudar_de_maquina",
    "ajustes": "previa",
    "clientes": "promessa",
    "debitos": "importar",
    "empresa": "comecar",
    "grupos": "grupos",
    "situacoes": "situacoes",
    "feriados": "a_vencer",
    "devolvidos": "devolucoes",
    "caixa_devolucoes": "devolucoes",
    "contas_email": "conta",
    "contas_cobranca": "boletos",
    "mensagens": "mensagem",
    "testar_envio": "primeiro_envio",
    "suporte": "duvidas",
}
"""Pelo nome no registro das telas; a que não está aqui abre o tutorial no começo."""
