"""`efeito`: o que a base tem, pelo terminal, em JSON, em texto e em PDF."""

from __future__ import annotations

from datetime import timedelta

from modelos.avisos.tabelas import AvisoDB
from modelos.base.abertura import abrir
from modelos.carteira import promessas
from modelos.retorno import recebidos
from regras.carteira.efeito import Cobranca
from tests.exemplos.retorno_feito import HOJE, arquivo, titulo
from tests.linha_de_comando import Terminal
from tests.modelos.exemplos import EM
from ui.terminal.argumentos import Analisador
from ui.terminal.comandos import efeito

CONTAS = "codigo;banco;carteira;agencia;conta;homologada\n1;237;09;1234;55501;S\n"
DEBITOS = (
    "cliente;documento;parcela;vencimento;valor;conta_cobranca;nosso_numero;pago_em\n"
    "001;1;1;19/11/2026;150,00;1;123;\n"
    "001;2;1;26/11/2026;150,00;1;124;\n"
    "002;3;1;19/11/2026;80,00;1;125;\n"
    "002;4;1;01/10/2026;80,00;1;126;05/10/2026\n"
)


def _preparar(pronto: Terminal) -> None:
    """Fechado ontem, com um pago hoje pelo banco, outro só pelo ERP, e um pago antes de qualquer aviso."""
    pronto.importar(CONTAS, "contas-cobranca")
    pronto.importar(DEBITOS, "debitos", "--ausentes", "baixar", "--sim")
    assert pronto("fechar").objeto["totais"]["enviados"]
    with abrir(pronto.base):
        AvisoDB.update(data=HOJE - timedelta(days=1)).execute()
        promessas.registrar("001", HOJE - timedelta(days=1), "Ana", EM)
    pronto("retorno", pronto.escrever("a.ret", arquivo(titulo(123, 15123))))
    pronto.importar(DEBITOS.replace(";125;", ";125;24/11/2026"), "debitos")


def test_conta_pelo_banco_e_pelo_erp_cada_um_uma_vez(pronto: Terminal) -> None:
    _preparar(pronto)
    apurado = pronto("efeito", "--pdf", str(pronto.pasta / "e.pdf")).objeto["efeito"]
    assert apurado["total"] == {
        "pagamentos": 2,
        "ate_3_dias": "231.23",
        "ate_7_dias": "231.23",
        "ate_15_dias": "231.23",
        "recebido": "231.23",
    }
    assert (apurado["de"], apurado["ate"], len(apurado["meses"])) == ("2025-12-01", "2026-11-24", 12)
    assert apurado["meses"][-1] == {"mes": "2026-11", **apurado["total"]}
    assert [faixa["faixa"] for faixa in apurado["faixas"] if faixa["pagamentos"]] == ["ate_30"]
    assert apurado["sem_aviso"] == {"pagamentos": 1, "recebido": "80.00"}
    assert apurado["dias_ate_pagar"] == {"antes": "4.0", "depois": "5.0"}
    assert (pronto.pasta / "e.pdf").read_bytes().startswith(b"%PDF")
    dito = pronto.dizer("efeito", "--de", "2026-11-01").saida
    assert "231,23" in dito
    assert "Sem aviso antes: 0 pagamentos" in dito
    assert pronto("efeito", "--de", "2026-12-01").codigo == 2


def test_a_promessa_se_julga_pelo_dia_do_banco(pronto: Terminal) -> None:
    _preparar(pronto)
    assert pronto("efeito").objeto["efeito"]["promessas"] == {"cumprida": 0, "paga_depois": 1, "nao_cumprida": 0}


def test_baixa_por_ausencia_nao_e_pagamento_e_outro_vencimento_continua_do_aviso(pronto: Terminal) -> None:
    _preparar(pronto)
    novo = DEBITOS.replace("19/11/2026;80,00;1;125;", "29/11/2026;80,00;1;125;24/11/2026")
    pronto.importar(novo.replace("001;2;1;26/11/2026;150,00;1;124;\n", ""), "debitos", "--ausentes", "baixar", "--sim")
    with abrir(pronto.base):
        cobrados = [cobrancas for _, cobrancas, _ in recebidos.pagos()]
    ontem = HOJE - timedelta(days=1)
    vencia = HOJE - timedelta(days=5)
    assert cobrados == [(Cobranca(ontem, vencia, 150_00),), (Cobranca(ontem, vencia, 80_00),), ()]


def test_o_comando_se_explica() -> None:
    comando = Analisador()
    efeito.montar(comando)
    assert "python app.py efeito" in comando.format_help()
