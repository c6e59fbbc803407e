from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.importacao import leitura_csv
from modelos.importacao.linhas import LinhaLida
from regras.erros import DadoInvalido


def _abrir(conteudo: bytes | str) -> tuple[tuple[str, ...], list[LinhaLida]]:
    planilha = leitura_csv.abrir(io.BytesIO(conteudo.encode() if isinstance(conteudo, str) else conteudo), "a.csv")
    return planilha.titulos, list(planilha.linhas())


def _celulas(conteudo: bytes | str) -> list[list[str]]:
    return [linha.celulas for linha in _abrir(conteudo)[1]]


def _defeitos(conteudo: bytes | str) -> list[tuple[int, str]]:
    return [(linha.numero, linha.defeito) for linha in _abrir(conteudo)[1]]


@pytest.mark.parametrize("separador", [";", ",", "\t"])
@pytest.mark.parametrize("codificacao", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("quebra", ["\n", "\r\n"])
def test_separador_codificacao_e_quebra_sao_detectados(separador: str, codificacao: str, quebra: str) -> None:
    texto = quebra.join([f"código{separador}nome", f"1{separador}Padaria Pão", ""])
    assert _abrir(texto.encode(codificacao)) == (("código", "nome"), [LinhaLida(2, ["1", "Padaria Pão"])])


def test_separador_dentro_de_aspas_no_titulo_nao_engana() -> None:
    assert _abrir('"a,b,c";nome\n1;2\n') == (("a,b,c", "nome"), [LinhaLida(2, ["1", "2"])])


def test_acento_que_so_aparece_no_fim_do_arquivo_decide_a_codificacao() -> None:
    conteudo = b"codigo;nome\n" + b"1;sem acento\n" * 5000 + "2;João\n".encode("cp1252")
    assert _celulas(conteudo)[-1] == ["2", "João"]


def test_linha_fora_da_codificacao_do_arquivo_e_rejeitada_sozinha() -> None:
    conteudo = "codigo;nome\n1;João\n2;Conceição\n".encode() + b"3;cortado \xc3\n" + b"4;boa\n"
    motivo = "a linha não está em UTF-8 como o resto do arquivo"
    assert _defeitos(conteudo) == [(2, ""), (3, ""), (4, motivo), (5, "")]


def test_no_empate_o_arquivo_e_utf_8() -> None:
    linhas = _abrir("codigo;nome\n1;João\n".encode() + b"2;cortado \xc3\n")[1]
    assert (linhas[0].celulas[1], bool(linhas[1].defeito)) == ("João", True)


def test_linhas_de_dados_estimadas_para_o_progresso() -> None:
    assert leitura_csv.abrir(io.BytesIO(b"a;b\n1;2\n3;4\n"), "a.csv").total == 2


def test_byte_que_nao_existe_em_windows_1252_rejeita_so_a_linha() -> None:
    conteudo = b"codigo;nome\n1;Jo\xe3o\n2;\x81\n3;P\xe3o\n"
    assert [bool(defeito) for _, defeito in _defeitos(conteudo)] == [False, True, False]


@pytest.mark.parametrize("codificacao", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_diz_como_salvar(codificacao: str) -> None:
    with pytest.raises(DadoInvalido, match="UTF-16") as erro:
        _abrir("codigo;nome\n1;João\n".encode(codificacao))
    assert "CSV UTF-8" in erro.value.o_que_fazer


@pytest.mark.parametrize("conteudo", [b"\x7fELF\x01\x02;\0x;y\n", b"GIF89a\x05\x01;b\n", b"codigo\x00;nome\n"])
def test_binario_nao_e_texto(conteudo: bytes) -> None:
    with pytest.raises(DadoInvalido, match="não é um arquivo de texto"):
        _abrir(conteudo)


def test_so_linhas_em_branco_e_erro_do_arquivo() -> None:
    with pytest.raises(DadoInvalido, match="linhas em branco"):
        _abrir("\n \n\t\n")


def test_titulos_maiores_que_um_megabyte_sao_erro_do_arquivo() -> None:
    with pytest.raises(DadoInvalido, match="1 MB"):
        _abrir(";".join(map(str, range(1_000_000))))


def test_aspas_sem_par_nos_titulos_sao_erro_do_arquivo() -> None:
    with pytest.raises(DadoInvalido, match="aspas"):
        _abrir('codigo;"nome\n1;2\n')


def test_linha_gigante_rejeita_so_ela_e_a_numeracao_continua() -> None:
    conteudo = b"a;b\n1;" + b"x" * (3 << 20) + b"\n2;boa\n"
    (gigante, boa) = _abrir(conteudo)[1]
    assert (gigante.numero, gigante.defeito, len(gigante.celulas[1])) == (2, "a linha passa de 1 MB", 498)
    assert boa == LinhaLida(3, ["2", "boa"])


def test_linhas_em_branco_sao_puladas_e_a_numeracao_e_a_do_arquivo() -> None:
    assert _abrir("\n\ncodigo;nome\n\n1;a\n  \n\t\n2;b\n\x1a")[1] == [
        LinhaLida(5, ["1", "a"]),
        LinhaLida(8, ["2", "b"]),
    ]


def test_ultima_linha_sem_quebra_vem_marcada() -> None:
    assert [linha.cortada for linha in _abrir("a;b\n1;2\n3;4")[1]] == [False, True]


ABERTAS: dict[str, tuple[str, list[tuple[int, str]]]] = {
    "nunca fecha": ('1;"Aberta\n2;Boa\n3;Outra\n', [(2, "aspas não fechadas"), (3, ""), (4, "")]),
    "as seguintes têm aspas": ('"1";"Aberta\n"2";"Boa"\n', [(2, "aspas não fechadas"), (3, "")]),
    "a seguinte acaba em aspas": ('1;"Aberta\n2;Boa"\n', [(2, "aspas não fechadas"), (3, "")]),
    "aspas vazias adiante": ('1;"Aberta\n2;""\n3;""\n', [(2, "aspas não fechadas"), (3, ""), (4, "")]),
    "última linha": ('1;Boa\n2;"Aberta', [(2, ""), (3, "aspas não fechadas")]),
    "todas abertas": ('1;"a\n2;"b\n3;"c\n', [(n, "aspas não fechadas") for n in (2, 3, 4)]),
    "separador engolido": ('"1;Aberta"\n2;Boa\n', [(2, ""), (3, "")]),
}


@pytest.mark.parametrize("caso", ABERTAS)
def test_aspas_que_nao_fecham_so_perdem_a_propria_linha(caso: str) -> None:
    linhas, esperado = ABERTAS[caso]
    assert _defeitos(f"codigo;nome\n{linhas}") == esperado


def test_aspas_abertas_guardam_os_campos_de_antes_como_legiveis() -> None:
    (linha, _) = _abrir('a;b;c\n1;2;"x\n3;4;5\n')[1]
    assert (linha.celulas, linha.legiveis) == (["1", "2", '"x'], 2)


def test_campo_com_quebra_de_linha_legitima_e_um_registro_so() -> None:
    assert _abrir('a;b;c\n1;"linha um\nlinha dois\n\nfim";x\n2;y;z\n')[1] == [
        LinhaLida(2, ["1", "linha um\nlinha dois\n\nfim", "x"]),
        LinhaLida(6, ["2", "y", "z"]),
    ]


def test_aspas_que_fecham_com_outro_total_de_colunas_nao_juntam_linhas() -> None:
    assert _defeitos('a;b;c\n1;"x\ny"\n2;b;c\n') == [(2, "aspas não fechadas"), (3, ""), (4, "")]


def test_campo_aberto_nao_engole_linha_fora_da_codificacao() -> None:
    conteudo = 'a;b;c\n1;João;2\n3;"aberta\n'.encode() + b'cortado \xc3";4\n'
    assert [(numero, defeito[:5]) for numero, defeito in _defeitos(conteudo)] == [(2, ""), (3, "aspas"), (4, "a lin")]


def test_campo_que_passa_de_vinte_linhas_conta_como_aberto() -> None:
    longo = "\n".join(["texto"] * (leitura_csv.LINHAS_DE_UM_CAMPO + 2))
    linhas = _abrir(f'a;b\n1;"{longo}"\n2;boa\n')[1]
    assert linhas[0].defeito == "aspas não fechadas"
    assert linhas[-1].celulas == ["2", "boa"]


def test_aspas_no_meio_de_campo_entre_aspas_rejeitam_a_linha() -> None:
    assert "aspas fora do lugar" in _defeitos('a;b\n1;"TORRES 12" LTDA"\n')[0][1]


class _Contado(io.BytesIO):
    """Conta os bytes entregues depois que a leitura das linhas começa."""

    lidos = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        bloco = super().readline(size)
        self.lidos += len(bloco)
        return bloco


def test_as_linhas_sao_lidas_conforme_sao_pedidas() -> None:
    arquivo = _Contado(b"a;b\n" + b"1;2\n" * 100_000)
    linhas = leitura_csv.abrir(arquivo, "a.csv").linhas()
    arquivo.lidos = 0
    for _ in range(10):
        next(linhas)
    assert arquivo.lidos == 40


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6), min_size=3, max_size=3),
        max_size=6,
    )
)
def test_o_que_o_modulo_csv_escreve_e_lido_igual(linhas: list[list[str]]) -> None:
    saida = io.StringIO()
    csv.writer(saida, delimiter=";", lineterminator="\n").writerows([["a", "b", "c"], *linhas])
    cheias = [linha for linha in linhas if ";".join(linha).strip(" \u00a0")]
    assert _celulas(saida.getvalue()) == cheias


@given(st.binary(max_size=200))
def test_nenhum_conteudo_faz_a_leitura_falhar_de_outro_jeito(conteudo: bytes) -> None:
    try:
        _, linhas = _abrir(b"codigo;nome\n" + conteudo)
    except DadoInvalido:
        return
    assert all(linha.numero >= 2 for linha in linhas)


@given(st.lists(st.sampled_from(['1;"Aberta', "2;Boa", '3;"Inteira"', '4;""', '5;Fim"']), max_size=12))
def test_linha_inteira_nunca_e_engolida_pelas_aspas_de_outra(linhas: list[str]) -> None:
    lidas: list[Any] = _abrir("\n".join(["codigo;nome", *linhas, ""]))[1]
    inteiras = [numero for numero, linha in enumerate(linhas, 2) if linha != '1;"Aberta']
    assert [linha.numero for linha in lidas if not linha.defeito] == inteiras
    assert len(lidas) == len(linhas)
