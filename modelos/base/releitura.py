"""A cópia de fora não é de confiança: relê-se linha a linha para um esquema feito aqui (regras.md §6.7).

Do arquivo só se aproveitam valores: nenhum objeto dele (gatilho, visão, tabela, índice) chega à base restaurada, e cada
valor é do tipo e do domínio que o programa grava. Uma linha por vez: a memória não cresce com a cópia.
"""

from __future__ import annotations

import base64
import json
import re
import uuid as identificadores
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import peewee

from modelos.acesso import dialeto
from modelos.acesso.campos import (
    DataHoraField,
    EnumeracaoField,
    EstruturaField,
    OctetosField,
    ParametrosField,
    PercentualField,
    TextoListaField,
)
from modelos.acesso.conexao import Tabela
from modelos.avisos.devolucoes_tabelas import DevolucaoDB
from modelos.base import esquema
from modelos.migracoes import passos
from regras.erros import AmbienteIndisponivel

_Conferir = Callable[[Any], bool]
_CONSERTO = "Ela foi alterada por fora ou está danificada: use outra cópia. A base não foi tocada."
_DE_UMA_LINHA = frozenset(
    ("assunto", "cliente", "cliente_nome", "codigo", "documento", "email", "fantasia", "nome", "parcela", "remetente")
)
"""Colunas que vão a cabeçalho, nome de arquivo ou endereço: o programa nunca grava nelas caractere de controle."""
_CONTROLE = re.compile(r"[\x00-\x1f\x7f]")
_ENDERECO = re.compile(r"[^\s\x00-\x1f\x7f@]+@[^\s\x00-\x1f\x7f@]+")
_PERCENTUAL = re.compile(r"\d{1,9}(\.\d{1,20})?")
_DE_ENDERECOS = frozenset({"destinatarios", "email_validos", "validos"})
_MAIOR_INTEIRO = 1 << 53


@cache
def objetos_esperados() -> frozenset[dialeto.Objeto]:
    """O que há numa base que acaba de nascer, como o motor o guarda."""
    base = dialeto.preparar_na_memoria()
    base.connect()
    try:
        passos.aplicar(base, esquema.TABELAS)
        return frozenset(dialeto.listar_objetos(dialeto.conexao_crua(base)))
    finally:
        base.close()


def conferir_objetos(copia: dialeto.ConexaoCrua, caminho: Path) -> None:
    """Recusa o que o programa não cria: gatilho, visão, tabela, coluna ou índice a mais, a menos ou de outro jeito.

    Raises:
        AmbienteIndisponivel: diz o primeiro objeto estranho.
    """
    diferentes = objetos_esperados().symmetric_difference(dialeto.listar_objetos(copia))
    if diferentes:
        tipo, nome, *_ = min(diferentes, key=str)
        raise AmbienteIndisponivel(
            f"A cópia {caminho} não tem a forma que o programa dá à base: {dialeto.nomear(tipo)} “{nome}”.", _CONSERTO
        )


def reler(origem: Path, nova: Path) -> None:
    """Cria a base nova e passa para ela cada linha da cópia, conferida.

    Args:
        origem: a cópia, parada; só é lida.
        nova: o arquivo a criar, que não existe.

    Raises:
        AmbienteIndisponivel: a cópia traz objeto ou valor que o programa não grava, ou o disco não deixou.
    """
    base = dialeto.preparar(nova)
    base.connect()
    try:
        passos.aplicar(base, esquema.TABELAS)
    finally:
        base.close()
    with dialeto.abrir_parada(origem) as copia, dialeto.abrir_para_encher(nova) as destino:
        conferir_objetos(copia, origem)
        try:
            for tabela in esquema.TABELAS:
                _passar(tabela, copia, destino, origem)
            sobra = dialeto.sem_dono(destino)
        except dialeto.RECUSADA as erro:
            raise _recusar(origem, f"linhas repetidas ou incompletas ({erro})") from erro
        if sobra:
            raise _recusar(origem, f"em {sobra} uma linha que aponta para o que não existe")
        _conferir_identidade(destino, origem)


def _passar(tabela: type[Tabela], copia: dialeto.ConexaoCrua, destino: dialeto.ConexaoCrua, origem: Path) -> None:
    campos = tabela.campos()
    nomes = ", ".join(f'"{campo.column_name}"' for campo in campos)
    lugares = ", ".join("?" * len(campos))
    linhas = copia.execute(f'SELECT {nomes} FROM "{tabela.na_base}"')  # noqa: S608 - nomes das nossas classes
    comando = f'INSERT INTO "{tabela.na_base}" ({nomes}) VALUES ({lugares})'  # noqa: S608 - idem
    destino.executemany(comando, _conferidas(tabela, campos, linhas, origem))


def _conferidas(
    tabela: type[Tabela], campos: list[peewee.Field[Any]], linhas: Iterator[tuple[Any, ...]], origem: Path
) -> Iterator[tuple[Any, ...]]:
    conferem = [(campo, campo.null, _conferidor(campo)) for campo in campos]
    for linha in linhas:
        for (campo, nulo, confere), valor in zip(conferem, linha, strict=True):
            try:
                certo = nulo if valor is None else confere(valor)
            except (ValueError, TypeError, KeyError, RecursionError):
                certo = False
            if not certo:
                raise _recusar(origem, f"em {tabela.na_base}.{campo.column_name} um valor que o programa não grava")
        yield linha


