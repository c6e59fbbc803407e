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

from envio import cadeia
from envio.diario import Diario, DiarioIlegivel, Lido
from modelos.avisos.diario_conferido import Marco
from regras.aviso import DebitoAvisado, Estado
from regras.base_travada import Quebra
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


UUID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
OUTRA = replace(LINHA, versao=3)


def abrir_diario(pasta: Path, dados: Path) -> Diario:
    return Diario(pasta / "base.db.diario.jsonl", dados / "copia.jsonl", UUID)


@pytest.fixture
def diario(tmp_path: Path) -> Diario:
    """Um diário ainda sem arquivo, em pastas que ainda não existem."""
    return abrir_diario(tmp_path / "pasta", tmp_path / "dados")


def test_a_linha_volta_igual(diario: Diario) -> None:
    diario.anotar(LINHA)
    fim = diario.anotar(replace(LINHA, etapa=Etapa.TRANSMITINDO, tipo=TipoDeMensagem.COMPLEMENTO))
    lido = diario.conferir(Marco())
    assert lido.anotacoes == (LINHA, replace(LINHA, etapa=Etapa.TRANSMITINDO, tipo=TipoDeMensagem.COMPLEMENTO))
    assert (lido.ilegiveis, lido.marco, lido.quebra) == (0, fim, None)
    assert (fim.linhas, fim.bytes) == (2, diario.caminho.stat().st_size)


def test_ao_voltar_a_linha_esta_no_disco_com_uma_espera_so(diario: Diario, monkeypatch: pytest.MonkeyPatch) -> None:
    diario.anotar(LINHA)
    no_disco: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descritor: no_disco.append(os.fstat(descritor).st_size))
    diario.anotar(LINHA)
    assert no_disco == [diario.caminho.stat().st_size]


@given(texto=st.text(max_size=40))
def test_qualquer_texto_volta_igual(tmp_path_factory: pytest.TempPathFactory, texto: str) -> None:
    pasta = tmp_path_factory.mktemp("d")
    diario = abrir_diario(pasta, pasta)
    linha = replace(LINHA, cliente_nome=texto.encode(errors="replace").decode(), resposta=texto)
    diario.anotar(linha)
    assert diario.conferir(Marco()).anotacoes == (linha,)


def test_sem_arquivo_nada_foi_enviado_se_a_base_nada_viu(diario: Diario) -> None:
    assert diario.conferir(Marco()).quebra is None
    assert diario.conferir(Marco(1, 10, "x")).quebra is Quebra.FALTA
    assert not diario.caminho.exists()


@pytest.mark.parametrize("inteiro", [True, False])
def test_le_so_o_que_veio_depois_do_marco(diario: Diario, monkeypatch: pytest.MonkeyPatch, *, inteiro: bool) -> None:
    monkeypatch.setattr("envio.diario._INTEIRO_ATE_BYTES", 0)
    marco = diario.anotar(LINHA)
    fim = diario.anotar(OUTRA)
    lido = diario.conferir(marco, inteiro=inteiro)
    assert (lido.anotacoes, lido.quebra, lido.marco) == ((OUTRA,), None, fim)
    fora_do_lugar = diario.conferir(replace(marco, bytes=marco.bytes - 7), inteiro=inteiro)
    assert (fora_do_lugar.anotacoes, fora_do_lugar.quebra) == ((OUTRA,), None)


@pytest.mark.parametrize("inteiro", [True, False])
def test_marco_de_outra_cadeia_quebra(diario: Diario, *, inteiro: bool) -> None:
    diario.anotar(LINHA)
    marco = diario.anotar(LINHA)
    assert diario.conferir(replace(marco, soma="0" * 64), inteiro=inteiro).quebra is Quebra.OUTRO
    assert diario.conferir(replace(marco, linhas=9), inteiro=inteiro).quebra is Quebra.ENCURTADO


@pytest.mark.parametrize("sobra", [1, 60, -1])
def test_ultima_linha_cortada_e_ignorada_e_a_seguinte_comeca_inteira(diario: Diario, sobra: int) -> None:
    visto = diario.anotar(LINHA)
    inteira = diario.caminho.read_bytes()
    diario.anotar(OUTRA)
    diario.caminho.write_bytes(inteira + diario.caminho.read_bytes()[len(inteira) :][:sobra])
    diario.copia.write_bytes(inteira)
    lido = diario.conferir(visto)
    assert lido.quebra is None
    diario.anotar(replace(LINHA, versao=9))
    depois = abrir_diario(diario.caminho.parent, diario.copia.parent).conferir(visto)
    assert (depois.anotacoes[-1].versao, depois.quebra) == (9, None)
    assert diario.conferir(Marco()).anotacoes[0] == LINHA


