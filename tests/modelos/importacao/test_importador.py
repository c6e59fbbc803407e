"""Vários arquivos: ordem, o ruim que não impede os outros, registro e andamento."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modelos.acesso.conexao import atual
from modelos.base.abertura import Base
from modelos.cadastro import clientes
from modelos.carteira import debitos, importacoes
from modelos.importacao import gravacao
from modelos.importacao.importador import ColunasPorDizer, importar
from modelos.importacao.resultado import ProgressoImportacao, Saida, Tipo
from regras.erros import AmbienteIndisponivel
from tests.modelos.importacao.amostras import DEBITOS, EM, TITULOS, Importar


def test_arquivos_sao_lidos_na_ordem_da_tabela(base: Base, tmp_path: Path) -> None:
    textos = {Tipo.DEBITOS: DEBITOS, Tipo.CLIENTES: "codigo;nome\n001;Um\n002;Dois\n"}
    arquivos = {}
    for tipo, texto in textos.items():
        arquivos[tipo] = tmp_path / f"{tipo.value}.csv"
        arquivos[tipo].write_text(texto, "utf-8")
    resultados = list(importar(arquivos, em=EM))
    assert [resultado.tipo for resultado in resultados] == [Tipo.CLIENTES, Tipo.DEBITOS]
    assert resultados[1].incluidas == 3


def test_arquivo_ilegivel_nao_impede_os_outros(base: Base, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes(b"")
    (tmp_path / "n.csv").write_text("serie;numero\n1;1\n", "utf-8")
    ruim, bom = importar({Tipo.CLIENTES: tmp_path / "c.csv", Tipo.NOTAS: tmp_path / "n.csv"}, em=EM)
    assert (ruim.saida, bom.incluidas, bom.saida) == (Saida.NAO_PODE, 1, Saida.CERTO)
    assert ruim.erro is not None
    assert "vazio" in ruim.erro


def test_arquivo_que_falha_no_meio_nao_deixa_nada(
    importa: Importar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(gravacao, "LINHAS_POR_LOTE", 1)
    original = gravacao._Gravador._gravar_aceitas
    lotes: list[int] = []

    def falhar_no_segundo(gravador: gravacao._Gravador, lidas: list[gravacao.Lido]) -> None:
        original(gravador, lidas)
        lotes.append(len(lidas))
        if len(lotes) == 2:
            raise AmbienteIndisponivel("O disco falhou.")

    monkeypatch.setattr(gravacao._Gravador, "_gravar_aceitas", falhar_no_segundo)
    resultado = importa(Tipo.DEBITOS, DEBITOS)
    assert (resultado.saida, resultado.erro, resultado.lidas) == (Saida.NAO_PODE, "O disco falhou.", 0)
    assert debitos.contar_em_aberto() == 0


def test_base_ocupada_vira_erro_de_cada_arquivo(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """O registro da falha também não pode ser gravado, e isso não derruba a importação."""

    def recusar(_importacao: importacoes.Importacao) -> None:
        raise AmbienteIndisponivel("A base está ocupada.")

    monkeypatch.setattr(importacoes, "registrar", recusar)
    arquivos = {Tipo.CLIENTES: tmp_path / "nao-ha.csv", Tipo.NOTAS: tmp_path / "tambem-nao.csv"}
    assert [resultado.saida for resultado in importar(arquivos, em=EM)] == [Saida.NAO_PODE, Saida.NAO_PODE]


def test_sem_poder_registrar_nada_do_arquivo_fica(importa: Importar, monkeypatch: pytest.MonkeyPatch) -> None:
    def recusar(_importacao: importacoes.Importacao) -> None:
        raise AmbienteIndisponivel("O disco ficou cheio.")

    monkeypatch.setattr(importacoes, "registrar", recusar)
    resultado = importa(Tipo.DEBITOS, DEBITOS)
    assert (resultado.saida, resultado.erro) == (Saida.NAO_PODE, "O disco ficou cheio.")
    assert debitos.contar_em_aberto() == 0


def test_cada_importacao_fica_registrada(importa: Importar) -> None:
    importa(Tipo.DEBITOS, f"{DEBITOS}999;1;1;20/11/2026;1,00\n")
    ultima = importacoes.ultima("debitos")
    assert ultima is not None
    assert (ultima.em, ultima.lidas, ultima.incluidas, ultima.rejeitadas, ultima.erro) == (EM, 4, 3, 1, None)
    importa(Tipo.DEBITOS, b"")
    ultima = importacoes.ultima("debitos")
    assert ultima is not None
    assert ultima.erro


def test_andamento_diz_quantas_linhas_ja_foram(importa: Importar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gravacao, "LINHAS_POR_LOTE", 2)
    passos: list[ProgressoImportacao] = []
    importa(Tipo.DEBITOS, DEBITOS, ao_avancar=passos.append)
    assert passos == [ProgressoImportacao(Tipo.DEBITOS, 2, 3), ProgressoImportacao(Tipo.DEBITOS, 3, 3)]


def test_a_base_e_consultada_por_lote_e_nao_por_linha(importa: Importar, monkeypatch: pytest.MonkeyPatch) -> None:
    linhas = "".join(f"001;{numero};1;20/11/2026;1,00\n" for numero in range(500))
    quantas: list[int] = []
    for texto in (f"{TITULOS}\n{linhas[:28]}", f"{TITULOS}\n{linhas}"):
        consultas: list[str] = []
        atual.connection().set_trace_callback(consultas.append)
        importa(Tipo.DEBITOS, texto)
        atual.connection().set_trace_callback(None)
        quantas.append(sum(1 for consulta in consultas if consulta.startswith("SELECT")))
    assert quantas[1] <= quantas[0]


@pytest.mark.parametrize(
    ("conteudo", "esperado"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "não é um arquivo de texto"),
        (b"cliente;documento;parcela;vencimento\n", "valor"),
        (b"cliente;documento;parcela;vencimento;valor;VALOR \n", "duas vezes"),
        (b";".join([b"a"] * 1_000_000), "1 MB"),
        (TITULOS.encode("utf-16"), "UTF-16"),
    ],
    ids=["imagem", "sem coluna obrigatória", "título repetido", "um milhão de colunas", "utf-16"],
)
def test_arquivo_que_nao_serve_e_saida_1_e_nao_deixa_rastro(
    importa: Importar, tmp_path: Path, conteudo: bytes, esperado: str
) -> None:
    resultado = importa(Tipo.DEBITOS, conteudo)
    assert (resultado.saida, resultado.lidas) == (Saida.NAO_PODE, 0)
    assert re.search(esperado, resultado.erro or "")
    assert [caminho.name for caminho in tmp_path.glob("*.csv*")] == ["debitos.csv"]


def test_com_colunas_por_dizer_nada_se_grava_e_o_que_se_conferiu_e_o_que_se_le(
    base: Base, tmp_path: Path, aberturas: list[Path]
) -> None:
    clientes_csv, debitos_csv = tmp_path / "c.csv", tmp_path / "d.csv"
    clientes_csv.write_text("codigo;nome\n001;Padaria\n", "utf-8")
    debitos_csv.write_text("cliente;documento;parcela;quando;valor\n001;1;1;20/11/2026;1,00\n", "utf-8")
    arquivos = {Tipo.DEBITOS: debitos_csv, Tipo.CLIENTES: clientes_csv}
    with pytest.raises(ColunasPorDizer, match="vencimento") as erro:
        list(importar(arquivos, em=EM, exigir_colunas=True))
    assert list(erro.value.exames) == [Tipo.DEBITOS]
    assert clientes.obter("001") is None
    debitos_csv.write_text(debitos_csv.read_text("utf-8").replace("quando", "vencimento"), "utf-8")
    aberturas.clear()
    resultados = list(importar(arquivos, em=EM, exigir_colunas=True))
    assert [resultado.incluidas for resultado in resultados] == [1, 1]
    assert sorted(aberturas) == [clientes_csv, debitos_csv]
