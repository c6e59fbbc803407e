"""Da linha digitada ao código de saída: lê, executa o comando e traduz erros (docs/linha-de-comando.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TextIO

from regras.erros import DadoInvalido, ErroAviso
from ui.terminal.argumentos import Analisador, UsoErrado, opcoes_comuns
from ui.terminal.comandos import (
    backup,
    boleto,
    conta_email,
    demo,
    devolvidos,
    fechar,
    historico,
    importar,
    mensagem,
    parametros,
    resolver,
    testar_envio,
)
from ui.terminal.sessao import (
    SAIDA_INTERROMPIDA,
    SAIDA_NAO_PODE,
    SAIDA_USO_ERRADO,
    Composicao,
    Resposta,
    Sessao,
    caminho_da_base,
)

_COMANDOS = (
    demo,
    importar,
    conta_email,
    mensagem,
    testar_envio,
    parametros,
    fechar,
    historico,
    resolver,
    devolvidos,
    boleto,
    backup,
)


def montar_analisador() -> Analisador:
    """Monta o analisador com todos os comandos."""
    analisador = Analisador(
        prog="app.py",
        description="Aviso de Débitos: avisa por e-mail os débitos a vencer e vencidos, com boletos em PDF.\n"
        "Sem COMANDO, abre a janela.",
        epilog="exemplo:\n  python app.py fechar --simular --json",
        parents=[opcoes_comuns()],
    )
    subcomandos = analisador.add_subparsers(
        title="comandos", dest="comando", metavar="COMANDO", parser_class=Analisador, prog="app.py"
    )
    for modulo in _COMANDOS:
        modulo.acrescentar(subcomandos, opcoes_comuns())
    return analisador


def executar(
    argumentos: Sequence[str], composicao: Composicao, *, entrada: TextIO, saida: TextIO, erros: TextIO
) -> int:
    """Executa um comando, ou abre a janela se não veio nenhum, e devolve o código de saída."""
    em_json = "--json" in argumentos
    try:
        lidos = montar_analisador().parse_args(list(argumentos))
        caminho = getattr(lidos, "base", "") or os.environ.get("AVISO_BASE", "")
        if lidos.comando is None:
            return composicao.abrir_janela(caminho_da_base(caminho))
        sessao = Sessao(composicao, entrada, saida, erros, caminho)
        resposta: Resposta = lidos.executar(lidos, sessao)
    except KeyboardInterrupt:
        return SAIDA_INTERROMPIDA
    except ErroAviso as erro:
        _dizer_erro(erro, em_json, saida, erros)
        return SAIDA_USO_ERRADO if isinstance(erro, UsoErrado | DadoInvalido) else SAIDA_NAO_PODE
    _dizer(resposta, em_json, saida)
    return resposta.codigo


def dizer_defeito(em_json: bool, saida: TextIO, erros: TextIO) -> int:
    """Diz, sem rastro na tela, que houve um defeito do programa; o rastro está no log."""
    erro = ErroAviso(
        "Defeito do programa; nada do que já estava gravado se perdeu.", "O detalhe está no log; peça suporte."
    )
    _dizer_erro(erro, em_json, saida, erros)
    return SAIDA_NAO_PODE


def _dizer(resposta: Resposta, em_json: bool, saida: TextIO) -> None:
    texto = json.dumps(resposta.objeto, ensure_ascii=False, indent=1) if em_json else resposta.texto
    if texto:
        print(texto, file=saida, flush=True)


def _dizer_erro(erro: ErroAviso, em_json: bool, saida: TextIO, erros: TextIO) -> None:
    if em_json:
        objeto = {"erro": {"mensagem": erro.mensagem, "o_que_fazer": erro.o_que_fazer}}
        print(json.dumps(objeto, ensure_ascii=False), file=saida, flush=True)
    else:
        print(erro.frase(), file=erros, flush=True)