def test_ultima_linha_cortada_que_a_base_ja_tinha_visto_quebra(diario: Diario) -> None:
    diario.anotar(LINHA)
    visto = diario.anotar(OUTRA)
    diario.caminho.write_bytes(diario.caminho.read_bytes()[:-40])
    assert diario.conferir(visto).quebra is Quebra.ENCURTADO


@pytest.mark.parametrize("quantas", [1, 2, 3])
def test_linha_alterada_a_mao_quebra(diario: Diario, quantas: int) -> None:
    for _ in range(3):
        visto = diario.anotar(LINHA)
    linhas = diario.caminho.read_text().splitlines(keepends=True)
    linhas[quantas - 1] = linhas[quantas - 1].replace('"codigo":250', '"codigo":550')
    diario.caminho.write_text("".join(linhas))
    assert diario.conferir(visto).quebra in {Quebra.ALTERADO, Quebra.ENCURTADO}


def test_cada_linha_e_um_objeto_json_em_ascii_com_a_cadeia(diario: Diario) -> None:
    diario.anotar(LINHA)
    diario.anotar(LINHA)
    primeira, segunda = diario.caminho.read_bytes().splitlines()
    objetos = json.loads(primeira), json.loads(segunda)
    assert primeira.isascii()
    assert (objetos[0]["etapa"], objetos[0]["debitos"][0]["vencimento"]) == ("desfecho", "2026-11-24")
    assert ([objeto["n"] for objeto in objetos], objetos[1]["anterior"]) == ([1, 2], objetos[0]["soma"])


def test_linha_que_confere_e_nao_se_entende_e_frase(diario: Diario) -> None:
    diario.caminho.parent.mkdir()
    diario.caminho.write_bytes(cadeia.encadear(b'{"outra":1', 1, cadeia.comeco(UUID))[0])
    with pytest.raises(DiarioIlegivel, match="não entende"):
        diario.conferir(Marco())


@pytest.mark.parametrize(("da_pasta", "do_diario"), [(0o700, 0o600), (0o2770, 0o660)])
def test_so_o_dono_le_o_diario_ou_o_grupo_da_pasta_comum(tmp_path: Path, da_pasta: int, do_diario: int) -> None:
    pasta = tmp_path / "comum"
    pasta.mkdir()
    pasta.chmod(da_pasta)
    diario = abrir_diario(pasta, tmp_path / "dados")
    diario.anotar(LINHA)
    assert diario.copia.exists()
    if os.name == "posix":  # noutro sistema vale a lista de acesso da pasta
        modos = [stat.S_IMODE(arquivo.stat().st_mode) for arquivo in (diario.caminho, diario.copia)]
        assert modos == [do_diario, 0o600]


def test_pasta_que_nao_deixa_gravar_e_dita(tmp_path: Path) -> None:
    (tmp_path / "arquivo").write_text("")
    with pytest.raises(AmbienteIndisponivel, match=r"diario\.jsonl"):
        abrir_diario(tmp_path / "arquivo", tmp_path).anotar(LINHA)


# A cópia de cada usuário


def test_a_copia_tem_os_mesmos_bytes_e_pega_o_que_outro_usuario_escreveu(tmp_path: Path) -> None:
    meu, do_outro = (abrir_diario(tmp_path, tmp_path / quem) for quem in ("eu", "outro"))
    meu.anotar(LINHA)
    do_outro.anotar(OUTRA)
    assert do_outro.copia.exists() is False
    meu.anotar(OUTRA)
    for diario in (meu, do_outro):
        diario.espelhar()
        assert diario.copia.read_bytes() == diario.caminho.read_bytes()
        assert diario.conferir(Marco()).quebra is None


@pytest.mark.log_esperado
def test_copia_que_nao_grava_nao_impede_o_diario(tmp_path: Path) -> None:
    (tmp_path / "arquivo").write_text("")
    diario = abrir_diario(tmp_path, tmp_path / "arquivo")
    diario.anotar(LINHA)
    diario.espelhar()
    assert diario.conferir(Marco()).anotacoes == (LINHA,)


