"""A vazão de uma conta: o ritmo conta o que já saiu, a falha da conta para o lote, e a pausa tem hora."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from envio.correio.falhas import Alvo
from envio.correio.respostas import Veredito
from envio.entrega.vazao import Vazao
from modelos.contas import transmissoes
from regras.aviso import Estado
from regras.envio.ritmo import Transmissao
from tests.envio.correio_falso import CONTA
from tests.modelos.exemplos import EM

pytestmark = pytest.mark.usefixtures("base")
DA_CONTA = Veredito(Estado.ADIADO, Alvo.CONTA, "senha recusada", serie="senha", limite=1, passa=False)
DE_REDE = Veredito(Estado.ADIADO, Alvo.CONTA, "nada responde", serie="conexao", limite=5, pausa=timedelta(minutes=15))


def test_sem_limite_a_vez_e_sempre_agora() -> None:
    vazao = Vazao(CONTA, EM)
    for _ in range(50):
        vazao.transmitiu(1, EM)
    assert vazao.vez(1, EM).espera == timedelta(0)


def test_envios_do_futuro_contam_uma_hora_e_nao_ate_o_relogio_chegar_la() -> None:
    """O relógio estava um ano adiantado e foi acertado: o primeiro fechamento ainda os conta, e o seguinte não."""
    conta = replace(CONTA, por_hora=2)
    for _ in range(2):
        transmissoes.anotar(conta.numero, Transmissao(EM + timedelta(days=365), 1))
    assert Vazao(conta, EM).vez(1, EM).esgotado
    depois = EM + timedelta(hours=1)
    assert not Vazao(conta, depois).vez(1, depois).esgotado


def test_limite_da_hora_esgota_e_diz_quando_volta_a_caber() -> None:
    vazao = Vazao(replace(CONTA, por_hora=2), EM)
    for _ in range(2):
        vazao.transmitiu(1, EM)
    vez = vazao.vez(1, EM)
    assert vez.esgotado
    motivo = vazao.esgotou(vez)
    assert "volta a caber em" in motivo
    assert vazao.livre_em == vez.quando
    assert vez.quando is not None
    assert vez.quando > EM


def test_falha_da_conta_para_na_primeira_e_espera_o_operador() -> None:
    vazao = Vazao(CONTA, EM)
    assert vazao.observar(DA_CONTA, EM) == "senha recusada"
    assert (vazao.so_operador, vazao.livre_em) == (True, None)


def test_conexao_para_na_quinta_seguida_e_a_conta_descansa() -> None:
    vazao = Vazao(CONTA, EM)
    assert [vazao.observar(DE_REDE, EM) for _ in range(4)] == [""] * 4
    assert vazao.observar(DE_REDE, EM) == "nada responde"
    assert (vazao.so_operador, vazao.livre_em) == (False, EM + timedelta(minutes=15))


def test_um_acerto_no_meio_recomeca_a_conta_das_falhas() -> None:
    vazao = Vazao(CONTA, EM)
    for _ in range(4):
        vazao.observar(DE_REDE, EM)
    vazao.acertou()
    assert vazao.observar(DE_REDE, EM) == ""


def test_depois_de_parar_uma_sonda_que_falha_para_de_novo() -> None:
    vazao = Vazao(CONTA, EM)
    for _ in range(5):
        vazao.observar(DE_REDE, EM)
    vazao.comecar_passada()
    assert vazao.livre_em is None
    assert vazao.observar(DE_REDE, EM) == "nada responde"


def test_servidor_que_pede_menos_alarga_o_passo() -> None:
    vazao = Vazao(replace(CONTA, por_minuto=20), EM)
    vazao.transmitiu(1, EM)
    antes = vazao.vez(1, EM).espera
    vazao.observar(Veredito(Estado.ADIADO, Alvo.AVISO, "devagar", ritmo=True), EM)
    assert vazao.vez(1, EM).espera > antes


def test_o_que_esta_a_caminho_conta_uma_vez_e_deixa_de_contar_se_volta() -> None:
    vazao = Vazao(replace(CONTA, por_hora=2), EM)
    vazao.partiu(7, 1, EM)
    vazao.partiu(8, 1, EM)
    assert vazao.vez(1, EM).esgotado
    vazao.voltou(8)
    assert not vazao.vez(1, EM).esgotado
    vazao.transmitiu(1, EM, 7)
    vazao.voltou(7)
    assert not vazao.vez(1, EM).esgotado
    vazao.transmitiu(1, EM)
    assert vazao.vez(1, EM).esgotado


def test_so_fica_firme_depois_de_um_aceite_e_a_falha_contada_desfaz() -> None:
    vazao = Vazao(CONTA, EM)
    vistos = [vazao.firme]
    vazao.acertou()
    vistos.append(vazao.firme)
    vazao.observar(Veredito(Estado.RECUSADO, Alvo.AVISO, "caixa cheia"), EM)
    vistos.append(vazao.firme)
    vazao.observar(DE_REDE, EM)
    vistos.append(vazao.firme)
    vazao.acertou()
    vazao.comecar_passada()
    assert [*vistos, vazao.firme] == [False, True, True, False, False]


def test_aceite_de_quem_ja_ia_nao_desfaz_a_parada_e_a_pior_falha_manda() -> None:
    vazao = Vazao(CONTA, EM)
    vazao.observar(DA_CONTA, EM)
    vazao.acertou()
    assert not vazao.firme
    assert vazao.observar(DE_REDE, EM) == "nada responde"
    assert (vazao.so_operador, vazao.livre_em) == (True, EM + timedelta(minutes=15))
