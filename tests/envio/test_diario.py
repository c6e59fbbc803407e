"""O diário em disco: só cresce, com soma por linha, e uma linha cortada não leva as outras (regras.md §6.6)."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.diario import Diario
from modelos.avisos.diario_conferido import Marco
from regras.aviso import DebitoAvisado, Estado
from regras.debito import Classe
from regras.entrega import Desfecho, Entrega, EstadoDaEntrega, TipoDeMensagem
from regras.envio.diario import Anotacao, Etapa
from regras.erros import AmbienteIndisponivel

HOJE = date(2026, 11, 24)
EM = datetime(2026, 11, 24, 20, 1, 2, 345, tzinfo=UTC)
DEBITO = DebitoAvisado("C1", "1", "A", HOJE, Classe.VENCIDO, 3, 100_00, 90_00, 1_80, 9, HOJE, "0" * 44, "1" * 47)
LINHA = Anotacao(
    Etapa.DESFECHO,
    EM,
    "11|C1|2026-11-24",
    HOJE,
    "C1",
    "José\u2028Ávila",
    EM,
    2,
    "<x.2@d>",
    ("a@b.com", "c@d.com"),
    (DEBITO, replace(DEBITO, parcela="B", emissao=None, linha_digitavel=None)),
    estado=Estado.ENVIADO,
    codigo=250,
    resposta='2.0.0 "ok"\nfila',
    tentativa="t1",
    desfecho=Desfecho.ACEITA,
    entregas=(
        Entrega("c@d.com", EstadoDaEntrega.ADIADO, 451, "4.2.1"),
        Entrega("a@b.com", EstadoDaEntrega.ACEITO, 250, "ok"),
    ),
    devolvidos=(("e@f.com", "5.1.1"),),
)


@pytest.fixture
def diario(tmp_path: Path) -> Diario:
    """Um diário ainda sem arquivo, numa pasta que ainda não existe."""
    return Diario(tmp_path / "pasta" / "u.jsonl")


def test_a_linha_volta_igual(diario: Diario) -> None:
    diario.anotar(LINHA)
    diario.anotar(replace(LINHA, etapa=Etapa.TRANSMITINDO, tipo=TipoDeMensagem.COMPLEMENTO))
    lido = diario.ler(Marco())
    assert lido.anotacoes == (LINHA, replace(LINHA, etapa=Etapa.TRANSMITINDO, tipo=TipoDeMensagem.COMPLEMENTO))
    assert (lido.ilegiveis, lido.marco.bytes) == (0, diario.caminho.stat().st_size)


def test_ao_voltar_a_linha_esta_no_disco(diario: Diario, monkeypatch: pytest.MonkeyPatch) -> None:
    no_disco: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descritor: no_disco.append(os.fstat(descritor).st_size))
    diario.anotar(LINHA)
    assert diario.caminho.stat().st_size in no_disco


@given(texto=st.text(max_size=40))
def test_qualquer_texto_volta_igual(tmp_path_factory: pytest.TempPathFactory, texto: str) -> None:
    diario = Diario(tmp_path_factory.mktemp("d") / "u.jsonl")
    linha = replace(LINHA, cliente_nome=texto.encode(errors="replace").decode(), resposta=texto)
    diario.anotar(linha)
    assert diario.ler(Marco()).anotacoes == (linha,)


def test_sem_arquivo_nada_foi_enviado(diario: Diario) -> None:
    assert diario.ler(Marco(10, "x")).anotacoes == ()
    assert not diario.caminho.exists()


def test_le_so_o_que_veio_depois_do_marco(diario: Diario) -> None:
    diario.anotar(LINHA)
    marco = diario.ler(Marco()).marco
    outra = replace(LINHA, versao=3)
    diario.anotar(outra)
    assert diario.ler(marco).anotacoes == (outra,)


def test_marco_de_outro_arquivo_nao_vale_e_tudo_e_lido(diario: Diario) -> None:
    diario.anotar(LINHA)
    diario.anotar(LINHA)
    marco = diario.ler(Marco()).marco
    for falso in (
        replace(marco, soma="0" * 16),
        replace(marco, bytes=marco.bytes - 7),
        Marco(9**9, "x"),
        Marco(5, "x"),
    ):
        assert len(diario.ler(falso).anotacoes) == 2


@pytest.mark.parametrize("sobra", [1, 60, -1])
def test_ultima_linha_cortada_e_ignorada_e_a_seguinte_comeca_inteira(diario: Diario, sobra: int) -> None:
    diario.anotar(LINHA)
    inteira = diario.caminho.read_bytes()
    diario.caminho.write_bytes(inteira + inteira[:sobra])
    lido = diario.ler(Marco())
    assert (lido.anotacoes[0], lido.marco.bytes) == (LINHA, len(inteira))
    outra = replace(LINHA, versao=9)
    diario.anotar(outra)
    assert diario.ler(lido.marco).anotacoes[-1] == outra
    assert diario.ler(Marco()).anotacoes[-1] == outra


def test_linha_alterada_a_mao_e_contada_e_nao_vale(diario: Diario) -> None:
    diario.anotar(LINHA)
    diario.anotar(LINHA)
    texto = diario.caminho.read_text().replace('"codigo":250', '"codigo":550', 1)
    diario.caminho.write_text(texto)
    lido = diario.ler(Marco())
    assert (len(lido.anotacoes), lido.ilegiveis) == (1, 1)


def test_cada_linha_e_um_objeto_json_em_ascii(diario: Diario) -> None:
    diario.anotar(LINHA)
    (linha,) = diario.caminho.read_bytes().splitlines()
    objeto = json.loads(linha)
    assert linha.isascii()
    assert (objeto["etapa"], objeto["debitos"][0]["vencimento"]) == ("desfecho", "2026-11-24")


def test_so_o_dono_le_o_diario(diario: Diario) -> None:
    diario.anotar(LINHA)
    if os.name == "posix":  # noutro sistema a permissão é a da pasta de dados do usuário
        assert stat.S_IMODE(diario.caminho.stat().st_mode) == 0o600
    assert diario.caminho.exists()


def test_pasta_que_nao_deixa_gravar_e_dita(tmp_path: Path) -> None:
    (tmp_path / "arquivo").write_text("")
    with pytest.raises(AmbienteIndisponivel, match=r"u\.jsonl"):
        Diario(tmp_path / "arquivo" / "u.jsonl").anotar(LINHA)
