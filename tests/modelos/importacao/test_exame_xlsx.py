from __future__ import annotations

import io
import zipfile

import pytest

from modelos.importacao import exame_xlsx
from modelos.importacao.exame_xlsx import examinar
from regras.erros import DadoInvalido
from tests.modelos.importacao.planilhas import FOLHA, montar, trocar


def test_mede_o_canto_usado_e_conta_as_abas_preenchidas() -> None:
    exame = examinar(io.BytesIO(montar(["a"] * 30, [], ["x"], outras_abas=["B", "C"])), "a.xlsx")
    folha = exame.por_parte[FOLHA]
    assert (folha.linhas, folha.colunas, exame.preenchidas()) == (3, 30, 3)


def test_celulas_em_cantos_opostos_sao_recusadas_antes_de_pedir_memoria() -> None:
    canto = trocar(montar(["a"], ["x"]), FOLHA, b'r="A2"', b'r="XFD1048576"')
    with pytest.raises(DadoInvalido, match="1048576 linhas por 16384 colunas"):
        examinar(io.BytesIO(canto), "a.xlsx")


def test_descomprimida_grande_demais_e_recusada(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exame_xlsx, "BYTES_DESCOMPRIMIDOS", 1 << 10)
    with pytest.raises(DadoInvalido, match="descomprimida"):
        examinar(io.BytesIO(montar(["a"], ["x"])), "a.xlsx")


def test_tamanho_declarado_menor_que_o_real_e_corrompido() -> None:
    xlsx = montar(["a"], ["x" * 3000])
    declarado = _tamanho(xlsx, FOLHA)
    mentira = xlsx.replace(declarado.to_bytes(4, "little"), (declarado - 100).to_bytes(4, "little"))
    assert mentira != xlsx
    with pytest.raises(DadoInvalido, match="corrompido"):
        examinar(io.BytesIO(mentira), "a.xlsx")


def test_zip_que_nao_e_planilha_diz_o_que_salvar() -> None:
    saida = io.BytesIO()
    with zipfile.ZipFile(saida, "w") as pacote:
        pacote.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(DadoInvalido, match="não é uma planilha XLSX"):
        examinar(saida, "a.ods")


def test_abas_seguem_a_ordem_da_tela_e_nao_a_dos_arquivos() -> None:
    xlsx = montar(["a"], ["x"], outras_abas=["B"])
    livro = zipfile.ZipFile(io.BytesIO(xlsx)).read("xl/workbook.xml")
    inicio, fim = livro.index(b"<sheets>") + 8, livro.index(b"</sheets>")
    primeira, segunda = livro[inicio:fim].replace(b"/><", b"/>|<").split(b"|")
    trocada = trocar(xlsx, "xl/workbook.xml", primeira + segunda, segunda + primeira)
    assert examinar(io.BytesIO(trocada), "a.xlsx").ordem == ["xl/worksheets/sheet2.xml", FOLHA]


def test_etiqueta_partida_entre_dois_blocos_e_achada(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exame_xlsx, "_BLOCO", 64)
    xlsx = trocar(
        montar(["a"] * 9, [1] * 9), FOLHA, b'<c r="I2" t="n"><v>1</v></c>', b'<c r="I2" t="e"><v>#N/A</v></c>'
    )
    exame = examinar(io.BytesIO(xlsx), "a.xlsx")
    assert (exame.por_parte[FOLHA].colunas, exame.com_erro(0)) == (9, {1: {8}})


def _tamanho(xlsx: bytes, parte: str) -> int:
    with zipfile.ZipFile(io.BytesIO(xlsx)) as pacote:
        return pacote.getinfo(parte).file_size
