"""Transação, leitura e a mãe das tabelas."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import peewee
import pytest

from modelos.acesso import dialeto
from modelos.acesso.conexao import (
    Tabela,
    atual,
    caminho_atual,
    excluir_se_livre,
    leitura,
    ler,
    ler_uma,
    transacao,
)
from modelos.base.abertura import Base, abrir
from modelos.cadastro import clientes, grupos, situacoes
from modelos.cadastro.clientes import ClienteDB
from modelos.cadastro.grupos import GrupoDB
from regras.cadastro import Cliente
from regras.erros import AmbienteIndisponivel, DadoInvalido
from tests.modelos.exemplos import gravar_cliente, gravar_debito

pytestmark = pytest.mark.usefixtures("base")


def _codigos() -> list[str]:
    return [codigo for (codigo,) in ler(ClienteDB.select(ClienteDB.codigo).order_by(ClienteDB.codigo))]


@transacao()
def _gravar_e_falhar(codigo: str) -> None:
    gravar_cliente(codigo)
    raise ZeroDivisionError


def test_transacao_com_erro_nao_grava_nada() -> None:
    with pytest.raises(ZeroDivisionError):
        _gravar_e_falhar("1")
    assert _codigos() == []


def test_transacao_dentro_de_outra_desfaz_so_a_sua_parte() -> None:
    with transacao():
        gravar_cliente("1")
        with pytest.raises(ZeroDivisionError):
            _gravar_e_falhar("2")
    assert _codigos() == ["1"]


def test_transacao_toma_o_direito_de_gravar_desde_o_comeco() -> None:
    outra = sqlite3.connect(caminho_atual(), timeout=0, isolation_level=None)
    with closing(outra), transacao(), pytest.raises(sqlite3.OperationalError, match="locked"):
        outra.execute("BEGIN IMMEDIATE")


def test_gravadores_em_threads_esperam_a_vez(base: Base) -> None:
    erros: list[BaseException] = []

    def gravar(inicio: int) -> None:
        try:
            with base.conexao():
                for numero in range(inicio, inicio + 10):
                    with transacao():
                        existentes = len(_codigos())
                        gravar_cliente(f"{numero:03}", nome=str(existentes))
        except peewee.PeeweeException as erro:
            erros.append(erro)

    threads = [threading.Thread(target=gravar, args=(parte * 10,)) for parte in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert erros == []
    assert sorted(map(int, clientes.nomes(_codigos()).values())) == list(range(40))


def test_leitura_ve_um_instante_so_mesmo_com_outro_gravando(base: Base) -> None:
    gravar_cliente("1")

    def gravar_outro() -> None:
        with base.conexao():
            gravar_cliente("2")

    with leitura():
        antes = _codigos()
        thread = threading.Thread(target=gravar_outro)
        thread.start()
        thread.join()
        depois = _codigos()
    assert (antes, depois, _codigos()) == (["1"], ["1"], ["1", "2"])


def test_ler_uma_sem_linha_da_none() -> None:
    assert ler_uma(ClienteDB.select(ClienteDB.codigo)) is None


def test_sobrepor_inclui_a_nova_e_substitui_a_que_existe() -> None:
    GrupoDB.sobrepor([{"nome": "A", "chave": "a"}], [GrupoDB.nome])
    GrupoDB.sobrepor([{"nome": "A", "chave": "alfa"}, {"nome": "B", "chave": "b"}], [GrupoDB.nome])
    assert ler(GrupoDB.select(GrupoDB.nome, GrupoDB.chave).order_by(GrupoDB.nome)) == [("A", "alfa"), ("B", "b")]


def test_sobrepor_nada_nao_e_erro() -> None:
    GrupoDB.sobrepor([], [GrupoDB.nome])
    assert grupos.listar() == []


def test_incluir_repetido_e_erro() -> None:
    with pytest.raises(peewee.IntegrityError):
        GrupoDB.incluir([{"nome": "A", "chave": "a"}, {"nome": "A", "chave": "b"}])


def test_incluir_mais_linhas_que_um_bloco() -> None:
    with transacao():
        GrupoDB.incluir({"nome": str(numero), "chave": str(numero)} for numero in range(2500))
    assert len(grupos.listar()) == 2500


def test_exclusao_diz_quantos_dependem_no_singular_e_no_plural() -> None:
    gravar_debito("1", "um", situacao="Acordo")
    gravar_debito("1", "outro", situacao="Acordo")
    gravar_debito("2", "um", situacao="Jurídico")
    with pytest.raises(DadoInvalido, match="em uso por 2 débitos"):
        situacoes.excluir("Acordo")
    with pytest.raises(DadoInvalido, match="em uso por 1 débito "):
        situacoes.excluir("Jurídico")


def test_exclusao_e_recusada_pela_base_mesmo_sem_contagem(monkeypatch: pytest.MonkeyPatch) -> None:
    gravar_debito("1")
    monkeypatch.setattr(Tabela, "contar_dependentes", lambda _valor: {})
    with pytest.raises(DadoInvalido, match="porque está em uso"):
        excluir_se_livre(ClienteDB, ClienteDB.codigo, "1", "cliente")
    assert _codigos() == ["1"]


def test_disco_cheio_numa_transacao_dentro_de_outra_tem_a_frase_do_disco(base: Base) -> None:
    (paginas,) = dialeto.conexao_crua(atual).execute("PRAGMA page_count").fetchone()
    dialeto.conexao_crua(atual).execute(f"PRAGMA max_page_count = {paginas}")
    with pytest.raises(AmbienteIndisponivel, match="ficou cheio"), transacao(), transacao():
        clientes.gravar_varios([Cliente(str(n), "Nome comprido " * 30) for n in range(500)])
    assert clientes.obter("1") is None
    assert not atual.in_transaction()


def test_base_em_dia_abre_e_se_le_com_outro_gravando(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialeto, "ESPERA_SEGUNDOS", 0)
    caminho = base.caminho
    base.fechar()
    with closing(sqlite3.connect(caminho, isolation_level=None)) as outra:
        outra.execute("BEGIN IMMEDIATE")
        with abrir(caminho):
            assert clientes.obter("1") is None
        outra.execute("ROLLBACK")
