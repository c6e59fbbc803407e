"""O que cada comando recebe: a base, a senha da entrada e por onde avisa."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from modelos.acesso import locais
from modelos.avisos import leitura as avisos
from modelos.base import lugar
from modelos.base.abertura import abrir
from regras.aviso import Estado
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta
from tests.envio.cofre_falso import CofreQueGuarda
from tests.envio.correio_falso import CorreioFalso
from tests.modelos.exemplos import EM, HOJE, gravar_aviso
from ui.terminal.argumentos import UsoErrado
from ui.terminal.sessao import Composicao, Sessao, caminho_da_base, escrever


class CanoFechado(io.StringIO):
    """Ninguém mais lê."""

    def flush(self) -> None:
        """Falha como o sistema falha."""
        raise BrokenPipeError(32, "Broken pipe")


def sessao(entrada: str | None = "", base: Path | str = "", erros: io.StringIO | None = None) -> Sessao:
    composicao = Composicao(
        lambda: EM, lambda: HOJE, lambda _: CofreQueGuarda(), lambda *_: CorreioFalso(), lambda _: 0
    )
    lida = None if entrada is None else io.StringIO(entrada)
    return Sessao(composicao, lida, io.StringIO(), erros or io.StringIO(), str(base))


def test_sem_base_pedida_vale_a_da_pasta_de_dados() -> None:
    assert caminho_da_base("") == locais.base_padrao()
    assert caminho_da_base("outra/base.db") == Path("outra/base.db")


@pytest.mark.parametrize("endereco", ["postgresql://u:segredo@servidor/base", "mysql://x"])
def test_endereco_de_servidor_ainda_nao_esta_disponivel(endereco: str) -> None:
    with pytest.raises(UsoErrado, match="ainda não está disponível") as erro:
        caminho_da_base(endereco)
    assert "segredo" not in erro.value.frase()


def test_base_que_nao_existe_e_erro_com_o_caminho_e_nada_nasce(tmp_path: Path) -> None:
    caminho = tmp_path / "errada" / "base.db"
    with pytest.raises(AmbienteIndisponivel, match=r"errada.base\.db não existe"), sessao(base=caminho).abrir_base():
        pass
    assert not caminho.parent.exists()


def test_quem_pode_criar_cria_a_base_e_a_fecha_ao_fim(tmp_path: Path) -> None:
    caminho = tmp_path / "nova" / "base.db"
    with sessao(base=caminho).abrir_base(criar=True) as base:
        assert base.caminho == caminho
    with abrir(caminho):
        assert caminho.exists()


def test_arquivo_que_nao_e_base_e_recusado_e_nao_e_tocado(tmp_path: Path) -> None:
    caminho = tmp_path / "planilha.xlsx"
    caminho.write_bytes(b"PK qualquer coisa que nao e base" * 9)
    antes = caminho.read_bytes()
    with pytest.raises(AmbienteIndisponivel, match="não é uma base"), sessao(base=caminho).abrir_base():
        pass
    assert caminho.read_bytes() == antes


def test_ao_abrir_diz_o_que_um_processo_morto_deixou_em_duvida(tmp_path: Path) -> None:
    with abrir(tmp_path / "base.db"):
        numero = gravar_aviso(estado=Estado.ENVIANDO)
    aberta = sessao(base=tmp_path / "base.db")
    with aberta.abrir_base():
        aviso = avisos.obter(numero)
    assert aviso is not None
    assert aviso.estado is Estado.EM_DUVIDA
    assert "1 em dúvida" in aberta.erros.getvalue()
    assert aberta.saida.getvalue() == ""


@pytest.mark.parametrize("fim", ["\n", "\r\n", "", "\noutra linha\n"])
def test_senha_e_uma_linha_com_os_espacos_dela(fim: str) -> None:
    assert sessao(f" s3nha çã {fim}").ler_senha(True) == " s3nha çã "


@pytest.mark.parametrize("entrada", [None, "", "\n"])
def test_entrada_sem_senha_e_recusada(entrada: str | None) -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="não veio"):
        sessao(entrada).ler_senha(True)


def test_aviso_vai_para_a_saida_de_erro() -> None:
    aberta = sessao()
    aberta.avisar("3 linhas lidas")
    assert (aberta.erros.getvalue(), aberta.saida.getvalue()) == ("3 linhas lidas\n", "")


def test_andamento_que_ninguem_le_nao_para_o_trabalho() -> None:
    sessao(erros=CanoFechado()).avisar("lidas")
    assert not escrever("lidas", CanoFechado())
    assert escrever("lidas", io.StringIO())


def test_ambiente_usa_as_escolhas_da_composicao(tmp_path: Path) -> None:
    aberta = sessao(base=tmp_path / "base.db")
    with aberta.abrir_base(criar=True) as base:
        ambiente = aberta.ambiente(base)
    assert (ambiente.base, ambiente.agora()) == (base, EM)
    assert isinstance(ambiente.cofre, CofreQueGuarda)


def test_base_pedida_em_pasta_de_rede_e_recusada_com_o_porque(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lugar, "do_sistema", lambda _caminho: "nfs4")
    with (
        pytest.raises(AmbienteIndisponivel, match=r"pasta de rede \(nfs4\)"),
        sessao(base=tmp_path / "aviso.db").abrir_base(criar=True),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.log_esperado
def test_base_em_pasta_da_nuvem_abre_e_a_ressalva_vai_para_a_saida_de_erro(tmp_path: Path) -> None:
    erros = io.StringIO()
    with sessao(base=tmp_path / "Dropbox" / "aviso.db", erros=erros).abrir_base(criar=True):
        pass
    assert "o Dropbox leva para a nuvem" in erros.getvalue()
