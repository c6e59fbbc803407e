"""O passo 1: uma base da versão 1 guardada abre inteira, e os índices servem às consultas quentes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from modelos.acesso import dialeto
from modelos.acesso.conexao import atual
from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.base import autorizacao
from modelos.base.abertura import abrir
from modelos.cadastro import clientes, contatos
from modelos.carteira import debitos
from modelos.contas import parametros
from regras.aviso import Estado
from regras.parametros import FiltroSNT, Modo
from tests.modelos.exemplos import HOJE

GUARDADA = Path(__file__).parents[2] / "bases" / "v1.db"


@pytest.fixture
def antiga(tmp_path: Path) -> Iterator[None]:
    """A base guardada, numa cópia aberta pelo programa de hoje."""
    caminho = shutil.copyfile(GUARDADA, tmp_path / "aviso.db")
    caminho.chmod(0o644)
    with abrir(caminho):
        yield


@pytest.mark.usefixtures("antiga")
def test_base_guardada_na_versao_1_abre_com_tudo_o_que_tinha() -> None:
    assert clientes.obter("000123") == clientes.Cliente("000123", "José Ávila & Filhos", email="jose@exemplo.com.br")
    assert [contato.grupos for contato in contatos.do_cliente("000123")] == [("Financeiro",)]
    assert debitos.obter(("000123", "1234", "1")).vencimento == date(2026, 11, 20)  # type: ignore[union-attr]
    assert parametros.obter().grupos == FiltroSNT(Modo.SELECIONA, ("Financeiro",))
    (aviso,) = avisos.listar(data=HOJE)
    assert (aviso.estado, mensagens_guardadas.mime(aviso.id)) == (Estado.ENVIADO, b"Subject: oi\r\n\r\ncorpo")
    assert autorizacao.travada() is None


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("consulta", "indice"),
    [
        (
            "SELECT cliente, saldo_centavos FROM debitos "
            "WHERE saldo_centavos > 0 AND pago_em IS NULL AND vencimento <= '2026-11-24'",
            "COVERING INDEX debitos_em_aberto",
        ),
        ("SELECT id FROM debitos WHERE cliente = '1' AND documento = '2' AND parcela = '3'", "COVERING INDEX"),
        ("SELECT id FROM avisos WHERE estado = 'enviando'", "COVERING INDEX"),
        (
            "SELECT cliente, max(data) FROM avisos WHERE estado IN ('enviado', 'em_duvida', 'enviando') "
            "AND data > '2026-11-19' AND tem_vencido GROUP BY cliente",
            "COVERING INDEX",
        ),
        ("SELECT cliente FROM aviso_debitos WHERE vencimento BETWEEN '2026-11-24' AND '2026-11-27'", "COVERING INDEX"),
        ("SELECT id FROM avisos WHERE data = '2026-11-24' ORDER BY cliente", "COVERING INDEX"),
    ],
)
def test_consulta_quente_nao_varre_a_tabela(consulta: str, indice: str) -> None:
    plano = dialeto.conexao_crua(atual).execute(f"EXPLAIN QUERY PLAN {consulta}").fetchall()
    assert indice in plano[0][-1], plano
    assert "SCAN" not in plano[0][-1], plano
