"""A forma do JSON de cada saída, campo a campo, e a tabela para gente."""

from __future__ import annotations

from dataclasses import replace

from envio.plano.plano import AvisoPrevisto, PlanoDoDia, de_gravados
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import Estado
from regras.cadastro import Cliente
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.selecao import Fora, Motivo
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import HOJE, adiados, avisado
from ui.terminal import saida

DEBITO = replace(
    avisado(documento="0010", vence_em=-4), saldo_centavos=1_234_56, codigo_barras="1" * 44, linha_digitavel="2" * 47
)


def test_debito() -> None:
    assert saida.do_debito(DEBITO) == {
        "documento": "0010",
        "parcela": "1",
        "vencimento": "2026-11-20",
        "classe": "vencido",
        "dias": 4,
        "saldo": "1234.56",
        "multa": "2.00",
        "juros": "0.13",
        "atualizado": "1236.69",
        "boleto": True,
        "codigo_barras": "1" * 44,
        "linha_digitavel": "2" * 47,
    }


def test_debito_sem_boleto_tem_os_codigos_nulos() -> None:
    dito = saida.do_debito(avisado(vence_em=2))
    assert (dito["boleto"], dito["codigo_barras"], dito["linha_digitavel"]) == (False, None, None)
    assert (dito["classe"], dito["dias"]) == ("a_vencer", -2)


def test_plano() -> None:
    previsto = AvisoPrevisto("000123", "José", ("a@b.com.br",), (DEBITO, avisado()), motivo="")
    fora = Fora(Cliente("000124", "Ana"), Motivo.SEM_DESTINATARIO, 100)
    apontamentos = (
        Apontamento(TipoDeApontamento.SEM_EMPRESA),
        Apontamento(TipoDeApontamento.SEM_CONTA, "000123", "1", "2", houve="do débito"),
    )
    dito = saida.do_plano(PlanoDoDia(HOJE, True, True, (previsto,), (fora,), apontamentos))
    (aviso,) = dito.pop("avisos")
    assert dito == {
        "data": "2026-11-24",
        "habilitado": True,
        "simulado": True,
        "fora": [{"cliente": "000124", "motivo": "sem destinatario"}],
        "apontamentos": [
            {
                "cliente": None,
                "documento": None,
                "parcela": None,
                "motivo": "a empresa que cobra ainda não foi cadastrada",
            },
            {"cliente": "000123", "documento": "1", "parcela": "2", "motivo": "do débito"},
        ],
        "totais": {
            "avisos": 1,
            "debitos": 2,
            "boletos": 1,
            "enviados": 0,
            "adiados": 0,
            "recusados": 0,
            "em_duvida": 0,
        },
    }
    assert [debito["documento"] for debito in aviso.pop("debitos")] == ["0010", "1"]
    assert aviso == {
        "id": None,
        "cliente": "000123",
        "destinatarios": ["a@b.com.br"],
        "estado": "pendente",
        "message_id": None,
        "motivo": None,
    }


def test_totais_contam_cada_estado() -> None:
    avisos = de_gravados(replace(AVISO, estado=estado) for estado in Estado)
    totais = saida.do_plano(PlanoDoDia(HOJE, True, False, avisos))["totais"]
    assert [totais[nome] for nome in ("avisos", "enviados", "adiados", "recusados", "em_duvida")] == [7, 1, 1, 1, 1]


def test_motivos_de_fora_sao_os_do_contrato() -> None:
    assert [motivo.value for motivo in Motivo] == [
        "nao avisar",
        "promessa",
        "sem destinatario",
        "ja avisado hoje",
        "ciclo",
        "valor minimo",
    ]


def test_aviso_do_historico() -> None:
    aviso = replace(
        AVISO, estado=Estado.EM_DUVIDA, message_id="<1@x>", resposta="", tentativas=2, entregas=adiados("p@x")
    )
    dito = saida.do_aviso(aviso)
    assert len(dito.pop("debitos")) == 2
    assert dito == {
        "id": 1,
        "data": "2026-11-24",
        "cliente": "000123",
        "destinatarios": ["a@b.com.br"],
        "destinatarios_pendentes": ["p@x"],
        "destinatarios_recusados": [],
        "estado": "em_duvida",
        "message_id": "<1@x>",
        "resposta": None,
        "motivo": None,
        "tentativas": 2,
    }


def test_parametros_com_os_nomes_do_contrato() -> None:
    valores = ParametrosAviso(conta_email=3, grupos=FiltroSNT(Modo.SELECIONA, ("Sócios",)), valor_minimo_centavos=5_05)
    assert saida.dos_parametros(valores) == {
        "habilitado": False,
        "conta_email": 3,
        "grupos_modo": "S",
        "grupos": ["Sócios"],
        "situacoes_modo": "T",
        "situacoes": [],
        "vencendo_em_dias": 3,
        "enviar_vencidos": True,
        "dias_para_vencido": 2,
        "intervalo_dias": 5,
        "prorrogar_dia_util": False,
        "valor_minimo": "5.05",
        "vencidos_ate_dias": 1825,
        "retorno_dias": 1,
        "agradecer": False,
    }


def test_tabela_alinha_pela_celula_mais_larga_e_nao_deixa_espaco_no_fim() -> None:
    assert saida.em_tabela(("A", "Nome"), [("001", "x"), ("2", "comprido")]).splitlines() == [
        "A    Nome",
        "001  x",
        "2    comprido",
    ]
