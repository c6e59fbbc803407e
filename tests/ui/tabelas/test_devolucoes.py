"""O que se diz das devoluções: de onde veio a marca, e o que ajuda a decidir."""

from __future__ import annotations

from dataclasses import replace

from modelos.avisos.devolucoes import DevolucaoLida
from modelos.avisos.devolvidos import Devolvido
from regras.aviso import Estado
from regras.devolucao import Acao
from tests.envio.cenario import AVISO
from tests.modelos.exemplos import EM, HOJE
from ui.tabelas.devolucoes import COLUNAS_DO_AVISO, COLUNAS_MARCADOS, Marcado, dizer_do_aviso, dizer_origem

LIDA = DevolucaoLida(
    1,
    HOJE,
    "000123",
    "Cliente",
    "a@b.com.br",
    Acao.FALHOU,
    "5.1.1",
    "550 nao existe",
    "mx",
    "<1@x>",
    True,
    EM,
    EM,
    True,
)
MARCA = Devolvido("a@b.com.br", "550 5.1.1", EM)


def test_de_onde_veio_a_marca() -> None:
    assert dizer_origem(Marcado(MARCA, None)) == "Recusado pelo servidor ao enviar"
    assert dizer_origem(Marcado(MARCA, LIDA)) == "Aviso de 24/11/2026, Cliente"


def test_em_duvida_com_devolucao_sugere_dar_como_enviado() -> None:
    dito = dizer_do_aviso(replace(AVISO, estado=Estado.EM_DUVIDA), [LIDA])
    assert "o servidor a aceitou" in dito
    assert "Dê como enviado" in dito
    assert dito.endswith("Voltou a mensagem para a@b.com.br.")


def test_sem_citar_o_aviso_nada_prova_e_isso_e_dito() -> None:
    dito = dizer_do_aviso(replace(AVISO, estado=Estado.EM_DUVIDA), [replace(LIDA, provada=False)])
    assert dito == "Devolução sem prova de a@b.com.br: não cita a mensagem, e pode ser falsa."


def test_enviado_diz_so_o_que_voltou_e_o_que_atrasou() -> None:
    atrasada = replace(LIDA, email="c@d.com.br", acao=Acao.ADIADA)
    dito = dizer_do_aviso(replace(AVISO, estado=Estado.ENVIADO), [LIDA, LIDA, atrasada])
    assert dito == "Voltou a mensagem para a@b.com.br. Ainda não entregue a c@d.com.br."
    assert dizer_do_aviso(AVISO, []) == ""


def test_colunas_dizem_o_que_houve() -> None:
    assert [coluna.texto(LIDA) for coluna in COLUNAS_DO_AVISO[1:]] == [
        "a@b.com.br",
        "Voltou",
        "5.1.1",
        "Sim",
        "Sim",
        "550 nao existe",
    ]
    assert COLUNAS_MARCADOS[0].texto(Marcado(MARCA, LIDA)) == "a@b.com.br"