def _conferidor(campo: peewee.Field[Any]) -> _Conferir:
    """O que diz se um valor que não é nulo é dos que o programa grava nesta coluna; pode levantar `ValueError`."""
    if isinstance(campo, peewee.ForeignKeyField):
        return _conferidor(campo.rel_field)
    if isinstance(campo, EnumeracaoField):
        return frozenset(str(membro) for membro in campo.enumeracao).__contains__
    if isinstance(campo, TextoListaField):
        return _de_enderecos if campo.name in _DE_ENDERECOS else _de_textos
    if isinstance(campo, ParametrosField):
        return lambda valor: campo.db_value(campo.python_value(valor)) == valor
    for classe, confere in _POR_CLASSE.items():
        if isinstance(campo, classe):
            return confere
    # O endereço de uma devolução é o que o servidor de alguém escreveu, e só se mostra.
    de_uma_linha = campo.name in _DE_UMA_LINHA and campo.model is not DevolucaoDB
    return _de_uma_linha if de_uma_linha else _de_texto


def _de_uma_linha(valor: object) -> bool:
    return isinstance(valor, str) and _CONTROLE.search(valor) is None


def _de_texto(valor: object) -> bool:
    return isinstance(valor, str)


def _de_textos(valor: str) -> bool:
    lista = json.loads(valor)
    return isinstance(lista, list) and all(isinstance(item, str) for item in lista)


def _de_enderecos(valor: str) -> bool:
    return _de_textos(valor) and all(_ENDERECO.fullmatch(item) for item in json.loads(valor))


@lru_cache(maxsize=4096)
def _de_data(valor: object) -> bool:
    return isinstance(valor, str) and date.fromisoformat(valor).isoformat() == valor


def _de_instante(valor: object) -> bool:
    return isinstance(valor, str) and datetime.fromisoformat(valor).tzinfo is None


def _de_logico(valor: object) -> bool:
    return type(valor) is int and valor in {0, 1}


def _de_inteiro(valor: object) -> bool:
    return type(valor) is int and -_MAIOR_INTEIRO < valor < _MAIOR_INTEIRO


def _de_percentual(valor: object) -> bool:
    return isinstance(valor, str) and _PERCENTUAL.fullmatch(valor) is not None


def _de_json(valor: str) -> bool:
    json.loads(valor)
    return True


_POR_CLASSE: dict[type[peewee.Field[Any]], _Conferir] = {
    OctetosField: lambda valor: base64.b64decode(valor, validate=True) is not None,
    EstruturaField: _de_json,
    PercentualField: _de_percentual,
    DataHoraField: _de_instante,
    peewee.DateField: _de_data,
    peewee.BooleanField: _de_logico,
    peewee.IntegerField: _de_inteiro,
    peewee.BlobField: lambda valor: isinstance(valor, bytes),
}
"""Da classe mais própria à mais geral: a primeira de que o campo é."""


def _conferir_identidade(base: dialeto.ConexaoCrua, origem: Path) -> None:
    """Uma linha só, e um UUID."""
    identidades = [uuid for (uuid,) in base.execute("SELECT uuid FROM identidade LIMIT 2")]
    if len(identidades) != 1 or not e_uuid(identidades[0]):
        raise _recusar(origem, "uma identidade que não é a de uma base")


def e_uuid(texto: str) -> bool:
    """Diz se é a identidade que uma base nossa tem: ela vira nome de arquivo."""
    try:
        return str(identificadores.UUID(texto)) == texto
    except (ValueError, AttributeError, TypeError):
        return False


def _recusar(origem: Path, o_que: str) -> AmbienteIndisponivel:
    return AmbienteIndisponivel(f"A cópia {origem} não pode ser restaurada: traz {o_que}.", _CONSERTO)


def recusar_estranhos(base: dialeto.ConexaoCrua, caminho: Path) -> None:
    """Na base que se abre, sem a ler toda: gatilho, visão, tabela ou coluna que o programa não cria.

    Raises:
        AmbienteIndisponivel: diz o primeiro objeto estranho.
    """
    colunas = {tabela.na_base: {campo.column_name for campo in tabela.campos()} for tabela in esquema.TABELAS}
    colunas[passos.TABELA] = {"numero"}
    for tipo, nome, tabela, _ in dialeto.listar_objetos(base):
        nosso = tipo in {"table", "index"} and tabela in colunas
        if not nosso or (tipo == "table" and dialeto.listar_colunas(base, nome) != colunas[nome]):
            raise AmbienteIndisponivel(
                f"A base {caminho} traz o que o programa não cria: {dialeto.nomear(tipo)} “{nome}”.",
                "Alguém a alterou por fora: não a use. Restaure a última cópia boa "
                "⟨em Sistema → Restaurar|com `app.py restaurar ARQUIVO`⟩.",
            )
