"""A planilha de exemplo entra inteira pela própria importação, sem rejeição nem apontamento, em CSV e em XLSX."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from modelos.acesso.consulta import Consulta
from modelos.base.abertura import Base
from modelos.cadastro import clientes, contatos, empresas
from modelos.carteira import debitos
from modelos.importacao import exemplo
from modelos.importacao.importador import importar
from modelos.importacao.resultado import Saida, Tipo
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import HOJE

EM = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.mark.parametrize("extensao", ["csv", "xlsx"])
def test_todos_os_exemplos_vao_e_voltam_pela_importacao(base: Base, tmp_path: Path, extensao: str) -> None:
    arquivos = {tipo: tmp_path / f"{tipo.value}.{extensao}" for tipo in Tipo}
    for tipo, arquivo in arquivos.items():
        exemplo.gravar(tipo, arquivo, HOJE)
    resultados = list(importar(arquivos, em=EM))
    assert [(r.tipo, r.erro, r.incluidas, r.rejeitadas, r.apontamentos, r.saida) for r in resultados] == [
        (tipo, None, 1, 0, (), Saida.CERTO) for tipo in Tipo
    ]
    empresa = empresas.obter()
    assert empresa is not None
    assert empresa.o_que_falta() == ()
    cliente = clientes.obter("000123")
    assert cliente is not None
    assert cliente.avisar
    assert [contato.grupos for contato in contatos.do_cliente("000123")] == [("Financeiro", "Compras")]
    (debito,) = debitos.pagina(Consulta(limite=10)).linhas
    assert (debito.valor_centavos, debito.vencimento.isoformat()) == (123_456, "2026-12-04")


@pytest.mark.parametrize("tipo", list(Tipo))
def test_o_exemplo_traz_todas_as_colunas_e_preenche_as_obrigatorias(tipo: Tipo) -> None:
    celulas = dict(zip(exemplo.titulos(tipo), exemplo.linha(tipo, HOJE), strict=True))
    assert [coluna.nome for coluna in exemplo.colunas(tipo) if coluna.obrigatoria and not celulas[coluna.nome]] == []


def test_a_planilha_abre_em_outro_programa_com_os_zeros_a_esquerda(tmp_path: Path) -> None:
    arquivo = tmp_path / "clientes.xlsx"
    exemplo.gravar(Tipo.CLIENTES, arquivo, HOJE)
    livro = openpyxl.load_workbook(arquivo)
    (titulos, celulas) = list(livro["clientes"].iter_rows(values_only=True))
    livro.close()
    assert (titulos[0], celulas[0]) == ("codigo", "000123")


def test_pasta_que_nao_existe_e_dita(tmp_path: Path) -> None:
    with pytest.raises(AmbienteIndisponivel, match="não existe"):
        exemplo.gravar(Tipo.NOTAS, tmp_path / "nada" / "notas.csv", HOJE)
