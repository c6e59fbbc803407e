"""Copiar, listar e examinar as cópias, restaurar e a trava da base restaurada."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from modelos import demonstracao
from modelos.acesso import disco, locais
from modelos.avisos import autorizacao, fechamentos
from modelos.base import conferencia, copias
from modelos.base.abertura import Base, abrir
from modelos.base.trava import Trava
from modelos.cadastro import clientes
from modelos.migracoes import passos
from regras.base_travada import PorQue
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import EM, HOJE, gravar_cliente, gravar_debito
from tests.modelos.processos import outro_processo

HORA = f"{EM.astimezone():%Y-%m-%d-%H%M%S}"


@pytest.fixture(autouse=True)
def pasta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pasta de cópias do teste."""
    pasta = tmp_path / "copias"
    monkeypatch.setattr(locais, "pasta_de_copias", lambda: pasta)
    return pasta


@pytest.fixture
def caminho(tmp_path: Path) -> Path:
    """Uma base fechada com o cliente `novo`, gravado depois da cópia."""
    caminho = tmp_path / "aviso.db"
    with abrir(caminho) as base:
        gravar_cliente("antigo")
        copias.copiar(base, tmp_path / "copias", EM)
        gravar_cliente("novo")
    return caminho


@pytest.fixture
def copia(caminho: Path) -> Path:
    """A cópia feita antes do cliente `novo`."""
    return caminho.parent / "copias" / f"aviso-{HORA}.db"


def _existe(codigo: str) -> bool:
    return clientes.obter(codigo) is not None


def test_copia_diz_arquivo_tamanho_e_resumo_do_que_esta_no_disco(base: Base, tmp_path: Path) -> None:
    copia = copias.copiar(base, tmp_path / "x", EM)
    conteudo = copia.arquivo.read_bytes()
    assert copia.arquivo == tmp_path / "x" / f"aviso-{HORA}.db"
    assert (copia.bytes, copia.sha256) == (len(conteudo), hashlib.sha256(conteudo).hexdigest())
    assert copias.ultima() == copia


def test_sem_destino_vai_para_a_pasta_de_copias(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locais, "pasta_de_copias", lambda: tmp_path / "padrao")
    assert copias.copiar(base, None, EM).arquivo.parent == tmp_path / "padrao"


def test_duas_copias_no_mesmo_segundo_nao_se_sobrescrevem(base: Base, tmp_path: Path) -> None:
    assert copias.copiar(base, tmp_path, EM).arquivo != copias.copiar(base, tmp_path, EM).arquivo


def test_a_copia_leva_o_que_ainda_esta_no_diario_do_motor(base: Base, tmp_path: Path) -> None:
    gravar_cliente("000123")
    copia = copias.copiar(base, tmp_path / "x", EM)
    base.fechar()
    with abrir(copia.arquivo):
        assert _existe("000123")


