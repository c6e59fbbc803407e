"""Módulos provados no teste de outro, porque são pedaços dele ou têm todos a mesma forma.

A regra é `tests/<pasta>/test_<modulo>.py` para cada módulo. Módulo novo ganha o seu; só entra aqui o que não se
prova sozinho, e o teste dito tem de alcançá-lo pelos imports. Um nome que termina em `/` vale para a pasta.
"""

from __future__ import annotations

from collections.abc import Mapping

PROVADOS_EM: Mapping[str, tuple[str, ...]] = {
    # A mesma forma em todos: os casos vêm dos vetores e do registro, pelo código do banco.
    "tests/boletos/test_todos_os_bancos.py": ("boletos/bancos/",),
    # Só descrição ou só posição: o que se prova é o papel que sai.
    "tests/boletos/test_ficha.py": ("boletos/composicao.py", "boletos/conteudo.py", "boletos/leiaute_ficha.py"),
    "tests/boletos/test_carne.py": ("boletos/leiaute_carne.py",),
    "tests/boletos/test_leiaute.py": ("boletos/blocos.py",),
    "tests/boletos/test_relatorio.py": ("boletos/cores.py",),
    # Só as tabelas, ou só o que se entrega.
    "tests/modelos/test_avisos.py": ("modelos/avisos_tabelas.py",),
    "tests/modelos/importacao/test_leitura.py": ("modelos/importacao/linhas.py",),
    # Dois cadastros do mesmo jeito.
    "tests/modelos/test_nomes_cadastrados.py": ("modelos/grupos.py", "modelos/situacoes.py"),
    # Pedaços de uma tela: prova-se o que o operador faz na tela inteira.
    "tests/ui/test_janela.py": ("ui/cabecalho.py",),
    "tests/ui/test_menus.py": ("ui/telas.py", "ui/dialogos/cadastros.py"),
    "tests/ui/test_aplicativo.py": ("ui/restauracao.py",),
    "tests/ui/test_fotos.py": ("ui/fotos/",),
    "tests/ui/abas/test_fechamento.py": (
        "ui/abas/base.py",
        "ui/abas/fechar_dia.py",
        "ui/abas/perguntas_do_fechamento.py",
        "ui/abas/quadro_ritmo.py",
        "ui/abas/tira_de_numeros.py",
    ),
    "tests/ui/abas/test_pedidos.py": ("ui/abas/falha_numeracao.py", "ui/abas/lista.py"),
    "tests/ui/componentes/test_campo_cliente.py": ("ui/dialogos/escolher_cliente.py",),
    "tests/ui/dialogos/test_base.py": ("ui/componentes/veu.py",),
    "tests/ui/dialogos/test_cadastros_simples.py": (
        "ui/dialogos/empresa.py",
        "ui/dialogos/feriados.py",
        "ui/dialogos/nomes.py",
    ),
    "tests/ui/dialogos/test_promessas.py": ("ui/dialogos/promessas_cliente.py", "ui/tabelas/promessas.py"),
    "tests/ui/dialogos/test_clientes.py": (
        "ui/dialogos/cliente.py",
        "ui/dialogos/contato.py",
        "ui/dialogos/contatos.py",
        "ui/dialogos/lista_paginada.py",
        "ui/tabelas/clientes.py",
    ),
    "tests/ui/dialogos/test_contas_cobranca.py": (
        "ui/componentes/campos_do_banco.py",
        "ui/componentes/quadro_amostra.py",
        "ui/dialogos/conta_cobranca.py",
        "ui/dialogos/homologacao.py",
    ),
    "tests/ui/dialogos/test_debitos.py": (
        "ui/dialogos/faixa_de_filtros.py",
        "ui/dialogos/filtros_debitos.py",
        "ui/tabelas/debitos.py",
    ),
    "tests/ui/dialogos/test_historico.py": (
        "ui/dialogos/anexos.py",
        "ui/dialogos/aviso.py",
        "ui/dialogos/filtros_historico.py",
        "ui/dialogos/leitura_aviso.py",
        "ui/tabelas/exportacao.py",
    ),
    "tests/ui/dialogos/test_importar.py": ("ui/dialogos/colunas_da_planilha.py",),
    "tests/ui/dialogos/test_mensagens.py": ("ui/dialogos/previa_mensagem.py",),
    "tests/ui/dialogos/test_previa.py": (
        "ui/dialogos/aviso_previsto.py",
        "ui/dialogos/detalhe_previa.py",
        "ui/dialogos/leitura_previa.py",
        "ui/dialogos/quadro_primeira_vez.py",
        "ui/dialogos/topo_previa.py",
    ),
    "tests/ui/dialogos/test_restaurar.py": ("ui/dialogos/destravar.py",),
}
"""Do teste aos módulos que ele prova além do seu espelho."""
