"""A cadeia de somas: o que continua o que a base viu, e cada modo de não continuar (regras.md §6.6)."""

from __future__ import annotations

import io
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio import cadeia
from modelos.avisos.diario_conferido import Marco
from regras.base_travada import Quebra

UUID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


def encadear(quantas: int, *, uuid: str = UUID, desde: Marco | None = None, recomeco: bool = False) -> list[bytes]:
    """Linhas em cadeia, a partir do começo da base ou de um ponto; a primeira pode ser um recomeço."""
    n, anterior, linhas = (desde.linhas, desde.soma, []) if desde else (0, cadeia.comeco(uuid), [])
    for _ in range(quantas):
        n += 1
        texto = b'{"recomeco":true' if recomeco and not linhas else b'{"oque":"x"'
        linha, anterior = cadeia.encadear(texto, n, anterior)
        linhas.append(linha)
    return linhas


def marco(linhas: list[bytes]) -> Marco:
    elo = cadeia.ler(linhas[-1])
    assert elo is not None
    return Marco(elo.n, sum(map(len, linhas)), elo.soma)


def percorrer(linhas: list[bytes], visto: Marco, uuid: str = UUID) -> tuple[Quebra | None, int]:
    percurso = cadeia.Percurso(uuid, visto, do_marco=False)
    novas = list(percurso.andar(iter(linhas)))
    return percurso.quebra(), len(novas)


DEZ = encadear(10)


@pytest.mark.parametrize("vistas", range(11))
def test_diario_igual_ou_a_frente_bate_e_so_o_que_falta_e_devolvido(vistas: int) -> None:
    visto = marco(DEZ[:vistas]) if vistas else Marco()
    assert percorrer(DEZ, visto) == (None, 10 - vistas)
    percurso = cadeia.Percurso(UUID, visto, do_marco=True)
    assert len(list(percurso.andar(islice(DEZ, vistas, None)))) == 10 - vistas
    assert (percurso.quebra(), percurso.fim) == (None, marco(DEZ))


@pytest.mark.parametrize(
    ("linhas", "quebra"),
    [
        ([], Quebra.VAZIO),
        (DEZ[:-1], Quebra.ENCURTADO),
        (DEZ[:1], Quebra.ENCURTADO),
        (DEZ[1:], Quebra.ALTERADO),
        ([*DEZ[:4], *DEZ[5:]], Quebra.ALTERADO),
        ([*DEZ[:4], DEZ[4].replace(b"x", b"y"), *DEZ[5:]], Quebra.ALTERADO),
        ([*DEZ[:-1], DEZ[-1].replace(b"x", b"y")], Quebra.ENCURTADO),
        (encadear(10, uuid="outra"), Quebra.OUTRO),
        ([*DEZ[:5], *encadear(5, desde=Marco(5, 0, "0" * 64))], Quebra.ALTERADO),
    ],
)
def test_cada_modo_de_o_diario_nao_ser_o_que_a_base_viu(linhas: list[bytes], quebra: Quebra) -> None:
    assert percorrer(linhas, marco(DEZ))[0] is quebra


def test_outra_cadeia_da_mesma_base_e_de_mesmo_tamanho() -> None:
    linha, _ = cadeia.encadear(b'{"oque":"outra"', 10, marco(DEZ[:9]).soma)
    assert percorrer([*DEZ[:9], linha], marco(DEZ))[0] is Quebra.OUTRO


def test_buraco_depois_do_que_a_base_viu_tambem_quebra() -> None:
    assert percorrer([*DEZ[:6], *DEZ[7:]], marco(DEZ[:3]))[0] is Quebra.ALTERADO


def test_linha_cortada_que_a_base_nao_viu_e_ignorada_e_a_cadeia_segue() -> None:
    cortada = [*DEZ[:5], DEZ[5][:20] + b"\n", *DEZ[5:]]
    percurso = cadeia.Percurso(UUID, marco(DEZ[:5]), do_marco=False)
    assert len(list(percurso.andar(iter(cortada)))) == 5
    assert (percurso.quebra(), percurso.ilegiveis) == (None, 1)


def test_recomeco_perdoa_o_que_falta_antes_dele_so_a_quem_o_viu() -> None:
    novo = encadear(3, desde=marco(DEZ), recomeco=True)
    assert percorrer(novo, marco([*DEZ, *novo]))[0] is None
    assert percorrer([*DEZ[:4], *novo], marco([*DEZ, *novo[:1]])) == (None, 2)
    assert percorrer(novo, marco(DEZ[:2]))[0] is Quebra.ALTERADO
    assert percorrer(novo, Marco())[0] is Quebra.ALTERADO


@given(vistas=st.integers(1, 10), onde=st.integers(0, 9), byte=st.integers(0, 10_000))
def test_qualquer_byte_trocado_no_que_a_base_viu_aparece(vistas: int, onde: int, byte: int) -> None:
    onde %= vistas
    linha = bytearray(DEZ[onde])
    linha[byte % (len(linha) - 1)] ^= 1
    linhas = [*DEZ[:onde], *bytes(linha).splitlines(keepends=True), *DEZ[onde + 1 : vistas]]
    assert percorrer(linhas, marco(DEZ[:vistas]))[0] is not None


@given(sobra=st.binary(max_size=300), quantas=st.integers(0, 10))
def test_a_ultima_linha_inteira_e_achada_de_tras_para_a_frente(sobra: bytes, quantas: int) -> None:
    arquivo = io.BytesIO(b"".join(DEZ[:quantas]) + sobra)
    achada = cadeia.ultima(arquivo)
    assert achada == (marco(DEZ[:quantas]) if quantas else None)


def test_a_ultima_e_achada_mesmo_depois_de_muito_lixo() -> None:
    arquivo = io.BytesIO(DEZ[0] + b"x\n" * 200_000)
    assert cadeia.ultima(arquivo) == marco(DEZ[:1])
    assert cadeia.contem(arquivo, marco(DEZ[:1]))
    assert not cadeia.contem(arquivo, marco(DEZ[:2]))
