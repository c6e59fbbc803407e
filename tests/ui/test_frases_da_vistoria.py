"""O que cada achado da vistoria diz; as frases das exigências são as do erro com que o fechamento seria recusado."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from envio.fechamento.vistoria import Achado, Nivel, Quesito
from envio.prontidao import Exigencia
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.erros import ConfiguracaoIncompleta
from tests.boletos.contas_de_exemplo import BRADESCO, ITAU
from tests.envio.correio_falso import CONTA
from ui.frases_da_vistoria import Dito, dizer

AGORA = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ONTEM = AGORA - timedelta(days=1)


@pytest.mark.parametrize(
    ("achado", "frase", "detalhe"),
    [
        (Achado(Quesito.ENVIO, Nivel.ATENCAO), "Envio desabilitado", "fecha sem enviar"),
        (
            Achado(Quesito.TESTE, Nivel.ATENCAO, nome="a@b.c"),
            "Modo de teste ligado",
            "só a@b.c recebe, nada é registrado",
        ),
        (
            Achado(Quesito.MENSAL, Nivel.CERTO, mes=date(2026, 10, 31)),
            "Fechamento mensal",
            "grava a carteira de outubro de 2026",
        ),
        (Achado(Quesito.NUVEM, Nivel.ATENCAO, nome="o Dropbox"), "Base em pasta da nuvem", "o Dropbox pode estragá-la"),
        (Achado(Quesito.BACKUP, Nivel.ATENCAO), "Nenhum backup feito", ""),
        (Achado(Quesito.BACKUP, Nivel.ATENCAO, em=ONTEM), "Backup desatualizado", "há 1 dia"),
        (Achado(Quesito.BACKUP, Nivel.CERTO, em=AGORA), "Backup conferido", "agora há pouco"),
        (Achado(Quesito.IMPORTACAO, Nivel.ATENCAO), "Nenhuma importação de débitos", ""),
        (Achado(Quesito.IMPORTACAO, Nivel.ATENCAO, em=ONTEM), "Débitos não importados hoje", "há 1 dia"),
        (
            Achado(Quesito.IMPORTACAO, Nivel.ATENCAO, em=AGORA, falhou=True),
            "A última importação não entrou",
            "agora há pouco",
        ),
        (Achado(Quesito.IMPORTACAO, Nivel.CERTO, em=AGORA), "Débitos importados", "agora há pouco"),
        (Achado(Quesito.LOGIN, Nivel.ATENCAO, conta=CONTA), "Conta 1 não conferida", "ninguém entrou nela ainda"),
        (
            Achado(Quesito.COBRANCA, Nivel.ATENCAO, quantos=1, cobrancas=(BRADESCO,)),
            "Boleto não conferido",
            "BRADESCO",
        ),
        (
            Achado(Quesito.COBRANCA, Nivel.CERTO, quantos=2, cobrancas=(BRADESCO, ITAU)),
            "Boleto confirmado",
            "BRADESCO e ITAU",
        ),
        (Achado(Exigencia.CONTA, Nivel.CERTO, conta=CONTA), "Conta 1", CONTA.nome or CONTA.remetente),
        (
            Achado(Quesito.TIRADOS, Nivel.ATENCAO, quantos=1, total_centavos=5),
            "1 cliente tirado por você",
            "R$\xa00,05",
        ),
        (Achado(Quesito.PEDIDOS, Nivel.ATENCAO, quantos=2), "2 pedidos em aberto", ""),
        (Achado(Quesito.NOTAS, Nivel.ATENCAO, quantos=1), "1 número de nota faltando", ""),
        (Achado(Quesito.EM_DUVIDA, Nivel.ATENCAO, quantos=3), "3 avisos em dúvida", "esperam decisão"),
    ],
)
def test_frase_e_detalhe(achado: Achado, frase: str, detalhe: str) -> None:
    (dito,) = dizer(achado, AGORA)
    assert (dito.frase, dito.detalhe) == (frase, detalhe)


def test_exigencia_diz_o_que_o_erro_diz() -> None:
    erro = ConfiguracaoIncompleta("Falta a empresa.", "Cadastre.")
    assert list(dizer(Achado(Exigencia.EMPRESA, Nivel.IMPEDE, erro), AGORA)) == [
        Dito("Falta a empresa.", "", "Cadastre.")
    ]
    assert list(dizer(Achado(Quesito.AUTORIZACAO, Nivel.ATENCAO, erro), AGORA)) == [
        Dito("Falta a empresa.", "os avisos ficariam adiados", "Cadastre.")
    ]


def test_apontamentos_dao_uma_frase_por_grupo() -> None:
    tipos = (TipoDeApontamento.SEM_CONTA, TipoDeApontamento.EMAIL_INVALIDO, TipoDeApontamento.SALDO_MENOR)
    achado = Achado(Quesito.APONTAMENTOS, Nivel.ATENCAO, apontamentos=tuple(Apontamento(tipo, "1") for tipo in tipos))
    assert [dito.frase for dito in dizer(achado, AGORA)] == ["Débitos sem boleto: 2", "E-mail inválido: 1"]


@pytest.mark.parametrize("quesito", [quesito for quesito in Quesito if quesito is not Quesito.AUTORIZACAO])
def test_todo_quesito_se_diz(quesito: Quesito) -> None:
    apontado = (Apontamento(TipoDeApontamento.ANTIGO, "1"),)
    achado = Achado(quesito, Nivel.ATENCAO, conta=CONTA, cobrancas=(BRADESCO,), apontamentos=apontado)
    assert next(dizer(achado, AGORA)).frase