def test_diario_e_base_que_voltaram_juntos_sao_denunciados_pela_copia(diario: Diario) -> None:
    visto = diario.anotar(LINHA)
    antes = diario.caminho.read_bytes()
    diario.anotar(OUTRA)
    diario.caminho.write_bytes(antes)
    assert diario.conferir(visto).quebra is Quebra.ATRASADO
    diario.caminho.unlink()
    assert diario.conferir(Marco()).quebra is Quebra.FALTA


def test_duas_bases_com_a_mesma_identidade_divergem_e_a_copia_denuncia(tmp_path: Path) -> None:
    uma, outra = (abrir_diario(tmp_path / qual, tmp_path / "dados") for qual in ("uma", "outra"))
    visto = uma.anotar(LINHA)
    outra.caminho.parent.mkdir()
    outra.caminho.write_bytes(uma.caminho.read_bytes())
    uma.anotar(LINHA)
    outra.anotar(OUTRA)
    assert outra.conferir(visto).quebra is Quebra.OUTRO


# Destravar


def assumir(diario: Diario, visto: Marco, *, recomecar: bool = False) -> Lido:
    return diario.assumir(visto, EM, "motivo", recomecar=recomecar)


def test_diario_apagado_volta_da_copia_sem_recomecar(diario: Diario) -> None:
    diario.anotar(LINHA)
    visto = diario.anotar(OUTRA)
    inteiro = diario.caminho.read_bytes()
    diario.caminho.unlink()
    lido = assumir(diario, visto)
    assert (lido.quebra, lido.marco, diario.caminho.read_bytes()) == (Quebra.FALTA, visto, inteiro)
    assert diario.conferir(visto).quebra is None


def test_sem_diario_nem_copia_a_cadeia_recomeca_do_que_a_base_sabe(diario: Diario) -> None:
    diario.anotar(LINHA)
    visto = diario.anotar(OUTRA)
    diario.caminho.unlink()
    diario.copia.unlink()
    lido = assumir(diario, visto)
    assert (lido.anotacoes, lido.marco.linhas) == ((), 3)
    recomeco = json.loads(diario.caminho.read_bytes())
    assert (recomeco["n"], recomeco["anterior"], recomeco["motivo"]) == (3, visto.soma, "motivo")
    diario.anotar(LINHA)
    assert diario.conferir(lido.marco).anotacoes == (LINHA,)
    assert diario.conferir(visto).quebra is None
    assert diario.conferir(Marco()).quebra is Quebra.ALTERADO


def test_do_diario_alterado_vale_o_que_ainda_se_le_dele_e_da_copia(diario: Diario) -> None:
    diario.anotar(LINHA)
    diario.anotar(OUTRA)
    visto = diario.anotar(replace(LINHA, versao=4))
    diario.copia.unlink()
    texto = diario.caminho.read_text().replace('"versao":3', '"versao":8')
    diario.caminho.write_text(texto)
    lido = assumir(diario, visto)
    assert ([linha.versao for linha in lido.anotacoes], lido.quebra) == ([2, 4], Quebra.ALTERADO)
    assert diario.caminho.read_text().startswith(texto)
    assert diario.conferir(lido.marco).quebra is None
    assert diario.copia.read_bytes() == diario.caminho.read_bytes()


def test_o_que_a_copia_substitui_nao_se_perde(diario: Diario) -> None:
    diario.anotar(LINHA)
    visto = diario.anotar(OUTRA)
    diario.caminho.write_bytes(b"estragado\n")
    assumir(diario, visto)
    assert diario.conferir(visto).quebra is None
    assert [arquivo.read_bytes() for arquivo in diario.caminho.parent.glob("*.antes*")] == [b"estragado\n"]


def test_quem_toma_o_lugar_deixa_a_outra_para_tras(tmp_path: Path) -> None:
    """Com a mesma pasta de dados, a base de que se tomou o lugar vê que a cadeia seguiu noutro lugar."""
    velha, nova = (abrir_diario(tmp_path / qual, tmp_path / "dados") for qual in ("velha", "nova"))
    nova.caminho.parent.mkdir()
    visto = velha.anotar(LINHA)
    lido = assumir(nova, visto, recomecar=True)
    assert nova.conferir(lido.marco).quebra is None
    assert velha.conferir(visto).quebra is Quebra.ATRASADO
