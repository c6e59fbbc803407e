from __future__ import annotations

from datetime import date
from decimal import Decimal

from regras.cadastro import Cliente, Contato
from regras.debito import Debito
from regras.encargos import Percentuais
from regras.parametros import FiltroSNT, Modo
from regras.selecao import Retrato
from ui.abas.aviso_debitos.quem_recebe import QuemRecebe, contar, dizer

HOJE = date(2026, 11, 24)
PADARIA, HOTEL, BAR, MUDO = (
    Cliente("1", "Padaria"),
    Cliente("2", "Hotel"),
    Cliente("3", "Bar"),
    Cliente("4", "Mudo", avisar=False),
)


def _retrato() -> Retrato:
    return Retrato(
        debitos=[Debito(codigo, "1", "1", HOJE, 100, 100) for codigo in ("1", "2", "3", "4")],
        clientes={cliente.codigo: cliente for cliente in (PADARIA, HOTEL, BAR, MUDO)},
        contatos={"1": [Contato.criar("1", "Ana", "ana@b.com", ("Financeiro",))]},
        email_do_cadastro={"2": Contato.criar("2", "Cadastro", "hotel@b.com")},
        percentuais=Percentuais(Decimal(2), Decimal(1)),
    )


def test_s_deixa_de_fora_quem_nao_tem_contato_nos_grupos() -> None:
    quem = contar(_retrato(), FiltroSNT(Modo.SELECIONA, ("financeiro",)))
    assert quem == QuemRecebe(1, (HOTEL, BAR))


def test_n_inclui_o_email_do_cadastro() -> None:
    quem = contar(_retrato(), FiltroSNT(Modo.NAO_SELECIONA, ("Financeiro",)))
    assert quem == QuemRecebe(1, (PADARIA, BAR))


def test_mensagem_diz_grupos_contagem_e_que_os_outros_nao_receberao() -> None:
    filtro = FiltroSNT(Modo.SELECIONA, ("Financeiro", "Sócios"))
    assunto, texto, sem = dizer(filtro, QuemRecebe(23, (HOTEL, BAR)))
    assert assunto == "Vão receber os contatos dos grupos Financeiro e Sócios."
    assert "23 têm destinatário" in texto
    assert "Clientes sem contato nesses grupos não receberão." in texto
    assert sem == "2 clientes ficam sem destinatário: Hotel e Bar."


def test_mensagem_no_singular_e_sem_ninguem_de_fora() -> None:
    assunto, texto, sem = dizer(FiltroSNT(Modo.SELECIONA, ("Financeiro",)), QuemRecebe(1, ()))
    assert assunto == "Vão receber os contatos do grupo Financeiro."
    assert "1 tem destinatário" in texto
    assert "nesse grupo" in texto
    assert sem == ""


def test_mensagem_de_n_com_e_sem_marcados() -> None:
    assunto, texto, _ = dizer(FiltroSNT(Modo.NAO_SELECIONA, ("Compras",)), QuemRecebe(2, ()))
    assert assunto == "Vão receber todos os contatos, menos os do grupo Compras."
    assert "E-mail do cadastro" in texto or "e-mail do cadastro" in texto
    assert dizer(FiltroSNT(Modo.NAO_SELECIONA), QuemRecebe(2, ()))[0].startswith("Nenhum grupo marcado")
