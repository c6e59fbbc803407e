"""Da linha digitada ao código de saída: lê, executa o comando e traduz erros (docs/linha-de-comando.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING, TextIO, cast

from regras.erros import DadoInvalido, ErroAviso
from ui.terminal import comandos
from ui.terminal.argumentos import Analisador, UsoErrado, acrescentar_comuns
from ui.terminal.sessao import (
    SAIDA_INTERROMPIDA,
    SAIDA_NAO_PODE,
    SAIDA_USO_ERRADO,
    Composicao,
    Resposta,
    Sessao,
    caminho_da_base,
    despejar,
    escrever,
)

if TYPE_CHECKING:
    from importlib.abc import InspectLoader
    from importlib.machinery import ModuleSpec
    from types import CodeType

_ORDEM = (
    "demo", "importar", "pastas", "erp", "conta-email", "autorizar", "mensagem", "testar-envio", "parametros",
    "ajustes", "retorno", "retornos", "retorno-resolver", "retorno-desfazer", "fechar",
    "historico", "relatorio", "resolver", "reenviar", "dossie", "devolvidos", "caixa-devolucoes", "conferir-conta",
    "kit-homologacao", "boleto", "backup", "restaurar", "destravar", "suporte",
)  # fmt: skip
"""A ajuda segue o caminho de quem começa a usar; comando que não está aqui vem depois, por nome."""


@cache
def listar() -> Mapping[str, str]:
    """Cada comando e o que a ajuda geral diz dele: um módulo de `comandos/`, e a primeira linha da docstring dele.

    Lê sem importar: boletos, correio e base custariam meio segundo a cada `--help`.
    """
    achados = {achado.name.replace("_", "-"): achado.name for achado in iter_modules(comandos.__path__)}
    em_ordem = sorted(achados, key=lambda nome: (_ORDEM.index(nome) if nome in _ORDEM else len(_ORDEM), nome))
    return {nome: _ajuda_geral(achados[nome]) for nome in em_ordem}


def _ajuda_geral(modulo: str) -> str:
    especificacao = cast("ModuleSpec", find_spec(f"{comandos.__name__}.{modulo}"))
    codigo = cast("CodeType", cast("InspectLoader", especificacao.loader).get_code(especificacao.name))
    declarada, _, _ = str(codigo.co_consts[0]).partition("\n")
    return declarada.partition(": ")[2].removesuffix(".")


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
    for nome, ajuda in listar().items():
        subcomandos.add_parser(nome, help=ajuda).adiar(partial(_montar, nome))
    return analisador


def _montar(nome: str, analisador: Analisador) -> None:
    """Só o comando pedido é importado."""
    comando = import_module(f"{comandos.__name__}.{nome.replace('-', '_')}")
    comando.montar(analisador)
    analisador.set_defaults(executar=comando.executar)
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
    if em_json and not isinstance(resposta.objeto, dict):
        return despejar(resposta.objeto, saida)
    texto = json.dumps(resposta.objeto, ensure_ascii=False, indent=1) if em_json else resposta.texto
    return escrever(texto, saida) if texto else True


def _ajuda(argumentos: Sequence[str]) -> str:
    """O que fazer quando o erro não sabe dizer: a ajuda do comando."""
    comando = next((f"{argumento} " for argumento in argumentos if argumento in listar()), "")
    return f"Veja `app.py {comando}--help`."


def _dizer_erro(erro: ErroAviso, ajuda: str, em_json: bool, saida: TextIO, erros: TextIO) -> None:
    o_que_fazer = erro.no_terminal or ajuda
    if em_json:
        objeto = {"erro": {"mensagem": erro.mensagem, "o_que_fazer": o_que_fazer}}
        escrever(json.dumps(objeto, ensure_ascii=False), saida)
    else:
        escrever(f"{erro.mensagem} {o_que_fazer}", erros)
