from __future__ import annotations

import pytest

from regras.apontamento import Apontamento
from regras.apontamento import TipoDeApontamento as Tipo
from regras.cadastro import Cliente
from regras.selecao import Fora, Motivo
from ui.consertos import Conserto, de_fora, do_apontamento

_DO_DEBITO = ("00318", "10482", "1")


def _do_debito(tipo: Tipo, conta: str = "") -> Apontamento:
    return Apontamento(tipo, "00318", "10482", "1", conta=conta)


@pytest.mark.parametrize(
    ("item", "tela", "argumento"),
    [
        (_do_debito(Tipo.SEM_CONTA), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.SEM_NOSSO_NUMERO), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.NOSSO_NUMERO_RECUSADO, "BB"), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.LINHA_DIGITAVEL_RECUSADA), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.SALDO_MENOR), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.SALDO_NAO_CABE), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.FORA_DA_JANELA), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.PIX_RECUSADO), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.LETRA_DO_DEBITO), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.ANTIGO), "debitos", _DO_DEBITO),
        (_do_debito(Tipo.CONTA_INEXISTENTE, "BB"), "contas_cobranca", "BB"),
        (_do_debito(Tipo.CONTA_INCOMPLETA, "BB"), "contas_cobranca", "BB"),
        (_do_debito(Tipo.BANCO_NAO_HOMOLOGADO, "BB"), "contas_cobranca", "BB"),
        (_do_debito(Tipo.PDF_NAO_CONFERE), "contas_cobranca", None),
        (_do_debito(Tipo.PAGADOR_SEM_DOCUMENTO), "clientes", "00318"),
        (_do_debito(Tipo.PAGADOR_RECUSADO), "clientes", "00318"),
        (Apontamento(Tipo.LETRA_DO_CLIENTE, "00318"), "clientes", "00318"),
        (Apontamento(Tipo.EMAIL_INVALIDO, "00318", contato="Nair", endereco="nair@"), "clientes", "00318"),
        (Apontamento(Tipo.ENDERECO_DEVOLVIDO, "00318", endereco="a@b.com"), "devolvidos", None),
        (Apontamento(Tipo.DEVOLUCOES_NAO_LIDAS, conta_email=3, houve="sem senha"), "caixa_devolucoes", 3),
        (Apontamento(Tipo.DEVOLUCOES_PELA_METADE, conta_email=3), "caixa_devolucoes", 3),
        (Apontamento(Tipo.SEM_EMPRESA), "empresa", None),
        (Apontamento(Tipo.EMPRESA_INCOMPLETA, nomes=("CEP",)), "empresa", None),
        (Apontamento(Tipo.LETRA_DA_EMPRESA), "empresa", None),
        (Apontamento(Tipo.LETRA_DA_CONTA, conta="BB"), "contas_cobranca", "BB"),
        (Apontamento(Tipo.GRUPOS_SUMIDOS, nomes=("Sócios",)), "aviso_debitos", None),
        (Apontamento(Tipo.SITUACOES_SUMIDAS, nomes=("Acordo",)), "aviso_debitos", None),
    ],
)
def test_apontamento_leva_a_tela_que_o_resolve(item: Apontamento, tela: str, argumento: object) -> None:
    conserto = do_apontamento(item)
    assert (conserto.tela, conserto.argumento) == (tela, argumento)


@pytest.mark.parametrize("tipo", list(Tipo))
def test_todo_apontamento_tem_conserto(tipo: Tipo) -> None:
    assert do_apontamento(Apontamento(tipo, "00318", "10482", "1")).texto


@pytest.mark.parametrize("motivo", [Motivo.NAO_AVISAR, Motivo.PROMESSA, Motivo.SEM_DESTINATARIO])
def test_motivo_que_esta_no_cadastro_abre_o_cliente(motivo: Motivo) -> None:
    assert de_fora(Fora(Cliente("00318", "Padaria"), motivo)) == Conserto("Corrigir o cliente", "clientes", "00318")


def test_ja_avisado_mostra_o_historico_e_o_ciclo_so_espera() -> None:
    assert de_fora(Fora(Cliente("00318", "Padaria"), Motivo.JA_AVISADO)) == Conserto(
        "Ver o histórico", "historico", "00318"
    )
    assert de_fora(Fora(Cliente("00318", "Padaria"), Motivo.CICLO)) is None
