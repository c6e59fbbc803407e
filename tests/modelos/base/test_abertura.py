"""Abrir e fechar: o que nasce, o que é recusado com frase, e o que sobrevive a uma queda."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from modelos.acesso import dialeto
from modelos.acesso.conexao import atual, transacao
from modelos.base import abertura as modulo_base
from modelos.base.abertura import Base, abrir
from modelos.cadastro import clientes
from modelos.contas import mensagens
from modelos.migracoes import passos
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import gravar_cliente
from tests.modelos.processos import outro_processo


@pytest.fixture
def caminho(tmp_path: Path) -> Path:
    """Uma base com um cliente, já fechada."""
    caminho = tmp_path / "aviso.db"
    with abrir(caminho):
        gravar_cliente("000123")
    return caminho


def recusa(caminho: Path) -> AmbienteIndisponivel:
    """O erro de abrir, já conferido: diz o arquivo, o que fazer, e não deixa a base meio aberta."""
    with pytest.raises(AmbienteIndisponivel) as erro:
        abrir(caminho)
    assert str(caminho) in erro.value.mensagem
    assert erro.value.o_que_fazer
    assert atual.obj is None
    return erro.value


def test_abrir_cria_pasta_e_base_com_a_mensagem_padrao(tmp_path: Path) -> None:
    with abrir(tmp_path / "nova" / "pasta" / "aviso.db") as base:
        assert base.caminho.exists()
        assert mensagens.padrao().html


def test_o_uuid_nasce_com_a_base_e_nao_muda(tmp_path: Path) -> None:
    with abrir(tmp_path / "a.db") as primeira:
        uuid = primeira.uuid
    with abrir(tmp_path / "a.db") as segunda, pytest.raises(RuntimeError, match="já há uma base aberta"):
        abrir(tmp_path / "b.db")
    assert segunda.uuid == uuid


def test_mensagem_alterada_pelo_operador_nao_volta_a_original(tmp_path: Path) -> None:
    with abrir(tmp_path / "a.db"):
        original = mensagens.padrao()
        mensagens.gravar(type(original)(original.numero, "Minha", "Assunto", "<p>Oi</p>"))
    with abrir(tmp_path / "a.db"):
        assert mensagens.padrao().nome == "Minha"


def test_fechada_a_base_nao_sobra_arquivo_ao_lado(caminho: Path) -> None:
    assert [arquivo.name for arquivo in caminho.parent.iterdir()] == ["aviso.db"]


def test_fechar_de_novo_nao_e_erro(base: Base) -> None:
    base.fechar()
    base.fechar()


@pytest.mark.usefixtures("disco_de_verdade")
def test_ajustes_da_conexao(base: Base) -> None:
    ajustes = {nome: dialeto.conexao_crua(atual).execute(f"PRAGMA {nome}").fetchone()[0] for nome in _AJUSTES}
    assert ajustes == _AJUSTES


_AJUSTES = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_cada_thread_tem_a_sua_conexao_e_ve_o_que_a_outra_gravou(base: Base) -> None:
    vistos: list[object] = []

    def em_outra_thread() -> None:
        with base.conexao():
            vistos.append(clientes.obter("000123"))
            with base.conexao():
                gravar_cliente("000456")
        vistos.append(atual.is_closed())

    gravar_cliente("000123")
    thread = threading.Thread(target=em_outra_thread)
    thread.start()
    thread.join()
    assert vistos == [clientes.obter("000123"), True]
    assert clientes.obter("000456") is not None


def test_pasta_no_lugar_da_base(tmp_path: Path) -> None:
    assert "pasta" in recusa(tmp_path).mensagem


def test_arquivo_que_nao_e_base_fica_intocado(tmp_path: Path) -> None:
    planilha = tmp_path / "clientes.csv"
    planilha.write_bytes(b"codigo;nome\n1;Ana\n" * 100)
    assert "não é uma base" in recusa(planilha).mensagem
    assert planilha.read_bytes() == b"codigo;nome\n1;Ana\n" * 100


def test_base_de_outro_programa_fica_intocada(tmp_path: Path) -> None:
    alheia = tmp_path / "outro.db"
    with closing(sqlite3.connect(alheia)) as conexao:
        conexao.execute("CREATE TABLE receitas (nome TEXT)")
    antes = alheia.read_bytes()
    assert "não é uma base" in recusa(alheia).mensagem
    assert alheia.read_bytes() == antes


def test_base_mais_nova_que_o_programa(caminho: Path) -> None:
    with closing(sqlite3.connect(caminho)) as conexao:
        conexao.execute("INSERT INTO migracoes (numero) VALUES (?)", [passos.VERSAO + 1])
        conexao.commit()
    assert f"versão {passos.VERSAO + 1}" in recusa(caminho).mensagem


def test_base_com_bytes_trocados(caminho: Path) -> None:
    conteudo = bytearray(caminho.read_bytes())
    pagina = 4096
    conteudo[pagina * 3 : pagina * 20] = b"\xa5" * (pagina * 17)
    caminho.write_bytes(conteudo)
    erro = recusa(caminho)
    assert "danificada" in erro.mensagem
    assert "restaurar" in erro.no_terminal


def test_base_cortada_ao_meio(caminho: Path) -> None:
    conteudo = caminho.read_bytes()
    caminho.write_bytes(conteudo[: len(conteudo) // 2])
    assert "danificada" in recusa(caminho).mensagem


def test_arquivo_marcado_somente_leitura(caminho: Path) -> None:
    caminho.chmod(0o444)
    assert "somente leitura" in recusa(caminho).mensagem


def test_pasta_em_que_nao_se_grava(caminho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modulo_base.os, "access", lambda lugar, _modo: lugar != caminho.parent)
    assert "somente leitura" in recusa(caminho).mensagem


def test_arquivo_no_lugar_da_pasta(tmp_path: Path) -> None:
    (tmp_path / "pasta").write_text("não sou pasta")
    with pytest.raises(AmbienteIndisponivel, match="pasta"):
        abrir(tmp_path / "pasta" / "aviso.db")


def test_base_presa_por_outro_programa(caminho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialeto, "ESPERA_SEGUNDOS", 0)
    with closing(sqlite3.connect(caminho, isolation_level=None)) as outra, abrir(caminho):
        outra.execute("BEGIN IMMEDIATE")
        with pytest.raises(AmbienteIndisponivel, match="ocupada por outro programa"):
            gravar_cliente("000456")
        outra.execute("ROLLBACK")
        gravar_cliente("000456")


def test_queda_no_meio_da_transacao_nao_deixa_nada_pela_metade(caminho: Path) -> None:
    programa = """
        from modelos.base.abertura import abrir, transacao
        from modelos.cadastro import clientes
        from regras.cadastro import Cliente
        with abrir(base):
            clientes.gravar(Cliente("inteiro", "Gravado"))
            with transacao():
                clientes.gravar(Cliente("metade", "Nunca confirmado"))
                avisar("no meio")
    """
    with outro_processo(programa, caminho) as processo:
        processo.esperar("no meio")
        processo.matar()
    with abrir(caminho):
        assert clientes.obter("inteiro") is not None
        assert clientes.obter("metade") is None


def test_disco_cheio_diz_o_que_houve_e_nao_estraga_o_gravado(caminho: Path) -> None:
    programa = """
        import resource, signal
        from modelos.base.abertura import abrir
        from modelos.cadastro import clientes
        from regras.cadastro import Cliente
        from regras.erros import AmbienteIndisponivel
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with abrir(base):
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
            try:
                clientes.gravar_varios([Cliente(str(n), "x" * 400) for n in range(5000)])
            except AmbienteIndisponivel as erro:
                avisar("o disco falhou" if "O disco falhou" in erro.mensagem else erro.mensagem)
    """
    with outro_processo(programa, caminho) as processo:
        processo.esperar("o disco falhou")
        processo.continuar()
        assert processo.terminar() == (0, "")
    with abrir(caminho):
        assert clientes.obter("000123") is not None
        assert clientes.obter("4999") is None


def test_duas_aberturas_ao_mesmo_tempo_criam_uma_base_so(tmp_path: Path) -> None:
    programa = """
        from modelos.base.abertura import abrir
        avisar("pronto")
        with abrir(base) as aberta:
            avisar(aberta.uuid[:0] + "aberta")
    """
    caminho = tmp_path / "aviso.db"
    with outro_processo(programa, caminho) as um, outro_processo(programa, caminho) as outro:
        for processo in (um, outro):
            processo.esperar("pronto")
        for processo in (um, outro):
            processo.continuar()
        for processo in (um, outro):
            processo.esperar("aberta")
    with abrir(caminho):
        assert [mensagem.numero for mensagem in mensagens.listar()] == [0, 1]


def test_base_grande_nao_e_conferida_inteira_ao_abrir(caminho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modulo_base, "_CONFERIR_ATE_BYTES", 0)
    monkeypatch.setattr(dialeto, "conferir", _nao_chamar)
    with abrir(caminho):
        assert clientes.obter("000123") is not None


def _nao_chamar(*_: object, **__: object) -> str:
    raise AssertionError("não era para conferir")


@pytest.mark.parametrize("estragar", [lambda c: c.unlink(), lambda c: c.write_bytes(b"")], ids=["sem arquivo", "vazio"])
def test_arquivo_que_sumiu_ou_esta_vazio_nasce_de_novo(caminho: Path, estragar: Callable[[Path], object]) -> None:
    estragar(caminho)
    with abrir(caminho), transacao():
        assert clientes.obter("000123") is None


@pytest.mark.parametrize(
    ("erro", "motivo"),
    [
        (FileNotFoundError(2, "No such file or directory"), "não se criam arquivos"),
        (PermissionError(13, "Permission denied"), "não tem permissão"),
        (OSError(30, "Read-only file system"), "só de leitura"),
    ],
)
def test_a_base_que_nao_pode_nascer_diz_por_que(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, erro: OSError, motivo: str
) -> None:
    def falhar(_caminho: Path) -> None:
        raise erro

    monkeypatch.setattr(modulo_base.permissoes, "guardar_a_base", falhar)
    recusada = recusa(tmp_path / "nova.db")
    assert "não pode ser criada" in recusada.mensagem
    assert motivo in recusada.mensagem
    assert "--base" in recusada.no_terminal


def test_base_nova_em_pasta_em_que_nao_se_grava(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modulo_base.os, "access", lambda lugar, _modo: lugar != tmp_path)
    assert "não pode ser criada" in recusa(tmp_path / "nova.db").mensagem
