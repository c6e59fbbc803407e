"""A volta do relógio adiantado: marca e ciclo andam por hoje, ninguém recebe de novo, e a base se refaz (§2.12)."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.entrega import conciliacao
from envio.fechamento import fechamento
from envio.fechamento.correcao_de_data import corrigir
from envio.fechamento.resolucao import Decisao, resolver
from modelos.avisos import autorizacao, correcao_de_data, fechamentos
from modelos.avisos import leitura as avisos
from modelos.base.abertura import abrir
from modelos.carteira import carteira_mensal
from modelos.contas import parametros
from regras.aviso import Aviso, Estado
from regras.base_travada import Bloqueio, PorQue
from regras.erros import AmbienteIndisponivel, DadoInvalido
from regras.selecao import Motivo
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, fim_de
from tests.envio.correio_falso import CorreioFalso, resposta_de
from tests.modelos.exemplos import HOJE, gravar_cliente, gravar_debito

AMANHA = HOJE + timedelta(days=1)
ERRADA = HOJE + timedelta(days=10)
BEM_ERRADA = HOJE + timedelta(days=800)


@pytest.fixture
def carteira(ambiente: Ambiente) -> None:
    """Um vencido do cliente 000123, com intervalo de cinco dias."""
    cadastrar()
    cadastrar_vencido()


def do_cliente(cliente: str = "000123") -> list[Aviso]:
    return avisos.listar(cliente=cliente)


def fora(ambiente: Ambiente, hoje: date) -> dict[str, Motivo]:
    return {item.cliente.codigo: item.motivo for item in fim_de(fechar(ambiente, hoje=hoje)).plano.fora}


@pytest.mark.usefixtures("carteira")
def test_marca_e_ciclo_contam_de_hoje_e_o_message_id_nao_muda(ambiente: Ambiente, correio: CorreioFalso) -> None:
    fechar(ambiente, hoje=BEM_ERRADA)
    (antes,) = do_cliente()
    correcao = corrigir(ambiente, HOJE)
    assert (correcao.havia.fechamentos, correcao.havia.avisos, correcao.havia.ate) == (1, 1, BEM_ERRADA)
    (depois,) = do_cliente()
    assert depois == replace(antes, data=HOJE, data_original=BEM_ERRADA)
    assert fora(ambiente, HOJE) == {"000123": Motivo.JA_AVISADO}
    assert fora(ambiente, AMANHA) == {"000123": Motivo.CICLO}
    assert len(correio.entregues) == 1
    fechar(ambiente, hoje=HOJE + timedelta(days=5))
    assert len(correio.entregues) == 2
    ultimo = fechamentos.ultimo()
    assert ultimo is not None
    assert [item.data_original for item in fechamentos.listar()][-1] == BEM_ERRADA


@pytest.mark.usefixtures("carteira")
def test_no_dia_que_o_relogio_adiantou_o_aviso_tem_chave_e_message_id_proprios(
    ambiente: Ambiente, correio: CorreioFalso
) -> None:
    fechar(ambiente, hoje=ERRADA)
    corrigir(ambiente, HOJE)
    fechar(ambiente, hoje=ERRADA)
    primeiro, segundo = do_cliente()
    assert [primeiro.data, segundo.data] == [HOJE, ERRADA]
    assert primeiro.chave != segundo.chave
    assert primeiro.message_id != segundo.message_id
    assert {primeiro.estado, segundo.estado} == {Estado.ENVIADO}
    assert len({entregue.mime for entregue in correio.entregues}) == 2
    assert not conciliacao.conciliar(ambiente)


@pytest.mark.usefixtures("carteira")
def test_varios_dias_adiantados_e_um_de_hoje_viram_todos_de_hoje(ambiente: Ambiente) -> None:
    parametros.gravar(replace(parametros.obter(), intervalo_dias=0))
    for data in (HOJE, ERRADA, BEM_ERRADA):
        fechar(ambiente, hoje=data)
    corrigir(ambiente, HOJE)
    assert [(aviso.data, aviso.data_original) for aviso in do_cliente()] == [
        (HOJE, None),
        (HOJE, ERRADA),
        (HOJE, BEM_ERRADA),
    ]
    assert fora(ambiente, HOJE) == {"000123": Motivo.JA_AVISADO}
    simulado = fechamento.planejar(HOJE)
    assert [aviso.estado for aviso in simulado.avisos] == [Estado.ENVIADO] * 3


@pytest.mark.usefixtures("carteira")
def test_o_que_nao_saiu_e_refeito_hoje_com_as_contas_de_hoje(ambiente: Ambiente, correio: CorreioFalso) -> None:
    gravar_debito("000123", "2", vence_em=100)
    correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")]
    fechar(ambiente, hoje=BEM_ERRADA)
    corrigir(ambiente, HOJE)
    (errado,) = do_cliente()
    assert (errado.estado, "foi corrigida" in errado.por_que) == (Estado.CANCELADO, True)
    assert [item.cliente for item in fechamento.planejar(HOJE).avisos if item.id is None] == ["000123"]
    fechar(ambiente, hoje=HOJE)
    _, certo = do_cliente()
    assert (certo.estado, [debito.documento for debito in certo.debitos]) == (Estado.ENVIADO, ["1"])
    assert [debito.dias for debito in certo.debitos] == [10]
    assert len(correio.entregues) == 1


@pytest.mark.usefixtures("carteira")
def test_em_duvida_conta_e_reenviado_sai_com_as_contas_de_hoje(ambiente: Ambiente, correio: CorreioFalso) -> None:
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    fechar(ambiente, hoje=BEM_ERRADA)
    corrigir(ambiente, HOJE)
    (duvida,) = do_cliente()
    assert fora(ambiente, AMANHA) == {"000123": Motivo.CICLO}
    reenviado = resolver(duvida.id, Decisao.REENVIAR, ambiente)
    assert (reenviado.estado, [debito.dias for debito in reenviado.debitos]) == (Estado.ENVIADO, [10])


def test_de_quem_faltava_receber_desiste_se(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    gravar_cliente("000123", email="a@exemplo.com.br; b@exemplo.com.br")
    gravar_debito(vence_em=-10)
    correio.recusados = {"b@exemplo.com.br": (450, "4.2.1 tente depois")}
    fechar(ambiente, hoje=BEM_ERRADA)
    corrigir(ambiente, HOJE)
    fechar(ambiente, hoje=HOJE)
    (aviso,) = do_cliente()
    assert (aviso.estado, aviso.destinatarios_pendentes, "b@exemplo.com.br" in aviso.por_que) == (
        Estado.ENVIADO,
        (),
        True,
    )


@pytest.mark.usefixtures("carteira")
def test_base_de_antes_se_refaz_pelo_diario_e_a_correcao_se_faz_de_novo(
    ambiente: Ambiente, correio: CorreioFalso, tmp_path: Path
) -> None:
    caminho = ambiente.base.caminho
    ambiente.base.fechar()
    antes = Path(shutil.copyfile(caminho, tmp_path / "antes.db"))
    with abrir(caminho):
        fechar(ambiente, hoje=BEM_ERRADA)
        corrigir(ambiente, HOJE)
    shutil.copyfile(antes, caminho)
    with abrir(caminho):
        assert conciliacao.conciliar(ambiente).avisos == 1
        conciliacao.destravar(ambiente)
        with pytest.raises(DadoInvalido) as recusa:
            fechar(ambiente, hoje=HOJE)
        assert "--corrigir-data" in recusa.value.frase_no_terminal()
        corrigir(ambiente, HOJE)
        assert fora(ambiente, HOJE) == {"000123": Motivo.JA_AVISADO}
    assert len(correio.entregues) == 1


@pytest.mark.usefixtures("carteira")
def test_a_decisao_sobre_um_corrigido_se_refaz_com_as_duas_datas(
    ambiente: Ambiente, correio: CorreioFalso, tmp_path: Path
) -> None:
    caminho = ambiente.base.caminho
    ambiente.base.fechar()
    antes = Path(shutil.copyfile(caminho, tmp_path / "antes.db"))
    with abrir(caminho):
        fechar(ambiente, hoje=HOJE)
        correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
        fechar(ambiente, hoje=BEM_ERRADA)
        corrigir(ambiente, HOJE)
        (duvida,) = avisos.listar(estados={Estado.EM_DUVIDA})
        resolver(duvida.id, Decisao.ENVIADO, ambiente)
    shutil.copyfile(antes, caminho)
    with abrir(caminho):
        conciliacao.conciliar(ambiente)
        assert [(aviso.data, aviso.data_original, aviso.estado) for aviso in do_cliente()] == [
            (HOJE, None, Estado.ENVIADO),
            (HOJE, BEM_ERRADA, Estado.ENVIADO),
        ]


@pytest.mark.usefixtures("carteira")
def test_a_carteira_do_mes_que_nao_acabou_sai_e_a_do_que_acabou_fica(ambiente: Ambiente) -> None:
    fechar(ambiente, hoje=date(2026, 10, 30))
    fechar(ambiente, hoje=BEM_ERRADA)
    assert list(carteira_mensal.listar(HOJE, BEM_ERRADA)) == [date(2029, 1, 31)]
    corrigir(ambiente, HOJE)
    assert list(carteira_mensal.listar(date(2026, 1, 1), BEM_ERRADA)) == [date(2026, 10, 31)]
    fechar(ambiente, hoje=date(2026, 12, 1))
    assert date(2026, 11, 30) in carteira_mensal.listar(date(2026, 1, 1), BEM_ERRADA)


@pytest.mark.usefixtures("carteira")
def test_sem_o_que_corrigir_ou_com_a_base_travada_nada_muda(ambiente: Ambiente) -> None:
    fechar(ambiente, hoje=HOJE)
    with pytest.raises(DadoInvalido, match="nenhum fechamento tem data à frente"):
        corrigir(ambiente, HOJE)
    fechar(ambiente, hoje=BEM_ERRADA)
    autorizacao.travar(Bloqueio(PorQue.RESTAURADA, copia="x.db"))
    with pytest.raises(AmbienteIndisponivel, match="travada"):
        corrigir(ambiente, HOJE)
    assert correcao_de_data.a_frente(HOJE) is not None
