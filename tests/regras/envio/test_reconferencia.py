"""Reconferência antes de cada tentativa (regras.md §6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.cadastro import Cliente, Contato
from regras.cancelamento import Causa, PorQue
from regras.debito import Classe, Debito
from regras.encargos import Percentuais
from regras.envio.reconferencia import NadaAEnviar, Reconferido, reconferir
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.selecao import Retrato

HOJE = date(2026, 11, 24)
VENCIDO = Debito("C", "1", "1", HOJE - timedelta(days=10), 100_00, 100_00, situacao="Jurídico")
A_VENCER = Debito("C", "2", "1", HOJE + timedelta(days=1), 100_00, 100_00)


def avisado(debito: Debito, classe: Classe) -> DebitoAvisado:
    dias = (HOJE - debito.vencimento).days
    return DebitoAvisado("C", debito.documento, "1", debito.vencimento, classe, dias, 100_00, 100_00, 0, 0)


AVISO = Aviso(
    id=1,
    data=HOJE,
    cliente="C",
    cliente_nome="Um",
    chave="E|C|2026-11-24",
    estado=Estado.ADIADO,
    versao=1,
    destinatarios=("a@b.com.br",),
    debitos=(avisado(VENCIDO, Classe.VENCIDO), avisado(A_VENCER, Classe.A_VENCER)),
    criado_em=datetime(2026, 11, 24, tzinfo=UTC),
)


def conferir(
    *debitos: Debito, parametros: ParametrosAviso | None = None, hoje: date | None = None, **campos: object
) -> Reconferido | NadaAEnviar:
    retrato = Retrato(
        debitos=debitos or (VENCIDO, A_VENCER),
        clientes={"C": Cliente("C", "Um")},
        contatos={"C": [Contato.criar("C", "Ana", "a@b.com.br")]},
        email_do_cadastro={},
        percentuais=Percentuais(Decimal(2), Decimal(1)),
    )
    aviso = replace(AVISO, parametros=parametros or ParametrosAviso())
    return reconferir(aviso, replace(retrato, **campos), hoje=hoje)


def documentos(resultado: Reconferido | NadaAEnviar) -> list[str]:
    assert isinstance(resultado, Reconferido)
    return [item.debito.documento for item in resultado.debitos]


def test_nada_mudou_segue_tudo_sem_olhar_situacao_nem_minimo() -> None:
    parametros = replace(
        ParametrosAviso(), situacoes=FiltroSNT(Modo.SELECIONA, ("Normal",)), valor_minimo_centavos=10**9
    )
    assert documentos(conferir(parametros=parametros)) == ["1", "2"]


ONTEM, DAQUI_A_30 = HOJE - timedelta(days=1), HOJE + timedelta(days=30)
SAIDAS = [
    ({"saldo_centavos": 0}, PorQue(Causa.SEM_SALDO)),
    ({"pago_em": HOJE}, PorQue(Causa.PAGO, HOJE)),
    ({"pago_em": HOJE, "saldo_centavos": 0}, PorQue(Causa.PAGO, HOJE)),
    ({"pago_em": HOJE, "ausente_em": HOJE}, PorQue(Causa.AUSENTE)),
    ({"vencimento": DAQUI_A_30}, PorQue(Causa.PRORROGADO, DAQUI_A_30)),
    ({"vencimento": ONTEM}, PorQue(Causa.PRORROGADO, ONTEM)),
    ({"vencimento": date(2019, 1, 2)}, PorQue(Causa.ANTECIPADO, date(2019, 1, 2))),
]


@pytest.mark.parametrize(("mudanca", "causa"), SAIDAS)
def test_o_que_nao_se_cobra_mais_sai_e_diz_por_que(mudanca: dict[str, object], causa: PorQue) -> None:
    resultado = conferir(VENCIDO._replace(**mudanca), A_VENCER)
    assert documentos(resultado) == ["2"]
    assert isinstance(resultado, Reconferido)
    assert resultado.causas == {("1", "1"): causa}


@pytest.mark.parametrize(("mudanca", "causa"), SAIDAS)
def test_cada_debito_do_cancelado_tem_a_sua_causa(mudanca: dict[str, object], causa: PorQue) -> None:
    resultado = conferir(VENCIDO._replace(**mudanca))
    assert isinstance(resultado, NadaAEnviar)
    assert resultado.causas == {("1", "1"): causa, ("2", "1"): PorQue(Causa.EXCLUIDO)}


def test_o_pago_de_quem_passou_a_nao_receber_foi_pago() -> None:
    cliente = Cliente("C", "Um", avisar=False)
    resultado = conferir(VENCIDO._replace(pago_em=HOJE), A_VENCER, clientes={"C": cliente})
    assert isinstance(resultado, NadaAEnviar)
    assert [por_que.causa for por_que in resultado.causas.values()] == [Causa.PAGO, Causa.NAO_AVISAR]


def test_a_promessa_de_outro_dia_conta_no_dia_em_que_se_reconfere() -> None:
    cliente = Cliente("C", "Um", promessa_ate=HOJE)
    assert isinstance(conferir(clientes={"C": cliente}), NadaAEnviar)
    assert isinstance(conferir(clientes={"C": cliente}, hoje=HOJE + timedelta(days=1)), Reconferido)


@pytest.mark.parametrize(
    ("campos", "motivo"),
    [
        ({"clientes": {}}, "não está mais cadastrado"),
        ({"clientes": {"C": Cliente("C", "Um", avisar=False)}}, "não avisar"),
        ({"clientes": {"C": Cliente("C", "Um", promessa_ate=HOJE)}}, "prometeu pagar"),
        ({"contatos": {}}, "sem destinatário"),
        ({"debitos": ()}, "1/1 e 2/1 fora do cadastro"),
    ],
)
def test_sem_o_que_dizer_ou_a_quem_o_aviso_e_cancelado(campos: dict[str, object], motivo: str) -> None:
    resultado = conferir(**campos)
    assert isinstance(resultado, NadaAEnviar)
    assert motivo in resultado.motivo
