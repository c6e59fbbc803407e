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
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna


class _Cadastro(Protocol):
    """O módulo de `modelos` que guarda os nomes."""

    listar: Callable[[], list[str]]
    renomear: Callable[[str, str], None]
    excluir: Callable[[str], None]
    garantir: Callable[[list[str]], dict[str, str]]


class _DialogoNome(DialogoFicha):
    """Inclui um nome, ou troca o de um que existe em tudo o que o usa."""

    AJUDAS = "nomes"
    CADASTRO: _Cadastro

    def __init__(self, contexto: Contexto, nome: str | None, pai: QWidget | None) -> None:
        super().__init__(contexto, "Nome", pai, largura=520)
        self._de = nome
        self.campo = CampoTexto(obrigatorio=True, largura=260)
        self.declarar(Campo("nome", "&Nome", self.campo, "grupo de contatos;situação;situacao;situação do débito"))
        self.campo.definir(nome or "")
        self.concluir()

    def guardar(self) -> None:
        """Inclui ou renomeia."""
        if self._de:
            self.CADASTRO.renomear(self._de, self.campo.valor())
        else:
            self.CADASTRO.garantir([self.campo.valor()])


class DialogoGrupo(_DialogoNome):
    """Um grupo de contatos."""

    CADASTRO = grupos  # type: ignore[assignment]  # o módulo tem as funções do protocolo
    ASSUNTOS = (Assunto.GRUPOS, Assunto.CONTATOS, Assunto.PARAMETROS)


class DialogoSituacao(_DialogoNome):
    """Uma situação do débito."""

    CADASTRO = situacoes  # type: ignore[assignment]  # idem
    ASSUNTOS = (Assunto.SITUACOES, Assunto.DEBITOS, Assunto.PARAMETROS)


def _lista(titulo: str, explicacao: str, arquivo: str, ficha: type[_DialogoNome]) -> Lista[str]:
    """O comum às duas; excluir o que está em uso é recusado."""
    return Lista(
        titulo=titulo,
        explicacao=explicacao,
        colunas=(Coluna("Nome", str, ordem=chave, largura=0),),
        chave=chave,
        assuntos=ficha.ASSUNTOS,
        arquivo=arquivo,
        ler=ficha.CADASTRO.listar,
        ficha=ficha,
        remover=ficha.CADASTRO.excluir,
        descrever=lambda nome: f"“{nome}”",
    )


class DialogoGrupos(DialogoLista[str]):
    """Cadastro de grupos de contatos."""

    LISTA = _lista(
        "Grupos de contatos",
        "Cada contato de cliente pode estar em vários. O aviso vai aos grupos marcados nos parâmetros.",
        "grupos-de-contatos.csv",
        DialogoGrupo,
    )


class DialogoSituacoes(DialogoLista[str]):
    """Cadastro de situações do débito."""

    LISTA = _lista(
        "Situações do débito",
        "Só os débitos das situações marcadas nos parâmetros entram no aviso.",
        "situacoes.csv",
        DialogoSituacao,
    )
