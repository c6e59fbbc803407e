"""A carteira do mês gravada: uma vez, pelo primeiro fechamento do mês seguinte."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from modelos.acesso.conexao import atual
from modelos.avisos import fechamentos
from modelos.cadastro import situacoes
from modelos.carteira import carteira_mensal, debitos
from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes, Posicao
from tests.modelos.exemplos import EM, HOJE, gravar_debito

pytestmark = pytest.mark.usefixtures("base")
SETEMBRO, OUTUBRO, NOVEMBRO = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)
SEMPRE = (date(2000, 1, 1), date(2100, 1, 1))


def _fechar(*datas: date) -> None:
    for data in datas:
        fechamentos.abrir(data, EM, habilitado=True)


def _gravadas() -> dict[date, CarteiraDoMes]:
    return carteira_mensal.listar(*SEMPRE)


def test_retrata_os_em_aberto_por_faixa_e_situacao() -> None:
    gravar_debito(documento="1", vence_em=-10, situacao="Acordo")  # 14/11: a vencer em 31/10
    gravar_debito(documento="2", vence_em=-30, saldo_centavos=40_00)  # 25/10
    gravar_debito(documento="3", vence_em=-30)
    gravar_debito(documento="4", vence_em=-400, situacao="Jurídico")
    gravar_debito(documento="5", vence_em=-30, pago_em=date(2026, 10, 30))
    gravar_debito(documento="6", vence_em=-30, saldo_centavos=0)
    _fechar(date(2026, 10, 30), date(2026, 11, 3))
    assert _gravadas() == {
        OUTUBRO: CarteiraDoMes(
            OUTUBRO,
            date(2026, 11, 3),
            (
                Posicao(FaixaDeAtraso.A_VENCER, "Acordo", 1, 100_00),
                Posicao(FaixaDeAtraso.ATE_30, "", 2, 140_00),
                Posicao(FaixaDeAtraso.MAIS_90, "Jurídico", 1, 100_00),
            ),
        )
    }


def test_o_emitido_depois_do_fim_do_mes_nao_entra() -> None:
    gravar_debito(documento="1", emissao=OUTUBRO)
    gravar_debito(documento="2", emissao=OUTUBRO + timedelta(days=1))
    _fechar(OUTUBRO, date(2026, 11, 3))
    assert _gravadas()[OUTUBRO].debitos() == 1


def test_o_segundo_fechamento_do_mes_nao_muda_o_retrato() -> None:
    gravar_debito(documento="1")
    _fechar(date(2026, 10, 30), date(2026, 11, 3))
    gravar_debito(documento="2")
    _fechar(date(2026, 11, 3), date(2026, 11, 4))
    assert not carteira_mensal.retratar(OUTUBRO, date(2026, 11, 4), EM)
    assert _gravadas()[OUTUBRO].debitos() == 1


def test_o_primeiro_fechamento_de_todos_nao_tem_mes_encerrado() -> None:
    gravar_debito()
    _fechar(date(2026, 11, 3))
    assert _gravadas() == {}


def test_meses_pulados_ficam_sem_retrato() -> None:
    _fechar(date(2026, 9, 1), date(2026, 11, 3), date(2026, 12, 1))
    assert sorted(_gravadas()) == [OUTUBRO, NOVEMBRO]
    assert SETEMBRO not in _gravadas()


def test_carteira_vazia_e_gravada_como_zero() -> None:
    _fechar(date(2026, 10, 30), date(2026, 11, 3))
    assert _gravadas()[OUTUBRO].posicoes == ()


def test_retrato_e_fechamento_sao_a_mesma_transacao(monkeypatch: pytest.MonkeyPatch) -> None:
    _fechar(date(2026, 10, 30))

    def cair(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as queda:
        queda.setattr(fechamentos.FechamentoDB, "create", cair)
        with pytest.raises(KeyboardInterrupt):
            _fechar(date(2026, 11, 3))
    assert _gravadas() == {}
    _fechar(date(2026, 11, 3))
    assert sorted(_gravadas()) == [OUTUBRO]


def test_situacao_excluida_depois_continua_no_retrato() -> None:
    debito = gravar_debito(situacao="Acordo")
    _fechar(date(2026, 10, 30), date(2026, 11, 3))
    debitos.excluir(debito.chave)
    situacoes.excluir("Acordo")
    assert [posicao.situacao for posicao in _gravadas()[OUTUBRO].posicoes] == ["Acordo"]


def test_listar_so_os_do_intervalo() -> None:
    _fechar(date(2026, 9, 30), date(2026, 10, 1), date(2026, 11, 3), date(2026, 12, 1))
    assert list(carteira_mensal.listar(OUTUBRO, OUTUBRO)) == [OUTUBRO]
    assert atual.table_exists("carteira_mensal_posicoes")


def test_a_de_agora_conta_a_idade_hoje_e_nao_e_gravada() -> None:
    gravar_debito(documento="1", vence_em=-1, emissao=HOJE + timedelta(days=1))
    assert carteira_mensal.de_agora(HOJE) == CarteiraDoMes(
        NOVEMBRO, HOJE, (Posicao(FaixaDeAtraso.ATE_30, "", 1, 100_00),)
    )
    assert _gravadas() == {}
