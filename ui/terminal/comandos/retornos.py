"""`app.py retornos`: mostra os arquivos de retorno lidos e o estado de cada um."""

from __future__ import annotations

import argparse

from modelos.retorno import arquivos
from ui import frases, frases_do_retorno
from ui.terminal import saida_do_retorno as saida
from ui.terminal.argumentos import Analisador
from ui.terminal.saida import em_tabela
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = "Mostra os arquivos de retorno lidos, em ordem de leitura."
    comando.epilog = "exemplo:\n  python app.py retornos --json"


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    del argumentos
    with sessao.abrir_base():
        lidos = arquivos.listar()
    titulos = ("Retorno", "Arquivo", "Banco", "Conta", "Gerado em", "Estado", "Títulos")
    linhas = (
        (
            str(retorno.id),
            retorno.arquivo,
            retorno.banco,
            retorno.conta_cobranca or "",
            frases.data_curta(retorno.data_geracao) if retorno.data_geracao else "",
            retorno.estado.value,
            frases_do_retorno.contagem(contagem),
        )
        for retorno, contagem in lidos
    )
    texto = em_tabela(titulos, linhas) if lidos else "Nenhum retorno lido."
    return Resposta({"retornos": [saida.do_retorno(retorno, contagem) for retorno, contagem in lidos]}, texto)
