"""Módulos provados no teste de outro, porque são pedaços dele ou têm todos a mesma forma.

A regra é `tests/<pasta>/test_<modulo>.py` para cada módulo. Módulo novo ganha o seu; só entra aqui o que não se
prova sozinho, e o teste dito tem de alcançá-lo pelos imports. Um nome que termina em `/` vale para a pasta.

`python3 iniciar.py tocados` roda só os testes do que mudou, achados por esta regra.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
DA_CASA = ("tests/test_arquitetura.py", "tests/test_repositorio.py")
"""Os que olham o projeto inteiro: qualquer módulo que muda os toca."""

PROVADOS_EM: Mapping[str, tuple[str, ...]] = {
    # A mesma forma em todos: os casos vêm dos vetores e do registro, pelo código do banco.
    "tests/boletos/test_todos_os_bancos.py": ("boletos/bancos/",),
    "tests/envio/pastas/test_leitura.py": ("envio/pastas/arquivos.py",),
    "tests/ui/dialogos/base/test_erp.py": ("ui/dialogos/base/erp_teste.py",),
    "tests/ui/dialogos/base/test_pastas.py": ("ui/frases_das_pastas.py",),
    "tests/modelos/base/test_copias.py": ("modelos/base/copias_tabela.py",),
    "tests/envio/entrega/test_preparo.py": ("envio/entrega/composicao.py",),
    "tests/ui/terminal/comandos/test_fechar.py": ("ui/terminal/fechamento.py",),
    # Só é chamado por ali, e o que importa é o que o fechamento faz depois.
    "tests/envio/fechamento/test_correcao_de_data.py": ("modelos/avisos/correcao_de_data.py",),
    # Como os bancos do boleto: o que se prova são as amostras de cada um.
    "tests/regras/retorno/test_leitura.py": ("regras/retorno/titulo.py", "regras/retorno/forma.py"),
    # Os quatro comandos e os casos de uso deles, pelo contrato inteiro.
    "tests/ui/terminal/comandos/test_retorno.py": (
        "envio/retorno/",
        "modelos/retorno/",
        "ui/frases_do_retorno.py",
        "ui/terminal/comandos/retorno_desfazer.py",
        "ui/terminal/comandos/retorno_resolver.py",
        "ui/terminal/comandos/retornos.py",
        "ui/terminal/saida_do_retorno.py",
    ),
    # O extrato OFX é lido e decidido pelos mesmos comandos.
    "tests/ui/terminal/comandos/test_extrato.py": ("envio/retorno/extrato.py", "modelos/retorno/extratos.py"),
    # O mesmo que o comando mostra, lido da base.
    "tests/ui/terminal/comandos/test_efeito.py": ("envio/retorno/efeito.py", "modelos/retorno/recebidos.py"),
    # A lista e o arquivo aberto nela, pela tela inteira.
    "tests/ui/dialogos/carteira/test_retornos.py": (
        "ui/dialogos/carteira/retorno.py",
        "ui/dialogos/carteira/motivo.py",
        "ui/dialogos/carteira/colunas_do_retorno.py",
    ),
    "tests/regras/retorno/test_bancos.py": ("regras/retorno/bancos/", "regras/retorno/leiautes.py"),
    # Só descrição ou só posição: o que se prova é o papel que sai.
    "tests/boletos/papel/test_ficha.py": (
        "boletos/papel/conteudo.py",
        "boletos/papel/leiaute_ficha.py",
    ),
    "tests/boletos/papel/test_carne.py": ("boletos/papel/leiaute_carne.py",),
    "tests/boletos/papel/test_leiaute.py": ("boletos/papel/blocos.py",),
    "tests/boletos/relatorios/test_relatorio.py": ("boletos/papel/cores.py",),
    # Só as tabelas, ou só o que se entrega.
    "tests/envio/fechamento/test_agradecimento.py": ("modelos/avisos/agradecimentos.py",),
    "tests/modelos/avisos/test_caixa_de_saida.py": ("modelos/avisos/tabelas.py",),
    "tests/modelos/importacao/test_leitura.py": ("modelos/importacao/linhas.py",),
    # Dois cadastros do mesmo jeito.
    "tests/modelos/cadastro/test_nomes_cadastrados.py": ("modelos/cadastro/grupos.py", "modelos/cadastro/situacoes.py"),
    # O protocolo que a caixa por IMAP cumpre.
    "tests/envio/correio/test_caixa_imap.py": ("envio/correio/caixa_de_entrada.py",),
    # Pedaços de uma tela: prova-se o que o operador faz na tela inteira.
    "tests/ui/janela/test_janela.py": ("ui/janela/cabecalho.py",),
    "tests/ui/test_aplicativo.py": ("ui/janela/restauracao.py",),
    "tests/ui/test_fotos.py": ("ui/fotos/",),
    "tests/ui/abas/fechamento/test_fechamento.py": (
        "ui/abas/base.py",
        "ui/abas/fechamento/fechar_dia.py",
        "ui/abas/fechamento/perguntas_do_fechamento.py",
        "ui/abas/fechamento/quadro_ritmo.py",
        "ui/abas/fechamento/tira_de_numeros.py",
    ),
    "tests/ui/abas/test_pedidos.py": ("ui/abas/falha_numeracao.py", "ui/abas/lista.py"),
    "tests/ui/base/test_dialogo.py": ("ui/componentes/veu.py",),
    "tests/ui/dialogos/test_cadastros_simples.py": (
        "ui/dialogos/cadastro/empresa.py",
        "ui/dialogos/cadastro/feriados.py",
        "ui/dialogos/cadastro/nomes.py",
    ),
    "tests/ui/dialogos/cadastro/test_promessas.py": (
        "ui/dialogos/cadastro/promessa.py",
        "ui/dialogos/cadastro/promessas_cliente.py",
        "ui/tabelas/promessas.py",
    ),
    "tests/ui/dialogos/cadastro/test_clientes.py": (
        "ui/dialogos/cadastro/cliente.py",
        "ui/dialogos/cadastro/contato.py",
        "ui/dialogos/cadastro/contatos.py",
        "ui/tabelas/clientes.py",
    ),
    "tests/ui/dialogos/cadastro/test_contas_cobranca.py": (
        "ui/dialogos/cadastro/campos_do_banco.py",
        "ui/dialogos/cadastro/quadro_amostra.py",
        "ui/dialogos/cadastro/conta_cobranca.py",
    ),
    "tests/ui/dialogos/carteira/test_debitos.py": (
        "ui/moldes/faixa_de_filtros.py",
        "ui/dialogos/carteira/filtros_debitos.py",
        "ui/tabelas/debitos.py",
    ),
    "tests/ui/dialogos/aviso/test_historico.py": (
        "ui/dialogos/aviso/anexos.py",
        "ui/dialogos/aviso/aviso.py",
        "ui/dialogos/aviso/filtros_historico.py",
        "ui/dialogos/aviso/aviso_lido.py",
    ),
    "tests/ui/dialogos/base/test_importar.py": (
        "ui/dialogos/base/colunas_da_planilha.py",
        "ui/dialogos/base/da_ultima_vez.py",
    ),
    "tests/regras/mensagem/visual/test_geracao.py": (
        "regras/mensagem/visual/etiquetas.py",
        "regras/mensagem/visual/pecas_html.py",
        "regras/mensagem/visual/pecas_texto.py",
        "regras/mensagem/visual/prontos.py",
    ),
    "tests/ui/dialogos/mensagem/test_campo_rico.py": (
        "ui/dialogos/mensagem/conversao.py",
        "ui/dialogos/mensagem/etiqueta.py",
    ),
    "tests/ui/dialogos/mensagem/test_editor.py": (
        "ui/dialogos/mensagem/cartao.py",
        "ui/dialogos/mensagem/perguntas.py",
    ),
    "tests/ui/dialogos/mensagem/test_texto_do_aviso.py": (
        "ui/dialogos/correio/mensagens.py",
        "ui/dialogos/mensagem/avancado.py",
        "ui/dialogos/mensagem/folha_de_prova.py",
        "ui/dialogos/mensagem/prova.py",
    ),
    "tests/ui/dialogos/previa/test_previa.py": (
        "ui/dialogos/previa/aviso_previsto.py",
        "ui/dialogos/previa/detalhe.py",
        "ui/dialogos/previa/previa_lida.py",
        "ui/dialogos/previa/primeira_vez.py",
        "ui/dialogos/previa/topo.py",
    ),
    "tests/ui/dialogos/base/test_restaurar.py": ("ui/dialogos/base/destravar.py",),
}
"""Do teste aos módulos que ele prova além do seu espelho."""


def espelho(modulo: str) -> str:
    """O teste de mesmo nome, na pasta de mesmo nome."""
    pasta, _, arquivo = modulo.rpartition("/")
    return f"tests/{pasta}/test_{arquivo}" if pasta else f"tests/test_{arquivo}"


def provas_de(arquivos: Iterable[str]) -> list[str]:
    """Os testes que provam estes arquivos: o espelho de cada módulo, o teste que o declara, e os da casa."""
    achados = set(DA_CASA)
    for arquivo in arquivos:
        achados |= {arquivo if arquivo.startswith("tests/") else espelho(arquivo)}
        achados |= {teste for teste, provados in PROVADOS_EM.items() if arquivo.startswith(provados)}
    return sorted(nome for nome in achados if Path(nome).name.startswith("test_") and (RAIZ / nome).is_file())


def main() -> int:
    """Roda os testes dos arquivos dados, ou dos que mudaram desde o último commit."""
    pedidos = sys.argv[1:]
    if not pedidos:
        git = ("git", "diff", "--name-only", "HEAD")
        pedidos = subprocess.run(git, cwd=RAIZ, check=True, stdout=subprocess.PIPE, text=True).stdout.split()  # noqa: S603 - argumentos fixos
    comando = (sys.executable, "-m", "pytest", "-q", *provas_de(pedidos))
    return subprocess.run(comando, cwd=RAIZ, check=False).returncode  # noqa: S603 - este Python, e testes que existem


if __name__ == "__main__":
    sys.exit(main())
