"""Reconferência antes de cada tentativa (regras.md §6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from regras.cadastro import Cliente, Contato
from regras.debito import Debito
from regras.encargos import Percentuais
from regras.envio.reconferencia import NadaAEnviar, Reconferido, reconferir
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.selecao import Retrato

HOJE = date(2026, 11, 24)
VENCIDO = Debito("C", "1", "1", HOJE - timedelta(days=10), 100_00, 100_00, situacao="Jurídico")
A_VENCER = Debito("C", "2", "1", HOJE + timedelta(days=1), 100_00, 100_00)


def conferir(
    *debitos: Debito, parametros: ParametrosAviso | None = None, **campos: object
) -> Reconferido | NadaAEnviar:
    retrato = Retrato(
        debitos=debitos or (VENCIDO, A_VENCER),
        clientes={"C": Cliente("C", "Um")},
        contatos={"C": [Contato.criar("C", "Ana", "a@b.com.br")]},
        email_do_cadastro={},
        percentuais=Percentuais(Decimal(2), Decimal(1)),
    )
    return reconferir("C", HOJE, parametros or ParametrosAviso(), replace(retrato, **campos))


def documentos(resultado: Reconferido | NadaAEnviar) -> list[str]:
    assert isinstance(resultado, Reconferido)
    return [item.debito.documento for item in resultado.debitos]


def test_nada_mudou_segue_tudo_sem_olhar_situacao_nem_minimo() -> None:
    parametros = replace(
        ParametrosAviso(), situacoes=FiltroSNT(Modo.SELECIONA, ("Normal",)), valor_minimo_centavos=10**9
    )
    assert documentos(conferir(parametros=parametros)) == ["1", "2"]


@pytest.mark.parametrize(
    "mudanca",
    [
        {"saldo_centavos": 0},
        {"pago_em": HOJE},
        {"vencimento": HOJE + timedelta(days=30)},
        {"vencimento": HOJE - timedelta(days=1)},
    ],
)
def test_pago_ou_prorrogado_sai(mudanca: dict[str, object]) -> None:
    assert documentos(conferir(VENCIDO._replace(**mudanca), A_VENCER)) == ["2"]


@pytest.mark.parametrize(
    ("campos", "motivo"),
    [
        ({"clientes": {}}, "não está mais cadastrado"),
        ({"clientes": {"C": Cliente("C", "Um", avisar=False)}}, "não avisar"),
        ({"clientes": {"C": Cliente("C", "Um", promessa_ate=HOJE)}}, "prometeu pagar"),
        ({"contatos": {}}, "sem destinatário"),
        ({"debitos": ()}, "nada mais havia a avisar"),
    ],
)
def test_sem_o_que_dizer_ou_a_quem_o_aviso_e_cancelado(campos: dict[str, object], motivo: str) -> None:
    resultado = conferir(**campos)
    assert isinstance(resultado, NadaAEnviar)
    assert motivo in resultado.motivo
