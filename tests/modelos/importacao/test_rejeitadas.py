"""O arquivo de rejeitadas, ao lado do original."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from modelos.base.abertura import Base
from modelos.carteira import debitos
from modelos.importacao import mapas
from modelos.importacao.importador import importar
from modelos.importacao.rejeitadas import ArquivoDeRejeitadas
from modelos.importacao.resultado import Tipo
from regras.erros import DadoInvalido
from tests.modelos.importacao.amostras import EM, TITULOS, Importar, Rejeitadas, contar


def test_rejeitadas_trazem_as_colunas_originais_linha_e_motivo(importa: Importar, rejeitadas: Rejeitadas) -> None:
    importa(Tipo.DEBITOS, f'{TITULOS};Minha Coluna\n001;10;1;20/11/2026;x;"a;b"\n')
    (linha,) = rejeitadas(Tipo.DEBITOS)
    assert list(linha) == [*TITULOS.split(";"), "Minha Coluna", "linha", "motivo"]
    assert (linha["valor"], linha["Minha Coluna"], linha["linha"]) == ("x", "a;b", "2")


def test_rejeitadas_corrigidas_podem_ser_reimportadas(importa: Importar, tmp_path: Path) -> None:
    resultado = importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;x\n")
    assert resultado.arquivo_de_rejeitadas == tmp_path / "debitos.csv.rejeitadas.csv"
    corrigido = resultado.arquivo_de_rejeitadas.read_bytes().replace(b";x;", b";1,00;")
    assert importa(Tipo.DEBITOS, corrigido, "corrigido.csv").incluidas == 1


def test_rejeitadas_saem_na_ordem_das_linhas(importa: Importar, rejeitadas: Rejeitadas) -> None:
    texto = (
        f"{TITULOS};saldo\n999;1;1;20/11/2026;1,00;\n001;2;1;20/11/2026;x;\n001;3;1;20/11/2026;1,00;2,00\n"
        "001;4;1;nunca;1,00;\n"
    )
    importa(Tipo.DEBITOS, texto)
    assert [linha["linha"] for linha in rejeitadas(Tipo.DEBITOS)] == ["2", "3", "4", "5"]


def test_pasta_que_nao_aceita_as_rejeitadas_nao_impede_a_importacao(importa: Importar, tmp_path: Path) -> None:
    (tmp_path / "debitos.csv.rejeitadas.csv").mkdir()
    resultado = importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;1,00\n001;11;1;20/11/2026;x\n")
    assert contar(resultado) == (1, 0, 0, 1, 0)
    assert resultado.arquivo_de_rejeitadas is None
    assert any("rejeitadas" in frase for frase in resultado.apontamentos)


def test_disco_cheio_nos_temporarios_e_uma_frase_e_nada_entra(
    importa: Importar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "cheio"))
    monkeypatch.setattr(tempfile, "TemporaryFile", _sem_espaco)
    resultado = importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;1,00\n")
    assert resultado.erro is not None
    assert "O disco ficou cheio" in resultado.erro
    assert debitos.contar_em_aberto() == 0


def _sem_espaco(*_argumentos: object, **_opcoes: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_celulas_a_menos_ou_a_mais_nao_tiram_linha_e_motivo_do_lugar(importa: Importar, rejeitadas: Rejeitadas) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS}\n001;10\n001;11;1;20/11/2026;1,00;sobra;mais\n")
    curta, longa = rejeitadas(Tipo.DEBITOS)
    assert [curta[titulo] for titulo in (*TITULOS.split(";"), "linha")] == ["001", "10", "", "", "", "2"]
    assert (longa["valor"], longa["linha"]) == ("1,00;sobra;mais", "3")


def test_importacao_sem_rejeicao_retira_o_arquivo_da_anterior(importa: Importar, tmp_path: Path) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;x\n")
    assert (tmp_path / "debitos.csv.rejeitadas.csv").exists()
    importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;1,00\n")
    assert not (tmp_path / "debitos.csv.rejeitadas.csv").exists()


FORMULAS = ["=HYPERLINK(1)", "+5", "-2", "@x", " =1", "'=1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formula_nao_se_executa_no_arquivo_das_rejeitadas_e_volta_como_era(
    importa: Importar, rejeitadas: Rejeitadas, formula: str
) -> None:
    texto = f"{TITULOS};{formula}\n001;10;1;20/11/2026;{formula};{formula}\n"
    resultado = importa(Tipo.DEBITOS, texto)
    (linha,) = rejeitadas(Tipo.DEBITOS)
    assert resultado.arquivo_de_rejeitadas is not None
    celulas = [*linha, *linha.values()]
    assert [celula for celula in celulas if celula.lstrip(' "').startswith(("=", "+", "-", "@"))] == []
    importa(Tipo.DEBITOS, resultado.arquivo_de_rejeitadas.read_bytes())
    (de_novo,) = rejeitadas(Tipo.DEBITOS)
    assert de_novo["valor"] == linha["valor"]
    assert list(de_novo)[: len(linha) - 2] == list(linha)[:-2]


def test_lidas_de_volta_com_o_de_para_ensinado_a_planilha(base: Base, tmp_path: Path) -> None:
    mapas.gravar(Tipo.CLIENTES, ("Quem", "Papel"), {"Quem": "codigo", "Papel": "nome"}, EM)
    arquivo = tmp_path / "c.csv"
    arquivo.write_text("Quem;Papel\n001;Padaria\n002;\n", "utf-8")
    (deu,) = importar({Tipo.CLIENTES: arquivo}, em=EM)
    assert deu.arquivo_de_rejeitadas is not None
    lidas = ArquivoDeRejeitadas(deu.arquivo_de_rejeitadas, Tipo.CLIENTES)
    assert lidas.original == arquivo
    assert [(cada.linha, cada.celulas) for cada in lidas.linhas] == [(3, ("002", ""))]
    assert [(posicao, coluna.nome) for posicao, coluna in lidas.colunas] == [(0, "codigo"), (1, "nome")]
    assert not lidas.mudou()


def test_planilha_que_nao_e_de_rejeitadas_e_dita(base: Base, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("codigo;nome\n1;a\n", "utf-8")
    with pytest.raises(DadoInvalido, match="não é um arquivo de linhas rejeitadas"):
        ArquivoDeRejeitadas(tmp_path / "c.csv", Tipo.CLIENTES)
