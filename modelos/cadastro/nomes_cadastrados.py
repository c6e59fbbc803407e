"""O que grupos e situações têm em comum: nomes livres, em que vale a primeira grafia gravada."""

from __future__ import annotations

from collections.abc import Iterable

import peewee

from modelos.acesso.campos import NomeField
from modelos.acesso.conexao import Tabela, excluir_se_livre, leitura, ler, transacao
from regras.erros import DadoInvalido
from regras.nomes import chave


class NomeDB(Tabela):
    """Um nome, e a forma em que é comparado (regras.md §1)."""

    nome = NomeField(primary_key=True)
    chave = peewee.TextField(unique=True)


class NomesCadastrados:
    """As operações sobre uma dessas tabelas.

    Args:
        tabela: a de grupos ou a de situações.
        campo: como o operador chama cada linha, nas frases.
    """

    def __init__(self, tabela: type[NomeDB], campo: str) -> None:
        self._tabela = tabela
        self._campo = campo

    def listar(self) -> list[str]:
        """Todos, em ordem alfabética sem acentos."""
        with leitura():
            return [nome for (nome,) in ler(self._tabela.select(self._tabela.nome).order_by(self._tabela.chave))]

    def garantir(self, nomes: Iterable[str]) -> dict[str, str]:
        """Cadastra os que ainda não existem e devolve, para cada nome dado, a grafia que vale.

        Raises:
            DadoInvalido: nome vazio.
        """
        pedidos = {nome: chave(nome) for nome in nomes}
        for nome, comparado in pedidos.items():
            if not comparado:
                raise DadoInvalido(self._campo, f"“{nome}” não é um nome")
        with transacao():
            conhecidos = self._por_chave()
            novos = {
                comparado: " ".join(nome.split())
                for nome, comparado in reversed(pedidos.items())
                if comparado not in conhecidos
            }
            self._tabela.sobrepor(
                [{"nome": nome, "chave": comparado} for comparado, nome in novos.items()], [self._tabela.nome]
            )
        conhecidos |= novos
        return {nome: conhecidos[comparado] for nome, comparado in pedidos.items()}

    def renomear(self, de: str, para: str) -> None:
        """Troca o nome em tudo o que o usa.

        Raises:
            DadoInvalido: não existe, nome vazio, ou já há outro igual sem contar maiúsculas e acentos.
        """
        novo = " ".join(para.split())
        if not novo:
            raise DadoInvalido(self._campo, "o nome novo está vazio", de)
        with transacao():
            conhecidos = self._por_chave()
            if chave(de) not in conhecidos:
                raise DadoInvalido(self._campo, "não está cadastrado", de)
            if chave(novo) != chave(de) and chave(novo) in conhecidos:
                raise DadoInvalido(self._campo, f"já existe “{conhecidos[chave(novo)]}”", de)
            self._tabela.update(nome=novo, chave=chave(novo)).where(self._tabela.chave == chave(de)).execute()

    def excluir(self, nome: str) -> None:
        """Exclui; o que não existe já está excluído.

        Raises:
            DadoInvalido: diz o que ainda usa este nome.
        """
        with transacao():
            gravado = self._por_chave().get(chave(nome))
            if gravado is not None:
                excluir_se_livre(self._tabela, self._tabela.nome, gravado, self._campo)

    def _por_chave(self) -> dict[str, str]:
        return dict(ler(self._tabela.select(self._tabela.chave, self._tabela.nome)))
