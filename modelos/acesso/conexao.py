"""A base aberta neste processo: transação, leitura e a classe mãe das tabelas.

Uma base por processo, uma conexão por thread. Toda função que grava abre `transacao`; toda função que
lê usa `leitura`. As duas traduzem o que o motor diz em frase de `regras.erros`.
"""

from __future__ import annotations

import operator
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, TypeAlias

import peewee

from modelos.acesso import descritores, dialeto
from regras.erros import DadoInvalido

atual = peewee.DatabaseProxy()
"""A base aberta; `modelos.base.abertura.abrir` a preenche e `soltar` a esvazia."""


class Gravacoes:
    """As gravações deste processo: quem vê a base mudar pergunta aqui se pode ter sido ele mesmo."""

    def __init__(self) -> None:
        self._vez = threading.Lock()
        self._abertas = 0
        self._houve = False

    @contextmanager
    def uma(self) -> Iterator[None]:
        """Uma gravação em curso, em qualquer thread."""
        self._contar(1)
        try:
            yield
        finally:
            self._contar(-1)

    def houve(self) -> bool:
        """Diz se há gravação em curso, ou se houve desde a última pergunta."""
        with self._vez:
            resposta, self._houve = self._houve or self._abertas > 0, False
            return resposta

    def _contar(self, quantas: int) -> None:
        with self._vez:
            self._abertas += quantas
            self._houve = True


gravacoes = Gravacoes()
Rotulo = tuple[str, str]
"""Como o operador chama uma linha: singular e plural."""

_LINHAS_POR_BLOCO = 1000


def caminho_atual() -> Path:
    """Caminho da base aberta."""
    return Path(atual.database)


@contextmanager
def traduzir(caminho: Path) -> Iterator[None]:
    """Troca erro do motor por `AmbienteIndisponivel` quando o culpado é o ambiente."""
    try:
        yield
    except dialeto.ERROS as erro:
        if frase := dialeto.explicar(erro, caminho):
            raise frase from erro
        raise


