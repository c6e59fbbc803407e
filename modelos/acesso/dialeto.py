"""O único módulo que sabe que a base é SQLite: pragmas, códigos de erro, cópia e conferência.

Tudo o mais fala pelo peewee, no SQL que SQLite e PostgreSQL entendem. Trocar de base é escrever outro
módulo com estas mesmas funções.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import peewee

from regras.erros import AmbienteIndisponivel

ERROS = (peewee.DatabaseError, peewee.InterfaceError, sqlite3.Error)
"""O que peewee e o motor levantam; vira frase em `explicar`."""
DE_FORA = (*ERROS, UnicodeDecodeError, OverflowError)
"""O que mais levanta um arquivo que ninguém sabe de onde veio: texto que não é UTF-8, inteiro que não cabe."""
ConexaoCrua = sqlite3.Connection
"""A conexão do motor, por baixo do peewee."""
CABECALHO = b"SQLite format 3\x00"
"""Os primeiros bytes de toda base deste motor."""
GRAVACAO = "IMMEDIATE"
"""Toma o direito de gravar já no começo: quem lê e depois grava não perde a vez no meio."""
LEITURA = "DEFERRED"
"""Todas as consultas da transação veem o mesmo instante, sem impedir quem grava."""
ACOMPANHANTES = ("-wal", "-shm", "-journal")
"""Arquivos que o motor cria ao lado da base enquanto ela está aberta."""
ESPERA_SEGUNDOS = 10
"""Quanto se espera por quem está gravando antes de dizer que a base está ocupada."""

_PRAGMAS = (("synchronous", "full"), ("fullfsync", "on"), ("foreign_keys", "on"), ("trusted_schema", "off"))
Objeto = tuple[str, str, str, str]
"""Um objeto da base: tipo, nome, tabela a que pertence e o comando que o criou."""
RECUSADA = sqlite3.IntegrityError
"""Linha que a base não admite."""
_MAIOR_VALOR = 96 << 20
"""Em bytes: mais que a maior mensagem que um provedor aceita."""
_DO_MOTOR = frozenset({"sqlite_stat1", "sqlite_stat4", "sqlite_sequence"})
_TIPOS = {"table": "a tabela", "index": "o índice", "view": "a visão", "trigger": "o gatilho"}
_VEZES_NO_MAXIMO = 100
_CODIGO_PRIMARIO = 0xFF
_NO_LUGAR_DE = {sqlite3.SQLITE_IOERR_SHMSIZE: sqlite3.SQLITE_FULL}
"""Ao abrir, o disco cheio aparece como falha de leitura: o arquivo de índice do diário da base não cresce."""
_OCUPADA = (
    f"A base {{caminho}} está ocupada por outro programa há mais de {ESPERA_SEGUNDOS} segundos.",
    "Espere o outro terminal terminar, ou feche-o, e tente de novo. Nada foi gravado.",
)
_SOMENTE_LEITURA = (
    "A base {caminho} é somente leitura para este usuário.",
    "Dê permissão de gravação no arquivo e na pasta, ou escolha outra base⟨| com --base⟩.",
)
_FRASES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: _OCUPADA,
    sqlite3.SQLITE_LOCKED: _OCUPADA,
    sqlite3.SQLITE_READONLY: _SOMENTE_LEITURA,
    sqlite3.SQLITE_PERM: _SOMENTE_LEITURA,
    sqlite3.SQLITE_FULL: (
        "O disco onde está a base {caminho} ficou cheio.",
        "Libere espaço e tente de novo: o que já estava gravado continua inteiro.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "A base {caminho} está danificada ({detalhe}).",
        "Não grave mais nada nela: restaure a última cópia ⟨em Sistema → Restaurar|com `app.py restaurar ARQUIVO`⟩.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "O arquivo {caminho} não é uma base do Aviso de Débitos.",
        "Confira o caminho ⟨da base|dado em --base⟩; o arquivo não foi tocado.",
    ),
    sqlite3.SQLITE_IOERR: (
        "O disco falhou ao ler ou gravar a base {caminho} ({detalhe}).",
        "Confira se o disco está cheio ou desligado, e tente de novo.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "Não foi possível abrir a base {caminho}.",
        "Confira se a pasta existe e se este usuário pode gravar nela.",
    ),
}


class _Base(peewee.SqliteDatabase):
    """Com o disco cheio o motor já desfez tudo sozinho; desfazer de novo esconderia o erro de verdade."""

    def rollback(self) -> None:
        if conexao_crua(self).in_transaction:
            super().rollback()

    def savepoint(self) -> _PontoDeVolta:  # type: ignore[override]  # envolve o do peewee, para o mesmo uso
        return _PontoDeVolta(self, super().savepoint())


class _PontoDeVolta:
    """A transação dentro de outra, que só se desfaz se a de fora ainda existe."""

    def __init__(self, base: peewee.Database, ponto: AbstractContextManager[Any]) -> None:
        self._base = base
        self._ponto = ponto

    def __enter__(self) -> object:
        return self._ponto.__enter__()

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        if tipo is None or conexao_crua(self._base).in_transaction:
            self._ponto.__exit__(tipo, erro, rastro)


def preparar(caminho: Path) -> peewee.Database:
    """Devolve a base do peewee para o arquivo, ainda sem conectar; cada thread conecta a sua."""
    return _Base(str(caminho), pragmas=_PRAGMAS, lock_type=GRAVACAO, timeout=ESPERA_SEGUNDOS, autoconnect=False)


def preparar_na_memoria() -> peewee.Database:
    """Uma base vazia que não toca no disco."""
    return _Base(":memory:", pragmas=_PRAGMAS, autoconnect=False)


def conexao_crua(base: peewee.Database | peewee.DatabaseProxy) -> sqlite3.Connection:
    """A conexão desta thread, para o que só o motor sabe fazer."""
    conexao: sqlite3.Connection = base.connection()
    return conexao


def ligar_diario(base: peewee.Database) -> None:
    """Liga, na base que ainda não o tem, o diário que deixa ler enquanto se grava; vale para sempre.

    Quando dois terminais abrem juntos uma base nova, o motor recusa um deles na hora, sem esperar: aqui se
    espera a vez, com o prazo de sempre, e se pede de novo.
    """
    conexao = conexao_crua(base)
    for vez in range(_VEZES_NO_MAXIMO):
        try:
            conexao.execute("PRAGMA journal_mode = wal")
        except sqlite3.OperationalError as erro:
            ocupada = erro.sqlite_errorcode & _CODIGO_PRIMARIO == sqlite3.SQLITE_BUSY
            if not ocupada or vez == _VEZES_NO_MAXIMO - 1:
                raise
            conexao.execute("BEGIN IMMEDIATE")
            conexao.execute("ROLLBACK")
        else:
            return


def versao_vista(base: peewee.Database | peewee.DatabaseProxy) -> int:
    """Um número que muda quando outra conexão, deste programa ou de outro, gravou; custa microssegundos."""
    versao: int = conexao_crua(base).execute("PRAGMA data_version").fetchone()[0]
    return versao


def repetir(base: peewee.Database | peewee.DatabaseProxy, comando: str, valores: Sequence[Sequence[Any]]) -> None:
    """Executa o mesmo comando para cada linha de valores."""
    try:
        conexao_crua(base).executemany(comando, valores)
    except sqlite3.IntegrityError as erro:
        raise peewee.IntegrityError(erro) from erro


def ler_cru(base: peewee.Database | peewee.DatabaseProxy, comando: str, valores: list[object]) -> list[tuple[Any, ...]]:
    """As linhas de uma consulta como o motor as devolve: datas e listas ainda são texto."""
    return conexao_crua(base).execute(comando, valores).fetchall()


def explicar(erro: BaseException, caminho: Path) -> AmbienteIndisponivel | None:
    """Traduz um erro do motor que fala do ambiente; None quando é defeito nosso ou dado recusado."""
    original = getattr(erro, "orig", erro)
    inteiro = getattr(original, "sqlite_errorcode", 0)
    codigo = _NO_LUGAR_DE.get(inteiro, inteiro & _CODIGO_PRIMARIO)
    return _frase(codigo, caminho, str(original)) if codigo in _FRASES else None


@contextmanager
def desconfiando(caminho: Path) -> Iterator[None]:
    """Troca por frase tudo o que o motor levanta ao ler um arquivo de fora."""
    try:
        yield
    except DE_FORA as erro:
        raise (explicar(erro, caminho) or corrompida(caminho, str(erro))) from erro


def somente_leitura(caminho: Path) -> AmbienteIndisponivel:
    """Frase para arquivo ou pasta em que não se pode gravar."""
    return _frase(sqlite3.SQLITE_READONLY, caminho)


def corrompida(caminho: Path, detalhe: str) -> AmbienteIndisponivel:
    """Frase para base com a estrutura danificada."""
    return _frase(sqlite3.SQLITE_CORRUPT, caminho, detalhe)


def nao_e_base(caminho: Path) -> AmbienteIndisponivel:
    """Frase para arquivo que não é uma base do programa."""
    return _frase(sqlite3.SQLITE_NOTADB, caminho)


def _frase(codigo: int, caminho: Path, detalhe: str = "") -> AmbienteIndisponivel:
    o_que, o_que_fazer = _FRASES[codigo]
    return AmbienteIndisponivel(o_que.format(caminho=caminho, detalhe=detalhe), o_que_fazer)


def tem_cabecalho(caminho: Path) -> bool:
    """Diz se o arquivo começa como uma base deste motor."""
    with caminho.open("rb") as arquivo:
        return arquivo.read(len(CABECALHO)) == CABECALHO


def conferir(conexao: sqlite3.Connection, *, inteira: bool) -> str:
    """Confere a estrutura da base e devolve o primeiro problema, ou vazio.

    Args:
        conexao: aberta na base.
        inteira: confere também se cada índice bate com a sua tabela, o que custa o dobro.
    """
    achado = conexao.execute("PRAGMA integrity_check(1)" if inteira else "PRAGMA quick_check(1)").fetchone()[0]
    return "" if achado == "ok" else str(achado).splitlines()[-1]


def listar_tabelas(conexao: sqlite3.Connection) -> list[str]:
    """Nomes das tabelas da base, em ordem, sem as do motor."""
    linhas = conexao.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [nome for (nome,) in linhas]


def listar_objetos(conexao: sqlite3.Connection) -> list[Objeto]:
    """Tudo o que a base tem de seu, sem as estatísticas do motor."""
    linhas = conexao.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return [linha for linha in linhas if linha[0] != "table" or linha[1] not in _DO_MOTOR]


def listar_colunas(conexao: sqlite3.Connection, tabela: str) -> set[str]:
    """As colunas de uma tabela, também as que o motor calcula ou esconde; o nome não vem de fora."""
    return {coluna for _, coluna, *_ in conexao.execute(f'PRAGMA table_xinfo("{tabela}")')}


def nomear(tipo: str) -> str:
    """O tipo de um objeto, com artigo."""
    return _TIPOS.get(tipo, "o objeto")


def listar_comandos(conexao: sqlite3.Connection) -> list[str]:
    """Os comandos que criam as tabelas e os índices da base, em ordem de nome."""
    linhas = conexao.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
    return [comando for (comando,) in linhas]


def contar_linhas(conexao: sqlite3.Connection) -> dict[str, int]:
    """Quantas linhas tem cada tabela; os nomes vêm da própria base, nunca de fora."""
    return {
        tabela: conexao.execute(f'SELECT count(*) FROM "{tabela}"').fetchone()[0]  # noqa: S608 - nome vem da base
        for tabela in listar_tabelas(conexao)
    }


@contextmanager
def abrir_parada(caminho: Path) -> Iterator[sqlite3.Connection]:
    """Abre só para ler um arquivo que ninguém está gravando (uma cópia), sem criar nada ao lado dele."""
    endereco = f"file:{quote(str(caminho.absolute()))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(endereco, uri=True, isolation_level=None)) as conexao:
        _desconfiar(conexao)
        yield conexao


def _desconfiar(conexao: sqlite3.Connection) -> None:
    """O arquivo é de fora: nada do esquema dele executa, página malformada é erro, e nenhum valor é enorme."""
    conexao.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAIOR_VALOR)
    conexao.execute("PRAGMA trusted_schema = off")
    conexao.execute("PRAGMA cell_size_check = on")


@contextmanager
def abrir_para_encher(caminho: Path) -> Iterator[sqlite3.Connection]:
    """Abre o arquivo que acaba de nascer para receber tudo numa transação só; se algo falhar, ele é descartado."""
    with closing(sqlite3.connect(caminho, isolation_level=None)) as conexao:
        conexao.execute("PRAGMA journal_mode = off")
        conexao.execute("PRAGMA synchronous = off")
        conexao.execute("BEGIN")
        yield conexao
        conexao.execute("COMMIT")


def sem_dono(conexao: sqlite3.Connection) -> str:
    """A tabela da primeira linha que aponta para o que não existe, ou vazio."""
    achada = conexao.execute("PRAGMA foreign_key_check").fetchone()
    return "" if achada is None else str(achada[0])


def tem_diario_do_motor(caminho: Path) -> bool:
    """Diz se há ao lado do arquivo o que o motor ainda não juntou a ele: sozinho, ele está incompleto."""
    ao_lado = (caminho.with_name(caminho.name + sufixo) for sufixo in ("-wal", "-journal"))
    return any(arquivo.exists() and arquivo.stat().st_size for arquivo in ao_lado)


@contextmanager
def abrir_sem_ajustes(caminho: Path) -> Iterator[sqlite3.Connection]:
    """Abre para examinar, sem os pragmas que alterariam um arquivo que talvez não seja nosso."""
    with closing(sqlite3.connect(caminho, timeout=ESPERA_SEGUNDOS, isolation_level=None)) as conexao:
        _desconfiar(conexao)
        yield conexao


def copiar(origem: sqlite3.Connection, destino: Path) -> dict[str, int]:
    """Copia a base aberta para um arquivo novo, único (sem acompanhantes), enquanto outros a usam.

    Devolve a contagem de linhas por tabela no instante copiado.
    """
    with closing(sqlite3.connect(destino, isolation_level=None)) as copia:
        origem.execute("BEGIN DEFERRED")
        try:
            contagens = contar_linhas(origem)
            origem.backup(copia, pages=-1)
        finally:
            origem.execute("ROLLBACK")
        copia.execute("PRAGMA synchronous = full")
        copia.execute("PRAGMA journal_mode = delete")
    return contagens


def juntar_acompanhantes(caminho: Path) -> bool:
    """Deixa a base inteira num arquivo só; falso quando outro programa a tem aberta.

    A que não se deixa abrir (danificada) fica como está: não há o que juntar.
    """
    try:
        executar_em(caminho, "PRAGMA journal_mode = delete")
    except sqlite3.OperationalError as erro:
        return erro.sqlite_errorcode & _CODIGO_PRIMARIO not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    except sqlite3.DatabaseError:
        return True
    return True


def executar_em(caminho: Path, comando: str, valores: Sequence[object] = ()) -> None:
    """Executa um comando num arquivo que não é o da base aberta."""
    with closing(sqlite3.connect(caminho, timeout=1, isolation_level=None)) as conexao:
        conexao.execute(comando, valores)


def mover_acompanhantes(caminho: Path, destino: Path) -> None:
    """Leva para junto de `destino` o que o motor deixou ao lado de uma base que não abre."""
    for sufixo in ACOMPANHANTES:
        acompanhante = caminho.with_name(caminho.name + sufixo)
        if acompanhante.exists():
            shutil.move(acompanhante, destino.with_name(destino.name + sufixo))
