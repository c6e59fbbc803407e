"""Da linha digitada ao código de saída: lê, executa o comando e traduz erros (docs/linha-de-comando.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple, TextIO

from regras.erros import DadoInvalido, ErroAviso
from ui.terminal.argumentos import Analisador, UsoErrado, acrescentar_comuns
from ui.terminal.sessao import (
    SAIDA_INTERROMPIDA,
    SAIDA_NAO_PODE,
    SAIDA_USO_ERRADO,
    Composicao,
    Resposta,
    Sessao,
    caminho_da_base,
    escrever,
)


class Comando(NamedTuple):
    """Um comando na ajuda geral, e onde está o resto dele.

    Atributos:
        montar: módulo de `ui.terminal.comandos` e a função que põe os argumentos.
    """

    nome: str
    ajuda: str
    montar: str


COMANDOS = (
    Comando("demo", "cria uma base de demonstração com correio local", "demo.montar"),
    Comando("importar", "importa arquivos CSV ou XLSX", "importar.montar"),
    Comando("conta-email", "cria ou altera uma conta de e-mail", "conta_email.montar"),
    Comando("autorizar", "autoriza a conta de e-mail na Microsoft ou no Google", "autorizar.montar"),
    Comando("mensagem", "mostra ou altera a mensagem usada pela conta", "mensagem.montar"),
    Comando("testar-envio", "envia uma mensagem de teste", "testar_envio.montar"),
    Comando("parametros", "mostra ou altera os parâmetros do aviso", "parametros.montar"),
    Comando("ajustes", "mostra ou altera o modo de teste e a guarda das mensagens", "ajustes.montar"),
    Comando("fechar", "fecha o dia: seleciona, envia e registra os avisos", "fechar.montar"),
    Comando("historico", "mostra os avisos e seus estados", "historico.montar"),
    Comando("relatorio", "grava em PDF o relatório de um fechamento", "relatorio.montar"),
    Comando("resolver", "decide um aviso em dúvida: reenviar ou dar como enviado", "resolver.montar"),
    Comando("reenviar", "manda de novo um aviso já enviado, com o motivo no histórico", "reenviar.montar"),
    Comando("dossie", "grava um ZIP com tudo o que foi enviado a um cliente", "dossie.montar"),
    Comando("devolvidos", "lista os endereços devolvidos, limpa a marca de um, ou busca", "devolvidos.montar"),
    Comando("caixa-devolucoes", "mostra ou altera onde as devoluções de uma conta chegam", "caixa_devolucoes.montar"),
    Comando("boleto", "gera boletos avulsos a partir de um arquivo JSON", "boleto.montar"),
    Comando("backup", "faz uma cópia conferida da base", "backup.montar_backup"),
    Comando("restaurar", "confere uma cópia e a restaura", "backup.montar_restaurar"),
    Comando("destravar", "confirma que a base restaurada ou copiada é a verdadeira", "backup.montar_destravar"),
    Comando("suporte", "grava um ZIP para quem dá suporte, sem dado pessoal", "suporte.montar"),
)
"""Só o comando pedido é importado: boletos, correio e base custariam meio segundo a cada `--help`."""


def montar_analisador() -> Analisador:
    """Monta o analisador com todos os comandos."""
    analisador = Analisador(
        prog="app.py",
        description="Aviso de Débitos: avisa por e-mail os débitos a vencer e vencidos, com boletos em PDF.\n"
        "Sem COMANDO, abre a janela.",
        epilog="exemplo:\n  python app.py fechar --simular --json",
    )
    acrescentar_comuns(analisador)
    subcomandos = analisador.add_subparsers(
        title="comandos", dest="comando", metavar="COMANDO", parser_class=Analisador, prog="app.py"
    )
    for comando in COMANDOS:
        acrescentado = subcomandos.add_parser(comando.nome, help=comando.ajuda)
        acrescentado.adiar(partial(_montar, comando))
    return analisador


def _montar(comando: Comando, analisador: Analisador) -> None:
    modulo, _, funcao = comando.montar.partition(".")
    getattr(import_module(f"ui.terminal.comandos.{modulo}"), funcao)(analisador)
    acrescentar_comuns(analisador)


def executar(
    argumentos: Sequence[str], composicao: Composicao, *, entrada: TextIO | None, saida: TextIO, erros: TextIO
) -> int:
    """Executa um comando, ou abre a janela se não veio nenhum, e devolve o código de saída."""
    em_json = "--json" in argumentos
    ajuda = _ajuda(argumentos)
    try:
        _conferir_letras(argumentos)
        lidos = montar_analisador().parse_args(list(argumentos))
        caminho = getattr(lidos, "base", "") or os.environ.get("AVISO_BASE", "")
        if lidos.comando is None:
            return composicao.abrir_janela(caminho_da_base(caminho))
        sessao = Sessao(composicao, entrada, saida, erros, caminho)
        resposta: Resposta = lidos.executar(lidos, sessao)
    except KeyboardInterrupt:
        _dizer_erro(ErroAviso("Interrompido; o que estava pela metade não foi gravado."), ajuda, em_json, saida, erros)
        return SAIDA_INTERROMPIDA
    except ErroAviso as erro:
        _dizer_erro(erro, ajuda, em_json, saida, erros)
        return SAIDA_USO_ERRADO if isinstance(erro, UsoErrado | DadoInvalido) else SAIDA_NAO_PODE
    if _dizer(resposta, em_json, saida):
        return resposta.codigo
    escrever("O comando foi executado, mas a resposta não pôde ser escrita na saída.", erros)
    return resposta.codigo or SAIDA_NAO_PODE


def dizer_defeito(em_json: bool, saida: TextIO, erros: TextIO) -> int:
    """Diz, sem rastro na tela, que houve um defeito do programa; o rastro está no log."""
    erro = ErroAviso(
        "Defeito do programa; nada do que já estava gravado se perdeu.", "O detalhe está no log; peça suporte."
    )
    _dizer_erro(erro, _ajuda(()), em_json, saida, erros)
    return SAIDA_NAO_PODE


def _conferir_letras(argumentos: Sequence[str]) -> None:
    """Recusa o que o sistema não entregou em texto: viraria nome de arquivo e de registro que não se escreve."""
    for argumento in argumentos:
        try:
            argumento.encode()
        except UnicodeEncodeError as erro:
            legivel = argumento.encode(errors="replace").decode()
            raise UsoErrado(
                f"“{legivel}” tem letra que não é UTF-8.",
                "Use um terminal em UTF-8 (no Linux, LANG=C.UTF-8), ou troque o nome do arquivo.",
            ) from erro


def _dizer(resposta: Resposta, em_json: bool, saida: TextIO) -> bool:
    texto = json.dumps(resposta.objeto, ensure_ascii=False, indent=1) if em_json else resposta.texto
    return escrever(texto, saida) if texto else True


def _ajuda(argumentos: Sequence[str]) -> str:
    """O que fazer quando o erro não sabe dizer: a ajuda do comando."""
    nomes = {comando.nome for comando in COMANDOS}
    comando = next((f"{argumento} " for argumento in argumentos if argumento in nomes), "")
    return f"Veja `app.py {comando}--help`."


def _dizer_erro(erro: ErroAviso, ajuda: str, em_json: bool, saida: TextIO, erros: TextIO) -> None:
    o_que_fazer = erro.o_que_fazer or ajuda
    if em_json:
        objeto = {"erro": {"mensagem": erro.mensagem, "o_que_fazer": o_que_fazer}}
        escrever(json.dumps(objeto, ensure_ascii=False), saida)
    else:
        escrever(f"{erro.mensagem} {o_que_fazer}", erros)
