"""Base × diário: a queda segue, a base antiga trava, e nada é repetido (regras.md §6.6 e §6.7)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.diario import DiarioIlegivel
from envio.entrega import conciliacao
from envio.entrega.conciliacao import Destravada
from envio.fechamento import fechamento
from envio.fechamento.reenvio import reenviar
from envio.fechamento.resolucao import Decisao, resolver
from modelos.acesso import locais
from modelos.avisos import autorizacao, caixa_de_saida, diario_conferido, reenvios
from modelos.avisos import leitura as avisos
from modelos.avisos.diario_conferido import Marco, Passagem
from modelos.base.abertura import Base, abrir
from modelos.base.trava import Trava
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_email, parametros
from regras.aviso import Estado
from regras.base_travada import Bloqueio, Como, PorQue
from regras.cadastro import Cliente, Empresa
from regras.debito import Debito
from regras.erros import AmbienteIndisponivel
from regras.parametros import ParametrosAviso
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de

HOJE = date(2026, 11, 24)
AGORA = datetime(2026, 11, 24, 20, tzinfo=UTC)
Abrir = Callable[[], Ambiente]


@pytest.fixture
def caminho(tmp_path: Path) -> Path:
    """Três clientes com um vencido cada, ainda não avisados."""
    caminho = tmp_path / "base.db"
    with abrir(caminho):
        empresas.gravar(Empresa("Aurora", "11222333000181", "Rua A", cidade="Joinville", uf="SC", cep="89201000"))
        contas_email.gravar(CONTA)
        parametros.gravar(ParametrosAviso(habilitado=True))
        for n in range(1, 4):
            clientes.gravar(Cliente(f"C{n}", f"Cliente {n}", email=f"a{n}@example.com; b{n}@example.com"))
            debitos.gravar(Debito(f"C{n}", "1", "1", HOJE - timedelta(days=9), 100_00, 100_00))
    return caminho


@pytest.fixture
def ontem(caminho: Path, tmp_path: Path) -> Path:
    """Uma cópia da base antes de qualquer envio."""
    return Path(shutil.copyfile(caminho, tmp_path / "ontem.db"))


@pytest.fixture
def abrir_ambiente(caminho: Path, correio: CorreioFalso) -> Iterator[Abrir]:
    """Abre a base de novo a cada chamada, como quem fecha o programa e o abre outra vez."""
    abertas: list[Base] = []

    def reabrir() -> Ambiente:
        for base in abertas:
            base.fechar()
        abertas[:] = [abrir(caminho)]
        return Ambiente(abertas[0], lambda: AGORA, CofreEmMemoria(), lambda _conta, _senha: correio)

    yield reabrir
    for base in abertas:
        base.fechar()


def fechar(ambiente: Ambiente, hoje: date = HOJE) -> None:
    list(fechamento.executar(hoje, ambiente))


def estados() -> dict[str, Estado]:
    return {aviso.cliente: aviso.estado for aviso in avisos.listar()}


def voltar_a(ontem: Path, caminho: Path, abrir_ambiente: Abrir) -> Ambiente:
    """Troca o arquivo da base pelo de ontem, sem que o programa saiba, e abre."""
    abrir_ambiente().base.fechar()
    for sufixo in ("-wal", "-shm"):
        caminho.with_name(caminho.name + sufixo).unlink(missing_ok=True)
    shutil.copyfile(ontem, caminho)
    return abrir_ambiente()


def test_cada_envio_deixa_transmitindo_e_desfecho_no_diario(abrir_ambiente: Abrir, correio: CorreioFalso) -> None:
    ambiente = abrir_ambiente()
    correio.ao_transmitir = [resposta_de(Fase.PONTO, 550, "5.7.1 não"), RespostaPerdida("servidor", "queda")]
    fechar(ambiente)
    lido = ambiente.diario().conferir(Marco())
    assert [(linha.cliente, linha.etapa, linha.estado) for linha in lido.anotacoes] == [
        ("C1", "transmitindo", Estado.EM_DUVIDA),
        ("C1", "desfecho", Estado.RECUSADO),
        ("C2", "transmitindo", Estado.EM_DUVIDA),
        ("C2", "desfecho", Estado.EM_DUVIDA),
        ("C3", "transmitindo", Estado.EM_DUVIDA),
        ("C3", "desfecho", Estado.ENVIADO),
    ]
    assert lido.anotacoes[-1].debitos == avisos.listar(cliente="C3")[0].debitos


def test_transmitindo_chega_ao_disco_antes_do_ponto_e_enviando_depois_dele(
    abrir_ambiente: Abrir, correio: CorreioFalso, monkeypatch: pytest.MonkeyPatch
) -> None:
    ambiente = abrir_ambiente()
    vistos: list[tuple[bool, Estado]] = []
    marcar = caixa_de_saida.marcar_enviando

    def espiar(numero: int, de: Estado, em: datetime, **opcoes: Any) -> None:
        vistos.append((ambiente.diario().caminho.exists(), estados()["C1"]))
        marcar(numero, de, em, **opcoes)

    monkeypatch.setattr(caixa_de_saida, "marcar_enviando", espiar)
    fechar(ambiente)
    assert vistos[0] == (True, Estado.PENDENTE)
    assert len(correio.entregues) == 3


def test_base_de_ontem_posta_no_lugar_trava_e_nada_e_repetido(
    abrir_ambiente: Abrir, ontem: Path, caminho: Path, correio: CorreioFalso
) -> None:
    fechar(abrir_ambiente())
    ambiente = voltar_a(ontem, caminho, abrir_ambiente)
    assert estados() == {}
    achado = conciliacao.ao_abrir(ambiente)
    assert (achado.avisos, achado.travou) == (3, True)
    assert set(estados().values()) == {Estado.ENVIADO}
    with pytest.raises(AmbienteIndisponivel, match="mais antiga que os envios"):
        fechar(ambiente)
    assert conciliacao.destravar(ambiente) == Destravada(
        Bloqueio(PorQue.ANTIGA, avisos=3, de=HOJE, ate=HOJE), Como.VERDADEIRA
    )
    fechar(ambiente)
    fechar(ambiente, HOJE + timedelta(days=1))
    assert len(correio.entregues) == 3


def test_fechar_direto_na_base_de_ontem_tambem_trava(
    abrir_ambiente: Abrir, ontem: Path, caminho: Path, correio: CorreioFalso
) -> None:
    fechar(abrir_ambiente())
    with pytest.raises(AmbienteIndisponivel, match="3 avisos de 24/11/2026"):
        fechar(voltar_a(ontem, caminho, abrir_ambiente))
    assert len(correio.entregues) == 3


def test_destravar_ja_refaz_o_que_o_diario_sabe(
    abrir_ambiente: Abrir, ontem: Path, caminho: Path, correio: CorreioFalso
) -> None:
    fechar(abrir_ambiente())
    ambiente = voltar_a(ontem, caminho, abrir_ambiente)
    conciliacao.destravar(ambiente)
    fechar(ambiente)
    assert (len(correio.entregues), set(estados().values())) == (3, {Estado.ENVIADO})


def test_queda_que_so_perdeu_eventos_segue_sem_travar(
    abrir_ambiente: Abrir, caminho: Path, tmp_path: Path, correio: CorreioFalso
) -> None:
    """A base é a de logo depois de gravar os pendentes: os envios só estão no diário."""
    ambiente = abrir_ambiente()
    eventos = fechamento.executar(HOJE, ambiente)
    next(eventos)
    shutil.copyfile(caminho, tmp_path / "meio.db")
    shutil.copyfile(caminho.with_name("base.db-wal"), tmp_path / "meio.db-wal")
    list(eventos)
    ambiente.base.fechar()
    shutil.copyfile(tmp_path / "meio.db", caminho)
    shutil.copyfile(tmp_path / "meio.db-wal", caminho.with_name("base.db-wal"))
    ambiente = abrir_ambiente()
    assert set(estados().values()) == {Estado.PENDENTE}
    fechar(ambiente)
    assert set(estados().values()) == {Estado.ENVIADO}
    assert (len(correio.entregues), autorizacao.travada()) == (3, None)


def test_transmitindo_sem_desfecho_fica_em_duvida(abrir_ambiente: Abrir, correio: CorreioFalso) -> None:
    ambiente = abrir_ambiente()

    def morrer(_envelope: object) -> None:
        raise KeyboardInterrupt

    correio.transmitir = morrer  # type: ignore[method-assign,assignment]  # o processo morre no ponto final
    with pytest.raises(KeyboardInterrupt):
        fechar(ambiente)
    ambiente = abrir_ambiente()
    achado = conciliacao.ao_abrir(ambiente)
    assert (achado.em_duvida, achado.travou) == (1, False)
    assert estados()["C1"] is Estado.EM_DUVIDA


def test_diario_que_nao_grava_impede_o_ponto_e_o_aviso_segue_pendente(
    abrir_ambiente: Abrir, correio: CorreioFalso, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ambiente = abrir_ambiente()
    (tmp_path / "arquivo").write_text("")
    monkeypatch.setattr(locais, "diario_de_envios", lambda *_: tmp_path / "arquivo" / "u.jsonl")
    monkeypatch.setattr(conciliacao, "conciliar", lambda _ambiente: conciliacao.Conciliacao())
    with pytest.raises(AmbienteIndisponivel):
        fechar(ambiente)
    assert (correio.entregues, set(estados().values())) == ([], {Estado.PENDENTE})


def test_base_que_nao_grava_enviando_desdiz_o_diario(
    abrir_ambiente: Abrir, correio: CorreioFalso, monkeypatch: pytest.MonkeyPatch
) -> None:
    ambiente = abrir_ambiente()

    def cheio(*_argumentos: object, **_opcoes: object) -> None:
        raise AmbienteIndisponivel("O disco ficou cheio.")

    with monkeypatch.context() as troca:
        troca.setattr(caixa_de_saida, "marcar_enviando", cheio)
        with pytest.raises(AmbienteIndisponivel, match="cheio"):
            fechar(ambiente)
    assert correio.entregues == []
    fechar(ambiente)
    assert (len(correio.entregues), set(estados().values())) == (3, {Estado.ENVIADO})


@pytest.mark.parametrize("decisao", list(Decisao))
def test_decisao_do_operador_sobrevive_a_volta_da_base(
    abrir_ambiente: Abrir, ontem: Path, caminho: Path, correio: CorreioFalso, decisao: Decisao
) -> None:
    ambiente = abrir_ambiente()
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    fechar(ambiente)
    resolver(avisos.listar(cliente="C1")[0].id, decisao, ambiente)
    antes = len(correio.entregues)
    conciliacao.destravar(voltar_a(ontem, caminho, abrir_ambiente))
    assert set(estados().values()) == {Estado.ENVIADO}
    fechar(abrir_ambiente())
    assert len(correio.entregues) == antes


def test_complemento_feito_nao_e_repetido_na_base_de_ontem(
    abrir_ambiente: Abrir, ontem: Path, caminho: Path, correio: CorreioFalso
) -> None:
    correio.recusados = {"b1@example.com": (450, "4.2.1 tente")}
    ambiente = abrir_ambiente()
    fechar(ambiente)
    correio.recusados = {}
    fechar(ambiente)
    assert len(correio.entregues) == 4
    ambiente = voltar_a(ontem, caminho, abrir_ambiente)
    conciliacao.destravar(ambiente)
    fechar(ambiente)
    assert len(correio.entregues) == 4
    assert all(not aviso.destinatarios_pendentes for aviso in avisos.listar())


def test_reenvio_volta_a_base_de_ontem_com_o_motivo_e_o_desfecho(
    abrir_ambiente: Abrir, ontem: Path, caminho: Path
) -> None:
    ambiente = abrir_ambiente()
    fechar(ambiente)
    (aviso,) = avisos.listar(cliente="C1")
    list(reenviar(aviso.id, "o cliente pediu", ambiente, HOJE))
    contados = reenvios.contar(avisos.tentativas(aviso.id))
    conciliacao.destravar(voltar_a(ontem, caminho, abrir_ambiente))
    (refeito,) = avisos.listar(cliente="C1")
    assert reenvios.contar(avisos.tentativas(refeito.id)) == contados
    assert refeito.tentativas == 2


@pytest.mark.parametrize("perdido", ["tudo", "desfecho"])
def test_reenvio_que_so_o_diario_sabe_e_anotado_uma_vez(
    abrir_ambiente: Abrir, caminho: Path, tmp_path: Path, perdido: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ambiente = abrir_ambiente()
    fechar(ambiente)
    (aviso,) = avisos.listar(cliente="C1")
    ambiente.base.fechar()
    antes = Path(shutil.copyfile(caminho, tmp_path / "antes.db"))
    ambiente = abrir_ambiente()
    if perdido == "desfecho":
        de_verdade = diario_conferido.com_a_posse
        primeira = iter([True])

        def perder_o_desfecho(passagem: Passagem, gravar: Callable[[], None]) -> None:
            if next(primeira, False):
                de_verdade(passagem, gravar)

        monkeypatch.setattr(diario_conferido, "com_a_posse", perder_o_desfecho)
    list(reenviar(aviso.id, "o cliente pediu", ambiente, HOJE))
    ambiente = voltar_a(antes, caminho, abrir_ambiente) if perdido == "tudo" else ambiente
    for _ in range(2):
        assert not conciliacao.conciliar(ambiente)
    (reenvio,) = reenvios.contar(avisos.tentativas(aviso.id))
    assert (reenvio.motivo, reenvio.desfecho) == ("o cliente pediu", "reenvio aceito pelo servidor")
    assert avisos.listar(cliente="C1")[0].tentativas == 2
    assert len([t for t in avisos.tentativas(aviso.id) if t.message_id == reenvio.message_id]) == 2


def test_com_fechamento_em_curso_abrir_nao_toca_na_base(abrir_ambiente: Abrir) -> None:
    ambiente = abrir_ambiente()
    with Trava(ambiente.base.caminho):
        assert not conciliacao.ao_abrir(ambiente)


@pytest.mark.log_esperado
def test_diario_que_nao_se_le_nao_impede_abrir_e_impede_enviar(abrir_ambiente: Abrir, correio: CorreioFalso) -> None:
    ambiente = abrir_ambiente()
    ambiente.diario().caminho.mkdir(parents=True)
    assert not conciliacao.ao_abrir(ambiente)
    with pytest.raises(DiarioIlegivel, match="não pode ser lido"):
        fechar(ambiente)
    assert (estados(), list(correio.entregues)) == ({}, [])
