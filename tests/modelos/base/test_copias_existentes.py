"""As cópias que há, e o que cada uma tem em números."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from modelos import demonstracao
from modelos.acesso import locais
from modelos.avisos import fechamentos
from modelos.base import copias, copias_existentes
from modelos.base.abertura import Base, abrir
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import EM, HOJE, gravar_cliente, gravar_debito


@pytest.fixture(autouse=True)
def pasta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pasta de cópias do teste."""
    pasta = tmp_path / "copias"
    monkeypatch.setattr(locais, "pasta_de_copias", lambda: pasta)
    return pasta


def test_sem_pasta_de_copias_nao_ha_nenhuma(base: Base) -> None:
    assert copias_existentes.listar() == []


def test_lista_as_anotadas_e_as_da_pasta_da_mais_nova_a_mais_velha(base: Base, pasta: Path, tmp_path: Path) -> None:
    fora = copias.copiar(base, tmp_path / "outra", EM)
    dentro = copias.copiar(base, None, EM + timedelta(hours=1))
    solta = pasta / "solta.db"
    solta.write_bytes(dentro.arquivo.read_bytes())
    os.utime(solta, ((EM - timedelta(days=1)).timestamp(),) * 2)
    (pasta / "leia.txt").write_text("não é cópia")
    lidas = copias_existentes.listar()
    assert [copia.arquivo for copia in lidas] == [dentro.arquivo, fora.arquivo, solta]
    assert [copia.sha256 for copia in lidas] == [dentro.sha256, fora.sha256, ""]
    assert lidas[2].em == EM - timedelta(days=1)
    assert lidas[0].bytes == dentro.bytes


def test_a_apagada_do_disco_some_da_lista(base: Base) -> None:
    copias.copiar(base, None, EM).arquivo.unlink()
    assert copias_existentes.listar() == []


def test_examinar_diz_o_que_a_copia_tem_e_nao_o_que_a_base_tem_agora(base: Base) -> None:
    demonstracao.popular(HOJE, EM, porta=2525)
    fechamentos.abrir(HOJE, EM, habilitado=True)
    antes = copias_existentes.da_base_atual()
    copia = copias.copiar(base, None, EM)
    gravar_cliente("novo")
    gravar_debito("novo", valor_centavos=7_00, saldo_centavos=7_00)
    examinada = copias_existentes.examinar(copia.arquivo)
    assert examinada.conteudo == antes
    assert (examinada.sha256, examinada.bytes) == (copia.sha256, copia.bytes)
    assert (antes.clientes, antes.debitos, antes.ultimo_fechamento) == (40, 200, HOJE)
    agora = copias_existentes.da_base_atual()
    assert agora.clientes == antes.clientes + 1
    assert agora.em_aberto_centavos == antes.em_aberto_centavos + 7_00
    assert agora.uuid == base.uuid


def test_base_sem_nada_tem_zeros_e_nenhum_fechamento(base: Base) -> None:
    tem = copias_existentes.da_base_atual()
    assert (tem.empresa, tem.clientes, tem.em_aberto_centavos, tem.ultimo_fechamento) == ("", 0, 0, None)


def test_baixado_e_sem_saldo_nao_contam_em_aberto(base: Base) -> None:
    gravar_debito("1", "aberto", saldo_centavos=5_00)
    gravar_debito("1", "pago", pago_em=date(2026, 1, 1))
    gravar_debito("1", "sem saldo", saldo_centavos=0)
    tem = copias_existentes.da_base_atual()
    assert (tem.debitos, tem.em_aberto, tem.em_aberto_centavos) == (3, 1, 5_00)


@pytest.mark.parametrize("conteudo", [b"", b"isto nao e base", b"SQLite format 3\x00" + b"lixo" * 300])
def test_o_que_nao_e_copia_e_recusado_com_frase(tmp_path: Path, conteudo: bytes) -> None:
    arquivo = tmp_path / "falsa.db"
    arquivo.write_bytes(conteudo)
    with pytest.raises(AmbienteIndisponivel):
        copias_existentes.examinar(arquivo)


def test_arquivo_que_nao_existe_e_recusado_com_frase(tmp_path: Path) -> None:
    with pytest.raises(AmbienteIndisponivel):
        copias_existentes.examinar(tmp_path / "sumiu.db")


def test_toda_base_de_versao_passada_se_examina() -> None:
    passadas = sorted((Path(__file__).parents[2] / "bases").glob("*.db"))
    for arquivo in passadas:
        assert copias_existentes.examinar(arquivo).conteudo.clientes >= 0


def test_a_hora_da_copia_vem_em_utc(tmp_path: Path, pasta: Path) -> None:
    with abrir(tmp_path / "outra.db") as base:
        copias.copiar(base, None, EM)
        assert copias_existentes.listar()[0].em == EM
        assert isinstance(EM, datetime)
        assert EM.tzinfo is UTC
