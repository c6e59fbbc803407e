"""O kit de homologação: o ZIP inteiro, e a planilha que a planilha eletrônica não estraga."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from boletos.papel import leitura_pdf
from envio import homologacao
from envio.ambiente import Ambiente
from modelos.cadastro import empresas
from regras.erros import ConfiguracaoIncompleta, DadoInvalido
from tests.boletos.contas_de_exemplo import BB7, CAIXA
from tests.envio.cenario import EMPRESA
from tests.modelos.exemplos import HOJE


def test_o_zip_traz_carta_quadros_planilha_e_um_pdf_por_boleto(ambiente: Ambiente, tmp_path: Path) -> None:
    del ambiente
    empresas.gravar(EMPRESA)
    destino = tmp_path / homologacao.nome_proposto(CAIXA)
    gravado = homologacao.exportar(CAIXA, destino, HOJE)
    assert (destino.name, gravado.arquivo) == ("homologacao-104-CAIXA.zip", destino)
    with zipfile.ZipFile(destino) as pacote:
        nomes = [nome.removeprefix("homologacao-104-CAIXA/") for nome in pacote.namelist()]
        assert nomes[:3] == ["carta.pdf", "quadros.pdf", "planilha.csv"]
        assert nomes[-1] == "SHA256SUMS"
        pdfs = [nome for nome in nomes if nome.startswith("boletos/")]
        assert len(pdfs) == gravado.boletos == 11
        ler = lambda nome: pacote.read(f"homologacao-104-CAIXA/{nome}")  # noqa: E731 - a pasta do ZIP
        linhas = list(csv.DictReader(io.StringIO(ler("planilha.csv").decode("utf-8-sig")), delimiter=";"))
        for linha, nome in zip(linhas, pdfs, strict=True):
            assert f"boletos/{linha['Arquivo']}" == nome
            assert linha["Linha digitável"] in leitura_pdf.texto(ler(nome))
            barras = linha["Código de barras"].replace(" ", "")
            assert (barras[4], barras[-1]) == (linha["Dígito geral"], linha["Dígito do campo livre"])
            assert barras[19:] == linha["Campo livre"].replace(" ", "")
    outro = tmp_path / "de-novo.zip"
    homologacao.exportar(CAIXA, outro, HOJE)
    assert outro.read_bytes() == destino.read_bytes()


def test_numero_comprido_vai_em_grupos(ambiente: Ambiente, tmp_path: Path) -> None:
    del ambiente
    empresas.gravar(EMPRESA)
    homologacao.exportar(BB7, tmp_path / "bb.zip", HOJE, primeiro=500)
    with zipfile.ZipFile(tmp_path / "bb.zip") as pacote:
        texto = pacote.read("homologacao-001-BB/planilha.csv").decode("utf-8-sig")
    assert ";12345670000 000500;" in texto


def test_sem_empresa_ou_com_a_conta_pela_metade_nao_fica_arquivo(ambiente: Ambiente, tmp_path: Path) -> None:
    del ambiente
    with pytest.raises(ConfiguracaoIncompleta, match="empresa"):
        homologacao.exportar(CAIXA, tmp_path / "k.zip", HOJE)
    empresas.gravar(EMPRESA)
    with pytest.raises(DadoInvalido):
        homologacao.exportar(BB7.__class__("BB", "001", "17"), tmp_path / "k.zip", HOJE)
    assert list(tmp_path.glob("*.zip")) == []
