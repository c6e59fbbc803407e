"""Grupos de contatos e situações do débito: nomes livres, que se incluem, renomeiam e excluem."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from modelos.cadastro import grupos, situacoes
from regras.nomes import chave
from ui.campos.campo_texto import CampoTexto
from ui.contexto import Assunto, Contexto
from ui.moldes.ficha import Campo, DialogoFicha
from ui.moldes.lista import DialogoLista
from ui.tabelas.base import Coluna


class _Cadastro(Protocol):
    """O módulo de `modelos` que guarda os nomes."""

    listar: Callable[[], list[str]]
    renomear: Callable[[str, str], None]
    excluir: Callable[[str], None]
    garantir: Callable[[list[str]], dict[str, str]]


class DialogoNome(DialogoFicha):
    """Inclui um nome, ou troca o de um que existe em tudo o que o usa."""

    AJUDAS = "nomes"

    def __init__(
        self, contexto: Contexto, cadastro: _Cadastro, assuntos: tuple[Assunto, ...], nome: str, pai: QWidget | None
    ) -> None:
        super().__init__(contexto, "Nome", pai, largura=520)
        self._cadastro, self.ASSUNTOS, self._de = cadastro, assuntos, nome
        self.campo = CampoTexto(obrigatorio=True, largura=260)
        self.declarar(Campo("nome", "&Nome", self.campo, "grupo de contatos;situação;situacao;situação do débito"))
        self.campo.definir(nome)
        self.concluir()

    def guardar(self) -> None:
        """Inclui ou renomeia."""
        if self._de:
            self._cadastro.renomear(self._de, self.campo.valor())
        else:
            self._cadastro.garantir([self.campo.valor()])


class _DialogoNomes(DialogoLista[str]):
    """O comum às duas listas."""

    CADASTRO: _Cadastro

    def __init__(self, contexto: Contexto, titulo: str, explicacao: str, pai: QWidget | None) -> None:
        colunas = (Coluna("Nome", str, ordem=chave, largura=0),)
        super().__init__(contexto, titulo, explicacao, colunas, chave, pai=pai, largura=720)

    def ler(self) -> list[str]:
        """Todos, em ordem alfabética."""
        return self.CADASTRO.listar()

    def editar(self, objeto: str | None) -> None:
        """Inclui, ou renomeia."""
        DialogoNome(self.contexto, self.CADASTRO, self.ASSUNTOS, objeto or "", self).exec()

    def remover(self, objeto: str) -> None:
        """Exclui; o que está em uso é recusado."""
        self.CADASTRO.excluir(objeto)

    def descrever(self, objeto: str) -> str:
        """O nome entre aspas."""
        return f"“{objeto}”"


class DialogoGrupos(_DialogoNomes):
    """Cadastro de grupos de contatos."""

    CADASTRO = grupos  # type: ignore[assignment]  # o módulo tem as funções do protocolo
    ASSUNTOS = (Assunto.GRUPOS, Assunto.CONTATOS, Assunto.PARAMETROS)
    ARQUIVO = "grupos-de-contatos.csv"

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        frase = "Cada contato de cliente pode estar em vários. O aviso vai aos grupos marcados nos parâmetros."
        super().__init__(contexto, "Grupos de contatos", frase, pai)


class DialogoSituacoes(_DialogoNomes):
    """Cadastro de situações do débito."""

    CADASTRO = situacoes  # type: ignore[assignment]  # o módulo tem as funções do protocolo
    ASSUNTOS = (Assunto.SITUACOES, Assunto.DEBITOS, Assunto.PARAMETROS)
    ARQUIVO = "situacoes.csv"

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        frase = "Só os débitos das situações marcadas nos parâmetros entram no aviso."
        super().__init__(contexto, "Situações do débito", frase, pai)
