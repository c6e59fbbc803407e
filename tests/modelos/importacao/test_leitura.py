"""Entrada ruim e formatos aceitos: o arquivo inteiro é recusado com frase, a linha ruim só ela se perde."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from modelos.importacao import leitura, leitura_csv
from modelos.importacao.linhas import LinhaLida, Planilha
from regras.erros import AmbienteIndisponivel, DadoInvalido, ErroAviso

Escrever = Callable[..., Path]
ACENTOS = "código;nome\n1;Padaria São José\n2;Açaí & Cia\n"


@pytest.fixture
def escreve(tmp_path: Path) -> Escrever:
    def escrever(conteudo: bytes, nome: str = "arquivo.csv") -> Path:
        caminho = tmp_path / nome
        caminho.write_bytes(conteudo)
        return caminho

    return escrever


@pytest.fixture
def planilha(tmp_path: Path) -> Callable[..., Path]:
    """Grava um XLSX com as linhas dadas na primeira aba."""

    def gravar(*linhas: list[object], nome: str = "arquivo.xlsx", outra_aba: bool = False) -> Path:
        livro = Workbook()
        folha = livro.worksheets[0]
        for linha in linhas:
            folha.append(linha)
        if outra_aba:
            livro.create_sheet("Outra").append(["algo"])
        caminho = tmp_path / nome
        livro.save(caminho)
        livro.close()
        return caminho

    return gravar


def ler(caminho: Path) -> tuple[tuple[str, ...], list[LinhaLida]]:
    with leitura.abrir(caminho) as aberta:
        return aberta.titulos, list(aberta.linhas())


def celulas(caminho: Path) -> list[list[str]]:
    return [linha.celulas for linha in ler(caminho)[1]]


@pytest.mark.parametrize("codificacao", ["utf-8", "utf-8-sig", "cp1252"])
def test_codificacoes_sao_detectadas(escreve: Escrever, codificacao: str) -> None:
    titulos, linhas = ler(escreve(ACENTOS.encode(codificacao)))
    assert titulos == ("código", "nome")
    assert [linha.celulas for linha in linhas] == [["1", "Padaria São José"], ["2", "Açaí & Cia"]]


@pytest.mark.parametrize("separador", [";", ",", "\t"])
@pytest.mark.parametrize("quebra", ["\n", "\r\n"])
def test_separadores_e_quebras_sao_detectados(escreve: Escrever, separador: str, quebra: str) -> None:
    texto = quebra.join([f"a{separador}b{separador}c", f'1{separador}"x{separador}y"{separador}3'])
    assert celulas(escreve(texto.encode())) == [["1", f"x{separador}y", "3"]]


def test_aspas_dobradas_valem_uma_e_no_meio_do_campo_sao_texto(escreve: Escrever) -> None:
    assert celulas(escreve(b'a;b\n"O ""bom"" bar";CANO 12" PVC\n')) == [['O "bom" bar', 'CANO 12" PVC']]


def test_aspas_nao_fechadas_so_perdem_aquela_linha(escreve: Escrever) -> None:
    _, linhas = ler(escreve(b'a;b;c\n1;x;y\n2;"aberta;z\n3;x;y\n4;"certa;z";w\n'))
    assert [(linha.numero, linha.defeito) for linha in linhas] == [(2, ""), (3, "aspas não fechadas"), (4, ""), (5, "")]
    assert linhas[3].celulas == ["4", "certa;z", "w"]


def test_aspas_nao_fechadas_em_toda_linha_nao_perdem_as_certas(escreve: Escrever) -> None:
    texto = "a;b\n" + "".join(f'{numero};"aberta\n{numero};certa\n' for numero in range(50))
    assert sum(1 for linha in ler(escreve(texto.encode()))[1] if not linha.defeito) == 50


def test_campo_com_quebra_de_linha_e_um_registro_so(escreve: Escrever) -> None:
    assert celulas(escreve(b'a;b;c\n1;"duas\nlinhas";z\n2;x;y\n')) == [["1", "duas\nlinhas", "z"], ["2", "x", "y"]]


def test_aspas_que_fecham_adiante_com_colunas_a_mais_nao_juntam_as_linhas(escreve: Escrever) -> None:
    _, linhas = ler(escreve(b'a;b;c\n1;"x\ny";z;w\n2;x;y\n'))
    assert linhas[0].defeito == "aspas não fechadas"
    assert linhas[-1].celulas == ["2", "x", "y"]


def test_linha_de_outra_codificacao_e_a_unica_perdida(escreve: Escrever) -> None:
    texto = "a;b\n1;São\n2;José\n".encode() + b"3;S\xe3o\n" + "4;João\n".encode()
    assert [bool(linha.defeito) for linha in ler(escreve(texto))[1]] == [False, False, True, False]


def test_linha_gigante_e_a_unica_perdida(escreve: Escrever) -> None:
    _, linhas = ler(escreve(b"a;b\n1;" + b"x" * (3 << 20) + b"\n2;y\n"))
    assert [(linha.numero, bool(linha.defeito)) for linha in linhas] == [(2, True), (3, False)]


RUINS = {
    "vazio": (b"", "vazio"),
    "só brancos": (b"  \n\n \n", "em branco"),
    "utf-16": (ACENTOS.encode("utf-16"), "UTF-16"),
    "utf-16 sem BOM": (ACENTOS.encode("utf-16-le"), "UTF-16"),
    "binário": (b"\x7fELF\x02\x01\x01\x00\x00" + bytes(range(1, 32)) * 20, "texto"),
    "imagem": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "não é um arquivo de texto"),
    "controle nos títulos": (b"a;b\x07\n1;2\n", "controle"),
    "xls antigo": (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "XLS antiga"),
    "zip que não é planilha": (b"PK\x03\x04" + b"lixo" * 50, "XLSX"),
    "um milhão de colunas": (b";".join([b"a"] * 1_000_000) + b"\n1\n", "1 MB"),
    "mil colunas": (b";".join([b"a"] * 1_000) + b"\n1\n", "1000 colunas"),
    "aspas nos títulos": (b'"a;b\n1;2\n', "aspas"),
}


@pytest.mark.parametrize("caso", RUINS)
def test_arquivo_que_nao_serve_e_recusado_com_frase(escreve: Escrever, caso: str) -> None:
    conteudo, esperado = RUINS[caso]
    with pytest.raises(DadoInvalido) as erro:
        ler(escreve(conteudo))
    assert esperado in erro.value.frase()
    assert erro.value.o_que_fazer


def test_arquivo_que_nao_existe_e_pasta_tem_frases_proprias(tmp_path: Path) -> None:
    with pytest.raises(AmbienteIndisponivel, match="não encontrado"):
        ler(tmp_path / "nada.csv")
    with pytest.raises(AmbienteIndisponivel, match="não é um arquivo"):
        ler(tmp_path)
    with pytest.raises(AmbienteIndisponivel, match=r"não pode ser aberto|não encontrado"):
        ler(tmp_path / ("x" * 5000))


@pytest.mark.parametrize("nome", ["arquivo.xlsx", "arquivo.csv"])
def test_arquivo_de_zero_bytes_e_vazio_qualquer_que_seja_o_nome(escreve: Escrever, nome: str) -> None:
    with pytest.raises(DadoInvalido, match=rf"{nome}: o arquivo está vazio"):
        ler(escreve(b"", nome))


def test_texto_com_nome_de_planilha_e_xlsx_corrompido(escreve: Escrever) -> None:
    with pytest.raises(DadoInvalido, match="corrompido"):
        ler(escreve(b"a;b\n1;2\n", "arquivo.xlsx"))


def test_caminho_com_nulo_e_uma_frase(tmp_path: Path) -> None:
    with pytest.raises(ErroAviso):
        ler(tmp_path / "nulo\0no-nome")


def test_sem_permissao_de_leitura_e_uma_frase(escreve: Escrever, monkeypatch: pytest.MonkeyPatch) -> None:
    def recusar(*_argumentos: object, **_opcoes: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    caminho = escreve(b"a;b\n")
    monkeypatch.setattr(Path, "open", recusar)
    with pytest.raises(AmbienteIndisponivel, match="Não foi possível ler") as erro:
        ler(caminho)
    assert "permissão" in erro.value.o_que_fazer


def test_disco_que_falha_no_meio_das_linhas_e_uma_frase(escreve: Escrever, monkeypatch: pytest.MonkeyPatch) -> None:
    def linhas() -> Iterator[LinhaLida]:
        yield LinhaLida(2, ["1"])
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(leitura_csv, "abrir", lambda *_: Planilha(("a",), linhas, 1))
    with pytest.raises(AmbienteIndisponivel, match="Não foi possível ler"):
        ler(escreve(b"a;b\n"))


def test_erro_de_quem_consome_as_linhas_nao_vira_erro_de_leitura(escreve: Escrever) -> None:
    caminho = escreve(b"a;b\n1;2\n")
    with pytest.raises(OSError, match="disco do consumidor"), leitura.abrir(caminho):
        raise OSError("disco do consumidor")


def test_so_os_titulos_sao_zero_linhas(escreve: Escrever) -> None:
    assert ler(escreve(b"a;b\n")) == (("a", "b"), [])


def test_xlsx_com_datas_e_numeros_vira_o_mesmo_texto_de_um_csv(planilha: Callable[..., Path]) -> None:
    caminho = planilha(
        ["codigo", "data", "instante", "valor", "inteiro", "logico", "texto"],
        ["00123", date(2026, 11, 24), datetime.fromisoformat("2026-11-24T10:30"), 1234.56, 7, True, "Açaí"],
        ["1", None, None, 0.1 + 0.2, 12345678901234, False, None],
    )
    assert celulas(caminho) == [
        ["00123", "2026-11-24", "2026-11-24", "1234.56", "7", "verdadeiro", "Açaí"],
        ["1", "", "", "0.3", "12345678901234", "falso", ""],
    ]


def test_numero_que_o_excel_ja_arredondou_e_defeito_da_celula(planilha: Callable[..., Path]) -> None:
    _, linhas = ler(planilha(["nosso_numero"], [12345678901234567890.0]))
    assert "quinze algarismos" in linhas[0].defeitos_de_celula[0]


def test_celula_com_erro_de_formula_e_defeito_da_celula(planilha: Callable[..., Path]) -> None:
    _, linhas = ler(planilha(["a", "b"], ["1", "#N/A"]))
    assert "fórmula" in linhas[0].defeitos_de_celula[1]


def test_planilha_renomeada_para_csv_e_lida_como_planilha(planilha: Callable[..., Path]) -> None:
    caminho = planilha(["a"], ["1"])
    assert celulas(caminho.rename(caminho.with_suffix(".csv"))) == [["1"]]


def test_segunda_aba_preenchida_e_avisada(planilha: Callable[..., Path]) -> None:
    with leitura.abrir(planilha(["a"], ["1"], outra_aba=True)) as aberta:
        assert "aba" in aberta.avisos[0]


def test_linhas_em_branco_antes_dos_titulos_mantem_a_numeracao(planilha: Callable[..., Path]) -> None:
    titulos, linhas = ler(planilha([None], ["a", "b"], ["1", "2"], [None, None], ["3", "4"]))
    assert titulos == ("a", "b")
    assert [linha.numero for linha in linhas] == [3, 5]


@pytest.mark.parametrize("corte", [100, 1000, 3000])
def test_xlsx_cortado_e_recusado(planilha: Callable[..., Path], corte: int) -> None:
    caminho = planilha(["a"], ["1"])
    caminho.write_bytes(caminho.read_bytes()[:corte])
    with pytest.raises(DadoInvalido, match="corrompido"):
        ler(caminho)


def test_zip_sem_planilha_dentro_e_recusado(tmp_path: Path) -> None:
    caminho = tmp_path / "arquivo.xlsx"
    with zipfile.ZipFile(caminho, "w") as pacote:
        pacote.writestr("leia.txt", "nada")
    with pytest.raises(DadoInvalido, match="não é uma planilha XLSX"):
        ler(caminho)


def test_celulas_em_cantos_opostos_nao_estouram_a_memoria(planilha: Callable[..., Path], tmp_path: Path) -> None:
    original = planilha(["a"], ["1"])
    caminho = tmp_path / "canto.xlsx"
    with zipfile.ZipFile(original) as de, zipfile.ZipFile(caminho, "w") as para:
        for parte in de.namelist():
            conteudo = de.read(parte)
            if parte.endswith("sheet1.xml"):
                conteudo = conteudo.replace(b'r="A2"', b'r="XFD1048576"')
            para.writestr(parte, conteudo)
    with pytest.raises(DadoInvalido, match="1048576 linhas por 16384 colunas"):
        ler(caminho)


@given(conteudo=st.binary(max_size=400))
def test_nenhum_conteudo_derruba_a_leitura(tmp_path_factory: pytest.TempPathFactory, conteudo: bytes) -> None:
    caminho = tmp_path_factory.mktemp("lixo") / "a.csv"
    caminho.write_bytes(conteudo)
    with suppress(ErroAviso):
        titulos, linhas = ler(caminho)
        assert titulos
        assert all(linha.numero >= 2 for linha in linhas)


@given(linhas=st.lists(st.lists(st.text("ab\";\n é'", max_size=6), min_size=3, max_size=3), max_size=6))
def test_o_que_o_modulo_csv_escreve_sem_quebras_volta_igual(
    tmp_path_factory: pytest.TempPathFactory, linhas: list[list[str]]
) -> None:
    inteiras = [[campo.replace("\n", " ") for campo in linha] for linha in linhas]
    texto = "x;y;z\n" + "".join(
        ";".join('"' + campo.replace('"', '""') + '"' for campo in linha) + "\n" for linha in inteiras
    )
    caminho = tmp_path_factory.mktemp("ida") / "a.csv"
    caminho.write_text(texto, "utf-8", newline="")
    assert celulas(caminho) == inteiras
