"""A pasta vigiada: o que se lê, em que ordem, uma vez só, e para onde vai."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from envio.pastas import arquivos, leitura
from envio.pastas.leitura import Chegada, Desfecho, ler
from modelos.base.abertura import Base
from modelos.base.trava import TravaDeArquivo
from modelos.cadastro import clientes
from modelos.carteira import debitos, importacoes, pastas_vigiadas
from modelos.carteira.pastas_vigiadas import PastaVigiada
from modelos.contas import contas_cobranca
from modelos.importacao import importador
from modelos.retorno import arquivos as retornos
from regras.cadastro import Cliente, ContaCobranca
from regras.erros import AmbienteIndisponivel
from tests.exemplos.retorno_feito import HOJE, arquivo, titulo
from tests.modelos.exemplos import EM

CLIENTES = "Código;Razão Social\n001;Padaria\n"
DEBITOS = "Cliente;Título;Parc;Vencto;Valor;Conta Cobranca;Nosso Número\n001;1234;1;19/11/2026;150,00;1;123\n"


@pytest.fixture
def pasta(base: Base, tmp_path: Path) -> Path:
    """Uma pasta vigiada, vazia, e uma conta no Bradesco."""
    contas_cobranca.gravar(ContaCobranca("1", "237", "09", agencia="1234", conta="55501", homologada=True))
    vigiada = tmp_path / "erp"
    vigiada.mkdir()
    pastas_vigiadas.gravar(PastaVigiada(str(vigiada), maquina=leitura.maquina()))
    return vigiada


def _ler(esperar: Callable[[float], object] = lambda _s: None) -> list[Chegada]:
    return list(ler(EM, HOJE, lambda segundos: esperar(segundos) and None))


def _nomes(pasta: Path) -> list[str]:
    return sorted(item.name for item in pasta.iterdir()) if pasta.exists() else []


def _escrever(pasta: Path, nome: str, texto: str | bytes, hora: int = 0) -> Path:
    caminho = pasta / nome
    caminho.write_bytes(texto.encode() if isinstance(texto, str) else texto)
    os.utime(caminho, (1_000_000 + hora, 1_000_000 + hora))
    return caminho


def _estado(pasta: Path) -> PastaVigiada:
    (gravada,) = (cada for cada in pastas_vigiadas.listar() if cada.caminho == str(pasta))
    return gravada


def test_planilhas_na_ordem_do_contrato_e_o_retorno_depois_cada_um_uma_vez(pasta: Path) -> None:
    _escrever(pasta, "a.ret", arquivo(titulo(pago=15000)), hora=0)
    _escrever(pasta, "b_titulos.csv", DEBITOS, hora=1)
    _escrever(pasta, "z_clientes.csv", CLIENTES, hora=2)
    lidos = _ler()
    assert [chegada.arquivo for chegada in lidos] == ["z_clientes.csv", "b_titulos.csv", "a.ret"]
    assert {chegada.desfecho for chegada in lidos} == {Desfecho.LIDO}
    (retorno,) = retornos.listar()
    assert retorno[1].baixados == 1
    assert _nomes(pasta) == ["lidos"]
    assert _nomes(pasta / "lidos") == ["a.ret", "b_titulos.csv", "z_clientes.csv"]
    assert _ler() == []
    assert (_estado(pasta).lida_em, _estado(pasta).em_dia()) == (EM, True)


def test_do_mesmo_tipo_vale_a_hora_em_que_foi_gravado(pasta: Path) -> None:
    _escrever(pasta, "a.csv", CLIENTES.replace("Padaria", "Nome novo"), hora=9)
    _escrever(pasta, "b.csv", CLIENTES, hora=1)
    assert [chegada.arquivo for chegada in _ler()] == ["b.csv", "a.csv"]
    achado = clientes.obter("001")
    assert achado is not None
    assert achado.nome == "Nome novo"


def test_retornos_na_ordem_em_que_o_banco_os_gerou(pasta: Path) -> None:
    _escrever(pasta, "1.ret", arquivo(titulo(pago=15000), sequencia=312), hora=1)
    _escrever(pasta, "2.txt", arquivo(titulo(pago=15000), sequencia=311), hora=2)
    lidos = _ler()
    assert [chegada.arquivo for chegada in lidos] == ["2.txt", "1.ret"]
    assert all(chegada.retorno and not chegada.retorno.erro for chegada in lidos)


def test_nome_que_ja_existe_nos_lidos_ganha_numero(pasta: Path) -> None:
    for _ in range(2):
        _escrever(pasta, "clientes.csv", CLIENTES)
        _ler()
    assert _nomes(pasta / "lidos") == ["clientes-2.csv", "clientes.csv"]


def test_as_rejeitadas_vao_com_o_lido_e_nunca_sao_lidas_como_planilha(pasta: Path) -> None:
    _escrever(pasta, "clientes.csv", f"{CLIENTES}002;\n")
    (chegada,) = _ler()
    assert chegada.importado is not None
    assert chegada.importado.arquivo_de_rejeitadas == pasta / "lidos" / "clientes.csv.rejeitadas.csv"
    shutil.copy(pasta / "lidos" / "clientes.csv.rejeitadas.csv", pasta)
    assert _ler() == []


@pytest.mark.parametrize(
    ("nome", "conteudo", "dito"),
    [
        ("x.csv", b"alfa;beta\n1;2\n", "não se reconhecem as colunas"),
        ("d.csv", "Cliente;Título;Parc;Valor\n".encode(), "falta vencimento"),
        ("p.xlsx", b"PK\x03\x04nada", "p.xlsx"),
        ("v.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"x", "XLS antiga"),
        ("r.ret", b"nada de retorno\n", "retorno de cobran"),
        ("c\u202ex\n.csv", CLIENTES.encode(), "caracteres que não se leem"),
    ],
)
def test_o_que_nao_serve_vai_para_recusados_com_a_razao_ao_lado(
    pasta: Path, nome: str, conteudo: bytes, dito: str
) -> None:
    _escrever(pasta, nome, conteudo)
    (chegada,) = _ler()
    assert chegada.desfecho is Desfecho.RECUSADO
    assert dito in chegada.motivo
    recusado, razao = _nomes(pasta / "recusados")
    assert razao == f"{recusado}.motivo.txt"
    assert recusado == chegada.arquivo
    assert dito in (pasta / "recusados" / razao).read_text("utf-8-sig")
    assert (_estado(pasta).recusados, _estado(pasta).em_dia()) == (1, False)
    shutil.rmtree(pasta / "recusados")
    assert _ler() == []
    assert _estado(pasta).em_dia()


def test_baixar_mais_da_metade_nao_se_faz_sozinho(pasta: Path) -> None:
    pastas_vigiadas.gravar(PastaVigiada(str(pasta), ausentes_baixar=True, maquina=leitura.maquina()))
    _escrever(pasta, "c.csv", CLIENTES)
    _escrever(pasta, "d.csv", DEBITOS + DEBITOS.splitlines()[1].replace("1234", "5678") + "\n")
    assert [chegada.desfecho for chegada in _ler()] == [Desfecho.LIDO, Desfecho.LIDO]
    _escrever(pasta, "d.csv", DEBITOS.splitlines()[0] + "\n")
    (chegada,) = _ler()
    assert (chegada.desfecho, "mais da metade" in chegada.motivo) == (Desfecho.RECUSADO, True)
    _escrever(pasta, "d.csv", DEBITOS)
    (chegada,) = _ler()
    assert chegada.importado is not None
    assert chegada.importado.baixadas == 1


def test_o_que_ainda_se_grava_fica_para_depois(pasta: Path) -> None:
    caminho = _escrever(pasta, "c.csv", CLIENTES[:10])
    _escrever(pasta, "vazio.csv", b"")
    ditos = {chegada.arquivo: chegada for chegada in _ler(lambda _s: caminho.write_text(CLIENTES, "utf-8"))}
    assert {chegada.desfecho for chegada in ditos.values()} == {Desfecho.ESPERA}
    assert "sendo gravado" in ditos["c.csv"].motivo
    assert (_estado(pasta).esperando, clientes.obter("001")) == (2, None)
    (pasta / "vazio.csv").unlink()
    assert [chegada.desfecho for chegada in _ler()] == [Desfecho.LIDO]


def test_o_que_muda_enquanto_e_lido_e_lido_de_novo(pasta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    caminho = _escrever(pasta, "c.csv", CLIENTES)
    registrar = importacoes.registrar

    def crescer(importacao: importacoes.Importacao) -> None:
        registrar(importacao)
        caminho.write_text(f"{CLIENTES}002;Mercado\n", "utf-8")

    monkeypatch.setattr(importacoes, "registrar", crescer)
    assert [chegada.desfecho for chegada in _ler()] == [Desfecho.ESPERA]
    monkeypatch.undo()
    assert [chegada.desfecho for chegada in _ler()] == [Desfecho.LIDO]
    assert clientes.obter("002") is not None


def test_atalho_oculto_temporario_e_outra_coisa_ficam_onde_estao(pasta: Path, tmp_path: Path) -> None:
    fora = _escrever(tmp_path, "fora.csv", CLIENTES)
    (pasta / "atalho.csv").symlink_to(fora)
    (pasta / "dir.csv").mkdir()
    for nome in (".oculto.csv", "~$aberta.xlsx", "manual.pdf", "c.csv.parcial"):
        _escrever(pasta, nome, CLIENTES)
    antes = _nomes(pasta)
    assert _ler() == []
    assert _nomes(pasta) == antes
    assert fora.exists()


def test_lidos_que_e_atalho_nao_se_segue(pasta: Path, tmp_path: Path) -> None:
    (tmp_path / "outro").mkdir()
    (pasta / "lidos").symlink_to(tmp_path / "outro")
    _escrever(pasta, "c.csv", CLIENTES)
    (chegada,) = _ler()
    assert "atalho" in chegada.motivo
    assert _nomes(tmp_path / "outro") == []
    assert _estado(pasta).esperando == 1


def test_lido_que_nao_pode_sair_da_pasta_nao_e_importado_de_novo(pasta: Path) -> None:
    (pasta / "lidos").write_text("no lugar da pasta", "utf-8")
    _escrever(pasta, "c.csv", CLIENTES)
    (chegada,) = _ler()
    assert (chegada.desfecho, "continua na pasta" in chegada.motivo) == (Desfecho.LIDO, True)
    clientes.gravar_varios([Cliente("001", "Mudada na tela")])
    _ler()
    (pasta / "lidos").unlink()
    _ler()
    gravado = clientes.obter("001")
    assert (_nomes(pasta / "lidos"), gravado and gravado.nome) == (["c.csv"], "Mudada na tela")


def test_grande_demais_e_recusado(pasta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arquivos, "MAIOR_ARQUIVO", 10)
    _escrever(pasta, "c.csv", CLIENTES)
    (chegada,) = _ler()
    assert (chegada.desfecho, "grande demais" in chegada.motivo) == (Desfecho.RECUSADO, True)


def test_base_que_nao_deixa_gravar_nao_recusa_o_arquivo(pasta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ocupada(*_args: object, **_opcoes: object) -> None:
        raise AmbienteIndisponivel("A base está ocupada.")

    monkeypatch.setattr(importador.gravacao, "gravar", ocupada)
    _escrever(pasta, "c.csv", CLIENTES)
    (chegada,) = _ler()
    assert (chegada.desfecho, chegada.motivo) == (Desfecho.ESPERA, "A base está ocupada.")
    assert _nomes(pasta) == ["c.csv"]


def test_pasta_que_sumiu_e_dita_e_as_outras_sao_lidas(pasta: Path, tmp_path: Path) -> None:
    sumida, de_outra = tmp_path / "sumida", tmp_path / "so_no_outro"
    pastas_vigiadas.gravar(PastaVigiada(str(sumida), maquina=leitura.maquina()))
    pastas_vigiadas.gravar(PastaVigiada(str(de_outra), maquina="outra-maquina"))
    _escrever(pasta, "c.csv", CLIENTES)
    da_sumida, lido = _ler()
    assert (da_sumida.pasta, da_sumida.arquivo, lido.arquivo) == (str(sumida), "", "c.csv")
    assert not _estado(sumida).alcancada
    assert _estado(de_outra).em_dia()


def test_retorno_de_outra_conta_na_pasta_de_uma_e_recusado(pasta: Path) -> None:
    contas_cobranca.gravar(ContaCobranca("2", "341", "109", agencia="1234", conta="12345"))
    pastas_vigiadas.gravar(PastaVigiada(str(pasta), conta_cobranca="2", maquina=leitura.maquina()))
    _escrever(pasta, "a.ret", arquivo(titulo(pago=15000)))
    (chegada,) = _ler()
    assert chegada.motivo.startswith("conta de cobrança: o retorno é da conta 1, e esta pasta é da 2")
    assert retornos.listar() == []
    pastas_vigiadas.gravar(PastaVigiada(str(pasta), conta_cobranca="1", maquina=leitura.maquina()))
    _escrever(pasta, "a.ret", arquivo(titulo(pago=15000)))
    assert [chegada.desfecho for chegada in _ler()] == [Desfecho.LIDO]


def test_um_processo_le_por_vez(pasta: Path, base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    _escrever(pasta, "c.csv", CLIENTES)
    outro = TravaDeArquivo(base.caminho.with_name(f"{base.caminho.name}.pastas.lock"))
    outro.tentar()
    with pytest.raises(AmbienteIndisponivel, match="Outro programa"):
        _ler()
    esperas: list[float] = []

    def acabar(segundos: float) -> None:
        esperas.append(segundos)
        outro.soltar()

    assert [chegada.desfecho for chegada in _ler(acabar)] == [Desfecho.LIDO]
    assert esperas == [1, leitura.ENTRE_OLHARES_S]


def test_pasta_de_rede_que_nao_responde_nao_segura_o_dia(pasta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading  # noqa: PLC0415

    solta = threading.Event()
    monkeypatch.setattr(arquivos, "_RESPOSTA_DA_REDE_S", 0.01)
    monkeypatch.setattr(arquivos, "_olhar", lambda _pasta: solta.wait(60) and [])
    (chegada,) = _ler()
    solta.set()
    assert "não responde" in chegada.motivo
    assert not _estado(pasta).alcancada


def test_sem_pasta_vigiada_nada_faz(base: Base) -> None:
    assert _ler() == []
    assert debitos.obter(("001", "1234", "1")) is None
