"""Diz se um SQL é uma consulta só, que não muda nada. Puro.

É a primeira barreira, e erra para o lado de recusar; a segunda é a transação só de leitura, onde o banco a tem. As
formas de aspas que um banco entende e outro não são recusadas, em vez de adivinhadas.
"""

from __future__ import annotations

import re

from regras.erros import DadoInvalido

MAIOR_CONSULTA = 20_000
_ENTRE_ASPAS = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`")
_DE_UM_BANCO_SO = re.compile(r"\\['\"`]|\$\w*\$|/\*[!+M]|\b[qQ]'[\[({<!|]")
_PALAVRA = re.compile(r"[A-Za-z_][A-Za-z0-9_$#]*")
_MUDAM = frozenset(
    # Dentro de um SELECT ou WITH: o que muda linhas, o que trava, e o que sai do banco ou o faz esperar.
    [
        *("insert", "update", "delete", "merge", "into", "lock", "call", "exec", "execute", "do", "declare", "begin"),
        *("drop", "alter", "create", "truncate", "grant", "revoke", "commit", "attach", "outfile"),
        *("openrowset", "opendatasource", "openquery", "xp_cmdshell", "waitfor", "dumpfile", "load_file"),
        *("load_extension", "pg_terminate_backend", "nextval", "setval", "writefile"),
        *("pg_sleep", "sleep", "benchmark", "dblink", "dblink_exec", "lo_import", "lo_export", "pg_read_file"),
    ]
)


def exigir_consulta(sql: str) -> str:
    """Devolve a consulta sem o ponto e vírgula do fim.

    Raises:
        DadoInvalido: não é um SELECT (ou WITH) único, ou tem palavra que muda dados.
    """
    limpo = sql.strip().removesuffix(";").strip()
    if not limpo:
        raise _recusar("está vazia")
    if len(limpo) > MAIOR_CONSULTA:
        raise _recusar(f"passa de {MAIOR_CONSULTA} caracteres")
    if _DE_UM_BANCO_SO.search(limpo) or "\0" in limpo:
        raise _recusar("tem aspas ou comentário que cada banco lê de um jeito")
    sem_textos = _ENTRE_ASPAS.sub(" x ", limpo)
    if any(aspa in sem_textos for aspa in "'\"`"):
        raise _recusar("tem aspas sem par")
    if ";" in sem_textos:
        raise _recusar("tem mais de um comando")
    palavras = [palavra.lower() for palavra in _PALAVRA.findall(sem_textos)]
    if not palavras or palavras[0] not in ("select", "with") or not re.match(r"\(*\s*[A-Za-z]", sem_textos):
        raise _recusar("não começa por SELECT nem por WITH")
    if proibida := next((palavra for palavra in palavras if palavra in _MUDAM), ""):
        raise _recusar(f"tem a palavra {proibida.upper()}, e aqui só se lê")
    return limpo


def _recusar(motivo: str) -> DadoInvalido:
    return DadoInvalido("consulta", motivo, o_que_fazer="Escreva um SELECT só, sem nada que mude o banco do ERP.")
