"""O relatório do que os avisos trouxeram: os números, o gráfico e as tabelas."""

from __future__ import annotations

from datetime import date

from boletos.papel import leitura_pdf
from boletos.relatorios.efeito import em_dias, em_pdf
from regras.carteira.efeito import Cobranca, Pagamento, apurar
from regras.carteira.promessa import Desfecho
from tests.envio.cenario import EMPRESA

DE, ATE = date(2025, 12, 1), date(2026, 11, 24)


def _texto(pdf: bytes) -> str:
    return " ".join(leitura_pdf.texto(pdf).split())


def test_diz_os_numeros_e_e_sempre_o_mesmo() -> None:
    aviso = Cobranca(date(2026, 11, 2), date(2026, 10, 20), 90_00)
    pago = Pagamento(date(2026, 11, 6), date(2026, 10, 20), 12_345_67, 1)
    efeito = apurar(DE, ATE, [(pago, [aviso], date(2026, 11, 2))], [Desfecho.CUMPRIDA, Desfecho.NAO_CUMPRIDA])
    pdf = em_pdf(EMPRESA, efeito)
    texto = _texto(pdf)
    for dito in ("12.345,67", "12,3 mil", "17.0 dias".replace(".", ","), "1 de 2", "Vencido de 1 a 30 dias", "11/2026"):
        assert dito in texto
    assert pdf == em_pdf(EMPRESA, efeito)


def test_sem_pagamento_nenhum_ainda_sai() -> None:
    assert "0 pagamentos sem aviso antes" in _texto(em_pdf(EMPRESA, apurar(DE, ATE, [])))
    assert em_dias(None) == "–"
