"""Caixa de saída em pasta: nomes seguros, um passo só para entregar, nada pela metade."""

from __future__ import annotations

from pathlib import Path

import pytest

from envio.correio.falhas import Alvo, FalhaSMTP, Fase
from envio.correio.pasta import CaixaDePasta, PastaDeSaida
from regras.aviso import Estado
from tests.envio.servidores import MIME, PARA, REMETENTE, enviar


def nomes(pasta: Path) -> list[str]:
    return sorted(arquivo.name for arquivo in pasta.iterdir())


def test_mensagem_vira_eml_com_os_mesmos_bytes(tmp_path: Path) -> None:
    saida = PastaDeSaida(tmp_path / "saida")
    resposta = saida.transmitir(saida.abrir_envelope(REMETENTE, [PARA], MIME))
    assert nomes(tmp_path / "saida") == [f"0001-{PARA}.eml"]
    assert (tmp_path / "saida" / f"0001-{PARA}.eml").read_bytes() == MIME
    assert (resposta.codigo, resposta.texto) == (250, f"2.0.0 0001-{PARA}.eml")


def test_numeracao_continua_de_onde_parou(tmp_path: Path) -> None:
    enviar(PastaDeSaida(tmp_path))
    (tmp_path / "nota-avulsa.eml").write_bytes(b"")
    outra = PastaDeSaida(tmp_path)
    enviar(outra)
    enviar(outra)
    assert [nome[:4] for nome in nomes(tmp_path)] == ["0001", "0002", "0003", "nota"]


@pytest.mark.parametrize(
    ("email", "nome"),
    [
        ("../../etc/passwd@x", "..-..-etc-passwd@x"),
        ("Ação <b>@x.com", "a-o-b-@x.com"),
        ("c:\\con|?*@x\n", "c-con-@x-"),
        ("x" * 300, "x" * 60),
    ],
)
def test_nome_do_arquivo_nao_sai_da_pasta(tmp_path: Path, email: str, nome: str) -> None:
    enviar(PastaDeSaida(tmp_path / "s"), para=(email,))
    assert nomes(tmp_path / "s") == [f"0001-{nome}.eml"]


def test_antes_de_transmitir_nao_ha_mensagem_e_fechar_apaga_o_rascunho(tmp_path: Path) -> None:
    saida = PastaDeSaida(tmp_path)
    saida.abrir_envelope(REMETENTE, [PARA], MIME)
    assert list(tmp_path.glob("*.eml")) == []
    saida.fechar()
    saida.fechar()
    assert nomes(tmp_path) == []


def test_envelope_abandonado_nao_pode_mais_ser_transmitido(tmp_path: Path) -> None:
    saida = PastaDeSaida(tmp_path)
    abandonado = saida.abrir_envelope(REMETENTE, [PARA], b"outra")
    enviar(saida)
    with pytest.raises(RuntimeError):
        saida.transmitir(abandonado)
    assert [arquivo.read_bytes() for arquivo in tmp_path.iterdir()] == [MIME]


def test_pasta_que_nao_se_pode_gravar_adia_e_e_da_conta(tmp_path: Path) -> None:
    (tmp_path / "arquivo").write_bytes(b"")
    with pytest.raises(FalhaSMTP) as excecao:
        PastaDeSaida(tmp_path / "arquivo").abrir_envelope(REMETENTE, [PARA], MIME)
    veredito = excecao.value.veredito
    assert (veredito.estado, veredito.alvo) == (Estado.ADIADO, Alvo.CONTA)
    assert "espaço" in excecao.value.o_que_fazer


def test_falha_ao_entregar_adia_e_o_rascunho_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sem_espaco(_caixa: CaixaDePasta, _rascunho: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(CaixaDePasta, "entregar", sem_espaco)
    saida = PastaDeSaida(tmp_path)
    with pytest.raises(FalhaSMTP) as excecao:
        enviar(saida)
    saida.fechar()
    assert (excecao.value.fase, nomes(tmp_path)) == (Fase.PONTO, [])
