"""Consulta ao banco do ERP contra um PostgreSQL e um MariaDB de verdade, dos pacotes do Debian; fora da CI.

`python -m ensaios.erp`, como root: sobe cada um numa pasta provisória, só em 127.0.0.1, e confere os
passos, os tipos de dado, a recusa de escrever mesmo sem a conferência do texto, o tempo máximo e a senha errada.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from envio.erp import leitura
from envio.erp.leitura import Amostra, Passo
from modelos.carteira.consultas_erp import ConsultaErp, Sgbd
from regras.erros import AmbienteIndisponivel

SENHA = "s3nh@ d'água/%"
_TABELA = (
    "CREATE TABLE titulos (cliente varchar(10), titulo varchar(10), parcela int, vencto date, saldo numeric(15,2), "
    "emitido timestamp NULL, obs varchar(40))"
)
_LINHAS = (
    "INSERT INTO titulos VALUES ('000123', 'T-1', 1, '2026-11-20', 1234.50, '2026-10-01 10:20:30', 'São João'), "
    "('000124', 'T-2', 2, '2026-11-30', 0.10, NULL, '50%% : x')"
)
SQL = "SELECT cliente, titulo, parcela, vencto, saldo, emitido, obs FROM titulos WHERE obs LIKE '%' ORDER BY titulo"
ESPERADAS = [
    ["000123", "T-1", "1", "2026-11-20", "1234.5", "2026-10-01", "São João"],
    ["000124", "T-2", "2", "2026-11-30", "0.1", "", "50%% : x"],
]


def _porta_livre() -> int:
    with socket.create_server(("127.0.0.1", 0)) as ouvinte:
        return int(ouvinte.getsockname()[1])


def _rodar(*comando: str, entrada: str = "", usuario: str | None = None) -> None:
    subprocess.run(comando, input=entrada, text=True, check=True, capture_output=True, user=usuario)


def _esperar(porta: int) -> None:
    ate = time.monotonic() + 60
    while time.monotonic() < ate:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", porta), timeout=1).close()
            return
        time.sleep(0.2)
    raise SystemExit("o servidor não subiu")


@contextmanager
def postgresql() -> Iterator[tuple[ConsultaErp, Callable[[], int]]]:
    """Um PostgreSQL com a tabela, e como contar as linhas dela."""
    programas = max(Path("/usr/lib/postgresql").iterdir()) / "bin"
    pasta = Path(tempfile.mkdtemp(prefix="ensaio-pg-"))
    shutil.chown(pasta, "postgres")
    senha = pasta / "senha"
    senha.write_text(SENHA, "utf-8")
    shutil.chown(senha, "postgres")
    porta, dados = _porta_livre(), str(pasta / "dados")
    iniciar = (str(programas / "initdb"), "-D", dados, "-A", "scram-sha-256", f"--pwfile={senha}", "-U", "erp")
    _rodar(*iniciar, usuario="postgres")
    servidor = subprocess.Popen(
        [str(programas / "postgres"), "-D", dados, "-p", str(porta), "-h", "127.0.0.1", "-k", str(pasta)],
        user="postgres",
        stderr=subprocess.DEVNULL,
    )
    ambiente = os.environ | {"PGPASSWORD": SENHA}

    def psql(sql: str) -> str:
        comando = ["psql", "-h", "127.0.0.1", "-p", str(porta), "-U", "erp", "-d", "postgres", "-Atc", sql]
        return subprocess.run(comando, env=ambiente, check=True, capture_output=True, text=True).stdout.strip()

    try:
        _esperar(porta)
        psql(_TABELA)
        psql(_LINHAS)
        consulta = ConsultaErp("pg", Sgbd.POSTGRESQL, "postgres", SQL, "debitos", "127.0.0.1", porta, "erp")
        yield consulta, lambda: int(psql("SELECT count(*) FROM titulos"))
    finally:
        servidor.send_signal(signal.SIGINT)
        servidor.wait(30)
        shutil.rmtree(pasta, ignore_errors=True)


@contextmanager
def mariadb() -> Iterator[tuple[ConsultaErp, Callable[[], int]]]:
    """Um MariaDB com a tabela, e como contar as linhas dela."""
    import pymysql  # noqa: PLC0415 - só este ensaio precisa dele

    pasta = Path(tempfile.mkdtemp(prefix="ensaio-mariadb-"))
    porta = _porta_livre()
    (pasta / "dados").mkdir()
    partes = ("mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql")
    comandos = ["CREATE DATABASE mysql;", "USE mysql;"]
    comandos += [Path("/usr/share/mysql", nome).read_text("utf-8") for nome in partes]
    nascer = ("mariadbd", "--no-defaults", f"--datadir={pasta}/dados", "--user=root", "--bootstrap")
    _rodar(*nascer, entrada="\n".join(comandos))
    servidor = subprocess.Popen(
        [
            *("mariadbd", "--no-defaults", f"--datadir={pasta}/dados", f"--port={porta}", "--bind-address=127.0.0.1"),
            *(f"--socket={pasta}/s", "--user=root", "--skip-name-resolve", f"--pid-file={pasta}/pid"),
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        _esperar(porta)
        with contextlib.closing(pymysql.connect(unix_socket=f"{pasta}/s", user="root", autocommit=True)) as raiz:
            cursor = raiz.cursor()
            for sql in (
                *("CREATE DATABASE erp CHARACTER SET utf8mb4", "USE erp", _TABELA, _LINHAS),
                f"CREATE USER erp@'127.0.0.1' IDENTIFIED BY {raiz.escape(SENHA)}",
                "GRANT ALL ON erp.* TO erp@'127.0.0.1'",
            ):
                cursor.execute(sql)

            def contar() -> int:
                cursor.execute("SELECT count(*) FROM titulos")
                (achado,) = cursor.fetchone() or (0,)
                return int(achado)

            yield ConsultaErp("maria", Sgbd.MYSQL, "erp", SQL, "debitos", "127.0.0.1", porta, "erp"), contar
    finally:
        servidor.terminate()
        servidor.wait(30)
        shutil.rmtree(pasta, ignore_errors=True)


def ensaiar(consulta: ConsultaErp, contar: Callable[[], int], sem_fim: str) -> None:
    """Confere um banco; para na primeira coisa que não for como deve."""
    *passos, amostra = leitura.testar(consulta, SENHA)
    assert passos == list(Passo), passos
    assert isinstance(amostra, Amostra)
    assert [linha.celulas for linha in amostra.linhas] == ESPERADAS, amostra
    print(f"  {consulta.sgbd}: quatro passos, e {len(amostra.linhas)} linhas com os tipos certos")
    recusado = _recusa(lambda: list(leitura.testar(consulta, "errada")))
    assert "não deixou entrar" in recusado, recusado
    assert SENHA not in recusado
    print(f"  senha errada: {recusado}")
    conferir, leitura.exigir_consulta = leitura.exigir_consulta, str  # type: ignore[assignment]
    try:
        recusado = _recusa(lambda: list(leitura.testar(replace(consulta, consulta="DELETE FROM titulos"), SENHA)))
    finally:
        leitura.exigir_consulta = conferir  # type: ignore[assignment]
    assert contar() == len(ESPERADAS), "escreveu no banco do ERP"
    print(f"  escrever, sem a conferência do texto: {recusado}")
    comeco = time.monotonic()
    recusado = _recusa(lambda: list(leitura.testar(replace(consulta, consulta=sem_fim, tempo_maximo_s=2), SENHA)))
    print(f"  tempo máximo de 2 s: parou em {time.monotonic() - comeco:.1f} s: {recusado}")


def _recusa(acao: Callable[[], object]) -> str:
    try:
        acao()
    except AmbienteIndisponivel as erro:
        return erro.frase()
    raise SystemExit("devia ter recusado")


def principal() -> int:
    """Ensaia os dois bancos."""
    sem_fim = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with postgresql() as (consulta, contar):
        ensaiar(consulta, contar, sem_fim)
    with mariadb() as (consulta, contar):
        produto = ", ".join(f"information_schema.columns c{numero}" for numero in range(5))
        ensaiar(consulta, contar, f"SELECT count(*) FROM {produto}")  # noqa: S608 - constantes daqui
    print("PostgreSQL e MariaDB: tudo como deve.")
    return 0


if __name__ == "__main__":
    sys.exit(principal())
