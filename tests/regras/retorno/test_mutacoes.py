"""Amostras estragadas de qualquer jeito: nunca um rastro, e o que se lê como pago é o que estava escrito."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from regras.retorno.linhas import ArquivoRecusado
from regras.retorno.titulo import QUE_BAIXAM
from tests.regras.retorno.test_leitura import ESPERADO, EXEMPLOS, ler

AMOSTRAS = {nome: (EXEMPLOS / nome).read_bytes() for nome in ESPERADO}
OCTETOS = st.one_of(st.binary(max_size=3), st.sampled_from([b"\r\n", b"\n", b" ", b"9", b"0", b"\x00", b"\x1a"]))


@st.composite
def estragadas(sortear: st.DrawFn) -> bytes:
    octetos = AMOSTRAS[sortear(st.sampled_from(sorted(AMOSTRAS)))]
    for _ in range(sortear(st.integers(1, 6))):
        inicio = sortear(st.integers(0, len(octetos)))
        fim = inicio + sortear(st.sampled_from([0, 1, 2, 30, 240, 402]))
        octetos = octetos[:inicio] + sortear(OCTETOS) + octetos[fim:]
    return octetos


@settings(max_examples=60, deadline=None)
@given(estragadas())
def test_arquivo_estragado_e_recusado_ou_lido_sem_rastro(octetos: bytes) -> None:
    try:
        examinado, titulos, _ = ler(octetos)
    except ArquivoRecusado as erro:
        assert erro.o_que_fazer  # noqa: PT017 - recusar é um dos dois desfechos certos
        return
    for titulo in titulos:
        if examinado.fecha() and titulo.efeito in QUE_BAIXAM and titulo.completo and titulo.valor_pago_centavos:
            assert titulo.sequencial.encode() in octetos


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(AMOSTRAS)), st.data())
def test_perder_uma_linha_do_meio_nunca_passa_por_inteiro(nome: str, dados: st.DataObject) -> None:
    """No BTG o arquivo não diz quantas linhas tem, e só o par do U protege."""
    linhas = [linha for linha in AMOSTRAS[nome].splitlines() if linha.strip()]
    sai = dados.draw(st.integers(1, len(linhas) - 2))
    try:
        examinado, titulos, orfaos = ler(b"\r\n".join(linha for indice, linha in enumerate(linhas) if indice != sai))
    except ArquivoRecusado:
        return
    inteiros = [titulo for titulo in titulos if titulo.completo]
    assert not examinado.fecha() or examinado.banco == "208"
    assert len(inteiros) >= len(ESPERADO[nome]["titulos"]) - 1 or orfaos or examinado.banco != "208"
