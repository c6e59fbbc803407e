"""O freio de uma conta: o ritmo conta o que já saiu, a falha da conta para o lote, e a pausa tem hora."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from envio.correio.falhas import Alvo
from envio.correio.respostas import Veredito
from envio.entrega.freio import Freio
from modelos.contas import transmissoes
from regras.aviso import Estado
from regras.ritmo import Transmissao
from tests.envio.correio_falso import CONTA
from tests.modelos.exemplos import EM

pytestmark = pytest.mark.usefixtures("base")
DA_CONTA = Veredito(Estado.ADIADO, Alvo.CONTA, "senha recusada", serie="senha", limite=1, passa=False)
DE_REDE = Veredito(Estado.ADIADO, Alvo.CONTA, "nada responde", serie="conexao", limite=5, pausa=timedelta(minutes=15))


def test_sem_limite_a_vez_e_sempre_agora() -> None:
    freio = Freio(CONTA, EM)
    for _ in range(50):
        freio.transmitiu(1, EM)
    assert freio.vez(1, EM).espera == timedelta(0)


def test_envios_do_futuro_contam_uma_hora_e_nao_ate_o_relogio_chegar_la() -> None:
    """O relógio estava um ano adiantado e foi acertado: o primeiro fechamento ainda os conta, e o seguinte não."""
    conta = replace(CONTA, por_hora=2)
    for _ in range(2):
        transmissoes.anotar(conta.numero, Transmissao(EM + timedelta(days=365), 1))
    assert Freio(conta, EM).vez(1, EM).esgotado
    depois = EM + timedelta(hours=1)
    assert not Freio(conta, depois).vez(1, depois).esgotado


def test_limite_da_hora_esgota_e_diz_quando_volta_a_caber() -> None:
    freio = Freio(replace(CONTA, por_hora=2), EM)
    for _ in range(2):
        freio.transmitiu(1, EM)
    vez = freio.vez(1, EM)
    assert vez.esgotado
    motivo = freio.esgotou(vez)
    assert "volta a caber em" in motivo
    assert freio.livre_em == vez.quando
    assert vez.quando is not None
    assert vez.quando > EM


def test_falha_da_conta_para_na_primeira_e_espera_o_operador() -> None:
    freio = Freio(CONTA, EM)
    assert freio.observar(DA_CONTA, EM) == "senha recusada"
    assert (freio.so_operador, freio.livre_em) == (True, None)


def test_conexao_para_na_quinta_seguida_e_a_conta_descansa() -> None:
    freio = Freio(CONTA, EM)
    assert [freio.observar(DE_REDE, EM) for _ in range(4)] == [""] * 4
    assert freio.observar(DE_REDE, EM) == "nada responde"
    assert (freio.so_operador, freio.livre_em) == (False, EM + timedelta(minutes=15))


def test_um_acerto_no_meio_recomeca_a_conta_das_falhas() -> None:
    freio = Freio(CONTA, EM)
    for _ in range(4):
        freio.observar(DE_REDE, EM)
    freio.acertou()
    assert freio.observar(DE_REDE, EM) == ""


def test_depois_de_parar_uma_sonda_que_falha_para_de_novo() -> None:
    freio = Freio(CONTA, EM)
    for _ in range(5):
        freio.observar(DE_REDE, EM)
    freio.comecar_passada()
    assert freio.livre_em is None
    assert freio.observar(DE_REDE, EM) == "nada responde"


def test_servidor_que_pede_menos_alarga_o_passo() -> None:
    freio = Freio(replace(CONTA, por_minuto=20), EM)
    freio.transmitiu(1, EM)
    antes = freio.vez(1, EM).espera
    freio.observar(Veredito(Estado.ADIADO, Alvo.AVISO, "devagar", ritmo=True), EM)
    assert freio.vez(1, EM).espera > antes


def test_o_que_esta_a_caminho_conta_uma_vez_e_deixa_de_contar_se_volta() -> None:
    freio = Freio(replace(CONTA, por_hora=2), EM)
    freio.partiu(7, 1, EM)
    freio.partiu(8, 1, EM)
    assert freio.vez(1, EM).esgotado
    freio.voltou(8)
    assert not freio.vez(1, EM).esgotado
    freio.transmitiu(1, EM, 7)
    freio.voltou(7)
    assert not freio.vez(1, EM).esgotado
    freio.transmitiu(1, EM)
    assert freio.vez(1, EM).esgotado


def test_so_fica_firme_depois_de_um_aceite_e_a_falha_contada_desfaz() -> None:
    freio = Freio(CONTA, EM)
    vistos = [freio.firme]
    freio.acertou()
    vistos.append(freio.firme)
    freio.observar(Veredito(Estado.RECUSADO, Alvo.AVISO, "caixa cheia"), EM)
    vistos.append(freio.firme)
    freio.observar(DE_REDE, EM)
    vistos.append(freio.firme)
    freio.acertou()
    freio.comecar_passada()
    assert [*vistos, freio.firme] == [False, True, True, False, False]


def test_aceite_de_quem_ja_ia_nao_desfaz_a_parada_e_a_pior_falha_manda() -> None:
    freio = Freio(CONTA, EM)
    freio.observar(DA_CONTA, EM)
    freio.acertou()
    assert not freio.firme
    assert freio.observar(DE_REDE, EM) == "nada responde"
    assert (freio.so_operador, freio.livre_em) == (True, EM + timedelta(minutes=15))