class Base:
    """A base aberta neste processo. Feche na mesma thread em que abriu.

    Atributos:
        caminho: o arquivo.
        uuid: nasce com a base e vai com as cópias dela.
    """

    def __init__(self, caminho: Path, uuid: str) -> None:
        self.caminho = caminho
        self.uuid = uuid

    def __enter__(self) -> Base:
        """Devolve a própria base."""
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Fecha."""
        self.fechar()

    def fechar(self) -> None:
        """Fecha a conexão desta thread e libera o processo para abrir outra base. Fechar de novo não é erro."""
        soltar()

    @contextmanager
    def conexao(self) -> Iterator[None]:
        """Dá à thread que chama uma conexão própria; quem já tem continua com a sua."""
        if not atual.is_closed():
            yield
            return
        with traduzir(self.caminho):
            atual.connect()
        try:
            yield
        finally:
            atual.close()


def soltar() -> None:
    """Fecha a conexão desta thread e deixa o processo sem base aberta."""
    motor, atual.obj = atual.obj, None
    if motor is not None:
        motor.close()
    descritores.fechar_base()


@contextmanager
def transacao() -> Iterator[None]:
    """Grava tudo ou nada, com o direito de gravar tomado já no começo. Dentro de outra, é parte dela.

    Raises:
        AmbienteIndisponivel: base ocupada, somente leitura, disco cheio ou danificada.
    """
    # Pela base, e não pelo procurador dela, que faria os pontos de volta do peewee em vez dos de `dialeto`.
    motor = atual.obj
    with traduzir(caminho_atual()):
        if motor.in_transaction():
            with motor.atomic():
                yield
            return
        with gravacoes.uma(), motor.atomic(dialeto.GRAVACAO):
            yield


def versao_vista() -> int:
    """Um número que muda quando outra conexão gravou, vista da conexão desta thread.

    Raises:
        AmbienteIndisponivel: base ocupada ou danificada.
    """
    with traduzir(caminho_atual()):
        return dialeto.versao_vista(atual)


@contextmanager
def leitura() -> Iterator[None]:
    """Várias consultas sobre o mesmo instante da base; serve também de decorador.

    Raises:
        AmbienteIndisponivel: base ocupada ou danificada.
    """
    with traduzir(caminho_atual()):
        if atual.in_transaction():
            yield
        else:
            with atual.transaction(dialeto.LEITURA):
                yield


def ler(consulta: peewee.ModelSelect[Any]) -> list[tuple[Any, ...]]:
    """As linhas da consulta, cada uma como tupla das colunas pedidas, já convertidas pelos campos."""
    return list(consulta.tuples().iterator())


def ler_uma(consulta: peewee.ModelSelect[Any]) -> tuple[Any, ...] | None:
    """A primeira linha, ou None."""
    linhas = ler(consulta.limit(1))
    return linhas[0] if linhas else None


Completar: TypeAlias = "Callable[[peewee.ModelInsert, list[peewee.Field[Any]]], peewee.ModelInsert]"
"""Recebe uma inclusão e as suas colunas, e diz o que acontece se a chave se repete."""


def _sem_mais(inclusao: peewee.ModelInsert, _colunas: list[peewee.Field[Any]]) -> peewee.ModelInsert:
    return inclusao


class Tabela(peewee.Model):
    """Mãe das tabelas (`…DB`). Objetos dela nunca saem de `modelos`.

    Atributos:
        na_base: o nome dela na base.
        rotulo: como o operador chama estas linhas, para dizer o que depende de quê.
    """

    na_base: ClassVar[str] = ""
    rotulo: ClassVar[Rotulo] = ("registro", "registros")
    _inclusoes_prontas: ClassVar[dict[tuple[str, ...], str]] = {}

    class Meta:
        """A base é a que o processo abriu."""

        database = atual
        legacy_table_names = False
        table_function = operator.attrgetter("na_base")

    @classmethod
    def campos(cls) -> list[peewee.Field[Any]]:
        """As colunas, na ordem em que estão na base."""
        campos: list[peewee.Field[Any]] = cls._meta.sorted_fields
        return campos

    @classmethod
    def incluir(cls, linhas: Iterable[Mapping[str, Any]]) -> None:
        """Inclui as linhas, todas com as mesmas colunas.

        Raises:
            peewee.IntegrityError: chave repetida, ou algo a que a linha aponta não existe.
        """
        cls._executar(linhas, _sem_mais)

    @classmethod
    def incluir_crua(cls, colunas: Sequence[str], linhas: Sequence[Sequence[Any]]) -> None:
        """Inclui muitas linhas já na forma que a base guarda (datas em texto, enumerações pelo valor), sem converter.

        Raises:
            peewee.IntegrityError: chave repetida, ou algo a que a linha aponta não existe.
        """
        dialeto.repetir(atual, cls._montar(tuple(colunas), _sem_mais), linhas)

    @classmethod
    def sobrepor(cls, linhas: Iterable[Mapping[str, Any]], chave: Sequence[peewee.Field[Any]]) -> None:
        """Inclui as linhas, todas com as mesmas colunas; a que tem a mesma chave é substituída.

        Raises:
            peewee.IntegrityError: algo a que a linha aponta não existe.
        """

        def ao_repetir(inclusao: peewee.ModelInsert, colunas: list[peewee.Field[Any]]) -> peewee.ModelInsert:
            outras = [coluna for coluna in colunas if coluna not in set(chave)]
            if not outras:
                return inclusao.on_conflict_ignore()
            return inclusao.on_conflict(conflict_target=list(chave), preserve=outras)

        cls._executar(linhas, ao_repetir)

    @classmethod
    def _executar(
        cls,
        linhas: Iterable[Mapping[str, Any]],
        completar: Completar,
    ) -> None:
        """Monta o comando uma vez e o repete por linha: sete vezes mais rápido que um comando por bloco."""
        restantes = iter(linhas)
        comando = ""
        while bloco := list(islice(restantes, _LINHAS_POR_BLOCO)):
            nomes = list(bloco[0])
            colunas = [getattr(cls, nome) for nome in nomes]
            if not comando:
                comando = cls._montar(tuple(nomes), completar)
            converter = [(nome, coluna.db_value) for nome, coluna in zip(nomes, colunas, strict=True)]
            valores = [[para_base(linha[nome]) for nome, para_base in converter] for linha in bloco]
            dialeto.repetir(atual, comando, valores)

    @classmethod
    def _montar(cls, nomes: tuple[str, ...], completar: Completar) -> str:
        """O comando de inclusão destas colunas. O simples é guardado: montá-lo custa mais que executá-lo."""
        prontos: dict[tuple[str, ...], str] = cls.__dict__.get("_inclusoes_prontas", {})
        if completar is _sem_mais and nomes in prontos:
            return prontos[nomes]
        colunas = [getattr(cls, nome) for nome in nomes]
        modelo = cls.insert_many([[None] * len(colunas)], fields=colunas)
        comando: str = completar(modelo, colunas).sql()[0]
        if completar is _sem_mais:
            cls._inclusoes_prontas = prontos | {nomes: comando}
        return comando

    @classmethod
    def contar_dependentes(cls, valor: object) -> dict[Rotulo, int]:
        """Quantas linhas de cada outra tabela impedem a exclusão da que tem este valor."""
        contagens: dict[Rotulo, int] = {}
        for campo, tabela in cls._meta.backrefs.items():
            quantas = tabela.select().where(campo == valor).count()
            if quantas and campo.on_delete not in {"CASCADE", "SET NULL"}:
                contagens[tabela.rotulo] = contagens.get(tabela.rotulo, 0) + quantas
        return contagens


def excluir_se_livre(
    tabela: type[Tabela], coluna: peewee.Field[Any], valor: object, campo: str, usos: Mapping[Rotulo, int] | None = None
) -> None:
    """Exclui a linha de que ninguém depende; a que não existe já está excluída.

    Args:
        tabela: de onde excluir.
        coluna: a da chave.
        valor: a chave.
        campo: como o operador conhece o que se exclui.
        usos: quantos dependem sem que a base saiba, além dos que ela sabe; o que tem zero não conta.

    Raises:
        DadoInvalido: diz quantos dependem, de cada tipo.
    """
    contagens = tabela.contar_dependentes(valor) | dict(usos or {})
    uso = " e ".join(f"{quantos} {rotulo[quantos > 1]}" for rotulo, quantos in contagens.items() if quantos)
    if uso:
        raise _em_uso(campo, valor, f" por {uso}")
    try:
        tabela.delete().where(coluna == valor).execute()
    except peewee.IntegrityError as erro:
        raise _em_uso(campo, valor, "") from erro


def _em_uso(campo: str, valor: object, por_quem: str) -> DadoInvalido:
    return DadoInvalido(
        campo, f"não pode ser excluído, porque está em uso{por_quem}", str(valor), "Altere ou exclua antes o que o usa."
    )