def test_copia_que_falha_nao_e_anotada(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_text("sou arquivo")
    with pytest.raises(AmbienteIndisponivel):
        copias.copiar(base, tmp_path / "x", EM)
    assert copias.ultima() is None


def test_restaurar_troca_a_base_guarda_a_atual_e_trava(caminho: Path, copia: Path) -> None:
    guardada = copias.restaurar(copia, caminho, EM)
    assert guardada == caminho.with_name(f"aviso-antes-de-restaurar-{HORA}.db")
    with abrir(caminho):
        ultima = copias.ultima()
        assert ultima is not None  # a base sabe da cópia de que veio
        assert (ultima.arquivo, ultima.bytes) == (copia, copia.stat().st_size)
        assert (_existe("antigo"), _existe("novo")) == (True, False)
        bloqueio = autorizacao.travada()
        assert bloqueio is not None
        assert (bloqueio.por_que, bloqueio.copia) == (PorQue.RESTAURADA, copia.name)
        autorizacao.destravar()
        assert autorizacao.travada() is None
    with abrir(guardada):
        assert _existe("novo")
        bloqueio = autorizacao.travada()
        assert bloqueio is not None
        assert bloqueio.por_que is PorQue.DESCONHECIDA


def test_restaurar_nao_altera_a_copia(caminho: Path, copia: Path) -> None:
    antes = copia.read_bytes()
    copias.restaurar(copia, caminho, EM)
    assert copia.read_bytes() == antes


def test_examinar_a_propria_base_aberta_e_recusado_sem_a_ler(caminho: Path, tmp_path: Path) -> None:
    atalho = tmp_path / "atalho da base.db"
    atalho.symlink_to(caminho)
    with abrir(caminho):
        for nome in (caminho, atalho):
            with pytest.raises(AmbienteIndisponivel, match="é a própria base"):
                copias.examinar(nome)


def test_restaurar_por_um_atalho_troca_a_base_de_verdade(caminho: Path, copia: Path, tmp_path: Path) -> None:
    atalho = tmp_path / "atalho.db"
    atalho.symlink_to(caminho)
    guardada = copias.restaurar(copia, atalho, EM)
    assert atalho.is_symlink()
    assert guardada is not None
    assert guardada.parent == caminho.parent


def test_restaurar_onde_nao_havia_base(caminho: Path, copia: Path, tmp_path: Path) -> None:
    destino = tmp_path / "outra" / "maquina.db"
    assert copias.restaurar(copia, destino, EM) is None
    with abrir(destino):
        assert _existe("antigo")
        assert autorizacao.travada()


def test_restaurar_por_cima_de_base_danificada(caminho: Path, copia: Path) -> None:
    caminho.write_bytes(b"estragada" * 1000)
    caminho.with_name("aviso.db-wal").write_bytes(b"resto")
    guardada = copias.restaurar(copia, caminho, EM)
    assert guardada is not None
    assert guardada.read_bytes() == b"estragada" * 1000
    assert guardada.with_name(guardada.name + "-wal").read_bytes() == b"resto"
    with abrir(caminho):
        assert _existe("antigo")


def test_base_nova_nao_esta_travada(base: Base) -> None:
    assert autorizacao.travada() is None


def _cortar(copia: Path) -> None:
    copia.write_bytes(copia.read_bytes()[:5000])


def _estragar(copia: Path) -> None:
    conteudo = bytearray(copia.read_bytes())
    conteudo[8192:40960] = b"\xa5" * 32768
    copia.write_bytes(conteudo)


def _envelhecer_o_programa(copia: Path) -> None:
    with closing(sqlite3.connect(copia)) as conexao:
        conexao.execute("INSERT INTO migracoes (numero) VALUES (?)", [passos.VERSAO + 1])
        conexao.commit()


@pytest.mark.parametrize("estrago", [_cortar, _estragar, _envelhecer_o_programa, Path.unlink])
def test_copia_que_nao_confere_nao_toca_na_base(caminho: Path, copia: Path, estrago: object) -> None:
    estrago(copia)  # type: ignore[operator]
    antes = {arquivo.name: arquivo.read_bytes() for arquivo in caminho.parent.glob("*.db")}
    with pytest.raises(AmbienteIndisponivel):
        copias.restaurar(copia, caminho, EM)
    assert {arquivo.name: arquivo.read_bytes() for arquivo in caminho.parent.glob("*.db")} == antes


def test_restaurar_a_propria_base_e_recusado(caminho: Path) -> None:
    with pytest.raises(AmbienteIndisponivel, match="própria base"):
        copias.restaurar(caminho, caminho, EM)


def test_base_aberta_em_outro_terminal_nao_e_trocada(caminho: Path, copia: Path) -> None:
    programa = """
        from modelos.base.abertura import abrir
        with abrir(base):
            avisar("aberta")
    """
    with outro_processo(programa, caminho) as processo:
        processo.esperar("aberta")
        with pytest.raises(AmbienteIndisponivel, match="aberta em outro terminal"):
            copias.restaurar(copia, caminho, EM)
    with abrir(caminho):
        assert _existe("novo")


def test_com_fechamento_em_andamento_nao_se_restaura(caminho: Path, copia: Path) -> None:
    with Trava(caminho), pytest.raises(AmbienteIndisponivel, match="Outro fechamento"):
        copias.restaurar(copia, caminho, EM)


@pytest.mark.parametrize("passo", ["copyfile", "replace"])
def test_disco_cheio_ao_restaurar_deixa_a_base_como_estava(
    caminho: Path, copia: Path, passo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def encher(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr({"copyfile": copias.shutil, "replace": copias.os}[passo], passo, encher)
    with pytest.raises(AmbienteIndisponivel, match="disco ficou cheio"):
        copias.restaurar(copia, caminho, EM)
    monkeypatch.undo()
    assert not list(caminho.parent.glob("*.restaurando"))
    with abrir(caminho):
        assert _existe("novo")
        assert autorizacao.travada() is None


def test_disco_cheio_ao_guardar_a_atual_nao_deixa_metade(
    caminho: Path, copia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmar = disco.confirmar

    def encher_a_guardada(arquivo: Path) -> None:
        if "antes-de-restaurar" in arquivo.name:
            raise OSError(28, "No space left on device")
        confirmar(arquivo)

    monkeypatch.setattr(disco, "confirmar", encher_a_guardada)
    with pytest.raises(AmbienteIndisponivel, match="disco ficou cheio"):
        copias.restaurar(copia, caminho, EM)
    assert not list(caminho.parent.glob("*antes-de-restaurar*"))
    assert conferencia.examinar_arquivo(caminho) == passos.VERSAO


def test_sem_pasta_de_copias_nao_ha_nenhuma(base: Base) -> None:
    assert copias.listar() == []


def test_lista_as_anotadas_e_as_da_pasta_da_mais_nova_a_mais_velha(base: Base, pasta: Path, tmp_path: Path) -> None:
    fora = copias.copiar(base, tmp_path / "outra", EM)
    dentro = copias.copiar(base, None, EM + timedelta(hours=1))
    solta = pasta / "solta.db"
    solta.write_bytes(dentro.arquivo.read_bytes())
    os.utime(solta, ((EM - timedelta(days=1)).timestamp(),) * 2)
    (pasta / "leia.txt").write_text("não é cópia")
    lidas = copias.listar()
    assert [copia.arquivo for copia in lidas] == [dentro.arquivo, fora.arquivo, solta]
    assert [copia.sha256 for copia in lidas] == [dentro.sha256, fora.sha256, ""]
    assert lidas[2].em == EM - timedelta(days=1)
    assert lidas[0].bytes == dentro.bytes


def test_a_apagada_do_disco_some_da_lista(base: Base) -> None:
    copias.copiar(base, None, EM).arquivo.unlink()
    assert copias.listar() == []


def test_examinar_diz_o_que_a_copia_tem_e_nao_o_que_a_base_tem_agora(base: Base) -> None:
    demonstracao.popular(HOJE, EM, porta=2525)
    fechamentos.abrir(HOJE, EM, habilitado=True)
    antes = copias.da_base_atual()
    copia = copias.copiar(base, None, EM)
    gravar_cliente("novo")
    gravar_debito("novo", valor_centavos=7_00, saldo_centavos=7_00)
    examinada = copias.examinar(copia.arquivo)
    assert examinada.conteudo == antes
    assert (examinada.sha256, examinada.bytes) == (copia.sha256, copia.bytes)
    assert (antes.clientes, antes.debitos, antes.ultimo_fechamento) == (40, 200, HOJE)
    agora = copias.da_base_atual()
    assert agora.clientes == antes.clientes + 1
    assert agora.em_aberto_centavos == antes.em_aberto_centavos + 7_00
    assert agora.uuid == base.uuid


def test_base_sem_nada_tem_zeros_e_nenhum_fechamento(base: Base) -> None:
    tem = copias.da_base_atual()
    assert (tem.empresa, tem.clientes, tem.em_aberto_centavos, tem.ultimo_fechamento) == ("", 0, 0, None)


def test_baixado_e_sem_saldo_nao_contam_em_aberto(base: Base) -> None:
    gravar_debito("1", "aberto", saldo_centavos=5_00)
    gravar_debito("1", "pago", pago_em=date(2026, 1, 1))
    gravar_debito("1", "sem saldo", saldo_centavos=0)
    tem = copias.da_base_atual()
    assert (tem.debitos, tem.em_aberto, tem.em_aberto_centavos) == (3, 1, 5_00)


@pytest.mark.parametrize("conteudo", [b"", b"isto nao e base", b"SQLite format 3\x00" + b"lixo" * 300])
def test_o_que_nao_e_copia_e_recusado_com_frase(tmp_path: Path, conteudo: bytes) -> None:
    arquivo = tmp_path / "falsa.db"
    arquivo.write_bytes(conteudo)
    with pytest.raises(AmbienteIndisponivel):
        copias.examinar(arquivo)


def test_arquivo_que_nao_existe_e_recusado_com_frase(tmp_path: Path) -> None:
    with pytest.raises(AmbienteIndisponivel):
        copias.examinar(tmp_path / "sumiu.db")


def test_a_hora_da_copia_vem_em_utc(tmp_path: Path, pasta: Path) -> None:
    with abrir(tmp_path / "outra.db") as base:
        copias.copiar(base, None, EM)
        assert copias.listar()[0].em == EM
        assert isinstance(EM, datetime)
        assert EM.tzinfo is UTC
