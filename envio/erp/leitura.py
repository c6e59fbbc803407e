"""Lê a consulta guardada no banco do ERP, passo a passo: endereço, login, consulta, primeiras linhas.

Só leitura: a consulta é conferida, a transação é READ ONLY onde o banco sabe, e sempre acaba desfeita. O tempo máximo
vale para tudo. SQLAlchemy e o driver do banco são pacotes que a pessoa instala.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from envio.erp.so_leitura import exigir_consulta
from modelos.carteira.consultas_erp import ConsultaErp, Sgbd
from modelos.importacao.linhas import LinhaLida, Planilha
from regras.erros import AmbienteIndisponivel, DadoInvalido

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Engine

LINHAS_DA_AMOSTRA = 20
_POR_VEZ = 2000
_CONEXAO_S = 15


class Driver(NamedTuple):
    """Como o SQLAlchemy fala com um banco, e o pacote que a pessoa instala."""

    nome: str
    porta: int
    pacote: str


DRIVERS = {
    Sgbd.POSTGRESQL: Driver("postgresql+psycopg", 5432, "psycopg[binary]"),
    Sgbd.MYSQL: Driver("mysql+pymysql", 3306, "pymysql"),
    Sgbd.SQLSERVER: Driver("mssql+pymssql", 1433, "pymssql"),
    Sgbd.FIREBIRD: Driver("firebird+firebird", 3050, "sqlalchemy-firebird"),
    Sgbd.ORACLE: Driver("oracle+oracledb", 1521, "oracledb"),
    Sgbd.SQLITE: Driver("sqlite+pysqlite", 0, ""),
}
_COMANDOS = {
    Sgbd.POSTGRESQL: ("SET TRANSACTION READ ONLY", "SET LOCAL statement_timeout = {ms}"),
    Sgbd.MYSQL: ("SET SESSION TRANSACTION READ ONLY",),
    Sgbd.ORACLE: ("SET TRANSACTION READ ONLY",),
}
"""O que se diz ao banco antes da consulta."""


class Passo(StrEnum):
    """O que se vence até as linhas."""

    ENDERECO = "endereco"
    LOGIN = "login"
    CONSULTA = "consulta"
    LINHAS = "linhas"


class Amostra(NamedTuple):
    """O fim do teste: os títulos e as primeiras linhas."""

    titulos: tuple[str, ...]
    linhas: tuple[LinhaLida, ...]


def testar(consulta: ConsultaErp, senha: str | None) -> Iterator[Passo | Amostra]:
    """Vai até as primeiras linhas, e devolve cada passo assim que ele é vencido, e no fim a amostra.

    Raises:
        DadoInvalido: o que está escrito não serve.
        AmbienteIndisponivel: falta um pacote, ou o servidor não deixou.
    """
    exigir_consulta(consulta.consulta)
    _bater(consulta)
    yield Passo.ENDERECO
    with _ligar(consulta, senha) as conexao:
        yield Passo.LOGIN
        with _executar(consulta, conexao) as planilha:
            yield Passo.CONSULTA
            linhas = tuple(islice(planilha.linhas(), LINHAS_DA_AMOSTRA))
            yield Passo.LINHAS
            yield Amostra(planilha.titulos, linhas)


@contextmanager
def abrir(consulta: ConsultaErp, senha: str | None) -> Iterator[Planilha]:
    """O que a consulta traz, como uma planilha; as linhas só se leem dentro do `with`.

    Raises:
        DadoInvalido: a consulta não é só leitura.
        AmbienteIndisponivel: falta um pacote, ou o servidor não deixou, aqui ou no meio das linhas.
    """
    exigir_consulta(consulta.consulta)
    _bater(consulta)
    with _ligar(consulta, senha) as conexao, _executar(consulta, conexao) as planilha:
        yield planilha


def _bater(consulta: ConsultaErp) -> None:
    """Confere que alguém atende no endereço; no SQLite, que o arquivo existe."""
    if consulta.sgbd == Sgbd.SQLITE:
        if not Path(consulta.banco).is_file():
            raise DadoInvalido("banco", f"não há arquivo {consulta.banco}")
        return
    porta = consulta.porta or DRIVERS[Sgbd(consulta.sgbd)].porta
    try:
        socket.create_connection((consulta.servidor, porta), timeout=_CONEXAO_S).close()
    except (OSError, UnicodeError) as erro:
        raise AmbienteIndisponivel(
            f"Ninguém atende em {consulta.servidor}, porta {porta}.",
            "Confira o servidor, a porta e a rede.",
        ) from erro


@contextmanager
def _ligar(consulta: ConsultaErp, senha: str | None) -> Iterator[Connection]:
    alquimia = _sqlalchemy()
    motor = _motor(alquimia, consulta, senha)
    try:
        with _traduzindo(alquimia, "O banco do ERP não deixou entrar", "Confira o usuário, a senha e o nome do banco."):
            conexao = motor.connect()
        try:
            yield conexao
        finally:
            conexao.invalidate()
            conexao.close()
    finally:
        motor.dispose()


@contextmanager
def _executar(consulta: ConsultaErp, conexao: Connection) -> Iterator[Planilha]:
    alquimia = _sqlalchemy()
    ate = time.monotonic() + consulta.tempo_maximo_s
    sgbd = Sgbd(consulta.sgbd)
    with _traduzindo(alquimia, "O banco do ERP recusou a consulta", "Confira a consulta no programa do próprio banco."):
        if sgbd is Sgbd.SQLITE:
            conexao.connection.driver_connection.set_progress_handler(lambda: time.monotonic() > ate, 10_000)  # type: ignore[union-attr]
        comandos = [*_COMANDOS.get(sgbd, ())]
        if sgbd is Sgbd.MYSQL:
            de_mariadb = bool(getattr(conexao.dialect, "is_mariadb", False))
            comandos.append(
                "SET SESSION max_statement_time = {s}" if de_mariadb else "SET SESSION max_execution_time = {ms}"
            )
        for comando in comandos:
            conexao.exec_driver_sql(comando.format(ms=consulta.tempo_maximo_s * 1000, s=consulta.tempo_maximo_s))
        if sgbd is Sgbd.MYSQL:
            conexao.rollback()  # a transação só de leitura é a que começa agora
        opcoes = {"stream_results": True, "no_parameters": True, "max_row_buffer": _POR_VEZ}
        achado = conexao.exec_driver_sql(exigir_consulta(consulta.consulta), execution_options=opcoes)
    try:
        yield Planilha(tuple(map(str, achado.keys())), lambda: _linhas(alquimia, achado, ate), 0)
    finally:
        achado.close()


def _linhas(alquimia: ModuleType, achado: CursorResult[Any], ate: float) -> Iterator[LinhaLida]:
    numero = 1
    while True:
        with _traduzindo(alquimia, "O banco do ERP parou no meio das linhas", "Tente de novo."):
            lote = achado.fetchmany(_POR_VEZ)
        if time.monotonic() > ate:
            raise AmbienteIndisponivel(
                "A consulta passou do tempo máximo.", "Traga menos linhas, ou aumente o tempo máximo dela."
            )
        if not lote:
            return
        for linha in lote:
            numero += 1
            yield LinhaLida(numero, _em_textos(linha))


def _em_textos(linha: Sequence[object]) -> list[str]:
    return [_em_texto(valor) for valor in linha]


def _em_texto(valor: object) -> str:
    """Como estaria num CSV: data em ISO, número exato com ponto, lógico por extenso."""
    if valor is None:
        return ""
    if isinstance(valor, bool):
        return "verdadeiro" if valor else "falso"
    if isinstance(valor, float):
        valor = Decimal(f"{valor:.15g}")
    if isinstance(valor, Decimal):
        texto = format(valor, "f")
        return texto.rstrip("0").rstrip(".") if "." in texto else texto
    if isinstance(valor, datetime):
        return valor.date().isoformat()
    return valor.isoformat() if isinstance(valor, date) else str(valor)


def _motor(alquimia: ModuleType, consulta: ConsultaErp, senha: str | None) -> Engine:
    sgbd = Sgbd(consulta.sgbd)
    driver = DRIVERS[sgbd]
    ligacao: dict[str, object] = {}
    if sgbd is Sgbd.SQLITE:
        arquivo = Path(consulta.banco).resolve().as_uri()
        endereco = f"{driver.nome}:///{arquivo}?mode=ro&uri=true"
    else:
        partes = {"host": consulta.servidor, "port": consulta.porta or driver.porta, "database": consulta.banco}
        endereco = alquimia.URL.create(driver.nome, consulta.usuario or None, senha, **partes)
        ligacao = _prazos(sgbd, consulta.tempo_maximo_s)
        if sgbd is Sgbd.MYSQL and senha:
            ligacao["password"] = senha.encode()  # em texto, o pymysql a manda em latin1, e o acento não confere
    try:
        motor: Engine = alquimia.create_engine(endereco, poolclass=alquimia.pool.NullPool, connect_args=ligacao)
    except (ImportError, alquimia.exc.NoSuchModuleError) as erro:
        raise _falta(f"o pacote {driver.pacote}", driver.pacote) from erro
    return motor


def _prazos(sgbd: Sgbd, tempo_maximo_s: int) -> dict[str, object]:
    """Como cada driver ouve o tempo de conexão e o da consulta."""
    prazos: dict[Sgbd, dict[str, object]] = {
        Sgbd.POSTGRESQL: {"connect_timeout": _CONEXAO_S},
        Sgbd.MYSQL: {"connect_timeout": _CONEXAO_S, "read_timeout": tempo_maximo_s},
        Sgbd.SQLSERVER: {"login_timeout": _CONEXAO_S, "timeout": tempo_maximo_s},
        Sgbd.ORACLE: {"tcp_connect_timeout": _CONEXAO_S},
    }
    return prazos.get(sgbd, {})


def _sqlalchemy() -> ModuleType:
    try:
        import sqlalchemy  # noqa: PLC0415 - opcional: só quem lê do banco do ERP o instala
        import sqlalchemy.exc  # noqa: PLC0415
        import sqlalchemy.pool  # noqa: PLC0415
    except ImportError as erro:
        raise _falta("o SQLAlchemy", "sqlalchemy") from erro
    return sqlalchemy


def _falta(o_que: str, pacote: str) -> AmbienteIndisponivel:
    return AmbienteIndisponivel(
        f"Falta instalar {o_que}, que fala com o banco do ERP.",
        f"No ambiente do programa: python -m pip install {pacote}.",
    )


@contextmanager
def _traduzindo(alquimia: ModuleType, o_que: str, conserto: str) -> Iterator[None]:
    """O erro do driver vira frase, com a primeira linha do que o banco disse."""
    try:
        yield
    except alquimia.exc.SQLAlchemyError as erro:
        dito = str(getattr(erro, "orig", None) or erro).strip().splitlines()
        raise AmbienteIndisponivel(f"{o_que}: {dito[0][:300] if dito else 'sem explicação'}.", conserto) from None
