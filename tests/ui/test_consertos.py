from __future__ import annotations

import pytest

from envio.plano.plano import CONTA_DESCONHECIDA, SEM_CONTA
from regras.cadastro import Cliente
from regras.selecao import Apontamento, Fora, Motivo
from ui.consertos import Conserto, de_fora, do_apontamento

_DO_DEBITO = ("00318", "10482", "1")


def _do_debito(motivo: str) -> Apontamento:
    return Apontamento("00318", motivo, "10482", "1")


@pytest.mark.parametrize(
    ("item", "tela", "argumento"),
    [
        (_do_debito(SEM_CONTA), "debitos", _DO_DEBITO),
        (_do_debito("nosso número: falta, e não há linha digitável do banco"), "debitos", _DO_DEBITO),
        (_do_debito("saldo: é menor que o valor registrado no boleto"), "debitos", _DO_DEBITO),
        (_do_debito("vencido há mais de 1825 dias: não entra no aviso"), "debitos", _DO_DEBITO),
        (_do_debito(CONTA_DESCONHECIDA.format(codigo="BB")), "contas_cobranca", "BB"),
        (_do_debito("Carteira: falta informar"), "contas_cobranca", None),
        (_do_debito("pagador: sem CPF/CNPJ"), "clientes", "00318"),
        (Apontamento("00318", "e-mail inválido no contato Nair: nair@"), "clientes", "00318"),
        (Apontamento("00318", "endereço devolvido, não recebe: a@b.com"), "devolvidos", None),
        (Apontamento("", "as devoluções da conta 3 não foram lidas: sem senha"), "caixa_devolucoes", 3),
        (Apontamento("", "as devoluções da conta 3 não foram todas lidas: a caixa tem muitas"), "caixa_devolucoes", 3),
        (Apontamento("", "a empresa que cobra ainda não foi cadastrada"), "empresa", None),
        (Apontamento("", "Situações marcados que não existem mais: Acordo"), "aviso_debitos", None),
    ],
)
def test_apontamento_leva_a_tela_que_o_resolve(item: Apontamento, tela: str, argumento: object) -> None:
    conserto = do_apontamento(item)
    assert (conserto.tela, conserto.argumento) == (tela, argumento)


@pytest.mark.parametrize("motivo", [Motivo.NAO_AVISAR, Motivo.PROMESSA, Motivo.SEM_DESTINATARIO])
def test_motivo_que_esta_no_cadastro_abre_o_cliente(motivo: Motivo) -> None:
    assert de_fora(Fora(Cliente("00318", "Padaria"), motivo)) == Conserto("Corrigir o cliente", "clientes", "00318")


def test_ja_avisado_mostra_o_historico_e_o_ciclo_so_espera() -> None:
    assert de_fora(Fora(Cliente("00318", "Padaria"), Motivo.JA_AVISADO)) == Conserto(
        "Ver o histórico", "historico", "00318"
    )
    assert de_fora(Fora(Cliente("00318", "Padaria"), Motivo.CICLO)) is None
