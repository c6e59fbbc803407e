"""Arquivos feitos para derrubar quem os lê: recusados com frase, antes de pedir memória (issue 4, segurança)."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from modelos.importacao import exame_xlsx, leitura
from modelos.importacao.exame_xlsx import examinar
from modelos.importacao.resultado import Tipo
from regras.erros import DadoInvalido
from tests.modelos.importacao.amostras import TITULOS, Importar
from tests.modelos.importacao.planilhas import FOLHA, montar, trocar

_SEGUNDA = b'<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>'
_BASE = montar(["a"], ["x"])
_ENTIDADES = (
    b'<!DOCTYPE lolz [<!ENTITY a "lollollollol">'
    + b"".join(b'<!ENTITY %c "%b">' % (97 + i, b"&%c;" % (96 + i) * 10) for i in range(1, 20))
    + b"]>"
)


def _com(partes: Mapping[str, bytes], xlsx: bytes = _BASE, nomes: Mapping[str, str] | None = None) -> bytes:
    """O mesmo arquivo com partes a mais, ou com outro nome."""
    saida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as origem, zipfile.ZipFile(saida, "w", zipfile.ZIP_DEFLATED) as destino:
        for nome in origem.namelist():
            destino.writestr((nomes or {}).get(nome, nome), origem.read(nome))
        for nome, conteudo in partes.items():
            destino.writestr(nome, conteudo)
    return saida.getvalue()


def _textos(*textos: bytes) -> dict[str, bytes]:
    corpo = b"".join(b"<si><t>%b</t></si>" % texto for texto in textos)
    return {"xl/sharedStrings.xml": b"<sst>%b</sst>" % corpo}


def _usos(quantos: int, celula: bytes = b'<c r="A%d" t="s"><v>0</v></c>') -> bytes:
    fileiras = b"".join(
        b'<row r="%d">%b</row>' % (linha, celula % linha if b"%d" in celula else celula)
        for linha in range(2, quantos + 2)
    )
    return trocar(_BASE, FOLHA, _SEGUNDA, fileiras)


@pytest.mark.parametrize("parte", [FOLHA, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("antes", [b"", b" " * ((1 << 20) - 4)])
def test_entidades_de_xml_nao_se_expandem(parte: str, antes: bytes) -> None:
    xlsx = _com({parte: antes + _ENTIDADES + b"<sst><si><t>&t;</t></si></sst>"}) if parte not in _nomes() else None
    xlsx = xlsx or trocar(_BASE, parte, b"<", antes + _ENTIDADES + b"<")
    with pytest.raises(DadoInvalido, match="define entidades de XML"):
        examinar(io.BytesIO(xlsx), "a.xlsx")


def _nomes() -> list[str]:
    with zipfile.ZipFile(io.BytesIO(_BASE)) as pacote:
        return pacote.namelist()


def test_parte_que_descomprime_muito_passa_em_blocos() -> None:
    bomba = io.BytesIO(_com({"xl/media/image1.png": b"\0" * (64 << 20)}))
    assert len(bomba.getvalue()) < 1 << 20
    tracemalloc.start()
    examinar(bomba, "a.xlsx")
    _, pico = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert pico < 16 << 20


def test_zip_bomba_e_recusado_sem_descomprimir(monkeypatch: pytest.MonkeyPatch) -> None:
    bomba = io.BytesIO(_com({"xl/media/a.bin": b"\0" * (2 << 20)}))
    monkeypatch.setattr(exame_xlsx, "BYTES_DESCOMPRIMIDOS", 1 << 20)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_a, **_o: pytest.fail("descomprimiu"))
    with pytest.raises(DadoInvalido, match="descomprimida, a planilha passa de 1 MB"):
        examinar(bomba, "a.xlsx")


def test_zip_com_partes_demais_e_recusado(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exame_xlsx, "PARTES_NO_MAXIMO", 12)
    with pytest.raises(DadoInvalido, match="corrompido"):
        examinar(io.BytesIO(_com({f"x/{ordem}": b"" for ordem in range(12)})), "a.xlsx")


def test_texto_longo_usado_por_muitas_celulas_e_recusado_sem_o_copiar() -> None:
    xlsx = _com(_textos(b"z" * 30_000), _usos(20_000))
    assert len(xlsx) < 300_000
    with pytest.raises(DadoInvalido, match="passam de 512 MB de texto"):
        examinar(io.BytesIO(xlsx), "a.xlsx")


def test_o_uso_que_nao_se_reconhece_conta_como_do_maior_texto() -> None:
    celula = b"<c r=\"A%d\" t='s'><x/><v>1</v></c>"
    with pytest.raises(DadoInvalido, match="passam de 512 MB de texto"):
        examinar(io.BytesIO(_com(_textos(b"z" * 30_000, b"a"), _usos(20_000, celula))), "a.xlsx")


def test_texto_longo_que_quase_ninguem_usa_nao_impede_a_importacao() -> None:
    celula = b'<c r="A%d" t="s"><v>1</v></c>'
    examinar(io.BytesIO(_com(_textos(b"z" * 30_000, b"curto"), _usos(20_000, celula))), "a.xlsx")


@pytest.mark.parametrize("onde", ["partilhado", "na folha"])
def test_celula_gigante_e_recusada(onde: str) -> None:
    enorme = b"z" * (3 << 20)
    partilhado = _com(_textos(b"curto", enorme), _usos(1))
    xlsx = partilhado if onde == "partilhado" else trocar(_BASE, FOLHA, b"<t>x</t>", b"<t>%b</t>" % enorme)
    with pytest.raises(DadoInvalido, match="mais de 1 MB de texto"):
        examinar(io.BytesIO(xlsx), "a.xlsx")


@pytest.mark.parametrize(
    "canto",
    [
        b'<row r="2"><c r = "XFD1048576"><v>1</v></c></row>',
        b"<row r=\"2\"><c r='xfd1048576'><v>1</v></c></row>",
        b'<row r="2"><c s=">" r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1048576">' + b"<c><v>1</v></c>" * 16_384 + b"</row>",
        b'<x:row r="2"><x:c r="XFD1048576"/></x:row>',
    ],
)
def test_cantos_opostos_escritos_de_outro_jeito_tambem_sao_recusados(canto: bytes) -> None:
    with pytest.raises(DadoInvalido, match="1048576 linhas por 16384 colunas"):
        examinar(io.BytesIO(trocar(_BASE, FOLHA, _SEGUNDA, canto)), "a.xlsx")


def test_celulas_que_nao_dizem_onde_estao_sao_contadas() -> None:
    xlsx = trocar(_BASE, FOLHA, _SEGUNDA, b"<row>%b</row>" % (b"<c><v>1</v></c>" * 30) * 5)
    folha = examinar(io.BytesIO(xlsx), "a.xlsx").por_parte[FOLHA]
    assert (folha.linhas, folha.colunas) == (6, 30)


def test_parte_com_o_nome_em_maiusculas_tambem_e_examinada() -> None:
    canto = trocar(_BASE, FOLHA, b'r="A2"', b'r="XFD1048576"')
    with pytest.raises(DadoInvalido, match="1048576 linhas"):
        examinar(io.BytesIO(_com({}, canto, {FOLHA: "xl/worksheets/SHEET1.XML"})), "a.xlsx")


def test_duas_partes_com_o_mesmo_nome_sao_recusadas() -> None:
    with pytest.raises(DadoInvalido, match="corrompido"):
        examinar(io.BytesIO(_com({"XL/worksheets/Sheet1.xml": b"<a/>"})), "a.xlsx")


def test_linha_gigante_de_csv_se_perde_sozinha_com_memoria_limitada(tmp_path: Path) -> None:
    arquivo = tmp_path / "grande.csv"
    with arquivo.open("wb") as saida:
        saida.write(b"codigo;nome\n001;Padaria\n002;")
        for _ in range(24):
            saida.write(b"z" * (1 << 20))
        saida.write(b"\n003;Mercado\n")
    tracemalloc.start()
    with leitura.abrir(arquivo) as planilha:
        linhas = list(planilha.linhas())
    _, pico = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [bool(linha.defeito) for linha in linhas] == [False, True, False]
    assert pico < 8 << 20


@pytest.mark.parametrize(
    ("conteudo", "frase"),
    [
        (b"\0" * 5000, "UTF-16"),
        (b"codigo;no\0me\n001;x\n", "não é um arquivo de texto"),
        (b"z" * (3 << 20), "1 MB"),
    ],
)
def test_nul_ou_titulo_gigante_recusam_o_arquivo(importa: Importar, conteudo: bytes, frase: str) -> None:
    resultado = importa(Tipo.CLIENTES, conteudo)
    assert resultado.erro is not None
    assert frase in resultado.erro
    assert resultado.incluidas == 0


def test_nul_numa_linha_so_perde_ela(importa: Importar) -> None:
    resultado = importa(Tipo.DEBITOS, f"{TITULOS}\n001;1\0;1;20/11/2026;1,00\n001;2;1;20/11/2026;1,00\n")
    assert (resultado.incluidas, resultado.rejeitadas) == (1, 1)


def test_bomba_importada_vira_frase_e_nada_entra(importa: Importar) -> None:
    resultado = importa(Tipo.CLIENTES, _com(_textos(b"z" * 30_000), _usos(20_000)), "bomba.xlsx")
    assert resultado.erro is not None
    assert "512 MB" in resultado.erro
    assert resultado.incluidas == 0
